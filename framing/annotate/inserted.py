"""What a page put into the middle of a sentence: its words are taken out of the batch, and the sentence goes on.

Positions in the buffer stay what they are, so every word still stands where it was published.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from framing.annotate.segments import text_blocks
from framing.records.arrays import Ids, Ints, Offsets
from framing.records.article import INSERTED
from framing.records.ascending import united
from framing.records.batch import Batch

Column = TypeVar("Column", Ids, Ints, Offsets)


def take_out_inserted(batch: Batch) -> None:
    """Take the words of inserted blocks, and the gap before each, out of a batch that has only been split so far.

    One at the beginning of its text is a block like others: there is nothing before it that could go on.
    """
    found = [(field, block) for field, block in text_blocks(batch) if block.kind == INSERTED]
    if not found:
        return
    fields = np.array([field for field, _ in found], np.int64)
    edges = np.array([(block.start, block.end) for _, block in found], np.int64)
    spans = batch.tokens_from(batch.to_bytes(edges, fields[:, None]))
    first, end = united(*spans[(batch.field_token[fields] < spans[:, 0]) & (spans[:, 0] < spans[:, 1])].T)
    if not len(first):
        return
    before = np.searchsorted(first, batch.odd_gaps, side="right")
    stays = batch.odd_gaps >= np.append(0, end)[before]
    batch.odd_gaps = (batch.odd_gaps - np.append(0, np.cumsum(end - first))[before])[stays]
    batch.word_start, batch.word_end = _without(batch.word_start, first, end), _without(batch.word_end, first, end)
    batch.word_id, batch.gap_id = _without(batch.word_id, first, end), _without(batch.gap_id, first, end)
    batch.field_token = batch.tokens_from(batch.field_byte)


def _without(values: Column, first: Ints, end: Ints) -> Column:
    """The values outside the spans, closed up in place: a new array of that size is dearer than the few moves."""
    at = int(first[0])
    for start, stop in zip(end.tolist(), [*first[1:].tolist(), len(values)], strict=True):
        values[at : at + stop - start] = values[start:stop]
        at += stop - start
    return values[:at]
