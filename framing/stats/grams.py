"""Word 5-grams of many articles as numbers: which of them stand in more than one article, and where.

The words of all articles lie end to end as integers; -1 parts articles, and stretches that are not contiguous in one.
A gram is hashed to 64 bits (among 50 million grams two different ones collide with a chance of 1 in 10,000) and sorted,
a share of the hashes at a time, so that memory stays flat.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Flags, Ids, Ints
from framing.records.ascending import changes

__all__ = ["GRAM", "BORDER", "SharedGrams", "WordStream", "shared_grams"]

#: Words in a gram.
GRAM = 5
#: Stands between articles in a stream of words.
BORDER = -1
#: Grams sorted at once.
_SORTED_AT_ONCE = 8_000_000
_HASHED_AT_ONCE = 4_000_000

_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class WordStream:
    """``word``: words as numbers from 0, and BORDER; article i is ``word[offset[i]:offset[i + 1]]``."""

    word: Ids
    offset: Ints

    @classmethod
    def of(cls, articles: list[list[int]]) -> WordStream:
        """A stream from one list of words an article.

        >>> WordStream.of([[3, 4], [5]]).word.tolist()
        [3, 4, -1, 5, -1]
        """
        word = [w for article in articles for w in (*article, BORDER)]
        sizes = [len(article) + 1 for article in articles]
        return cls(np.array(word, np.int32), np.append(0, np.cumsum(sizes)).astype(np.int64))

    def __len__(self) -> int:
        return len(self.offset) - 1

    def article_of(self, position: Ints) -> Ints:
        """Which article each position stands in."""
        return np.searchsorted(self.offset, position, side="right") - 1


@dataclass(frozen=True, slots=True)
class SharedGrams:
    """Grams that stand in at least two articles: all their places, ordered by gram, then by position.

    ``first`` is where in ``position`` each gram begins (one entry more than grams); ``distinct`` is the number of
    different grams of each article, shared or not.
    """

    position: Ints
    first: Ints
    distinct: Ints

    @property
    def gram(self) -> Ints:
        """The number of the gram at each place."""
        return np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))


def shared_grams(stream: WordStream) -> SharedGrams:
    """The grams that two articles or more have in common.

    >>> found = shared_grams(WordStream.of([[1, 2, 3, 4, 5, 6], [9, 2, 3, 4, 5, 6]]))
    >>> found.position.tolist(), found.distinct.tolist()
    ([1, 8], [2, 2])
    """
    parts = len(stream.word) // _SORTED_AT_ONCE + 1
    distinct = np.zeros(len(stream), np.int64)
    positions, sizes = [], []
    for part in range(parts):
        hashes, position = _hashes_of_part(stream, part, parts)
        distinct += np.diff(np.searchsorted(position, stream.offset))
        kept = _met_again(hashes)
        kept = kept[np.lexsort((position[kept], hashes[kept]))]
        found, count = _across_articles(stream, hashes[kept], position[kept], distinct)
        positions.append(found)
        sizes.append(count)
    first = np.append(0, np.cumsum(np.concatenate(sizes))).astype(np.int64)
    return SharedGrams(np.concatenate(positions), first, distinct)


def _met_again(hashes: Hashes) -> Ints:
    """Places of the hashes that stand there more than once (and of very few others, which the caller drops).

    Hash and place are sorted as one number, the hash without its lowest bits: much faster than ``argsort``.
    """
    bits = np.uint64(max(len(hashes) - 1, 1).bit_length())
    packed = ((hashes >> bits) << bits) | np.arange(len(hashes), dtype=np.uint64)
    packed.sort()
    again = (packed[1:] >> bits) == (packed[:-1] >> bits)
    member = (np.append(False, again) | np.append(again, False))[: len(packed)]
    return np.asarray(packed[member] & ((np.uint64(1) << bits) - np.uint64(1)), np.int64)


def _across_articles(stream: WordStream, hashes: Hashes, position: Ints, distinct: Ints) -> tuple[Ints, Ints]:
    """Places, and their number by gram, of what two articles share; repeats in one article leave ``distinct``."""
    if not len(hashes):
        return position, np.zeros(0, np.int64)
    article = stream.article_of(position)
    new_gram = changes(hashes)
    repeated = np.append(False, ~new_gram[1:] & (article[1:] == article[:-1]))
    distinct -= np.bincount(article[repeated], minlength=len(distinct))
    start = np.flatnonzero(new_gram)
    size = np.diff(np.append(start, len(hashes)))
    across = article[start] != article[start + size - 1]
    return position[np.repeat(across, size)], size[across]


def _hashes_of_part(stream: WordStream, part: int, parts: int) -> tuple[Hashes, Ints]:
    hashes, positions = [], []
    for start, found in _hashed(stream.word):
        bucket = ((found.hashes >> np.uint64(40)) * np.uint64(parts)) >> np.uint64(24)
        mine = np.flatnonzero(found.valid & (bucket == part))
        hashes.append(found.hashes[mine])
        positions.append(mine + start)
    if not hashes:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    return np.concatenate(hashes), np.concatenate(positions)


@dataclass(slots=True)
class _Hashed:
    hashes: Hashes
    valid: Flags


def _hashed(word: Ids) -> Iterator[tuple[int, _Hashed]]:
    """Hashes of the grams that start at each position, a few million at a time, with the position of the first."""
    random = _mix(np.arange(int(word.max(initial=BORDER)) + 2).astype(np.uint64))
    for start in range(0, max(len(word) - GRAM + 1, 0), _HASHED_AT_ONCE):
        words = word[start : start + _HASHED_AT_ONCE + GRAM - 1]
        mixed = random[words]
        size = len(words) - GRAM + 1
        hashes, valid = np.zeros(size, np.uint64), np.ones(size, np.bool_)
        for step in range(GRAM):
            hashes *= _FACTOR
            hashes += mixed[step : step + size]
            valid &= words[step : step + size] != BORDER
        yield start, _Hashed(_mix(hashes), valid)


def _mix(values: Hashes) -> Hashes:
    """Steele, Lea and Flood's (2014) splitmix64: one number to another that looks random, one to one."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(values ^ (values >> np.uint64(31)))
