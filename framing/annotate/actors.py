"""Who does it, and to whom: only where the words say so in one of four safe shapes; empty everywhere else.

    subject and verb   Washington has threatened Beijing · the US is bullying China · Beijing threatens Tokyo
    passive and by     was coerced by the United States · China was hit
    blamed for         accused China of bullying · blamed Washington for threatening
    round a noun       Washington's threats · pressure from Beijing · threats against China

The names are those of the party table (parties.yml). Nothing is ever inferred from what merely stands near by.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from framing.annotate.arrays import among, merged
from framing.annotate.asked import Asked
from framing.annotate.attribution.names import SIDE, Names
from framing.annotate.attribution.parties import Parties
from framing.records.batch import Batch, Flags, Ints
from framing.records.flags import Gap

_LONGEST_NAME, _MOST_HELPERS = 6, 3
#: No shape asks for names that start further from the match than this: before it, and behind it.
_BEFORE, _BEHIND = _LONGEST_NAME + _MOST_HELPERS, 2
#: What the shapes ask of a word, decided once for each distinct one.
_HELPER, _VERB, _GENITIVE, _PLURAL, _PREPOSITION, _DOING, _FOR = (1 << bit for bit in range(7))

_BE = frozenset("is are was were be been being".split())
_HELPERS = frozenset(
    """has have had will would could can may might must shall should also again now then once never not repeatedly
    reportedly recently""".split()
)
_MODALS = frozenset("will would could can may might must shall should to".split())
_PREPOSITIONS = frozenset("of in on at to for from by with about against over between as than into toward".split())
#: "between the US and the EU", "for the EU and Japan to": the name is not all of the subject.
_JOINTS = frozenset({"and", "or"})
_FROM = frozenset({"by", "from"})
_AGAINST = frozenset({"on", "against", "toward", "towards"})
#: Of verbs that news has in the passive, the participles that end in something else than -ed; many are also a past.
_PARTICIPLES = frozenset(
    """beaten bitten bound broken brought caught cut dealt done driven drawn forbidden forced given held hit hurt kept
    led left lost made met paid put set shaken shown shut struck stuck sunk swept taken thrown told torn undercut
    undone upset""".split()
)
#: What a party is accused of, or blamed for, is its doing.
_BLAMES = ("accus", "blam", "criticis", "criticiz", "condemn", "denounc", "suspect")
_BLAMED_FOR = frozenset({"of", "for"})


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
            _Clause(batch, sides.between(first - _BEFORE, last + _BEHIND + 1), opening, closing).roles(first, last)
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
        facts = _HELPER * _is_helper(word) | _VERB * _is_past(word)
        facts |= _DOING * word.endswith("ing") | _FOR * (word in _BLAMED_FOR)
        if word.endswith("s"):
            facts |= _GENITIVE if word.endswith(("'s", "’s")) else _PLURAL
        return facts | _PREPOSITION * (word in _FROM or word in _AGAINST)


def _worth_reading(near: _Surroundings, start: Ints, end: Ints) -> Flags:
    """Whether any shape is possible at each match: what each of them needs, without its finer points."""
    possible = near.has(end, _PREPOSITION) & near.joined(end)
    rows = np.flatnonzero(possible)
    possible[rows] = near.name_follows(end.take(rows) + 1)
    rows = np.flatnonzero(near.joined(start) & ~possible)
    at = start.take(rows)
    possible[rows] = near.genitive(at) | near.genitive(at - 1) | (near.has(at, _VERB) & near.name_before(at))
    possible[rows] |= near.has(at, _PLURAL) & near.name_before(at) & near.name_follows(end.take(rows))
    possible[rows] |= near.has(at, _DOING) & near.has(at - 1, _FOR) & near.name_before(at - 1)
    for _ in range(_MOST_HELPERS):
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

    def genitive(self, end: Ints) -> Flags:
        """Whether the words before ``end`` may be possessives of a name."""
        possessive = self.has(end - 1, _GENITIVE) | (self.has(end - 1, _PLURAL) & self._marked(end))
        rows = np.flatnonzero(possessive)
        possessive[rows] = self.name_before(end.take(rows))
        return possessive

    def _marked(self, at: Ints) -> Flags:
        return np.asarray(self._batch.gap_flags(np.maximum(at, 0)) & int(Gap.MARKS) != 0)

    def name_at(self, start: Ints) -> Flags:
        """Whether a name starts at the words."""
        return among(start, self._sides.start)

    def name_before(self, end: Ints) -> Flags:
        """Whether a name ends just before ``end``."""
        return among(end, self._sides.last)

    def name_follows(self, end: Ints) -> Flags:
        """Whether a name starts at ``end``, or one word behind it: *the* US."""
        return self.name_at(end) | self.name_at(end + 1)


def _is_past(word: str) -> bool:
    """Whether a word in lower case may be a past or a passive participle."""
    return word.endswith("ed") or word in _PARTICIPLES


def _is_helper(word: str) -> bool:
    """Auxiliaries and adverbs, in lower case."""
    return word in _BE or word in _HELPERS or word == "to" or word.endswith("ly")


class _Clause:
    """The words of one sentence round a match."""

    def __init__(self, batch: Batch, sides: Mapping[int, list[tuple[str, int]]], first: int, last: int) -> None:
        self._batch, self._sides = batch, sides
        self._first, self._last = first, last

    def roles(self, start: int, end: int) -> tuple[str, str]:
        """Actor and target of the match."""
        verb = self._low(start)
        helpers = self._helpers(start)
        passive = any(word in _BE for word in helpers)
        if _is_past(verb) and passive:
            return self._after(end, _FROM), self._subject(start - len(helpers))
        if blamed := self._blamed(verb, start):
            return blamed, self._object(end)
        active = _is_past(verb) or (verb.endswith("ing") and passive) or bool(set(helpers) & _MODALS)
        if actor := self._subject(start - len(helpers)) if active else "":
            return actor, self._object(end)
        if active and verb not in _PARTICIPLES:  # of which many are nouns as well: Washington's latest hit
            return "", ""
        if present := self._present(verb, start, end):
            return present
        owner = self._owner(start)
        return owner or self._after(end, _FROM), self._after(end, _AGAINST)

    def _blamed(self, verb: str, start: int) -> str:
        """The party whose name follows a verb of blame, if the match is what it is blamed for."""
        if not verb.endswith("ing") or self._low(start - 1) not in _BLAMED_FOR or not self._near(start - 1):
            return ""
        side, at = self._ending_at(start - 1)
        return side if side and self._low(at - 1 - (self._low(at - 1) == "the")).startswith(_BLAMES) else ""

    def _present(self, verb: str, start: int, end: int) -> tuple[str, str] | None:
        """Both parties of a verb in -s between them; one alone would as well stand beside a noun: US threats."""
        if not verb.endswith("s") or verb.endswith(("'s", "’s")):
            return None
        actor, target = self._subject(start), self._object(end)
        return (actor, target) if actor and target and actor != target else None

    def _word(self, at: int) -> str:
        return str(self._batch.pieces[self._batch.word_id[at]])

    def _low(self, at: int) -> str:
        return self._word(at).casefold() if self._first <= at < self._last else ""

    def _near(self, at: int) -> bool:
        """Whether the word at ``at`` follows the one before it without a comma or the like."""
        return self._first < at < self._last and not self._batch.flags[self._batch.gap_id[at]] & int(Gap.LOOSE)

    def _helpers(self, start: int) -> list[str]:
        """Auxiliaries and adverbs directly before the match, nearest first."""
        found: list[str] = []
        at = start
        while len(found) < _MOST_HELPERS and self._near(at) and _is_helper(self._low(at - 1)):
            at -= 1
            found.append(self._low(at))
        return found

    def _side(self, at: int, end: int) -> tuple[str, int]:
        """The side whose name starts at ``at``, and where that name ends."""
        return next((named for named in self._sides.get(at, ()) if named[1] <= end), ("", at))

    def _ending_at(self, end: int) -> tuple[str, int]:
        """The side whose name ends just before ``end``, and where it starts."""
        for at in range(max(self._first, end - _LONGEST_NAME), end):
            side, finish = self._side(at, end)
            if side and finish == end:
                return side, at
        return "", end

    def _genitive(self, at: int) -> bool:
        """Whether the word at ``at`` is a possessive: China's, the US'."""
        gap = self._batch.pieces[self._batch.gap_id[at + 1]]
        return self._low(at).endswith(("'s", "’s")) or (self._low(at).endswith("s") and gap[:1] in ("'", "’"))

    def _subject(self, end: int) -> str:
        """The party whose name ends just before the verb group, unless a preposition governs it."""
        if not self._near(end):
            return ""
        side, at = self._ending_at(end)
        if not side or self._genitive(end - 1):
            return ""
        before = self._low(at - 1)
        if before == "the":
            before = self._low(at - 2)
        return "" if before in _PREPOSITIONS or before in _JOINTS else side

    def _object(self, end: int) -> str:
        """The party whose name follows the verb directly."""
        if not self._near(end):
            return ""
        return self._whole_name(end + 1 if self._low(end) == "the" else end)

    def _whole_name(self, at: int) -> str:
        """The party whose name starts at a word, unless it goes on: China's exports, China-US bickering."""
        side, finish = self._side(at, self._last)
        hyphen = finish < self._last and self._batch.pieces[self._batch.gap_id[finish]].endswith("-")
        return "" if not side or hyphen or self._genitive(finish - 1) else side

    def _owner(self, start: int) -> str:
        """The party whose possessive stands before the noun, one word between at most."""
        for end in (start, start - 1):
            if end > self._first and self._near(start) and self._genitive(end - 1):
                return self._ending_at(end)[0]
        return ""

    def _after(self, end: int, prepositions: frozenset[str]) -> str:
        """The party after a preposition that follows the match directly."""
        if not (self._near(end) and self._low(end) in prepositions):
            return ""
        return self._whole_name(end + 2 if self._low(end + 1) == "the" else end + 1)
