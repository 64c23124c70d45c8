"""Formulas that travel: strings of five words and more that several outlets print word for word.

A formula is *maximal*: no word can be added on either side without losing one of its printings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.records.arrays import Flags, Ids, Ints
from framing.records.ascending import changes, counted_from, places_in
from framing.stats.grams import BORDER, GRAM, SharedGrams, WordStream

__all__ = ["Formulas", "find_formulas", "prune_formulas"]

#: Longer strings are cut here; they are copied passages, which pairs tell about.
LONGEST = 60
#: A formula needs so many different words with content of their own ...
CONTENT_WORDS = 2
#: ... and one inside a longer one goes if the longer has at least this share of its articles.
MOSTLY_INSIDE = 0.75


@dataclass(frozen=True, slots=True)
class Formulas:
    """``words`` long; printing j starts at ``position[j]``, and formula i has ``first[i]:first[i + 1]`` of them."""

    words: Ints
    position: Ints
    first: Ints

    def __len__(self) -> int:
        return len(self.words)

    def take(self, kept: Ints) -> Formulas:
        """These formulas, in this order."""
        sizes = np.diff(self.first)[kept]
        position = self.position[counted_from(self.first[kept], sizes)]
        return Formulas(self.words[kept], position, np.append(0, np.cumsum(sizes)).astype(np.int64))


def find_formulas(stream: WordStream, grams: SharedGrams, outlet: Ints, group: Ints) -> Formulas:
    """The maximal strings printed by two outlets or more, in as many groups; the order is that of the text.

    ``outlet`` and ``group`` are numbers, one an article; articles that share text (copies, derived pieces) belong to
    one group, so that a string which only they share does not count as travelling.

    >>> from framing.stats.grams import shared_grams
    >>> stream = WordStream.of([[1, 2, 3, 4, 5, 6, 7], [9, 2, 3, 4, 5, 6, 7], [2, 3, 4, 5, 6, 8]])
    >>> found = find_formulas(stream, shared_grams(stream), np.arange(3), np.arange(3))
    >>> [(int(n), found.position[a:b].tolist()) for n, a, b in zip(found.words, found.first, found.first[1:])]
    [(5, [1, 9, 16]), (6, [1, 9])]
    """
    article = stream.article_of(grams.position)
    travels = (_distinct(grams, outlet[article]) > 1) & (_distinct(grams, group[article]) > 1)
    leads = np.flatnonzero(travels & ~_continues(grams))
    sizes = np.diff(grams.first)[leads]
    which = np.repeat(np.arange(len(leads)), sizes)
    position = grams.position[counted_from(grams.first[leads], sizes)]
    right = _extent(stream.word, position + GRAM - 1, which, len(leads), 1)
    left = _extent(stream.word, position, which, len(leads), -1)
    starts = np.append(0, np.cumsum(sizes)).astype(np.int64)
    words = GRAM + left + right
    begins = position - left[which]
    return _without_repeats(words, begins, starts)


def _distinct(grams: SharedGrams, labels: Ints) -> Ints:
    """How many different labels the places of each gram carry."""
    gram = grams.gram
    pairs = np.unique(gram * (int(labels.max(initial=0)) + 1) + labels)
    return np.bincount(pairs // (int(labels.max(initial=0)) + 1), minlength=len(grams.first) - 1)


def _continues(grams: SharedGrams) -> Flags:
    """Whether a gram always follows one and the same gram that has as many places: it adds no formula of its own."""
    sizes = np.diff(grams.first)
    if not len(sizes):
        return np.zeros(0, np.bool_)
    order = np.argsort(grams.position)
    ordered = grams.position[order]
    at = places_in(ordered, grams.position - 1)
    before = np.where(at >= 0, grams.gram[order[at]], -1)
    low, high = (np.asarray(f.reduceat(before, grams.first[:-1])) for f in (np.minimum, np.maximum))
    return np.asarray((low == high) & (low >= 0) & (sizes[np.maximum(low, 0)] == sizes))


def _extent(word: Ids, edge: Ints, which: Ints, number: int, step: int) -> Ints:
    """How many words each string can grow beyond ``edge`` on one side with all its printings alike."""
    extent = np.zeros(number, np.int64)
    places, owner = edge, which
    for distance in range(1, LONGEST - GRAM + 1):
        if not len(places):
            break
        nearby = places + step * distance
        inside = (nearby >= 0) & (nearby < len(word))
        reached = np.where(inside, word[np.clip(nearby, 0, len(word) - 1)], BORDER)
        starts = np.flatnonzero(changes(owner))
        low, high = np.minimum.reduceat(reached, starts), np.maximum.reduceat(reached, starts)
        same = (low == high) & (low != BORDER)
        extent[owner[starts[same]]] = distance
        going = np.repeat(same, np.diff(np.append(starts, len(owner))))
        places, owner = places[going], owner[going]
    return extent


def _without_repeats(words: Ints, begins: Ints, starts: Ints) -> Formulas:
    """Each string once, ordered by its first printing and its length."""
    if not len(words):
        return Formulas(words, begins, np.zeros(1, np.int64))
    first = np.minimum.reduceat(begins, starts[:-1])
    keys = first * (LONGEST * 2 + 1) + words
    _, kept = np.unique(keys, return_index=True)
    return Formulas(words, begins, starts).take(kept)


def prune_formulas(found: Formulas, stream: WordStream, content: Flags) -> Formulas:
    """The formulas worth a line: no chance strings of function words, no variants of one and the same formula.

    ``content`` says of each word whether it has content of its own. Of two formulas, one inside the other, the shorter
    goes if it is hardly ever printed without the rest, and else the longer goes if it adds fewer than five words.

    >>> from framing.stats.grams import shared_grams
    >>> stream = WordStream.of([[1, 2, 3, 4, 5, 6, 7], [9, 2, 3, 4, 5, 6, 7], [2, 3, 4, 5, 6, 8]])
    >>> found = find_formulas(stream, shared_grams(stream), np.arange(3), np.arange(3))
    >>> prune_formulas(found, stream, np.ones(10, np.bool_)).words.tolist()
    [5]
    """
    begin = found.position[found.first[:-1]]
    kept = [
        i
        for i, (at, words) in enumerate(zip(begin.tolist(), found.words.tolist(), strict=True))
        if int(content[np.unique(stream.word[at : at + words])].sum()) >= CONTENT_WORDS
    ]
    found = found.take(np.array(kept, np.int64))
    articles = _articles(found, stream)
    nested = _nested(found)
    dropped = {short for short, long in nested if articles[long] >= MOSTLY_INSIDE * articles[short]}
    for short, long in sorted(nested, key=lambda pair: int(found.words[pair[1]])):
        if short not in dropped and found.words[long] - found.words[short] < GRAM:
            dropped.add(long)
    return found.take(np.array([i for i in range(len(found)) if i not in dropped], np.int64))


def _articles(found: Formulas, stream: WordStream) -> Ints:
    """In how many articles each formula is printed."""
    owner = np.repeat(np.arange(len(found)), np.diff(found.first))
    pairs = np.unique(owner * len(stream) + stream.article_of(found.position))
    return np.bincount(pairs // max(len(stream), 1), minlength=len(found))


def _nested(found: Formulas) -> list[tuple[int, int]]:
    """Pairs (inner, outer) of formulas, one a part of the other."""
    owner = np.repeat(np.arange(len(found)), np.diff(found.first))
    order = np.argsort(found.position, kind="stable")
    starts, owners = found.position[order], owner[order]
    ends = starts + found.words[owners]
    out = set()
    begins = found.position[found.first[:-1]]
    low = np.searchsorted(starts, begins)
    high = np.searchsorted(starts, begins + found.words - GRAM, side="right")
    for long, (a, b) in enumerate(zip(low.tolist(), high.tolist(), strict=True)):
        inside = owners[a:b][ends[a:b] <= begins[long] + found.words[long]]
        out |= {(short, long) for short in inside.tolist() if short != long}
    return sorted(out)
