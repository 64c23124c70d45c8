"""One sentence round a match: its words, the sides named in it, and what is subject or object of what stands where."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from framing.annotate import deeds
from framing.records.batch import Batch
from framing.records.flags import Gap

LONGEST_NAME = 6

_PREPOSITIONS = frozenset("of in on at to for from by with about against over between than into toward".split())
#: "It is *for* the US to lift it", "a move *by* China to ban it": the name is the subject of what stands behind "to".
_BEFORE_DOER = frozenset({"for", "by"})
#: "Mills *such as* Oslo's", but "as Oslo threatened".
_BEFORE_AS = frozenset({"such", "well"})
#: "between the US and the EU", "for the EU and Japan to": the name is not all of the subject.
JOINTS = frozenset({"and", "or"})


@lru_cache(1 << 14)
def _lowered(word: str) -> str:
    return deeds.spelt_out(word.casefold())


class Clause:
    """The words ``[first, last)`` of one sentence round a match; "we" is ``speaker``, whose words they are.

    Places are numbers of words; a place outside the sentence holds no word.
    """

    def __init__(
        self, batch: Batch, sides: Mapping[int, list[tuple[str, int]]], first: int, last: int, speaker: str
    ) -> None:
        self.batch, self.sides = batch, sides
        self.first, self.last = first, last
        self.speaker = speaker

    def word(self, at: int) -> str:
        return str(self.batch.pieces[self.batch.word_id[at]])

    def low(self, at: int) -> str:
        return _lowered(self.word(at)) if self.first <= at < self.last else ""

    def near(self, at: int) -> bool:
        """Whether the word at ``at`` follows the one before it without a comma or the like."""
        return self.first < at < self.last and not self.batch.flags[self.batch.gap_id[at]] & int(Gap.LOOSE)

    def side(self, at: int, end: int) -> tuple[str, int]:
        """The side whose name starts at ``at``, and where that name ends."""
        return next((named for named in self.sides.get(at, ()) if named[1] <= end), ("", at))

    def ending_at(self, end: int) -> tuple[str, int]:
        """The side whose name ends just before ``end``, and where it starts."""
        for at in range(max(self.first, end - LONGEST_NAME), end):
            side, finish = self.side(at, end)
            if side and finish == end:
                return side, at
        return "", end

    def whole_name(self, at: int) -> str:
        """The party whose name starts at a word, unless it goes on: China's exports, China-US bickering."""
        side, finish = self.side(at, self.last)
        return "" if not side or self.hyphened(finish) or self.genitive(finish - 1) else side

    def genitive(self, at: int) -> bool:
        """Whether the word at ``at`` is a possessive: China's, the US'."""
        gap = self.batch.pieces[self.batch.gap_id[at + 1]]
        return self.low(at).endswith(("'s", "’s")) or (self.low(at).endswith("s") and gap[:1] in ("'", "’"))

    def hyphened(self, at: int) -> bool:
        """Whether a hyphen, a dash or a stroke joins the word at ``at`` to the one before: *Oslo-based*, *China-US*."""
        return at < self.last and self.batch.pieces[self.batch.gap_id[at]].endswith(("-", "–", "/"))

    def subject(self, end: int) -> str:
        """The party whose name ends just before the verb group, unless a preposition governs it."""
        before = self.low(end - 1)
        if before in deeds.RELATIVES:
            return self.taken_up(before, end - 1)
        if not self.near(end):
            return ""
        if before in deeds.SPEAKER:
            return self.speaker
        side, at = self.agent(end)
        return "" if side and self.governed(at, self.low(end)) else side

    def agent(self, end: int) -> tuple[str, int]:
        """The side of the name, or of the agents of a side, that end just before ``end``, and where they start:
        "*Oslo*", "*Chinese officials*"; of its owner alone none: "*Oslo's* mills"."""
        if self.low(end - 1) in deeds.AGENTS and self.near(end - 1):
            return self.ending_at(end - 1)
        side, at = self.ending_at(end)
        return ("", at) if side and self.genitive(end - 1) else (side, at)

    def governed(self, at: int, verb: str) -> bool:
        """Whether a preposition or a joint before the name at ``at`` says that it is not the subject of ``verb``."""
        at -= 1 + (self.low(at - 1) == "the")
        before = self.low(at)
        called = before == "on" and self.low(at - 1).startswith("call")  # "called on Oslo to stop threatening Bergen"
        doer = verb == "to" and before in _BEFORE_DOER
        such = before == "as" and self.low(at - 1) in _BEFORE_AS
        return not (called or doer) and (such or before in _PREPOSITIONS or before in JOINTS)

    def taken_up(self, relative: str, end: int) -> str:
        """The party that a relative word takes up: "Lund, *who*", "Oslo, *which*", "it is Oslo *that*"."""
        side, at = self.agent(end)
        if relative == "who" or not side:
            return side
        if relative == "which":
            return "" if self.governed(at, relative) else side
        at -= 1 + (self.low(at - 1) == "the")
        return side if self.low(at) in deeds.BE and self.low(at - 1) == "it" else ""

    def object(self, end: int) -> str:
        """The party whose name follows the verb directly."""
        if not self.near(end):
            return ""
        return self.whole_name(end + 1 if self.low(end) == "the" else end)

    def after(self, end: int, prepositions: frozenset[str]) -> str:
        """The party after a preposition that follows the match directly."""
        if not (self.near(end) and self.low(end) in prepositions):
            return ""
        return self.whole_name(end + 2 if self.low(end + 1) == "the" else end + 1)
