"""Empirical-Bayes shrinkage: a ranking in which an outlet with little text cannot lead by luck.

Outlets' true rates are taken to follow a Gamma distribution whose mean and variance are estimated from the outlets
themselves by the method of moments (the between-variance as DerSimonian and Laird's, with Poisson within-variance).
Each outlet's rate is then pulled towards that mean, the more the fewer words it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Floats
from framing.records.sizes import FEWEST_FOR_RANK
from framing.stats.division import divide
from framing.stats.intervals import PER

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["add_shrunken_rates", "between_variance", "shrink_rates"]


def between_variance(k: npt.ArrayLike, n: npt.ArrayLike) -> float:
    """Variance of the outlets' true rates (per 1,000 words, squared); may be negative, then there is none to see.

    0 where fewer than two outlets have words.

    >>> round(between_variance([5, 0, 2, 1, 4], [735, 742, 787, 1184, 542]), 6), between_variance([5, 0], [735, 0])
    (6.804183, 0.0)
    """
    count, size = np.asarray(k, float), np.asarray(n, float) / PER
    if not size.sum():
        return 0.0
    mean = count.sum() / size.sum()
    spread = np.sum(size * (divide(count, size) - mean) ** 2, where=size > 0)
    weight = size.sum() - np.sum(size**2) / size.sum()
    return float((spread - (np.sum(size > 0) - 1) * mean) / weight) if weight > 0 else 0.0


def shrink_rates(k: npt.ArrayLike, n: npt.ArrayLike) -> Floats:
    """Posterior mean rate per 1,000 words of each outlet; the raw rates where the between-variance is not above 0.

    ``k`` matches in ``n`` words, one entry an outlet; an outlet without words gets the mean.

    >>> shrink_rates([5, 0, 2, 1, 4], [735, 742, 787, 1184, 542]).round(6).tolist()
    [5.377484, 1.122756, 2.708972, 1.432558, 5.415954]
    """
    count, size = np.asarray(k, float), np.asarray(n, float) / PER
    if count.sum() == 0 or (variance := between_variance(k, n)) <= 0:
        return divide(count, size)
    mean = count.sum() / size.sum()
    prior_words = mean / variance
    return np.asarray((count + mean * prior_words) / (size + prior_words))


def add_shrunken_rates(rates: pd.DataFrame) -> pd.DataFrame:
    """A copy of the table of ``rates`` (by one column) with three columns more, for rankings across its groups.

    ``shrunken``: the rate shrunk within its frame and voice (raw stands beside it in ``rate``); ``shrunk``: whether
    there was any variance between groups to shrink towards; ``rankable``: at least 5 matches and 2 articles, the
    fewest on which one may rank at all.
    """
    out = rates.copy()
    shrunken, shrunk = out["rate"].to_numpy(copy=True), np.zeros(len(out), bool)
    for _, rows in out.groupby(["frame", "voice"], sort=False).indices.items():
        k, n = out["k"].to_numpy()[rows], out["n"].to_numpy()[rows]
        if n.sum() > 0 and k.sum() > 0 and between_variance(k, n) > 0:
            shrunken[rows], shrunk[rows] = shrink_rates(k, n), True
    out["shrunken"], out["shrunk"] = shrunken, shrunk
    out["rankable"] = (out["k"] >= FEWEST_FOR_RANK) & (out["articles"] >= 2)
    return out
