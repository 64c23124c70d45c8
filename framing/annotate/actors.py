"""Who does it, and to whom: only where the words say so in one of a few safe shapes (``roles``); empty everywhere else.

The names are those of the party table (parties.yml). Which matches are worth reading is decided for all at once.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.arrays import among, merged
from framing.annotate.asked import Asked
from framing.annotate.attribution.names import SIDE, Names
from framing.annotate.attribution.parties import Parties
from framing.annotate.roles import (
    AGAINST,
    BLAMED_FOR,
    BLAMES,
    FROM,
    LONGEST_NAME,
    MOST_HELPERS,
    MOST_WORDS,
    TITLES,
    TO_OWNED,
    Clause,
    is_helper,
    is_past,
)
from framing.records.batch import Batch, Flags, Ints
from framing.records.flags import Gap

#: No shape asks for names that start further from the match than this: before it, and behind it.
_BEFORE, _BEHIND = LONGEST_NAME + MOST_HELPERS + MOST_WORDS, 3
#: What the shapes ask of a word, decided once for each distinct one.
_HELPER, _VERB, _GENITIVE, _PLURAL, _PREPOSITION, _FOR, _BLAME, _TITLE = (1 << bit for bit in range(8))


class Sides:
    """Where the names of sides stand in a batch, by their first words; the longest at a word comes first."""

    def __init__(self, names: Names, parties: Parties) -> None:
        rows = np.flatnonzero(names.category == SIDE)
        self.start, self.end, self._values = (every.take(rows) for every in (names.start, names.end, names.value))
        self.last = merged(np.sort(self.end), self.end[:0])
        self._names = list(parties.values)

    def between(self, first: int, last: int) -> dict[int, list[tuple[str, int]]]:
        """The sides named between two words, by the first words of their names, and where each name ends."""
        low, high = np.searchsorted(self.start, (first, last)).tolist()
        found: dict[int, list[tuple[str, int]]] = {}
        columns = (every[low:high].tolist() for every in (self.start, self.end, self._values))
        for start, end, value in zip(*columns, strict=True):
            found.setdefault(start, []).append((self._names[value], end))
        return found


class ActorFinder:
    """Finds actor and target of matches; keeps what it knows of a vocabulary between batches."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._pieces: list[str] | None = None

    def find(self, batch: Batch, names: Names, start: Ints, end: Ints) -> tuple[Ints, list[str], list[str]]:
        """The acting party and the party acted on of matches ``[start, end)``; empty where no shape says so.

        ``names`` are the listed names of the batch. All matches but those whose numbers come first have neither.
        """
        facts, sides = self._facts(batch), Sides(names, self._parties)
        rows = np.flatnonzero(_worth_reading(_Surroundings(batch, facts, sides), start, end))
        bounds = np.append(batch.sentence_token, batch.tokens)
        sentence = batch.sentence_of(start[rows])
        places = (start[rows], end[rows], bounds[sentence], bounds[sentence + 1])
        roles = [
            Clause(batch, sides.between(first - _BEFORE, last + _BEHIND + 1), opening, closing).roles(first, last)
            for first, last, opening, closing in zip(*(place.tolist() for place in places), strict=True)
        ]
        return rows, [actor for actor, _ in roles], [target for _, target in roles]

    def _facts(self, batch: Batch) -> Asked:
        if batch.pieces is not self._pieces:
            self._pieces = batch.pieces
            self._asked = Asked(self._describe, batch.pieces)
        return self._asked

    def _describe(self, piece: str) -> int:
        """Facts of a word; a gap, in which there is no letter, has none."""
        word = piece.casefold()
        facts = _HELPER * is_helper(word) | _VERB * is_past(word)
        facts |= _FOR * (word in BLAMED_FOR) | _BLAME * word.startswith(BLAMES) | _TITLE * (word in TITLES)
        if word.endswith("s"):
            facts |= _GENITIVE if word.endswith(("'s", "’s")) else _PLURAL
        return facts | _PREPOSITION * (word in FROM or word in AGAINST or word in TO_OWNED)


def _worth_reading(near: _Surroundings, start: Ints, end: Ints) -> Flags:
    """Whether any shape is possible at each match: what each of them needs, without its finer points."""
    possible = near.has(end, _PREPOSITION) & near.joined(end)
    rows = np.flatnonzero(possible)
    possible[rows] = near.name_follows(end.take(rows) + 1)
    owned = np.zeros(len(end), np.bool_)
    for ahead in range(MOST_WORDS + 1):
        owned |= near.possessive(end + ahead)
    rows = np.flatnonzero(owned & ~possible)
    behind = end.take(rows)
    possible[rows] = near.name_follows(behind) | near.name_at(behind + 2)
    name = start + near.has(start, _TITLE)
    rows = np.flatnonzero((end - name > 1) & near.name_at(name))  # the match may hold its subject, or its owner
    behind, last = name.take(rows) + 1, end.take(rows) - 1
    possible[rows] |= near.has(behind, _HELPER) | near.has(last, _VERB | _HELPER) | near.genitive(behind)
    rows = np.flatnonzero(near.joined(start) & ~possible)
    at = start.take(rows)
    possible[rows] = near.genitive(at) | near.genitive(at - 1) | (near.has(at, _VERB) & near.name_before(at))
    possible[rows] |= near.has(at, _PLURAL) & near.name_before(at) & near.name_follows(end.take(rows))
    for words in range(1, MOST_WORDS + 1):
        of = at - words
        blamed = np.flatnonzero(near.has(of, _FOR))
        possible[rows.take(blamed)] |= near.blamed(of.take(blamed))
    for _ in range(MOST_HELPERS):
        at = at - 1
        going = np.flatnonzero(near.has(at, _HELPER) & near.joined(at))
        rows, at = rows.take(going), at.take(going)
        possible[rows] |= near.name_before(at)
    return possible


class _Surroundings:
    """What stands next to many matches at once; places outside the batch have nothing."""

    def __init__(self, batch: Batch, facts: Asked, sides: Sides) -> None:
        self._batch, self._facts, self._sides = batch, facts, sides

    def has(self, at: Ints, fact: int) -> Flags:
        """Whether the words at ``at`` have the fact."""
        inside = (at >= 0) & (at < self._batch.tokens)
        found = self._facts.of(self._batch.word_id[np.where(inside, at, 0)]) & fact != 0
        return np.asarray(found & inside)

    def joined(self, at: Ints) -> Flags:
        """Whether the words at ``at`` follow the ones before them without a comma or the like."""
        return np.asarray(self._batch.gap_flags(np.maximum(at, 0)) & int(Gap.LOOSE) == 0)

    def possessive(self, at: Ints) -> Flags:
        """Whether the words may be possessives: Oslo's, the Americans'."""
        return self.has(at, _GENITIVE) | (self.has(at, _PLURAL) & self._marked(at + 1))

    def genitive(self, end: Ints) -> Flags:
        """Whether the words before ``end`` may be possessives of a name."""
        possessive = self.possessive(end - 1)
        rows = np.flatnonzero(possessive)
        possessive[rows] = self.name_before(end.take(rows))
        return possessive

    def blamed(self, of: Ints) -> Flags:
        """Whether each "of" or "for" may follow a verb of blame: "accused *Oslo* of", "was accused of"."""
        found = self.has(of - 1, _BLAME)
        for back in range(2, LONGEST_NAME + 3):
            found |= self.has(of - back, _BLAME) & self.name_before(of)
        return found

    def _marked(self, at: Ints) -> Flags:
        return np.asarray(self._batch.gap_flags(np.clip(at, 0, self._batch.tokens)) & int(Gap.MARKS) != 0)

    def name_at(self, start: Ints) -> Flags:
        """Whether a name starts at the words."""
        return among(start, self._sides.start)

    def name_before(self, end: Ints) -> Flags:
        """Whether a name ends just before ``end``."""
        return among(end, self._sides.last)

    def name_follows(self, end: Ints) -> Flags:
        """Whether a name starts at ``end``, or one word behind it: *the* US."""
        return self.name_at(end) | self.name_at(end + 1)
