"""Every place of a batch where an entry matches: anchors first, then what stands around them.

A match never crosses the end of a sentence, never starts inside a word turned round by its prefix (``de-escalate``) or
ends inside one turned round by its suffix (``threat-free``), and stands in prose only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.lexicon.atoms import AtomIndex, CompiledCodebook, compile_codebook
from framing.lexicon.overlaps import grouped, leftmost_longest
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
        self._pieces: list[str] | None = None

    def find(self, batch: Batch) -> Hits:
        """All matches that count, in the order of start, end, entry."""
        return leftmost_longest(self.candidates(batch), self.compiled)

    def candidates(self, batch: Batch) -> Hits:
        """All matches, overlapping ones included."""
        self._learn(batch.pieces)
        token, entry = self._anchors(batch)
        lengths = self.compiled.length[entry]
        single = lengths == 1
        phrase = ~single & ~self.compiled.gapped[entry]
        loose = self.compiled.gapped[entry]
        hits = _joined(
            [
                Hits(token[single], token[single] + 1, entry[single]),
                self._phrases(batch, token[phrase], entry[phrase]),
                self._gapped(batch, token[loose], entry[loose]),
            ]
        )
        return hits.where(_allowed(batch, hits))

    def _learn(self, pieces: list[str]) -> None:
        """Bring the per-piece arrays up to a vocabulary that only grows, or start on a new one."""
        if pieces is not self._pieces:
            self._pieces = pieces
            self._known = 0
            self._pair_keys = np.zeros(0, np.int64)
            self._anchor_count = np.zeros(0, np.int32)
            self._anchor_first = np.zeros(0, np.int64)
            self._anchor_entries = np.zeros(0, np.int64)
            self._atom_bits = np.zeros(0, np.uint64)
        if self._known == len(pieces):
            return
        atoms = [self._index.atoms_of(piece) for piece in pieces[self._known :]]
        entries = [[e for atom in found for e in self._anchored[atom]] if found else () for found in atoms]
        counts = np.fromiter(map(len, entries), np.int32, len(entries))
        first = len(self._anchor_entries) + np.cumsum(counts, dtype=np.int64) - counts
        keys = [piece * len(self._anchored) + a for piece, found in enumerate(atoms, self._known) for a in found]
        self._pair_keys = np.concatenate([self._pair_keys, np.array(keys, np.int64)])
        self._anchor_count = np.concatenate([self._anchor_count, counts])
        self._anchor_first = np.concatenate([self._anchor_first, first])
        self._anchor_entries = np.concatenate(
            [self._anchor_entries, np.array([e for es in entries for e in es], np.int64)]
        )
        bits = [sum({1 << (a % 64) for a in found}) for found in atoms]
        self._atom_bits = np.concatenate([self._atom_bits, np.array(bits, np.uint64)])
        self._known = len(pieces)

    def _anchors(self, batch: Batch) -> tuple[Ints, Ints]:
        """Each token that may anchor an entry, with the entry; by token."""
        counts = self._anchor_count[batch.word_id]
        tokens = np.flatnonzero(counts)
        repeats = counts[tokens].astype(np.int64)
        token = np.repeat(tokens, repeats)
        within = np.arange(len(token)) - np.repeat(np.cumsum(repeats) - repeats, repeats)
        return token, self._anchor_entries[self._anchor_first[batch.word_id[token]] + within]

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
    """Whether a match stands in prose, crosses no stop, and is not turned round by a prefix or suffix."""
    keep = batch.place_of(hits.start) != NOT_SCORED
    keep &= batch.stop_of(hits.start) == batch.stop_of(hits.end - 1)
    before = np.maximum(hits.start - 1, 0)
    prefixed = (batch.gap_flags(hits.start) & int(Gap.HYPHEN)) != 0
    prefixed &= (batch.word_flags(before) & int(Word.PREFIX)) != 0
    after = np.minimum(hits.end, batch.tokens - 1)
    suffixed = (batch.gap_flags(hits.end) & int(Gap.HYPHEN)) != 0
    suffixed &= (batch.word_flags(after) & int(Word.SUFFIX)) != 0
    return np.asarray(keep & ~prefixed & ~suffixed)
