"""Whom it means: the ministry, country, paper or report that its sentence or one just before is about or that spoke.

"*The ministry* called the dues unfair. *It* accused Oslo of ..." Asked only for the few rows whose speaker is it.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.clauses import sentence_subjects
from framing.annotate.attribution.drafts import NONE, Span, one_of
from framing.annotate.attribution.flags import AUX, FINITE, W
from framing.annotate.attribution.mentions import Mentions, before
from framing.annotate.attribution.parties import Parties, fold_word
from framing.annotate.attribution.passage import next_of
from framing.annotate.attribution.phrases import among_words
from framing.annotate.attribution.pronouns import Person, is_body
from framing.annotate.attribution.quotes import Found
from framing.annotate.attribution.speakers import Speakers
from framing.records.arrays import Flags, Ints

_IT = frozenset(["it"])
#: It means nobody who spoke earlier than in the second sentence before, and nothing that only the one before is about.
_SENTENCES_BACK, _ABOUT_BACK = 2, 1
#: "As the board left, it said"
_SHORTEST_CLAUSE = 3
#: Longer names that hold a country's are mostly people's; longer phrases are no names.
_LONGEST_PLACE, _LONGEST_NAME = 2, 7
_INDIRECT = one_of("to-say", "noun-that", "noun-of", "hanging-cue")
_NO_NAME = W.PRON | W.IT | W.THAT | W.WH | W.SUBORD | AUX


class Bodies:
    """Looks for the body that "it" stands for, in the same field."""

    def __init__(self, found: Found, parties: Parties, speakers: Speakers, mentions: Mentions, known: Span) -> None:
        self._found, self._parties, self._speakers, self._mentions = found, parties, speakers, mentions
        self._party, self._kind = known
        self._about: dict[int, list[tuple[int, Person | None]]] = {}

    def look_up(self, rows: Ints) -> None:
        """Find what the sentences are about in which it may stand for something at these rows."""
        layout, start = self._found.layout, self._speakers.start
        rows = rows.compress((self._speakers.end.take(rows) == start.take(rows) + 1) & layout.has(start[rows], W.IT))
        at = start.take(rows)
        # "it said", "it also said"; not "it took years to say"
        spoke = among_words(layout, at, _IT) & layout.has(at + 1, FINITE | W.ADV)
        spoke &= ~_INDIRECT.take(self._found.drafts.rule.take(rows))
        rows, at = rows.compress(spoke), at.compress(spoke)
        passage = layout.passage
        number = np.searchsorted(passage.sentence, at, side="right") - 1
        field = passage.field.take(np.searchsorted(passage.field, at, side="right") - 1)
        back = np.repeat(np.arange(_SENTENCES_BACK + 1), len(rows))
        rows, at, number, field = (np.tile(column, _SENTENCES_BACK + 1) for column in (rows, at, number, field))
        number = number - back
        first = passage.sentence.take(np.maximum(number, 0))
        near = np.flatnonzero((first >= field) & (number >= 0) & ~passage.headline.take(first))
        rows, first, back = rows.take(near), first.take(near), back.take(near)
        last = np.minimum(layout.sentence_end.take(number.take(near)), at.take(near))
        told = int(np.searchsorted(back, _ABOUT_BACK, side="right"))
        about = [*self._subjects(first[:told], last[:told]), *[None] * (len(rows) - told)]
        for row, begins, one in zip(rows.tolist(), first.tolist(), about, strict=True):  # the nearest first
            self._about.setdefault(row, []).append((begins, one))

    def _subjects(self, first: Ints, last: Ints) -> list[Person | None]:
        """The bodies that the sentences from ``first`` to ``last`` are about."""
        layout = self._found.layout
        start, end = sentence_subjects(layout, first, last)
        acts = (start >= 0) & (last - first >= _SHORTEST_CLAUSE)
        acts &= next_of(layout.finite_forms(), np.maximum(end, 0)) < last
        start, end = np.where(acts, start, 0), np.where(acts, end, 0)
        told = self._found.names.within(start, end)
        party, kind = told.side.copy(), self._parties.kinds_of(told, told.side, end - start)
        self._mentions.add(start, end, first, party, kind)
        thing = told.place & (end - start <= _LONGEST_PLACE)
        last_word = np.maximum(end - 1, 0)
        thing |= layout.has(last_word, W.DOC) & ~layout.has(last_word, W.CAP) & layout.has(start, W.DET | W.POSS)
        body = acts & self._are_bodies(start, end, thing)
        columns = (body.tolist(), start.tolist(), end.tolist(), party.tolist(), kind.tolist())
        return [
            Person((begin, stop), side, of_kind) if is_one else None
            for is_one, begin, stop, side, of_kind in zip(*columns, strict=True)
        ]

    def _are_bodies(self, start: Ints, end: Ints, thing: Flags) -> Flags:
        """Whether names are those of bodies, or of a ``thing`` that is none of several."""
        layout = self._found.layout
        named = (end > start) & (end - start <= _LONGEST_NAME)
        named &= layout.first_between(layout.having(_NO_NAME), start, end) == end
        last = np.maximum(end - 1, 0)
        thing = thing & layout.has(last, W.CAP | W.DOC | W.MEDIUM) & ~layout.has(last, W.PLURAL)
        rows = np.flatnonzero(named)
        columns = (start.take(rows).tolist(), end.take(rows).tolist(), thing.take(rows).tolist())
        for row, first, stop, one in zip(rows.tolist(), *columns, strict=True):
            words = [fold_word(layout.passage.word(at)) for at in range(first, stop)]
            named[row] = is_body(words, thing=one)
        return named

    def of(self, row: int) -> Person | None:
        """Whom the "it" of a row means: of the nearest sentence the body it is about, or who spoke in it."""
        end = int(self._speakers.start[row])
        for first, about in self._about.get(row, ()):
            if about is not None:
                return about
            spoke = self._last_speaker(row, first, end)
            if spoke != NONE:
                return self._person(spoke)
            end = first
        return None

    def _last_speaker(self, row: int, first: int, last: int) -> int:
        """The row of who spoke last between two words, of whom nobody else tells it; NONE for nobody."""
        cue, owner = self._found.drafts.cue_start, self._found.owner
        start, end = self._speakers.start, self._speakers.end
        for earlier in before(row):
            at = int(cue[earlier])
            if at < first:
                break
            if at < last and owner[at] < 0 and end[earlier] > start[earlier] and start[earlier] != start[row]:
                return earlier
        return NONE

    def _person(self, row: int) -> Person | None:
        """Who speaks at a row, if that is one body: a ministry, a country, a paper."""
        start, end = self._speakers.start[row : row + 1], self._speakers.end[row : row + 1]
        if self._speakers.pronoun[row] or not self._are_bodies(start, end, self._speakers.thing[row : row + 1])[0]:
            return None
        return Person((int(start[0]), int(end[0])), int(self._party[row]), int(self._kind[row]))


__all__ = ["Bodies"]
