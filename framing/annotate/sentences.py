"""Where sentences end: one rule for each kind of stop, applied to all stops of a batch at once.

A sentence ends at the end of its paragraph; at ``! ?`` unless the text goes on in lower case or, after a closing
mark, with the words that say who spoke (“... ?” Trump said); at a full stop unless it belongs to an abbreviation, an
initial or U.S. or the number of an item, or the text goes on in lower case. It never ends inside a quotation.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.arrays import merged
from framing.records.batch import Batch, Flags, Ints, Quotations
from framing.records.flags import Gap, Word

_LINE_BREAK = int(Gap.NEWLINE | Gap.BLANK)
_STOPS = int(Gap.STOP | Gap.HARD_STOP | Gap.ELLIPSIS)
#: How many words a name may have between “... ?” and its verb.
_NAME_WORDS = 4


def sentence_starts(batch: Batch, paragraphs: Ints, quotations: Quotations) -> tuple[Ints, Ints]:
    """First token of each sentence, and first token after each stop.

    Every paragraph starts one. No sentence starts inside one of ``quotations``; stops inside them count as stops.
    """
    gaps = batch.gaps_with(_STOPS)
    gaps = gaps[(gaps > 0) & (gaps < batch.tokens)]
    gap, before, after = batch.gap_flags(gaps), batch.word_flags(gaps - 1), batch.word_flags(gaps)
    goes_on = (after & int(Word.LOWER)) != 0
    hard = (gap & int(Gap.HARD_STOP)) != 0
    ellipsis = (gap & int(Gap.ELLIPSIS)) != 0
    ends = ~goes_on & np.where(
        hard,
        ~_tail_follows(batch, gaps, gap),
        np.where(ellipsis, True, _full_stop(batch, gaps, before, after)),
    )
    stops = gaps[ends]
    sentences = stops[~_inside(stops, quotations.start, quotations.end)]
    return merged(sentences, paragraphs), merged(stops, paragraphs)


def _full_stop(batch: Batch, gaps: Ints, before: Ints, after: Ints) -> Flags:
    """Whether a full stop ends the sentence, by the words beside it."""
    clear_start = (after & int(Word.STARTER)) != 0
    digit = (after & int(Word.DIGIT)) != 0
    title = (before & int(Word.TITLE)) != 0
    abbreviation = (before & int(Word.ABBREVIATION)) != 0
    single = (before & int(Word.SINGLE)) != 0
    number = ((before & int(Word.BEFORE_NUMBER)) != 0) & digit
    figure = (before & int(Word.DIGIT)) != 0
    short, gap_before = _short(batch, gaps - 1), batch.gap_flags(gaps - 1)
    dotted = (gap_before & int(Gap.TIGHT_DOT)) != 0
    doubtful = abbreviation | single | (dotted & short & ~figure)
    opens_line = ((gap_before & _LINE_BREAK) != 0) & ((batch.gap_flags(gaps) & _LINE_BREAK) == 0)
    item = figure & short & opens_line
    return np.asarray(~title & ~number & ~item & (clear_start | ~doubtful))


def _short(batch: Batch, tokens: Ints) -> Flags:
    """Whether a token is a letter or two, as the last part of U.S. or a.m. is."""
    return np.asarray((batch.word_end[tokens] - batch.word_start[tokens]) <= 2)


def _tail_follows(batch: Batch, gaps: Ints, gap: Ints) -> Flags:
    """Whether ``?”`` is followed by a name and a verb of saying, with nothing between them."""
    follows = np.zeros(len(gaps), np.bool_)
    going = (gap & int(Gap.QUOTE_AFTER_STOP)) != 0
    for step in range(_NAME_WORDS):
        token = gaps + step
        going &= token < batch.tokens
        token = np.minimum(token, batch.tokens - 1)
        if step:
            going &= (batch.gap_flags(token) & int(Gap.LOOSE | Gap.NEWLINE | Gap.BLANK)) == 0
        follows |= going & ((batch.word_flags(token) & int(Word.SAYS)) != 0)
    return follows


def _inside(gaps: Ints, starts: Ints, ends: Ints) -> Flags:
    """Whether a gap lies inside one of the spans, which do not overlap."""
    if not len(starts):
        return np.zeros(len(gaps), np.bool_)
    at = np.searchsorted(starts, gaps, side="left") - 1
    return np.asarray((at >= 0) & (gaps < ends[np.maximum(at, 0)]))
