"""The lines of a text that hold words: where each stands, and whether it ends as sentences do."""

from __future__ import annotations

from collections.abc import Iterator

#: How sentences end, and how prose ends that is plainly a paragraph; a question may be a heading.
ENDS = frozenset(".”\"’'!?")
PLAIN_ENDS = ENDS - {"?"}
_CLOSERS = "\"'”’)]» "
#: How prose ends inside its closing quotation marks.
_STOPS = frozenset(".?!…。？！")


class Lines:
    """The lines of ``text`` that hold anything but spaces.

    With a ``start`` those from there on. Most lines are paragraphs that nobody needs to look at twice, so only their
    raw text is kept: ``raw[n]`` has the spaces at its ends, and where a line stands is counted when it is asked for.

    >>> lines = Lines(" Beijing\\n\\nsaid.")
    >>> len(lines), lines.words(0), lines.place(0), lines.raw
    (2, 'Beijing', (1, 8), [' Beijing', 'said.'])
    """

    __slots__ = ("_counting", "_starts", "raw")

    def __init__(self, text: str, start: int = 0) -> None:
        parts = text[start:].split("\n")
        self.raw = [part for part in parts if part and not part.isspace()]
        self._starts: list[int] = []
        self._counting = _count(parts, start)

    def __len__(self) -> int:
        return len(self.raw)

    def words(self, number: int) -> str:
        """The line without the spaces at its ends."""
        return self.raw[number].strip()

    def place(self, number: int) -> tuple[int, int]:
        """``[start, end)`` of ``words(number)`` in the text."""
        while len(self._starts) <= number:
            self._starts.append(next(self._counting))
        raw, start = self.raw[number], self._starts[number]
        words = raw.strip()
        if len(words) < len(raw):
            start += len(raw) - len(raw.lstrip())
        return start, start + len(words)

    def span(self, first: int, last: int) -> list[str]:
        """The words of the lines from ``first`` to before ``last``, as far as there are any."""
        return [raw.strip() for raw in self.raw[max(first, 0) : max(last, 0)]]


def _count(parts: list[str], start: int) -> Iterator[int]:
    """Where the parts that hold words begin, if the first one begins at ``start``."""
    for part in parts:
        if part and not part.isspace():
            yield start
        start += len(part) + 1


def ends_sentence(words: str) -> bool:
    """True if a line ends as sentences do, quotation marks and brackets aside.

    >>> ends_sentence("“It rains.”"), ends_sentence("Mills to close")
    (True, False)
    """
    core = words.rstrip(_CLOSERS)
    return (bool(core) and core[-1] in _STOPS) or words.endswith((",”", ',"'))
