"""Cue verbs and adjectives with the words of their verb group: "has also repeatedly said", "was not sure"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.flags import AUX, PUNCT, VERB, G, W
from framing.annotate.attribution.names import NameTree
from framing.annotate.attribution.passage import Flags, Ints, Layout

#: Auxiliaries, negations and adverbs before a verb.
_GROUP_WORDS = AUX | W.NEG | W.ADV
_LONGEST_GROUP = 5
#: What never stands inside an entry of several words.
_BREAKS = PUNCT | G.MARK | G.STOP | G.BREAK


@dataclass(slots=True)
class Verbs:
    """One row a cue verb (or adjective): its words ``[at, end)``, its bits, where its verb group starts.

    ``first`` and ``last`` bound its sentence. ``left`` are the bits of the word before the group, 0 when punctuation
    or a quotation mark stands between (``cut`` is then true) or the sentence starts there.
    """

    layout: Layout
    at: Ints
    end: Ints
    bits: Ints
    group: Ints
    helpers: Ints
    first: Ints
    last: Ints
    left: Ints
    cut: Flags

    def own(self, bits: int) -> Flags:
        """Whether the verb itself has any of ``bits``."""
        return np.asarray((self.bits & bits) != 0)

    def helped(self, bits: int) -> Flags:
        """Whether an auxiliary of its group has any of ``bits``."""
        return np.asarray((self.helpers & bits) != 0)

    def before(self, bits: int) -> Flags:
        """Whether the word before the group, nothing between, has any of ``bits``."""
        return np.asarray((self.left & bits) != 0)


def find_verbs(layout: Layout, phrases: NameTree) -> Verbs:
    """All cue verbs and adjectives outside quotations."""
    at = layout.words(VERB | W.PHRASAL | W.ADJ)[:-1]
    first, last = layout.sentence_bounds(at)
    bits = layout.wf[at]
    end, bits = _extend(layout, at, bits, phrases)
    name = ((bits & W.CAP) != 0) & (at != first) & ~layout.passage.headline[at]
    name |= layout.gap(at, G.HYPHEN) | layout.gap(end, G.HYPHEN)
    keep = ((bits & (VERB | W.ADJ)) != 0) & ~name & ~_plain_noun(layout, at, bits, first)
    at, end, bits, first, last = at[keep], end[keep], bits[keep], first[keep], last[keep]
    group, helpers = _groups(layout, at, first)
    cut = (group == first) | layout.gap(group, PUNCT) | layout.closes[group]
    left = np.where(cut, 0, layout.wf[group - 1])
    return Verbs(layout, at, end, bits, group, helpers, first, last, left, cut)


def _plain_noun(layout: Layout, at: Ints, bits: Ints, first: Ints) -> Flags:
    """A doubtful form right behind an article, possessive or preposition; most candidates go here, at little cost."""
    doubtful = ((bits & (W.AMBIGUOUS | W.BASE)) != 0) & ((bits & W.ADJ) == 0) & (at > first)
    before = layout.wf[at - 1] & np.where(doubtful, W.DET | W.POSS | W.PREP | W.GENITIVE, 0)
    return np.asarray((before != 0) & ((layout.wf[at - 1] & (W.TO | W.THAT)) == 0))


def _extend(layout: Layout, at: Ints, bits: Ints, phrases: NameTree) -> tuple[Ints, Ints]:
    """Take in the particles of entries of several words: call for, point out."""
    end, bits = at + 1, bits & ~W.PHRASAL
    joined = layout.has(at, W.PHRASAL) & layout.has(at + 1, W.PARTICLE) & ~layout.gap(at + 1, _BREAKS)
    rows = np.flatnonzero(joined & (at + 2 <= layout.n))
    start = at[rows]
    far = (start + 2 < layout.n) & ~layout.gap(start + 2, _BREAKS)
    found, last = phrases.find(layout, start).longest(start, start + np.where(far, 3, 2))
    rows, found, last = rows[found > 0], found[found > 0], last[found > 0]
    own = bits[rows]
    noun = np.where(own & (W.SFORM | W.BASE), 0, W.AMBIGUOUS)  # "calls for help" may be a noun
    shape = np.where(found & VERB, own & ~(VERB | W.TOPIC | noun), own)
    end[rows], bits[rows] = last, found | shape
    return end, bits


def _groups(layout: Layout, at: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Where each verb group starts, and the bits of all its helping words together."""
    group, helpers = at.copy(), np.zeros(len(at), np.int64)
    live = np.arange(len(at))
    for _ in range(_LONGEST_GROUP):
        here = group[live]
        near = (here > first[live]) & ~layout.gap(here, PUNCT | G.MARK)
        live, here = live[near], here[near]
        word = layout.wf[here - 1]
        helping = ((word & _GROUP_WORDS) != 0) & ~layout.inside[here - 1]
        live, word = live[helping], word[helping]
        helpers[live] |= word & (AUX | W.NEG)
        plain = (word & W.PRON) == 0  # "he's" helps, and is the subject
        live = live[plain]
        group[live] -= 1
        if not len(live):
            break
    return group, helpers
