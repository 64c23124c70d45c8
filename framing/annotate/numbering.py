"""Pieces become numbers: every word and gap of a batch gets the id of its piece in the vocabulary.

Nearly every gap is a single space, and nearly every other piece has at most sixteen bytes. Those are read as two 64-bit
numbers and looked up in arrays (``keycache``); only what is not there yet, or is longer, is cut out and looked up
by name.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from framing.annotate.keycache import EIGHT, Keys, Words64
from framing.annotate.pieces import Edges
from framing.annotate.vocabulary import Vocabulary
from framing.records.arrays import Ids, Ints, Offsets
from framing.records.ascending import merged

#: Bytes that a buffer must have behind its last word.
MARGIN = 2 * EIGHT
#: So many pieces at a time: what belongs to them stays in the processor's cache.
_STEP = 1 << 15
#: So many unknown pieces are put off, to be looked up together.
_PUT_OFF = 1 << 11
#: What is left of eight bytes read at once, by the length of the piece they begin with.
_MASKS = np.array([(1 << (8 * length)) - 1 for length in range(EIGHT + 1)], np.uint64)
#: The same, but nothing of a longer piece: that is no key of any other one.
_SHORT_MASKS = np.append(_MASKS, np.uint64(0))


def number_pieces(buffer: bytes, edges: Edges, vocabulary: Vocabulary) -> tuple[Ids, Ids, Ints]:
    """Ids of the words, ids of the gaps before, between and after them, and which gaps are no plain space.

    New pieces join the vocabulary.
    """
    numbering, words = _Numbering(buffer, vocabulary), len(edges.starts)
    gap_id = np.full(words + 1, vocabulary.number([b" "])[0], np.int32)
    before = edges.ends.take(edges.odd - 1, mode="clip")
    before[:1] = 0  # the first word is always an odd one
    gap_id[edges.odd] = numbering.gaps(before, edges.starts.take(edges.odd))
    gap_id[words] = vocabulary.number([buffer[int(edges.ends[-1]) if words else 0 :]])[0]
    return numbering.words(edges.starts, edges.ends), gap_id, np.append(edges.odd, words)


class _Numbering:
    """One buffer and the vocabulary its pieces are in."""

    def __init__(self, buffer: bytes, vocabulary: Vocabulary) -> None:
        self._buffer, self._vocabulary = buffer, vocabulary
        self._bytes = np.frombuffer(buffer, np.uint8)
        #: The eight bytes from each position on.
        self._eight: npt.NDArray[np.uint64] = np.ndarray((len(buffer) - EIGHT + 1,), "<u8", self._bytes, strides=(1,))

    def gaps(self, start: Offsets, end: Offsets) -> Ids:
        """The id of each gap; one that ends in a zero byte would be taken for a shorter one, so it has no key."""
        nul = (end > start) & (self._bytes[end - 1] == 0)
        if not nul.any():
            return self.words(start, end)
        ids = np.empty(len(start), np.int32)
        ids[~nul] = self.words(start[~nul], end[~nul])
        ids[nul] = self._by_name(start[nul], end[nul] - start[nul])
        return ids

    def words(self, start: Offsets, end: Offsets) -> Ids:
        """The id of each piece ``[start, end)`` that ends in no zero byte, as no word does.

        One key for those that are short, two for the rest; those without a slot by name.
        """
        ids = np.empty(len(start), np.int32)
        short = self._vocabulary.slots.short
        unknown = [np.zeros(0, np.int64)]
        for step in _steps(len(start)):
            first = start[step].astype(np.int64)
            size = end[step] - first
            eight = self._eight[first]
            ids[step], rest = short.find(eight & _SHORT_MASKS.take(size, mode="clip"))
            ids[step][rest], left = self._longer(eight.take(rest), first.take(rest), size.take(rest))
            unknown.append(rest.take(left) + step.start)
            if sum(map(len, unknown)) > _PUT_OFF or step.stop >= len(start):
                put_off = np.concatenate(unknown)
                ids[put_off] = self._unknown(start[put_off], end[put_off] - start[put_off])
                unknown = []
        return ids

    def _keys(self, eight: Words64, start: Offsets, length: Offsets) -> Keys:
        """The keys of pieces, given the ``eight`` bytes from their start on."""
        head = eight & _MASKS.take(length, mode="clip")
        return Keys(head, self._eight[start + EIGHT] & _MASKS.take(length - EIGHT, mode="clip"))

    def _longer(self, eight: Words64, start: Ints, length: Ints) -> tuple[Ids, Ints]:
        """The id of each piece that is not among the short ones, and the places of those that are not known."""
        ids, left = self._vocabulary.slots.long.find(self._keys(eight, start, length))
        beyond = np.flatnonzero(length > 2 * EIGHT)
        return ids, merged(left, beyond) if len(beyond) else left

    def _unknown(self, start: Offsets, length: Offsets) -> Ids:
        """The id of each piece that had no slot; of those with the same key, most often only one is looked up."""
        slots, pieces = self._vocabulary.slots, np.arange(len(start))
        keys = self._keys(self._eight[start], start, length)
        short = np.flatnonzero(length <= 2 * EIGHT)
        alike = pieces.copy()
        alike[short] = short[slots.alike(keys.at(short))]
        ids = np.zeros(len(start), np.int32)
        named = np.flatnonzero(alike == pieces)
        ids[named] = self._by_name(start[named], length[named])
        fits = named[length[named] <= 2 * EIGHT]
        slots.put(keys.at(fits), ids[fits])
        return ids[alike]

    def _by_name(self, start: Offsets, length: Offsets) -> Ids:
        buffer = self._buffer
        return self._vocabulary.number(
            [buffer[a : a + size] for a, size in zip(start.tolist(), length.tolist(), strict=True)]
        )


def _steps(length: int) -> Iterator[slice]:
    """Slices that cover so many elements, a step each."""
    for first in range(0, length, _STEP):
        yield slice(first, first + _STEP)
