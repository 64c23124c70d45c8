"""The running text of many articles as one stream of words, with the way back to their texts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from framing.annotate.terms import FoldedWords
from framing.records.arrays import Ids, Ints
from framing.records.article import Article
from framing.records.batch import BODY, LEAD, TEXT, Batch
from framing.stats.grams import BORDER, WordStream
from framing.study.bridge.groups import batches_of


def read_words(articles: Iterable[Article]) -> tuple[WordStream, dict[str, int]]:
    """The words of lead and body, folded (no house style), and the number of each word.

    Headlines and titles, bylines, datelines, captions and credits are not in it: they differ in copies and agree in
    articles that have nothing else in common.

    >>> stream, numbers = read_words([Article("a", "China’s words."), Article("b", "Words: China's.")])
    >>> words = {number: word for word, number in numbers.items()}
    >>> [words.get(number, "|") for number in stream.word.tolist()]
    ['china', 'words', '|', 'words', 'china', '|']
    """
    folded = FoldedWords()
    parts, sizes = [], []
    for batch in batches_of(articles):
        parts.append(_stream_of(batch, folded.of(batch)))
        sizes.append(stream_sizes(batch))
    return WordStream(np.concatenate(parts), np.append(0, np.cumsum(np.concatenate(sizes)))), folded.numbers


def stream_sizes(batch: Batch) -> Ints:
    """How many entries of the batch's stream each of its articles has, borders included."""
    start, end, article = _stretches(batch)
    articles = len(batch.articles)
    words = np.bincount(article, weights=end - start, minlength=articles).astype(np.int64)
    return words + np.maximum(np.bincount(article, minlength=articles), 1)


def positions_of_tokens(batch: Batch) -> Ints:
    """The token of each entry of the batch's stream; -1 for borders."""
    return np.asarray(_stream_of(batch, np.arange(batch.tokens)), np.int64)


def _stream_of(batch: Batch, word: Ints) -> Ids:
    """Words with a border after each stretch; an article without words has one border."""
    start, end, article = _stretches(batch)
    without = np.cumsum(np.bincount(article, minlength=len(batch.articles)) == 0)
    place = np.append(0, np.cumsum(end - start + 1))[:-1] + without[article]
    stream = np.full(int(stream_sizes(batch).sum()), BORDER, np.int32)
    for first, last, at in zip(start.tolist(), end.tolist(), place.tolist(), strict=True):
        stream[at : at + last - first] = word[first:last]
    return stream


def _stretches(batch: Batch) -> tuple[Ints, Ints, Ints]:
    """First token, one past the last, and article of each stretch of lead and body in which nothing is left out."""
    start = batch.segment_token
    end = np.append(start[1:], batch.tokens)
    field = batch.field_of(start)
    prose = (batch.segment_place == LEAD) | (batch.segment_place == BODY)
    kept = np.flatnonzero(prose & (batch.field_kind[field] == TEXT) & (end > start))
    start, end, article = start[kept], end[kept], batch.field_article[field[kept]]
    cut = (start[1:] != end[:-1]) | (article[1:] != article[:-1])
    first, last = np.append(True, cut)[: len(start)], np.append(cut, True)[: len(start)]
    return start[first], end[last], article[first]
