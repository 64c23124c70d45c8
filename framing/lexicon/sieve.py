"""Anchors of entries of several words that can come to nothing: most of them, told by one look at the words around.

Wherever an entry matches, each of its slots stands within a fixed reach of the anchor. For each token the signatures of
the words from there on are laid over each other, of two words, four, eight; the words within any reach are then two
such windows that overlap. So each slot is one question: is its bit set in them? What passes is searched afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.lexicon.anchors import ANCHORS_WORD, ANCHORS_WORDS, Anchoring, Anchors, Bits, KnownWords
from framing.lexicon.atoms import CompiledCodebook, Reals
from framing.records.arrays import Ids, Ints
from framing.records.batch import Batch

#: So many tokens at a time: their windows stay in the processor's cache.
_STEP = 1 << 15
#: So many slots of an entry are looked for; further ones keep hardly anything out.
_RANKS = 3

#: Tokens, and the entries that are anchored there.
Places = tuple[Ints, Ints]


@dataclass(slots=True)
class Probes:
    """For each rank and entry: the bit to look for, and the first and the last window to look at.

    Windows of one, two, four ... words lie one kind after the other; where one begins is told from the anchor. An entry
    that has no more slots looks for no bit.
    """

    bit: Bits
    near: Ints
    far: Ints
    #: how far the words to be looked at reach, to the left and to the right
    left: int
    right: int
    #: kinds of windows, and how many of each kind there are
    kinds: int
    width: int


def choose_probes(compiled: CompiledCodebook, words: KnownWords, anchors: Anchors, counts: Ints, tokens: int) -> Probes:
    """The slots beside each anchor, the one first that lets the fewest pass.

    ``counts`` says how many of so many ``tokens`` satisfy each atom.
    """
    entries, slots = np.arange(len(compiled.slots)), np.arange(compiled.slots.shape[1])
    room = np.cumsum(compiled.gaps, axis=1)
    apart = slots - anchors.slot[:, None]
    slack = room - room[entries, anchors.slot][:, None]
    nearest, furthest = apart + np.minimum(slack, 0), apart + np.maximum(slack, 0)
    other = (compiled.slots >= 0) & (apart != 0)
    missed = (1 - _frequency(words.bits, counts, tokens)[compiled.slots]) ** (furthest - nearest + 1)
    order = np.argsort(np.where(other, 1 - missed, np.inf), axis=1, kind="stable")[:, : min(len(slots) - 1, _RANKS)]
    bit, first, last = (
        np.take_along_axis(np.where(other, values, 0), order, axis=1).T
        for values in (words.bits[compiled.slots], nearest, furthest)
    )
    left, right = -int(first.min(initial=0)), int(last.max(initial=0))
    kind = np.frexp(last - first + 1)[1].astype(np.int64) - 1
    width = left + _STEP + right
    begin = kind * width + left
    return Probes(
        np.ascontiguousarray(bit, np.uint64),
        np.ascontiguousarray(begin + first),
        np.ascontiguousarray(begin + last + 1 - (1 << kind)),
        left,
        right,
        int(kind.max(initial=0)) + 1,
        width,
    )


def _frequency(bits: Bits, counts: Ints, tokens: int) -> Reals:
    """How often a word has the bit of each atom set, about."""
    _, atom_bit = np.unique(bits, return_inverse=True)
    return np.asarray(np.minimum(np.bincount(atom_bit, counts)[atom_bit] / max(tokens, 1), 1))


def sieve(batch: Batch, signatures: Bits, probes: Probes, one: Anchoring, several: Anchoring) -> tuple[Places, Places]:
    """Where entries of one word match, and where one of several words may; no other place of them does.

    ``signatures`` mark the anchors of both.
    """
    nothing = np.zeros(0, np.int64)
    words, passed = [(nothing, nothing)], [(nothing, nothing)]
    windows = np.zeros((probes.kinds, probes.width), np.uint64)
    for first in range(0, batch.tokens, _STEP):
        _lay(windows, batch.word_id, signatures, first - probes.left)
        here = windows[0, probes.left : probes.left + min(_STEP, batch.tokens - first)]
        words.append(one.at(batch.word_id, np.flatnonzero((here & ANCHORS_WORD) != 0) + first))
        token, entry = several.at(batch.word_id, np.flatnonzero(here >= ANCHORS_WORDS) + first)
        passed.append(_pass(windows.ravel(), probes, token, entry, first))
    return _joined(words), _joined(passed)


def _joined(parts: list[Places]) -> Places:
    """One after another."""
    token, entry = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    return token, entry


def _lay(windows: Bits, words: Ids, signatures: Bits, first: int) -> None:
    """Lay the signatures of the words from token ``first`` on over each other; there are none beyond the batch."""
    kinds, width = windows.shape
    begin, end = max(first, 0), min(first + width, len(words))
    windows[0, : begin - first] = 0
    windows[0, end - first :] = 0
    signatures.take(words[begin:end], out=windows[0, begin - first : end - first], mode="clip")
    for kind in range(1, kinds):
        half = 1 << (kind - 1)
        np.bitwise_or(windows[kind - 1, :-half], windows[kind - 1, half:], out=windows[kind, :-half])


def _pass(windows: Bits, probes: Probes, token: Ints, entry: Ints, first: int) -> Places:
    """Those round whose token each of the entry's slots may stand."""
    for bit, near, far in zip(probes.bit, probes.near, probes.far, strict=True):
        wanted, place = bit.take(entry), token - first
        found = windows.take(place + near.take(entry)) | windows.take(place + far.take(entry))
        passes = np.flatnonzero((found & wanted) == wanted)
        token, entry = token[passes], entry[passes]
    return token, entry
