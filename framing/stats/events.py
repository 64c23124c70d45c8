"""Same event first: articles grouped by their words and their days.

Words decide where the collection is mixed: average linkage of TF-IDF cosines, in which articles more than some days
apart have nothing in common. In one running story all articles share their words; there the days decide: a *burst* is a
run of articles with no silence longer than the window, and articles of a short, dense burst belong together unless they
are less alike than articles weeks apart mostly are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from framing.records.arrays import Flags, Ints
from framing.stats.similarity import cosines

__all__ = ["THRESHOLD", "WINDOW", "bursts", "dense_bursts", "group_story", "group_words", "story_background"]

#: Average cosine from which on groups are one event (docs/methods.md: pair F1 .99 on BASIL with the window).
THRESHOLD = 0.15
#: Days apart that two articles on one event may be published.
WINDOW = 3
#: A burst is real if chance would make one so rarely, at the pace of the story in the weeks around it.
BURST_P = 0.001
#: Days on either side that give the pace.
_AROUND = 30
_EDGES = (np.minimum, np.maximum)
#: Larger components than this are linked at a higher threshold first.
_LARGEST = 4000
_AT_ONCE = 500


def group_words(rows: Any, day: Ints, *, threshold: float = THRESHOLD, window: int = WINDOW) -> Ints:
    """A number for each article, the same for articles on one event; ``rows`` are TF-IDF rows, ``day`` ascends.

    Groups can only grow along pairs of at least ``threshold``, so each connected component of those is linked by
    itself. 50,000 articles need no 50,000 x 50,000 matrix.

    >>> from scipy.sparse import csr_array
    >>> rows = csr_array([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 0.0]])
    >>> group_words(rows, np.array([1, 2, 2, 30])).tolist()
    [0, 0, 1, 2]
    """
    return _in_order(_linked(rows, day, np.arange(rows.shape[0]), threshold, window))


def _linked(rows: Any, day: Ints, members: Ints, threshold: float, window: int, least: float | None = None) -> Ints:
    """Group numbers of the members; ``least`` is the threshold of the components, if not the same."""
    least = threshold if least is None else least
    component = _components(rows, day, members, least, window)
    group = np.zeros(len(members), np.int64)
    used = 0
    order = np.argsort(component, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(component[order])) + 1):
        if len(part) > _LARGEST and least < 0.9:
            inner = _linked(rows, day, members[part], threshold, window, least + 0.05)
        else:
            inner = _average_linkage(rows, day, members[part], threshold, window)
        group[part] = inner + used
        used += int(inner.max(initial=-1)) + 1
    return group


def _components(rows: Any, day: Ints, members: Ints, least: float, window: int) -> Ints:
    """Which members hang together by close pairs; the pairs, of which there may be millions, are let go."""
    pairs = [(np.zeros(0, np.int64),) * 2, *_close_pairs(rows, day, members, least, window)]
    first, second = (np.concatenate([pair[i] for pair in pairs]) for i in range(2))
    size = len(members)
    if not len(first):
        return np.arange(size)
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    graph = sparse.csr_array((np.ones(len(first)), (first, second)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], np.int64)


def _close_pairs(rows: Any, day: Ints, members: Ints, least: float, window: int) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of members (by their place) within the window and with a cosine of at least ``least``."""
    days = day[members]
    for start in range(0, len(members), _AT_ONCE):
        stop = min(start + _AT_ONCE, len(members))
        end = int(np.searchsorted(days, days[stop - 1] + window, side="right"))
        found = (rows[members[start:stop]] @ rows[members[start:end]].T).tocoo()
        one, other = (np.asarray(x, np.int64) + start for x in (found.row, found.col))
        kept = (found.data >= least) & (one < other) & (days[other] - days[one] <= window)
        yield one[kept], other[kept]


def _average_linkage(rows: Any, day: Ints, members: Ints, threshold: float, window: int) -> Ints:
    """UPGMA of the cosines, cut at ``threshold``; pairs outside the window count 0."""
    if len(members) == 1:
        return np.zeros(1, np.int64)
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    # In place: thousands of articles that are alike have tens of millions of pairs.
    distance = cosines(rows, members, members)
    distance *= np.abs(day[members][:, None] - day[members][None, :]) <= window
    np.clip(np.subtract(1.0, distance, out=distance), 0.0, 1.0, out=distance)
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), "average")
    return np.asarray(fcluster(tree, 1.0 - threshold + 1e-9, "distance"), np.int64) - 1


def _in_order(group: Ints) -> Ints:
    """Groups numbered by their first article."""
    _, first, inverse = np.unique(group, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse]


def bursts(day: Ints, *, window: int = WINDOW) -> Ints:
    """The number of the burst of coverage that each article is part of; ``day`` ascends.

    >>> bursts(np.array([1, 2, 5, 9, 10])).tolist()
    [0, 0, 0, 1, 1]
    """
    return np.cumsum(np.append(False, np.diff(day) > window)).astype(np.int64)[: len(day)]


def dense_bursts(day: Ints, burst: Ints) -> Flags:
    """Which bursts hold more articles than the pace of the 30 days before and after makes likely (Poisson, p < .001).

    One article is added to those around, so that a silence of a month is not taken for a pace of nothing.

    >>> dense_bursts(np.array([1, 1, 2, 2, 20, 30]), np.array([0, 0, 0, 0, 1, 2])).tolist()
    [True, False, False]
    """
    from scipy import special

    if not len(day):
        return np.zeros(0, np.bool_)
    first, last = (np.asarray(f.reduceat(day, np.flatnonzero(np.append(True, np.diff(burst) > 0)))) for f in _EDGES)
    size = np.bincount(burst)
    around = np.searchsorted(day, last + _AROUND, side="right") - np.searchsorted(day, first - _AROUND) - size
    expected = (last - first + 1) * (around + 1.0) / (2 * _AROUND)
    return np.asarray((size > 1) & (special.gammainc(np.maximum(size, 1), expected) < BURST_P))


@dataclass(frozen=True, slots=True)
class StoryBackground:
    """Quartiles of the cosines between articles of different bursts: what the shared story alone makes likely."""

    lower: float
    upper: float


def story_background(rows: Any, burst: Ints) -> StoryBackground:
    """The quartiles, from at most 1,000 articles, evenly picked; 0 where there is one burst only.

    >>> from scipy.sparse import csr_array
    >>> story_background(csr_array([[1.0, 0.0], [0.6, 0.8]]), np.array([0, 1]))
    StoryBackground(lower=0.6, upper=0.6)
    """
    pick = np.unique(np.linspace(0, len(burst) - 1, min(len(burst), 1000)).astype(np.int64)) if len(burst) else burst
    apart = burst[pick][:, None] < burst[pick][None, :]
    if not apart.any():
        return StoryBackground(0.0, 0.0)
    lower, upper = np.quantile(cosines(rows, pick, pick)[apart], [0.25, 0.75])
    return StoryBackground(float(lower), float(upper))


def mean_cosine(rows: Any, members: Ints) -> float:
    """Mean cosine of the pairs of these articles; 0 for one."""
    total = np.asarray(rows[members].sum(axis=0)).ravel()
    own = float(np.asarray(rows[members].multiply(rows[members]).sum()))
    return float(total @ total - own) / (len(members) * (len(members) - 1)) if len(members) > 1 else 0.0


def group_story(rows: Any, day: Ints, *, threshold: float = THRESHOLD, window: int = WINDOW) -> tuple[Ints, Any]:
    """Groups of one running story, and of which articles the days decided.

    A dense burst is one event if it lasts no longer than twice the window and its articles are more alike on average
    than three quarters of the pairs from different bursts; those of its articles that are less alike than the lowest
    quarter of such pairs are left out. Any other burst is parted by its words, as in ``group_words``.

    >>> from scipy.sparse import csr_array
    >>> rows = csr_array([[1.0, 0.1], [0.1, 1.0], [1.0, 0.1], [0.1, 1.0]])
    >>> group_story(rows, np.array([1, 2, 20, 21]))[0].tolist()
    [0, 0, 1, 1]
    """
    burst = bursts(day, window=window)
    dense = dense_bursts(day, burst)
    background = story_background(rows, burst)
    group, by_days = np.zeros(len(day), np.int64), np.zeros(len(day), np.bool_)
    used = 0
    for number in range(int(burst.max(initial=-1)) + 1):
        members = np.flatnonzero(burst == number)
        short = dense[number] and day[members[-1]] - day[members[0]] <= 2 * window
        alike = mean_cosine(rows, members)
        if short and alike > 0 and alike >= min(background.upper, threshold):
            inner = _average_linkage(rows, day, members, min(background.lower, threshold), 2 * window)
            by_days[members] = True
        else:
            inner = _linked(rows, day, members, threshold, window)
        group[members] = inner + used
        used += int(inner.max()) + 1
    return _in_order(group), by_days
