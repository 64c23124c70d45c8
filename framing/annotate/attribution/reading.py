"""A batch read as a passage: which bits its words and gaps have, where its quotations and headings are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from framing.annotate.asked import Asked
from framing.annotate.attribution.flags import W
from framing.annotate.attribution.grammar import gap_bits
from framing.annotate.attribution.parties import fold_word
from framing.annotate.attribution.passage import Passage
from framing.annotate.attribution.patterns import Codes, in_order
from framing.annotate.attribution.places import BEYOND, Places
from framing.annotate.gaps import FIELD_BORDER
from framing.records.arrays import Flags, Ids, Ints
from framing.records.ascending import distinct, merged
from framing.records.batch import HEADLINE, Batch

#: Words whose patterns are looked up at a time. As numpy's own integers they index three times as fast as narrow ones.
_TOGETHER = 1 << 15


class Reader:
    """Keeps the bits of the pieces of one vocabulary; starts anew when the vocabulary does."""

    def __init__(self, describe: Callable[[Sequence[str]], Ints], tokens: Mapping[str, int]) -> None:
        self._describe, self._tokens = describe, tokens
        self._pieces: list[str] = []

    def read(self, batch: Batch) -> Passage:
        """The passage of ``batch``."""
        self._bits_of(batch.pieces)
        places = Places.of_articles(_filled_articles(batch), batch.tokens)
        ids = places.spread(batch.word_id, batch.pieces.index(" "))
        codes = _codes_at(self._codes, ids, len(self._patterns))
        starts, ends, closed = outer_quotations(batch)
        gaps, signs = self._gaps(batch, places)
        paragraph = places.borders(batch.paragraph_token)
        rubrics = _behind_rubrics(self._patterns, codes, gaps, paragraph)
        return Passage(
            places=places,
            codes=codes,
            patterns=self._patterns,
            gflags=gaps,
            signs=signs,
            sentence=merged(places.borders(batch.sentence_token), rubrics),
            paragraph=paragraph,
            field=places.borders(_filled_fields(batch)),
            article=places.borders(places.first),
            texts=_slicer(batch, places),
            word=_namer(batch.pieces, ids),
            headline=places.spread(_headings(batch)),
            fold=self._folder(ids),
            number=self._numbered,
            quote_start=places.of_ascending(starts),
            quote_end=places.of_ends(ends),
            quote_closed=closed,
        )

    def _gaps(self, batch: Batch, places: Places) -> tuple[Codes, Ints]:
        """The bits of the gaps, and those that may have any: most are a single space, which has none.

        Between articles each has what belongs to it.
        """
        out = np.zeros(places.size + 1 + BEYOND, np.uint16)
        odd = batch.odd_gaps
        at = places.of_ascending(odd)
        out[at] = self._patterns.take(self._codes.take(batch.gap_id.take(odd).astype(np.intp)))
        borders = batch.gap_id.take(np.append(places.first, batch.tokens)).tolist()
        before, behind = np.array([self._at_border(gap_id) for gap_id in borders]).T
        out[places.start], out[places.end] = behind[:-1], before[1:]
        signs = np.concatenate((at, places.end[:-1]))
        signs.sort(kind="stable")
        return out, signs

    def _at_border(self, gap_id: int) -> tuple[int, int]:
        """The bits of a gap between articles for what stands before it and behind it."""
        known = self._borders.get(gap_id)
        if known is None:
            parts = self._pieces[gap_id].split(FIELD_BORDER)
            known = self._borders[gap_id] = gap_bits(parts[0] + FIELD_BORDER), gap_bits(FIELD_BORDER + parts[-1])
        return known

    def _bits_of(self, pieces: list[str]) -> None:
        """Learn the bits of all pieces: distinct ones are ``_patterns``, each piece has one by its number."""
        if pieces is not self._pieces:
            self._pieces = pieces
            self._patterns = np.zeros(1, np.int64)
            self._codes = np.zeros(0, np.int64)
            self._folds = Asked(self._number, pieces)
            self._known = dict(self._tokens)
            self._borders: dict[int, tuple[int, int]] = {}
        if len(self._codes) < len(pieces):
            self._learn(pieces[len(self._codes) :])

    def _learn(self, new: Sequence[str]) -> None:
        """Add the bits of pieces not met before."""
        bits = self._describe(new)
        patterns = in_order(merged(self._patterns, bits))
        if len(patterns) > len(self._patterns):
            self._codes = _places(patterns, self._patterns).take(self._codes)
            self._patterns = patterns
        self._codes = np.concatenate((self._codes, _places(patterns, bits)))

    def _number(self, piece: str) -> int:
        """One number for all spellings of a word; those of the tokens of listed names come first."""
        return self._numbered(fold_word(piece))

    def _numbered(self, folded: str) -> int:
        return self._known.setdefault(folded, len(self._known) + 1)

    def _folder(self, ids: Ids) -> Callable[[Ints], Ints]:
        folds = self._folds

        def fold(at: Ints) -> Ints:
            return folds.of(ids.take(at).astype(np.intp))

        return fold


def _places(patterns: Ints, bits: Ints) -> Ints:
    """Where each of these bits is among the patterns."""
    order = np.argsort(patterns)
    return order[np.searchsorted(patterns, bits, sorter=order)]


def _filled_fields(batch: Batch) -> Ints:
    """First token of each field that has any."""
    return distinct(batch.field_token[batch.field_token < batch.tokens])


def _filled_articles(batch: Batch) -> Ints:
    """First token of each article that has any."""
    first = np.append(True, np.diff(batch.field_article) > 0)[: len(batch.field_article)]
    tokens = batch.field_token[first]
    return distinct(tokens[tokens < batch.tokens])


def _headings(batch: Batch) -> Flags:
    """Words of titles and of headline blocks."""
    headings = batch.segment_place == HEADLINE
    return np.repeat(headings, np.diff(np.append(batch.segment_token, batch.tokens)))


def _codes_at(codes: Ints, ids: Ids, patterns: int) -> Codes:
    """The patterns of pieces, and the empty one a little further; two bytes each, so that many stay in the cache."""
    kind: type[np.uint16 | np.uint32] = np.uint16 if patterns < 1 << 16 else np.uint32
    out: Codes = np.zeros(len(ids) + BEYOND, kind)
    small = codes.astype(kind)
    for first in range(0, len(ids), _TOGETHER):
        some = ids[first : first + _TOGETHER]
        small.take(some.astype(np.intp), out=out[first : first + len(some)], mode="clip")
    return out


def _behind_rubrics(patterns: Ints, codes: Codes, gaps: Codes, paragraph: Ints) -> Ints:
    """Where a sentence starts behind a rubric of two words that runs on into it: "Story highlights *Ruiz* says"."""
    at = paragraph
    for ahead, bits in enumerate((W.LABEL, W.LABEL, W.CAP)):
        at = at.compress((patterns.take(codes.take(at + ahead)) & bits) != 0)
    return np.asarray(at.compress((gaps.take(at + 1) == 0) & (gaps.take(at + 2) == 0)) + 2)


def _slicer(batch: Batch, places: Places) -> Callable[[Ints, Ints], list[str]]:
    starts, ends, buffer = batch.word_start, batch.word_end, batch.buffer

    def texts(first: Ints, last: Ints) -> list[str]:
        edges = places.tokens(np.concatenate((first, last - 1)))
        begin, finish = starts[edges[: len(first)]], ends[edges[len(first) :]]
        return [buffer[a:b].decode("utf-8") for a, b in zip(begin.tolist(), finish.tolist(), strict=True)]

    return texts


def _namer(pieces: list[str], ids: Ids) -> Callable[[int], str]:
    def word(at: int) -> str:
        piece: str = pieces[ids[at]]
        return piece

    return word


def outer_quotations(batch: Batch) -> tuple[Ints, Ints, Flags]:
    """Quotations that stand in no other one, in double marks or single ones."""
    quotes = batch.quotations
    starts, ends, closed = quotes.start, quotes.end, quotes.closed
    if not len(starts):
        return starts, ends, closed
    order = np.lexsort((-ends, starts))
    starts, ends, closed = starts[order], ends[order], closed[order]
    reach = np.append(0, np.maximum.accumulate(ends)[:-1])
    outer = starts >= reach
    return starts[outer], ends[outer], closed[outer]


__all__ = ["Reader", "outer_quotations"]
