"""Entries with gaps: from the anchor to both sides, slot by slot, for all of them at once.

What is known after each slot is how far from the anchor it can stand. From one start an entry's match is its shortest;
overlaps are settled later, as for all entries.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.lexicon.anchors import Anchors, KnownWords
from framing.lexicon.atoms import CompiledCodebook
from framing.lexicon.hits import Hits, adjacent
from framing.records.arrays import Flags, Ints
from framing.records.ascending import changes
from framing.records.batch import Batch


@dataclass(slots=True)
class GapSearch:
    """One batch, searched for the entries of one codebook."""

    batch: Batch
    compiled: CompiledCodebook
    anchors: Anchors
    words: KnownWords

    def find(self, token: Ints, entry: Ints) -> Hits:
        """The matches of each ``entry`` round its anchor at ``token``."""
        ends = self._reach(token, entry, 1)
        rows = np.flatnonzero(ends.any(axis=0))
        token, entry, end = token[rows], entry[rows], token[rows] + ends[:, rows].argmax(axis=0) + 1
        distance, match = np.nonzero(self._reach(token, entry, -1))
        return _shortest(Hits(token[match] - distance, end[match], entry[match]))

    def _reach(self, token: Ints, entry: Ints, step: int) -> Flags:
        """For each distance from the anchor, whether the last slot on that side (``step`` 1 or -1) can stand there."""
        reached = np.ones((1, len(token)), np.bool_)
        slot, rows = self.anchors.slot[entry], np.arange(len(token))
        last = np.where(step > 0, self.compiled.length[entry] - 1, 0)
        while len(rows := rows[slot[rows] != last[rows]]):
            slot[rows] += step
            following = self._next(token[rows], entry[rows], slot[rows], step, reached[:, rows])
            further = np.zeros((len(following) - len(reached), len(token)), np.bool_)
            reached = np.concatenate((reached, further))
            reached[:, rows] = following
            rows = rows[following.any(axis=0)]
        return reached

    def _next(self, token: Ints, entry: Ints, slot: Ints, step: int, reached: Flags) -> Flags:
        """How far from the anchor ``slot`` can stand, given the same for the slot between it and the anchor."""
        gap = self.compiled.gaps[entry, slot if step > 0 else slot + 1]
        atom = self.compiled.slots[entry, slot]
        widest = int(gap.max())
        can = np.zeros((len(reached) + widest + 1, len(token)), np.bool_)
        for size in range(widest + 1):
            can[size + 1 : size + 1 + len(reached)] |= reached & (gap >= size)
        distance, row = np.nonzero(can)
        can[distance, row] = self._stands(token[row] + step * distance, atom[row], gap[row] == 0, step)
        return can

    def _stands(self, place: Ints, atom: Ints, tight: Flags, step: int) -> Flags:
        """Whether each place holds a word of its atom, next to the word before where it must be ``tight``."""
        fits = self.words.stand(self.batch, place, atom)
        bound = np.flatnonzero(fits & tight)
        fits[bound] = adjacent(self.batch, place[bound] if step > 0 else place[bound] + 1)
        return fits


def _shortest(hits: Hits) -> Hits:
    """Of the hits of one entry from one start, the shortest."""
    hits = hits.where(np.lexsort((hits.end, hits.start, hits.entry)))
    return hits.where(changes(hits.entry) | changes(hits.start))
