"""Paragraphs: which line breaks are real, and which were only made by a narrow page.

A blank line starts a paragraph, unless the text has blank lines inside its sentences: several, behind which it goes on
in lower case. A single line break is white space when the next line starts in lower case or
the line before it ends in a comma, colon or dash; it starts a paragraph when the line ends a sentence. A line that
ends in a bare word is a heading or the end of a paragraph, unless the text is hard-wrapped (several lines go on in
lower case) and the next word would not have fitted on it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.records.arrays import Flags, Ints
from framing.records.ascending import merged
from framing.records.batch import Batch
from framing.records.flags import Gap, Word

_STOPS = int(Gap.STOP | Gap.HARD_STOP | Gap.ELLIPSIS)
_LEAST_WRAPS, _LEAST_BLANK = 2, 3
#: A line shorter than this share of the usual full line was ended on purpose.
_SHORT_LINE = 0.85
#: A text with more blank lines than this parts its paragraphs by them: a line that ends a sentence may go on as well.
_SPACED = 2


@dataclass(slots=True)
class _Breaks:
    """The gaps with line breaks, by the token behind each: whether the line before ends in a stop or goes on (a comma,
    a dash), whether the next one starts in lower case, and whether a blank line lies between."""

    token: Ints
    blank: Flags
    lower: Flags
    stops: Flags
    goes_on: Flags

    @classmethod
    def of(cls, batch: Batch) -> _Breaks:
        token = batch.gaps_with(int(Gap.BLANK | Gap.NEWLINE))
        token = token[token < batch.tokens]
        kinds = batch.gap_flags(token)
        stops = (kinds & _STOPS) != 0
        return cls(
            token,
            blank=(kinds & int(Gap.BLANK)) != 0,
            lower=(batch.word_flags(token) & int(Word.LOWER)) != 0,
            stops=stops,
            goes_on=((kinds & int(Gap.CLAUSE)) != 0) & ~stops,
        )


def paragraph_starts(batch: Batch, borders: Ints) -> Ints:
    """First token of each paragraph; ``borders`` are tokens where one starts anyway (fields, blocks)."""
    breaks = _Breaks.of(batch)
    starts = breaks.blank | ~(breaks.lower | breaks.goes_on)
    starts[_made_by_the_page(batch, breaks)] = False
    starts[_inside_sentences(batch, breaks)] = False
    return merged(breaks.token[starts], borders[borders < batch.tokens])


def _made_by_the_page(batch: Batch, breaks: _Breaks) -> Ints:
    """The breaks that a narrow page made, by number, in the fields that have such."""
    narrow = breaks.lower & ~breaks.blank
    wraps, found = np.flatnonzero(narrow), [np.zeros(0, np.int64)]
    if not len(wraps):
        return found[0]
    fields = batch.field_of(breaks.token)
    for field in np.flatnonzero(np.bincount(fields[wraps]) >= _LEAST_WRAPS).tolist():
        here = np.arange(*np.searchsorted(fields, (field, field + 1)))
        full = _full_width(batch, breaks.token[here], int(batch.field_token[field]))
        usual = _lower_quartile(full[narrow[here]])
        short = full <= _SHORT_LINE * usual
        blank = breaks.blank[here]
        spaced = int(blank.sum()) > _SPACED
        found.append(here[~blank & ~short & (~breaks.stops[here] | spaced)])
    return np.concatenate(found)


def _inside_sentences(batch: Batch, breaks: _Breaks) -> Ints:
    """The blank lines inside sentences, by number, in the fields that have several."""
    found = np.flatnonzero(breaks.blank & breaks.lower & ~breaks.stops & ~breaks.goes_on)
    found = found[~np.isin(breaks.token[found], batch.field_token)]
    if len(found) < _LEAST_BLANK:
        return found[:0]
    fields = batch.field_of(breaks.token[found])
    return found[np.bincount(fields)[fields] >= _LEAST_BLANK]


def _full_width(batch: Batch, breaks: Ints, first: int) -> Ints:
    """Bytes of the line before each break plus the first word after it: what did not fit."""
    line = np.append(first, breaks[:-1])
    line = np.minimum(line, batch.tokens - 1)
    line_bytes = batch.word_end[np.maximum(breaks - 1, 0)] - batch.word_start[line]
    next_word_bytes = batch.word_end[breaks] - batch.word_start[breaks]
    return np.asarray(line_bytes + next_word_bytes)


def _lower_quartile(values: Ints) -> float:
    """The value below which a quarter lies, between two neighbours in proportion.

    What ``np.quantile`` gives, which takes sixteen times as long for the few lines of a text.

    >>> _lower_quartile(np.array([40, 10, 20]))
    15.0
    """
    ordered = np.sort(values).tolist()
    place = (len(ordered) - 1) / 4
    below = ordered[int(place)]
    above = ordered[min(int(place) + 1, len(ordered) - 1)]
    return float(below + (above - below) * (place % 1))
