"""Statistics of two sides the plain way, article by article: what the tables must agree with."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.stats.division import divide
from framing.stats.overdispersion import pearson_statistic, phi_from_statistic
from framing.stats.permutation import excess, subset_p


def deviation_of_proportions(k: npt.ArrayLike, n: npt.ArrayLike) -> float:
    """DP = half the sum of ``|k_i/K - n_i/N|`` over articles: 0 evenly spread, near 1 all in one; NaN if K is 0."""
    counts, words = np.asarray(k, float), np.asarray(n, float)
    return float(0.5 * np.abs(divide(counts, counts.sum()) - words / words.sum()).sum())


def permutation_p(
    k1: npt.ArrayLike,
    n1: npt.ArrayLike,
    k2: npt.ArrayLike,
    n2: npt.ArrayLike,
) -> float:
    """Two-sided p that the articles of two sides have one rate; ``k`` matches and ``n`` words of each article.

    Compare it with ``smallest_p``: below 4 articles a side it says nothing.
    """
    k, n = np.concatenate([k1, k2]).astype(float), np.concatenate([n1, n2]).astype(float)
    values = excess(k[:, None], n)
    first = len(np.atleast_1d(k1))
    p, _ = subset_p(values, values[:first].sum(axis=0)[None, :], np.array([first]))
    return float(p[0, 0])


def pooled_phi(k1: npt.ArrayLike, n1: npt.ArrayLike, k2: npt.ArrayLike, n2: npt.ArrayLike) -> tuple[float, bool]:
    """``phi`` of two sides together, each about its own rate, and whether it had to be assumed (one article each).

    All four are per article. Freedom: articles less 2.
    """
    statistic, freedom = 0.0, 0
    for counts, words in ((k1, n1), (k2, n2)):
        k, n = np.asarray(counts, float), np.asarray(words, float)
        statistic += float(pearson_statistic(np.sum(k**2 / n), k.sum(), n.sum()))
        freedom += len(k) - 1
    phi, assumed = phi_from_statistic(statistic, freedom)
    return float(phi), bool(assumed)
