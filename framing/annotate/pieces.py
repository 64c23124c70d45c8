"""The split: one pass over the bytes of a whole batch finds where words start and end.

Everything here is arithmetic on byte positions. ASCII is classed by one ``bytes.translate``; the few other code
points (1 % in English news: curly quotes, accents) are decoded and classed one by one, in arrays.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from framing.annotate.arrays import merged
from framing.annotate.letters import ALONE, IN_WORD, JOINER, WORD, LetterTable, ascii_translation
from framing.records.batch import Ints

_ASCII = ascii_translation()
_TABLE = LetterTable()

#: A gap on both sides, so that every byte has a neighbour.
_MARGIN = b"\n"
_STRETCH = 1 << 18

Bytes = npt.NDArray[np.uint8]


def edges_between(buffer: bytes, borders: Ints) -> tuple[Ints, Ints]:
    """Byte positions where words start and end; at ``borders`` (ascending) no word goes on.

    The buffer is read in stretches that fit into the processor's cache.
    """
    steps = np.searchsorted(borders, np.arange(_STRETCH, len(buffer), _STRETCH))
    cuts = merged(borders[steps[steps < len(borders)]], np.array([0, len(buffer)]))
    starts, ends = [], []
    for first, last in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True):
        some_starts, some_ends = word_edges(buffer[first:last])
        starts.append(some_starts + first)
        ends.append(some_ends + first)
    return _joined(starts), _joined(ends)


def _joined(parts: list[Ints]) -> Ints:
    """The parts as one array; they are let go, so that not all of both sides is there twice."""
    whole = np.concatenate(parts)
    parts.clear()
    return whole


def word_edges(buffer: bytes) -> tuple[Ints, Ints]:
    """Byte positions where words start and end; ``buffer`` is valid UTF-8.

    >>> starts, ends = word_edges("It’s win-win.".encode())
    >>> [("It’s win-win.".encode()[a:b]).decode() for a, b in zip(starts, ends)]
    ['It’s', 'win', 'win']
    """
    whole = _MARGIN + buffer + _MARGIN
    kinds = np.frombuffer(bytearray(whole.translate(_ASCII)), np.uint8)
    raw = np.frombuffer(whole, np.uint8)
    alone = kinds[:0].astype(np.int64) if whole.isascii() else _class_beyond_ascii(raw, kinds)
    _join(raw, kinds)
    inside = np.bitwise_and(kinds, IN_WORD, out=kinds)
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[0::2], edges[1::2]
    return _cut_alone(raw[1:], inside, starts, ends, alone - 1) if len(alone) else (starts, ends)


def _class_beyond_ascii(raw: Bytes, kinds: Bytes) -> Ints:
    """Class every code point beyond ASCII, in place, on all of its bytes; returns where those stand that are words."""
    leads = np.flatnonzero(raw >= 0xC0)
    first = raw[leads].astype(np.int64)
    length = np.where(first >= 0xF0, 4, np.where(first >= 0xE0, 3, 2))
    points = first & np.where(length == 4, 0x07, np.where(length == 3, 0x0F, 0x1F))
    for offset in (1, 2, 3):
        longer = length > offset
        points[longer] = (points[longer] << 6) | (raw[leads[longer] + offset] & 0x3F)
    kind = _TABLE.kinds(points)
    for offset in (0, 1, 2, 3):
        longer = length > offset
        kinds[leads[longer] + offset] = kind[longer]
    return np.asarray(leads[kind == ALONE])


def _join(raw: Bytes, kinds: Bytes) -> None:
    """Make a joiner part of the word when it has word characters on both sides, in place; the margins are gaps."""
    first = np.flatnonzero(kinds == JOINER)
    first = first[(raw[first] & 0xC0) != 0x80]
    lead = raw[first]
    last = first + np.where(lead >= 0xE0, 2, np.where(lead >= 0xC0, 1, 0))
    between = (kinds[first - 1] == WORD) & (kinds[last + 1] == WORD)
    for offset in (0, 1, 2):
        reach = between & (first + offset <= last)
        kinds[first[reach] + offset] = WORD


def _cut_alone(raw: Bytes, inside: Bytes, starts: Ints, ends: Ints, alone: Ints) -> tuple[Ints, Ints]:
    """Cut runs at characters that are words by themselves (Chinese, Japanese); ``inside`` has one byte of margin."""
    after = alone + np.where(raw[alone] >= 0xF0, 4, 3)
    cuts = merged(alone, after)
    inner = cuts[(inside[cuts] & inside[cuts + 1]) != 0]
    return merged(starts, inner), merged(ends, inner)
