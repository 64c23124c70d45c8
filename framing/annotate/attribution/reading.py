"""A batch read as a passage: which bits its words and gaps have, where its quotations, headings and prose are."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from framing.annotate.attribution.passage import Flags, Ints, Passage
from framing.annotate.letters import ALONE, WORD, kind_of
from framing.records.batch import DOUBLE, HEADLINE, NOT_SCORED, Batch

#: A line in single marks this long or longer is a quotation even outside headlines.
_LEAST_SINGLE = 2


class Reader:
    """Keeps the bits of the pieces of one vocabulary; starts anew when the vocabulary does."""

    def __init__(
        self, word_flags: Callable[[str], int], gap_flags: Callable[[str], int], starts_name: Callable[[str], bool]
    ) -> None:
        self._word_flags, self._gap_flags, self._starts_name = word_flags, gap_flags, starts_name
        self._pieces: list[str] | None = None
        self._known = 0
        self._bits: Ints = np.zeros(1024, np.int64)
        self._names: Flags = np.zeros(1024, np.bool_)

    def read(self, batch: Batch) -> Passage:
        """The passage of ``batch``."""
        bits = self._bits_of(batch.pieces)
        place = _spread(batch.segment_token, batch.segment_place, batch.tokens)
        starts, ends, closed = outer_quotations(batch)
        return Passage(
            wflags=bits[batch.word_id],
            gflags=bits[batch.gap_id],
            sentence=batch.sentence_token,
            paragraph=batch.paragraph_token,
            field=_filled_fields(batch),
            text=_slicer(batch),
            word=_namer(batch),
            headline=_headings(batch, place),
            prose=place != NOT_SCORED,
            names=np.flatnonzero(self._names[batch.word_id]),
            quote_start=starts,
            quote_end=ends,
            quote_closed=closed,
        )

    def _bits_of(self, pieces: list[str]) -> Ints:
        if pieces is not self._pieces:
            self._pieces, self._known = pieces, 0
        if self._known < len(pieces):
            if len(pieces) > len(self._bits):
                self._bits = np.concatenate((self._bits[: self._known], np.zeros(len(pieces), np.int64)))
                self._names = np.concatenate((self._names[: self._known], np.zeros(len(pieces), np.bool_)))
            fresh = pieces[self._known :]
            self._bits[self._known : len(pieces)] = [self._describe(piece) for piece in fresh]
            self._names[self._known : len(pieces)] = [self._starts_name(piece) for piece in fresh]
            self._known = len(pieces)
        return self._bits

    def _describe(self, piece: str) -> int:
        is_word = bool(piece) and kind_of(piece[0]) in (WORD, ALONE)
        return self._word_flags(piece) if is_word else self._gap_flags(piece)


def _spread(starts: Ints, values: Ints, length: int) -> Ints:
    """One value a token, from stretches that begin at ``starts``."""
    if not len(starts):
        return np.zeros(length, np.int64)
    return np.repeat(values, np.diff(np.append(starts, length)))


def _filled_fields(batch: Batch) -> Ints:
    """First token of each field that has any."""
    return np.unique(batch.field_token[batch.field_token < batch.tokens])


def _headings(batch: Batch, place: Ints) -> Flags:
    """Words of titles and of headline blocks."""
    return np.asarray(place == HEADLINE)


def _slicer(batch: Batch) -> Callable[[int, int], str]:
    starts, ends, buffer = batch.word_start, batch.word_end, batch.buffer

    def text(first: int, last: int) -> str:
        return buffer[starts[first] : ends[last - 1]].decode("utf-8")

    return text


def _namer(batch: Batch) -> Callable[[int], str]:
    pieces, ids = batch.pieces, batch.word_id

    def word(at: int) -> str:
        piece: str = pieces[ids[at]]
        return piece

    return word


def outer_quotations(batch: Batch) -> tuple[Ints, Ints, Flags]:
    """Quotations that stand in no other one; single marks count where they hold two words or more, or in a headline."""
    quotes = batch.quotations
    starts, ends, kinds, closed = quotes.start, quotes.end, quotes.kind, quotes.closed
    if not len(starts):
        return starts, ends, closed
    order = np.lexsort((-ends, starts))
    starts, ends, kinds, closed = starts[order], ends[order], kinds[order], closed[order]
    keep = (kinds == DOUBLE) | (ends - starts >= _LEAST_SINGLE)
    starts, ends, closed = starts[keep], ends[keep], closed[keep]
    reach = np.append(0, np.maximum.accumulate(ends)[:-1])
    outer = starts >= reach
    return starts[outer], ends[outer], closed[outer]


__all__ = ["Reader", "outer_quotations"]
