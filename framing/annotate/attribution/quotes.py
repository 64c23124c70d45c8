"""What is found in a passage, and the words that each attribution holds, those in quotation marks among them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from framing.annotate.arrays import among
from framing.annotate.attribution.clauses import clause_starts, sentence_subjects
from framing.annotate.attribution.drafts import NONE, Drafts, draft, within_spans
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.names import Names
from framing.annotate.attribution.passage import Flags, Ids, Ints, Layout
from framing.records.ascending import counted_from

#: A quotation this long that nobody is named for is somebody's words; a shorter one is a scare quote.
SCARE_WORDS = 3
#: Spans that are painted at a time, for the memory that a giant article takes.
_TOGETHER = 1 << 16


@dataclass(slots=True)
class Found:
    """The attributions of a passage. ``owner[i]`` is the attribution (row) whose content holds word ``i``, or -1.

    ``pieces`` are further content spans as (row, start, end); ``same[r]`` is the row whose speaker row
    ``r`` shares, ``channels[r]`` the number of who relayed the words of row ``r``; ``names`` the listed names.
    """

    layout: Layout
    drafts: Drafts
    owner: Ids
    names: Names
    channels: Ints
    pieces: Ints = field(default_factory=lambda: np.zeros((0, 3), np.int64))
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
    taken = np.zeros(layout.n + 1, np.bool_)
    taken[drafts.cue_end - 1] = True
    spoken = np.zeros(layout.n + 1, np.bool_)
    spoken[drafts.left_start] = True
    rows = ~taken[at] & ~spoken[starts]
    at, starts, ends, new = at[rows], starts[rows], ends[rows], new[rows]
    rows = new | ~_covered(drafts, starts)
    at, starts, ends = at[rows], starts[rows], ends[rows]
    first, end = layout.sentence_bounds(at)
    name = sentence_subjects(layout, clause_starts(layout, at, first), end)
    return draft("hanging-cue", (at, starts), name, right=(starts, ends))


def _covered(drafts: Drafts, at: Ints) -> Flags:
    """Whether each word stands in the content of a draft."""
    left = within_spans(at, drafts.left_start, drafts.left_end)
    return left | within_spans(at, drafts.right_start, drafts.right_end)


def paint(layout: Layout, drafts: Drafts) -> Ids:
    """For each word the row whose content holds it, -1 where none does."""
    start = np.concatenate((drafts.right_start, drafts.left_start))
    end = np.concatenate((drafts.right_end, drafts.left_end))
    some = np.flatnonzero((start >= 0) & (end > start))
    some = some.take(np.argsort(start.take(some), kind="stable"))
    first, last = start.take(some), end.take(some)
    apart = first >= np.append(0, np.maximum.accumulate(last)[:-1])[: len(some)]
    apart[:-1] &= last[:-1] <= first[1:]
    alone = some.compress(apart)
    owner = _laid_out(layout.n + 1, start.take(alone), end.take(alone), alone % len(drafts))
    others = np.sort(some.compress(~apart))
    paint_spans(owner, start[others], end[others], others % len(drafts))
    return owner


def _laid_out(size: int, start: Ints, end: Ints, rows: Ints) -> Ids:
    """The row of each of so many words; the spans ascend and lie apart, as nearly all contents do."""
    borders = np.empty(2 * len(start) + 2, np.int64)
    borders[0], borders[-1] = 0, size
    borders[1:-1:2], borders[2:-1:2] = start, end
    values = np.full(len(borders) - 1, NONE, np.int32)
    values[1::2] = rows
    return np.repeat(values, np.diff(borders))


def paint_spans(owner: Ids, start: Ints, end: Ints, rows: Ints) -> None:
    """Give the words of each span to its row; of several that hold a word the last one gets it."""
    for first in range(0, len(start), _TOGETHER):
        some = slice(first, first + _TOGETHER)
        length = end[some] - start[some]
        owner[counted_from(start[some], length)] = np.repeat(rows[some], length)


__all__ = ["SCARE_WORDS", "Found", "hanging_cues", "paint", "paint_spans"]
