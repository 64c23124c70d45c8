"""The running text of many articles as one stream of words, with the way back to their texts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from framing.annotate.terms import FoldedWords
from framing.records.article import Article
from framing.records.batch import BODY, LEAD, TEXT, Batch, Ints
from framing.stats.grams import BORDER, WordStream
from framing.study.comparison.terms import batches_of


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
        word, size = _stream_of(batch, folded.of(batch))
        parts.append(word)
        sizes.append(size)
    word = np.concatenate(parts) if parts else np.zeros(0, np.int32)
    offset = np.append(0, np.cumsum(np.concatenate(sizes))) if sizes else np.zeros(1)
    return WordStream(word, offset.astype(np.int64)), folded.numbers


def prose_tokens(batch: Batch) -> Ints:
    """Tokens of lead and body, in order."""
    token = np.arange(batch.tokens)
    place = batch.place_of(token) if batch.tokens else token
    kept = ((place == LEAD) | (place == BODY)) & (batch.field_kind[batch.field_of(token)] == TEXT)
    return np.flatnonzero(kept)


def _stream_of(batch: Batch, word: Ints) -> tuple[npt.NDArray[np.int32], Ints]:
    """Words with a border after each stretch that is contiguous, and how many entries each article has."""
    articles = len(batch.articles)
    token = prose_tokens(batch)
    article = batch.field_article[batch.field_of(token)]
    apart = np.flatnonzero((np.diff(token) > 1) & (np.diff(article) == 0)) + 1
    ends = np.searchsorted(article, np.arange(articles), side="right")
    places = np.concatenate((apart, ends))
    stream = np.insert(word[token].astype(np.int32), places, BORDER)
    size = np.bincount(article, minlength=articles) + 1 + np.bincount(article[apart], minlength=articles)
    return stream.astype(np.int32), size.astype(np.int64)


def stream_sizes(batch: Batch) -> Ints:
    """How many entries of the batch's stream each of its articles has, borders included."""
    return _stream_of(batch, np.zeros(batch.tokens, np.int64))[1]


def positions_of_tokens(batch: Batch) -> Ints:
    """The token of each entry of the batch's stream; -1 for borders."""
    word, _ = _stream_of(batch, np.arange(batch.tokens))
    return np.asarray(word, np.int64)
