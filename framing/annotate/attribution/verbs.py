"""Cue verbs and adjectives with the words of their verb group: "has also repeatedly said", "was not sure"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.flags import AUX, PUNCT, VERB, G, W
from framing.annotate.attribution.nametree import NameTree
from framing.annotate.attribution.passage import Layout
from framing.annotate.attribution.phrases import among_words
from framing.records.arrays import Flags, Ints

#: Auxiliaries, negations and adverbs before a verb.
_GROUP_WORDS = AUX | W.NEG | W.ADV
_LONGEST_GROUP = 5
_OPENS_WORDS = W.PRON | W.IT | W.DET | W.POSS | W.CAP | W.THAT | W.PREP
_COPULAS = frozenset(
    "remain remains remained remaining become becomes became grow grows grew grown stay stays stayed".split()
)
_WISHFUL = frozenset("wishful magical fresh new old wrong critical strategic positive".split())
_TANKS = frozenset(["tank", "tanks"])
_LONGEST_ASIDE = 5
_BEFORE_ASIDE = AUX | W.REL | W.AND | W.BUT | W.IT
_NAMES = W.PRON | W.CAP | W.SPEAKER | W.PLURAL
#: What never stands inside an entry of several words.
_BREAKS = PUNCT | G.MARK | G.STOP | G.BREAK


@dataclass(slots=True)
class Verbs:
    """One row a cue verb (or adjective): its words ``[at, end)``, its bits, where its verb group starts.

    ``first`` and ``last`` bound its sentence. ``stop`` is where its subject may end: the start of the group, or of a
    date before it. ``left`` are the bits of the word before that, 0 when punctuation or a quotation mark stands between
    (``cut`` is then true) or the sentence starts there; ``right`` are those of the word at ``end`` in any case. A comma
    before a verb in a headline is an "and".
    """

    layout: Layout
    at: Ints
    end: Ints
    bits: Ints
    group: Ints
    helpers: Ints
    first: Ints
    last: Ints
    stop: Ints
    left: Ints
    right: Ints
    cut: Flags

    def own(self, bits: int) -> Flags:
        """Whether the verb itself has any of ``bits``."""
        return np.asarray((self.bits & bits) != 0)

    def helped(self, bits: int) -> Flags:
        """Whether an auxiliary of its group has any of ``bits``."""
        return np.asarray((self.helpers & bits) != 0)

    def before(self, bits: int) -> Flags:
        """Whether the word before the group (and its date), nothing between, has any of ``bits``."""
        return np.asarray((self.left & bits) != 0)

    def behind_comma(self) -> Flags:
        """Whether a comma, dash or bracket stands before the group (and its date), no closing quotation."""
        comma = self.layout.gap(self.stop, G.COMMA | G.DASH | G.RIGHT)
        return np.asarray((self.stop > self.first) & comma & ~self.layout.closes[self.stop])

    def followed(self, bits: int) -> Flags:
        """Whether the word behind the verb has any of ``bits``."""
        return np.asarray((self.right & bits) != 0)


def find_verbs(layout: Layout, phrases: NameTree) -> Verbs:
    """All cue verbs and adjectives outside quotations."""
    at = layout.words(VERB | W.PHRASAL | W.ADJ)[:-1]
    first, last = layout.sentence_bounds(at)
    bits = layout.bits(at)
    end, bits = _extend(layout, at, bits, phrases)
    name = ((bits & W.CAP) != 0) & (at != first) & ~layout.passage.headline[at]
    rows = np.flatnonzero(name & ((bits & W.UPPER) != 0))  # "LUND SAYS FEES ARE UNFAIR"
    name[rows] = ~(layout.has(at.take(rows) - 1, W.UPPER) & layout.has(at.take(rows) + 1, W.UPPER))
    name |= layout.gap(at, G.HYPHEN) | layout.gap(end, G.HYPHEN)
    keep = ((bits & (VERB | W.ADJ)) != 0) & ~name & ~_plain_noun(layout, at, bits, first) & ~_no_verb(layout, at)
    kept = np.flatnonzero(keep)
    at, end, bits, first, last = (column.take(kept) for column in (at, end, bits, first, last))
    group, helpers = _groups(layout, at, first)
    _with_copulas(layout, bits, group, helpers, first)
    stop = _before_dates(layout, group, first)
    cut = (stop == first) | layout.gap(stop, PUNCT) | layout.closes[stop]
    left = np.where(cut, 0, _before(layout, stop))
    joined = layout.passage.headline.take(at) & layout.gap(at, G.COMMA) & ((bits & W.SFORM) != 0)
    left = np.where(joined & (stop == at), int(W.AND), left)  # "Oslo slams levy, *vows* to fight"
    return Verbs(layout, at, end, bits, group, helpers, first, last, stop, left, layout.bits(end), cut)


def _with_copulas(layout: Layout, bits: Ints, group: Ints, helpers: Ints, first: Ints) -> None:
    """Let the groups of adjectives start at what links them as "is" does: "*remain* hopeful that"."""
    rows = np.flatnonzero(((bits & W.ADJ) != 0) & (group > first) & ((helpers & W.BE) == 0))
    linked = ~layout.gap(group.take(rows), PUNCT | G.MARK) & among_words(layout, group.take(rows) - 1, _COPULAS)
    rows = rows.compress(linked)
    group[rows] -= 1
    helpers[rows] |= W.BE
    before = group.take(rows) - 1
    helped = layout.has(before, W.HAVE | W.MODAL | W.ADV) & (before > first.take(rows))
    group[rows.compress(helped)] -= 1


def _before_dates(layout: Layout, group: Ints, first: Ints) -> Ints:
    """Where each group starts, a date before it included: "Bessent *on Tuesday said*", "critics *now say*"."""
    stop = group.copy()
    rows = np.flatnonzero((group > first) & layout.has(group - 1, W.TIME | W.DIGIT) & ~layout.gap(group, PUNCT))
    back = group[rows]
    for _ in range(3):
        word = layout.bits(back - 1)
        dated = ((word & (W.TIME | W.DIGIT)) != 0) & (back - 1 > first[rows]) & ~layout.gap(back, PUNCT)
        rows, back = rows[dated], back[dated] - 1
        adverb = ((layout.bits(back) & (W.CAP | W.DIGIT | W.PLURAL)) == 0) & ~layout.has(
            back - 1, W.DET | W.POSS | W.GENITIVE
        )
        stop[rows[adverb]] = back[adverb]
        ready = layout.has(back - 1, W.PREP) & (back - 1 >= first[rows])
        stop[rows[ready]] = back[ready] - 1
        rows, back = rows[~ready], back[~ready]
    _before_asides(layout, stop, first)
    moved = np.flatnonzero(stop < group)
    for _ in range(2):
        moved = moved[layout.has(stop[moved] - 1, AUX) & ~layout.has(stop[moved] - 1, W.PRON)]
        moved = moved[stop[moved] - 1 > first[moved]]
        stop[moved] -= 1
    return stop


def _before_asides(layout: Layout, stop: Ints, first: Ints) -> None:
    """Let stops move before a phrase set between a helping verb, who, and or but, and the verb: "has *in the past*
    said", "but *in a later interview* said"."""
    left = layout.bits(np.maximum(stop - 1, 0))
    rows = np.flatnonzero((stop > first + 1) & ((left & _NAMES) == 0) & ~layout.gap(stop, PUNCT))
    at = stop[rows]
    for _ in range(_LONGEST_ASIDE):
        at = at - 1
        word = layout.bits(at)
        going = np.flatnonzero((at - 1 >= first.take(rows)) & ((word & _BEFORE_ASIDE) == 0))
        going = going.compress(~layout.gap(at.take(going), PUNCT))
        rows, at, word = rows.take(going), at.take(going), word.take(going)
        aside = ((word & W.PREP) != 0) & ((word & (W.TO | W.OF)) == 0)
        found = np.flatnonzero(aside)
        aside[found] = layout.has(at.take(found) - 1, _BEFORE_ASIDE)
        stop[rows.compress(aside)] = at.compress(aside)
        rows, at = rows.compress(~aside), at.compress(~aside)


def _plain_noun(layout: Layout, at: Ints, bits: Ints, first: Ints) -> Flags:
    """A doubtful form right behind an article, possessive or preposition; most candidates go here, at little cost."""
    doubtful = ((bits & (W.AMBIGUOUS | W.BASE)) != 0) & ((bits & W.ADJ) == 0) & (at > first)
    before = _before(layout, at)
    doubtful &= ((before & (W.DET | W.POSS | W.PREP | W.GENITIVE)) != 0) & ((before & (W.TO | W.THAT)) == 0)
    some = ((before & W.PLURAL) != 0) & ((bits & W.AMBIGUOUS) == 0)  # some say
    return np.asarray(doubtful & ~some)


def _before(layout: Layout, at: Ints) -> Ints:
    """The bits of the word before each one; an owner's where an apostrophe parts them: "the *growers'* repeated"."""
    owned = layout.gap(at, G.OWNER) & ~layout.closes[at]
    return np.asarray(layout.bits(at - 1) | np.where(owned, W.GENITIVE, 0))


def _no_verb(layout: Layout, at: Ints) -> Flags:
    """Say between commas ("when it comes to, *say*, salt"), the head of a *think* tank, and wishful *thinking*."""
    base = layout.has(at, W.CLAUSE) & layout.has(at, W.BASE)
    no_verb = base & layout.has(at, W.SAID) & layout.gap(at, G.COMMA) & layout.gap(at + 1, G.COMMA)
    rows = np.flatnonzero(base & ~layout.has(at + 1, _OPENS_WORDS))
    no_verb[rows] |= among_words(layout, at.take(rows) + 1, _TANKS)
    rows = np.flatnonzero(layout.has(at, W.ING) & layout.has(at, W.CLAUSE))
    no_verb[rows] |= among_words(layout, at.take(rows) - 1, _WISHFUL)
    return np.asarray(no_verb)


def _extend(layout: Layout, at: Ints, bits: Ints, phrases: NameTree) -> tuple[Ints, Ints]:
    """Take in the particles of entries of several words: call for, point out."""
    end, bits = at + 1, bits & ~W.PHRASAL
    rows = np.flatnonzero(layout.has(at, W.PHRASAL) & (at + 2 <= layout.n))
    rows = rows[layout.has(at[rows] + 1, W.PARTICLE)]
    rows = rows[~layout.gap(at[rows] + 1, _BREAKS)]
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
        live, here = live.compress(near), here.compress(near)
        word = layout.bits(here - 1)
        helping = ((word & _GROUP_WORDS) != 0) & ~layout.inside[here - 1]
        both = np.flatnonzero(((word & W.DET) != 0) & helping)  # "the two have both said", but "both said"
        before = here[both] - 2
        helping[both] = (before >= first[live[both]]) & layout.has(before, W.CAP | W.PLURAL | AUX)
        helping[both] &= ~layout.gap(before + 1, PUNCT)
        live, word = live.compress(helping), word.compress(helping)
        helpers[live] |= word & (AUX | W.NEG)
        plain = (word & W.PRON) == 0  # "he's" helps, and is the subject
        live = live.compress(plain)
        group[live] -= 1
        if not len(live):
            break
    return group, helpers
