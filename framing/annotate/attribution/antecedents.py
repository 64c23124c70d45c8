"""Whom he and she mean by the sentence they stand in: the person its opening clause or its main one is about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from framing.annotate.attribution.clauses import sentence_subjects
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.mentions import Mentions
from framing.annotate.attribution.parties import Parties
from framing.annotate.attribution.passage import next_of
from framing.annotate.attribution.phrases import is_person
from framing.annotate.attribution.pronouns import Person
from framing.annotate.attribution.quotes import Found
from framing.annotate.attribution.speakers import Speakers
from framing.records.arrays import Flags, Ints
from framing.records.ascending import among, distinct

#: Rows of pronouns, where these stand, and from where to where the subjects do.
Subjects = tuple[Ints, Ints, Ints, Ints]
#: "As Lund left, he said".
_SHORTEST_CLAUSE = 3
_SENTENCES_BACK = 3
#: Shorter names of places are no people.
_LONGEST_PLACE = 2


class Antecedents:
    """People, by the rows of the pronouns that were looked up; whether the pronoun fits is not asked."""

    def __init__(self, found: Found, parties: Parties, speakers: Speakers, mentions: Mentions) -> None:
        self._found, self._parties, self._speakers, self._mentions = found, parties, speakers, mentions
        self.opening: dict[int, Person] = {}
        self.main: dict[int, Person] = {}
        self.earlier: dict[int, Person] = {}

    def look_up(self, rows: Ints) -> None:
        """Find whom the pronouns of these rows may mean."""
        subjects = [self._openings(rows), self._mains(rows), *self._earlier(rows)]
        opening, main, *earlier = self._people(subjects)
        self.opening.update(opening)
        self.main.update(main)
        for people in reversed(earlier):  # the nearest is written last
            self.earlier.update(people)

    @cached_property
    def _spoken(self) -> Ints:
        """The last words of the names of all speakers by their fields, as keys, ascending."""
        speakers = self._speakers
        rows = np.flatnonzero((speakers.end > speakers.start) & ~speakers.pronoun)
        return distinct(self._keys(speakers.end.take(rows) - 1))

    def _openings(self, rows: Ints) -> Subjects:
        """Who the opening clause before each pronoun is about: "Although *Ada Lund* stayed calm, she said"."""
        layout, at = self._found.layout, self._speakers.start.take(rows)
        first, _ = layout.sentence_bounds(at)
        near = layout.gap(at, G.COMMA) & layout.has(first, W.ADVERBIAL) & (at - first >= _SHORTEST_CLAUSE)
        rows, at, first = rows.compress(near), at.compress(near), first.compress(near)
        return rows, at, *sentence_subjects(layout, first + 1, at)

    def _mains(self, rows: Ints) -> Subjects:
        """Who the sentence of each pronoun is about: "*Ada Lund* has left the port, which she called unsafe"; nobody of
        whom the words tell that the pronoun says: "Lund has left, he said", "Lund, he said, has left"."""
        layout, at = self._found.layout, self._speakers.start.take(rows)
        first, _ = layout.sentence_bounds(at)
        told = (self._found.drafts.left_start.take(rows) >= 0) | (layout.gap(at, G.COMMA) & layout.gap(at + 2, G.COMMA))
        told &= ~layout.has(at - 1, W.SUBORD)  # "Lund has left because, he said, ..."
        far = (at - first >= _SHORTEST_CLAUSE) & ~layout.inside.take(first) & ~told
        rows, at, first = rows.compress(far), at.compress(far), first.compress(far)
        start, end = sentence_subjects(layout, first, at)
        acts = (start >= 0) & (next_of(layout.finite_forms(), np.maximum(end, 0)) < at) & self._known(start, end)
        return rows.compress(acts), at.compress(acts), start.compress(acts), end.compress(acts)

    def _earlier(self, rows: Ints) -> Iterator[Subjects]:
        """Whom the sentences before that of each pronoun are about, the nearest first, of this and the previous
        paragraph: "*Ada Lund* left the port on Monday. “We wait,” she said."."""
        layout = self._found.layout
        passage, at = layout.passage, self._speakers.start.take(rows)
        number = np.searchsorted(passage.sentence, at, side="right") - 1
        field = np.searchsorted(passage.field, at, side="right")
        paragraph = layout.paragraph_of(at)
        for back in range(1, _SENTENCES_BACK + 1):
            which = np.maximum(number - back, 0)
            first, last = passage.sentence.take(which), layout.sentence_end.take(which)
            near = (number >= back) & (np.searchsorted(passage.field, first, side="right") == field)
            near &= (paragraph - layout.paragraph_of(first) <= 1) & ~passage.headline.take(first)
            near = np.flatnonzero(near & ~layout.inside.take(first))
            start, end = sentence_subjects(layout, first.take(near), last.take(near))
            acts = (start >= 0) & (next_of(layout.finite_forms(), np.maximum(end, 0)) < last.take(near))
            acts &= self._known(start, end)
            near, start, end = near.compress(acts), start.compress(acts), end.compress(acts)
            yield rows.take(near), at.take(near), start, end

    def _known(self, start: Ints, end: Ints) -> Flags:
        """Whether the words are a name in full, with a title, or one that speaks elsewhere in the field."""
        layout = self._found.layout
        alone = among(self._keys(np.maximum(end - 1, 0)), self._spoken)
        known = ((end - start > 1) & ~layout.has(np.maximum(start, 0), W.OPENER)) | alone
        return np.asarray(known)

    def _keys(self, word: Ints) -> Ints:
        passage = self._found.layout.passage
        return np.searchsorted(passage.field, word, side="right") << 32 | passage.fold(word)

    def _people(self, subjects: list[Subjects]) -> list[dict[int, Person]]:
        """For each of these, the subjects of clauses before the pronouns that are people, by row."""
        layout, parties = self._found.layout, self._parties
        rows, at, start, end = (np.concatenate(columns) for columns in zip(*subjects, strict=True))
        part = np.repeat(np.arange(len(subjects)), [len(one[0]) for one in subjects])
        told = (start >= 0) & (end < at) & is_person(layout, start, end) & ~layout.has(start, W.PRON)
        told &= layout.first_between(layout.having(W.PREP), start, end) == end  # "Lund's record at the board"
        part, rows, start, end = (column.compress(told) for column in (part, rows, start, end))
        names = self._found.names.within(start, end)
        party, kind = names.side.copy(), parties.kinds_of(names, names.side, end - start)
        self._mentions.add(start, end, self._found.drafts.cue_start.take(rows), party, kind)
        people = np.flatnonzero(~(names.place & (end - start <= _LONGEST_PLACE)))
        out: list[dict[int, Person]] = [{} for _ in subjects]
        columns = (column.take(people).tolist() for column in (part, rows, start, end, party, kind))
        for number, row, one, last, side, of_kind in zip(*columns, strict=True):
            out[number][row] = Person((one, last), side, of_kind)
        return out
