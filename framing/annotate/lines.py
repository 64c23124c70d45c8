"""Paragraphs: which line breaks are real, and which were only made by a narrow page.

A blank line starts a paragraph, unless the text has blank lines inside its sentences: several, behind which it goes on
in lower case. A single line break is white space when the next line starts in lower case or
the line before it ends in a comma, colon or dash; it starts a paragraph when the line ends a sentence. A line that
ends in a bare word is a heading or the end of a paragraph, unless the text is hard-wrapped (several lines go on in
lower case) and the next word would not have fitted on it.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.arrays import merged
from framing.records.batch import Batch, Flags, Ints
from framing.records.flags import Gap, Word

_STOPS = int(Gap.STOP | Gap.HARD_STOP | Gap.ELLIPSIS)
_LEAST_WRAPS, _LEAST_BLANK = 2, 3
#: A line shorter than this share of the usual full line was ended on purpose.
_SHORT_LINE = 0.85


def paragraph_starts(batch: Batch, borders: Ints) -> Ints:
    """First token of each paragraph; ``borders`` are tokens where one starts anyway (fields, blocks)."""
    breaks = batch.gaps_with(int(Gap.BLANK | Gap.NEWLINE))
    breaks = breaks[breaks < batch.tokens]
    kinds = batch.gap_flags(breaks)
    blank = (kinds & int(Gap.BLANK)) != 0
    lower = (batch.word_flags(breaks) & int(Word.LOWER)) != 0
    stops = (kinds & _STOPS) != 0
    goes_on = ((kinds & int(Gap.CLAUSE)) != 0) & ~stops
    starts = blank | ~(lower | goes_on)
    _unwrap(batch, breaks, blank, lower, stops, goes_on, starts)
    _close_up(batch, breaks, blank & lower & ~stops & ~goes_on, starts)
    return merged(breaks[starts], borders[borders < batch.tokens])


def _unwrap(
    batch: Batch, breaks: Ints, blank: Flags, lower: Flags, stops: Flags, goes_on: Flags, starts: Flags
) -> None:
    """Undo hard wraps in the fields that have them: clears ``starts`` in place."""
    wraps = np.flatnonzero(lower & ~blank)
    if not len(wraps):
        return
    fields = batch.field_of(breaks)
    for field in np.flatnonzero(np.bincount(fields[wraps]) >= _LEAST_WRAPS).tolist():
        here = np.arange(*np.searchsorted(fields, (field, field + 1)))
        full = _full_width(batch, breaks[here], int(batch.field_token[field]))
        usual = _lower_quartile(full[(lower & ~blank)[here]])
        short = full <= _SHORT_LINE * usual
        spaced = int(blank[here].sum()) > 2
        open_line = ~blank[here] & ~short & (~stops[here] | spaced)
        starts[here[open_line]] = False


def _close_up(batch: Batch, breaks: Ints, inside: Flags, starts: Flags) -> None:
    """Undo blank lines ``inside`` sentences in the fields that have several: clears ``starts`` in place."""
    wraps = np.flatnonzero(inside)
    wraps = wraps[~np.isin(breaks[wraps], batch.field_token)]
    if len(wraps) >= _LEAST_BLANK:
        fields = batch.field_of(breaks[wraps])
        starts[wraps[np.bincount(fields)[fields] >= _LEAST_BLANK]] = False


def _full_width(batch: Batch, breaks: Ints, first: int) -> Ints:
    """Bytes of the line before each break plus the first word after it: what did not fit."""
    line = np.append(first, breaks[:-1])
    line = np.minimum(line, batch.tokens - 1)
    line_bytes = batch.word_end[np.maximum(breaks - 1, 0)] - batch.word_start[line]
    next_word_bytes = batch.word_end[breaks] - batch.word_start[breaks]
    return np.asarray(line_bytes + next_word_bytes)


def _lower_quartile(values: Ints) -> float:
    """The value below which a quarter lies, between two neighbours in proportion.

    >>> _lower_quartile(np.array([40, 10, 20]))
    15.0
    """
    ordered = np.sort(values).tolist()
    place = (len(ordered) - 1) / 4
    below = ordered[int(place)]
    above = ordered[min(int(place) + 1, len(ordered) - 1)]
    return float(below + (above - below) * (place % 1))
