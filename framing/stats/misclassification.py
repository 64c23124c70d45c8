"""What a share would be if the coder made no mistakes: Rogan and Gladen (1978)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.errors import UsageError
from framing.records.arrays import Floats
from framing.stats.division import divide
from framing.stats.intervals import wilson_interval
from framing.stats.quantiles import normal_quantile

__all__ = ["correct_share"]


def correct_share(
    k: npt.ArrayLike,
    n: npt.ArrayLike,
    *,
    sensitivity: float,
    specificity: float,
    validated: tuple[int, int] | None = None,
    phi: npt.ArrayLike = 1.0,
    level: float = 0.95,
) -> tuple[Floats, Floats, Floats]:
    """Corrected share with its interval, ``(share, low, high)``, each within 0 to 1.

    ``k`` of ``n`` units were coded positive; ``p = (k/n + spec - 1) / (sens + spec - 1)``. Without ``validated`` the
    coder's sensitivity and specificity are taken as known and the interval is Wilson's, mapped; with
    ``validated=(positives, negatives)``, the units on which they were measured, their uncertainty is added (delta
    method). ``phi`` >= 1 divides ``k`` and ``n`` where units of one article hang together. What the rules of
    voice had on hand-coded news stands in docs/methods.md. UsageError unless sens + spec > 1 and ``validated`` holds a
    unit of either kind.

    >>> [round(float(x), 4) for x in correct_share(300, 1000, sensitivity=0.706, specificity=0.921)]
    [0.3525, 0.3085, 0.3989]
    """
    gain = sensitivity + specificity - 1.0
    if gain <= 0 or not (0 <= sensitivity <= 1 and 0 <= specificity <= 1):
        raise UsageError(
            f"sensitivity {sensitivity} and specificity {specificity} say nothing",
            remedy="both lie between 0 and 1 and their sum is above 1",
        )
    if validated is not None and min(validated) < 1:
        raise UsageError(f"validated {validated} holds no unit of a kind", remedy="name both numbers, or None")
    scale = np.asarray(phi, float)
    size = np.asarray(n, float) / scale
    seen = divide(k, n)
    share = (seen + specificity - 1.0) / gain
    if validated is None:
        low, high = wilson_interval(np.asarray(k, float) / scale, size, level=level)
        limits = ((low + specificity - 1.0) / gain, (high + specificity - 1.0) / gain)
    else:
        variance = divide(seen * (1.0 - seen), size)
        variance = variance + share**2 * sensitivity * (1.0 - sensitivity) / validated[0]
        variance = variance + (1.0 - share) ** 2 * specificity * (1.0 - specificity) / validated[1]
        half = normal_quantile(level) * np.sqrt(variance) / gain
        limits = (share - half, share + half)
    return np.clip(share, 0.0, 1.0), np.clip(limits[0], 0.0, 1.0), np.clip(limits[1], 0.0, 1.0)
