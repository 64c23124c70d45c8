"""What the rules read: a passage (usually a whole batch) as integer arrays.

Rows are chosen by ``take`` and ``compress``: ``rows[mask]`` costs five times as much where a mask has no long runs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from framing.annotate.attribution.flags import AUX, FINITE, PHRASE, PUNCT, VERB, G, W
from framing.annotate.attribution.patterns import ByCode, Codes, kinds
from framing.annotate.attribution.places import BEYOND, Places
from framing.records.arrays import Flags, Ints
from framing.records.ascending import counted_from

#: What is no noun behind the letters of an office.
_NO_NOUN = FINITE | W.PREP | W.AND | W.BUT | W.DET | W.POSS | W.TO | W.ADV | W.REL | W.SUBORD | W.THAT | W.PRON
_NO_NOUN |= W.CAP | W.TIME | W.ING


@dataclass(slots=True)
class Passage:
    """Fields of articles laid end to end; all positions count words and what is empty behind articles (``places``).

    ``patterns[codes[i]]`` are the bits of word ``i``: words of a few hundred patterns make up any text, and small codes
    stay in the processor's cache. The patterns are ``in_order``. ``gflags[i]`` are the bits of the gap before word
    ``i``. BEYOND places behind each article, the last one too, have no bits, so that a rule may look some words ahead
    or back without a check. No gaps but ``signs`` (ascending) have any bits. Sentences, paragraphs, fields and articles
    are given by their first words, ascending from 0; they tile the passage, each empty stretch as one of its own, and
    no border of a larger one is crossed.
    ``quote_start`` and ``quote_end`` bound what stands inside outermost quotation marks, in order; ``quote_closed`` is
    false where no closing mark was found. ``headline`` is true for words of titles and headings. ``texts(a, b)`` gives
    the words from each ``a`` to each ``b`` as published, ``word(i)`` one word; ``fold`` numbers words so that spellings
    of one word have one number, and ``number`` gives that of a folded word.
    """

    places: Places
    codes: Codes
    patterns: Ints
    gflags: Codes
    signs: Ints
    sentence: Ints
    paragraph: Ints
    field: Ints
    article: Ints
    texts: Callable[[Ints, Ints], list[str]]
    word: Callable[[int], str]
    headline: Flags
    fold: Callable[[Ints], Ints]
    number: Callable[[str], int]
    quote_start: Ints
    quote_end: Ints
    quote_closed: Flags

    def __len__(self) -> int:
        return len(self.codes) - BEYOND

    def text(self, first: int, last: int) -> str:
        """Words ``first`` to ``last`` as published."""
        return self.texts(np.array([first]), np.array([last]))[0]


class Layout:
    """A passage with the positions that the rules ask for again and again."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.n = n = len(passage)
        self._codes, self.patterns, self.gf = passage.codes, passage.patterns, passage.gflags
        self._tables: dict[int, Flags] = {}
        self.sentence_end = np.append(passage.sentence[1:], n)
        self.paragraph_end = np.append(passage.paragraph[1:], n)
        self._quotes = np.append(passage.quote_start, n)
        self.opens = self._marked(passage.quote_start)
        self.closes = self._marked(passage.quote_end)
        steps = self.opens.view(np.int8) - self.closes.view(np.int8)
        self.inside: Flags = np.cumsum(steps, dtype=np.int8, out=steps) > 0
        self.punct = self._punctuation()
        names, both, others = np.searchsorted(kinds(self.patterns), (1, 2, 3)).tolist()
        codes = self._codes[:n]
        #: words that a listed name may start with, those in quotations too
        self.names = np.flatnonzero((codes >= names) & (codes < others))
        marked = np.flatnonzero((codes >= both) & ~self.inside[:n])
        self._grouped = ByCode.of(marked, codes.take(marked), len(self.patterns))
        self._words: dict[int, Ints] = {}
        #: what a rule found out about all words, for the next one that asks, by name
        self.kept: dict[str, Ints] = {}
        self._gaps: dict[int, Ints] = {}
        self._numbers: dict[frozenset[str], Ints] = {}

    def _marked(self, positions: Ints) -> Flags:
        marked = np.zeros(self.n + BEYOND, np.bool_)
        marked[positions] = True
        return marked

    def _punctuation(self) -> Ints:
        """Gaps with clause punctuation that are not inside a quotation, closed by a sentinel."""
        found = self.passage.signs.compress(self.gap(self.passage.signs, PUNCT))
        outside = ~self.inside.take(found) | self.opens.take(found)
        found = found.compress(outside & (found < self.n))
        return np.append(found.compress(~self._inside_names(found)), self.n)

    def _inside_names(self, signs: Ints) -> Flags:
        """Which signs are commas in the name of an office: "the Ministry of Wool*,* Trade and Looms"."""
        inside = self.has(signs + 1, W.AND)
        rows = np.flatnonzero(inside)
        at = signs.take(rows)
        rows = rows.compress(self.gap(at, G.COMMA) & self.has(at, W.CAP) & self.has(at - 1, W.CAP))
        at = signs.take(rows)
        opens = self.has(at - 2, W.PREP) & self.has(at - 3, W.SPEAKER) & self.has(at - 3, W.CAP)
        opening = self.has(self.sentence_bounds(at)[0], W.PREP | W.ACCORDING)  # "In the Ministry of Wool, Lund and Tan"
        closes = self.has(at + 2, W.CAP) & (~opening | self.gap(at + 3, G.COMMA))
        inside[:] = False
        inside[rows] = opens & closes
        return inside

    def _table(self, bits: int) -> Flags:
        """Whether the words of each pattern have any of ``bits``."""
        known = self._tables.get(bits)
        if known is None:
            known = self._tables[bits] = (self.patterns & bits) != 0
        return known

    @cached_property
    def edges(self) -> Ints:
        """Where no phrase goes on: clause punctuation, starts and ends of quotations; ascending."""
        quotes = self.passage
        every = np.concatenate((self._parting(), quotes.quote_start, quotes.quote_end))
        every.sort(kind="stable")
        return every

    def _parting(self) -> Ints:
        """Clause punctuation but for brackets round the letters of an office: "the Salt Board (SB) *spokesperson*", "a
        Salt Board (SB) *meeting*"."""
        found = self.punct[:-1]
        closed = self.gap(found + 1, G.RIGHT) & ~self.gap(found + 1, PUNCT & ~G.RIGHT)
        opening = np.flatnonzero(self.gap(found, G.LEFT) & closed)
        behind = found.take(opening) + 1
        office = self.has(behind - 1, W.UPPER) & (self.has(behind, W.SPEAKER) | ~self.has(behind, _NO_NOUN))
        office &= ~self.gap(behind, PUNCT & ~G.RIGHT)
        opening = opening.compress(office)
        return np.delete(found, np.concatenate((opening, opening + 1))) if len(opening) else found

    def words(self, bits: int) -> Ints:
        """Positions outside quotations of words with any of ``bits`` (some of _ASKED_FOR), closed by a sentinel."""
        known = self._words.get(bits)
        if known is None:
            known = np.append(self._grouped.having(self._table(bits)), self.n)
            self._words[bits] = known
        return known

    def forget(self) -> None:
        """Let go of the positions asked for so far: of a giant article they fill more than its text."""
        self._words.clear()
        self._gaps.clear()
        self.kept.clear()

    def finite_forms(self) -> Ints:
        """Words that look like finite verbs, closed by a sentinel; neither United States nor talks."""
        known = self._words.get(0)
        if known is None:
            bits = self.patterns
            finite = (bits & FINITE) != 0
            noun = ((bits & W.CAP) != 0) | (((bits & W.PHRASAL) != 0) & ((bits & (VERB | W.PAST | AUX)) == 0))
            found = self.places(finite & ~noun)
            found = found.compress(~self.gap(found, G.HYPHEN))  # "the Oslo-*based* board"
            known = self._words[0] = np.append(found, self.n)
        return known

    def places(self, asked: Flags) -> Ints:
        """Positions outside quotations of words whose pattern is asked for and has some of the bits of _ASKED_FOR."""
        return self._grouped.having(asked)

    def first_between(self, asked: Flags, start: Ints, end: Ints) -> Ints:
        """The first word outside quotations from each ``start`` on whose pattern is asked for, else ``end``: for a few
        short stretches, where that costs less than to look through all words."""
        count = np.maximum(end - start, 0)
        if count.sum() > self.n:
            every = np.flatnonzero(asked.take(self._codes[: self.n]) & ~self.inside[: self.n])
            return np.minimum(next_of(np.append(every, self.n), start), end)
        at = counted_from(start, count)
        found = np.flatnonzero(asked.take(self._codes.take(at)) & ~self.inside.take(at))[::-1]
        first = end.copy()
        first[np.repeat(np.arange(len(start)), count).take(found)] = at.take(found)  # the first one is written last
        return first

    def having(self, bits: int) -> Flags:
        """Whether the words of each pattern have any of ``bits``."""
        return self._table(bits)

    def numbers(self, words: frozenset[str]) -> Ints:
        """The numbers that ``Passage.fold`` gives these folded words, ascending."""
        known = self._numbers.get(words)
        if known is None:
            known = self._numbers[words] = np.array(sorted(map(self.passage.number, words)), np.int64)
        return known

    def capitals(self) -> Ints:
        """Positions of all words with a capital, those in quotations too."""
        return np.flatnonzero(self._table(W.CAP).take(self._codes[: self.n]))

    def gaps(self, bits: int) -> Ints:
        """Gaps with any of ``bits`` that are not inside a quotation, closed by a sentinel."""
        known = self._gaps.get(bits)
        if known is None:
            signs = self.punct[:-1]
            known = self._gaps[bits] = np.append(signs.compress(self.gap(signs, bits)), self.n)
        return known

    @cached_property
    def new_clauses(self) -> Ints:
        """And or but behind a comma or dash, before a word that a subject may start with."""
        joints = self.gaps(G.COMMA | G.DASH)[:-1]
        joints = joints.compress(self.has(joints, W.AND | W.BUT))
        return joints.compress(self.has(joints + 1, PHRASE))

    def sentence_bounds(self, at: Ints) -> tuple[Ints, Ints]:
        """Start and end of the sentence of each position."""
        which = np.searchsorted(self.passage.sentence, at, side="right") - 1
        return self.passage.sentence.take(which), self.sentence_end.take(which)

    def paragraph_of(self, at: Ints) -> Ints:
        """The number of the paragraph of each position."""
        return np.searchsorted(self.passage.paragraph, at, side="right") - 1

    def next_quotes(self, at: Ints) -> Ints:
        """Where the next quotation begins at or after each position; the end of the passage for none."""
        return next_of(self._quotes, at)

    def bits(self, at: Ints) -> Ints:
        """The bits of each word."""
        return self.patterns.take(self._codes.take(at), mode="clip")

    def has(self, at: Ints, bits: int) -> Flags:
        """Whether each word has any of ``bits``."""
        table = self._tables.get(bits)
        if table is None:
            table = self._table(bits)
        return table.take(self._codes.take(at), mode="clip")  # no code is out of bounds; numpy need not look

    def gap(self, at: Ints, bits: int) -> Flags:
        """Whether the gap before each word has any of ``bits``."""
        return np.asarray((self.gf.take(at) & bits) != 0)


Columns = TypeVar("Columns")


def taken(columns: Columns, rows: Ints) -> Columns:
    """The given rows of a dataclass of columns; what is no array stays."""
    every = {name: getattr(columns, name) for name in columns.__slots__}  # type: ignore[attr-defined]
    some = {name: value.take(rows) if isinstance(value, np.ndarray) else value for name, value in every.items()}
    return type(columns)(**some)


def next_of(positions: Ints, at: Ints) -> Ints:
    """The first of ``positions`` (ascending, ending in a sentinel) at or after each ``at``."""
    return positions.take(np.searchsorted(positions, at), mode="clip")


def last_of(positions: Ints, at: Ints, floor: Ints) -> Ints:
    """The last of ``positions`` at or before each ``at``, but never before ``floor``."""
    if not len(positions):
        return floor
    index = np.searchsorted(positions, at, side="right") - 1
    return np.where(index >= 0, np.maximum(positions.take(index, mode="clip"), floor), floor)
