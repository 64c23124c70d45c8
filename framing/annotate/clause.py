"""One sentence round a match: its words, the sides named in it, and whom a word or a preposition behind it names."""

from __future__ import annotations

from collections.abc import Callable

from framing.annotate.windows import Named, Window
from framing.records.flags import Gap

_LOOSE, _COMMA = int(Gap.LOOSE), int(Gap.COMMA)

#: "between the US and the EU", "for the EU and Japan to": the name is not all of the subject.
JOINTS = frozenset({"and", "or"})


class Clause:
    """The words ``window`` of one sentence round a match, and the sides ``named`` in it; "we" is ``speaker``, whose
    words they are.

    ``is_person`` tells whether the name between two words is somebody's. Places are numbers of words; a place outside
    the window holds no word.
    """

    def __init__(self, window: Window, named: Named, is_person: Callable[[int, int], bool], speaker: str) -> None:
        self.window, self.is_person, self.speaker = window, is_person, speaker
        self.first, self.last = window.first, window.last
        self.sides, self._side_before = named.starting, named.ending
        # Asked some thirty times a match.
        self._low, self._flags = window.low, window.flags

    def word(self, at: int) -> str:
        return self.window.word(at)

    def low(self, at: int) -> str:
        return self._low[at - self.first] if self.first <= at < self.last else ""

    def near(self, at: int) -> bool:
        """Whether the word at ``at`` follows the one before it without a comma or the like."""
        return self.first < at < self.last and not self._flags[at - self.first] & _LOOSE

    def comma(self, at: int) -> bool:
        """Whether a comma stands before the word at ``at``, inside the sentence."""
        return self.first < at < self.last and bool(self._flags[at - self.first] & _COMMA)

    def side(self, at: int, end: int) -> tuple[str, int]:
        """The side whose name starts at ``at``, and where that name ends."""
        for named in self.sides.get(at, ()):
            if named[1] <= end:
                return named
        return "", at

    def ending_at(self, end: int) -> tuple[str, int]:
        """The side whose name ends just before ``end``, and where it starts."""
        return self._side_before.get(end, ("", end))

    def whole_name(self, at: int) -> str:
        """The party whose name starts at a word, unless it goes on: China's exports, China-US bickering."""
        side, finish = self.side(at, self.last)
        return "" if not side or self.hyphened(finish) or self.genitive(finish - 1) else side

    def genitive(self, at: int) -> bool:
        """Whether the word at ``at`` is a possessive: China's, the US'."""
        low = self.low(at)
        return low.endswith(("'s", "’s")) or (low.endswith("s") and self.window.gap(at + 1)[:1] in ("'", "’"))

    def hyphened(self, at: int) -> bool:
        """Whether a hyphen, a dash or a stroke joins the word at ``at`` to the one before: *Oslo-based*, *China-US*."""
        return self.first <= at < self.last and self.window.gap(at).endswith(("-", "–", "/"))

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
