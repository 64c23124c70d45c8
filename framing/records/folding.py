"""When two words are the same word: the view under which lexicons and texts meet. Nothing is changed by it."""

from __future__ import annotations

import unicodedata

from framing.records.letters import INVISIBLE

_APOSTROPHES = {ord("’"): "'", **dict.fromkeys(map(ord, INVISIBLE))}


def fold(word: str) -> str:
    """The form under which words are the same: no case, one apostrophe, no possessive, no accents' encoding.

    >>> fold("China’s"), fold("BULLYING"), fold("It’s"), fold("isn't")
    ('china', 'bullying', 'it', "isn't")
    """
    if word.isascii():
        word = word.lower()
        return word[:-2] if word.endswith("'s") and len(word) > 2 else word
    word = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold().translate(_APOSTROPHES))
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word
