"""The split: one pass over the bytes of a whole batch finds where words start and end.

Everything here is arithmetic on byte positions. ASCII is classed by one ``bytes.translate``; the few other code
points (1 % in English news: curly quotes, accents) are decoded and classed one by one, in arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Ints, Offsets
from framing.records.ascending import merged
from framing.records.letters import ALONE, JOINER, WORD, kind_of

Bytes = npt.NDArray[np.uint8]

#: The kind of a character that was not met yet, and the bit that WORD and ALONE have and the others have not.
_UNKNOWN, _IN_WORD = 255, 1
#: For ``bytes.translate``: the kind of each ASCII byte.
_ASCII = bytes(kind_of(chr(byte)) if byte < 0x80 else _UNKNOWN for byte in range(256))

_STRETCH = 1 << 18
#: Positions in a buffer of so many bytes fit into four bytes each.
_NARROW = np.iinfo(np.int32).max
_SPACE = ord(" ")


class _Letters:
    """``kind_of`` for arrays of code points, filled as characters are met."""

    def __init__(self) -> None:
        self._kinds: Bytes = np.full(0x110000, _UNKNOWN, np.uint8)

    def kinds(self, points: Ints) -> Bytes:
        """The kind of each code point."""
        kinds = self._kinds[points]
        if (kinds == _UNKNOWN).any():
            for point in set(points[kinds == _UNKNOWN].tolist()):
                self._kinds[point] = kind_of(chr(point))
            kinds = self._kinds[points]
        return kinds


_LETTERS = _Letters()


@dataclass(slots=True)
class Edges:
    """Byte positions where words start and end, and of the bytes that begin no character; all ascend.

    There are so many starts and ends that they take four bytes each where that is enough.

    ``odd`` numbers the words before which there is more, less or something else than one space, as before the first.
    """

    starts: Offsets
    ends: Offsets
    inner: Ints
    odd: Ints


def edges_between(buffer: bytes, borders: Ints) -> Edges:
    """The edges in a buffer that begins and ends with a gap; before each of ``borders`` (ascending) stands one too.

    The buffer is read in stretches that fit into the processor's cache.
    """
    steps = np.searchsorted(borders, np.arange(_STRETCH, len(buffer), _STRETCH))
    cuts = merged(borders[steps[steps < len(borders)]] - 1, np.array([0, len(buffer) - 1]))
    width = np.int32 if len(buffer) <= _NARROW else np.int64
    starts, ends = np.empty((2, len(buffer) // 2), width)
    inner, odd, words = [], [], 0
    for first, last in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
        found = _edges(buffer[first : last + 1])
        odd.append(found.odd + words)
        here = slice(words, words := words + len(found.starts))
        # Made narrow first and moved then: both at once takes twice as long.
        starts[here], ends[here] = found.starts, found.ends
        starts[here] += first
        ends[here] += first
        inner.append(found.inner + first)
    return Edges(starts[:words], ends[:words], np.concatenate(inner), np.concatenate(odd))


def _edges(stretch: bytes) -> Edges:
    """The edges in a stretch that begins and ends with a gap, so that every other byte has a neighbour."""
    kinds = np.frombuffer(bytearray(stretch.translate(_ASCII)), np.uint8)
    raw = np.frombuffer(stretch, np.uint8)
    special = np.flatnonzero(kinds >= JOINER)
    joiners, alone, inner = special, special[:0], special[:0]
    if not stretch.isascii():
        joiners, alone, inner = _class_beyond_ascii(raw, kinds, special)
    _join(raw, kinds, joiners)
    inside = np.bitwise_and(kinds, _IN_WORD, out=kinds)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    edges += 1
    starts, ends = edges[0::2], edges[1::2]
    if len(alone):
        starts, ends = _cut_alone(raw, inside, starts, ends, alone)
    plain = (starts[1:] - ends[:-1] == 1) & (raw.take(ends[:-1]) == _SPACE)
    return Edges(starts, ends, inner, np.flatnonzero(np.append(True, ~plain)[: len(starts)]))


def _class_beyond_ascii(raw: Bytes, kinds: Bytes, special: Ints) -> tuple[Ints, Ints, Ints]:
    """Class every code point beyond ASCII, in place, on all of its bytes; these and ASCII's joiners are ``special``.

    Returns where joiners begin, where characters that are words begin, and the bytes that begin no character.
    """
    bytes_ = raw[special]
    leads = special[bytes_ >= 0xC0]
    first = raw[leads].astype(np.int64)
    length = np.where(first >= 0xF0, 4, np.where(first >= 0xE0, 3, 2))
    points = first & np.where(length == 4, 0x07, np.where(length == 3, 0x0F, 0x1F))
    for offset in (1, 2, 3):
        longer = length > offset
        points[longer] = (points[longer] << 6) | (raw[leads[longer] + offset] & 0x3F)
    kind = _LETTERS.kinds(points)
    for offset in (0, 1, 2, 3):
        longer = length > offset
        kinds[leads[longer] + offset] = kind[longer]
    joiners = np.concatenate((special[bytes_ < 0x80], leads[kind == JOINER]))
    return joiners, leads[kind == ALONE], special[(bytes_ & 0xC0) == 0x80]


def _join(raw: Bytes, kinds: Bytes, joiners: Ints) -> None:
    """Make a joiner part of the word when it has word characters on both sides, in place."""
    lead = raw[joiners]
    last = joiners + np.where(lead >= 0xE0, 2, np.where(lead >= 0xC0, 1, 0))
    between = (kinds[joiners - 1] == WORD) & (kinds[last + 1] == WORD)
    for offset in (0, 1, 2):
        reach = between & (joiners + offset <= last)
        kinds[joiners[reach] + offset] = WORD


def _cut_alone(raw: Bytes, inside: Bytes, starts: Ints, ends: Ints, alone: Ints) -> tuple[Ints, Ints]:
    """Cut runs at characters that are words by themselves (Chinese, Japanese)."""
    after = alone + np.where(raw[alone] >= 0xF0, 4, 3)
    cuts = merged(alone, after)
    inner = cuts[(inside[cuts - 1] & inside[cuts]) != 0]
    return merged(starts, inner), merged(ends, inner)
