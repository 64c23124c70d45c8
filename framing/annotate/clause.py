"""One sentence round a match: its words, the sides named in it, and whom a word or a preposition behind it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from framing.annotate import deeds
from framing.records.batch import Batch
from framing.records.flags import Gap

LONGEST_NAME = 6
_LOOSE, _COMMA = int(Gap.LOOSE), int(Gap.COMMA)

#: "between the US and the EU", "for the EU and Japan to": the name is not all of the subject.
JOINTS = frozenset({"and", "or"})


@lru_cache(1 << 14)
def _lowered(word: str) -> str:
    return deeds.spelt_out(word.casefold())


class Clause:
    """The words ``[first, last)`` of one sentence round a match; "we" is ``speaker``, whose words they are.

    ``is_person`` tells whether the name between two words is somebody's. Places are numbers of words; a place outside
    the sentence holds no word.
    """

    def __init__(
        self,
        batch: Batch,
        sides: Mapping[int, list[tuple[str, int]]],
        is_person: Callable[[int, int], bool],
        first: int,
        last: int,
        speaker: str,
    ) -> None:
        self.batch, self.sides, self.is_person = batch, sides, is_person
        self.first, self.last = first, last
        self.speaker = speaker

    def word(self, at: int) -> str:
        return str(self.batch.pieces[self.batch.word_id[at]])

    def low(self, at: int) -> str:
        return _lowered(self.batch.pieces[self.batch.word_id[at]]) if self.first <= at < self.last else ""

    def near(self, at: int) -> bool:
        """Whether the word at ``at`` follows the one before it without a comma or the like."""
        return self.first < at < self.last and not self.batch.flags[self.batch.gap_id[at]] & _LOOSE

    def comma(self, at: int) -> bool:
        """Whether a comma stands before the word at ``at``, inside the sentence."""
        return self.first < at < self.last and bool(self.batch.flags[self.batch.gap_id[at]] & _COMMA)

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
