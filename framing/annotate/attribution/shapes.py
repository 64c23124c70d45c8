"""Bits of many new words at once: most words stand in no table, and of those only first and last letters tell."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from itertools import compress

import numpy as np

from framing.annotate.attribution.flags import W
from framing.records.arrays import Flags, Ints

_LY, _ING, _ED = (np.frombuffer(ending.encode(), np.uint8) for ending in ("ly", "ing", "ed"))
#: An adverb is longer than this; with a capital, where names abound, by one letter more.
_SHORT_ADVERB, _SHORT_ING, _SHORT_ED, _SHORT_PLURAL = 4, 5, 4, 3
_LOWER = 0x20
_GENITIVES = frozenset(("'s", "’s", "'S", "’S"))


def bits_of(pieces: Sequence[str], listed: Container[str], describe: Callable[[str], int]) -> Ints:
    """The bits of every piece: ``describe`` looks at gaps and at words in or near the tables, letters tell the others.

    ``listed`` are all words, in lower case, of which more than their letters matters.
    """
    plain = np.array([_is_plain(piece) and piece.lower() not in listed for piece in pieces], np.bool_)
    bits = np.zeros(len(pieces), np.int64)
    bits[plain] = shape_bits(list(compress(pieces, plain)))
    others = compress(pieces, ~plain)
    bits[~plain] = [_possessive_bits(piece, listed) or describe(piece) for piece in others]
    return bits


def _is_plain(piece: str) -> bool:
    return piece.isascii() and piece[:1].isalnum() and "'" not in piece


def _possessive_bits(piece: str, listed: Container[str]) -> int:
    """The bits of "Lund’s"; 0 for what is no possessive of a plain word, or one in or near the tables."""
    owner = piece[:-2]
    if piece[-2:] not in _GENITIVES or not _is_plain(owner):
        return 0
    low = owner.lower()
    if low in listed or low + "'s" in listed:
        return 0
    first = W.CAP if owner[0] != low[0] else W.DIGIT if owner[0].isdigit() else 0
    return W.GENITIVE | first | W.UPPER * piece.isupper()


def shape_bits(words: Sequence[str]) -> Ints:
    """What ``grammar.word_bits`` gives for plain words that no table lists.

    >>> shape_bits(["Quickly", "NATO"]).tolist() == [W.CAP | W.OPENER, W.CAP | W.UPPER]
    True
    """
    if not words:
        return np.zeros(0, np.int64)
    letters = np.frombuffer("".join(words).encode("ascii"), np.uint8)
    length = np.fromiter(map(len, words), np.int64, len(words))
    end = np.cumsum(length)
    start = end - length
    small, large = _between(letters, "az"), _between(letters, "AZ")
    capital, digit = large[start], _between(letters[start], "09")
    upper = np.logical_or.reduceat(large, start) & ~np.logical_or.reduceat(small, start) & (length > 1)
    ly, ing, ed = (_end_in(letters, end, ending) for ending in (_LY, _ING, _ED))
    ing, ed = ing & (length > _SHORT_ING), ed & (length > _SHORT_ED)
    adverb = ly & (length > _SHORT_ADVERB + capital)
    ending = W.ADV * adverb | W.GERUND * ing | W.VERBISH * ed
    bits = np.where(capital, W.CAP | W.OPENER * (adverb | ing | ed), np.where(digit, W.DIGIT, ending))
    plural = (letters[end - 1] | _LOWER == ord("s")) & (length > _SHORT_PLURAL)
    return np.asarray(bits | W.UPPER * upper | W.PLURAL * plural)


def _between(letters: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], bounds: str) -> Flags:
    return np.asarray((letters >= ord(bounds[0])) & (letters <= ord(bounds[1])))


def _end_in(
    letters: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
    end: Ints,
    ending: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
) -> Flags:
    """Whether the words that end at ``end`` have the ending; shorter words may have that of their neighbour too."""
    found = np.ones(len(end), np.bool_)
    for back, letter in enumerate(ending[::-1].tolist(), 1):
        found &= letters[np.maximum(end - back, 0)] | _LOWER == letter
    return found
