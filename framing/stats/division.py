"""Division of arrays, where what is divided by may be 0."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Floats


def divide(above: npt.ArrayLike, below: npt.ArrayLike) -> Floats:
    """``above / below``, with NaN for 0/0 and infinity for x/0, without a warning.

    >>> divide([1.0, 1.0, 0.0], [2.0, 0.0, 0.0]).tolist()
    [0.5, inf, nan]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.true_divide(np.asarray(above, float), np.asarray(below, float)))
