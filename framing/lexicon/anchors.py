"""Where the search for an entry begins: at the slot whose words are rarest in the texts at hand.

Whichever slot that is, the same matches are found; only the work differs, by a factor of five.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.lexicon.atoms import AtomIndex, CompiledCodebook
from framing.records.batch import Batch, Flags, Ids, Ints

#: The signature of a word: bit ``a % 256`` of four times 64 is set where it satisfies atom ``a``.
Bits = npt.NDArray[np.uint64]
_LANES = 4


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
    is_anchor: Flags

    def tokens(self, words: Ids) -> Ints:
        """The words that may anchor an entry."""
        return np.flatnonzero(self.is_anchor.take(words))

    def at(self, words: Ids, tokens: Ints) -> tuple[Ints, Ints]:
        """Each of these tokens with each entry that it may anchor, in order."""
        piece = words[tokens]
        repeats = self.count.take(piece)
        return np.repeat(tokens, repeats), self.entries.take(_counted_from(self.first.take(piece), repeats))


def _counted_from(first: Ints, count: Ints) -> Ints:
    """``first, first + 1, ...``: so many of each as ``count`` says, one after the other."""
    last = np.cumsum(count)
    return np.asarray(np.arange(int(count.sum())) + np.repeat(first - (last - count), count))


class KnownWords:
    """What is known of the words of one vocabulary: the atoms they satisfy, and which entries are anchored at them."""

    def __init__(self, index: AtomIndex, atoms: int) -> None:
        self._index, self._atoms = index, atoms
        self._pieces = 0
        self._piece, self._atom = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self._keys = np.zeros(0, np.int64)
        self._bits: Bits = np.zeros(0, np.uint64)
        numbers = np.arange(atoms)
        self._lane, self._bit = (numbers >> 6) % _LANES, np.uint64(1) << (numbers & 63).astype(np.uint64)

    def learn(self, pieces: list[str]) -> bool:
        """Take in the new pieces of a vocabulary that only grows; False if there are none."""
        if self._pieces == len(pieces):
            return False
        new = pieces[self._pieces :]
        piece, atom = self._index.pairs(new)
        piece = piece + self._pieces
        self._bits = np.append(self._bits, np.zeros(_LANES * len(new), np.uint64))
        np.bitwise_or.at(self._bits, piece * _LANES + self._lane[atom], self._bit[atom])
        self._piece, self._atom = np.append(self._piece, piece), np.append(self._atom, atom)
        self._keys = self._piece * self._atoms + self._atom
        self._pieces = len(pieces)
        return True

    def count(self, words: Ids) -> Ints:
        """How many of the words, given by piece, satisfy each atom."""
        of_piece = np.bincount(words, minlength=self._pieces)
        return np.bincount(self._atom, of_piece[self._piece], self._atoms).astype(np.int64)

    def anchoring(self, anchors: Anchors, wanted: Flags) -> Anchoring:
        """Those of the entries that are ``wanted``, by the pieces they are anchored at."""
        at_atom = np.diff(anchors.first)[self._atom]
        entries = anchors.entries[_counted_from(anchors.first[self._atom], at_atom)]
        piece = np.repeat(self._piece, at_atom)
        keep = wanted[entries]
        count = np.bincount(piece[keep], minlength=self._pieces)
        return Anchoring(entries[keep], np.cumsum(count) - count, count, count > 0)

    def signs(self, atom: Ints) -> tuple[Ints, Bits]:
        """Where to look in a word's signature for each atom, and for which bit: for none where there is no atom."""
        return self._lane[atom], np.where(atom < 0, np.uint64(0), self._bit[atom])

    def may_satisfy(self, piece: Ids, lane: Ints | Ids, bit: Bits) -> Flags:
        """Whether each word may satisfy its atom, by ``signs``: False is certain, True is not."""
        return np.asarray((self._bits.take(piece * np.int64(_LANES) + lane) & bit) == bit)

    def stand(self, batch: Batch, token: Ints, atom: Ints) -> Flags:
        """Whether there is such a token and it satisfies the atom beside it."""
        inside = (token >= 0) & (token < batch.tokens)
        piece = batch.word_id.take(token, mode="clip")
        # The signatures tell most words apart at once; only the few that pass are looked up.
        inside &= self.may_satisfy(piece, *self.signs(atom))
        maybe = np.flatnonzero(inside)
        keys = piece[maybe] * np.int64(self._atoms) + atom[maybe]
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        inside[maybe] = self._keys[at] == keys
        return np.asarray(inside)
