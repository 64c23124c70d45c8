"""Who stands before a cue verb: "Bessent said", "Zhou, a researcher, said", "who said"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.drafts import NONE
from framing.annotate.attribution.flags import AUX, G, W
from framing.annotate.attribution.passage import Flags, Ints, Layout, last_of, next_of
from framing.annotate.attribution.verbs import Verbs

#: Words that no subject reaches across to the left.
_STOPPERS = W.THAT | W.SUBORD | W.BUT | W.REL | W.MODAL | W.HAVE | W.BE | W.DO | W.TO
_BOUNDS = _STOPPERS | W.SAID | W.AND
_CONNECTIVES = W.AND | W.BUT | W.SUBORD | W.ADV | W.TIME
_OPENERS = W.ACCORDING | W.PREP | W.SUBORD | W.GERUND | W.ING | W.TIME | W.AS
_APPOSITIVES = 3
_LONGEST_SUBJECT = 12


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
    phrase = _np_start(layout, verbs)
    pronoun = verbs.before(W.PRON) & ~_surname(verbs)
    alone = pronoun & (phrase < verbs.group - 1) & ~layout.has(phrase, W.AND | W.BUT | W.SUBORD | W.ADV)
    phrase = np.where(alone, verbs.group - 1, phrase)
    start, end = trim_name(layout, phrase, verbs.group)
    start = np.where(pronoun, verbs.group - 1, start)
    relative = _relative(verbs)
    direct = ~verbs.cut & ~verbs.before(W.AND | W.BUT | W.SUBORD | W.PREP) & ~relative & (end > start)
    comma = (verbs.group > verbs.first) & layout.gap(verbs.group, G.COMMA | G.RIGHT | G.DASH)
    comma &= ~layout.closes[verbs.group]
    chunk, name_end = _apposition(verbs, comma)
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


def _surname(verbs: Verbs) -> Flags:
    """A capital He inside a sentence is a name."""
    at = verbs.group - 1
    he = verbs.before(W.HE) & verbs.before(W.CAP) & (at > verbs.first)
    return np.asarray(he & ~verbs.layout.opens[np.maximum(at, 0)])


def _np_start(layout: Layout, verbs: Verbs) -> Ints:
    """Where the noun phrase that ends at the verb group starts."""
    at, first = verbs.group - 1, verbs.first
    words = layout.words(_BOUNDS)[:-1]
    word = layout.wf[words]
    stops = ((word & _STOPPERS) != 0) & ((word & W.PRON) == 0)
    stops &= ((word & W.PREP) == 0) | ((word & W.SUBORD) != 0)
    stops |= (word & W.SAID) != 0
    names = layout.has(words + 1, W.CAP) & layout.has(words - 1, W.CAP) & (words > 0)
    stops |= ((word & W.AND) != 0) & ~names
    start = last_of(words[stops] + 1, at, first)
    quotes = layout.passage
    for bounds in (layout.punct[:-1], quotes.quote_start, quotes.quote_end):
        start = np.maximum(start, last_of(bounds, at, first))
    return start


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


def antecedent(verbs: Verbs) -> tuple[tuple[Ints, Ints], Flags]:
    """The name that who or which before the verb stands for (the pronoun included), and whether a comma parts them."""
    layout, who = verbs.layout, np.maximum(verbs.group - 1, verbs.first)
    comma = layout.gap(who, G.COMMA)
    start, _ = trim_name(layout, last_of(layout.punct, np.maximum(who - 1, 0), verbs.first), who)
    return (start, who + 1), comma


def _apposition(verbs: Verbs, comma: Flags) -> tuple[Ints, Ints]:
    """Step left over appositions; returns where the chunk with the name starts and where the name ends."""
    layout = verbs.layout
    chunk, name_end = verbs.group.copy(), verbs.group.copy()
    rows = np.flatnonzero(comma)
    chunk[rows] = last_of(layout.punct, verbs.group[rows] - 1, verbs.first[rows])
    for step in range(_APPOSITIVES):
        at = chunk[rows]
        word = layout.wf[at]
        pronoun = (word & W.PRON) != 0
        aside = ((word & W.CAP) == 0) & ~pronoun
        aside |= ((word & (W.REL | W.DET)) != 0) | layout.gap(at, G.LEFT)
        aside |= (verbs.group[rows] - at <= 3) & ~pronoun
        aside |= step == 0  # what stands between a comma and the verb is no name
        aside &= (at > verbs.first[rows]) & ~layout.closes[at]
        rows, at = rows[aside], at[aside]
        name_end[rows] = at
        chunk[rows] = last_of(layout.punct, at - 1, verbs.first[rows])
    return chunk, name_end


def sentence_subjects(layout: Layout, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """The noun phrase that a sentence starts with, after an opening adverbial: "In Florida, *the senator* ...".

    NONE where the sentence starts with a quotation or the phrase is too long to be a name.
    """
    opening = layout.has(first, _OPENERS) & ~layout.has(first, W.PRON | W.DET)
    comma = next_of(layout.gaps(G.COMMA), first + 1)
    start = np.where(opening & (comma < last), comma, first)
    start, _ = trim_name(layout, start, last)
    verbs = layout.words(AUX | W.VERBISH | W.SFORM | W.PAST)
    end = np.minimum(np.minimum(next_of(layout.punct, start + 1), next_of(verbs, start + 1)), last)
    _, end = trim_name(layout, start, end)
    known = ~layout.inside[start] & (end > start) & (end - start <= _LONGEST_SUBJECT) & ~layout.opens[start]
    return np.where(known, start, NONE), np.where(known, end, NONE)
