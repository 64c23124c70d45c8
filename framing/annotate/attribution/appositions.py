"""Appositions between a name and its verb: "Zhou, a researcher, said", "Adela Cruz, 61, of Salem, Ohio, said"."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.flags import PUNCT, G, W
from framing.annotate.attribution.passage import Layout, last_of, next_of
from framing.annotate.attribution.phrases import np_start, parties, trim_name
from framing.annotate.attribution.verbs import Verbs
from framing.records.arrays import Flags, Ints

_MOST = 5
_LONGEST_NAME = 9
_LONGEST_PERSON = 4


def apposition(layout: Layout, stop: Ints, first: Ints, comma: Flags) -> tuple[Ints, Ints]:
    """Step left over appositions; returns where the chunk with the name starts and where the name ends."""
    chunk, name_end = stop.copy(), stop.copy()
    rows = np.flatnonzero(comma)
    chunk[rows] = last_of(layout.punct, stop[rows] - 1, first[rows])
    for step in range(_MOST):
        at = chunk[rows]
        word = layout.bits(at)
        pronoun = (word & W.PRON) != 0
        aside = ((word & W.CAP) == 0) & ~pronoun
        aside |= ((word & (W.REL | W.DET)) != 0) | layout.gap(at, G.LEFT)
        listed = ((word & (W.CAP | W.DET | W.PREP | W.AND | W.BUT)) == 0) & ~pronoun & (name_end[rows] - at <= 2)
        counted = ((word & W.DIGIT) != 0) & (name_end[rows] - at > 1)
        aside |= _place(layout, at, first[rows], name_end[rows])
        aside |= parties(layout, at)
        aged = layout.has(at, W.OF) & layout.has(at - 1, W.DIGIT)  # "Adela Cruz, 61, of Salem, said"
        age = ((word & W.DIGIT) != 0) & (name_end[rows] == at + 1)
        aside &= ((word & W.REL) != 0) | aged | age | listed | _name_before(layout, at, first[rows])
        aside &= ~counted & (((word & W.BUT) == 0) | ((word & (W.ING | W.REL)) != 0))
        aside &= ((word & W.SPEAKER) == 0) | layout.gap(at, PUNCT & ~G.RIGHT)  # "Oak Bank (Norland) analyst Ada Lund"
        aside |= step == 0  # what stands between a comma and the verb is no name
        aside &= (at > first[rows]) & ~layout.closes[at]
        rows, at = rows[aside], at[aside]
        name_end[rows] = at
        chunk[rows] = last_of(layout.punct, at - 1, first[rows])
    return chunk, name_end


def _place(layout: Layout, at: Ints, first: Ints, end: Ints) -> Flags:
    """Whether the words up to ``end`` are the state of a place named before the comma: "in Salem, *Ohio*,"."""
    named = (end - at <= 2) & layout.has(at, W.CAP) & layout.has(end - 1, W.CAP)
    rows = np.flatnonzero(named)
    at, first, end = at[rows], first[rows], end[rows]
    start = last_of(layout.punct, at - 1, first)
    clear = layout.has(at - 1, W.CAP) & ~layout.has(start, W.PREP | W.SUBORD | W.TIME | W.GERUND | W.OPENER)
    clear |= layout.has(start, W.OF) & (start > first) & layout.has(start - 1, W.DIGIT) & (end - at == 1)
    found = np.zeros(len(at), np.bool_)
    for back in (2, 3, 4):
        preposition = layout.has(at - back, W.PREP) & ~layout.has(at - back, W.OF) & layout.has(at - back + 1, W.CAP)
        found |= (at - back >= first) & (preposition | (layout.has(at - back, W.OF) & (end - at == 1)))
    named[rows] = clear & found
    return named


def _name_before(layout: Layout, at: Ints, first: Ints) -> Flags:
    """Whether a name, and no more, stands before the comma at each place: "*Zhou Mi*, a researcher, said"."""
    start, _ = trim_name(layout, last_of(layout.punct, at - 1, first), at)
    verb = next_of(layout.finite_forms(), start) < at
    named = layout.has(start, W.CAP | W.DET | W.SPEAKER | W.PRON) | (layout.has(start, W.DIGIT) & (at - start > 1))
    named &= ~layout.has(start, W.PREP)
    return np.asarray((at - start <= _LONGEST_NAME) & named & ~verb)


def unclosed(verbs: Verbs, phrase: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints, Ints]:
    """Phrases, starts and ends of names; also where no second comma closes: "*Ada Ruiz*, head of the port told".

    An office in capitals may be a name of its own, but not behind a quotation: "“It is late,” *Ada Ruiz*, Head of ..."
    """
    layout = verbs.layout
    rows = np.flatnonzero((phrase > verbs.first) & ~verbs.cut & layout.gap(phrase, G.COMMA))
    at = phrase[rows]
    bare = layout.has(at, W.SPEAKER) & ~layout.has(at, W.CAP | W.PLURAL | W.DET)
    with_article = layout.has(at, W.DET) & ~layout.has(at, W.CAP | W.PLURAL)
    with_article &= layout.has(at + 1, W.SPEAKER) | layout.has(at + 2, W.SPEAKER)  # "Ada Ruiz, a harbour pilot told"
    titled = layout.has(at, W.SPEAKER) & layout.has(at, W.CAP) & ~layout.has(at, W.DET)
    listed = bare | with_article | titled
    rows, titled = rows[listed], titled[listed]
    name = last_of(layout.punct, phrase[rows] - 1, verbs.first[rows])
    short = (phrase[rows] - name <= _LONGEST_PERSON) & (phrase[rows] - name > 1) & (~titled | layout.closes[name])
    short &= ~layout.has(name, W.PREP | W.TIME | W.DET)
    for ahead in range(_LONGEST_PERSON):
        short &= (name + ahead >= phrase[rows]) | layout.has(name + ahead, W.CAP)
    phrase, start, end = phrase.copy(), start.copy(), end.copy()
    rows, name = rows[short], name[short]
    start[rows], end[rows], phrase[rows] = name, phrase[rows], name
    return phrase, start, end


def named_behind(layout: Layout, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """The names in full that stand between commas behind speakers ``start:end`` who are but offices: "Its head, *Ada
    Lund*, said"; else the speakers as they are."""
    start, end = start.copy(), end.copy()
    rows = np.flatnonzero((start >= 0) & layout.gap(np.maximum(end, 0), G.COMMA))
    rows = rows.compress(is_office(layout, start.take(rows), end.take(rows)))
    name = end.take(rows)
    stop = next_of(layout.punct, name + 1)
    named = (stop - name > 1) & (stop - name <= _LONGEST_PERSON)
    named &= layout.gap(stop, G.COMMA) | (stop >= layout.sentence_bounds(name)[1])
    for ahead in range(_LONGEST_PERSON):
        at = name + ahead
        odd = ~layout.has(at, W.CAP) | layout.has(at, W.DET | W.PREP | W.SPEAKER | W.TIME | W.IT)
        named &= (at >= stop) | (~odd & (layout.has(at, W.HE) | ~layout.has(at, W.PRON)))
    start[rows.compress(named)], end[rows.compress(named)] = name.compress(named), stop.compress(named)
    return start, end


def office_before(layout: Layout, start: Ints) -> Ints:
    """Where the office starts that a name in full follows behind a comma; the ``start`` of the name where none does."""
    begin = start.copy()
    rows = np.flatnonzero(layout.gap(start, G.COMMA) & ~layout.gap(start, G.MARK) & layout.has(start, W.CAP))
    at = start.take(rows)
    first, _ = np_start(layout, at, layout.sentence_bounds(at - 1)[0])
    first, _ = trim_name(layout, first, at)
    office = is_office(layout, first, at)
    begin[rows.compress(office)] = first.compress(office)
    return begin


def is_office(layout: Layout, start: Ints, end: Ints) -> Flags:
    """Whether phrases say what somebody is, and no name: "its head", "the spokesperson of the Ministry of Wool"."""
    last = ~layout.has(np.maximum(end - 1, 0), W.CAP | W.PLURAL | W.PRON | W.TIME | W.DIGIT)
    office = layout.has(start, W.DET | W.POSS) & ~layout.has(start, W.PLURAL)
    body = np.zeros(len(start), np.bool_)
    for back in range(2, _LONGEST_NAME):
        at = np.maximum(end - back, 0)
        body |= (at > start) & layout.has(at, W.SPEAKER) & layout.has(at, W.CAP)
    owned = layout.has(start, W.GENITIVE) | layout.has(start + 1, W.GENITIVE)
    return np.asarray((end - start > 1) & ((last & (office | owned)) | (office & body)))
