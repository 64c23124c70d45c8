"""Permutation tests over articles: how often would shuffling the outlets' labels part the articles this much?

The statistic of a side is ``sum(k_i - n_i K/N)`` over its articles: matches above what its words would give at the
common rate. It is a sum of one value an article, so a random split is a random subset, and the other side's statistic
is its negative. Every subset is tried when there are at most 20,000; else 9,999 are drawn, with the +1 correction.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import comb

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Flags, Floats, Ints

__all__ = ["DRAWS", "MOST_SPLITS", "excess", "smallest_p", "subset_p"]

#: Up to this many splits all of them are tried.
MOST_SPLITS = 20_000
#: Else this many are drawn.
DRAWS = 9_999

_CELLS = 4_000_000  # numbers held at once


def smallest_p(m1: int, m2: int, *, draws: int = DRAWS) -> float:
    """The smallest p that ``m1`` against ``m2`` articles can give, whatever their counts.

    >>> [round(smallest_p(m, m), 4) for m in (3, 4, 5)]
    [0.1, 0.0286, 0.0079]
    """
    splits = comb(m1 + m2, m1)
    if splits > MOST_SPLITS:
        return 1.0 / (draws + 1)
    return min(1.0, (2.0 if m1 == m2 else 1.0) / splits)


def excess(k: npt.ArrayLike, n: npt.ArrayLike) -> Floats:
    """``k_i - n_i K/N`` for articles x frames ``k`` and articles' words ``n``: sums to 0 over all articles.

    >>> excess([[3], [0]], [100, 200]).tolist()
    [[2.0], [-2.0]]
    """
    counts, words = np.asarray(k, float), np.asarray(n, float)
    return counts - np.outer(words / words.sum(), counts.sum(axis=0))


def subset_p(
    values: Floats, observed: Floats, sizes: Ints, *, seed: int = 0, draws: int = DRAWS
) -> tuple[Floats, Flags]:
    """How often a random subset of the articles has a sum at least as far from 0 as the one observed.

    ``values`` articles x frames (columns sum to 0), ``observed`` sides x frames, ``sizes`` articles of each side.
    Returns p (sides x frames) and whether every subset was tried (per side). Sides of different size share their
    random orders, of which each takes the beginning, so 200 outlets cost little more than the largest.
    """
    articles = len(values)
    small = np.minimum(sizes, articles - sizes)  # a side and its rest have the same distance from 0
    reached = np.abs(observed) - 1e-9 * (1.0 + np.abs(values).sum(axis=0))
    exact = np.array([comb(articles, int(size)) <= MOST_SPLITS for size in small], bool)
    p = np.ones(observed.shape)
    for size in np.unique(small[exact]):
        sides = exact & (small == size)
        sums = _all_sums(values, int(size))
        p[sides] = [_reach(sums, limit) / len(sums) for limit in reached[sides]]
    if not exact.all():
        hits = _hits_of_draws(values, reached[~exact], small[~exact], np.random.default_rng(seed), draws)
        p[~exact] = (hits + 1.0) / (draws + 1.0)
    return p, exact


def _reach(sums: Floats, limit: Floats) -> Ints:
    """How many of the sums (subsets x frames) are as far from 0 as the limit of their frame."""
    return np.asarray(np.sum(np.abs(sums) >= limit, axis=0), np.int64)


def _all_sums(values: Floats, size: int) -> Floats:
    """The sums over every subset of that size, subsets x frames."""
    subsets = np.array(list(combinations(range(len(values)), size)), np.int64)
    sums = np.zeros((len(subsets), values.shape[1]))
    for member in subsets.T:
        sums += values[member]
    return sums


def _hits_of_draws(values: Floats, reached: Floats, sizes: Ints, rng: np.random.Generator, draws: int) -> Floats:
    """How many of ``draws`` random subsets reach the limit, sides x frames."""
    steps, place = np.unique(sizes, return_inverse=True)
    hits = np.zeros(reached.shape)
    for orders in _orders(rng, len(values), int(steps[-1]), draws, len(steps) * values.shape[1]):
        sums = np.abs(_sums_at(values, orders, steps))
        for side, step in enumerate(place):
            hits[side] += _reach(sums[:, step], reached[side])
    return hits


def _orders(rng: np.random.Generator, articles: int, length: int, draws: int, width: int) -> Iterator[Ints]:
    """The first ``length`` articles of random orders, in blocks of rows that fit into memory."""
    block = int(max(1, min(draws, _CELLS // max(length, width, 1))))
    for start in range(0, draws, block):
        rows = min(block, draws - start)
        if articles <= 8 * length:
            orders = np.tile(np.arange(articles, dtype=np.int64), (rows, 1))
            yield rng.permuted(orders, axis=1)[:, :length]
        else:
            yield np.array([rng.choice(articles, length, replace=False) for _ in range(rows)], np.int64)


def _sums_at(values: Floats, orders: Ints, steps: Ints) -> Floats:
    """Sums over the first ``steps`` articles of each order: orders x steps x frames."""
    from scipy import sparse

    rows, length = orders.shape
    ends = (np.arange(rows)[:, None] * length + steps).ravel()
    selection = sparse.csr_array(
        (np.ones(orders.size), orders.ravel(), np.concatenate([[0], ends])), shape=(len(ends), len(values))
    )
    if 20 * length > len(steps) * len(values) and selection.shape[0] * len(values) <= 8 * _CELLS:
        selection = selection.toarray()  # so full that a dense product is faster
    return np.cumsum((selection @ values).reshape(rows, len(steps), -1), axis=1)
