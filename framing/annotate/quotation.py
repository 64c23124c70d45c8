"""Quotation marks paired into spans, paragraph by paragraph.

Double marks (curly, straight, doubled singles, guillemets, corners) and single marks are paired apart. A mark that is
not closed holds to the end of its paragraph; that is an issue, unless the next paragraph opens with a mark and so
goes on with the same quotation. A closing mark without an opening one is an issue too.

In most paragraphs the marks simply alternate: those are paired all at once. The others are read mark by mark.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from framing.annotate.arrays import among, merged
from framing.annotate.gaps import Mark
from framing.annotate.vocabulary import Vocabulary
from framing.records.batch import DOUBLE, SINGLE, Batch, Flags, Ints, Quotations
from framing.records.flags import Gap, Word


@dataclass(slots=True)
class Pairing:
    """Spans found mark by mark, and the tokens at which a mark had no partner."""

    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    closed: list[bool] = field(default_factory=list)
    unpaired: list[int] = field(default_factory=list)
    #: quotations open at their paragraph's end: paragraph and first token
    left_open: list[tuple[int, int]] = field(default_factory=list)

    def add(self, start: int, end: int, kind: int, closed: bool) -> None:
        """Note one span; empty ones are no quotation."""
        if end > start:
            self.start.append(start)
            self.end.append(end)
            self.kind.append(kind)
            self.closed.append(closed)


@dataclass(slots=True)
class Marks:
    """The plain double marks of a batch, in reading order."""

    token: Ints
    paragraph: Ints
    opens: Flags


#: One mark of a paragraph: the token after it, family, opens, closes.
Event = tuple[int, str, bool, bool]


def pair_quotations(batch: Batch, vocabulary: Vocabulary, paragraphs: Ints) -> tuple[Quotations, list[int]]:
    """All quotations of a batch, by start, and the tokens at which marks have no partner."""
    gaps = np.flatnonzero(batch.flags[batch.gap_id] & int(Gap.MARKS))
    flags = batch.gap_flags(gaps)
    after = np.searchsorted(paragraphs, gaps, side="right") - 1
    at_border = among(gaps, paragraphs) | (gaps == batch.tokens)
    before = np.where(at_border & (gaps < batch.tokens), after - 1, after)
    marks = _simple_events(gaps, flags, before, after)
    tangled = (flags & int(Gap.TANGLED)) != 0
    slow = merged(_not_alternating(marks), merged(before[tangled], after[tangled]))
    out = _pair_one_by_one(batch, vocabulary, paragraphs, slow, gaps, before, after)
    unpaired = out.unpaired + _not_going_on(out.left_open, paragraphs, batch, vocabulary)
    fast = ~among(marks.paragraph, slow)
    starts, ends = marks.token[fast & marks.opens], marks.token[fast & ~marks.opens]
    return _in_order(starts, ends, out), sorted(unpaired)


def _simple_events(gaps: Ints, flags: Ints, before: Ints, after: Ints) -> Marks:
    """Opening and closing double marks; in a gap that holds both, the closing one comes first."""
    opens, closes = (flags & int(Gap.OPENS)) != 0, (flags & int(Gap.CLOSES)) != 0
    token = np.concatenate((gaps[closes], gaps[opens]))
    order = np.argsort(token, kind="stable")
    role = np.concatenate((np.zeros(int(closes.sum()), np.bool_), np.ones(int(opens.sum()), np.bool_)))
    return Marks(token[order], np.concatenate((before[closes], after[opens]))[order], role[order])


def _not_alternating(marks: Marks) -> Ints:
    """Paragraphs in which the marks do not open and close in turn; ascending."""
    if not len(marks.token):
        return np.zeros(0, np.int64)
    first = np.append(True, marks.paragraph[1:] != marks.paragraph[:-1])
    starts = np.flatnonzero(first)
    place = np.arange(len(first)) - np.repeat(starts, np.diff(np.append(starts, len(first))))
    wrong = marks.opens != (place % 2 == 0)
    last = np.append(first[1:], True)
    bad = marks.paragraph[wrong | (last & marks.opens)]
    return merged(bad, bad[:0])


def _pair_one_by_one(
    batch: Batch, vocabulary: Vocabulary, paragraphs: Ints, slow: Ints, gaps: Ints, before: Ints, after: Ints
) -> Pairing:
    """Pair the marks of the ``slow`` paragraphs."""
    out = Pairing()
    here = among(before, slow) | among(after, slow)
    no_quotation = _apostrophes(batch, gaps[here])
    events: dict[int, list[Event]] = {int(paragraph): [] for paragraph in slow}
    columns = (gaps[here], before[here], after[here], no_quotation, batch.gap_id[gaps[here]])
    for gap, left, right, apostrophe, gap_id in zip(*(column.tolist() for column in columns), strict=True):
        for is_right, mark in _sides(vocabulary.marks(gap_id), left != right or gap == batch.tokens):
            paragraph = right if is_right else left
            if paragraph in events and not (apostrophe and mark.family == "single" and not mark.closes):
                events[paragraph].append((gap, mark.family, mark.opens, mark.closes))
    ends = np.append(paragraphs[1:], batch.tokens)
    for paragraph, found in events.items():
        opened = _pair_double([e for e in found if e[1] != "single"], int(ends[paragraph]), out)
        _pair_single([e for e in found if e[1] == "single"], out)
        if opened is not None:
            out.left_open.append((paragraph, opened))
    return out


def _apostrophes(batch: Batch, gaps: Ints) -> Flags:
    """Whether a single mark before the word after the gap is an apostrophe: ’em, ’90s."""
    tokens = np.minimum(gaps, batch.tokens - 1)
    return np.asarray((batch.word_flags(tokens) & int(Word.ELIDED | Word.DIGIT)) != 0)


def _sides(marks: tuple[Mark, ...], at_border: bool) -> list[tuple[bool, Mark]]:
    """Each mark with whether it belongs to what follows the gap's paragraph border; all do where there is none."""
    if not at_border:
        return [(True, mark) for mark in marks]
    if max((mark.part for mark in marks), default=0):
        return [(mark.part > 0, mark) for mark in marks]
    return [(not mark.closes, mark) for mark in marks]


def _pair_double(events: list[Event], end: int, out: Pairing) -> int | None:
    """Pair double marks; returns the token of a quotation left open at ``end``, if any."""
    opened: int | None = None
    depth = 0
    for i, (token, _, opens, closes) in enumerate(events):
        if opened is None:
            if opens:
                opened, depth = token, 1
            else:
                out.unpaired.append(token)
        elif closes:
            depth -= 1
            if depth == 0:
                out.add(opened, token, DOUBLE, True)
                opened = None
        elif _closers_left(events[i:]) > depth:
            depth += 1
        else:
            out.add(opened, token, DOUBLE, False)
            out.unpaired.append(opened)
            opened, depth = token, 1
    if opened is not None:
        out.add(opened, end, DOUBLE, False)
    return opened


def _closers_left(events: list[Event]) -> int:
    """How many more of the marks only close than only open, the first (which opens) excepted."""
    return sum(int(closes and not opens) - int(opens and not closes) for _, _, opens, closes in events) + 1


def _pair_single(events: list[Event], out: Pairing) -> None:
    """Pair single marks; one without a partner is taken for an apostrophe."""
    opened: int | None = None
    for token, _, opens, closes in events:
        if opens:
            opened = token
        elif closes and opened is not None:
            out.add(opened, token, SINGLE, True)
            opened = None


def _not_going_on(
    left_open: list[tuple[int, int]], paragraphs: Ints, batch: Batch, vocabulary: Vocabulary
) -> list[int]:
    """The open quotations that the next paragraph does not go on with: it would start with an opening mark."""
    lost = []
    for paragraph, token in left_open:
        follower = int(paragraphs[paragraph + 1]) if paragraph + 1 < len(paragraphs) else batch.tokens
        found = _sides(vocabulary.marks(int(batch.gap_id[follower])), True)
        goes_on = any(is_right and mark.opens and mark.family != "single" for is_right, mark in found)
        if follower == batch.tokens or not goes_on:
            lost.append(token)
    return lost


def _in_order(starts: Ints, ends: Ints, slow: Pairing) -> Quotations:
    """Both kinds of findings as arrays, by start; a double quotation before a single one."""
    start = np.concatenate((starts, np.array(slow.start, np.int64)))
    kind = np.concatenate((np.full(len(starts), DOUBLE), np.array(slow.kind, np.int64)))
    order = np.lexsort((kind, start))
    return Quotations(
        start[order],
        np.concatenate((ends, np.array(slow.end, np.int64)))[order],
        kind[order],
        np.concatenate((np.ones(len(starts), np.bool_), np.array(slow.closed, np.bool_)))[order],
    )
