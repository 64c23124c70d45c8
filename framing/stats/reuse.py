"""Text reuse: how much of one article's wording stands in another, and what that is called.

The measure is *containment*: the share of an article's different word 5-grams that the other holds too. It has a
direction (a note can lie wholly inside a long report), but says nothing about who copied whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from framing.records.arrays import Floats, Ints
from framing.records.ascending import changes
from framing.stats.division import divide
from framing.stats.grams import SharedGrams, WordStream, shared_grams

__all__ = [
    "COPY",
    "DERIVED",
    "LEVELS",
    "SHARES",
    "Pairs",
    "containment_level",
    "find_pairs",
    "linked_groups",
    "representatives",
]

SHARES, DERIVED, COPY = 0.10, 0.30, 0.80
#: From which containment on a pair is called what; below lies what one story makes articles share (docs/methods.md).
LEVELS = ((COPY, "copy"), (DERIVED, "substantially derived"), (SHARES, "shares text"))

#: A gram in more articles than this (a footer, a standing phrase) does not lead to pairs by itself, but is counted; see
#: ``_led`` for what so many articles print from beginning to end.
MOST_ARTICLES = 100
#: Articles whose pairs are counted at once.
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of articles ``first`` < ``second``, ordered; ``of_first`` is the containment of the first in the second.

    ``shared`` counts different 5-grams that both hold.
    """

    first: Ints
    second: Ints
    shared: Ints
    of_first: Floats
    of_second: Floats

    def __len__(self) -> int:
        return len(self.first)

    @property
    def containment(self) -> Floats:
        """The larger of the two directions."""
        return np.asarray(np.maximum(self.of_first, self.of_second))


def containment_level(containment: float) -> str:
    """``copy``, ``substantially derived``, ``shares text`` or nothing.

    >>> containment_level(0.844), containment_level(0.4), containment_level(0.05)
    ('copy', 'substantially derived', '')
    """
    return next((name for least, name in LEVELS if containment >= least), "")


def find_pairs(
    stream: WordStream,
    grams: SharedGrams | None = None,
    *,
    least: float = SHARES,
    most_articles: int = MOST_ARTICLES,
    order: Ints | None = None,
) -> Pairs:
    """All pairs with a containment of at least ``least`` in one direction.

    Exact for every pair that shares a gram which stands in at most ``most_articles`` articles. A pair that shares only
    more frequent ones (the same footer) is not looked at, unless an article is a copy (``COPY``) of a text that so many
    print: of these, each is paired with the one that comes first in ``order`` (the numbers of all articles, those first
    that should stand for others; None: as they come).

    >>> pairs = find_pairs(WordStream.of([[1, 2, 3, 4, 5, 6], [9, 2, 3, 4, 5, 6, 7, 8]]))
    >>> pairs.first.tolist(), pairs.of_first.tolist(), pairs.of_second.tolist()
    ([0], [0.5], [0.25])
    """
    grams = grams if grams is not None else shared_grams(stream)
    article, gram = _holders(stream, grams)
    held = np.bincount(article, minlength=len(stream))
    if not (divide(held, grams.distinct) >= least).any():  # nobody's text can lie in another's to that share
        none, nothing = np.zeros(0, np.int64), np.zeros(0)
        return Pairs(none, none, none, nothing, nothing)
    rare, frequent = _matrices(article, gram, (len(stream), len(grams.first) - 1), most_articles)
    extra = np.diff(frequent.indptr)
    order = np.arange(len(stream)) if order is None else order
    parts = [*_counted(rare, extra, grams.distinct, least), *_led(frequent, grams.distinct, order, max(least, COPY))]
    first, second, shared = (np.concatenate([part[i] for part in parts]) for i in range(3))
    _, once = np.unique(first * len(stream) + second, return_index=True)
    first, second, shared = first[once], second[once], shared[once]
    shared = shared + _common(frequent, first, second)
    of_first, of_second = divide(shared, grams.distinct[first]), divide(shared, grams.distinct[second])
    kept = np.maximum(of_first, of_second) >= least
    return Pairs(first[kept], second[kept], shared[kept], of_first[kept], of_second[kept])


def _holders(stream: WordStream, grams: SharedGrams) -> tuple[Ints, Ints]:
    """Who holds which shared gram: the numbers of article and gram, each pair once."""
    article, gram = stream.article_of(grams.position), grams.gram
    new = changes(gram) | changes(article)
    return article[new], gram[new]


def _matrices(article: Ints, gram: Ints, shape: tuple[int, int], most_articles: int) -> tuple[Any, Any]:
    """Articles x grams (ones), for the grams in few articles and for those in many."""
    from scipy import sparse

    few = np.bincount(gram, minlength=shape[1])[gram] <= most_articles
    return tuple(
        sparse.csr_array((np.ones(int(kept.sum()), np.int32), (article[kept], gram[kept])), shape=shape)
        for kept in (few, ~few)
    )


def _counted(rare: Any, extra: Ints, distinct: Ints, least: float) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Pairs that may reach ``least``, given how many frequent grams each article holds, and their shared rare grams."""
    across = rare.T.tocsr()
    nothing = np.zeros(0, np.int64)
    yield nothing, nothing, nothing
    for start in range(0, rare.shape[0], _AT_ONCE):
        block = (rare[start : start + _AT_ONCE] @ across).tocoo()
        row, column = (np.asarray(x, np.int64) for x in (block.row, block.col))
        row += start
        shared = np.asarray(block.data, np.int64)
        needed = least * np.minimum(distinct[row], distinct[column])
        likely = (row < column) & (shared + np.minimum(extra[row], extra[column]) >= needed)
        row, column, shared = row[likely], column[likely], shared[likely]
        order = np.lexsort((column, row))
        yield row[order], column[order], shared[order]


def _led(frequent: Any, distinct: Ints, order: Ints, least: float) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Pairs among articles of which ``least`` is made of frequent grams, with no rare gram shared: as ``_counted``.

    All pairs of a text that a thousand articles print would be half a million. So the first article in the order leads:
    it is paired with those that lie in it, which are done with, and those that it lies in, of which one may lead next.
    """
    mostly = (distinct > 0) & (np.diff(frequent.indptr) >= least * distinct)
    left, across = order[mostly[order]], frequent.T.tocsr()
    while len(left) > 1:
        leader = left[0]
        shared = np.bincount(across[frequent[[leader]].indices].indices, minlength=len(distinct))
        inside = shared[left] >= least * distinct[left]
        holds = np.flatnonzero(shared >= least * distinct[leader])
        paired = np.union1d(left[inside], holds)
        paired = paired[paired != leader]
        yield np.minimum(paired, leader), np.maximum(paired, leader), np.zeros(len(paired), np.int64)
        left = left[1:][~inside[1:]]


def _common(frequent: Any, first: Ints, second: Ints) -> Ints:
    """Frequent grams that the two articles of each pair share."""
    out = np.zeros(len(first), np.int64)
    for start in range(0, len(first), 10 * _AT_ONCE):
        part = slice(start, start + 10 * _AT_ONCE)
        out[part] = np.asarray(frequent[first[part]].multiply(frequent[second[part]]).sum(axis=1)).ravel()
    return out


def representatives(pairs: Pairs, preference: Sequence[Any]) -> Ints:
    """For each article the one that stands for it where near-copies count once: itself, or one that holds its text.

    Of a pair, the article whose text lies in the other to ``COPY`` or more gives way; if each lies in the other, the
    one with the larger ``preference`` (any sortable value, one an article, no two alike). Chains end at their last.

    >>> copies = Pairs(*(np.array(x) for x in ([0], [1], [90], [0.9], [0.5])))
    >>> representatives(copies, [0, 1, 2]).tolist()
    [1, 1, 2]
    """
    rank = np.empty(len(preference), np.int64)
    rank[sorted(range(len(preference)), key=lambda i: preference[i])] = np.arange(len(preference))
    stands_for = np.arange(len(preference))
    for gives_way, stays in _in_order(pairs, rank):
        last = _last(stands_for, stays)
        if stands_for[gives_way] == gives_way and last != gives_way:
            stands_for[gives_way] = last
    return np.array([_last(stands_for, i) for i in range(len(preference))], np.int64)


def _in_order(pairs: Pairs, rank: Ints) -> list[tuple[int, int]]:
    """Who gives way to whom, the closest pairs first."""
    out = []
    columns = (pairs.first, pairs.second, pairs.of_first, pairs.of_second)
    for a, b, of_a, of_b in zip(*(column.tolist() for column in columns), strict=True):
        if max(of_a, of_b) < COPY:
            continue
        a_lies_in_b = of_a >= COPY if min(of_a, of_b) < COPY else rank[a] > rank[b]
        gives_way, stays, containment = (a, b, of_a) if a_lies_in_b else (b, a, of_b)
        out.append((-containment, int(rank[stays]), int(rank[gives_way]), gives_way, stays))
    return [(gives_way, stays) for *_, gives_way, stays in sorted(out)]


def linked_groups(pairs: Pairs, articles: int) -> Ints:
    """A number for each article, the same for articles that pairs connect.

    >>> linked_groups(Pairs(*(np.array(x) for x in ([0], [2], [9], [0.9], [0.5]))), 3).tolist()
    [0, 1, 0]
    """
    if not len(pairs):
        return np.arange(articles)
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    links = sparse.csr_array((np.ones(len(pairs)), (pairs.first, pairs.second)), shape=(articles, articles))
    return np.asarray(connected_components(links, directed=False)[1], np.int64)


def _last(stands_for: Ints, article: int) -> int:
    while stands_for[article] != article:
        article = int(stands_for[article])
    return article
