"""Attributions of a batch as rows: who says what, in whose relay, by which words we know."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from framing.annotate.attribution.drafts import RULES
from framing.annotate.attribution.measured import precision_of
from framing.annotate.attribution.output import Contents, Said, by_place
from framing.records.arrays import Ints
from framing.records.batch import TEXT, TITLE, Batch
from framing.records.tables import QUOTES, VOICES
from framing.study.bridge.arrow import Published, numbered
from framing.study.bridge.speaking import words_of

if TYPE_CHECKING:
    import pyarrow as pa


def quote_table(batch: Batch, said: Said) -> pa.Table:
    """One row an attribution, in the order of the text."""
    everything = said.contents()
    rows = by_place(everything)
    contents, drafts, one = everything.take(rows), said.drafts.take(rows), said.speakers(rows)
    fields = batch.field_of(contents.start[contents.first[:-1]])
    article = batch.field_article[fields]
    spans = _Spans(batch, fields)
    cue, name = (drafts.cue_start, drafts.cue_end), (drafts.speaker_start, drafts.speaker_end)
    return QUOTES.from_columns(
        {
            **Published(batch.articles).columns(article),
            "field": numbered(batch.field_kind[fields], {TITLE: "title", TEXT: "text"}),
            "voice": numbered(contents.voice, dict(enumerate(VOICES))),
            "content": spans.lists(contents),
            "text": _texts(batch, contents),
            "cue": spans.one(*cue),
            "cue_text": words_of(batch, *cue),
            "speaker": one.name,
            "speaker_span": spans.one(*name),
            "party": numbered(one.party, said.values),
            "speaker_kind": numbered(one.kind, said.values),
            "channel": numbered(one.channel, said.values),
            "rule": numbered(drafts.rule, RULES),
            "precision": np.array([precision_of(rule) for rule in RULES])[drafts.rule],
            "ambiguous": one.ambiguous,
        }
    )


def _texts(batch: Batch, contents: Contents) -> list[str]:
    """The words of each content, … between separate spans."""
    words, bounds = words_of(batch, contents.start, contents.end), contents.first.tolist()
    return [words[a] if b == a + 1 else " … ".join(words[a:b]) for a, b in pairwise(bounds)]


class _Spans:
    """Token spans of attributions as JSON in code points of their field."""

    def __init__(self, batch: Batch, fields: Ints) -> None:
        self._batch, self._fields = batch, fields

    def _json(self, start: Ints, end: Ints, fields: Ints) -> list[str]:
        """``[start, end]`` for each span."""
        first = self._batch.to_chars(self._batch.word_start[start], fields).tolist()
        last = self._batch.to_chars(self._batch.word_end[end - 1], fields).tolist()
        return [f"[{a}, {b}]" for a, b in zip(first, last, strict=True)]

    def lists(self, contents: Contents) -> list[str]:
        """A list of spans for each attribution."""
        spans = self._json(contents.start, contents.end, np.repeat(self._fields, np.diff(contents.first)))
        return [f"[{', '.join(spans[a:b])}]" for a, b in pairwise(contents.first.tolist())]

    def one(self, start: Ints, end: Ints) -> list[str]:
        """One span, or null, for each attribution."""
        rows = np.flatnonzero((start >= 0) & (end > start))
        out = ["null"] * len(start)
        for row, span in zip(rows.tolist(), self._json(start[rows], end[rows], self._fields[rows]), strict=True):
            out[row] = span
        return out
