"""Bits of many new words at once: most words stand in no table, and of those only first and last letters tell."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence

import numpy as np

from framing.annotate.attribution.flags import W
from framing.annotate.attribution.passage import Flags, Ints

_LY, _ING, _ED = (np.frombuffer(ending.encode(), np.uint8) for ending in ("ly", "ing", "ed"))
#: An adverb is longer than this; with a capital, where names abound, by one letter more.
_SHORT_ADVERB, _SHORT_ING, _SHORT_ED, _SHORT_PLURAL = 4, 5, 4, 3
_LOWER = 0x20


def bits_of(pieces: Sequence[str], listed: Container[str], describe: Callable[[str], int]) -> Ints:
    """The bits of every piece: ``describe`` looks at gaps and at words in or near the tables, arrays at the others.

    ``listed`` are all words, in lower case, of which more than their letters matters.
    """
    plain = [_is_plain(piece) and piece.lower() not in listed for piece in pieces]
    bits = np.zeros(len(pieces), np.int64)
    at = np.flatnonzero(plain)
    bits[at] = shape_bits([pieces[place] for place in at.tolist()])
    at = np.flatnonzero(~np.array(plain, np.bool_))
    bits[at] = [describe(pieces[place]) for place in at.tolist()]
    return bits


def _is_plain(piece: str) -> bool:
    return piece.isascii() and piece[:1].isalnum() and "'" not in piece


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
