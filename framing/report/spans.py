"""Spans of a text, found by place: no article is so long that showing one paragraph reads all of its matches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import Generic, NamedTuple, Protocol, TypeVar


class Spanned(Protocol):
    """Anything with ``[start, end)``."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last."""


class Stretch(NamedTuple):
    """``[start, end)`` and nothing more."""

    start: int
    end: int


T = TypeVar("T", bound=Spanned)


class Spans(Generic[T]):
    """Spans in the order of their starts; they may nest and overlap.

    >>> from framing.records.article import Block
    >>> [block.kind for block in Spans([Block(5, 9, "b"), Block(0, 6, "a")]).over(6, 8)]
    ['b']
    """

    def __init__(self, spans: Iterable[T]) -> None:
        self._spans = sorted(spans, key=attrgetter("start"))
        self._starts = [span.start for span in self._spans]
        self._reach = list(accumulate((span.end for span in self._spans), max))

    def over(self, start: int, end: int) -> list[T]:
        """Those that share a code point with ``[start, end)``."""
        last = first = bisect_left(self._starts, end)
        while first and self._reach[first - 1] > start:
            first -= 1
        return [span for span in self._spans[first:last] if span.end > start]


def layers(spans: Sequence[T], edges: Sequence[int]) -> list[list[T]]:
    """For each piece between two neighbouring ``edges`` the spans over it; every bound of a span is an edge."""
    waiting = sorted(spans, key=attrgetter("start"), reverse=True)
    open_spans: list[T] = []
    found = []
    for edge in edges[:-1]:
        open_spans = [span for span in open_spans if span.end > edge]
        while waiting and waiting[-1].start <= edge:
            if waiting[-1].end > edge:
                open_spans.append(waiting[-1])
            waiting.pop()
        found.append(list(open_spans))
    return found
