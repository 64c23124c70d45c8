"""Set operations on sorted integer arrays; numpy's own hash first and sort afterwards, which costs more."""

from __future__ import annotations

import numpy as np

from framing.records.batch import Flags, Ints


def merged(first: Ints, second: Ints) -> Ints:
    """The distinct values of both, ascending."""
    both = np.concatenate((first, second))
    both.sort(kind="stable")
    if len(both):
        both = both[np.append(True, both[1:] != both[:-1])]
    return both


def among(values: Ints, members: Ints) -> Flags:
    """Whether each value is one of ``members``, which ascend."""
    if not len(members):
        return np.zeros(len(values), np.bool_)
    at = np.minimum(np.searchsorted(members, values), len(members) - 1)
    return np.asarray(members[at] == values)
