"""Set operations on sorted integer arrays and spans; numpy's own hash first and sort afterwards, which costs more."""

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


def united(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Spans (by start) with those that overlap made one."""
    if not len(starts):
        return starts, ends
    so_far = np.maximum.accumulate(ends)
    first = np.flatnonzero(np.append(True, starts[1:] >= so_far[:-1]))
    return starts[first], so_far[np.append(first[1:], len(starts)) - 1]
