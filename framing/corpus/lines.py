"""The lines of a text that hold words, with their places."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """``words`` is the line without spaces at its ends; ``[start, end)`` is where that stands in the text."""

    start: int
    end: int
    words: str


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` that hold anything but spaces.

    >>> lines_of(" Beijing\\n\\nsaid.")
    [Line(start=1, end=8, words='Beijing'), Line(start=10, end=15, words='said.')]
    """
    lines: list[Line] = []
    start = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            begin = start if len(words) == len(raw) else start + raw.index(words)
            lines.append(Line(begin, begin + len(words), words))
        start += len(raw) + 1
    return lines


def straight(words: str) -> str:
    """``words`` with straight apostrophes and simple spaces, character for character.

    >>> straight("We’ll\\xa0go")
    "We'll go"
    """
    return words if words.isascii() else words.translate(_STRAIGHT)


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\xa0": " ", "\u202f": " ", "\u2009": " ", "‑": "-"})
