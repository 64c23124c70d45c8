"""Numbers that ascend: where positions stand among borders and spans, the question that batches ask most; runs; sets.

Of sets numpy's own functions hash first and sort afterwards, and load masked arrays for it.
"""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Flags, Ints, Offsets

Number = TypeVar("Number", bound=np.integer[Any])


def ranks(borders: Ints, positions: Offsets) -> Ints:
    """How many of ``borders`` are at or before each of ``positions``; both ascend.

    What ``searchsorted`` gives, looking up whichever of the two is shorter in the other one.

    >>> ranks(np.array([0, 5, 5, 9]), np.array([0, 4, 5, 5, 20, 20])).tolist()
    [1, 1, 3, 3, 4, 4]
    """
    before, end = np.searchsorted(borders, positions[[0, -1]], side="right").tolist() if len(positions) else (0, 0)
    inner = borders[before:end]
    if len(positions) < len(inner):
        return before + np.searchsorted(inner, positions, side="right")
    steps = np.bincount(np.searchsorted(positions, inner), minlength=len(positions))
    steps[:1] += before
    return np.cumsum(steps)


def places_in(members: npt.NDArray[Number], values: npt.NDArray[Number]) -> Ints:
    """The place of each value among ``members``, which ascend; -1 for one that is none of them.

    >>> places_in(np.array([2, 5, 9]), np.array([9, 2, 4])).tolist()
    [2, 0, -1]
    """
    if not len(members):
        return np.full(len(values), -1, np.int64)
    place = np.minimum(np.searchsorted(members, values), len(members) - 1)
    return np.where(members.take(place) == values, place, -1)


def runs(borders: Ints, positions: Offsets) -> tuple[Ints, Ints]:
    """The stretches between ``borders`` that hold any of ``positions`` (by number, from 0), and how many each holds.

    Both ascend, and no position is before the first border.

    >>> [side.tolist() for side in runs(np.array([0, 5, 9]), np.array([0, 4, 20]))]
    [[0, 2], [2, 1]]
    """
    if len(positions) < len(borders):
        stretch = np.searchsorted(borders, positions, side="right") - 1
        first = np.flatnonzero(changes(stretch))
        return stretch.take(first), np.diff(np.append(first, len(positions)))
    count = np.diff(np.append(np.searchsorted(positions, borders), len(positions)))
    held = np.flatnonzero(count)
    return held, count.take(held)


def changes(values: npt.NDArray[np.integer[Any]]) -> Flags:
    """Where a value differs from the one before it; the first one does."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def within(starts: Ints, ends: Ints, positions: Ints) -> Ints:
    """The numbers of those of ``positions`` that are in one of the spans ``[start, end)``; both ascend.

    No span overlaps another.

    >>> within(np.array([2, 7]), np.array([4, 9]), np.array([0, 2, 3, 3, 4, 8])).tolist()
    [1, 2, 3, 5]
    """
    if len(positions) < len(starts):
        last = np.searchsorted(starts, positions, side="right")
        return np.flatnonzero(np.append(0, ends).take(last) > positions)
    first = np.searchsorted(positions, starts)
    return counted_from(first, np.searchsorted(positions, ends) - first)


def united(starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Spans (by start) with those that overlap made one."""
    if not len(starts):
        return starts, ends
    so_far = np.maximum.accumulate(ends)
    first = np.flatnonzero(np.append(True, starts[1:] >= so_far[:-1]))
    return starts[first], so_far[np.append(first[1:], len(starts)) - 1]


def counted_from(first: Ints, count: Ints) -> Ints:
    """``first, first + 1, ...``: so many of each as ``count`` says, one after the other.

    >>> counted_from(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    last = np.cumsum(count)
    return np.asarray(np.arange(int(count.sum())) + np.repeat(first - (last - count), count))


def distinct(values: Ints) -> Ints:
    """The distinct values, ascending.

    >>> distinct(np.array([4, 2, 4])).tolist()
    [2, 4]
    """
    ordered = np.sort(values, kind="stable")
    return ordered.compress(changes(ordered))


def merged(first: Ints, second: Ints) -> Ints:
    """The distinct values of both, ascending."""
    return distinct(np.concatenate((first, second)))


def among(values: Ints, members: Ints) -> Flags:
    """Whether each value is one of ``members``, which ascend."""
    if not len(members):
        return np.zeros(len(values), np.bool_)
    at = np.minimum(np.searchsorted(members, values), len(members) - 1)
    return np.asarray(members[at] == values)
