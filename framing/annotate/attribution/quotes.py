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
    owner = np.full(layout.n + 1, NONE, np.int32)
    rows = np.arange(len(drafts))
    for start, end in ((drafts.right_start, drafts.right_end), (drafts.left_start, drafts.left_end)):
        spans = (start >= 0) & (end > start)
        paint_spans(owner, start[spans], end[spans], rows[spans])
    return owner


def paint_spans(owner: Ids, start: Ints, end: Ints, rows: Ints) -> None:
    """Give the words of each span to its row; of several that hold a word the last one gets it."""
    for first in range(0, len(start), _TOGETHER):
        some = slice(first, first + _TOGETHER)
        length = end[some] - start[some]
        shift = np.repeat(start[some] - (np.cumsum(length) - length), length)
        owner[np.arange(len(shift)) + shift] = np.repeat(rows[some], length)


__all__ = ["SCARE_WORDS", "Found", "hanging_cues", "paint", "paint_spans"]
