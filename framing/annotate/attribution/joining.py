"""Quotation marks and attributions joined: whose words each quotation holds.

All quotations of a passage are settled at once. Those that some content touches belong to it. The others are either
parts of sentences, which go with the quotation they are joined to by "and" or stand for themselves, or sentences of
their own, which go with an attribution of their paragraph, or on with the one before, or stand for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from framing.annotate.attribution.alone import in_sentences, labelled, owners, signatures
from framing.annotate.attribution.drafts import NONE, NUMBER, Drafts, Span, one_of
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.names import Names
from framing.annotate.attribution.passage import Layout
from framing.annotate.attribution.quotes import SCARE_WORDS, Found, paint, paint_spans
from framing.annotate.attribution.relays import Relays
from framing.records.arrays import Flags, Ids, Ints
from framing.records.ascending import among

#: A quotation that fills this share of its sentence stands for itself.
_WHOLE = 0.8
#: Between somebody's words and a quotation further on in the sentence: "..., but he also said that “nobody would”".
_LONGEST_JOINT = 20
#: Between the comma of "Lund said Oslo wants peace, while Bergen is “buying war”" and the quotation.
_LONGEST_CONTRAST = 8
#: Rules whose speaker may go on in a quotation of its own.
_GOES_ON = one_of(
    *("postposed", "inverted", "said-quote", "said-that", "said", "said-later-quote"),
    *("hanging-cue", "told", "transcript"),
)


def join_quotes(layout: Layout, drafts: Drafts, names: Names, relays: Relays) -> Found:
    """Give every quotation to an attribution, or make one for it."""
    words = paint(layout, drafts)
    quotes = _Quotes.of(layout, words)
    made, painted = np.zeros(0, np.int64), quotes.untouched | quotes.split
    same: dict[int, int] = {}
    if len(quotes.owner):
        quotes.give(np.flatnonzero(quotes.split & ~quotes.untouched))
        parts = _settle_parts(layout, drafts, quotes, len(drafts))
        wholes, same = _settle_wholes(layout, drafts, quotes, len(drafts) + len(parts))
        made = np.concatenate((parts, wholes))
        paint_spans(words, quotes.start[painted], quotes.end[painted], quotes.owner[painted])
    joined = _with_made(layout, drafts, quotes, made, same)
    channels = relays.channels(drafts, len(joined))
    return Found(layout, joined, words[:-1], names, channels, quotes.pieces(), same)


@dataclass(slots=True)
class _Quotes:
    """One row a quotation: its words, its ``owner`` (row of an attribution) as far as settled, else NONE.

    ``untouched``: no content holds its first or last word; ``split``: not both of them; ``whole``: it is most of its
    sentence, or goes on with the one before (``continues``).
    """

    start: Ints
    end: Ints
    owner: Ints
    untouched: Flags
    split: Flags
    whole: Flags
    continues: Flags
    given: list[Ints] = field(default_factory=list)

    @classmethod
    def of(cls, layout: Layout, words: Ids) -> _Quotes:
        """The quotations of a passage whose words have these owners."""
        start, end = layout.passage.quote_start, layout.passage.quote_end
        before, after = words[start], words[np.maximum(end - 1, 0)]
        owner = np.where(before >= 0, before, after).astype(np.int64)
        first, last = layout.sentence_bounds(start)
        continues = _continues(layout)
        whole = ((end - start) >= _WHOLE * (last - first)) | continues
        return cls(start, end, owner, owner < 0, before != after, whole, continues)

    def give(self, rows: Ints) -> None:
        """Note that these quotations are further content of their owners."""
        self.given.append(rows)

    def follow(self, rows: Ints) -> None:
        """Let each of these quotations have the owner of the one before it, which may be among them."""
        self.give(rows)
        leads = np.arange(len(self.owner))
        leads[rows] = 0
        self.owner[rows] = self.owner[np.maximum.accumulate(leads)[rows]]

    def pieces(self) -> Ints:
        """Further content as (owner, start, end)."""
        rows = np.concatenate([np.zeros(0, np.int64), *self.given])
        return np.stack((self.owner[rows], self.start[rows], self.end[rows]), axis=1)


def _continues(layout: Layout) -> Flags:
    """Quotations that open a paragraph right where the one before, never closed, ended."""
    quotes = layout.passage
    begins = among(quotes.quote_start, quotes.paragraph) & ~among(quotes.quote_start, quotes.field)
    begins[1:] &= ~quotes.quote_closed[:-1] & (quotes.quote_end[:-1] == quotes.quote_start[1:])
    begins[:1] = False
    return begins


def _settle_parts(layout: Layout, drafts: Drafts, quotes: _Quotes, base: int) -> Ints:
    """Settle the quotations inside sentences; returns those that stand for themselves, in rows from ``base`` on."""
    part = quotes.untouched & ~quotes.whole
    joined = part.copy()
    between = quotes.start - 1
    joined[1:] &= (quotes.end[:-1] == between[1:]) & layout.has(between[1:], W.AND)  # "he “loves” and “fears” it"
    joined[1:] &= ~quotes.untouched[:-1] | part[:-1]
    joined &= ~among(quotes.start, layout.passage.sentence)
    joined[:1] = False
    rows = np.flatnonzero(part & ~joined)
    earlier = _same_sentence(layout, drafts, quotes, rows)
    earlier = np.where(earlier >= 0, earlier, _behind_colons(layout, drafts, quotes, rows))
    quotes.owner[rows] = earlier
    _fill_up(drafts, quotes, rows[earlier >= 0])
    quotes.give(rows[earlier >= 0])
    made = rows[earlier < 0]
    quotes.owner[made] = base + np.arange(len(made))
    quotes.follow(np.flatnonzero(joined))
    return made


def _same_sentence(layout: Layout, drafts: Drafts, quotes: _Quotes, rows: Ints) -> Ints:
    """The attribution whose cue and named speaker stand before these quotations in the same sentence, NONE where there
    is none: "Lund said it was late, but that “nobody in the harbour would sleep”"."""
    start, end = quotes.start[rows], quotes.end[rows]
    first, _ = layout.sentence_bounds(start)
    row = np.searchsorted(drafts.cue_start, start) - 1
    if not len(drafts):
        return np.full(len(rows), NONE)
    paragraph = layout.passage.paragraph[layout.paragraph_of(start)]
    goes_on = (start == first) & (start > paragraph) & _GOES_ON[drafts.rule[row]]
    said = drafts.cue_start[row] >= np.where(goes_on, paragraph, first)
    known = (row >= 0) & said & (drafts.speaker_start[row] >= 0)
    known &= ((end - start > SCARE_WORDS) | _contrasted(layout, drafts, row, start)) & ~_titles(layout, start, end)
    return np.where(known, row, NONE)


def _contrasted(layout: Layout, drafts: Drafts, row: Ints, start: Ints) -> Flags:
    """Whether each quotation stands in a clause that the words of its row are contrasted with: "Lund said Oslo wants
    peace, *while Bergen is “buying war”*"."""
    at = drafts.right_end[row]
    joint = (at > 0) & (at < start) & (start - at <= _LONGEST_CONTRAST) & _GOES_ON[drafts.rule[row]]
    return np.asarray(joint & layout.gap(at, G.COMMA) & layout.has(at, W.BUT) & layout.has(at, W.ADVERBIAL))


def _behind_colons(layout: Layout, drafts: Drafts, quotes: _Quotes, rows: Ints) -> Ints:
    """The attribution behind the colon of each headline that one of these quotations opens: "‘A tax’: *Oslo slams*
    levy"; NONE where none of somebody begins there."""
    end = quotes.end[rows]
    opens = layout.passage.headline.take(quotes.start[rows]) & layout.gap(end, G.COLON)
    row = np.searchsorted(drafts.cue_start, end)
    if not len(drafts):
        return np.full(len(rows), NONE)
    inside = np.minimum(row, len(drafts) - 1)
    opens &= (row < len(drafts)) & (drafts.speaker_start[inside] == end)
    return np.where(opens, inside, NONE)


def _fill_up(drafts: Drafts, quotes: _Quotes, rows: Ints) -> None:
    """Let quotations start where the words of their owners end: "..., *but that “nobody*"."""
    start, end = quotes.start[rows], drafts.right_end[quotes.owner[rows]]
    near = (end > 0) & (end < start) & (start - end <= _LONGEST_JOINT)
    quotes.start[rows] = np.where(near, end, start)


def _titles(layout: Layout, start: Ints, end: Ints) -> Flags:
    """Whether first and last words of quotations have capitals, as those of titles of works do."""
    return np.asarray(layout.has(start, W.CAP) & layout.has(end - 1, W.CAP))


def _settle_wholes(layout: Layout, drafts: Drafts, quotes: _Quotes, base: int) -> tuple[Ints, dict[int, int]]:
    """Settle the others; returns those that stand for themselves, and the rows whose speakers they share."""
    rows = np.flatnonzero(quotes.untouched & quotes.whole & ~quotes.continues)
    start, end = quotes.start[rows], quotes.end[rows]
    paragraph = layout.paragraph_of(start)
    opens = layout.passage.paragraph[paragraph]
    earlier = np.searchsorted(drafts.cue_start, start) - 1
    owner = np.where((earlier >= 0) & (drafts.cue_start[earlier] >= opens), earlier, NONE) if len(drafts) else earlier
    owner = np.where(owner >= 0, owner, _following(layout, drafts, end, paragraph))
    owner = np.where(owner >= 0, owner, _ahead(quotes, rows))
    made = owner < 0
    owner[made] = base + np.arange(int(made.sum()))
    quotes.owner[rows] = owner
    quotes.give(rows[~made])
    quotes.follow(np.flatnonzero(quotes.untouched & quotes.continues))
    alone = made & (end - start > SCARE_WORDS) & (start == opens)
    last = _last_speakers(layout, drafts, earlier[alone], paragraph[alone])
    same = zip(owner[alone][last >= 0].tolist(), last[last >= 0].tolist(), strict=True)
    return rows[made], dict(same)


def _ahead(quotes: _Quotes, rows: Ints) -> Ints:
    """Who says the later paragraphs of quotations that go on there: “A and B.⏎⏎“C,” Lund said."""
    attributed = np.append(np.flatnonzero(~quotes.untouched), len(quotes.owner))
    ends = np.flatnonzero(~np.append(quotes.continues[1:], False))
    later = attributed[np.searchsorted(attributed, rows)]
    goes_on = later <= ends[np.searchsorted(ends, rows)]
    return np.where(goes_on, np.append(quotes.owner, NONE)[later], NONE)


def _following(layout: Layout, drafts: Drafts, end: Ints, paragraph: Ints) -> Ints:
    """An attribution that begins right behind each quotation, in the same paragraph, with words before its cue."""
    row = np.searchsorted(drafts.cue_start, end)
    inside = np.minimum(row, max(len(drafts) - 1, 0))
    if not len(drafts):
        return np.full(len(end), NONE)
    gap = drafts.left_start[inside] - end
    close = (row < len(drafts)) & (drafts.cue_start[inside] < layout.paragraph_end[paragraph]) & (gap >= 0) & (gap <= 1)
    return np.where(close, inside, NONE)


def _last_speakers(layout: Layout, drafts: Drafts, row: Ints, paragraph: Ints) -> Ints:
    """The last attribution of plain speech up to each ``row`` in the paragraph just before, in the same field."""
    passage = layout.passage
    opens = passage.paragraph[paragraph]
    field_start = passage.field[np.searchsorted(passage.field, opens, side="right") - 1]
    earliest = np.maximum(passage.paragraph[np.maximum(paragraph - 1, 0)], field_start)
    latest = np.append(np.maximum.accumulate(np.where(_GOES_ON[drafts.rule], np.arange(len(drafts)), NONE)), NONE)
    last = latest[row]
    return np.where((last >= 0) & (np.append(drafts.cue_start, NONE)[last] >= earliest), last, NONE)


def _with_made(layout: Layout, drafts: Drafts, quotes: _Quotes, made: Ints, same: dict[int, int]) -> Drafts:
    """The drafts, then those of the quotations that stand for themselves; who is named beside goes on from nobody."""
    if not len(made):
        return drafts
    start, end = quotes.start[made], quotes.end[made]
    kinds = np.where(quotes.whole[made], NUMBER["quote-alone"], NUMBER["partial-quote"])
    rule = np.where(end - start <= SCARE_WORDS, NUMBER["scare"], kinds)
    name = _named(layout, rule, start, end)
    for row in (len(drafts) + np.flatnonzero(name[0] >= 0)).tolist():
        same.pop(row, None)
    nothing = np.full(len(made), NONE)
    more = Drafts(rule, np.zeros(len(made), np.bool_), nothing, nothing, *name, nothing, nothing, start, end)
    return Drafts(*(np.concatenate((getattr(drafts, one), getattr(more, one))) for one in Drafts.__slots__))


def _named(layout: Layout, rule: Ints, start: Ints, end: Ints) -> Span:
    """The speakers named beside quotations that no cue is for."""
    name = np.full(len(rule), NONE), np.full(len(rule), NONE)
    partial, whole = (np.flatnonzero(rule == NUMBER[one]) for one in ("partial-quote", "quote-alone"))
    spans = ((start[rows], end[rows]) for rows in (partial, whole))
    for rows, (first, last) in zip((partial, whole), in_sentences(layout, *spans), strict=True):
        name[0][rows], name[1][rows] = first, last
    for known in (owners(layout, start, end), labelled(layout, start, end), signatures(layout, end)):
        name = np.where(known[0] >= 0, known[0], name[0]), np.where(known[0] >= 0, known[1], name[1])
    return name
