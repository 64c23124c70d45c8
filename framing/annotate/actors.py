"""Who does it, and to whom: only where the words say so in one of a few safe shapes (``roles``); empty everywhere else.

The names are those of the party table (parties.yml). Which matches are worth reading is decided for all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from framing.annotate import deeds
from framing.annotate.arrays import among, merged
from framing.annotate.asked import Asked
from framing.annotate.attribution.names import SIDE, Names
from framing.annotate.attribution.parties import Parties
from framing.annotate.clause import LONGEST_NAME
from framing.annotate.roles import (
    AGAINST,
    BLAMED_FOR,
    BLAMES,
    FROM,
    MOST_HELPERS,
    MOST_WORDS,
    TITLES,
    TO_OWNED,
    Roles,
)
from framing.records.batch import Batch, Flags, Ints
from framing.records.flags import Gap

#: No shape asks for names that start further from the match than this: before it, and behind it.
_BEFORE, _BEHIND = LONGEST_NAME + MOST_HELPERS + MOST_WORDS, 3
#: What the shapes ask of a word, decided once for each distinct one.
(
    _HELPER,
    _VERB,
    _GENITIVE,
    _PLURAL,
    _PREPOSITION,
    _FOR,
    _BLAME,
    _TITLE,
    _ACT,
    _MANNER,
    _STANDS_IN,
    _SPEAKER,
    _OF_SPEAKER,
    _CHARGE,
    _OF_DOER,
) = (1 << bit for bit in range(15))


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

    def find(
        self, batch: Batch, names: Names, start: Ints, end: Ints, speaking: Callable[[Ints], Sequence[str]]
    ) -> tuple[Ints, list[str], list[str]]:
        """The acting party and the party acted on of matches ``[start, end)``; empty where no shape says so.

        ``names`` are the listed names of the batch, ``speaking`` tells whose words some of the matches are. All matches
        but those whose numbers come first have neither.
        """
        facts, sides = self._facts(batch), Sides(names, self._parties)
        rows = np.flatnonzero(_worth_reading(_Surroundings(batch, facts, sides), start, end))
        bounds = np.append(batch.sentence_token, batch.tokens)
        sentence = batch.sentence_of(start[rows])
        places = (start[rows], end[rows], bounds[sentence], bounds[sentence + 1])
        roles = [
            Roles(batch, sides.between(first - _BEFORE, last + _BEHIND + 1), opening, closing, speaker).roles(
                first, last
            )
            for first, last, opening, closing, speaker in zip(
                *(place.tolist() for place in places), speaking(rows), strict=True
            )
        ]
        return rows, [actor for actor, _ in roles], [target for _, target in roles]

    def _facts(self, batch: Batch) -> Asked:
        if batch.pieces is not self._pieces:
            self._pieces = batch.pieces
            self._asked = Asked(self._describe, batch.pieces)
        return self._asked

    def _describe(self, piece: str) -> int:
        """Facts of a word; a gap, in which there is no letter, has none."""
        word = deeds.spelt_out(piece.casefold())
        facts = _HELPER * deeds.is_helper(word) | _VERB * (deeds.is_finite(word) or word.endswith(("s", "ing")))
        facts |= (
            _ACT * deeds.is_act(word)
            | _MANNER * (word in deeds.MANNERS)
            | _STANDS_IN * (word in deeds.AGENTS or word in deeds.RELATIVES)
        )
        facts |= _FOR * (word in BLAMED_FOR) | _BLAME * word.startswith(BLAMES) | _TITLE * (word in TITLES)
        facts |= _OF_DOER * deeds.is_of_doer(word)
        facts |= _CHARGE * (word in deeds.URGE or word.startswith(deeds.BLAME))
        facts |= _SPEAKER * (word in deeds.SPEAKER) | _OF_SPEAKER * (word in deeds.OF_SPEAKER)
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
    possible |= near.has(start, _CHARGE) & (near.name_follows(start + 1) | near.name_at(start + 3))
    possible |= near.has(end - 1, _OF_DOER) & near.name_follows(end + 1)
    for words in range(2, MOST_WORDS + 2):
        possible |= (start + words < end) & near.name_at(start + words)  # whoever has to do it
    possible |= (end - name > 1) & near.name_at(name)  # the match may hold its subject, or its owner
    rows = np.flatnonzero(near.joined(start) & ~possible)
    at = start.take(rows)
    acts = near.has(at, _ACT) | near.has(end.take(rows) - 1, _ACT)
    possible[rows] = (
        near.genitive(at)
        | near.genitive(at - 1)
        | (near.has(at, _VERB | _HELPER | _STANDS_IN) & near.subject_before(at))
    )
    possible[rows] |= acts & near.name_before(at - near.has(at - 1, _MANNER))
    for words in range(1, MOST_WORDS + 1):
        of = at - words
        blamed = np.flatnonzero(near.has(of, _FOR))
        possible[rows.take(blamed)] |= near.blamed(of.take(blamed))
    for _ in range(MOST_HELPERS):
        at = at - 1
        going = np.flatnonzero(near.has(at, _HELPER) & near.joined(at))
        rows, at = rows.take(going), at.take(going)
        possible[rows] |= near.subject_before(at)
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
        return possessive | self.has(end - 1, _OF_SPEAKER)

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

    def subject_before(self, end: Ints) -> Flags:
        """Whether a name ends just before ``end``, or one word before it ("Chinese *officials*", "Lund, *who*"), or
        whoever speaks is meant."""
        return (
            self.name_before(end)
            | self.has(end - 1, _SPEAKER)
            | (self.has(end - 1, _STANDS_IN) & self.name_before(end - 1))
        )

    def name_follows(self, end: Ints) -> Flags:
        """Whether a name starts at ``end``, or one word behind it: *the* US."""
        return self.name_at(end) | self.name_at(end + 1)
