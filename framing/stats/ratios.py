"""The ratio of two rates with its quasi-exact interval.

Given their sum, the first of two Poisson counts is binomial; Clopper and Pearson's limits of its share map to limits of
the ratio. Both counts are first divided by the dispersion that the articles of the two sides show together.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Floats
from framing.stats.division import divide

__all__ = ["rate_ratio", "ratio_interval"]


def rate_ratio(k1: npt.ArrayLike, n1: npt.ArrayLike, k2: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """``(k1/n1) / (k2/n2)``: infinite if only the second is 0, NaN if both are.

    >>> round(float(rate_ratio(12, 8400, 3, 9100)), 6)
    4.333333
    """
    return divide(divide(k1, n1), divide(k2, n2))


def ratio_interval(
    k1: npt.ArrayLike,
    n1: npt.ArrayLike,
    k2: npt.ArrayLike,
    n2: npt.ArrayLike,
    phi: npt.ArrayLike = 1.0,
    *,
    level: float = 0.95,
) -> tuple[Floats, Floats]:
    """Quasi-exact interval of the rate ratio; ``phi`` = 1 is the classic exact one of R's ``poisson.test``.

    ``k`` matches in ``n`` > 0 words of either side, ``phi`` >= 1 that of both sides together. The upper limit is
    infinite where ``k2`` is 0, the lower 0 where ``k1`` is.

    >>> np.round(ratio_interval(12, 8400, 3, 9100), 4).tolist()
    [1.1694, 23.929]
    """
    from scipy import special

    scale = np.asarray(phi, float)
    a, b = np.asarray(k1, float) / scale, np.asarray(k2, float) / scale
    tail = (1.0 - level) / 2.0
    low = np.where(a > 0, special.betaincinv(np.where(a > 0, a, 1.0), b + 1.0, tail), 0.0)
    high = np.where(b > 0, special.betaincinv(a + 1.0, np.where(b > 0, b, 1.0), 1.0 - tail), 1.0)
    exposure = divide(n2, n1)
    return divide(low, 1.0 - low) * exposure, divide(high, 1.0 - high) * exposure
