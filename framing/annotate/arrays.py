"""Set operations on integer arrays; numpy's own hash first and sort afterwards, and load masked arrays for it."""

from __future__ import annotations

import numpy as np

from framing.records.arrays import Flags, Ints
from framing.records.ascending import changes


def distinct(values: Ints) -> Ints:
    """The distinct values, ascending.

    >>> distinct(np.array([4, 2, 4])).tolist()
    [2, 4]
    """
    ordered = np.sort(values, kind="stable")
    return ordered.compress(changes(ordered))


def merged(first: Ints, second: Ints) -> Ints:
    """The distinct values of both, ascending."""
    both = np.concatenate((first, second))
    both.sort(kind="stable")
    return both.compress(changes(both))


def among(values: Ints, members: Ints) -> Flags:
    """Whether each value is one of ``members``, which ascend."""
    if not len(members):
        return np.zeros(len(values), np.bool_)
    at = np.minimum(np.searchsorted(members, values), len(members) - 1)
    return np.asarray(members[at] == values)
