"""Articles of a batch as documents: their paragraphs, sentences and quotations in code points."""

from __future__ import annotations

import numpy as np

from framing.annotate.gaps import FIELD_BORDER, after_sentence, before_sentence
from framing.records.arrays import Ints
from framing.records.batch import TITLE, Batch
from framing.records.document import Document, Sentence, Span
from framing.records.tables import PLACES

_PLACE_NAMES = (*PLACES, "none")


def documents_of(batch: Batch) -> dict[str, Document]:
    """The document of each article of the batch, by id."""
    sentences = _sentences(batch)
    paragraphs = _text_spans(batch, batch.paragraph_token, np.append(batch.paragraph_token[1:], batch.tokens))
    quotations = _text_spans(batch, batch.quotations.start, batch.quotations.end)
    return {
        article.doc_id: Document(
            article,
            tuple(paragraphs.get(i, ())),
            tuple(sentences.get(i, ())),
            tuple(quotations.get(i, ())),
        )
        for i, article in enumerate(batch.articles)
    }


def _edges(batch: Batch, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Code points of token spans, with the marks and stops that belong to their first and last word."""
    first = [int(batch.word_start[a]) - before_sentence(batch.pieces[batch.gap_id[a]]) for a in start.tolist()]
    last = [_gap_start(batch, b) + after_sentence(_of_field(batch.pieces[batch.gap_id[b]])) for b in end.tolist()]
    fields = batch.field_of(start)
    return batch.to_chars(np.array(first, np.int64), fields), batch.to_chars(np.array(last, np.int64), fields)


def _of_field(gap: str) -> str:
    """As much of a gap as belongs to the field of the word before it: behind its border another's marks may stand."""
    head, border, _ = gap.partition(FIELD_BORDER)
    return head + border


def _gap_start(batch: Batch, token: int) -> int:
    """Where the gap before a token starts: most often where the token before it ends."""
    if token == batch.tokens:
        return int(batch.word_end[token - 1])
    return int(batch.word_start[token]) - len(batch.pieces[batch.gap_id[token]].encode())


def _sentences(batch: Batch) -> dict[int, list[Sentence]]:
    starts = batch.counted_sentences()
    if not len(starts):
        return {}
    fields = batch.field_of(starts)
    first, last = _edges(batch, starts, np.append(starts[1:], batch.tokens))
    title = batch.field_kind[fields] == TITLE
    field_start = batch.field_token[fields]
    number = np.searchsorted(starts, starts, side="right") - np.searchsorted(starts, field_start)
    paragraph = np.searchsorted(batch.paragraph_token, starts, side="right")
    paragraph -= np.searchsorted(batch.paragraph_token, field_start)
    out: dict[int, list[Sentence]] = {}
    columns = (batch.field_article[fields], title, number, first, last, paragraph, batch.place_of(starts))
    for article, is_title, n, a, b, p, place in zip(*(column.tolist() for column in columns), strict=True):
        sentence = Sentence(
            0 if is_title else n, "title" if is_title else "text", a, b, 0 if is_title else p, _PLACE_NAMES[place]
        )
        out.setdefault(article, []).append(sentence)
    return out


def _text_spans(batch: Batch, start: Ints, end: Ints) -> dict[int, list[Span]]:
    """Token spans of the text fields in code points, by article."""
    out: dict[int, list[Span]] = {}
    if not len(start):
        return out
    fields = batch.field_of(start)
    first, last = _edges(batch, start, end)
    columns = (batch.field_article[fields], batch.field_kind[fields], first, last)
    for article, kind, a, b in zip(*(column.tolist() for column in columns), strict=True):
        if kind != TITLE:
            out.setdefault(article, []).append((a, b))
    return out
