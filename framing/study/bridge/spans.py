"""Spans of words: where characters that somebody named lie among a batch's words, and in whose voice a span is."""

from __future__ import annotations

import numpy as np

from framing.records.batch import Batch, Ints


def commonest_voice(voices: Ints, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """The voice of most words of each span, and the span's first word in that voice."""
    voice = np.zeros(len(starts), np.int64)
    anchor = starts.copy()
    for i, (a, b) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        voice[i] = int(np.argmax(np.bincount(voices[a:b])))
        anchor[i] += int(np.argmax(voices[a:b] == voice[i]))
    return voice, anchor


def words_in(batch: Batch, fields: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """The words of which any character lies in ``[start, end)``, code points of ``fields``, as token spans."""
    first, last = batch.to_bytes(start, fields), batch.to_bytes(end, fields)
    return np.searchsorted(batch.word_end, first, side="right"), np.searchsorted(batch.word_start, last)
