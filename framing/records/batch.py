"""A batch: some hundred articles end to end, as integer arrays.

A text is ``gap word gap word ... gap``. The batch holds the UTF-8 bytes of all its fields (titles and texts) in one
buffer; token ``i`` is the bytes ``[word_start[i], word_end[i])``, the gap before it ``[word_end[i-1], word_start[i])``.
Everything linguistic was decided once per distinct piece and is looked up by ``word_id`` and ``gap_id``. Inside a
batch all positions are bytes or tokens; ``to_chars`` makes code points of a field out of bytes on the way out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from framing.records.arrays import Flags, Ids, Ints, Offsets
from framing.records.ascending import within
from framing.records.characters import Characters

if TYPE_CHECKING:
    from framing.records.article import Article
    from framing.records.issue import Issue


TITLE, TEXT = 0, 1
#: Codes of a segment's place, in the order of ``records.tables.PLACES``; NOT_SCORED is shown but no prose.
HEADLINE, LEAD, BODY, NOT_SCORED = 0, 1, 2, 3
#: Kinds of quotation: double marks, guillemets or corners; single marks.
DOUBLE, SINGLE = 0, 1


@dataclass(slots=True)
class Quotations:
    """Token spans ``[start, end)`` inside quotation marks, ordered by start; none crosses a paragraph's end.

    ``kind`` is DOUBLE or SINGLE; ``closed`` is False where no closing mark was found.
    """

    start: Ints
    end: Ints
    kind: Ints
    closed: Flags

    def __len__(self) -> int:
        return len(self.start)

    @classmethod
    def none(cls) -> Quotations:
        """No quotations at all."""
        nothing = np.zeros(0, np.int64)
        return cls(nothing, nothing, nothing, np.zeros(0, np.bool_))


@dataclass(slots=True)
class Batch:
    """Articles as arrays. Starts of sentences, paragraphs and segments are token numbers, ascending, from 0."""

    articles: Sequence[Article]
    buffer: bytes
    #: the bytes of it that begin no character, ascending
    inner_bytes: Ints
    #: per token
    word_start: Offsets
    word_end: Offsets
    word_id: Ids
    #: per gap, one more than tokens
    gap_id: Ids
    #: the gaps that are more than a single space, ascending; no other gap has any facts
    odd_gaps: Ints
    #: per distinct piece; ``folded`` is empty for gaps
    pieces: list[str]
    folded: list[str]
    flags: Ints
    #: per field, in order: its article, TITLE or TEXT, its first byte and one past its last, its first token
    field_article: Ints
    field_kind: Ints
    field_byte: Ints
    field_end: Ints
    field_token: Ints
    #: first token of each paragraph, sentence and segment; ``segment_place`` is HEADLINE, LEAD, BODY or NOT_SCORED
    paragraph_token: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    sentence_token: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    #: the same where quotations are cut at their stops too: no match and no scope reaches over one
    stop_token: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    segment_token: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    segment_place: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    quotations: Quotations = field(default_factory=lambda: Quotations.none())
    issues: list[Issue] = field(default_factory=list)
    _characters: Characters | None = None
    _odd_flags: Ids | None = None

    @property
    def tokens(self) -> int:
        """How many words the batch holds."""
        return len(self.word_start)

    def gap_flags(self, gaps: Ints) -> Ints:
        """Facts of the gaps before the given tokens."""
        return self.flags.take(self.gap_id.take(gaps))

    def gaps_with(self, facts: int) -> Ints:
        """The gaps that have any of the facts, ascending; the one after the last token may be among them."""
        if self._odd_flags is None:
            self._odd_flags = self.gap_flags(self.odd_gaps).astype(np.int32)
        return self.odd_gaps.compress((self._odd_flags & facts) != 0)

    def word_flags(self, tokens: Ints) -> Ints:
        """Facts of the given tokens."""
        return self.flags.take(self.word_id.take(tokens))

    def field_of(self, tokens: Ints) -> Ints:
        """Which field each token stands in."""
        return np.searchsorted(self.field_token, tokens, side="right") - 1

    def sentence_of(self, tokens: Ints) -> Ints:
        """Which sentence of the batch each token stands in."""
        return np.searchsorted(self.sentence_token, tokens, side="right") - 1

    def counted_sentences(self) -> Ints:
        """First token of each sentence as tables count them: a title is one, whatever stops there are in it."""
        ends = np.append(self.field_token[1:], self.tokens)
        titles = np.flatnonzero((self.field_kind == TITLE) & (ends > self.field_token))
        inner = within(self.field_token[titles] + 1, ends[titles], self.sentence_token)
        return np.delete(self.sentence_token, inner)

    def stop_of(self, tokens: Ints) -> Ints:
        """Which stretch between stops each token stands in."""
        return np.searchsorted(self.stop_token, tokens, side="right") - 1

    def place_of(self, tokens: Ints) -> Ints:
        """HEADLINE, LEAD, BODY or NOT_SCORED for each token."""
        return self.segment_place.take(np.searchsorted(self.segment_token, tokens, side="right") - 1)

    def tokens_from(self, positions: Ints) -> Ints:
        """The first token that starts at or behind each byte position."""
        # In as many bytes as the starts have, which would otherwise all be copied.
        return np.searchsorted(self.word_start, positions.astype(self.word_start.dtype))

    def to_chars(self, positions: Offsets, fields: Ints) -> Ints:
        """Code points from the start of ``fields`` for byte ``positions`` in the buffer."""
        return self._in_characters().of_bytes(positions, fields)

    def spans_to_chars(self, first: Offsets, last: Offsets, fields: Ints) -> tuple[Ints, Ints]:
        """The same for both ends of byte spans whose starts ascend."""
        return self._in_characters().of_spans(first, last, fields)

    def to_bytes(self, chars: Ints, fields: Ints) -> Ints:
        """Byte positions in the buffer for code points from the start of ``fields``; past their end, the end."""
        return self._in_characters().to_bytes(chars, fields)

    def _in_characters(self) -> Characters:
        if self._characters is None:
            self._characters = Characters(self.inner_bytes, self.field_byte, self.field_end)
        return self._characters

    def slice(self, start: int, end: int) -> str:
        """The text between two byte positions."""
        return self.buffer[start:end].decode("utf-8")
