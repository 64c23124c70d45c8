"""Matches of a batch as rows, and added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.records.ascending import ranks
from framing.records.batch import TITLE, Batch, Flags, Ints
from framing.records.tables import COUNTS, MATCHES, PLACES, VOICES
from framing.study.arrow import article_ids, article_outlets, category, cut

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Labels:
    """The names behind the codes of a coder's hits."""

    frames: Sequence[str]
    entries: Sequence[str]
    devices: Sequence[str]
    coder: str


@dataclass(slots=True)
class Findings:
    """Parallel arrays, one a match, by start: token span, frame, entry, voice and polarity."""

    start: Ints
    end: Ints
    frame: Ints
    entry: Ints
    voice: Ints
    negated: Flags
    denied: Flags
    hypothetical: Flags

    def __len__(self) -> int:
        return len(self.start)


def match_table(batch: Batch, found: Findings, labels: Labels, further: dict[str, Any]) -> pa.Table:
    """One row a match; ``further`` are the columns about speakers, actors and targets."""
    fields = ranks(batch.field_token, found.start) - 1
    article = batch.field_article[fields]
    first_byte, last_byte = batch.word_start[found.start], batch.word_end[found.end - 1]
    title = batch.field_kind[fields] == TITLE
    return MATCHES.from_columns(
        {
            "doc_id": article_ids(batch.articles, article),
            "outlet": article_outlets(batch.articles, article),
            "where": category(_places(batch, found.start), PLACES),
            "field": category(1 - title.astype(np.int64), ("title", "text")),
            "paragraph": np.where(title, 0, _number(batch.paragraph_token, batch, found.start, fields)),
            "sentence": np.where(title, 0, _number(batch.sentence_token, batch, found.start, fields)),
            "start": batch.to_chars(first_byte, fields, ascending=True),
            "end": batch.to_chars(last_byte, fields),
            "text": cut(batch.buffer, first_byte, last_byte),
            "frame": category(found.frame, labels.frames),
            "entry": category(found.entry, labels.entries),
            "device": category(found.entry, labels.devices),
            "voice": category(found.voice, VOICES),
            "negated": found.negated,
            "denied": found.denied,
            "hypothetical": found.hypothetical,
            "coder": category(np.zeros(len(found), np.int64), (labels.coder,)),
            **further,
        }
    )


def count_table(batch: Batch, found: Findings, labels: Labels) -> pa.Table:
    """Matches added up by article, frame, voice and place."""
    article = batch.field_article[ranks(batch.field_token, found.start) - 1]
    shape = (len(batch.articles), len(labels.frames), len(VOICES), len(PLACES))
    key = np.ravel_multi_index((article, found.frame, found.voice, _places(batch, found.start)), shape)
    sentences = 1 + len(batch.sentence_token)
    in_sentence = np.sort(key * sentences + ranks(batch.sentence_token, found.start))
    cell = in_sentence // sentences
    first = np.flatnonzero(_changes(cell))
    cells = cell[first]
    doc, frame, voice, place = np.unravel_index(cells, shape)
    return COUNTS.from_columns(
        {
            "doc_id": article_ids(batch.articles, doc),
            "outlet": article_outlets(batch.articles, doc),
            "frame": category(frame, labels.frames),
            "voice": category(voice, VOICES),
            "where": category(place, PLACES),
            "matches": np.diff(np.append(first, len(cell))),
            "negated": np.bincount(np.searchsorted(cells, key[found.negated]), minlength=len(cells)),
            "sentences": _sums(_changes(in_sentence), first),
        }
    )


def _changes(values: Ints) -> Flags:
    """Where a value differs from the one before it; the first one does."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _sums(values: Any, first: Ints) -> Ints:
    """Sums of the runs that begin at ``first``."""
    if not len(first):
        return np.zeros(0, np.int64)
    return np.asarray(np.add.reduceat(values.astype(np.int64), first))


def _number(starts: Ints, batch: Batch, tokens: Ints, fields: Ints) -> Ints:
    """1-based number, in its field, of the paragraph or sentence that each token (they ascend) stands in."""
    return np.asarray(ranks(starts, tokens) - np.searchsorted(starts, batch.field_token)[fields])


def _places(batch: Batch, tokens: Ints) -> Ints:
    """HEADLINE, LEAD, BODY for tokens that ascend."""
    return batch.segment_place[ranks(batch.segment_token, tokens) - 1]
