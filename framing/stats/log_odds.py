"""Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words")."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Floats
from framing.stats.division import divide

__all__ = ["PRIOR_STRENGTH", "background_prior", "weighted_log_odds"]

#: a0: how many words of background each side is given.
PRIOR_STRENGTH = 10.0


def background_prior(y1: npt.ArrayLike, y2: npt.ArrayLike) -> Floats:
    """``a = a0 x share`` of each word in both sides together; words that neither side has get 0.

    NaN where neither side has any word.

    >>> background_prior([6, 4], [1, 9]).tolist()
    [3.5, 6.5]
    """
    pooled = np.asarray(y1, float) + np.asarray(y2, float)
    return divide(PRIOR_STRENGTH * pooled, pooled.sum())


def weighted_log_odds(
    y1: npt.ArrayLike, y2: npt.ArrayLike, *, prior: npt.ArrayLike | None = None
) -> tuple[Floats, Floats]:
    """``(delta, z)`` for the counts of each word on two sides; positive = of the first side.

    ``prior`` is the Dirichlet parameter of each word, or one number for all (a flat prior); None takes the background
    prior of both sides pooled, a0 = 10. The vectors must hold the whole vocabulary. ``z`` ranks words; it is not a
    test, because words of one article hang together. (tidylo's function of this name computes something else.)

    >>> delta, z = weighted_log_odds([6, 4, 10, 80], [1, 9, 12, 98], prior=0.01)
    >>> z.round(6).tolist()
    [1.877658, -1.10678, 0.000259, -0.715098]
    """
    first, second = np.asarray(y1, float), np.asarray(y2, float)
    a = background_prior(first, second) if prior is None else np.broadcast_to(np.asarray(prior, float), first.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        delta = _log_odds(first, a) - _log_odds(second, a)
        z = delta / np.sqrt(1.0 / (first + a) + 1.0 / (second + a))
    return delta, np.asarray(z)


def _log_odds(y: Floats, a: Floats) -> Floats:
    """Logarithm of the odds of each word, with its prior counted in."""
    return np.asarray(np.log((y + a) / (y.sum() + a.sum() - y - a)))
