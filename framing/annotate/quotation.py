"""Quotation marks paired into spans, paragraph by paragraph.

Double marks (curly, straight, doubled singles, guillemets, corners) and single marks are paired apart. A mark that is
not closed holds to the end of its paragraph; that is an issue, unless the next paragraph opens with a mark and so
goes on with the same quotation. A closing mark without an opening one is an issue too.

In most paragraphs the double marks simply alternate: those are paired all at once. The others are read mark by mark.
A paragraph of Markdown behind > is a quotation as a whole, whatever marks stand in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from framing.annotate.gaps import FIELD_BORDER, Mark
from framing.annotate.vocabulary import Vocabulary
from framing.records.arrays import Flags, Ints
from framing.records.article import MARKDOWN
from framing.records.ascending import among, distinct, merged
from framing.records.batch import DOUBLE, SINGLE, Batch, Quotations
from framing.records.flags import Gap, Word


@dataclass(slots=True)
class Paired:
    """The quotations of a batch by start, which of them are sound, and the paragraph of each mark without partner."""

    quotations: Quotations
    sound: Flags
    unpaired: list[int]

    def trusted(self) -> Quotations:
        """The double quotations whose marks have partners, or go on in the next paragraph."""
        found, keep = self.quotations, self.sound & (self.quotations.kind == DOUBLE)
        return Quotations(found.start[keep], found.end[keep], found.kind[keep], found.closed[keep])


@dataclass(slots=True)
class Pairing:
    """Spans found mark by mark: start, end, kind, closed, sound; and the paragraphs of marks without partner."""

    spans: list[tuple[int, int, int, bool, bool]] = field(default_factory=list)
    unpaired: list[int] = field(default_factory=list)

    def add(self, start: int, end: int, kind: int, *, closed: bool = True, sound: bool = True) -> None:
        """Note one span; empty ones are no quotation."""
        if end > start:
            self.spans.append((start, end, kind, closed, sound))

    def rows(self) -> Ints:
        """The spans, a row each."""
        return np.array(self.spans, np.int64).reshape(-1, 5)


@dataclass(slots=True)
class Marks:
    """The plain marks of one kind in a batch, in reading order."""

    token: Ints
    paragraph: Ints
    opens: Flags

    def where(self, keep: Flags) -> Marks:
        """Some of them."""
        return Marks(self.token[keep], self.paragraph[keep], self.opens[keep])

    def same_paragraph(self) -> Flags:
        """Whether the mark after each one stands in the same paragraph."""
        return np.append(self.paragraph[1:] == self.paragraph[:-1], False)[: len(self.token)]


#: One mark of a paragraph: the token after it, family, opens, closes.
Event = tuple[int, str, bool, bool]


@dataclass(slots=True)
class _Gaps:
    """The gaps that hold marks, and the paragraphs of the words before and after each."""

    token: Ints
    flags: Ints
    before: Ints
    after: Ints

    @classmethod
    def of(cls, batch: Batch, paragraphs: Ints) -> _Gaps:
        token = batch.gaps_with(int(Gap.MARKS))
        after = np.searchsorted(paragraphs, token, side="right") - (token < batch.tokens)
        before = after - (among(token, paragraphs) | (token == batch.tokens))
        return cls(token, batch.gap_flags(token), before, after)

    def has(self, fact: Gap) -> Flags:
        """Whether each gap has the fact."""
        return np.asarray((self.flags & int(fact)) != 0)


def pair_quotations(batch: Batch, vocabulary: Vocabulary, paragraphs: Ints) -> Paired:
    """All quotations of a batch; no paragraph's depend on another's, but for those that go on in the next one."""
    gaps = _Gaps.of(batch, paragraphs)
    double = _marks(gaps, gaps.has(Gap.CLOSES), gaps.has(Gap.OPENS))
    single = _marks(gaps, gaps.has(Gap.CLOSES_SINGLE), gaps.has(Gap.OPENS_SINGLE) & ~_apostrophes(batch, gaps.token))
    tangled = gaps.has(Gap.TANGLED)
    slow = merged(_out_of_turn(double), merged(gaps.before[tangled], gaps.after[tangled]))
    cited = _cited(batch, paragraphs)
    slow = slow[(slow >= 0) & (slow < len(paragraphs)) & ~among(slow, cited)]
    out = _pair_one_by_one(batch, vocabulary, paragraphs, slow, gaps)
    read = merged(slow, cited)
    double, single = (marks.where(~among(marks.paragraph, read)) for marks in (double, single))
    found, unpaired = _double_spans(batch, paragraphs, double)
    whole = _whole(batch, paragraphs, cited)
    return _in_order([found, _single_spans(single), out.rows(), whole], [*unpaired, *out.unpaired])


def _cited(batch: Batch, paragraphs: Ints) -> Ints:
    """The paragraphs that Markdown's sign for a quotation opens, in articles that are Markdown; ascending."""
    opened = batch.gaps_with(int(Gap.CITES))
    opened = opened.compress(among(opened, paragraphs))
    if not len(opened):
        return opened
    markdown = np.array([article.provenance.importer == MARKDOWN for article in batch.articles])
    opened = opened.compress(markdown.take(batch.field_article.take(batch.field_of(opened))))
    return np.searchsorted(paragraphs, opened)


def _whole(batch: Batch, paragraphs: Ints, cited: Ints) -> Ints:
    """These paragraphs as spans; one that another follows is not closed, as the quotation goes on."""
    start, end = paragraphs.take(cited), np.append(paragraphs[1:], batch.tokens).take(cited)
    closed = np.append(np.diff(cited) > 1, True)[: len(cited)]
    return _rows(start, end, DOUBLE, closed, np.ones(len(cited), np.bool_))


def _marks(gaps: _Gaps, closes: Flags, opens: Flags) -> Marks:
    """Opening and closing marks; in a gap that holds both, the closing one comes first."""
    token = np.concatenate((gaps.token[closes], gaps.token[opens]))
    order = np.argsort(token, kind="stable")
    role = np.arange(len(token)) >= int(closes.sum())
    return Marks(token[order], np.concatenate((gaps.before[closes], gaps.after[opens]))[order], role[order])


def _out_of_turn(marks: Marks) -> Ints:
    """Paragraphs in which the marks do not open and close in turn; ascending."""
    first = np.append(True, ~marks.same_paragraph()[:-1])[: len(marks.token)]
    starts = np.flatnonzero(first)
    place = np.arange(len(first)) - np.repeat(starts, np.diff(np.append(starts, len(first))))
    return distinct(marks.paragraph[marks.opens != (place % 2 == 0)])


def _double_spans(batch: Batch, paragraphs: Ints, marks: Marks) -> tuple[Ints, list[int]]:
    """The spans of marks that come in turn; and where the last one of a paragraph opens in vain, the paragraph."""
    closed = marks.same_paragraph()[marks.opens]
    opened = np.flatnonzero(marks.opens)
    paragraph = marks.paragraph[opened]
    end = np.append(paragraphs[1:], batch.tokens)[paragraph]
    end[closed] = marks.token[opened[closed] + 1]
    sound = closed.copy()
    sound[~closed] = _go_on(batch, end[~closed])
    return _rows(marks.token[opened], end, DOUBLE, closed, sound), paragraph[~sound].tolist()


def _go_on(batch: Batch, ends: Ints) -> Flags:
    """Whether quotations that hold to the ends of their paragraphs go on in the next ones, which open with a mark."""
    opens = (batch.gap_flags(ends) & int(Gap.OPENS)) != 0
    return np.asarray(opens & (ends < batch.tokens) & ~among(ends, batch.field_token))


def _single_spans(marks: Marks) -> Ints:
    """The spans of single marks: an opening one and, next, a closing one; others are apostrophes."""
    opened = np.flatnonzero(
        marks.opens & marks.same_paragraph() & ~np.append(marks.opens[1:], False)[: len(marks.opens)]
    )
    start, end = marks.token[opened], marks.token[opened + 1]
    yes = np.ones(len(opened), np.bool_)
    return _rows(start, end, SINGLE, yes, yes)


def _rows(start: Ints, end: Ints, kind: int, closed: Flags, sound: Flags) -> Ints:
    return np.stack((start, end, np.full(len(start), kind), closed, sound), axis=1)


def _pair_one_by_one(batch: Batch, vocabulary: Vocabulary, paragraphs: Ints, slow: Ints, gaps: _Gaps) -> Pairing:
    """Pair the marks of the ``slow`` paragraphs."""
    out = Pairing()
    here = among(gaps.before, slow) | among(gaps.after, slow)
    token = gaps.token[here]
    events: dict[int, list[Event]] = {int(paragraph): [] for paragraph in slow}
    columns = (token, gaps.before[here], gaps.after[here], _apostrophes(batch, token), batch.gap_id[token])
    for gap, left, right, apostrophe, gap_id in zip(*(column.tolist() for column in columns), strict=True):
        for is_right, mark in _sides(vocabulary, gap_id, left != right):
            paragraph = right if is_right else left
            if paragraph in events and not (apostrophe and mark.family == "single" and not mark.closes):
                events[paragraph].append((gap, mark.family, mark.opens, mark.closes))
    ends = np.append(paragraphs[1:], batch.tokens)
    for paragraph, found in events.items():
        end = int(ends[paragraph])
        double = [event for event in found if event[1] != "single"]
        _pair_double(double, paragraph, end, _starts_quoted(batch, vocabulary, end), out)
        _pair_single([event for event in found if event[1] == "single"], out)
    return out


def _apostrophes(batch: Batch, gaps: Ints) -> Flags:
    """Whether a single mark before the word after the gap is an apostrophe: ’em, ’90s."""
    found = gaps < batch.tokens
    found[found] = (batch.word_flags(gaps[found]) & int(Word.ELIDED | Word.DIGIT)) != 0
    return np.asarray(found)


def _sides(vocabulary: Vocabulary, gap_id: int, at_border: bool) -> list[tuple[bool, Mark]]:
    """Each mark with whether it belongs to what follows the gap's paragraph border; all do where there is none.

    Between two fields lie one border and perhaps fields without words, whose marks belong to nobody.
    """
    marks = vocabulary.marks(gap_id)
    if not at_border:
        return [(True, mark) for mark in marks]
    if borders := vocabulary.pieces[gap_id].count(FIELD_BORDER):
        return [(mark.part > 0, mark) for mark in marks if mark.part in (0, borders)]
    return [(not mark.closes, mark) for mark in marks]


def _starts_quoted(batch: Batch, vocabulary: Vocabulary, token: int) -> bool:
    """Whether the paragraph that starts at ``token``, if it is of the same field, opens with a double mark."""
    gap_id = int(batch.gap_id[token])
    if FIELD_BORDER in vocabulary.pieces[gap_id]:
        return False
    found = _sides(vocabulary, gap_id, True)
    return any(is_right and mark.opens and mark.family != "single" for is_right, mark in found)


def _pair_double(events: list[Event], paragraph: int, end: int, goes_on: bool, out: Pairing) -> None:
    """Pair double marks; one left open at the paragraph's ``end`` is sound if the quotation goes on after it."""
    opened = depth = 0
    for (token, _, opens, closes), closers_left in zip(events, _closers_left(events), strict=True):
        if not depth:
            if opens:
                opened, depth = token, 1
            else:
                out.unpaired.append(paragraph)
        elif closes:
            depth -= 1
            if not depth:
                out.add(opened, token, DOUBLE)
        elif closers_left > depth:
            depth += 1
        else:
            out.add(opened, token, DOUBLE, closed=False, sound=False)
            out.unpaired.append(paragraph)
            opened, depth = token, 1
    if depth:
        out.add(opened, end, DOUBLE, closed=False, sound=goes_on)
        if not goes_on:
            out.unpaired.append(paragraph)


def _closers_left(events: list[Event]) -> list[int]:
    """For each mark, how many more of those from it on only close than only open, itself (if it opens) excepted."""
    left, total = [], 1
    for _, _, opens, closes in reversed(events):
        total += int(closes and not opens) - int(opens and not closes)
        left.append(total)
    return left[::-1]


def _pair_single(events: list[Event], out: Pairing) -> None:
    """Pair single marks; one without a partner is taken for an apostrophe."""
    opened: int | None = None
    for token, _, opens, closes in events:
        if opens:
            opened = token
        elif closes and opened is not None:
            out.add(opened, token, SINGLE)
            opened = None


def _in_order(parts: list[Ints], unpaired: list[int]) -> Paired:
    """All spans by start; a double quotation before a single one."""
    rows = np.concatenate(parts)
    start, end, kind, closed, sound = rows[np.lexsort((rows[:, 2], rows[:, 0]))].T
    return Paired(Quotations(start, end, kind, closed != 0), sound != 0, sorted(unpaired))
