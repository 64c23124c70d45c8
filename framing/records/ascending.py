"""Numbers that ascend: where positions stand among borders, the question that batches ask most; and runs of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def ranks(borders: Ints, positions: npt.NDArray[np.int32] | Ints) -> Ints:
    """How many of ``borders`` are at or before each of ``positions``; both ascend.

    What ``searchsorted`` gives, looking up whichever of the two is shorter in the other one.

    >>> ranks(np.array([0, 5, 5, 9]), np.array([0, 4, 5, 5, 20, 20])).tolist()
    [1, 1, 3, 3, 4, 4]
    """
    if len(positions) < len(borders):
        return np.searchsorted(borders, positions, side="right")
    steps = np.bincount(np.searchsorted(positions, borders), minlength=len(positions) + 1)
    return np.cumsum(steps[: len(positions)])


def counted_from(first: Ints, count: Ints) -> Ints:
    """``first, first + 1, ...``: so many of each as ``count`` says, one after the other.

    >>> counted_from(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    last = np.cumsum(count)
    return np.asarray(np.arange(int(count.sum())) + np.repeat(first - (last - count), count))
