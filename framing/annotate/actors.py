"""Who does it, and to whom: only where the words say so in one of three safe shapes; empty everywhere else.

    subject and verb   Washington has threatened Beijing · the US is bullying China
    passive and by     was coerced by the United States
    round a noun       Washington's threats · pressure from Beijing · threats against China

The names are those of the party table (parties.yml). Nothing is ever inferred from what merely stands near by.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.parties import SIDE, Parties
from framing.annotate.vocabulary import Column, is_word
from framing.records.batch import Batch, Flags, Ints
from framing.records.flags import Gap

#: How far from a match a name may stand, in tokens; farther ones are in none of the shapes.
_BEFORE, _AFTER = 8, 6
_LONGEST_NAME = 6

_BE = frozenset("is are was were be been being".split())
_HELPERS = frozenset(
    """has have had will would could can may might must shall should also again now then once never not repeatedly
    reportedly recently""".split()
)
_MODALS = frozenset("will would could can may might must shall should to".split())
_PREPOSITIONS = frozenset("of in on at to for from by with about against over between as than into toward".split())
_FROM = frozenset({"by", "from"})
_AGAINST = frozenset({"on", "against", "toward", "towards"})


class ActorFinder:
    """Finds actor and target of matches; keeps what it knows of a vocabulary between batches."""

    def __init__(self, parties: Parties) -> None:
        self._parties = parties
        self._pieces: list[str] | None = None

    def find(self, batch: Batch, start: Ints, end: Ints) -> tuple[list[str], list[str]]:
        """The acting party and the party acted on of each match ``[start, end)``; empty where no shape says so."""
        actors, targets = [""] * len(start), [""] * len(start)
        bounds = np.append(batch.sentence_token, batch.tokens)
        sentence = batch.sentence_of(start)
        for row in np.flatnonzero(self._name_near(batch, start, end)).tolist():
            clause = _Clause(batch, self._parties, int(bounds[sentence[row]]), int(bounds[sentence[row] + 1]))
            actors[row], targets[row] = clause.roles(int(start[row]), int(end[row]))
        return actors, targets

    def _name_near(self, batch: Batch, start: Ints, end: Ints) -> Flags:
        """Whether a word that a name can start with stands near each match."""
        if batch.pieces is not self._pieces:
            self._pieces = batch.pieces
            self._column = Column(lambda piece: int(is_word(piece) and self._parties.starts_name(piece)))
        named = np.flatnonzero(self._column.upto(batch.pieces)[batch.word_id])
        if not len(named):
            return np.zeros(len(start), np.bool_)
        return np.asarray(np.searchsorted(named, start - _BEFORE) < np.searchsorted(named, end + _AFTER))


class _Clause:
    """The words of one sentence round a match."""

    def __init__(self, batch: Batch, parties: Parties, first: int, last: int) -> None:
        self._batch, self._parties = batch, parties
        self._first, self._last = first, last

    def roles(self, start: int, end: int) -> tuple[str, str]:
        """Actor and target of the match."""
        verb = self._low(start)
        helpers = self._helpers(start)
        passive = any(word in _BE for word in helpers)
        if verb.endswith("ed") and passive:
            return self._after(end, _FROM), self._subject(start - len(helpers))
        active = verb.endswith("ed") or (verb.endswith("ing") and passive) or bool(set(helpers) & _MODALS)
        if active:
            actor = self._subject(start - len(helpers))
            return actor, self._object(end) if actor else ""
        owner = self._owner(start)
        return owner or self._after(end, _FROM), self._after(end, _AGAINST)

    def _word(self, at: int) -> str:
        return self._batch.pieces[self._batch.word_id[at]]

    def _low(self, at: int) -> str:
        return self._word(at).casefold() if self._first <= at < self._last else ""

    def _near(self, at: int) -> bool:
        """Whether the word at ``at`` follows the one before it without a comma or the like."""
        return self._first < at < self._last and not self._batch.flags[self._batch.gap_id[at]] & int(Gap.LOOSE)

    def _helpers(self, start: int) -> list[str]:
        """Auxiliaries and adverbs directly before the match, nearest first."""
        found: list[str] = []
        at = start
        while len(found) < 3 and self._near(at) and self._is_helper(self._low(at - 1)):
            at -= 1
            found.append(self._low(at))
        return found

    @staticmethod
    def _is_helper(word: str) -> bool:
        return word in _BE or word in _HELPERS or word == "to" or word.endswith("ly")

    def _side(self, at: int, end: int) -> tuple[str, int]:
        """The side whose name starts at ``at``, and where that name ends."""
        if not (self._first <= at < self._last and self._parties.starts_name(self._word(at))):
            return "", at
        for meaning in self._parties.meanings(self._word, at, end):
            if meaning.category == SIDE:
                return meaning.value, at + meaning.length
        return "", at

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
        return "" if before in _PREPOSITIONS else side

    def _object(self, end: int) -> str:
        """The party whose name follows the verb directly."""
        if not self._near(end):
            return ""
        at = end + 1 if self._low(end) == "the" else end
        side, finish = self._side(at, self._last)
        return "" if not side or self._genitive(finish - 1) else side

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
        at = end + 2 if self._low(end + 1) == "the" else end + 1
        side, finish = self._side(at, self._last)
        return "" if not side or self._genitive(finish - 1) else side
