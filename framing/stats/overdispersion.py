"""Overdispersion (phi): how much more articles vary than a Poisson count would.

One article repeats its word; the next has none. ``phi`` is Pearson's chi-square of the articles' counts about
their group's rate, over its degrees of freedom, and never below 1. With one article it cannot be estimated.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Flags, Floats

__all__ = ["ASSUMED_PHI", "overdispersion", "pearson_statistic", "phi_from_statistic"]

#: What is assumed, and labelled so, where a single article leaves nothing to estimate from.
ASSUMED_PHI = 2.0


def pearson_statistic(sum_k2_over_n: npt.ArrayLike, k: npt.ArrayLike, n: npt.ArrayLike) -> Floats:
    """``sum((k_i - mu_i)^2 / mu_i)`` with ``mu_i = n_i K/N``, from sums over the articles that hold a match.

    It equals ``N/K sum(k_i^2 / n_i) - K``, so articles without a match need not be visited; 0 where K is 0.

    >>> round(float(pearson_statistic(5**2 / 735 + 1 / 900, 6, 1635)), 6)
    3.571485
    """
    total, words = np.asarray(k, float), np.asarray(n, float)
    some = total > 0
    return np.where(some, words / np.where(some, total, 1.0) * np.asarray(sum_k2_over_n, float) - total, 0.0)


def phi_from_statistic(statistic: npt.ArrayLike, freedom: npt.ArrayLike) -> tuple[Floats, Flags]:
    """``phi`` (at least 1) and whether it had to be assumed because no degree of freedom was left.

    >>> phi, assumed = phi_from_statistic([6.0, 1.0, 0.0], [3, 3, 0])
    >>> phi.tolist(), assumed.tolist()
    ([2.0, 1.0, 2.0], [False, False, True])
    """
    left = np.asarray(freedom, float)
    assumed = np.asarray(left <= 0)
    estimate = np.asarray(statistic, float) / np.where(assumed, 1.0, left)
    return np.where(assumed, ASSUMED_PHI, np.maximum(1.0, estimate)), assumed


def overdispersion(k: npt.ArrayLike, n: npt.ArrayLike, *, share: bool = False) -> float:
    """``phi`` of one group: ``k`` matches and ``n`` > 0 words of each article. 2 (assumed) for one article.

    Where ``k`` of ``n`` units show something, each at most once, counts vary about the ``share`` K/N by a binomial's
    variance, which is a Poisson's less that share of it.

    >>> round(overdispersion([5, 0, 2, 1, 4, 0], [735, 742, 787, 1184, 542, 900]), 6)
    3.261079
    >>> round(overdispersion([5, 0, 12], [20, 20, 20], share=True), 6)
    8.946648
    """
    counts, sizes = np.asarray(k, float), np.asarray(n, float)
    total, size = counts.sum(), sizes.sum()
    statistic = pearson_statistic(np.sum(counts**2 / sizes), total, size)
    if share and total < size:
        statistic = statistic / (1.0 - total / size)
    phi, _ = phi_from_statistic(statistic, len(counts) - 1)
    return float(phi)
