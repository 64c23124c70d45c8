"""Anchors of entries with gaps that can come to nothing: most of them, told by one look at the words around.

Wherever an entry matches, each of its slots stands within a fixed reach of the anchor. The slots are sought there in the
order of how rarely they occur, each by a signature that may mistake one word for another but never misses one. What
passes is searched slot by slot afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.lexicon.anchors import Anchors, KnownWords
from framing.lexicon.atoms import CompiledCodebook
from framing.records.batch import Batch, Flags, Ints


@dataclass(slots=True)
class Probes:
    """For each rank and entry: the atom to look for, and how far before or behind the anchor it can stand.

    ``atom[r, e]`` is -1 where the entry has no more slots.
    """

    atom: Ints
    nearest: Ints
    furthest: Ints


def choose_probes(compiled: CompiledCodebook, anchors: Anchors, counts: Ints) -> Probes:
    """The slots beside the anchor, by how many places of their reach would hold one of their words by chance."""
    entries = np.arange(len(compiled.slots))
    slots = np.arange(compiled.slots.shape[1])
    room = np.cumsum(compiled.gaps, axis=1)
    apart = slots - anchors.slot[:, None]
    slack = room - room[entries, anchors.slot][:, None]
    nearest, furthest = apart + np.minimum(slack, 0), apart + np.maximum(slack, 0)
    other = (compiled.slots >= 0) & (apart != 0)
    cost = np.where(other, (furthest - nearest + 1) * (counts[compiled.slots] + compiled.chance), np.inf)
    order = np.argsort(cost, axis=1, kind="stable")[:, : len(slots) - 1]
    atom = np.take_along_axis(np.where(other, compiled.slots, -1), order, axis=1)
    ends = (np.take_along_axis(side, order, axis=1) for side in (nearest, furthest))
    return Probes(*(np.ascontiguousarray(column.T) for column in (atom, *ends)))


def sieve(batch: Batch, words: KnownWords, probes: Probes, token: Ints, entry: Ints) -> Ints:
    """Which of the anchors may be part of a match of their entry; the others certainly are not."""
    rows = np.arange(len(token))
    for atom, nearest, furthest in zip(probes.atom, probes.nearest, probes.furthest, strict=True):
        here = entry[rows]
        wanted = atom[here]
        has = np.flatnonzero(wanted >= 0)
        if not len(has):
            break
        here = here[has]
        passes = wanted < 0
        passes[has] = _within(batch, words, wanted[has], token[rows[has]] + nearest[here], (furthest - nearest)[here])
        rows = rows[passes]
    return rows


def _within(batch: Batch, words: KnownWords, atom: Ints, first: Ints, more: Ints) -> Flags:
    """Whether a word that may satisfy its atom stands at ``first`` or at one of the ``more`` places after it."""
    found = words.may_stand(batch, first, atom)
    left = np.flatnonzero(~found & (more > 0))
    step = 0
    while len(left):
        step += 1
        here = words.may_stand(batch, first[left] + step, atom[left])
        found[left[here]] = True
        left = left[~here & (more[left] > step)]
    return found
