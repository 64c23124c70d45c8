"""An article's text as tagging, credits and blocks look at it, so that each looks only once."""

from __future__ import annotations

from framing.corpus.datelines import Dateline, find_dateline
from framing.corpus.lines import Line, Lines

#: How many lines (with words) from either end can hold what surrounds an article.
EDGE = 12


class Layout:
    """The lines of ``text`` that hold words; ``head`` and ``tail`` are the outer ones, without overlap."""

    __slots__ = ("dateline", "head", "lines", "tail", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        count = len(self.lines)
        self.head: list[Line] = self.lines.span(0, EDGE)
        self.tail: list[Line] = self.lines.span(max(count - EDGE, EDGE), count)
        self.dateline: Dateline | None = find_dateline(self.head)
