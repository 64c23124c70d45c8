"""An article's text as tagging, credits and blocks look at it, so that each looks only once."""

from __future__ import annotations

from functools import cached_property

from framing.corpus.datelines import Dateline, find_dateline
from framing.corpus.lines import Lines

#: How many lines (with words) from either end can hold what surrounds an article ...
EDGE = 12
#: ... and how many from the beginning and from the end can be credits.
OPENING, CLOSING = 8, 6


class Layout:
    """The lines of ``text`` that hold words, and the words of the outer ones.

    ``encoded`` is the text in UTF-8, in which a literal is found in a third of the time.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.encoded = text.encode()
        self.lines = Lines(text)
        self.opening: list[str] = self.lines.span(0, OPENING)
        #: The last lines, the first line of the text never among them.
        self.first_closing = max(len(self.lines) - CLOSING, 1)
        self.closing: list[str] = self.lines.span(self.first_closing, len(self.lines))
        self.dateline: Dateline | None = find_dateline(self.lines, self.opening)

    @cached_property
    def head(self) -> list[str]:
        """The first lines around which a page may put its boxes."""
        return self.lines.span(0, EDGE)

    @cached_property
    def tail(self) -> list[str]:
        """The last such lines, as far as they are not in ``head``."""
        count = len(self.lines)
        return self.lines.span(max(count - EDGE, EDGE), count)

    @cached_property
    def spaced(self) -> bool:
        """True if blank lines part paragraphs, and none stands inside a sentence that goes on in small letters."""
        return not any(words[0].islower() and self.stands_off(at) for at, words in enumerate(self.lines.raw) if at)

    def stands_off(self, number: int) -> bool:
        """Whether a blank line, or the beginning of the text, stands before the ``number``-th line with words."""
        lines = self.lines
        return not number or self.text.count("\n", lines.place(number - 1)[1], lines.place(number)[0]) > 1
