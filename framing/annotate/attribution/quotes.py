"""Quotation marks and attributions joined: whose words each quotation holds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import numpy as np

from framing.annotate.arrays import among
from framing.annotate.attribution.alone import labelled, owners, signatures, subjects_beside, tails
from framing.annotate.attribution.clauses import clause_starts, sentence_subjects
from framing.annotate.attribution.drafts import NONE, NUMBER, Drafts, Span, draft, merged_drafts, within_spans
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.names import Names
from framing.annotate.attribution.passage import Flags, Ints, Layout
from framing.annotate.attribution.relays import Relays

#: A quotation this long that nobody is named for is somebody's words; a shorter one is a scare quote.
SCARE_WORDS = 3
#: A quotation that fills this share of its sentence stands for itself.
_WHOLE = 0.8


#: Rules whose speaker may go on in a quotation of its own.
_QUOTING = frozenset(
    NUMBER[rule]
    for rule in (
        "postposed",
        "inverted",
        "said-quote",
        "said-that",
        "said",
        "said-later-quote",
        "hanging-cue",
        "told",
        "transcript",
    )
)


@dataclass(slots=True)
class Found:
    """The attributions of a passage. ``owner[i]`` is the attribution (row) whose content holds word ``i``, or -1.

    ``pieces`` are further content spans as (row, start, end); ``same[r]`` is the row whose speaker row
    ``r`` shares, ``channels[r]`` the number of who relayed the words of row ``r``; ``names`` the listed names.
    """

    layout: Layout
    drafts: Drafts
    owner: Ints
    names: Names
    channels: Ints
    pieces: list[tuple[int, int, int]] = field(default_factory=list)
    same: dict[int, int] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.drafts)


def hanging_cues(layout: Layout, drafts: Drafts) -> Drafts:
    """Cues at a paragraph's very end ("Trump said,") whose words stand in quotation marks on the next line.

    Behind a colon no verb is needed, nor a new line: "The ministry issued this statement: “...”".
    """
    passage, starts = layout.passage, layout.passage.quote_start
    new = among(starts, passage.paragraph)
    colon = layout.gap(starts, G.COLON)
    last = np.maximum(starts - 1, 0)
    verb = new & layout.gap(starts, G.COMMA | G.BREAK) & layout.has(last, W.QUOTEV | W.SAID)
    rows = (colon | verb) & (starts > 0) & ~layout.inside[last] & ~among(starts, passage.field)
    at, starts, ends, new = last[rows], starts[rows], passage.quote_end[rows], new[rows]
    rows = ~np.isin(at, drafts.cue_end - 1) & ~np.isin(starts, drafts.left_start) & (new | ~_covered(drafts, starts))
    at, starts, ends = at[rows], starts[rows], ends[rows]
    first, end = layout.sentence_bounds(at)
    name = sentence_subjects(layout, clause_starts(layout, at, first), end)
    return draft("hanging-cue", (at, starts), name, right=(starts, ends))


def _covered(drafts: Drafts, at: Ints) -> Flags:
    """Whether each word stands in the content of a draft."""
    left = within_spans(at, drafts.left_start, drafts.left_end)
    return left | within_spans(at, drafts.right_start, drafts.right_end)


def paint(layout: Layout, drafts: Drafts) -> Ints:
    """For each word the row whose content holds it, -1 where none does."""
    owner = np.full(layout.n + 1, NONE)
    rows = np.arange(len(drafts))
    for start, end in ((drafts.right_start, drafts.right_end), (drafts.left_start, drafts.left_end)):
        spans = (start >= 0) & (end > start)
        paint_spans(owner, start[spans], end[spans], rows[spans])
    return owner


def paint_spans(owner: Ints, start: Ints, end: Ints, rows: Ints) -> None:
    """Give the words of each span to its row; of several that hold a word the last one gets it."""
    length = end - start
    shift = np.repeat(start - (np.cumsum(length) - length), length)
    owner[np.arange(len(shift)) + shift] = np.repeat(rows, length)


def join_quotes(layout: Layout, drafts: Drafts, names: Names, relays: Relays) -> Found:
    """Give every quotation to an attribution, or make one for it."""
    owner = paint(layout, drafts)
    joiner = _Joiner(layout, drafts, owner)
    joiner.run()
    joined = joiner.drafts()
    channels = relays.channels(drafts, len(joined))
    return Found(layout, joined, owner[:-1], names, channels, joiner.pieces, joiner.same)


class _Joiner:
    """Goes through the quotations of a passage once, in order."""

    def __init__(self, layout: Layout, drafts: Drafts, owner: Ints) -> None:
        quotes = layout.passage
        self._layout, self._drafts, self._owner = layout, drafts, owner
        self._start, self._end = quotes.quote_start.tolist(), quotes.quote_end.tolist()
        self._cues: list[int] = drafts.cue_start.tolist()
        self._rules: list[int] = drafts.rule.tolist()
        self._paragraphs: list[int] = quotes.paragraph.tolist()
        self._fields: list[int] = quotes.field.tolist()
        self._new: list[tuple[int, int, int]] = []
        self.same: dict[int, int] = {}
        self.pieces: list[tuple[int, int, int]] = []
        self._owned_by: Ints = np.zeros(0, np.int64)
        self._continues: Flags = np.zeros(0, np.bool_)

    def run(self) -> None:
        """Settle the quotations that no content touches; widen contents to the quotations they touch."""
        starts, ends = self._layout.passage.quote_start, self._layout.passage.quote_end
        if not len(starts):
            return
        before, after = self._owner[starts], self._owner[np.maximum(ends - 1, 0)]
        owner = np.where(before >= 0, before, after)
        first, last = self._layout.sentence_bounds(starts)
        whole = ((ends - starts) >= _WHOLE * (last - first)) | self._goes_on()
        self._owned_by = owner
        painted = (owner < 0) | (before != after)
        for number in np.flatnonzero((owner >= 0) & painted).tolist():
            self._give(number, int(owner[number]))
        for number in np.flatnonzero((owner < 0) & ~whole).tolist():
            owner[number] = self._settle_partial(number, owner)
        for number in np.flatnonzero((owner < 0) & whole).tolist():
            owner[number] = self._settle(number)
        paint_spans(self._owner, starts[painted], ends[painted], owner[painted])

    def _goes_on(self) -> Flags:
        """Quotations that open a paragraph right where the one before, never closed, ended."""
        quotes = self._layout.passage
        begins = among(quotes.quote_start, quotes.paragraph) & ~among(quotes.quote_start, quotes.field)
        begins[1:] &= ~quotes.quote_closed[:-1] & (quotes.quote_end[:-1] == quotes.quote_start[1:])
        begins[:1] = False
        self._continues = begins
        return begins

    def _settle_partial(self, number: int, owner: Ints) -> int:
        """The row that takes a quotation inside a sentence."""
        joined = self._joined(number, owner)
        if joined >= 0:
            return self._join(number, joined)
        short = self._end[number] - self._start[number] <= SCARE_WORDS
        return self._make("scare" if short else "partial-quote", number, NONE)

    def _joined(self, number: int, owner: Ints) -> int:
        """Whose words the quotation right before is, if only and stands between: "he “loves” and “fears” it"."""
        between = self._start[number] - 1
        joined = number > 0 and self._end[number - 1] == between and self._layout.wf[between] & W.AND
        return int(owner[number - 1]) if joined else NONE

    def _give(self, number: int, row: int) -> None:
        self.pieces.append((row, self._start[number], self._end[number]))

    def _settle(self, number: int) -> int:
        """The row that takes a quotation by itself, or one that goes on, for which nobody is named in its sentence."""
        start, end = self._start[number], self._end[number]
        paragraph = bisect_right(self._paragraphs, start) - 1
        if self._continues[number]:
            return self._join(number, int(self._owned_by[number - 1]))
        row = bisect_left(self._cues, start) - 1
        if row >= 0 and self._cues[row] >= self._paragraphs[paragraph]:
            return self._join(number, row)
        following = self._following(end, paragraph)
        if following >= 0:
            return self._join(number, following)
        if end - start <= SCARE_WORDS:
            return self._make("scare", number, NONE)
        opens = start == self._paragraphs[paragraph]
        return self._make("quote-alone", number, self._speaker_before(row, paragraph) if opens else NONE)

    def _following(self, end: int, paragraph: int) -> int:
        """An attribution that begins right behind the quotation, in the same paragraph, with words before its cue."""
        row = bisect_left(self._cues, end)
        if row == len(self._cues):
            return NONE
        stop = self._paragraphs[paragraph + 1] if paragraph + 1 < len(self._paragraphs) else self._layout.n
        close = self._cues[row] < stop and 0 <= int(self._drafts.left_start[row]) - end <= 1
        return row if close else NONE

    def _speaker_before(self, row: int, paragraph: int) -> int:
        """The last attribution of the paragraph just before, in the same field."""
        earliest = self._paragraphs[max(paragraph - 1, 0)]
        at = self._paragraphs[paragraph]
        earliest = max(earliest, self._fields[bisect_right(self._fields, at) - 1])
        while row >= 0 and self._cues[row] >= earliest:
            if self._rules[row] in _QUOTING:
                return row
            row -= 1
        return NONE

    def _join(self, number: int, row: int) -> int:
        if row < 0:
            return self._make("quote-alone", number, NONE)
        self._give(number, row)
        return row

    def _make(self, rule: str, number: int, same: int) -> int:
        row = len(self._drafts) + len(self._new)
        self._new.append((NUMBER[rule], self._start[number], self._end[number]))
        if same >= 0:
            self.same[row] = same
        return row

    def _named(self, rule: Ints, start: Ints, end: Ints) -> Span:
        """The speakers named beside the quotations made; whoever is named there does not go on from before."""
        layout = self._layout
        name = np.full(len(rule), NONE), np.full(len(rule), NONE)
        partial, whole = (np.flatnonzero(rule == NUMBER[one]) for one in ("partial-quote", "quote-alone"))
        name[0][partial], name[1][partial] = subjects_beside(layout, start[partial])
        name[0][whole], name[1][whole] = tails(layout, end[whole])
        for known in (owners(layout, start, end), labelled(layout, start, end), signatures(layout, end)):
            name = np.where(known[0] >= 0, known[0], name[0]), np.where(known[0] >= 0, known[1], name[1])
        for row in (len(self._drafts) + np.flatnonzero(name[0] >= 0)).tolist():
            self.same.pop(row, None)
        return name

    def drafts(self) -> Drafts:
        """All attributions: the drafts, then those made for quotations."""
        if not self._new:
            return self._drafts
        nothing = np.full(len(self._new), NONE)
        rule, start, end = (np.array(column) for column in zip(*self._new, strict=True))
        name = self._named(rule, start, end)
        made = Drafts(rule, nothing, nothing, *name, nothing, nothing, start, end)
        return Drafts(
            *(np.concatenate((getattr(self._drafts, name), getattr(made, name))) for name in Drafts.__slots__)
        )


__all__ = ["Flags", "Found", "hanging_cues", "join_quotes", "merged_drafts", "paint"]
