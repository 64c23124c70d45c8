"""What a page put into the middle of a sentence: its words are taken out of the batch, and the sentence goes on.

Positions in the buffer stay what they are, so every word still stands where it was published.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.segments import text_blocks
from framing.records.article import INSERTED
from framing.records.batch import Batch


def take_out_inserted(batch: Batch) -> None:
    """Take the words of inserted blocks, and the gap before each, out of a batch that has only been split so far.

    One at the beginning of its text is a block like others: there is nothing before it that could go on.
    """
    found = [(field, block) for field, block in text_blocks(batch) if block.kind == INSERTED]
    if not found:
        return
    fields = np.array([field for field, _ in found], np.int64)
    edges = np.array([(block.start, block.end) for _, block in found], np.int64)
    spans = np.searchsorted(batch.word_start, batch.to_bytes(edges, fields[:, None]))
    stays = np.ones(batch.tokens + 1, np.bool_)
    for first, end in spans[spans[:, 0] > batch.field_token.take(fields)].tolist():
        stays[first:end] = False
    tokens = np.flatnonzero(stays[:-1])
    batch.word_start, batch.word_end = batch.word_start.take(tokens), batch.word_end.take(tokens)
    batch.word_id, batch.gap_id = batch.word_id.take(tokens), batch.gap_id.compress(stays)
    odd = batch.odd_gaps.compress(stays.take(batch.odd_gaps))
    batch.odd_gaps = odd - np.cumsum(~stays).take(odd)
    batch.field_token = np.searchsorted(batch.word_start, batch.field_byte)
