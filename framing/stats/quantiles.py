"""Quantiles of the gamma and the normal distribution, for the intervals of counts and shares.

scipy has them too (``gammaincinv``, ``gammainccinv``, ``ndtri``, against which these are tested), but loading it takes
longer than all that a small report computes.

The logarithm of either tail of a gamma distribution is a concave function of log x, as the density of log x is
log-concave. So Newton's method, begun anywhere, lies on one side of the quantile after a step and goes straight to it.
Each quantile stops by itself: what it is asked together with does not change its last digit.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Floats

__all__ = ["gamma_above", "gamma_below", "normal_quantile"]

#: After a step of this size in log x, what is left is below rounding.
_CLOSE = 1e-9
_MOST_STEPS = 200
#: Shapes looked at together: what fits into a cache.
_AT_ONCE = 4_096
#: From this shape on, Stirling's series to 1/a^7 is exact to rounding.
_LARGE = 16.0

#: From x and the shape: the logarithm of a tail less that of x^a e^-x / Gamma(a + 1), and its slope over log x.
Tail = Callable[[Floats, Floats], tuple[Floats, Floats]]


def gamma_below(shape: npt.ArrayLike, p: float) -> Floats:
    """x below which lies the share ``p`` of a gamma distribution of ``shape`` > 0 and scale 1.

    >>> np.round(gamma_below([5, 0.5], 0.025), 6).tolist()
    [1.623486, 0.000491]
    """
    return _quantile(shape, p, p, _below)


def gamma_above(shape: npt.ArrayLike, p: float) -> Floats:
    """x above which lies the share ``p`` < 1/2 of a gamma distribution of ``shape`` >= 1 and scale 1.

    >>> np.round(gamma_above([6, 1], 0.025), 6).tolist()
    [11.668332, 3.688879]
    """
    return _quantile(shape, p, 1.0 - p, _above)


def normal_quantile(level: float) -> float:
    """How many standard deviations on either side hold the share ``level`` of a normal distribution.

    >>> round(normal_quantile(0.95), 6)
    1.959964
    """
    return NormalDist().inv_cdf((1.0 + level) / 2.0)


def _quantile(shape: npt.ArrayLike, p: float, share: float, tail: Tail) -> Floats:
    """Where ``tail`` is ``p``, once for each different shape; like ones together, as they take as many steps."""
    shapes = np.asarray(shape, float)
    a, places = np.unique(shapes, return_inverse=True)
    parts = [_newton(a[i : i + _AT_ONCE], p, share, tail) for i in range(0, len(a), _AT_ONCE)]
    return np.asarray(np.concatenate([a[:0], *parts])[places].reshape(shapes.shape))


def _newton(a: Floats, p: float, share: float, tail: Tail) -> Floats:
    peak = _peak(a)
    # log(x / a), for which nothing cancels where the shape is large.
    v, going = _start(a, peak, share), np.ones(len(a), np.bool_)
    for _ in range(_MOST_STEPS):
        x = a * np.exp(v)
        log_tail, slope = tail(x, a)
        step = (log_tail + peak - a * (np.expm1(v) - v) - math.log(p)) / slope
        v = np.where(going, v - step, v)
        going &= np.abs(step) > _CLOSE
        if not going.any():
            break
    return np.asarray(a * np.exp(v))


def _peak(a: Floats) -> Floats:
    """log of a^a e^-a / Gamma(a + 1), by Stirling's series where the shape is large."""
    stirling = -np.log(2 * np.pi * a) / 2 - (1 - (1 / 30 - (1 / 105 - 1 / (140 * a**2)) / a**2) / a**2) / (12 * a)
    small = a < _LARGE
    stirling[small] = [s * math.log(s) - s - math.lgamma(s + 1) for s in a[small].tolist()]
    return np.asarray(stirling)


def _start(a: Floats, peak: Floats, p: float) -> Floats:
    """log(x / a) near the quantile: Wilson and Hilferty (1931), or what the lower tail's first term says."""
    spread = 1 / (9 * a)
    root = np.maximum(1 - spread + NormalDist().inv_cdf(p) * np.sqrt(spread), np.finfo(float).tiny)
    return np.asarray(np.maximum(3 * np.log(root), (math.log(p) - peak) / a - 1))


def _below(x: Floats, a: Floats) -> tuple[Floats, Floats]:
    """The lower tail, by its power series: 1 + x/(a+1) + x^2/((a+1)(a+2)) + ..."""
    term, total, n = np.ones_like(x), np.ones_like(x), 0
    while (term > total * 1e-17).any():
        n += 1
        term = term * (x / (a + n))
        total = total + term
    return np.log(total), a / total


def _above(x: Floats, a: Floats) -> tuple[Floats, Floats]:
    """The upper tail, by Legendre's continued fraction, evaluated forwards (Lentz)."""
    b = x + 1 - a
    d = 1 / b
    c, fraction, n = np.full_like(x, np.inf), d, 0
    going = np.ones(len(x), np.bool_)
    while going.any():
        n += 1
        top, b = n * (a - n), b + 2
        d = 1 / (b + top * d)
        c = b + top / c
        change = c * d
        fraction = np.where(going, fraction * change, fraction)
        going &= np.abs(change - 1) > 1e-15
    return np.log(a * fraction), -1 / fraction
