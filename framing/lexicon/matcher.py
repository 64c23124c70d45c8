"""Every place of a batch where an entry matches: anchors first, then what stands around them.

A match never crosses the end of a sentence, never starts inside a word turned round by its prefix (``de-escalate``) or
ends inside one turned round by its suffix (``threat-free``), and stands in prose only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.lexicon.atoms import AtomIndex, CompiledCodebook, compile_codebook
from framing.lexicon.overlaps import grouped, in_order, leftmost_longest
from framing.records.ascending import ranks
from framing.records.batch import NOT_SCORED, Batch, Flags, Ints
from framing.records.codebook import Codebook
from framing.records.flags import Gap, Word

#: 64 bits a token: bit ``a % 64`` is set where it satisfies atom ``a``.
Bits = npt.NDArray[np.uint64]


@dataclass(slots=True)
class Hits:
    """Parallel arrays, one a match, by start: tokens ``[start, end)`` and the number of the entry."""

    start: Ints
    end: Ints
    entry: Ints

    def __len__(self) -> int:
        return len(self.start)

    def where(self, keep: Flags | Ints) -> Hits:
        """The hits at a mask or at positions."""
        return Hits(self.start[keep], self.end[keep], self.entry[keep])


class Matcher:
    """Finds the entries of one codebook; keeps what it knows of a vocabulary between batches. Not thread-safe."""

    def __init__(self, codebook: Codebook) -> None:
        self.compiled: CompiledCodebook = compile_codebook(codebook)
        self._index = AtomIndex(self.compiled.atoms)
        self._anchored = _entries_by_anchor(self.compiled)
        self._is_phrase = (self.compiled.length > 1) & ~self.compiled.gapped
        self._pieces: list[str] | None = None

    def find(self, batch: Batch) -> Hits:
        """All matches that count, in the order of start, end, entry."""
        return leftmost_longest(self.candidates(batch), self.compiled)

    def candidates(self, batch: Batch) -> Hits:
        """All matches in the same order, overlapping ones included."""
        self._learn(batch.pieces)
        token, entry = self._anchors(batch)
        phrase, loose = np.flatnonzero(self._is_phrase[entry]), np.flatnonzero(self.compiled.gapped[entry])
        single = np.flatnonzero(self.compiled.length[entry] == 1)
        hits = _joined(
            [
                Hits(token[single], token[single] + 1, entry[single]),
                self._phrases(batch, token[phrase], entry[phrase]),
                self._gapped(batch, token[loose], entry[loose]),
            ]
        )
        hits = in_order(hits)
        return hits.where(_allowed(batch, hits))

    def _learn(self, pieces: list[str]) -> None:
        """Bring the per-piece arrays up to a vocabulary that only grows, or start on a new one."""
        if pieces is not self._pieces:
            self._pieces = pieces
            self._known = 0
            self._pair_keys = np.zeros(0, np.int64)
            self._anchors_any = np.zeros(0, np.bool_)
            self._anchor_count = np.zeros(0, np.int64)
            self._anchor_first = np.zeros(0, np.int64)
            self._anchor_entries = np.zeros(0, np.int64)
            self._atom_bits = np.zeros(0, np.uint64)
        if self._known == len(pieces):
            return
        new = len(pieces) - self._known
        found = [(i, atoms) for i, piece in enumerate(pieces[self._known :]) if (atoms := self._index.atoms_of(piece))]
        entries = [[e for atom in atoms for e in self._anchored[atom]] for _, atoms in found]
        place = np.array([i for i, _ in found], np.int64)
        counts, bits = np.zeros(new, np.int64), np.zeros(new, np.uint64)
        counts[place] = [len(anchored) for anchored in entries]
        bits[place] = np.array([sum({1 << (a % 64) for a in atoms}) for _, atoms in found], np.uint64)
        first = len(self._anchor_entries) + np.cumsum(counts) - counts
        keys = [(self._known + i) * len(self._anchored) + a for i, atoms in found for a in atoms]
        anchored = [e for es in entries for e in es]
        self._pair_keys = np.append(self._pair_keys, np.array(keys, np.int64))
        self._anchor_count = np.append(self._anchor_count, counts)
        self._anchors_any = np.append(self._anchors_any, counts > 0)
        self._anchor_first = np.append(self._anchor_first, first)
        self._anchor_entries = np.append(self._anchor_entries, np.array(anchored, np.int64))
        self._atom_bits = np.append(self._atom_bits, bits)
        self._known = len(pieces)

    def _anchors(self, batch: Batch) -> tuple[Ints, Ints]:
        """Each token that may anchor an entry, with the entry; by token."""
        tokens = np.flatnonzero(self._anchors_any.take(batch.word_id))
        piece = batch.word_id[tokens]
        repeats = self._anchor_count[piece]
        last = np.cumsum(repeats)
        entry = np.arange(last[-1] if len(last) else 0)
        entry += np.repeat(self._anchor_first[piece] - (last - repeats), repeats)
        return np.repeat(tokens, repeats), self._anchor_entries[entry]

    def _is(self, batch: Batch, token: Ints, atom: Ints) -> Flags:
        """Whether each token, if there is one, satisfies the atom."""
        inside = (token >= 0) & (token < batch.tokens)
        piece = batch.word_id[np.where(inside, token, 0)].astype(np.int64)
        # 64 bits a piece tell most words apart at once; only the few that pass are looked up.
        out = inside & ((self._atom_bits[piece] >> (atom & 63).astype(np.uint64)) & np.uint64(1)).astype(np.bool_)
        maybe = np.flatnonzero(out)
        keys = piece[maybe] * len(self._anchored) + atom[maybe]
        at = np.minimum(np.searchsorted(self._pair_keys, keys), len(self._pair_keys) - 1)
        out[maybe] = self._pair_keys[at] == keys
        return out

    def _phrases(self, batch: Batch, token: Ints, entry: Ints) -> Hits:
        """Adjacent words: every slot at its fixed distance from the anchor."""
        start = token - self.compiled.anchor[entry]
        for j in range(self.compiled.slots.shape[1]):
            has = self.compiled.length[entry] > j
            fits = ~has | self._is(batch, start + j, self.compiled.slots[entry, j])
            if j:
                fits &= ~has | _adjacent(batch, start + j)
            start, entry = start[fits], entry[fits]
        return Hits(start, start + self.compiled.length[entry], entry)

    def _gapped(self, batch: Batch, token: Ints, entry: Ints) -> Hits:
        """Words with gaps, one shape (length, anchor, gaps) at a time."""
        shape = self.compiled.shape[entry]
        order = grouped(shape)
        token, entry, shape = token[order], entry[order], shape[order]
        bounds = np.searchsorted(shape, np.arange(self.compiled.shapes + 1))
        bits = self._atom_bits[batch.word_id]
        rows = [
            self._gapped_shape(batch, bits, token[first:last], entry[first:last])
            for first, last in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
            if last > first
        ]
        return _joined([*rows, Hits(token[:0], token[:0], entry[:0])])

    def _gapped_shape(self, batch: Batch, bits: Bits, token: Ints, entry: Ints) -> Hits:
        """Entries of one shape: the places that each slot can take, seen from the anchor, both ways.

        From one start an entry's match is its shortest; overlaps are settled later as for all entries.
        """
        length, anchor = int(self.compiled.length[entry[0]]), int(self.compiled.anchor[entry[0]])
        if anchor + 1 < length:
            token, entry = self._with_neighbour(bits, token, entry, anchor + 1, 1)
        if anchor > 0:
            token, entry = self._with_neighbour(bits, token, entry, anchor - 1, -1)
        ends = self._reach(batch, token, entry, range(anchor + 1, length), 1)
        nearest = np.full(len(token), -1, np.int64)
        for distance in range(len(ends) - 1, -1, -1):
            nearest[ends[distance]] = distance
        alive = nearest >= 0
        token, entry, nearest = token[alive], entry[alive], nearest[alive]
        starts = self._reach(batch, token, entry, range(anchor - 1, -1, -1), -1)
        found = [
            Hits(token[possible] - distance, token[possible] + nearest[possible] + 1, entry[possible])
            for distance, possible in enumerate(starts)
        ]
        return _shortest(_joined(found))

    def _with_neighbour(self, bits: Bits, token: Ints, entry: Ints, slot: int, step: int) -> tuple[Ints, Ints]:
        """The rows near whose anchor stands a word that may be the next slot's: most have none, and end here."""
        if not len(token):
            return token, entry
        gap = int(self.compiled.gaps[entry[0], max(slot, slot - step)])
        near = np.zeros(len(token), np.uint64)
        for distance in range(1, gap + 2):
            near |= bits[np.clip(token + step * distance, 0, len(bits) - 1)]
        may = ((near >> (self.compiled.slots[entry, slot] & 63).astype(np.uint64)) & np.uint64(1)) != 0
        return token[may], entry[may]

    def _reach(self, batch: Batch, token: Ints, entry: Ints, slots: range, step: int) -> list[Flags]:
        """For each distance from the anchor, whether the last of ``slots`` can stand there."""
        reached = [np.ones(len(token), np.bool_)]
        nowhere = np.zeros(len(token), np.bool_)
        for j in slots:
            gap = int(self.compiled.gaps[entry[0], j if step > 0 else j + 1]) if len(entry) else 0
            atom = self.compiled.slots[entry, j]
            following = [nowhere] * (len(reached) + gap + 1)
            for distance in range(1, len(following)):
                can = np.logical_or.reduce(reached[max(0, distance - gap - 1) : distance])
                rows = np.flatnonzero(can)
                place = token[rows] + step * distance
                fits = self._is(batch, place, atom[rows])
                if not gap:
                    fits &= _adjacent(batch, place if step > 0 else place + 1)
                following[distance] = nowhere.copy()
                following[distance][rows[fits]] = True
            reached = following
        return reached


def _joined(parts: list[Hits]) -> Hits:
    """One after another."""
    return Hits(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("start", "end", "entry")))


def _shortest(hits: Hits) -> Hits:
    """Of the hits of one entry from one start, the shortest."""
    hits = hits.where(np.lexsort((hits.end, hits.start, hits.entry)))
    again = (hits.entry[1:] == hits.entry[:-1]) & (hits.start[1:] == hits.start[:-1])
    return hits.where(np.append(True, ~again)[: len(hits)])


def _entries_by_anchor(compiled: CompiledCodebook) -> list[list[int]]:
    """The entries that are anchored at each atom."""
    out: list[list[int]] = [[] for _ in compiled.atoms]
    for entry, slot in enumerate(compiled.anchor.tolist()):
        out[int(compiled.slots[entry, slot])].append(entry)
    return out


def _adjacent(batch: Batch, token: Ints) -> Flags:
    """Whether nothing but space, hyphen or quotation marks stands before each token."""
    inside = (token > 0) & (token < batch.tokens)
    return np.asarray(inside & ((batch.gap_flags(np.where(inside, token, 0)) & int(Gap.LOOSE)) == 0))


def _allowed(batch: Batch, hits: Hits) -> Flags:
    """Whether a match, of those in order, stands in prose, crosses no stop, and is not turned round by an affix."""
    keep = batch.segment_place[ranks(batch.segment_token, hits.start) - 1] != NOT_SCORED
    next_stop = np.append(batch.stop_token, batch.tokens)[ranks(batch.stop_token, hits.start)]
    keep &= hits.end <= next_stop
    hyphens = np.zeros(batch.tokens + 1, np.bool_)
    hyphens[batch.gaps_with(int(Gap.HYPHEN))] = True
    after = np.flatnonzero(hyphens[hits.start])
    keep[after[(batch.word_flags(hits.start[after] - 1) & int(Word.PREFIX)) != 0]] = False
    before = np.flatnonzero(hyphens[hits.end])
    end = np.minimum(hits.end[before], batch.tokens - 1)
    keep[before[(batch.word_flags(end) & int(Word.SUFFIX)) != 0]] = False
    return np.asarray(keep)
