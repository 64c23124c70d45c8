"""Where the search for an entry begins: at the slot whose words are rarest in the texts at hand.

Whichever slot that is, the same matches are found; only the work differs, by a factor of five.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.lexicon.atoms import AtomIndex, CompiledCodebook
from framing.records.arrays import Flags, Ids, Ints
from framing.records.ascending import changes, counted_from, places_in
from framing.records.batch import Batch

Bits = npt.NDArray[np.uint64]
#: Bits of a signature that atoms share, and those that say that an entry of one word or of several is anchored there.
_SHARED = 62
ANCHORS_WORD, ANCHORS_WORDS = np.uint64(1 << 62), np.uint64(1 << 63)


@dataclass(slots=True)
class Anchors:
    """The slot of each entry that is looked for first, and the entries by the atom they are anchored at.

    ``entries[first[a] : first[a + 1]]`` are those of atom ``a``.
    """

    slot: Ints
    entries: Ints
    first: Ints


def choose_anchors(compiled: CompiledCodebook, counts: Ints) -> Anchors:
    """Anchor each entry at its rarest atom by ``counts``; where they say nothing, at the least likely one."""
    absent = compiled.slots < 0
    cost = counts[compiled.slots] + compiled.chance
    slot = np.where(absent, np.inf, cost).argmin(axis=1)
    atom = compiled.slots[np.arange(len(slot)), slot]
    entries = np.argsort(atom, kind="stable")
    first = np.searchsorted(atom[entries], np.arange(len(compiled.atoms) + 1))
    return Anchors(slot, entries, first)


@dataclass(slots=True)
class Anchoring:
    """Entries by the piece they are anchored at: ``entries[first[p] : first[p] + count[p]]`` those of piece ``p``."""

    entries: Ints
    first: Ints
    count: Ints

    def at(self, words: Ids, tokens: Ints) -> tuple[Ints, Ints]:
        """Each of these tokens with each entry that it may anchor, in this order."""
        piece = words.take(tokens)
        count = self.count.take(piece)
        return np.repeat(tokens, count), self.entries.take(counted_from(self.first.take(piece), count))


def share_bits(counts: Ints) -> Bits:
    """The bit of each atom in signatures, by how many words satisfy it.

    Atoms that are about as common share one, fewer of them the commoner they are: a rare one is not taken for them.
    """
    order = np.argsort(-counts, kind="stable")
    share = np.cumsum(np.cbrt(counts[order]))
    bit = np.minimum(share * (_SHARED / max(share[-1], 1)), _SHARED - 1).astype(np.uint64)
    bits = np.empty(len(counts), np.uint64)
    bits[order] = np.uint64(1) << bit
    return bits


class KnownWords:
    """What is known of the words of one vocabulary: the atoms they satisfy, and a *signature* of these for each word.

    In a signature the bit of each atom is set. Atoms share bits, so it may mistake one for another, but never misses
    one.
    """

    def __init__(self, index: AtomIndex, bits: Bits) -> None:
        self._index, self._atoms = index, len(bits)
        self._pieces = 0
        self._piece, self._atom = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self._keys = np.zeros(0, np.int64)
        self.bits, self.signatures = bits, np.zeros(0, np.uint64)

    def learn(self, folded: list[str]) -> bool:
        """Take in the new pieces of a vocabulary that only grows, folded; False if there are none."""
        if self._pieces == len(folded):
            return False
        piece, atom = self._index.pairs(folded[self._pieces :])
        self._piece, self._atom = np.append(self._piece, piece + self._pieces), np.append(self._atom, atom)
        self._keys = self._piece * self._atoms + self._atom
        self._pieces = len(folded)
        self.sign(self.bits)
        return True

    def sign(self, bits: Bits) -> None:
        """Sign the words with other bits for the atoms."""
        self.bits = bits
        self.signatures = np.zeros(self._pieces, np.uint64)
        if len(self._piece):
            first = np.flatnonzero(changes(self._piece))
            self.signatures[self._piece[first]] = np.bitwise_or.reduceat(self.bits[self._atom], first)

    def signed(self, word: Anchoring, words: Anchoring) -> Bits:
        """The signatures, with those marked at which an entry of one word or of several words is anchored."""
        one = np.where(word.count > 0, ANCHORS_WORD, np.uint64(0))
        several = np.where(words.count > 0, ANCHORS_WORDS, np.uint64(0))
        return np.asarray(self.signatures | one | several)

    def count(self, words: Ids) -> Ints:
        """How many of the words, given by piece, satisfy each atom."""
        of_piece = np.bincount(words, minlength=self._pieces)
        return np.bincount(self._atom, of_piece[self._piece], self._atoms).astype(np.int64)

    def anchoring(self, anchors: Anchors, wanted: Flags) -> Anchoring:
        """Those of the entries that are ``wanted``, by the pieces they are anchored at, ascending for each."""
        at_atom = np.diff(anchors.first)[self._atom]
        entries = anchors.entries[counted_from(anchors.first[self._atom], at_atom)]
        piece = np.repeat(self._piece, at_atom)
        keep = wanted[entries]
        piece, number = piece[keep], len(wanted)
        in_order = np.sort(piece * number + entries[keep])  # as one number each, which is much faster
        count = np.bincount(piece, minlength=self._pieces)
        return Anchoring(in_order % number, np.cumsum(count) - count, count)

    def stand(self, batch: Batch, token: Ints, atom: Ints) -> Flags:
        """Whether there is such a token and it satisfies the atom beside it."""
        inside = (token >= 0) & (token < batch.tokens)
        piece = batch.word_id.take(token, mode="clip")
        # The signatures tell most words apart at once; only the few that pass are looked up.
        inside &= (self.signatures.take(piece) & self.bits[atom]) != 0
        maybe = np.flatnonzero(inside)
        keys = piece[maybe] * np.int64(self._atoms) + atom[maybe]
        inside[maybe] = places_in(self._keys, keys) >= 0
        return np.asarray(inside)
