"""What the rules read: a passage (usually a whole batch) as integer arrays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from framing.annotate.attribution.flags import PUNCT, G, W

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Passage:
    """Fields of articles laid end to end; all positions count words.

    ``wflags[i]`` are the bits of word ``i``; ``gflags[i]`` those of the gap before it (one more than words). The spans
    are parallel arrays; sentences and paragraphs tile the words in order and never cross the border of a field.
    ``quote_start/end`` are the words inside double marks or guillemets, in order, not nested; ``single_*`` likewise
    for single marks. ``headline`` is true for words of titles and headings. ``text(a, b)`` gives words ``a`` to ``b``
    as published.
    """

    wflags: Ints
    gflags: Ints
    sentence_start: Ints
    sentence_end: Ints
    paragraph_start: Ints
    paragraph_end: Ints
    quote_start: Ints
    quote_end: Ints
    text: Callable[[int, int], str]
    single_start: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    single_end: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    headline: Flags | None = None
    needed: Flags | None = None


class Layout:
    """A passage with the positions that the rules ask for again and again."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.n = n = len(passage.wflags)
        self.wf: Ints = np.append(passage.wflags, np.zeros(4, np.int64))
        self.gf: Ints = np.append(passage.gflags, np.zeros(4, np.int64))
        self.text = passage.text
        self.inside = _inside(passage.quote_start, passage.quote_end, n)
        self.quote_of = np.cumsum(np.bincount(passage.quote_start, minlength=n + 5)) - 1
        self.punct = np.append(np.flatnonzero(((self.gf[: n + 1] & PUNCT) != 0) & ~self._within()), n)
        self.sentence = np.repeat(np.arange(len(passage.sentence_start)), passage.sentence_end - passage.sentence_start)
        self.opens = np.zeros(n + 5, bool)
        self.opens[passage.quote_start] = True
        self.closes = np.zeros(n + 5, bool)
        self.closes[passage.quote_end] = True

    def _within(self) -> Flags:
        """Gaps with a quotation on both sides: those strictly inside one."""
        within = np.zeros(self.n + 1, bool)
        within[1 : self.n] = self.inside[1 : self.n] & self.inside[: self.n - 1]
        within[self.passage.quote_start] = False
        return within

    def sentence_bounds(self, at: Ints) -> tuple[Ints, Ints]:
        """Start and end of the sentence of each position."""
        which = self.sentence[at]
        return self.passage.sentence_start[which], self.passage.sentence_end[which]

    def has(self, at: Ints, bits: int) -> Flags:
        """Whether each word has any of ``bits``."""
        return (self.wf[at] & bits) != 0

    def gap(self, at: Ints, bits: int) -> Flags:
        """Whether the gap before each word has any of ``bits``."""
        return (self.gf[at] & bits) != 0

    def next_of(self, positions: Ints, at: Ints) -> Ints:
        """The first of ``positions`` (ending in a sentinel) at or after each ``at``."""
        return positions[np.minimum(np.searchsorted(positions, at), len(positions) - 1)]

    def where(self, bits: int) -> Ints:
        """Sorted positions of words outside quotations with any of ``bits``, closed by a sentinel."""
        found = np.flatnonzero(((self.wf[: self.n] & bits) != 0) & ~self.inside[: self.n])
        return np.append(found, self.n)

    def previous_punct(self, at: Ints, floor: Ints) -> Ints:
        """The last gap with clause punctuation at or before each ``at``, never before ``floor``."""
        index = np.searchsorted(self.punct, at, side="right") - 1
        return np.where(index >= 0, np.maximum(self.punct[index], floor), floor)


def _inside(start: Ints, end: Ints, n: int) -> Flags:
    depth = np.zeros(n + 5, np.int64)
    np.add.at(depth, start, 1)
    np.add.at(depth, end, -1)
    return np.cumsum(depth) > 0


__all__ = ["Flags", "G", "Ints", "Layout", "Passage", "W"]
