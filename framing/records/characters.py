"""Bytes of a buffer and code points of its fields: where one is, given the other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records.ascending import ranks

Ints = npt.NDArray[np.int64]


class Characters:
    """The characters of a UTF-8 buffer with fields that start at ``field_byte``.

    >>> characters = Characters("née|é".encode(), np.array([0, 5]), np.array([4, 7]))
    >>> characters.of_bytes(np.array([3, 5]), np.array([0, 1])).tolist()
    [2, 0]
    >>> characters.to_bytes(np.array([2, 1]), np.array([0, 1])).tolist()
    [3, 7]
    """

    def __init__(self, buffer: bytes, field_byte: Ints, field_end: Ints) -> None:
        #: bytes that do not begin a character, and the number (in the buffer) of the character after each
        self._inside = np.flatnonzero((np.frombuffer(buffer, np.uint8) & 0xC0) == 0x80)
        self._next = self._inside - np.arange(len(self._inside))
        self._first = field_byte - np.searchsorted(self._inside, field_byte)
        self._end = field_end

    def of_bytes(self, positions: Ints, fields: Ints, *, ascending: bool = False) -> Ints:
        """Code points from the start of ``fields`` for byte ``positions``, which may be known to ascend."""
        before = ranks(self._inside, positions - 1) if ascending else np.searchsorted(self._inside, positions)
        return np.asarray(positions - before - self._first[fields])

    def to_bytes(self, chars: Ints, fields: Ints) -> Ints:
        """Byte positions for code points from the start of ``fields``; past a field's end, its end."""
        number = chars + self._first[fields]
        return np.minimum(number + np.searchsorted(self._next, number, side="right"), self._end[fields])
