"""The classic keyness measures by name, from four numbers: ``a`` of ``n1`` tokens here, ``b`` of ``n2`` there.

They treat tokens as independent, which words of one article are not: between random halves of one outlet they call
dozens of words key (docs/methods.md). They are here to reproduce other people's tables. All are vectorised; measures
that have a chi-square distribution have one degree of freedom (``chi_square_p``).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Floats
from framing.stats.division import divide

__all__ = [
    "MEASURES",
    "bic",
    "chi2",
    "chi2_yates",
    "chi_square_p",
    "g2",
    "g2_two_cell",
    "g2_williams",
    "log_ratio",
    "log_ratio_interval",
    "percent_diff",
]


def _cells(a: npt.ArrayLike, b: npt.ArrayLike, n1: npt.ArrayLike, n2: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Observed and expected counts of the 2 x 2 table, stacked on the first axis: a, b, n1 - a, n2 - b."""
    first, second, size1, size2 = np.broadcast_arrays(*(np.asarray(x, float) for x in (a, b, n1, n2)))
    observed = np.stack([first, second, size1 - first, size2 - second])
    total, hits = size1 + size2, first + second
    misses = total - hits
    expected = np.stack([size1 * hits, size2 * hits, size1 * misses, size2 * misses]) / total
    return observed, expected


def g2(a: npt.ArrayLike, b: npt.ArrayLike, n1: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """Dunning's (1993) log-likelihood ratio over all four cells.

    >>> round(float(g2(7, 2, 10, 9)), 6)
    4.534939
    """
    from scipy import special

    observed, expected = _cells(a, b, n1, n2)
    return np.asarray(2.0 * (special.xlogy(observed, observed) - special.xlogy(observed, expected)).sum(axis=0))


def g2_two_cell(a: npt.ArrayLike, b: npt.ArrayLike, n1: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """The two-cell form of UCREL's calculator (Rayson and Garside 2000): without the cells of the other words.

    >>> round(float(g2_two_cell(7, 2, 10, 9)), 4)
    2.4401
    """
    from scipy import special

    observed, expected = (cells[:2] for cells in _cells(a, b, n1, n2))
    return np.asarray(2.0 * (special.xlogy(observed, observed) - special.xlogy(observed, expected)).sum(axis=0))


def g2_williams(a: npt.ArrayLike, b: npt.ArrayLike, n1: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """Four-cell G2 divided by Williams' (1976) correction for small samples.

    >>> round(float(g2_williams(7, 2, 10, 9)), 6)
    4.200833
    """
    first, second, size1, size2 = (np.asarray(x, float) for x in (a, b, n1, n2))
    total, hits = size1 + size2, first + second
    rows = total * (divide(1.0, hits) + divide(1.0, total - hits)) - 1.0
    columns = total * (divide(1.0, size1) + divide(1.0, size2)) - 1.0
    return divide(g2(a, b, n1, n2), 1.0 + rows * columns / (6.0 * total))


def chi2(a: npt.ArrayLike, b: npt.ArrayLike, n1: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """Pearson's chi-square over four cells.

    >>> round(float(chi2(7, 2, 10, 9)), 5)
    4.33716
    """
    observed, expected = _cells(a, b, n1, n2)
    return np.asarray(divide((observed - expected) ** 2, expected).sum(axis=0))


def chi2_yates(a: npt.ArrayLike, b: npt.ArrayLike, n1: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """Chi-square with Yates' continuity correction (never past zero, as in R).

    >>> round(float(chi2_yates(7, 2, 10, 9)), 6)
    2.632438
    """
    observed, expected = _cells(a, b, n1, n2)
    distance = np.maximum(np.abs(observed - expected) - 0.5, 0.0)
    return np.asarray(divide(distance**2, expected).sum(axis=0))


def percent_diff(a: npt.ArrayLike, b: npt.ArrayLike, n1: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """%DIFF (Gabrielatos and Marchi 2011): how many per cent more frequent here; infinite where absent there.

    >>> round(float(percent_diff(7, 2, 10, 9)), 6)
    215.0
    """
    return 100.0 * (divide(divide(a, n1), divide(b, n2)) - 1.0)


def bic(a: npt.ArrayLike, b: npt.ArrayLike, n1: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """Wilson's (2013) Bayes factor approximation, ``G2 - ln(n1 + n2)``.

    >>> round(float(bic(12, 3, 8400, 9100)), 6)
    -3.237931
    """
    return np.asarray(g2(a, b, n1, n2) - np.log(np.asarray(n1, float) + np.asarray(n2, float)))


def log_ratio(a: npt.ArrayLike, b: npt.ArrayLike, n1: npt.ArrayLike, n2: npt.ArrayLike) -> Floats:
    """Hardie's (2014) log ratio: binary logarithm of the ratio of shares; 1 = twice as frequent. A zero counts .5.

    >>> float(log_ratio(5, 0, 4000, 6000).round(6))
    3.906891
    """
    first, second = (np.where(np.asarray(x, float) == 0, 0.5, x) for x in (a, b))
    return np.asarray(np.log2(divide(first, n1)) - np.log2(divide(second, n2)))


def log_ratio_interval(
    a: npt.ArrayLike, b: npt.ArrayLike, n1: npt.ArrayLike, n2: npt.ArrayLike, *, level: float = 0.95
) -> tuple[Floats, Floats]:
    """Interval of the log ratio (Katz 1978): ``+- z sqrt(1/a - 1/n1 + 1/b - 1/n2) / ln 2``, a zero counting .5.

    >>> np.round(log_ratio_interval(12, 3, 8400, 9100), 6).tolist()
    [0.290751, 3.940203]
    """
    from scipy import special

    first, second = (np.where(np.asarray(x, float) == 0, 0.5, x) for x in (a, b))
    variance = 1.0 / first - divide(1.0, n1) + 1.0 / second - divide(1.0, n2)
    half = float(special.ndtri((1.0 + level) / 2.0)) * np.sqrt(variance) / np.log(2.0)
    centre = log_ratio(a, b, n1, n2)
    return centre - half, centre + half


def chi_square_p(statistic: npt.ArrayLike) -> Floats:
    """Upper tail of the chi-square distribution with one degree of freedom.

    >>> round(float(chi_square_p(4.534939)), 5)
    0.03321
    """
    from scipy import special

    return np.asarray(special.chdtrc(1.0, np.asarray(statistic, float)))


#: The measures by name, each ``(a, b, n1, n2) -> value``.
MEASURES: dict[str, Callable[[npt.ArrayLike, npt.ArrayLike, npt.ArrayLike, npt.ArrayLike], Floats]] = {
    "g2": g2,
    "g2_two_cell": g2_two_cell,
    "g2_williams": g2_williams,
    "chi2": chi2,
    "chi2_yates": chi2_yates,
    "percent_diff": percent_diff,
    "bic": bic,
    "token_log_ratio": log_ratio,
}
