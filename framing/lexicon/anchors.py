"""Where the search for an entry begins: at the slot whose words are rarest in the texts at hand.

Whichever slot that is, the same matches are found; only the work differs, by a factor of five.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.lexicon.atoms import AtomIndex, CompiledCodebook
from framing.records.batch import Batch, Flags, Ints

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


class KnownWords:
    """What is known of the words of one vocabulary: the atoms they satisfy, and the entries that are anchored there."""

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
        found = [(i, atoms) for i, piece in enumerate(new, self._pieces) if (atoms := self._index.atoms_of(piece))]
        piece = np.array([i for i, atoms in found for _ in atoms], np.int64)
        atom = np.array([a for _, atoms in found for a in atoms], np.int64)
        self._bits = np.append(self._bits, np.zeros(_LANES * len(new), np.uint64))
        np.bitwise_or.at(self._bits, piece * _LANES + self._lane[atom], self._bit[atom])
        self._piece, self._atom = np.append(self._piece, piece), np.append(self._atom, atom)
        self._keys = self._piece * self._atoms + self._atom
        self._pieces = len(pieces)
        return True

    def count(self, words: npt.NDArray[np.int32]) -> Ints:
        """How many of the words, given by piece, satisfy each atom."""
        of_piece = np.bincount(words, minlength=self._pieces)
        return np.bincount(self._atom, of_piece[self._piece], self._atoms).astype(np.int64)

    def anchor(self, anchors: Anchors) -> None:
        """Note which entries are anchored at each piece."""
        at_atom = np.diff(anchors.first)[self._atom]
        last = np.cumsum(at_atom)
        place = np.arange(int(at_atom.sum())) + np.repeat(anchors.first[self._atom] - (last - at_atom), at_atom)
        self._entries = anchors.entries[place]
        self._entry_count = np.bincount(self._piece, at_atom, self._pieces).astype(np.int64)
        self._first_entry = np.cumsum(self._entry_count) - self._entry_count
        self._is_anchor = self._entry_count > 0

    def anchored(self, words: npt.NDArray[np.int32]) -> tuple[Ints, Ints]:
        """Each word that may anchor an entry, with the entry, in the order of the words."""
        tokens = np.flatnonzero(self._is_anchor.take(words))
        piece = words[tokens]
        repeats = self._entry_count[piece]
        last = np.cumsum(repeats)
        place = np.arange(int(repeats.sum())) + np.repeat(self._first_entry[piece] - (last - repeats), repeats)
        return np.repeat(tokens, repeats), self._entries[place]

    def may_stand(self, batch: Batch, token: Ints, atom: Ints) -> Flags:
        """Whether the token, or the nearest there is, may satisfy the atom: False is certain, True is not."""
        return self._may_satisfy(batch.word_id.take(token, mode="clip"), atom)

    def stand(self, batch: Batch, token: Ints, atom: Ints) -> Flags:
        """Whether there is such a token and it satisfies the atom beside it."""
        inside = (token >= 0) & (token < batch.tokens)
        piece = batch.word_id.take(token, mode="clip")
        # The signatures tell most words apart at once; only the few that pass are looked up.
        inside &= self._may_satisfy(piece, atom)
        maybe = np.flatnonzero(inside)
        keys = piece[maybe] * np.int64(self._atoms) + atom[maybe]
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        inside[maybe] = self._keys[at] == keys
        return np.asarray(inside)

    def _may_satisfy(self, piece: npt.NDArray[np.int32], atom: Ints) -> Flags:
        lanes = self._bits.take(np.int64(_LANES) * piece + self._lane[atom])
        return np.asarray((lanes & self._bit[atom]) != 0)
