"""Who stands before a cue verb: "Bessent said", "Zhou, a researcher, said", "who said"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.drafts import NONE
from framing.annotate.attribution.flags import PUNCT, VERB, G, W
from framing.annotate.attribution.passage import Flags, Ints, Layout, last_of, next_of
from framing.annotate.attribution.verbs import Verbs

#: Words that no subject reaches across to the left.
_STOPPERS = W.THAT | W.SUBORD | W.BUT | W.REL | W.MODAL | W.HAVE | W.BE | W.DO | W.TO
_BOUNDS = _STOPPERS | W.SAID | W.AND
_CONNECTIVES = W.AND | W.BUT | W.SUBORD | W.ADV | W.TIME | W.WH
_OPENERS = W.OPENER | W.ACCORDING | W.PREP | W.SUBORD | W.GERUND | W.ING | W.TIME | W.AS
_APPOSITIVES = 3
_LONGEST_SUBJECT = 12
_LONGEST_DATELINE = 8
_LONGEST_NAME = 8


@dataclass(slots=True)
class Subjects:
    """One row a verb. ``phrase`` is where the whole subject phrase starts, ``start:end`` its name without trimmings.

    ``direct``: the subject touches the verb; ``apposed``: a comma and an apposition stand between; ``relative``: the
    subject is who or which. Rows that are none of these have no subject.
    """

    phrase: Ints
    start: Ints
    end: Ints
    direct: Flags
    apposed: Flags
    relative: Flags


def find_subjects(verbs: Verbs) -> Subjects:
    """The subject phrase of every verb, whether or not a rule will use it."""
    layout = verbs.layout
    stop = verbs.stop
    phrase, who = _np_start(layout, stop, verbs.first)
    pronoun = verbs.before(W.PRON) & ~_surname(layout, stop, verbs.first)
    alone = pronoun & (phrase < stop - 1) & ~layout.has(phrase, W.AND | W.BUT | W.SUBORD | W.ADV)
    phrase = np.where(alone, stop - 1, phrase)
    start, end = trim_name(layout, phrase, np.where(who < 0, stop, who))
    start, end = np.where(pronoun, stop - 1, start), np.where(pronoun, stop, end)
    relative = _relative(verbs)
    direct = ~verbs.cut & ~verbs.before(W.AND | W.BUT | W.SUBORD | W.PREP) & ~relative & (end > start)
    comma = (stop > verbs.first) & layout.gap(stop, G.COMMA | G.RIGHT | G.DASH) & ~layout.closes[stop]
    chunk, name_end = _apposition(layout, stop, verbs.first, comma)
    name_start, name_end = trim_name(layout, chunk, name_end)
    apposed = comma & (name_end > name_start) & (name_end < verbs.group)
    return Subjects(
        np.where(comma, chunk, phrase),
        np.where(comma, name_start, start),
        np.where(comma, name_end, end),
        direct,
        apposed,
        relative,
    )


def _surname(layout: Layout, stop: Ints, first: Ints) -> Flags:
    """A capital He inside a sentence is a name."""
    at = np.maximum(stop - 1, 0)
    he = layout.has(at, W.HE) & layout.has(at, W.CAP) & (at > first)
    return np.asarray(he & ~layout.opens[at])


def _np_start(layout: Layout, stop: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Where the noun phrase that ends at ``stop`` starts; and where its relative clause does, NONE where it has none:
    "Republicans *who have praised him* said"."""
    words = layout.words(_BOUNDS)[:-1]
    word = layout.wf[words]
    stops = ((word & _STOPPERS) != 0) & ((word & W.PRON) == 0)
    stops &= ((word & W.PREP) == 0) | ((word & W.SUBORD) != 0)
    stops |= (word & W.SAID) != 0
    joints = np.flatnonzero(((word & W.AND) != 0) & ~stops)
    stops[joints] = ~_joined_names(layout, words[joints])
    bounds = words[stops] + 1
    start, floor = last_of(bounds, stop - 1, first), first
    quotes = layout.passage
    for others in (layout.punct[:-1], quotes.quote_start, quotes.quote_end):
        floor = np.maximum(floor, last_of(others, stop - 1, first))
    start = np.maximum(start, floor)
    who = last_of(_relatives(layout), start - 1, np.full(len(start), NONE))
    inside = (who > floor) & (who < stop - 2) & (start > floor)
    inside &= (who == start - 1) | layout.has(start - 1, W.MODAL | W.HAVE | W.BE | W.DO | W.TO)
    head = np.maximum(last_of(bounds, np.maximum(who - 1, 0), first), floor)
    return np.where(inside, head, start), np.where(inside, who, NONE)


def _joined_names(layout: Layout, words: Ints) -> Flags:
    """And between two names, or between the halves of "the senator and presidential candidate" behind a quotation."""
    name = layout.has(words + 1, W.CAP) | (layout.has(words + 1, W.DET) & layout.has(words + 2, W.CAP))
    names = name & layout.has(words - 1, W.CAP) & (words > 0)
    quotes = layout.passage.quote_end
    close = words - last_of(quotes, words, np.full(len(words), -_LONGEST_SUBJECT)) < _LONGEST_SUBJECT // 2
    return names | close


def _relatives(layout: Layout) -> Ints:
    """Who, and that and which behind people, where a clause about them begins."""
    words = layout.words(W.REL)[:-1]
    people = layout.has(words - 1, W.SPEAKER | W.PLURAL) & ~layout.has(words - 1, VERB) & (words > 0)
    who = ~layout.has(words, W.THAT) & ~layout.has(words, W.SUBORD)
    return words[(who | people) & ~layout.gap(words, PUNCT) & ~layout.has(words - 1, W.PREP)]


def trim_name(layout: Layout, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """A name without connectives and dates at its edges: "But on Thursday the minister later" gives "the minister"."""
    start, end = start.copy(), end.copy()
    rows = np.flatnonzero(start < end - 1)
    for _ in range(3):
        at = start[rows]
        word = layout.wf[at]
        one = ((word & _CONNECTIVES) != 0) & ((word & (W.PRON | W.DET)) == 0)
        two = ~one & ((word & W.PREP) != 0) & layout.has(at + 1, W.TIME) & (at < end[rows] - 2)
        start[rows] = at + one + 2 * two + (two & layout.has(at + 2, W.DIGIT) & (at < end[rows] - 3))
        rows = rows[one | two]
        rows = rows[start[rows] < end[rows] - 1]
    rows = np.flatnonzero(end > start + 1)
    for _ in range(3):
        word = layout.wf[end[rows] - 1]
        drop = ((word & (W.TIME | W.ADV)) != 0) & ((word & W.PRON) == 0)
        end[rows] -= drop
        rows = rows[drop & (end[rows] > start[rows] + 1)]
    end -= (end > start + 1) & layout.has(np.maximum(end - 1, 0), W.PREP)
    return start, end


def _relative(verbs: Verbs) -> Flags:
    """Whether who or which stands before the verb, a date between them or not: "who on Tuesday said"."""
    layout, at = verbs.layout, verbs.group - 1
    for _ in range(3):
        dated = layout.has(at, W.TIME) | (layout.has(at, W.PREP) & layout.has(at + 1, W.TIME))
        at = np.where((at > verbs.first) & dated & ~verbs.cut, at - 1, at)
    who = layout.has(at, W.REL) & ~layout.has(at, W.THAT) & (at >= verbs.first) & ~verbs.cut
    before_that = layout.has(np.maximum(verbs.group - 2, 0), W.SPEAKER | W.PLURAL)
    that = verbs.before(W.THAT) & (verbs.group - 2 >= verbs.first) & before_that
    return np.asarray(who | that)


def antecedent(verbs: Verbs, at: Ints) -> tuple[tuple[Ints, Ints], Flags]:
    """The names that who or which before the verbs ``at`` stands for (the pronoun included), and whether a comma parts
    them."""
    layout, first = verbs.layout, verbs.first[at]
    who = np.maximum(verbs.group[at] - 1, first)
    comma = layout.gap(who, G.COMMA)
    start, _ = trim_name(layout, last_of(layout.punct, np.maximum(who - 1, 0), first), who)
    return (start, who + 1), comma


def _apposition(layout: Layout, stop: Ints, first: Ints, comma: Flags) -> tuple[Ints, Ints]:
    """Step left over appositions; returns where the chunk with the name starts and where the name ends."""
    chunk, name_end = stop.copy(), stop.copy()
    rows = np.flatnonzero(comma)
    chunk[rows] = last_of(layout.punct, stop[rows] - 1, first[rows])
    for step in range(_APPOSITIVES):
        at = chunk[rows]
        word = layout.wf[at]
        pronoun = (word & W.PRON) != 0
        aside = ((word & W.CAP) == 0) & ~pronoun
        aside |= ((word & (W.REL | W.DET)) != 0) | layout.gap(at, G.LEFT)
        aside &= ((word & W.REL) != 0) | _name_before(layout, at, first[rows])
        aside |= step == 0  # what stands between a comma and the verb is no name
        aside &= (at > first[rows]) & ~layout.closes[at]
        rows, at = rows[aside], at[aside]
        name_end[rows] = at
        chunk[rows] = last_of(layout.punct, at - 1, first[rows])
    return chunk, name_end


def _name_before(layout: Layout, at: Ints, first: Ints) -> Flags:
    """Whether a name, and no more, stands before the comma at each place: "*Zhou Mi*, a researcher, said"."""
    start, _ = trim_name(layout, last_of(layout.punct, at - 1, first), at)
    verb = next_of(layout.finite_forms(), start) < at
    return np.asarray((at - start <= _LONGEST_NAME) & layout.has(start, W.CAP | W.DET | W.SPEAKER | W.PRON) & ~verb)


def sentence_subjects(layout: Layout, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """The noun phrase that a sentence starts with, after a dateline and an adverbial: "In Florida, *the senator* ...".

    NONE where the sentence starts with a quotation or the phrase is too long to be a name.
    """
    start = _past_dateline(layout, first, last)
    comma = layout.gaps(G.COMMA)
    for _ in range(2):
        start, _ = trim_name(layout, start, last)
        opening = layout.has(start, _OPENERS) & ~layout.has(start, W.PRON | W.DET)
        after = next_of(comma, start + 1)
        start = np.where(opening & (after < last), after, start)
    start, _ = trim_name(layout, start, last)
    end = np.minimum(np.minimum(next_of(layout.punct, start + 1), next_of(layout.finite_forms(), start + 1)), last)
    _, end = trim_name(layout, start, end)
    known = ~layout.inside[start] & (end > start) & (end - start <= _LONGEST_SUBJECT) & ~layout.opens[start]
    return np.where(known, start, NONE), np.where(known, end, NONE)


def _past_dateline(layout: Layout, first: Ints, last: Ints) -> Ints:
    """The word after the dash of "ORLANDO, Fla. (Reuters) - President ..."; ``first`` where there is no dateline."""
    dash = next_of(layout.gaps(G.DASH), first + 1)
    dated = layout.has(first, W.UPPER) & (dash < last) & (dash - first <= _LONGEST_DATELINE)
    return np.where(dated, dash, first)


def clause_starts(layout: Layout, at: Ints, first: Ints) -> Ints:
    """Where the main clause that holds each ``at`` starts: behind a semicolon, or ", but he ..." with a verb on either
    side; the sentence's first word where it is one clause."""
    joint = last_of(layout.new_clauses, at - 1, first)
    verbs = layout.finite_forms()
    two = (joint > first) & (next_of(verbs, joint + 1) < at) & (next_of(verbs, first) < joint)
    start = np.where(two, joint + 1, first)
    return np.maximum(start, last_of(layout.gaps(G.SEMI)[:-1], at - 1, first))
