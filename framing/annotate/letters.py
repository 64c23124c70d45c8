"""What kind of character a code point is: part of a word, a word by itself, a joiner inside words, or gap.

The split is ``gap word gap word ... gap``. A word is a run of letters, digits, marks and underscores; an apostrophe
(straight or curly), a soft hyphen or a zero-width joiner belongs to the word when it has word characters on both
sides. A hyphen is a gap, so that ``fight-and-talk`` and ``fight and talk`` are the same three words. Chinese
and Japanese write without spaces: each of their characters is a word of its own.
"""

from __future__ import annotations

import unicodedata

import numpy as np
import numpy.typing as npt

GAP, WORD, JOINER, ALONE, UNKNOWN = 0, 1, 2, 3, 255
#: The bit that WORD and ALONE have and the others have not.
IN_WORD = 1

_JOINERS = frozenset("'’\u00ad\u200b\u200c\u200d\u2060\ufeff")
_WORD_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No"))
_ALONE_RANGES = (
    (0x3041, 0x30FB),  # hiragana and katakana
    (0x30FC, 0x3100),
    (0x3400, 0x4DC0),  # Chinese characters, extension A
    (0x4E00, 0xA000),  # Chinese characters
    (0xF900, 0xFB00),
    (0x20000, 0x32000),
)


def kind_of(character: str) -> int:
    """GAP, WORD, JOINER or ALONE for one character.

    >>> [kind_of(c) for c in "a ’善-"]
    [1, 0, 2, 3, 0]
    """
    if character in _JOINERS:
        return JOINER
    point = ord(character)
    if point >= 0x3041 and any(low <= point < high for low, high in _ALONE_RANGES):
        return ALONE
    return WORD if character == "_" or unicodedata.category(character) in _WORD_CATEGORIES else GAP


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
