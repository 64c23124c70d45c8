"""Numbers as a report prints them: one fixed format (1,234.5), whatever the machine's language."""

from __future__ import annotations

import math


def whole(value: float) -> str:
    """An integer with its thousands marked.

    >>> whole(1234567)
    '1,234,567'
    """
    return f"{int(value):,}"


def rate(value: float) -> str:
    """A rate per 1,000 words: one decimal, or one significant digit where that would read 0.0.

    >>> rate(1234.56), rate(0.0), rate(0.031), rate(float("nan"))
    ('1,234.6', '0', '0.03', '–')
    """
    if math.isnan(value):
        return "–"
    if value == 0:
        return "0"
    if math.isinf(value):
        return "∞"
    return f"{value:,.1f}" if value >= 0.05 else f"{value:.1g}"


def interval(low: float, high: float) -> str:
    """Both ends of an interval with as many decimals as its upper end needs.

    >>> interval(1.1309, 21.786), interval(0.0012, 10.3), interval(0.012, 0.047), interval(float("nan"), 1)
    ('1.1–21.8', '0.0–10.3', '0.012–0.047', '')
    """
    if math.isnan(low):
        return ""
    digits = 1 if high >= 1 else 2 if high >= 0.1 else 3
    return f"{low:,.{digits}f}–{high:,.{digits}f}"


def times(value: float) -> str:
    """A ratio, with two significant digits below 10; more where a bound would else read 1, which is no difference.

    >>> times(5.685), times(0.2), times(0.0382), times(70.6), times(float("inf")), times(0.997), times(0.0002)
    ('5.7', '0.20', '0.038', '71', '∞', '0.997', '<0.01')
    >>> times(1), times(1.0499), times(0.96), times(1.00001), times(float("nan"))
    ('1.0', '1.05', '0.96', '1.0', '–')
    """
    if math.isnan(value):
        return "–"
    if value == 0 or math.isinf(value):
        return "∞" if value else "0"
    if value >= 9.95:
        return f"{value:,.0f}"
    if value < 0.95:
        return f"{value:.2f}" if value >= 0.095 else f"{value:.2g}" if value >= 0.01 else "<0.01"
    return next((f"{value:.{digits}f}" for digits in (1, 2, 3) if abs(round(value, digits) - 1) > 1e-9), f"{value:.1f}")


def chance(value: float) -> str:
    """A p or q, never rounded to 0.

    >>> chance(0.0286), chance(0.5), chance(0.00004), chance(1e-9), chance(1.0), chance(float("nan"))
    ('.029', '.50', '.00004', '<.00001', '1', '–')
    """
    if math.isnan(value):
        return "–"
    if value >= 0.995:
        return "1"
    if value < 0.00001:
        return "<.00001"
    text = f"{value:.2f}" if value >= 0.1 else f"{value:.2g}" if value >= 0.0001 else f"{value:.5f}"
    return text.removeprefix("0")


def percent(part: float, of: float) -> str:
    """A share in whole per cent, never rounded to 0 or 100 when it is neither.

    >>> percent(1, 3), percent(1, 1000), percent(999, 1000), percent(0, 0)
    ('33 %', 'under 1 %', 'over 99 %', '–')
    """
    if not of:
        return "–"
    share = 100 * part / of
    if 0 < share < 1:
        return "under 1 %"
    if 99 < share < 100:
        return "over 99 %"
    return f"{share:.0f} %"


def listing(parts: list[str]) -> str:
    """Words in a row.

    >>> listing(["a"]), listing(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def tick(value: float) -> str:
    """A round number on a scale.

    >>> tick(5.0), tick(2.5), tick(1200)
    ('5', '2.5', '1,200')
    """
    return f"{value:,.10g}"


def step(largest: float, steps: int) -> float:
    """The width of one class of a colour scale: 1, 2, 2.5 or 5 times a power of ten.

    >>> step(22, 8), step(0.7, 8), step(0, 8)
    (5.0, 0.1, 1.0)
    """
    if not largest > 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(largest / steps))
    factor = next(f for f in (1, 2, 2.5, 5, 10) if f * power * steps >= largest * (1 - 1e-9))
    return float(f"{factor * power:.12g}")
