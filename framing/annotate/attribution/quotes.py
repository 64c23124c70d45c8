"""What is found in a passage, and the words that each attribution holds, those in quotation marks among them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from framing.annotate.attribution.appositions import apposition
from framing.annotate.attribution.clauses import clause_starts, sentence_subjects
from framing.annotate.attribution.drafts import NONE, Drafts, Span, draft, one_of, within_spans
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.names import Names
from framing.annotate.attribution.passage import Layout, last_of, next_of
from framing.annotate.attribution.phrases import np_start, trim_name
from framing.records.arrays import Flags, Ids, Ints
from framing.records.ascending import among, counted_from

#: A quotation this long that nobody is named for is somebody's words; a shorter one is a scare quote.
SCARE_WORDS = 3
#: What may stand before a colon so that the subject says what follows: "Lund replied:", "sent this message:"
_ANNOUNCES = W.QUOTEV | W.SAID | W.NOUN | W.MEDIUM | W.DOC
_SPEAKS = one_of("as-said", "according-to", "said", "said-that", "said-whether", "told", "coordinated")
_LONGEST_NAME = 6
#: Shorter paragraphs are headings.
_LEAST_WORDS = 6
#: Spans that are painted at a time, for the memory that a giant article takes.
_TOGETHER = 1 << 16


@dataclass(slots=True)
class Found:
    """The attributions of a passage. ``owner[i]`` is the attribution (row) whose content holds place ``i``, or -1.

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

    def owners(self, tokens: Ints) -> Ids:
        """The attributions whose content holds these tokens of the batch."""
        return self.owner[self.layout.passage.places.of(tokens)]


def hanging_cues(layout: Layout, drafts: Drafts) -> Drafts:
    """Cues at a paragraph's very end ("Trump said,") whose words stand in quotation marks on the next line.

    Behind a colon no verb is needed, nor a new line: "The ministry issued this statement: “...”".
    """
    passage, starts = layout.passage, layout.passage.quote_start
    new = among(starts, passage.paragraph)
    colon = layout.gap(starts, G.COLON)
    headline = np.flatnonzero(colon & passage.headline.take(starts))  # "Op-ed: ‘Salt first’ is no policy"
    colon[headline] = passage.quote_end.take(headline) >= layout.sentence_bounds(starts.take(headline))[1]
    last = np.maximum(starts - 1, 0)
    verb = new & layout.gap(starts, G.COMMA | G.BREAK) & layout.has(last, W.QUOTEV | W.SAID)
    verb &= ~layout.has(last, W.CAP)  # "Ada Lund, Harbour Post" signs what stands before it
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
    return draft("hanging-cue", (at, starts), _who_announces(layout, drafts, at), right=(starts, ends))


def unmarked_words(layout: Layout, drafts: Drafts) -> Drafts:
    """Paragraphs without marks that a verb and a colon at the end of the one before announce, as live blogs set them:
    "The ministry said:", and on a line of its own "No talks are under way."."""
    passage = layout.passage
    starts = passage.paragraph.compress(layout.gap(passage.paragraph, G.COLON) & (passage.paragraph > 0))
    last = starts - 1
    sure = layout.has(last, W.QUOTEV) & layout.has(last, W.PAST | W.SFORM | W.ING) & ~layout.has(last, W.AMBIGUOUS)
    rows = (sure | layout.has(last, W.SAID)) & ~layout.has(last, W.CAP | W.NOUN) & ~layout.opens.take(starts)
    rows &= ~among(starts, passage.field) & ~passage.headline.take(starts) & ~layout.inside.take(last)
    ends = layout.paragraph_end.take(np.searchsorted(passage.paragraph, starts))
    rows &= (ends - starts >= _LEAST_WORDS) & (next_of(layout.gaps(G.COLON), starts + 1) > starts + _LONGEST_NAME)
    rows &= next_of(layout.finite_forms(), starts) < ends
    starts, ends, last = starts.compress(rows), ends.compress(rows), last.compress(rows)
    free = ~_covered(drafts, last) & ~_covered(drafts, starts)
    starts, ends, last = starts.compress(free), ends.compress(free), last.compress(free)
    name = _who_announces(layout, drafts, last)
    named = name[1] > name[0]
    name = name[0].compress(named), name[1].compress(named)
    cue = last.compress(named), starts.compress(named)
    return draft("hanging-cue", cue, name, right=(starts.compress(named), ends.compress(named)))


def _who_announces(layout: Layout, drafts: Drafts, at: Ints) -> Span:
    """Who says the words behind each last word ``at``: who speaks in the sentence before ("As Lund notes, ...:"), a
    name behind its dash, the subject of its last word or of its clause, if it can speak; NONE for nobody."""
    first, last = layout.sentence_bounds(at)
    start, end = _clause_subjects(layout, at, first, last)
    dash = last_of(layout.gaps(G.DASH)[:-1], at, first)
    behind, stop = trim_name(layout, np.where(layout.has(first, W.SAID), first + 1, dash), at + 1)
    named = (behind > first) & (stop > at) & (stop - behind <= _LONGEST_NAME)
    named &= layout.has(behind, W.CAP) | (layout.has(first, W.SAID) & layout.has(behind, W.DET | W.PRON))
    named &= next_of(layout.finite_forms(), behind) > at
    start, end = np.where(named, behind, start), np.where(named, stop, end)
    if not len(drafts):
        return start, end
    row = np.maximum(np.searchsorted(drafts.cue_start, at, side="right") - 1, 0)
    spoken = (drafts.right_start[row] <= at) & (drafts.cue_start[row] <= at) & (at < drafts.right_end[row])
    spoken &= _SPEAKS.take(drafts.rule[row]) & (drafts.speaker_start[row] >= 0)
    return np.where(spoken, drafts.speaker_start[row], start), np.where(spoken, drafts.speaker_end[row], end)


def _clause_subjects(layout: Layout, at: Ints, first: Ints, last: Ints) -> Span:
    """The subject of each word ``at``, if that is a verb, else of its clause; NONE for things that cannot speak."""
    start, end = sentence_subjects(layout, clause_starts(layout, at, first), last)
    label = (start >= 0) & (end > at)  # "Wilma Lund:", but not "PHOTOS:"
    rows = np.flatnonzero(label & layout.passage.headline.take(at) & ~layout.has(end - 1, W.CAP | W.SPEAKER))
    name = _before_subject_matter(layout, start.take(rows), end.take(rows))
    full = layout.has(start.take(rows), W.CAP) & (name - start.take(rows) > 1) & layout.has(name - 1, W.CAP)
    end[rows] = np.where(full, name, end.take(rows))  # "Wilma Lund on the strike: “...”"
    clear = layout.has(end - 1, W.CAP | W.SPEAKER | W.DOC | W.PRON) & (start >= 0)
    clear &= ~label | ~(layout.has(start, W.LABEL) | layout.has(at, W.LABEL | W.DIGIT))
    clear |= ~label & layout.has(at, _ANNOUNCES)
    rows = np.flatnonzero(clear & label & layout.has(start, W.CAP))
    end[rows] = _before_subject_matter(layout, start.take(rows), end.take(rows))
    start, end = np.where(clear, start, NONE), np.where(clear, end, NONE)
    verb = np.flatnonzero(layout.has(at, W.QUOTEV | W.SAID) & ~layout.has(at, W.NOUN))
    phrase, _ = np_start(layout, at.take(verb), first.take(verb))
    comma = layout.gap(at.take(verb), G.COMMA)  # "*Ada Lund*, a pilot, said:"
    chunk, end_of = apposition(layout, at.take(verb), first.take(verb), comma)
    name, stop = trim_name(layout, np.where(comma, chunk, phrase), np.where(comma, end_of, at.take(verb)))
    near = ((name > first.take(verb)) | comma) & (stop > name) & layout.has(name, W.CAP | W.DET | W.PRON)
    near &= layout.has(stop - 1, W.CAP | W.SPEAKER | W.DOC | W.PRON) | ~layout.has(at.take(verb), W.AMBIGUOUS)
    verb = verb.compress(near)
    start[verb], end[verb] = name.compress(near), stop.compress(near)
    return start, end


def _before_subject_matter(layout: Layout, start: Ints, end: Ints) -> Ints:
    """Where the name in a heading such as "Wilma Lund *on the strike*:" ends."""
    out = end.copy()
    for ahead in range(_LONGEST_NAME, 0, -1):
        preposition = layout.has(start + ahead, W.PREP) & ~layout.has(start + ahead, W.OF) & (start + ahead < end)
        out = np.where(preposition, start + ahead, out)
    return out


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


__all__ = ["SCARE_WORDS", "Found", "hanging_cues", "paint", "paint_spans", "unmarked_words"]
