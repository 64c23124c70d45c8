"""Intervals for one count and one share: Garwood (exact Poisson), its dispersion-scaled form, Wilson.

Everything is vectorised: scalars and arrays of any one shape go in, arrays of that shape come out.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Floats
from framing.stats.division import divide
from framing.stats.quantiles import gamma_above, gamma_below, normal_quantile

__all__ = ["PER", "poisson_interval", "rate_interval", "wilson_interval"]

#: Rates are per this many words, everywhere.
PER = 1000.0


def poisson_interval(k: npt.ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Exact (Garwood 1936) interval of a Poisson mean after ``k`` >= 0 events (fractions allowed).

    The chi-square quantiles of the textbook, ``chi2.ppf(q, 2k)/2``, are gamma quantiles of shape ``k``.

    >>> np.round(poisson_interval(5), 4).tolist()
    [1.6235, 11.6683]
    """
    count = np.asarray(k, float)
    tail = (1.0 - level) / 2.0
    shape = np.where(count > 0, count, 1.0)
    low = np.where(count > 0, gamma_below(shape, tail), 0.0)
    return low, gamma_above(count + 1.0, tail)


def rate_interval(
    k: npt.ArrayLike, n: npt.ArrayLike, phi: npt.ArrayLike = 1.0, *, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Dispersion-scaled exact interval of the rate ``k / n`` per 1,000 words.

    Garwood's interval of ``k / phi`` events in ``n / phi`` words: ``phi`` matches that hang together are one.
    ``k`` >= 0 matches, ``n`` words (NaN where 0), ``phi`` >= 1 (``overdispersion``); 1 gives plain Garwood.
    Measured coverage of 95 %: .97, .95, .94, .94 at 2, 5, 10, 20 articles (docs/methods.md).

    >>> np.round(rate_interval(5, 735), 6).tolist()
    [2.208825, 15.875282]
    >>> np.round(rate_interval(5, 735, phi=2), 6).tolist()
    [1.1309, 21.786074]
    """
    scale = np.asarray(phi, float)
    low, high = poisson_interval(np.asarray(k, float) / scale, level=level)
    words = np.asarray(n, float)
    exposure = np.where(words > 0, words, np.nan) / scale
    return PER * low / exposure, PER * high / exposure


def wilson_interval(k: npt.ArrayLike, n: npt.ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson's (1927) score interval of the share ``k / n``, 0 to 1; NaN where ``n`` is 0.

    >>> np.round(wilson_interval(3, 20), 6).tolist()
    [0.052369, 0.360419]
    """
    count, size = np.asarray(k, float), np.asarray(n, float)
    z = normal_quantile(level)
    share = divide(count, size)
    centre = divide(count + z * z / 2.0, size + z * z)
    with np.errstate(divide="ignore", invalid="ignore"):
        half = z * np.sqrt(share * (1.0 - share) / size + z * z / (4.0 * size**2)) / (1.0 + z * z / size)
        low, high = centre - half, centre + half
    some = size > 0  # at the ends the formula is exact but for rounding
    return np.where(some & (count == 0), 0.0, low), np.where(some & (count == size), 1.0, high)
