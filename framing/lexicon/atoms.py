"""A codebook compiled for matching: its slots numbered as atoms, its entries laid out as arrays.

An *atom* is what one slot accepts: a set of words and stems. A slot that several entries share is one atom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Flags, Ints
from framing.records.ascending import changes
from framing.records.codebook import Codebook, Slot

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
    slots: Ints
    gaps: Ints
    chance: Reals


def compile_codebook(codebook: Codebook) -> CompiledCodebook:
    """Number the atoms of ``codebook`` and lay its entries out as arrays."""
    entries = list(codebook.entries())
    frames = {name: i for i, name in enumerate(codebook.frame_names)}
    numbers: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
    of_entry = [[numbers.setdefault((s.words, s.stems), len(numbers)) for s in entry.slots] for _, entry in entries]
    atoms = [Slot(words, stems) for words, stems in numbers]
    longest = max(map(len, of_entry))
    slots = _table(of_entry, longest, -1)
    gaps = _table([[slot.gap for slot in entry.slots] for _, entry in entries], longest, 0)
    return CompiledCodebook(
        atoms=atoms,
        frame=np.array([frames[frame.name] for frame, _ in entries], np.int64),
        length=np.array([len(entry.slots) for _, entry in entries], np.int64),
        gapped=np.asarray((gaps > 0).any(axis=1)),
        exclude=np.array([entry.exclude for _, entry in entries], np.bool_),
        slots=slots,
        gaps=gaps,
        chance=_order(atoms, slots) / longest,
    )


def _table(rows: list[list[int]], width: int, absent: int) -> Ints:
    """The rows side by side, with ``absent`` where they end sooner."""
    return np.array([row + [absent] * (width - len(row)) for row in rows], np.int64)


def _order(atoms: list[Slot], slots: Ints) -> Ints:
    """The place of each slot among those of its entry, the least likely one first; of equals the first comes first."""
    common, letters = np.array([_chance(atom) for atom in atoms], np.float64).T
    order = np.lexsort((letters, common))
    new = np.append(False, (np.diff(common[order]) != 0) | (np.diff(letters[order]) != 0))
    rank = np.empty(len(atoms), np.int64)
    rank[order] = np.cumsum(new)
    of_slots = np.where(slots < 0, len(atoms), rank[slots])
    return np.argsort(np.argsort(of_slots, axis=1, kind="stable"), axis=1, kind="stable")


def _chance(slot: Slot) -> tuple[float, float]:
    """How likely a slot is to occur: common words in it and short stems, then many alternatives and short ones."""
    terms = slot.words + slot.stems
    short = [stem for stem in slot.stems if len(stem) < 5]
    return len(_COMMON.intersection(terms)) + len(short), sum([1.0 / len(term) for term in terms])


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
        self._atoms = len(atoms)
        self._negation = words.get("not", [])
        if self._negation:
            words["cannot"] = [*words.get("cannot", []), *self._negation]
        self._words = words
        #: The stems by how they begin: most words begin like none of them.
        self._head = min(map(len, stems), default=0)
        heads: dict[str, list[str]] = {}
        for stem in stems:
            heads.setdefault(stem[: self._head], []).append(stem)
        self._stems, self._heads = stems, {head: tuple(found) for head, found in heads.items()}

    def pairs(self, folded: Sequence[str]) -> tuple[Ints, Ints]:
        """Each of the words (folded; a gap is empty) with each atom that it satisfies: the numbers of both, ascending.

        A whole vocabulary at once: three questions to dictionaries for each word, and more for the few that answer.
        """
        words, head, heads = self._words, self._head, self._heads
        found = [(i, words[word]) for i, word in enumerate(folded) if word in words]
        near = [heads.get(word[:head], ()) for word in folded]
        begun = [i for i, word in enumerate(folded) if word.startswith(near[i])]
        found += [(i, self._stems[stem]) for i in begun for stem in near[i] if folded[i].startswith(stem)]
        if self._negation:
            found += [(i, self._negation) for i, word in enumerate(folded) if "'" in word and word.endswith("n't")]
        keys = np.array([i * self._atoms + atom for i, atoms in found for atom in atoms], np.int64)
        keys.sort()
        return np.divmod(keys[changes(keys)], max(self._atoms, 1))
