"""What kind of character a code point is: part of a word, a word by itself, a joiner inside words, or gap.

Texts and codebooks are split by the same rule, or an entry would never find itself. A word is a run of letters,
digits and marks; an apostrophe (straight or curly), an underscore, a soft hyphen or another sign that nobody sees
belongs to the word when it has word characters on both sides. A hyphen is a gap, so that ``fight-and-talk`` and
``fight and talk`` are the same three words. Chinese and Japanese write without spaces: each of their characters is a
word of its own.
"""

from __future__ import annotations

import unicodedata

GAP, WORD, JOINER, ALONE = 0, 1, 2, 3

#: Characters that nobody sees: where a word may be cut, marks of byte order and direction, how an emoji is drawn.
INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff"
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufe0e\ufe0f"
)
JOINERS = f"'’_{INVISIBLE}"
#: Characters that are words by themselves, as inside the brackets of a pattern.
ALONE_RANGE = (
    "\u3041-\u30fa\u30fc-\u30ff"  # hiragana and katakana, but for their dot
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U00031fff"  # Chinese characters
)
_ALONE = tuple((first, last) for first, _, last in zip(*[iter(ALONE_RANGE)] * 3, strict=True))
_WORD_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No"))


def kind_of(character: str) -> int:
    """GAP, WORD, JOINER or ALONE for one character.

    >>> [kind_of(c) for c in "a ’善-"]
    [1, 0, 2, 3, 0]
    """
    if character in JOINERS:
        return JOINER
    if character >= _ALONE[0][0] and any(first <= character <= last for first, last in _ALONE):
        return ALONE
    return WORD if unicodedata.category(character) in _WORD_CATEGORIES else GAP
