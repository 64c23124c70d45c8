"""Where the numbers of short pieces are found by array arithmetic: two tables with one slot for each key.

A piece of up to eight bytes is one 64-bit key, a longer one two. A slot belongs to whoever came first, in a text mostly
the commoner piece; what finds no room is looked up by name each time. Keys are compared whole, so a slot never
answers for another piece.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Flags, Ids, Ints

Words64 = npt.NDArray[np.uint64]

#: Bytes of a key.
EIGHT = 8
#: No piece is made of such bytes.
_FREE = np.uint64(0xFFFFFFFFFFFFFFFF)
#: The table asked for every piece is small enough for a processor's second cache; whoever finds no room in it is rare.
_SHORT_BITS, _LONG_BITS = 16, 18
_SPREAD, _SPREAD_TAIL = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(slots=True)
class Keys:
    """The first and the next eight bytes of pieces."""

    head: Words64
    tail: Words64

    def at(self, places: Ints) -> Keys:
        """The keys at some places."""
        return Keys(self.head.take(places), self.tail.take(places))


class ShortSlots:
    """The numbers of pieces of up to eight bytes."""

    def __init__(self) -> None:
        self._keys = np.full(1 << _SHORT_BITS, _FREE)
        self._numbers = np.zeros(1 << _SHORT_BITS, np.int32)

    def find(self, keys: Words64) -> tuple[Ids, Ints]:
        """The number of each key, and the places of those that are not known, whose number means nothing."""
        slot = _slots(keys, _SHORT_BITS)
        return self._numbers.take(slot), np.flatnonzero(self._keys.take(slot) != keys)

    def put(self, keys: Words64, numbers: Ids) -> Ints:
        """Keep the numbers; returns the places of those whose slot was taken."""
        slot = _slots(keys, _SHORT_BITS)
        free = self._keys[slot] == _FREE
        self._keys[slot[free]], self._numbers[slot[free]] = keys[free], numbers[free]
        return np.flatnonzero(self._keys[slot] != keys)


class LongSlots:
    """The numbers of pieces of up to sixteen bytes; each has two slots to go to."""

    def __init__(self) -> None:
        self._heads = np.full(1 << _LONG_BITS, _FREE)
        self._tails = np.full(1 << _LONG_BITS, _FREE)
        self._numbers = np.zeros(1 << _LONG_BITS, np.int32)

    def find(self, keys: Keys) -> tuple[Ids, Ints]:
        """As for short ones."""
        slot = self.slot(keys)
        numbers, left = self._numbers.take(slot), np.flatnonzero(~self._holds(slot, keys))
        second = slot.take(left) ^ 1
        numbers[left] = self._numbers.take(second)
        return numbers, left.compress(~self._holds(second, keys.at(left)))

    def put(self, keys: Keys, numbers: Ids) -> None:
        """Keep the numbers where there is room."""
        slot = self.slot(keys)
        taken = np.flatnonzero(~self._fill(slot, keys, numbers))
        self._fill(slot[taken] ^ 1, keys.at(taken), numbers[taken])

    def _holds(self, slot: Ints, keys: Keys) -> Flags:
        return np.asarray((self._heads.take(slot) == keys.head) & (self._tails.take(slot) == keys.tail))

    def _fill(self, slot: Ints, keys: Keys, numbers: Ids) -> Flags:
        """Keep the numbers of those whose slot is free; which of them have it now."""
        free = np.flatnonzero(self._heads.take(slot) == _FREE)
        at = slot[free]
        self._heads[at], self._tails[at], self._numbers[at] = keys.head[free], keys.tail[free], numbers[free]
        return self._holds(slot, keys)

    @staticmethod
    def slot(keys: Keys) -> Ints:
        """The first slot of each key."""
        return _slots(keys.head ^ (keys.tail * _SPREAD_TAIL), _LONG_BITS)


class Slots:
    """Both tables of one vocabulary."""

    def __init__(self) -> None:
        self.short, self.long = ShortSlots(), LongSlots()
        self._places = np.zeros(1 << _LONG_BITS, np.int64)

    def put(self, keys: Keys, numbers: Ids) -> None:
        """Keep the numbers of new pieces; short ones that find their slot taken go among the long ones.

        So does the empty piece, since longer ones are sought among the short ones by an empty key.
        """
        is_short = (keys.tail == 0) & (keys.head != 0)
        short = np.flatnonzero(is_short)
        taken = self.short.put(keys.head[short], numbers[short])
        others = np.concatenate((np.flatnonzero(~is_short), short[taken]))
        self.long.put(keys.at(others), numbers[others])

    def alike(self, keys: Keys) -> Ints:
        """For each key the place of the same one: for all that are the same that of one of them, but for rare ones."""
        slot, places = self.long.slot(keys), np.arange(len(keys.head))
        self._places[slot] = places
        other = self._places[slot]
        same = (keys.head[other] == keys.head) & (keys.tail[other] == keys.tail)
        return np.where(same, other, places)


def _slots(keys: Words64, bits: int) -> Ints:
    """A place for each key, spread by the high bits of a product."""
    return ((keys * _SPREAD) >> np.uint64(64 - bits)).view(np.int64)
