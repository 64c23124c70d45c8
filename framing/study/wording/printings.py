"""Where formulas stand in the published texts, and whether inside quotation marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from framing.records.arrays import Flags, Ints
from framing.records.article import Article
from framing.records.batch import Batch
from framing.stats.formulas import Formulas
from framing.stats.grams import WordStream
from framing.study.bridge.groups import batches_of
from framing.study.wording.wordstream import positions_of_tokens, stream_sizes


@dataclass(frozen=True, slots=True)
class Printings:
    """One entry a printing, ordered as in the formulas; ``rows_of[i]`` are those of formula i."""

    article: Ints
    start: Ints
    end: Ints
    text: list[str]
    quoted: Flags
    rows_of: list[list[int]]


def read_printings(articles: Sequence[Article], stream: WordStream, found: Formulas) -> Printings:
    """The spans of all printings in code points; only the articles that hold one are annotated again."""
    article = stream.article_of(found.position)
    inside = found.position - stream.offset[article]
    words = np.repeat(found.words, np.diff(found.first))
    held = np.unique(article)
    start, end = np.zeros(len(article), np.int64), np.zeros(len(article), np.int64)
    quoted = np.zeros(len(article), np.bool_)
    done = 0
    for batch in batches_of([articles[i] for i in held.tolist()]):
        numbers = held[done : done + len(batch.articles)]
        rows = np.flatnonzero(np.isin(article, numbers))
        tokens = positions_of_tokens(batch)
        begins = np.append(0, np.cumsum(stream_sizes(batch)))
        entry = begins[np.searchsorted(numbers, article[rows])] + inside[rows]
        first, last = tokens[entry], tokens[entry + words[rows] - 1]
        fields = batch.field_of(first)
        start[rows] = batch.to_chars(batch.word_start[first], fields)
        end[rows] = batch.to_chars(batch.word_end[last], fields)
        quoted[rows] = _in_marks(batch, first, last)
        done += len(batch.articles)
    texts = [
        " ".join(articles[i].text[a:b].split())
        for i, a, b in zip(article.tolist(), start.tolist(), end.tolist(), strict=True)
    ]
    rows_of = [list(range(a, b)) for a, b in pairwise(found.first.tolist())]
    return Printings(article, start, end, texts, quoted, rows_of)


def _in_marks(batch: Batch, first: Ints, last: Ints) -> Flags:
    """Whether most of each span stands inside quotation marks."""
    inside = np.zeros(batch.tokens + 1, np.int64)
    np.add.at(inside, batch.quotations.start, 1)
    np.add.at(inside, batch.quotations.end, -1)
    so_far = np.append(0, np.cumsum(np.cumsum(inside[:-1]) > 0))
    return np.asarray(2 * (so_far[last + 1] - so_far[first]) > last + 1 - first)
