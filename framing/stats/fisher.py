"""Fisher's exact test for many words at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Floats, Ints

__all__ = ["fisher_p"]


def fisher_p(a: npt.ArrayLike, b: npt.ArrayLike, n1: int, n2: int) -> Floats:
    """Two-sided p that ``a`` of ``n1`` and ``b`` of ``n2`` articles come from one share (as R's ``fisher.test``).

    ``a`` and ``b`` are whole numbers, one entry a word. Words in the same number of articles share one table of the
    hypergeometric distribution, so 100,000 words cost a few hundred tables.

    >>> round(float(fisher_p(18, 7, 40, 40)), 8)
    0.01497807
    """
    first, second = np.broadcast_arrays(np.asarray(a, np.int64), np.asarray(b, np.int64))
    p = np.ones(first.shape)
    flat, total = first.ravel(), (first + second).ravel()
    order = np.argsort(total, kind="stable")
    bounds = np.flatnonzero(np.diff(total[order])) + 1
    for words in np.split(order, bounds):
        if len(words):
            p.ravel()[words] = _two_sided(flat[words], int(total[words[0]]), n1, n2)
    return p


def _two_sided(a: Ints, hits: int, n1: int, n2: int) -> Floats:
    """Sum of the probabilities of all tables with these margins that are no likelier than the one seen."""
    low = max(0, hits - n2)
    log_p = _log_hypergeometric(np.arange(low, min(hits, n1) + 1), hits, n1, n2)
    ascending = np.sort(log_p)
    below = np.searchsorted(ascending, log_p[a - low] + 1e-7, side="right")
    return np.asarray(np.minimum(np.cumsum(np.exp(ascending))[below - 1], 1.0))


def _log_hypergeometric(x: Ints, hits: int, n1: int, n2: int) -> Floats:
    """Logarithm of the chance that ``x`` of the ``hits`` articles stand on the first side."""
    ways = _log_choose(n1, x) + _log_choose(n2, hits - x)
    return np.asarray(ways - _log_choose(n1 + n2, np.asarray(hits)))


def _log_choose(n: int, k: Ints) -> Floats:
    from scipy import special

    return np.asarray(special.gammaln(n + 1.0) - special.gammaln(k + 1.0) - special.gammaln(n - k + 1.0))
