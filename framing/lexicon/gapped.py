"""Entries with gaps: from the anchor to both sides, slot by slot, for all of them at once.

What is known after each slot is how far from the anchor it can stand. From one start an entry's match is its shortest;
overlaps are settled later, as for all entries.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.lexicon.anchors import Anchors, KnownWords
from framing.lexicon.atoms import CompiledCodebook
from framing.lexicon.hits import Hits, adjacent, joined
from framing.records.batch import Batch, Flags, Ints


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
        nearest = np.full(len(token), -1, np.int64)
        for distance in range(len(ends) - 1, -1, -1):
            nearest[ends[distance]] = distance
        rows = np.flatnonzero(nearest >= 0)
        token, entry, end = token[rows], entry[rows], token[rows] + nearest[rows] + 1
        starts = self._reach(token, entry, -1)
        found = [
            Hits(token[possible] - distance, end[possible], entry[possible]) for distance, possible in enumerate(starts)
        ]
        return _shortest(joined(found))

    def _reach(self, token: Ints, entry: Ints, step: int) -> list[Flags]:
        """For each distance from the anchor, whether the last slot on that side (``step`` 1 or -1) can stand there."""
        reached = [np.ones(len(token), np.bool_)]
        slot, rows = self.anchors.slot[entry], np.arange(len(token))
        last = np.where(step > 0, self.compiled.length[entry] - 1, 0)
        while len(rows := rows[slot[rows] != last[rows]]):
            slot[rows] += step
            following = self._next(token[rows], entry[rows], slot[rows], step, [places[rows] for places in reached])
            reached += [np.zeros(len(token), np.bool_) for _ in range(len(following) - len(reached))]
            for places, new in zip(reached, following, strict=True):
                places[rows] = new
            rows = rows[np.logical_or.reduce(following)]
        return reached

    def _next(self, token: Ints, entry: Ints, slot: Ints, step: int, reached: list[Flags]) -> list[Flags]:
        """How far from the anchor ``slot`` can stand, given the same for the slot between it and the anchor."""
        gap = self.compiled.gaps[entry, slot if step > 0 else slot + 1]
        atom = self.compiled.slots[entry, slot]
        allows = [gap >= size for size in range(int(gap.max()) + 1)]
        following = [np.zeros(len(token), np.bool_) for _ in range(len(reached) + len(allows))]
        for distance in range(1, len(following)):
            can = following[distance]
            for size in range(max(0, distance - len(reached)), min(distance, len(allows))):
                can |= reached[distance - 1 - size] & allows[size]
            rows = np.flatnonzero(can)
            can[rows] = self._stands(token[rows] + step * distance, atom[rows], gap[rows] == 0, step)
        return following

    def _stands(self, place: Ints, atom: Ints, tight: Flags, step: int) -> Flags:
        """Whether each place holds a word of its atom, next to the word before where it must be ``tight``."""
        fits = self.words.stand(self.batch, place, atom)
        bound = np.flatnonzero(fits & tight)
        fits[bound] = adjacent(self.batch, place[bound] if step > 0 else place[bound] + 1)
        return fits


def _shortest(hits: Hits) -> Hits:
    """Of the hits of one entry from one start, the shortest."""
    hits = hits.where(np.lexsort((hits.end, hits.start, hits.entry)))
    again = (hits.entry[1:] == hits.entry[:-1]) & (hits.start[1:] == hits.start[:-1])
    return hits.where(np.append(True, ~again)[: len(hits)])
