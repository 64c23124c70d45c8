"""Who stands before a cue verb: "Bessent said", "Zhou, a researcher, said", "who said"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.appositions import apposition, unclosed
from framing.annotate.attribution.flags import AUX, G, W
from framing.annotate.attribution.passage import Layout
from framing.annotate.attribution.phrases import among_words, antecedents, behind_clause, np_start, trim_name
from framing.annotate.attribution.verbs import Verbs
from framing.records.arrays import Flags, Ints

#: "People who have been told of the plan say"
_LONGEST_CLAUSE = 9
_LONGEST_LISTED = 3
#: "in a joint statement"
_LONGEST_MEDIUM = 4
_ONE = frozenset(["a", "an"])
_ANYBODY = frozenset("people persons those anyone someone everyone person".split())


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
    phrase, start, end = _touching(verbs)
    relative = _relative(verbs)
    adverbial = _adverbial(layout, start)
    phrase, start, end = unclosed(verbs, phrase, start, end)
    _with_listed(verbs, phrase, start)
    direct = ~verbs.cut & ~adverbial & ~_behind_several(verbs, phrase, start) & ~relative & (end > start)
    direct &= ~verbs.before(W.AND | W.BUT | W.SUBORD | W.PREP)
    comma = verbs.behind_comma()
    chunk, name_start, name_end, apposed = _with_apposition(verbs, comma)
    return Subjects(
        np.where(comma, chunk, phrase),
        np.where(comma, name_start, start),
        np.where(comma, name_end, end),
        direct,
        apposed,
        relative,
    )


def _touching(verbs: Verbs) -> tuple[Ints, Ints, Ints]:
    """The phrases right before the verbs, and where the names in them start and end."""
    layout, stop = verbs.layout, verbs.stop
    phrase, who = np_start(layout, stop, verbs.first)
    plain = np.flatnonzero(who < 0)
    phrase[plain] = behind_clause(layout, phrase.take(plain), stop.take(plain))
    pronoun = _pronouns(verbs)
    it = np.flatnonzero(verbs.before(W.IT) & verbs.before(W.OBJPRON) & (who < 0))  # "dues *it* says are unfair"
    pronoun[it] = ~layout.has(np.maximum(stop.take(it) - 2, 0), W.PREP)  # "people familiar with it say"
    alone = np.flatnonzero(pronoun & (phrase < stop - 1))
    alone = alone.compress(~layout.has(phrase.take(alone), W.AND | W.BUT | W.SUBORD | W.ADV))
    phrase[alone] = stop.take(alone) - 1
    start, end = trim_name(layout, phrase, np.where(who < 0, stop, who))
    start, end = np.where(pronoun, stop - 1, start), np.where(pronoun, stop, end)
    _with_clauses(layout, start, end, stop, who)
    _without_media(layout, start, end)
    return phrase, start, end


def _with_apposition(verbs: Verbs, comma: Flags) -> tuple[Ints, Ints, Ints, Flags]:
    """Where the phrases before appositions start, and the names in them; and which verbs have such a subject."""
    layout = verbs.layout
    chunk, end = apposition(layout, verbs.stop, verbs.first, comma)
    helping = layout.has(end - 1, AUX) & ~layout.has(end - 1, W.PRON) & (end - chunk > 1)
    start, end = trim_name(layout, chunk, end - helping)  # "*Oslo* has, in return, accused"
    apposed = comma & (end > start) & (end < verbs.group)
    rows = np.flatnonzero(apposed)
    apposed[rows] = ~_opens_with_preposition(layout, start.take(rows))
    return chunk, start, end, apposed


def _with_clauses(layout: Layout, start: Ints, end: Ints, stop: Ints, who: Ints) -> None:
    """Let names that only their relative clause tells apart run to its end: "*people who know the plan* say"."""
    rows = np.flatnonzero((who >= 0) & (end == who) & (end - start == 1) & (stop - start <= _LONGEST_CLAUSE))
    rows = rows.compress(among_words(layout, start.take(rows), _ANYBODY))
    end[rows] = stop.take(rows)


def _without_media(layout: Layout, start: Ints, end: Ints) -> None:
    """Let names end before the channel of what is said: "*Lund* in a statement condemned"."""
    medium = layout.has(end - 1, W.MEDIUM)
    rows = np.flatnonzero(medium & (end - start > _LONGEST_MEDIUM - 1))
    for back in range(_LONGEST_MEDIUM, 2, -1):
        at = end.take(rows) - back
        channel = layout.has(at, W.PREP) & ~layout.has(at, W.OF) & among_words(layout, at + 1, _ONE)
        channel &= layout.has(at - 1, W.CAP | W.PLURAL | W.SPEAKER) & (at > start.take(rows))
        end[rows.compress(channel)] = at.compress(channel)
        rows = rows.compress(~channel)


def _with_listed(verbs: Verbs, phrase: Ints, start: Ints) -> None:
    """Let subjects of headlines start at the name before their comma: "*China, US* agree to talk"."""
    layout, first = verbs.layout, verbs.first
    rows = np.flatnonzero(layout.passage.headline.take(verbs.at))
    rows = rows.compress((phrase > first).take(rows) & ~verbs.cut.take(rows) & (start == phrase).take(rows))
    rows = rows.compress(layout.gap(phrase.take(rows), G.COMMA) & layout.has(phrase.take(rows), W.CAP))
    at, comma = first.take(rows), phrase.take(rows)
    listed = (comma - at <= _LONGEST_LISTED) & (layout.has(at, W.NAME) | (comma - at > 1))
    listed &= ~layout.has(at, W.DET | W.PREP | W.TIME | W.OPENER | W.SUBORD | W.WH | W.IT | W.PRON | W.NEG)
    for ahead in range(_LONGEST_LISTED):
        listed &= (at + ahead >= comma) | (layout.has(at + ahead, W.CAP) & ~layout.gap(at + ahead + 1, G.STOP))
    phrase[rows] = start[rows] = np.where(listed, at, comma)


def _adverbial(layout: Layout, start: Ints) -> Flags:
    """Whether a phrase is none that names anybody: "on Friday", "asked the next day"."""
    adverbial = _opens_with_preposition(layout, start)
    rows = np.flatnonzero(layout.has(start, W.VERBISH))
    adverbial[rows] |= layout.has(start.take(rows) + 1, W.DET)
    return adverbial


def _opens_with_preposition(layout: Layout, start: Ints) -> Flags:
    """Whether a phrase opens with a preposition and no number: "on Friday", but "about three in ten"."""
    number = W.DIGIT | W.SPEAKER | W.PLURAL
    adverbial = layout.has(start, W.PREP)
    rows = np.flatnonzero(adverbial)
    at = start[rows]
    counted = layout.has(at + 1, number) | (~layout.has(at + 1, W.DET | W.CAP) & layout.has(at + 2, number))
    counted |= layout.has(at + 2, W.DET) & layout.has(at + 3, number)  # "at least a dozen members"
    adverbial[rows] = ~counted
    return adverbial


def _pronouns(verbs: Verbs) -> Flags:
    """Whether a pronoun stands before each verb; a capital He inside a sentence is a name."""
    layout, pronoun = verbs.layout, verbs.before(W.PRON)
    rows = np.flatnonzero(pronoun)
    at = verbs.stop.take(rows) - 1
    he = layout.has(at, W.HE) & layout.has(at, W.CAP) & (at > verbs.first.take(rows))
    pronoun[rows] = ~he | layout.opens.take(at)
    return pronoun


def _behind_several(verbs: Verbs, phrase: Ints, start: Ints) -> Flags:
    """Whether each form in -s is a noun that a plural article belongs to: "several US *reports*"."""
    layout = verbs.layout
    several = verbs.own(W.SFORM) & ~verbs.own(W.SAID | W.PAST) & (verbs.stop - phrase > 1) & (start == phrase)
    rows = np.flatnonzero(several)
    several[rows] = layout.has(start.take(rows), W.DET) & layout.has(start.take(rows), W.PLURAL)
    return np.asarray(several)


def _relative(verbs: Verbs) -> Flags:
    """Whether who or which stands before the verb, a date between them or not: "who on Tuesday said"."""
    layout, at = verbs.layout, verbs.group - 1
    rows = np.flatnonzero((at > verbs.first) & ~verbs.cut)
    for _ in range(3):
        place = at.take(rows)
        word = layout.bits(place)
        dated = (word & W.TIME) != 0
        ahead = np.flatnonzero(((word & W.PREP) != 0) & ~dated)
        dated[ahead] = layout.has(place.take(ahead) + 1, W.TIME)
        rows = rows.compress(dated & (place > verbs.first.take(rows)))
        at[rows] -= 1
    word = layout.bits(at)
    who = ((word & W.REL) != 0) & ((word & W.THAT) == 0) & (at >= verbs.first) & ~verbs.cut
    who |= verbs.before(W.REL) & ~verbs.before(W.THAT) & (verbs.stop < verbs.group)
    rows = np.flatnonzero(verbs.before(W.THAT) & (verbs.group - 2 >= verbs.first))
    who[rows] |= layout.has(verbs.group.take(rows) - 2, W.SPEAKER | W.PLURAL)
    return np.asarray(who)


def antecedent(verbs: Verbs, at: Ints) -> tuple[tuple[Ints, Ints], Flags]:
    """The names that who or which before the verbs ``at`` stands for (the pronoun included), and whether a comma parts
    them."""
    layout, first = verbs.layout, verbs.first[at]
    who = np.maximum(np.where(layout.has(verbs.stop[at] - 1, W.REL), verbs.stop[at], verbs.group[at]) - 1, first)
    return antecedents(layout, who, first), layout.gap(who, G.COMMA | G.DASH)
