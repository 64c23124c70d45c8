"""Many tests at once: Benjamini-Hochberg within one declared family."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Floats

__all__ = ["adjust_p"]


def adjust_p(p: npt.ArrayLike) -> Floats:
    """Benjamini and Hochberg's (1995) q of each p, in the order given; one family is one row (the last axis).

    ``q`` is the smallest false-discovery rate at which the test would be called. A missing p (NaN) is no test: it stays
    missing and is not counted in the family.

    >>> adjust_p([0.01, 0.04, 0.03, float("nan")]).tolist()
    [0.03, 0.04, 0.04, nan]
    """
    values = np.atleast_1d(np.asarray(p, float))
    order = np.argsort(values, axis=-1)  # NaN last
    ranked = np.take_along_axis(values, order, axis=-1)
    tests = np.sum(~np.isnan(values), axis=-1, keepdims=True)
    scaled = ranked * (tests / np.arange(1, values.shape[-1] + 1))
    lowest = np.fmin.accumulate(scaled[..., ::-1], axis=-1)[..., ::-1]
    q = np.full_like(values, np.nan)
    np.put_along_axis(q, order, np.where(np.isnan(ranked), np.nan, np.minimum(lowest, 1.0)), axis=-1)
    return q
