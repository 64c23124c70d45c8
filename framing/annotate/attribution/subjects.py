"""Who stands before a cue verb: "Bessent said", "Zhou, a researcher, said", "who said"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.appositions import apposition, unclosed
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.passage import Flags, Ints, Layout
from framing.annotate.attribution.phrases import antecedents, behind_clause, np_start, trim_name
from framing.annotate.attribution.verbs import Verbs


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
    phrase, who = np_start(layout, stop, verbs.first)
    phrase = behind_clause(layout, phrase, stop)
    pronoun = verbs.before(W.PRON) & ~_surname(layout, stop, verbs.first)
    alone = pronoun & (phrase < stop - 1) & ~layout.has(phrase, W.AND | W.BUT | W.SUBORD | W.ADV)
    phrase = np.where(alone, stop - 1, phrase)
    start, end = trim_name(layout, phrase, np.where(who < 0, stop, who))
    start, end = np.where(pronoun, stop - 1, start), np.where(pronoun, stop, end)
    relative = _relative(verbs)
    adverbial = _adverbial(layout, start) | (layout.has(start, W.VERBISH) & layout.has(start + 1, W.DET))
    phrase, start, end = unclosed(verbs, phrase, start, end)
    several = layout.has(phrase, W.DET) & layout.has(phrase, W.PLURAL) & (start == phrase)
    several &= verbs.own(W.SFORM) & ~verbs.own(W.SAID | W.PAST) & (stop - phrase > 1)  # "several US *reports*"
    direct = ~verbs.cut & ~adverbial & ~several & ~relative & (end > start)
    direct &= ~verbs.before(W.AND | W.BUT | W.SUBORD | W.PREP)
    comma = (stop > verbs.first) & layout.gap(stop, G.COMMA | G.RIGHT | G.DASH) & ~layout.closes[stop]
    chunk, name_end = apposition(layout, stop, verbs.first, comma)
    name_start, name_end = trim_name(layout, chunk, name_end)
    apposed = comma & (name_end > name_start) & (name_end < verbs.group) & ~_adverbial(layout, name_start)
    return Subjects(
        np.where(comma, chunk, phrase),
        np.where(comma, name_start, start),
        np.where(comma, name_end, end),
        direct,
        apposed,
        relative,
    )


def _adverbial(layout: Layout, start: Ints) -> Flags:
    """Whether a phrase opens with a preposition and no number: "on Friday", but "about three in ten"."""
    number = W.DIGIT | W.SPEAKER | W.PLURAL
    adverbial = layout.has(start, W.PREP)
    rows = np.flatnonzero(adverbial)
    at = start[rows]
    counted = layout.has(at + 1, number) | (~layout.has(at + 1, W.DET | W.CAP) & layout.has(at + 2, number))
    counted |= layout.has(at + 2, W.DET) & layout.has(at + 3, number)  # "at least a dozen members"
    adverbial[rows] = ~counted
    return adverbial


def _surname(layout: Layout, stop: Ints, first: Ints) -> Flags:
    """A capital He inside a sentence is a name."""
    at = np.maximum(stop - 1, 0)
    he = layout.has(at, W.HE) & layout.has(at, W.CAP) & (at > first)
    return np.asarray(he & ~layout.opens[at])


def _relative(verbs: Verbs) -> Flags:
    """Whether who or which stands before the verb, a date between them or not: "who on Tuesday said"."""
    layout, at = verbs.layout, verbs.group - 1
    rows = np.flatnonzero((at > verbs.first) & ~verbs.cut)
    for _ in range(3):
        place = at[rows]
        dated = layout.has(place, W.TIME) | (layout.has(place, W.PREP) & layout.has(place + 1, W.TIME))
        rows = rows[dated & (place > verbs.first[rows])]
        at[rows] -= 1
    who = layout.has(at, W.REL) & ~layout.has(at, W.THAT) & (at >= verbs.first) & ~verbs.cut
    who |= verbs.before(W.REL) & ~verbs.before(W.THAT) & (verbs.stop < verbs.group)
    before_that = layout.has(np.maximum(verbs.group - 2, 0), W.SPEAKER | W.PLURAL)
    that = verbs.before(W.THAT) & (verbs.group - 2 >= verbs.first) & before_that
    return np.asarray(who | that)


def antecedent(verbs: Verbs, at: Ints) -> tuple[tuple[Ints, Ints], Flags]:
    """The names that who or which before the verbs ``at`` stands for (the pronoun included), and whether a comma parts
    them."""
    layout, first = verbs.layout, verbs.first[at]
    who = np.maximum(np.where(layout.has(verbs.stop[at] - 1, W.REL), verbs.stop[at], verbs.group[at]) - 1, first)
    return antecedents(layout, who, first), layout.gap(who, G.COMMA)
