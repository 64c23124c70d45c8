"""Where the listed names (of sides, offices, kinds of speakers, channels) stand in a passage, all found at once.

The names of parties.yml and agencies.yml are a tree of numbered tokens; one step down the tree is one look-up for all
places where a name may start. What the names inside some words tell is then a matter of sorted integers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from framing.annotate.arrays import among, distinct
from framing.annotate.attribution.flags import PUNCT, G, W
from framing.annotate.attribution.passage import Flags, Ints, Layout
from framing.records.ascending import counted_from

#: Codes of the categories; each kind of speaker is a category of its own from KIND on.
SIDE, OFFICE, PLACE, CHANNEL, PERSON, COMMON, KIND = range(7)
#: The one category of a tree of cues of several words.
VERBS = 0
_ROOT = 0
_NOWHERE = -1


@dataclass(slots=True)
class Told:
    """What the names in some stretches of words tell, one row a stretch; values are numbers, 0 for none.

    ``place``: the words end in a country's name; ``kinds`` counts the kinds of speakers, ``kind`` is the most telling;
    ``presiding`` means an office that companies and clubs have too.
    """

    side: Ints
    channel: Ints
    office: Flags
    place: Flags
    kinds: Ints
    kind: Ints
    presiding: Flags


@dataclass(slots=True)
class Names:
    """One row a meaning of a name in the passage: its words ``[start, end)``, by start, category, longest first."""

    start: Ints
    end: Ints
    category: Ints
    value: Ints
    presiding: Flags

    def within(self, start: Ints, end: Ints) -> Told:
        """What the names between the given words tell; of a category the longest at each place, the first of all."""
        size = len(start)
        row, at = self._pairs(start, end)
        category, value = self.category[at], self.value[at]
        kinds = category >= KIND
        presiding = self.presiding[at]
        kind = np.zeros(size, np.int64)
        # what is written last stands: offices that companies have too first, the most telling kind (smallest) last
        falling = np.lexsort((-value[kinds], ~presiding[kinds]))
        kind[row[kinds][falling]] = value[kinds][falling]
        return Told(
            side=_first(size, row, value, category == SIDE),
            channel=_first(size, row, value, category == CHANNEL),
            office=_any(size, row, category == OFFICE),
            place=_any(size, row, (category == PLACE) & (self.end.take(at) == end.take(row))),
            kinds=np.bincount(row[kinds], minlength=size),
            kind=kind,
            presiding=_any(size, row, kinds & presiding),
        )

    def first(self, category: int, start: Ints, before: Ints, end: Ints) -> Ints:
        """The value of the first name of a category that starts at ``start`` or later, but before ``before``."""
        row, at = self._pairs(start, end)
        return _first(len(start), row, self.value[at], (self.category[at] == category) & (self.start[at] < before[row]))

    def begins(self, category: int, start: Ints, end: Ints) -> Flags:
        """Whether a name of a category starts between the given words."""
        starts = self.start.compress(self.category == category)
        return np.searchsorted(starts, end) > np.searchsorted(starts, start)

    def ends(self, categories: tuple[int, ...], start: Ints, end: Ints) -> Flags:
        """Whether a name of one of these categories ends where each of the given stretches of words does."""
        row, at = self._pairs(start, end)
        last = self.end.take(at) == end.take(row)
        return _any(len(start), row, last & np.isin(self.category.take(at), categories))

    def longest(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """Value and end of the longest name from each word on, no further than ``end``; 0 and the word for none."""
        value, last = np.zeros(len(start), np.int64), start.copy()
        row, at = self._pairs(start, end)
        here = self.start[at] == start[row]
        value[row[here]], last[row[here]] = self.value[at[here]], self.end[at[here]]
        return value, last

    def all_of(self, category: int, start: int, end: int) -> set[int]:
        """The values of a category between two words."""
        low, high = np.searchsorted(self.start, (start, end)).tolist()
        inside = (self.category[low:high] == category) & (self.end[low:high] <= end)
        return set(self.value[low:high][inside].tolist())

    def _pairs(self, start: Ints, end: Ints) -> tuple[Ints, Ints]:
        """Stretches with the names inside them, in order; of a category only the longest at a place."""
        low = np.searchsorted(self.start, start)
        count = np.maximum(np.searchsorted(self.start, end) - low, 0)
        row, at = np.repeat(np.arange(len(start)), count), counted_from(low, count)
        inside = np.flatnonzero(self.end.take(at) <= end.take(row))
        row, at = row.take(inside), at.take(inside)
        new = np.ones(len(row), np.bool_)
        for values in (row, self.start.take(at), self.category.take(at)):
            new[1:] &= values[1:] == values[:-1]
        new[1:] = ~new[1:]
        return row.compress(new), at.compress(new)


#: "US-backed rebels" are no Americans; a "Beijing-based" analyst is counted as Chinese.
_HELPED = frozenset("backed led funded financed supported sponsored trained armed allied imposed brokered".split())


def _named_too(articles: Ints, start: Ints, value: Ints, sides: Ints, common: Ints) -> Flags:
    """Whether the article of each ``common`` name names its side by a name that is that side's alone (``sides``)."""
    rows = np.concatenate((common, sides))
    values = value.take(rows)
    key = np.searchsorted(articles, start.take(rows), side="right") * (int(values.max(initial=0)) + 1) + values
    return among(key[: len(common)], np.sort(key[len(common) :]))


def _of_others(layout: Layout, start: Ints, end: Ints, sides: Flags) -> Flags:
    """Whether names go on with of and a country that is not listed: "the Ministry of Commerce *of Kazakhstan*"."""
    goes_on = layout.has(end, W.OF) & ~layout.gap(end, PUNCT)
    rows = np.flatnonzero(goes_on)
    at = end.take(rows) + 1
    at += layout.has(at, W.DET)
    at += 2 * (layout.has(at, W.CAP) & layout.has(at + 1, W.OF) & layout.has(at + 2, W.CAP))  # the Republic of
    goes_on[rows] = layout.has(at, W.CAP) & ~among(at, distinct(start.compress(sides)))
    return goes_on


def _only_helpers(layout: Layout, end: Ints) -> Flags:
    """Whether "-backed" or the like follows each name."""
    joined = layout.gap(end, G.HYPHEN)
    rows = np.flatnonzero(joined)
    rows = rows[layout.has(end[rows], W.VERBISH | W.PAST)]
    joined[:] = False
    joined[rows] = [layout.passage.word(at) in _HELPED for at in end[rows].tolist()]
    return joined


def _first(size: int, row: Ints, value: Ints, rows: Flags) -> Ints:
    """The first value of each stretch, 0 for none."""
    out = np.zeros(size, np.int64)
    out[row[rows][::-1]] = value[rows][::-1]
    return out


def _any(size: int, row: Ints, rows: Flags) -> Flags:
    out = np.zeros(size, np.bool_)
    out[row[rows]] = True
    return out


#: A category, a value and whether it is an office that companies have too.
Meaning = tuple[int, int, bool]


def _category(meaning: Meaning) -> int:
    """The category of a meaning once it stands: a common name is one of its side."""
    return SIDE if meaning[0] == COMMON else meaning[0]


@dataclass(slots=True)
class NameTree:
    """All names as a tree: ``tokens`` numbers their folded words from 1 on."""

    tokens: dict[str, int] = field(default_factory=dict)
    _steps: dict[tuple[int, int], int] = field(default_factory=dict)
    _meanings: dict[int, list[Meaning]] = field(default_factory=dict)
    _compiled: _Arrays | None = field(default=None, repr=False)

    def add(self, words: Iterable[str], meaning: Meaning) -> None:
        """Let the name of these folded words tell something more."""
        node = _ROOT
        for word in words:
            token = self.tokens.setdefault(word, len(self.tokens) + 1)
            node = self._steps.setdefault((node, token), len(self._steps) + 1)
        self._meanings.setdefault(node, []).append(meaning)

    def find(self, layout: Layout, start: Ints) -> Names:
        """Every name that starts at one of the given words."""
        if self._compiled is None:
            self._compiled = _Arrays.of(len(self.tokens) + 1, self._steps, self._meanings)
        return self._compiled.find(layout, start)


@dataclass(slots=True)
class _Arrays:
    """The tree as sorted arrays: ``keys`` are node and token in one number, ``targets`` the nodes they lead to.

    ``inner`` marks the nodes that lead anywhere; ``roots`` are the nodes of first tokens. The meanings of node ``n``,
    by category, are those from ``first[n]`` to ``first[n + 1]``.
    """

    size: int
    keys: Ints
    targets: Ints
    inner: Flags
    roots: Ints
    first: Ints
    category: Ints
    value: Ints
    presiding: Flags

    @classmethod
    def of(cls, size: int, steps: dict[tuple[int, int], int], meanings: dict[int, list[Meaning]]) -> _Arrays:
        keys = np.array([node * size + token for node, token in steps], np.int64)
        order = np.argsort(keys)
        inner, roots = np.zeros(len(steps) + 1, np.bool_), np.full(size, _NOWHERE)
        for (node, token), target in steps.items():
            inner[node] = True
            if node == _ROOT:
                roots[token] = target
        by_node = [sorted(meanings.get(node, []), key=_category) for node in range(len(steps) + 1)]
        flat = [meaning for some in by_node for meaning in some]
        return cls(
            size,
            keys[order],
            np.array(list(steps.values()), np.int64)[order],
            inner,
            roots,
            np.append(0, np.cumsum([len(some) for some in by_node])),
            np.array([category for category, _, _ in flat], np.int64),
            np.array([value for _, value, _ in flat], np.int64),
            np.array([presiding for _, _, presiding in flat], np.bool_),
        )

    def find(self, layout: Layout, start: Ints) -> Names:
        node = np.zeros(len(start), np.int64)
        starts, ends, nodes = [], [], []
        length = 0
        while len(start) and len(self.keys):
            start, node = self._step(layout, start, node, length)
            length += 1
            starts.append(start)
            ends.append(start + length)
            nodes.append(node)
        if not starts:
            nothing = np.zeros(0, np.int64)
            return Names(nothing, nothing, nothing, nothing, np.zeros(0, np.bool_))
        return self._named(layout, np.concatenate(starts), np.concatenate(ends), np.concatenate(nodes))

    def _step(self, layout: Layout, start: Ints, node: Ints, length: int) -> tuple[Ints, Ints]:
        """The places where the name goes on with the word after ``length`` words, and the nodes it leads to."""
        going = np.flatnonzero(self.inner.take(node) & (start + length < layout.n))
        start, node = start.take(going), node.take(going)
        token = layout.passage.fold(start + length)
        listed = np.flatnonzero(token < self.size)  # the other words are part of no name
        start, node, token = start.take(listed), node.take(listed), token.take(listed)
        if not length:
            target = self.roots.take(token)
            some = np.flatnonzero(target != _NOWHERE)
            return start.take(some), target.take(some)
        key = node * self.size + token
        at = np.searchsorted(self.keys, key)
        going = np.flatnonzero(self.keys.take(at, mode="clip") == key)
        return start.take(going), self.targets.take(at.take(going))

    def _named(self, layout: Layout, start: Ints, end: Ints, node: Ints) -> Names:
        """One row a meaning, in order."""
        first = self.first.take(node)
        count = self.first.take(node + 1) - first
        start, end, at = np.repeat(start, count), np.repeat(end, count), counted_from(first, count)
        category = self.category.take(at)
        named = np.ones(len(at), np.bool_)
        channel, side = (np.flatnonzero(category == code) for code in (CHANNEL, SIDE))
        at_channel = start.take(channel)  # "the bank's economist" is no Economist
        named[channel] = layout.has(at_channel, W.CAP) | ~layout.has(at_channel, W.SPEAKER)
        named[side] = ~_only_helpers(layout, end.take(side))
        others = (category == COMMON) & _of_others(layout, start, end, category == SIDE)
        named &= ~others
        common = np.flatnonzero((category == COMMON) & ~others)
        sides = side.compress(named.take(side))
        named[common] = _named_too(layout.passage.article, start, self.value.take(at), sides, common)
        category[common] = SIDE
        longest, most = int((end - start).max(initial=0)), int(category.max(initial=0)) + 1
        key = (start * most + category) * (longest + 1) + longest - (end - start)
        kept = np.flatnonzero(named)
        kept = kept.take(np.argsort(key.take(kept), kind="stable"))
        start, at = start.take(kept), at.take(kept)
        presiding = self.presiding.take(at)
        presiding &= ~layout.has(start, W.GENITIVE)  # "the president's adviser" is a government's
        return Names(start, end.take(kept), category.take(kept), self.value.take(at), presiding)
