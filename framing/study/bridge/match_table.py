"""Matches of a batch as rows, and added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.records.ascending import ranks
from framing.records.batch import TITLE, Batch, Flags, Ints
from framing.records.tables import COUNTS, MATCHES, PLACES, VOICES
from framing.study.bridge.arrow import article_ids, article_outlets, category, cut

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


@dataclass(slots=True)
class Standing:
    """Where each match starts: its field, article and place, and the number of its sentence in the batch (from 1).

    ``paragraph_no`` and ``sentence_no`` are those in its text, from 1; in a title they are 0, as is ``in_text``.
    """

    field: Ints
    article: Ints
    place: Ints
    sentence: Ints
    in_text: Ints
    paragraph_no: Ints
    sentence_no: Ints

    @classmethod
    def of(cls, batch: Batch, found: Findings) -> Standing:
        """Looked up once for all tables and stretches between stops: no border of another kind lies inside of one."""
        stretch = ranks(batch.stop_token, found.start) - 1
        is_first = _changes(stretch)
        at = batch.stop_token.take(stretch.compress(is_first))
        field = ranks(batch.field_token, at) - 1
        in_text = (batch.field_kind.take(field) != TITLE).astype(np.int64)
        sentence = ranks(batch.sentence_token, at)
        columns = (
            field,
            batch.field_article.take(field),
            batch.segment_place.take(ranks(batch.segment_token, at) - 1),
            sentence,
            in_text,
            in_text * (ranks(batch.paragraph_token, at) - _before_fields(batch.paragraph_token, batch).take(field)),
            in_text * (sentence - _before_fields(batch.sentence_token, batch).take(field)),
        )
        which = np.cumsum(is_first) - 1
        return cls(*(column.take(which) for column in columns))


def _before_fields(starts: Ints, batch: Batch) -> Ints:
    """How many of the starts come before each field."""
    return np.searchsorted(starts, batch.field_token)


def match_table(batch: Batch, found: Findings, stands: Standing, labels: Labels, further: dict[str, Any]) -> pa.Table:
    """One row a match; ``further`` are the columns about speakers, actors and targets."""
    first_byte, last_byte = batch.word_start.take(found.start), batch.word_end.take(found.end - 1)
    start, end = batch.spans_to_chars(first_byte, last_byte, stands.field)
    return MATCHES.from_columns(
        {
            "doc_id": article_ids(batch.articles, stands.article),
            "outlet": article_outlets(batch.articles, stands.article),
            "where": category(stands.place, PLACES),
            "field": category(stands.in_text, ("title", "text")),
            "paragraph": stands.paragraph_no,
            "sentence": stands.sentence_no,
            "start": start,
            "end": end,
            "text": cut(batch.buffer, first_byte, last_byte),
            "frame": category(found.frame, labels.frames),
            "entry": category(found.entry, labels.entries),
            "device": category(found.entry, labels.devices),
            "voice": category(found.voice, VOICES),
            "negated": found.negated,
            "denied": found.denied,
            "hypothetical": found.hypothetical,
            "coder": category(np.zeros(len(found), np.int32), (labels.coder,)),
            **further,
        }
    )


def count_table(batch: Batch, found: Findings, stands: Standing, labels: Labels) -> pa.Table:
    """Matches added up by article, frame, voice and place."""
    shape = (len(batch.articles), len(labels.frames), len(VOICES), len(PLACES))
    key = ((stands.article * shape[1] + found.frame) * shape[2] + found.voice) * shape[3] + stands.place
    sentence_bits = len(batch.sentence_token).bit_length()
    in_sentence = (key << sentence_bits) | stands.sentence
    in_sentence.sort()
    new_sentence = _changes(in_sentence)
    cell = in_sentence >> sentence_bits
    first = np.flatnonzero(_changes(cell))
    cells = cell.take(first)
    doc, frame, voice, place = np.unravel_index(cells, shape)
    return COUNTS.from_columns(
        {
            "doc_id": article_ids(batch.articles, doc),
            "outlet": article_outlets(batch.articles, doc),
            "frame": category(frame, labels.frames),
            "voice": category(voice, VOICES),
            "where": category(place, PLACES),
            "matches": np.diff(np.append(first, len(cell))),
            "negated": np.bincount(np.searchsorted(cells, key.compress(found.negated)), minlength=len(cells)),
            "sentences": _sums(new_sentence, first),
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
