"""Who does it, and to whom: only where the words say so in one of a few safe shapes (``roles``); empty everywhere else.

The names are those of the party table (parties.yml). Which matches are worth reading is decided for all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from framing.annotate import deeds
from framing.annotate.arrays import merged
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
    _BEHIND_VERB,
) = (1 << bit for bit in range(16))


class Sides:
    """Where the names of sides stand in a batch, by their first words; the longest at a word comes first."""

    def __init__(self, names: Names, parties: Parties) -> None:
        rows = np.flatnonzero(names.category == SIDE)
        self.start, self.end, self._values = (every.take(rows) for every in (names.start, names.end, names.value))
        self.last = merged(np.sort(self.end), self.end[:0])
        self._names = list(parties.values)

    def near(self, first: Ints, last: Ints) -> Iterator[dict[int, list[tuple[str, int]]]]:
        """The sides named between each pair of words, by the first words of their names, and where each name ends."""
        for low, high in zip(*(np.searchsorted(self.start, at).tolist() for at in (first, last)), strict=True):
            found: dict[int, list[tuple[str, int]]] = {}
            columns = (every[low:high].tolist() for every in (self.start, self.end, self._values))
            for start, end, value in zip(*columns, strict=True):
                found.setdefault(start, []).append((self._names[value], end))
            yield found


class ActorFinder:
    """Finds actor and target of matches; keeps what it knows of a vocabulary between batches."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._pieces: list[str] | None = None

    def find(
        self, batch: Batch, names: Names, start: Ints, end: Ints, speaking: Sequence[str]
    ) -> tuple[Ints, list[str], list[str]]:
        """The acting party and the party acted on of matches ``[start, end)``; empty where no shape says so.

        ``names`` are the listed names of the batch, ``speaking`` the party whose words each match is, empty for none.
        All matches but those whose numbers come first have neither.
        """
        sides = Sides(names, self._parties)
        near = _Surroundings(batch, self._facts(batch), sides)
        spoken = np.fromiter(map(bool, speaking), np.bool_, len(speaking))
        rows = np.flatnonzero(near.named(start, end) | spoken)
        rows = rows.compress(_worth_reading(near, start.take(rows), end.take(rows), spoken.take(rows)))
        start, end = start.take(rows), end.take(rows)
        bounds = np.append(batch.sentence_token, batch.tokens)
        sentence = batch.sentence_of(start)
        places = zip(*(every.tolist() for every in (start, end, bounds[sentence], bounds[sentence + 1])), strict=True)
        named = sides.near(start - _BEFORE, end + _BEHIND + 1)
        roles = [
            Roles(batch, beside, opening, closing, speaking[row]).roles(first, last)
            for row, beside, (first, last, opening, closing) in zip(rows.tolist(), named, places, strict=True)
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
        facts = _HELPER * deeds.is_helper(word) | _VERB * (deeds.is_finite(word) or word.endswith("ing"))
        facts |= _BEHIND_VERB * (word in deeds.BEHIND_VERBS)
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


def _worth_reading(near: _Surroundings, start: Ints, end: Ints, spoken: Flags) -> Flags:
    """Whether any shape is possible at each match: what each of them needs, without its finer points."""
    possible = near.has(end, _PREPOSITION) & near.joined(end)
    possible = _ask(possible, lambda rows: near.name_follows(end.take(rows) + 1))
    owned = np.zeros(len(end), np.bool_)
    for ahead in range(MOST_WORDS + 1):
        owned |= near.possessive(end + ahead)
    possible |= _ask(owned, lambda rows: near.name_follows(end.take(rows)) | near.name_at(end.take(rows) + 2))
    possible |= _ask(near.has(end - 1, _OF_DOER), lambda rows: near.name_follows(end.take(rows) + 1))
    possible |= near.has(start, _CHARGE) & (near.name_follows(start + 1) | near.name_at(start + 3))
    for words in range(2, MOST_WORDS + 2):
        possible |= (start + words < end) & near.name_at(start + words)  # whoever has to do it
    possible |= (end - start > 1) & near.name_at(start)  # the match may hold its subject, or its owner
    possible |= (end - start > 2) & near.name_at(start + 1) & near.has(start, _TITLE)
    rows = np.flatnonzero(near.joined(start) & ~possible)
    possible[rows] = _follows_doer(near, start.take(rows), end.take(rows), spoken.take(rows))
    return possible


def _follows_doer(near: _Surroundings, start: Ints, end: Ints, spoken: Flags) -> Flags:
    """Whether an owner, a subject or whoever is blamed may stand before each match, auxiliaries between."""
    found = near.genitive(start, spoken) | near.genitive(start - 1, spoken)
    found |= near.has(start, _VERB | _HELPER | _STANDS_IN) & near.subject_before(start, spoken)
    plural = near.has(start, _PLURAL) & near.subject_before(start, spoken)
    found |= _ask(plural, lambda rows: near.has(start.take(rows) + 1, _BEHIND_VERB) | near.name_follows(end.take(rows)))
    acts = near.has(start, _ACT) | near.has(end - 1, _ACT)
    found |= _ask(acts, lambda rows: near.name_before(start.take(rows) - near.has(start.take(rows) - 1, _MANNER)))
    for words in range(1, MOST_WORDS + 1):
        found |= near.blamed(start - words)
    rows, at = np.arange(len(start)), start
    for _ in range(MOST_HELPERS):
        at = at - 1
        going = np.flatnonzero(near.has(at, _HELPER) & near.joined(at))
        rows, at = rows.take(going), at.take(going)
        found[rows] |= near.subject_before(at, spoken.take(rows))
    return found


def _ask(flags: Flags, question: Callable[[Ints], Flags]) -> Flags:
    """``flags`` where the question, asked of the numbers of those that are set, is answered yes."""
    rows, asked = np.flatnonzero(flags), flags.copy()
    asked[rows] = question(rows)
    return asked


class _Surroundings:
    """What stands next to many matches at once; places outside the batch have nothing."""

    def __init__(self, batch: Batch, facts: Asked, sides: Sides) -> None:
        self._batch, self._facts = batch, facts
        #: Whether a name starts at each word, and whether one ends before it; no word has its place behind the last.
        self._starts, self._ends = np.zeros((2, batch.tokens + 2), np.bool_)
        self._starts[sides.start], self._ends[sides.last] = True, True
        self._names = np.append(0, np.cumsum(self._starts))

    def named(self, start: Ints, end: Ints) -> Flags:
        """Whether any name is near enough to each match for a shape."""
        first, last = np.maximum(start - _BEFORE, 0), np.minimum(end + _BEHIND + 1, len(self._starts))
        return np.asarray(self._names.take(last) > self._names.take(first))

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

    def genitive(self, end: Ints, spoken: Flags) -> Flags:
        """Whether the words before ``end`` may be possessives of a name, or "our" of one who is known."""
        owned = _ask(self.possessive(end - 1), lambda rows: self.name_before(end.take(rows)))
        return owned | _ask(spoken, lambda rows: self.has(end.take(rows) - 1, _OF_SPEAKER))

    def blamed(self, of: Ints) -> Flags:
        """Whether the words are "of" or "for" behind a verb of blame: "accused *Oslo* of", "was accused of"."""
        return _ask(self.has(of, _FOR), lambda rows: self._blamed(of.take(rows)))

    def _blamed(self, of: Ints) -> Flags:
        found = self.has(of - 1, _BLAME)
        for back in range(2, LONGEST_NAME + 3):
            found |= self.has(of - back, _BLAME) & self.name_before(of)
        return found

    def _marked(self, at: Ints) -> Flags:
        return np.asarray(self._batch.gap_flags(np.clip(at, 0, self._batch.tokens)) & int(Gap.MARKS) != 0)

    def name_at(self, start: Ints) -> Flags:
        """Whether a name starts at the words."""
        return self._starts.take(start, mode="clip")

    def name_before(self, end: Ints) -> Flags:
        """Whether a name ends just before ``end``."""
        return self._ends.take(end, mode="clip")

    def subject_before(self, end: Ints, spoken: Flags) -> Flags:
        """Whether a name ends just before ``end``, or one word before it ("Chinese *officials*", "Lund, *who*"), or
        "we" of one who is known."""
        subject = self.name_before(end)
        subject |= _ask(self.name_before(end - 1), lambda rows: self.has(end.take(rows) - 1, _STANDS_IN))
        return subject | _ask(spoken, lambda rows: self.has(end.take(rows) - 1, _SPEAKER))

    def name_follows(self, end: Ints) -> Flags:
        """Whether a name starts at ``end``, or one word behind it: *the* US."""
        return self.name_at(end) | self.name_at(end + 1)
