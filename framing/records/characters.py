"""Bytes of a buffer and code points of its fields: where one is, given the other."""

from __future__ import annotations

import numpy as np

from framing.records.arrays import Ints, Offsets
from framing.records.ascending import ranks


class Characters:
    """The characters of a UTF-8 buffer: the bytes that begin none, and where its fields start and end.

    >>> characters = Characters(np.array([2, 6]), np.array([0, 5]), np.array([4, 7]))  # née|é
    >>> characters.of_bytes(np.array([3, 5]), np.array([0, 1])).tolist()
    [2, 0]
    >>> [side.tolist() for side in characters.of_spans(np.array([0, 2, 5]), np.array([3, 4, 7]), np.array([0, 0, 1]))]
    [[0, 2, 0], [2, 3, 1]]
    >>> characters.to_bytes(np.array([2, 1]), np.array([0, 1])).tolist()
    [3, 7]
    """

    def __init__(self, inner_bytes: Ints, field_byte: Ints, field_end: Ints) -> None:
        self._inside = inner_bytes
        #: the number (in the buffer) of the character after each of these bytes
        self._next = self._inside - np.arange(len(self._inside))
        self._first = field_byte - np.searchsorted(self._inside, field_byte)
        self._end = field_end

    def of_bytes(self, positions: Offsets, fields: Ints) -> Ints:
        """Code points from the start of ``fields`` for byte ``positions``."""
        return np.asarray(positions - np.searchsorted(self._inside, positions) - self._first.take(fields))

    def of_spans(self, first: Offsets, last: Offsets, fields: Ints) -> tuple[Ints, Ints]:
        """Code points of the byte spans ``[first, last)``, whose starts ascend; few hold more than ASCII."""
        before = ranks(self._inside, first - 1)
        start = first - before - self._first.take(fields)
        wide = np.flatnonzero(np.append(self._inside, np.iinfo(np.int64).max).take(before) < last)
        length = last - first
        length[wide] -= np.searchsorted(self._inside, last[wide]) - before[wide]
        return start, start + length

    def to_bytes(self, chars: Ints, fields: Ints) -> Ints:
        """Byte positions for code points from the start of ``fields``; past a field's end, its end."""
        number = chars + self._first[fields]
        return np.minimum(number + np.searchsorted(self._next, number, side="right"), self._end[fields])
