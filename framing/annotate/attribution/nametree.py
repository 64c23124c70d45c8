"""Where the listed names stand in a passage, all found at once.

The names of parties.yml and agencies.yml are a tree of numbered tokens; one step down the tree is one look-up for all
places where a name may start.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from framing.annotate.attribution.flags import PUNCT, G, W
from framing.annotate.attribution.names import CHANNEL, COMMON, PAPER, SIDE, Names
from framing.annotate.attribution.passage import Layout
from framing.records.arrays import Flags, Ints
from framing.records.ascending import among, counted_from, distinct

_ROOT = 0
_NOWHERE = -1
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


def _is_paper(layout: Layout, start: Ints) -> Flags:
    """Whether a capital and an article make each word a paper's name: "*the Post*", not her post, the Valley Post."""
    return np.asarray(layout.has(start, W.CAP) & layout.has(start - 1, W.DET) & ~layout.gap(start, PUNCT))


def _only_helpers(layout: Layout, end: Ints) -> Flags:
    """Whether "-backed" or the like follows each name."""
    joined = layout.gap(end, G.HYPHEN)
    rows = np.flatnonzero(joined)
    rows = rows[layout.has(end[rows], W.VERBISH | W.PAST)]
    joined[:] = False
    joined[rows] = [layout.passage.word(at) in _HELPED for at in end[rows].tolist()]
    return joined


#: A category, a value and whether it is an office that companies have too.
Meaning = tuple[int, int, bool]


def _category(meaning: Meaning) -> int:
    """The category of a meaning once it stands: a common name is one of its side, a paper a channel."""
    return {COMMON: SIDE, PAPER: CHANNEL}.get(meaning[0], meaning[0])


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
        paper, side = (np.flatnonzero(category == code) for code in (PAPER, SIDE))
        named[paper] = _is_paper(layout, start.take(paper))
        category[paper] = CHANNEL
        named[side] = ~_only_helpers(layout, end.take(side))
        topic = side.compress(self.value.take(at.take(side)) == 0)
        named[topic] = ~layout.has(start.take(topic), W.GENITIVE)  # "China's experts" are of its side
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
