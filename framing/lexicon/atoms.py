"""A codebook compiled for matching: its slots numbered as atoms, its entries laid out as arrays.

An *atom* is what one slot accepts: a set of words and stems. A slot that several entries share is one atom.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.records.batch import Flags, Ints
from framing.records.codebook import Codebook, Slot
from framing.records.folding import fold, negates

Reals = npt.NDArray[np.float64]

_COMMON = frozenset(
    """a an the and or but of in on at to for from by with as is are was were be been being has have had do does did
    not no it its he she they we you i this that these those there here will would can could may might should
    must more most all any each other than then so if when while who what which how why out up down over into
    about against between after before under again further us our your their his her them him my me one two new
    said says say year years also china chinese united states trade government people time world economic
    country countries""".split()
)


@dataclass(slots=True)
class CompiledCodebook:
    """Entries as arrays, in written order.

    ``slots[e, j]`` is the atom of slot ``j`` or -1, ``gaps[e, j]`` the gap before it; ``chance`` orders the slots of
    an entry, the least likely one first, by values below 1.
    """

    atoms: list[Slot]
    frame: Ints
    length: Ints
    gapped: Flags
    exclude: Flags
    own_negator: Flags
    slots: Ints
    gaps: Ints
    chance: Reals


def compile_codebook(codebook: Codebook) -> CompiledCodebook:
    """Number the atoms of ``codebook`` and lay its entries out as arrays."""
    numbers: dict[Slot, int] = {}
    entries = list(codebook.entries())
    frames = {frame.name: i for i, frame in enumerate(codebook.frames)}
    longest = max(len(entry.slots) for _, entry in entries)
    slots = np.full((len(entries), longest), -1, np.int64)
    gaps = np.zeros((len(entries), longest), np.int64)
    chance = np.zeros((len(entries), longest))
    for e, (_, entry) in enumerate(entries):
        for j, slot in enumerate(entry.slots):
            slots[e, j] = numbers.setdefault(Slot(slot.words, slot.stems), len(numbers))
            gaps[e, j] = slot.gap
        for rank, j in enumerate(sorted(range(len(entry.slots)), key=lambda j: _chance(entry.slots[j]))):
            chance[e, j] = rank / longest
    return CompiledCodebook(
        atoms=list(numbers),
        frame=np.array([frames[frame.name] for frame, _ in entries], np.int64),
        length=np.array([len(entry.slots) for _, entry in entries], np.int64),
        gapped=np.asarray((gaps > 0).any(axis=1)),
        exclude=np.array([entry.exclude for _, entry in entries], np.bool_),
        own_negator=np.array([entry.own_negator for _, entry in entries], np.bool_),
        slots=slots,
        gaps=gaps,
        chance=chance,
    )


def _chance(slot: Slot) -> tuple[int, float]:
    """How likely a slot is to occur: common words in it, many alternatives, short ones."""
    terms = slot.words + slot.stems
    common = sum(term in _COMMON for term in terms)
    stems = sum(len(stem) < 5 for stem in slot.stems)
    return common + stems, sum(1.0 / len(term) for term in terms)


class AtomIndex:
    """Which atoms a word satisfies: the same for every vocabulary."""

    def __init__(self, atoms: list[Slot]) -> None:
        words: dict[str, list[int]] = {}
        stems: dict[str, list[int]] = {}
        for number, atom in enumerate(atoms):
            for word in atom.words:
                words.setdefault(word, []).append(number)
            for stem in atom.stems:
                stems.setdefault(stem, []).append(number)
        self._words = {word: tuple(numbers) for word, numbers in words.items()}
        self._negation = self._words.get("not", ())
        #: The stems by how they begin: most words begin like none of them.
        self._stems: dict[str, list[tuple[str, list[int]]]] = {}
        self._head = min(map(len, stems), default=0)
        for stem, numbers in stems.items():
            self._stems.setdefault(stem[: self._head], []).append((stem, numbers))

    def atoms_of(self, piece: str) -> tuple[int, ...]:
        """The atoms that ``piece`` (as published) satisfies, ascending."""
        if not piece or not (piece[0].isalnum() or piece[0] == "_"):
            return ()
        folded = fold(piece)
        word, stems = self._words.get(folded, ()), self._stems.get(folded[: self._head], ())
        negation = self._negation if self._negation and negates(folded) else ()
        if not stems and not negation:
            return word
        found = {*word, *negation}
        for stem, numbers in stems:
            if folded.startswith(stem):
                found.update(numbers)
        return tuple(sorted(found))
