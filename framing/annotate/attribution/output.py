"""Findings as columns of who says what, and as one voice for every word."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from framing.annotate.attribution.drafts import Drafts, one_of
from framing.annotate.attribution.flags import W
from framing.annotate.attribution.names import Names
from framing.annotate.attribution.naming import Named, Namer
from framing.annotate.attribution.parties import Parties
from framing.annotate.attribution.phrases import among_words
from framing.annotate.attribution.quotes import SCARE_WORDS, Found
from framing.records.arrays import Flags, Ints
from framing.records.tables import VOICES

OWN, QUOTED, FRAGMENT, REPORTED = (VOICES.index(voice) for voice in ("own", "quoted", "fragment", "reported"))

_READER = frozenset("you you'd you'll you're you've".split())
#: Quotations that nobody is named for.
_NO_CUE = one_of("scare", "partial-quote")
#: Rules of plain speech: what stands in marks beside their cues are whole utterances.
_SPEAKING = one_of("postposed", "inverted", "says-headline", "said-quote", "said-later-quote", "hanging-cue")


def word_voices(found: Found, tokens: Ints) -> Ints:
    """The voices of these tokens of the batch, by their numbers in ``records.tables.VOICES``.

    Inside marks: quoted, but a fragment where no cue names a speaker or the marks hold at most three words. Outside
    marks: reported inside an attribution, else own; so is what the outlet words itself (``Drafts.own``: criticised
    *the tariff threat*), and what I or we say outside marks, or you are told.
    """
    layout = found.layout
    at = layout.passage.places.of(tokens)
    owner = found.owner[at]
    own = found.drafts.own | _author(found)
    unnamed = _NO_CUE.take(found.drafts.rule)
    voices = np.append(np.where(own, OWN, REPORTED), OWN)[owner]
    inside = layout.inside[at]
    short = np.append(unnamed, True)[owner[inside]] | _in_short_marks(found, at[inside])
    voices[inside] = np.where(short, FRAGMENT, QUOTED)
    return voices


def _author(found: Found) -> Flags:
    """Attributions to I, we or you outside marks: the author is speaking, or spoken to is the reader."""
    start, end = np.maximum(found.drafts.speaker_start, 0), found.drafts.speaker_end
    author: Flags = (end == start + 1) & found.layout.has(start, W.PRON)
    rows = np.flatnonzero(author)
    first = start.take(rows)
    author[rows] = found.layout.has(first, W.FIRST) | among_words(found.layout, first, _READER)
    return author


def complete_quotes(found: Found) -> Flags:
    """Quotations that are all there is before or behind a cue, or a sentence by themselves: short, but no fragment."""
    quotes, drafts, layout = found.layout.passage, found.drafts, found.layout
    start, end = quotes.quote_start, quotes.quote_end
    if not len(start) or not len(drafts):
        return np.zeros(len(start), np.bool_)
    row = found.owner[start]
    speaks = (row >= 0) & _SPEAKING.take(drafts.rule.take(row))
    before = (drafts.left_start[row] == start) & (drafts.left_end[row] == end)
    behind = (drafts.right_start[row] == start) & (drafts.right_end[row] == end)
    first, last = layout.sentence_bounds(start)
    return np.asarray(speaks & (before | behind | ((start == first) & (end == last))))


def _in_short_marks(found: Found, at: Ints) -> Flags:
    """Whether each word, which stands in a quotation, does so in one of at most three words that is not complete."""
    quotes = found.layout.passage
    few = (quotes.quote_end - quotes.quote_start <= SCARE_WORDS) & ~complete_quotes(found)
    return few[np.searchsorted(quotes.quote_start, at, side="right") - 1] if len(few) else np.zeros(len(at), np.bool_)


@dataclass(slots=True)
class Contents:
    """The content of attributions as spans: those of row ``r`` are ``first[r]`` to ``first[r + 1]``, in order."""

    start: Ints
    end: Ints
    first: Ints
    voice: Ints

    def take(self, rows: Ints) -> Contents:
        """The contents of the given rows, in that order."""
        count = self.first[rows + 1] - self.first[rows]
        first = np.append(0, np.cumsum(count))
        at = np.repeat(self.first[rows] - first[:-1], count) + np.arange(first[-1])
        return Contents(self.start[at], self.end[at], first, self.voice[rows])


class Said:
    """Who says what, by which words we know: columns for the attributions that somebody asks for, in tokens of the
    batch."""

    def __init__(self, found: Found, parties: Parties) -> None:
        self._found = found
        self._tokens = found.layout.passage.places.tokens
        self._namer = Namer(found, parties)
        #: sides, kinds and channels by their numbers
        self.values = list(parties.values)

    @cached_property
    def drafts(self) -> Drafts:
        """Rules and spans of all rows."""
        drafts, tokens = self._found.drafts, self._tokens
        sides = (getattr(drafts, column.name) for column in fields(drafts)[2:])
        return Drafts(drafts.rule, drafts.own, *map(tokens, sides))

    @property
    def names(self) -> Names:
        """The listed names."""
        names = self._found.names
        return replace(names, start=self._tokens(names.start), end=self._tokens(names.end))

    def speakers(self, rows: Ints) -> Named:
        """The speakers of the given rows."""
        return self._namer.of(rows)

    def contents(self) -> Contents:
        """The content and voice of every row."""
        found = _contents(self._found)
        return replace(found, start=self._tokens(found.start), end=self._tokens(found.end))


def by_place(contents: Contents) -> Ints:
    """The rows by where their content starts, then ends; rows that have none are left out."""
    rows = np.flatnonzero(np.diff(contents.first))
    first = contents.first[rows]
    return rows[np.lexsort((rows, contents.end[first], contents.start[first]))]


def _contents(found: Found) -> Contents:
    """The words before and behind each cue and in quotations, what touches or overlaps made one span."""
    drafts, size = found.drafts, len(found)
    every = np.arange(size)
    pieces = found.pieces
    row = np.concatenate((every, every, pieces[:, 0]))
    start = np.concatenate((drafts.left_start, drafts.right_start, pieces[:, 1]))
    end = np.concatenate((drafts.left_end, drafts.right_end, pieces[:, 2]))
    some = (start >= 0) & (end > start)
    row, start, end = row[some], start[some], end[some]
    order = np.lexsort((end, start, row))
    row, start, end = row[order], start[order], end[order]
    far = row * (found.layout.n + 1)  # so that no span reaches into those of the next row
    reach = np.maximum.accumulate(far + end) if len(row) else row
    new = np.append(True, far[1:] + start[1:] > reach[:-1])[: len(row)]
    first = np.flatnonzero(new)
    span_end = (reach - far)[np.append(first[1:], len(row)) - 1] if len(row) else row
    bounds = np.searchsorted(row[first], np.arange(size + 1))
    contents = Contents(start[first], span_end, bounds, np.zeros(size, np.int64))
    contents.voice = _voices(found, contents)
    return contents


def _voices(found: Found, contents: Contents) -> Ints:
    """Quoted where most of the words stand in marks; a fragment where those are few or nobody is named."""
    layout = found.layout
    marked_before = np.append(0, np.cumsum(layout.inside[: layout.n], dtype=np.int64))
    words = _sums(contents.end - contents.start, contents.first)
    marked = _sums(marked_before[contents.end] - marked_before[contents.start], contents.first)
    complete = np.zeros(len(words) + 1, np.bool_)
    complete[found.owner[layout.passage.quote_start[complete_quotes(found)]]] = True
    few = (marked == words) & (words <= SCARE_WORDS) & ~complete[:-1]
    fragment = few | _NO_CUE.take(found.drafts.rule)
    return np.where(fragment, FRAGMENT, np.where(2 * marked >= words, QUOTED, REPORTED))


def _sums(values: Ints, first: Ints) -> Ints:
    """Sums of the runs between ``first`` places, some of them empty."""
    total = np.append(0, np.cumsum(values))
    return np.asarray(total[first[1:]] - total[first[:-1]])
