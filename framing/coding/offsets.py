"""Offsets as other programs count them: in code points as Python does, or in UTF-16 units as Java and browsers do."""

from __future__ import annotations

from bisect import bisect_left

__all__ = ["CODE_POINTS", "UTF16", "Offsets"]

CODE_POINTS, UTF16 = "code-points", "utf-16"


class Offsets:
    """Converts positions of one text; ``unit`` is CODE_POINTS (nothing to do) or UTF16.

    >>> there = Offsets("a😀b", UTF16)
    >>> there.out(2), there.back(3), there.back(2) is None
    (3, 2, True)
    """

    def __init__(self, text: str, unit: str = UTF16) -> None:
        self.length = len(text)
        self._astral = [i for i, letter in enumerate(text) if ord(letter) > 0xFFFF] if unit == UTF16 else []
        self._there = [i + n for n, i in enumerate(self._astral)]

    def out(self, position: int) -> int:
        """The other program's position of a code point."""
        return position + bisect_left(self._astral, position)

    def back(self, position: int) -> int | None:
        """The code point at the other program's position; None beyond the text or inside a character."""
        before = bisect_left(self._there, position)
        inside = before and self._there[before - 1] + 1 == position
        found = position - before
        return None if inside or not 0 <= found <= self.length else found
