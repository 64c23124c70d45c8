"""What so many articles allow one to show, by the thresholds of ``records.sizes`` (docs/methods.md)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records.grammar import counted
from framing.records.sizes import FEWEST_FOR_P, FEWEST_FOR_POWER, times_noticed

__all__ = ["power_note", "what_to_show"]


def what_to_show(articles: npt.ArrayLike) -> npt.NDArray[np.object_]:
    """For the smaller side's number of articles: counts (1), dots (2 to 3), interval (4 to 9) or interval+power.

    >>> what_to_show([1, 3, 4, 10]).tolist()
    ['counts', 'dots', 'interval', 'interval+power']
    """
    steps = np.array([2, FEWEST_FOR_P, FEWEST_FOR_POWER])
    words = np.array(["counts", "dots", "interval", "interval+power"], object)
    return np.asarray(words[np.searchsorted(steps, np.asarray(articles), side="right")])


def power_note(articles: int, by: str = "outlet") -> str:
    """One sentence to stand beside comparisons of groups ``by``.

    >>> power_note(5)
    'With 5 articles per outlet a real 2.5-fold difference would be noticed about 10 times in 100.'
    """
    number = counted(articles, "article")
    return f"With {number} per {by} a real 2.5-fold difference would be noticed {times_noticed(articles)} times in 100."
