"""The voice of each match: own, quoted, fragment or reported.

Quotation marks and attributions decide together. Inside marks, a match is *quoted* where an attribution says whose
words they are, and a *fragment* where none does or where the marks hold at most three words. Outside marks it is
*reported* inside an attribution and the outlet's *own* everywhere else, so own is what is left over: an upper bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.records.attribution import Attribution
from framing.records.batch import Batch, Ints
from framing.records.tables import VOICES

OWN, QUOTED, FRAGMENT, REPORTED = (VOICES.index(voice) for voice in ("own", "quoted", "fragment", "reported"))

#: Marks round this many words or fewer make a fragment.
FRAGMENT_WORDS = 3


@dataclass(slots=True)
class Voices:
    """For each match the code of its voice (a place in VOICES) and the number of its attribution, or -1."""

    voice: Ints
    attribution: Ints


def assign_voices(batch: Batch, start: Ints, attributions: Sequence[Attribution]) -> Voices:
    """Voices of the matches that start at these tokens (ascending), given the attributions of the batch in tokens."""
    quoted_words = _words_in_marks(batch, start)
    attribution = _innermost(start, attributions)
    attributed = attribution >= 0
    voice = np.where(attributed, REPORTED, OWN)
    inside = quoted_words > 0
    voice[inside] = FRAGMENT
    voice[inside & attributed & (quoted_words > FRAGMENT_WORDS)] = QUOTED
    return Voices(voice, attribution)


def _words_in_marks(batch: Batch, start: Ints) -> Ints:
    """How many words the marks round each match hold; 0 outside any. The outermost marks count."""
    marks = batch.quotations
    words = np.zeros(len(start), np.int64)
    for kind in (1, 0):
        of_kind = marks.kind == kind
        first, last = marks.start[of_kind], marks.end[of_kind]
        if not len(first):
            continue
        at = np.searchsorted(first, start, side="right") - 1
        inside = (at >= 0) & (start < last[np.maximum(at, 0)])
        words[inside] = (last - first)[at[inside]]
    return words


def _innermost(start: Ints, attributions: Sequence[Attribution]) -> Ints:
    """The attribution whose content holds each match and is the shortest to do so; -1 where none does."""
    out = np.full(len(start), -1, np.int64)
    spans = [(first, last, i) for i, a in enumerate(attributions) for first, last in a.content]
    spans.sort(key=lambda span: span[0] - span[1])
    for first, last, i in spans:
        low, high = np.searchsorted(start, (first, last))
        out[low:high] = i
    return out

