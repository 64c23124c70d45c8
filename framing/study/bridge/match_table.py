"""Matches of a batch as rows, and added up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from framing.records.arrays import Flags, Ints
from framing.records.ascending import changes, ranks, runs
from framing.records.batch import TITLE, Batch
from framing.records.tables import COUNTS, MATCHES, PLACES, VOICES
from framing.study.bridge.arrow import Names, Published, cut

if TYPE_CHECKING:
    import pyarrow as pa

Keys = npt.NDArray[np.integer[Any]]

#: So many matches become rows at a time: what they need stays in the processor's cache, and goes into memory that
#: others have left. Columns of a whole batch need new pages, which cost twice as much as all that is written on them.
_STEP = 1 << 16
#: Keys up to here take four bytes, and are sorted in half the time.
_NARROW = 1 << 32
_PLACES, _FIELDS, _VOICES = Names(PLACES), Names(("title", "text")), Names(VOICES)


@dataclass(frozen=True, slots=True)
class Labels:
    """The names behind the codes of a coder's hits."""

    frames: Names
    entries: Names
    devices: Names
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
    """Where matches start: ``row`` is the stretch between stops of each, all else is told once for each stretch.

    ``paragraph`` and ``sentence`` are those in the text, from 1; in a title they are 0, as is ``in_text``.
    """

    row: Ints
    field: Ints
    article: Ints
    place: Ints
    in_text: Ints
    paragraph: Ints
    sentence: Ints

    @classmethod
    def of(cls, batch: Batch, found: Findings) -> Standing:
        """Only stretches that hold matches are looked up; no border of another kind lies inside of one."""
        stretch, matches = runs(batch.stop_token, found.start)
        at = batch.stop_token.take(stretch)
        field = ranks(batch.field_token, at) - 1
        in_text = (batch.field_kind.take(field) != TITLE).astype(np.int64)
        sentence, sentences_before = ranks(batch.sentence_token, at), _before_fields(batch.sentence_token, batch)
        paragraph, paragraphs_before = ranks(batch.paragraph_token, at), _before_fields(batch.paragraph_token, batch)
        return cls(
            row=np.repeat(np.arange(len(stretch)), matches),
            field=field,
            article=batch.field_article.take(field),
            place=batch.segment_place.take(ranks(batch.segment_token, at) - 1),
            in_text=in_text,
            paragraph=in_text * (paragraph - paragraphs_before.take(field)),
            sentence=in_text * (sentence - sentences_before.take(field)),
        )


def _before_fields(starts: Ints, batch: Batch) -> Ints:
    """How many of the starts come before each field."""
    return np.searchsorted(starts, batch.field_token)


class MatchTables:
    """The tables of a batch's matches."""

    def __init__(self, batch: Batch, found: Findings, labels: Labels) -> None:
        self._batch, self._found, self._labels = batch, found, labels
        self._stands, self._published = Standing.of(batch, found), Published(batch.articles)

    def matches(self, further: dict[str, pa.Array]) -> pa.Table:
        """One row a match; ``further`` are the columns about speakers, actors and targets."""
        import pyarrow as pa

        steps = [slice(first, first + _STEP) for first in range(0, max(len(self._found), 1), _STEP)]
        return pa.concat_tables([self._rows(rows, further) for rows in steps])

    def _rows(self, rows: slice, further: dict[str, pa.Array]) -> pa.Table:
        batch, found, stands, labels = self._batch, self._found, self._stands, self._labels
        row, entry = stands.row[rows], found.entry[rows]
        first, last = batch.word_start.take(found.start[rows]), batch.word_end.take(found.end[rows] - 1)
        start, end = batch.spans_to_chars(first, last, stands.field.take(row))
        return MATCHES.from_columns(
            {
                **self._published.columns(stands.article.take(row)),
                "where": _PLACES.column(stands.place.take(row)),
                "field": _FIELDS.column(stands.in_text.take(row)),
                "paragraph": stands.paragraph.take(row),
                "sentence": stands.sentence.take(row),
                "start": start,
                "end": end,
                "text": cut(batch.buffer, first, last),
                "frame": labels.frames.column(found.frame[rows]),
                "entry": labels.entries.column(entry),
                "device": labels.devices.column(entry),
                "voice": _VOICES.column(found.voice[rows]),
                "negated": found.negated[rows],
                "denied": found.denied[rows],
                "hypothetical": found.hypothetical[rows],
                "coder": Names([labels.coder]).column(np.zeros(len(row), np.int32)),
                **{name: column[rows] for name, column in further.items()},
            }
        )

    def counts(self) -> pa.Table:
        """Matches added up by article, frame, voice and place."""
        keys, in_sentence = self._keys()
        negated = keys.compress(self._found.negated) >> in_sentence
        keys.sort()
        sentence = np.flatnonzero(changes(keys))
        cell = keys.take(sentence) >> in_sentence
        first = np.flatnonzero(changes(cell))
        cells = cell.take(first)
        shape = (len(self._batch.articles), len(self._labels.frames), len(VOICES), len(PLACES))
        article, frame, voice, place = np.unravel_index(cells.astype(np.int64), shape)
        return COUNTS.from_columns(
            {
                **self._published.columns(article),
                "frame": self._labels.frames.column(frame),
                "voice": _VOICES.column(voice),
                "where": _PLACES.column(place),
                "matches": np.diff(np.append(sentence.take(first), len(keys))),
                "negated": np.bincount(np.searchsorted(cells, negated), minlength=len(cells)),
                "sentences": np.diff(np.append(first, len(cell))),
            }
        )

    def _keys(self) -> tuple[Keys, int]:
        """Article, frame, voice, place and sentence of each match as one number, and the bits that a sentence takes."""
        stands, found = self._stands, self._found
        in_sentence = int(stands.sentence.max(initial=0)).bit_length()
        a_place = 1 << in_sentence
        a_voice = a_place * len(PLACES)
        a_frame = a_voice * len(VOICES)
        an_article = a_frame * len(self._labels.frames)
        kind: type[np.integer[Any]] = np.uint32 if an_article * len(self._batch.articles) <= _NARROW else np.int64
        of_stretch = stands.article * an_article + stands.place * a_place + stands.sentence
        keys: Keys = of_stretch.astype(kind).take(stands.row)
        keys += np.arange(0, an_article, a_frame, dtype=kind).take(found.frame)
        keys += np.arange(0, a_frame, a_voice, dtype=kind).take(found.voice)
        return keys, in_sentence
