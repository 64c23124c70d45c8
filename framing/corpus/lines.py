"""The lines of a text that hold words, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple


class Line(NamedTuple):
    """``words`` is the line without spaces at its ends; ``[start, end)`` is where that stands in the text."""

    start: int
    end: int
    words: str


_new = tuple.__new__


class Lines:
    """The lines of ``text`` that hold anything but spaces, made when they are asked for.

    Most lines are paragraphs that nobody needs to look at twice, so only their raw text is kept: ``raw[n]`` belongs
    to ``lines[n]`` and still has the spaces at its ends.

    >>> lines = Lines(" Beijing\\n\\nsaid.")
    >>> len(lines), lines[0], lines.raw
    (2, Line(start=1, end=8, words='Beijing'), [' Beijing', 'said.'])
    """

    __slots__ = ("_starts", "raw")

    def __init__(self, text: str) -> None:
        raws = text.split("\n")
        starts = accumulate(map(len, raws), initial=0)
        kept = [
            (start + number, raw)
            for number, (start, raw) in enumerate(zip(starts, raws, strict=False))
            if raw and not raw.isspace()
        ]
        self._starts = [start for start, _ in kept]
        self.raw = [raw for _, raw in kept]

    def __len__(self) -> int:
        return len(self.raw)

    def __getitem__(self, number: int) -> Line:
        raw, start = self.raw[number], self._starts[number]
        words = raw.strip()
        if len(words) < len(raw):
            start += len(raw) - len(raw.lstrip())
        # Line(...) itself costs twice as much, and there are a dozen lines to an article.
        return _new(Line, (start, start + len(words), words))

    def __iter__(self) -> Iterator[Line]:
        return map(self.__getitem__, range(len(self.raw)))

    def span(self, first: int, last: int) -> list[Line]:
        """The lines from ``first`` to before ``last``, as far as there are any."""
        return [self[number] for number in range(max(first, 0), min(last, len(self.raw)))]


def straight(words: str) -> str:
    """``words`` with straight apostrophes and simple spaces, character for character.

    >>> straight("We’ll\\xa0go")
    "We'll go"
    """
    if words.isascii():
        return words
    return words.replace("’", "'").replace("‘", "'").replace("\xa0", " ").replace("\u202f", " ").replace("‑", "-")
