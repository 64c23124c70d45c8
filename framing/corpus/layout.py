"""An article's text as tagging, credits and blocks look at it, so that each looks only once."""

from __future__ import annotations

from framing.corpus.datelines import find_dateline
from framing.corpus.lines import lines_of

#: How many lines (with words) from either end can hold what surrounds an article.
EDGE = 12


class Layout:
    """The lines of ``text`` that hold words; ``head`` and ``tail`` are the outer ones, without overlap."""

    __slots__ = ("dateline", "head", "lines", "tail", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = lines_of(text)
        self.head = self.lines[:EDGE]
        self.tail = self.lines[EDGE:][-EDGE:]
        self.dateline = find_dateline(self.lines)
