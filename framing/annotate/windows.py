"""The words round many matches, and the sides named there, as plain lists: what rules ask of one word at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from framing.annotate import deeds
from framing.records.arrays import Ints
from framing.records.ascending import counted_from
from framing.records.batch import Batch


class Named(NamedTuple):
    """The sides named in some words: by the first words of their names, the longest first, and by where those end."""

    starting: dict[int, list[tuple[str, int]]]
    ending: dict[int, tuple[str, int]]


@dataclass(slots=True)
class Window:
    """The words ``[first, last)`` of a batch: in lower case, with auxiliaries spelt out, and the facts of the gaps
    before them."""

    batch: Batch
    first: int
    last: int
    low: list[str]
    flags: list[int]

    def word(self, at: int) -> str:
        """The word as it is written."""
        return self.batch.pieces[int(self.batch.word_id[at])] if self.first <= at < self.last else ""

    def gap(self, at: int) -> str:
        """What stands before the word at ``at``, or behind the last one."""
        return self.batch.pieces[int(self.batch.gap_id[at])]


class Lowered(dict[int, str]):
    """Words by their numbers in a vocabulary as the rules know them, each lowered once."""

    def __init__(self, pieces: list[str]) -> None:
        super().__init__()
        self.pieces = pieces

    def __missing__(self, number: int) -> str:
        low = self[number] = deeds.spelt_out(self.pieces[number].casefold())
        return low


def read_windows(batch: Batch, lowered: Lowered, first: Ints, last: Ints) -> Iterator[Window]:
    """The words between each pair of places."""
    count = last - first
    at = counted_from(first, count)
    low = list(map(lowered.__getitem__, batch.word_id.take(at).tolist()))
    flags: list[int] = batch.gap_flags(at).tolist()
    end = np.cumsum(count)
    bounds = zip(first.tolist(), last.tolist(), (end - count).tolist(), end.tolist(), strict=True)
    return (Window(batch, one, other, low[start:stop], flags[start:stop]) for one, other, start, stop in bounds)
