"""What so many articles and matches allow one to say (docs/methods.md): once for statistics and report."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records.grammar import counted

#: Below this many articles per outlet: no p, no interval of a difference, no "significant".
FEWEST_FOR_P = 4
#: From this many on the power note stands beside the interval.
FEWEST_FOR_POWER = 10
#: From this many on a model with genre and event says more than a ratio.
FEWEST_FOR_MODELS = 30
#: Never rank, compare or put into words what rests on fewer matches.
FEWEST_FOR_RANK = 5
#: A difference is called one only below this q.
CALLED_BELOW = 0.05

#: Articles per outlet -> chance to notice a true 2.5-fold rate ratio at the 5 % level (measured, docs/methods.md).
POWER = {3: 0.05, 5: 0.10, 10: 0.15, 20: 0.33, 50: 0.62}


def times_noticed(articles: int) -> str:
    """In how many of 100 comparisons of outlets of so many articles each a true 2.5-fold difference is noticed.

    Measured figures only: between two sizes both are named, beyond the last that one.

    >>> times_noticed(10), times_noticed(7), times_noticed(60), times_noticed(2)
    ('about 15', 'about 10 to 15', 'more than 62', 'at most 5')
    """
    times = {size: round(100 * share) for size, share in POWER.items()}
    below = max((often for size, often in times.items() if size <= articles), default=0)
    above = min((often for size, often in times.items() if size >= articles), default=0)
    if not below or not above:
        return f"more than {below}" if below else f"at most {above}"
    return f"about {below}" if below == above else f"about {below} to {above}"


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
