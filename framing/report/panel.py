"""The units of a small chart: the panels of ratios, of articles, of time and of words are drawn alike."""

from __future__ import annotations

from framing.report.shortening import drawn_width, fitting

#: Where the scale begins, how wide it is, and where it ends; what stays free above the first row.
LEFT, WIDTH, TOP = 4, 232, 2
RIGHT = LEFT + WIDTH
#: Between an outlet's name and the numbers on its line.
_GAP = 8


def across(share: float) -> float:
    """The place of a share of the scale.

    >>> across(0), across(0.5), across(1)
    (4, 120.0, 236)
    """
    return LEFT + WIDTH * share


def name_beside(label: str, said: str = "") -> str:
    """A name, cut where it would run into the numbers ``said`` on its line."""
    return fitting(label, WIDTH - (drawn_width(said) + _GAP if said else 0))
