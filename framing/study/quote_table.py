"""Attributions of a batch as rows: who says what, in whose relay, by which words we know."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from framing.records.attribution import Attribution
from framing.records.batch import TITLE, Batch, Ints
from framing.records.tables import QUOTES
from framing.study.arrow import article_ids, article_outlets
from framing.study.speaking import words_of

if TYPE_CHECKING:
    import pyarrow as pa


def quote_table(batch: Batch, said: Sequence[Attribution], precision_of: Callable[[str], float]) -> pa.Table:
    """One row an attribution, in the order of the text."""
    first = np.array([a.content[0][0] for a in said], np.int64)
    fields = batch.field_of(first)
    article = batch.field_article[fields]
    spans = _Spans(batch, said, fields)
    return QUOTES.from_columns(
        {
            "doc_id": article_ids(batch.articles, article),
            "outlet": article_outlets(batch.articles, article),
            "field": ["title" if kind == TITLE else "text" for kind in batch.field_kind[fields].tolist()],
            "voice": [a.voice for a in said],
            "content": spans.of(lambda a: a.content),
            "text": [" … ".join(words_of(batch, span) for span in a.content) for a in said],
            "cue": spans.one(lambda a: a.cue),
            "cue_text": ["" if a.cue is None else words_of(batch, a.cue) for a in said],
            "speaker": [a.speaker for a in said],
            "speaker_span": spans.one(lambda a: a.speaker_span),
            "party": [a.party for a in said],
            "speaker_kind": [a.kind for a in said],
            "channel": [a.channel for a in said],
            "rule": [a.rule for a in said],
            "precision": [precision_of(a.rule) for a in said],
            "ambiguous": [a.ambiguous for a in said],
        }
    )


class _Spans:
    """Token spans of attributions as JSON in code points of their field."""

    def __init__(self, batch: Batch, said: Sequence[Attribution], fields: Ints) -> None:
        self._batch, self._said, self._fields = batch, said, fields

    def of(self, spans_of: Callable[[Attribution], Sequence[tuple[int, int]]]) -> list[str]:
        """A list of spans for each attribution."""
        spans = [list(spans_of(a)) for a in self._said]
        counts = [len(some) for some in spans]
        flat = np.array([span for some in spans for span in some], np.int64).reshape(-1, 2)
        fields = np.repeat(self._fields, counts)
        start = self._batch.to_chars(self._batch.word_start[flat[:, 0]], fields)
        end = self._batch.to_chars(self._batch.word_end[flat[:, 1] - 1], fields)
        chars = np.stack((start, end), axis=1).tolist()
        bounds = np.append(0, np.cumsum(counts)).tolist()
        return [json.dumps(chars[a:b]) for a, b in pairwise(bounds)]

    def one(self, span_of: Callable[[Attribution], tuple[int, int] | None]) -> list[str]:
        """One span, or null, for each attribution."""
        lists = self.of(lambda a: [] if (span := span_of(a)) is None else [span])
        return ["null" if text == "[]" else text[1:-1] for text in lists]
