"""The kinds of characters (``records.letters``) for whole arrays of code points and of bytes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records.letters import kind_of

UNKNOWN = 255
#: The bit that WORD and ALONE have and the others have not.
IN_WORD = 1


class LetterTable:
    """``kind_of`` for arrays of code points, filled as characters are met."""

    def __init__(self) -> None:
        self._kinds: npt.NDArray[np.uint8] = np.full(0x110000, UNKNOWN, np.uint8)

    def kinds(self, points: npt.NDArray[np.int64]) -> npt.NDArray[np.uint8]:
        """The kind of each code point."""
        kinds = self._kinds[points]
        if (kinds == UNKNOWN).any():
            for point in set(points[kinds == UNKNOWN].tolist()):
                self._kinds[point] = kind_of(chr(point))
            kinds = self._kinds[points]
        return kinds


def ascii_translation() -> bytes:
    """A ``bytes.translate`` table: the kind of each ASCII byte, UNKNOWN for all others."""
    return bytes(kind_of(chr(byte)) if byte < 0x80 else UNKNOWN for byte in range(256))
