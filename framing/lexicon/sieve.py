"""Anchors of entries with gaps that can come to nothing: most of them, told by one look at the words around.

Wherever an entry matches, each of its slots stands within a fixed reach of the anchor. The slots are sought there, the
one that costs least to miss first, each by a signature that may mistake one word for another but never misses one.
What passes is searched slot by slot afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.lexicon.anchors import Anchoring, Anchors, Bits, KnownWords
from framing.lexicon.atoms import CompiledCodebook
from framing.records.batch import Batch, Ids, Ints

#: So many anchors at a time: what belongs to them stays in the processor's cache.
_STEP = 1 << 12


@dataclass(slots=True)
class Probes:
    """For each rank and entry: what to look for, and where, from the anchor, its first possible place is.

    ``more[r, e]`` is how many further places follow that one. An entry that has no more slots looks for no bit.
    """

    lane: Ids
    bit: Bits
    nearest: Ids
    more: Ids


def choose_probes(compiled: CompiledCodebook, words: KnownWords, anchors: Anchors, counts: Ints, tokens: int) -> Probes:
    """The slots beside the anchor, by how many places must be looked at for each anchor that is told apart.

    ``counts`` says how many of so many ``tokens`` satisfy each atom.
    """
    entries = np.arange(len(compiled.slots))
    slots = np.arange(compiled.slots.shape[1])
    room = np.cumsum(compiled.gaps, axis=1)
    apart = slots - anchors.slot[:, None]
    slack = room - room[entries, anchors.slot][:, None]
    nearest, furthest = apart + np.minimum(slack, 0), apart + np.maximum(slack, 0)
    other = (compiled.slots >= 0) & (apart != 0)
    places = furthest - nearest + 1
    tells_apart = 1 - np.minimum(places * counts[compiled.slots] / max(tokens, 1), 0.99)
    cost = np.where(other, places / tells_apart, np.inf)
    order = np.argsort(cost, axis=1, kind="stable")[:, : len(slots) - 1]
    atom, nearest, more = (
        np.take_along_axis(values, order, axis=1).T for values in (compiled.slots, nearest, furthest - nearest)
    )
    lane, bit = words.signs(atom)
    small = [np.ascontiguousarray(column, np.int32) for column in (lane, nearest, more)]
    return Probes(small[0], np.ascontiguousarray(bit), small[1], small[2])


def sieve(batch: Batch, words: KnownWords, probes: Probes, anchoring: Anchoring) -> tuple[Ints, Ints]:
    """Tokens, in order, and entries that they may anchor a match of; no other pair of them does."""
    tokens = anchoring.tokens(batch.word_id)
    parts = [(tokens[:0], tokens[:0])]
    for first in range(0, len(tokens), _STEP):
        token, entry = anchoring.at(batch.word_id, tokens[first : first + _STEP])
        for rank in range(len(probes.lane)):
            passes = _pass(batch, words, probes, rank, token, entry)
            token, entry = token[passes], entry[passes]
        parts.append((token, entry))
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _pass(batch: Batch, words: KnownWords, probes: Probes, rank: int, token: Ints, entry: Ints) -> Ints:
    """Those round whose token a word stands that may satisfy the probe of this rank, if their entry has one."""
    lane, bit = probes.lane[rank].take(entry), probes.bit[rank].take(entry)
    place = token + probes.nearest[rank].take(entry)
    found = words.may_satisfy(batch.word_id.take(place, mode="clip"), lane, bit)
    left = np.flatnonzero(~found)
    more = probes.more[rank].take(entry[left])
    step = 0
    while len(left := left[more > step]):
        more = more[more > step]
        step += 1
        here = words.may_satisfy(batch.word_id.take(place[left] + step, mode="clip"), lane[left], bit[left])
        found[left[here]] = True
        left, more = left[~here], more[~here]
    return np.flatnonzero(found)
