"""The tables that need no codebook: words, articles, issues."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.records.arrays import Ints
from framing.records.article import Article
from framing.records.ascending import united
from framing.records.batch import NOT_SCORED, Batch
from framing.records.blocks import blocks_in_words
from framing.records.flags import Gap
from framing.records.issue import Issue
from framing.records.tables import ARTICLES, ISSUES, PLACES, WORDS
from framing.study.bridge.arrow import Published, Tables, category

if TYPE_CHECKING:
    import pyarrow as pa

_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def descriptive_tables(batch: Batch, issues: Sequence[Issue] = ()) -> Tables:
    """The words, articles and issues tables of a batch; ``issues`` of reading come before those of annotation."""
    articles = batch.articles
    words = _words(batch)
    per_article = np.bincount(words["article"], words["words"], len(articles)).astype(np.int64)
    sentences = np.bincount(words["article"], words["sentences"], len(articles)).astype(np.int64)
    return {
        "words": WORDS.from_columns(
            {
                **Published(articles).columns(words["article"]),
                "where": category(words["place"], PLACES),
                **{name: words[name] for name in ("words", "words_quoted", "sentences")},
            }
        ),
        "articles": _article_table(articles, per_article, sentences),
        "issues": issue_table([*issues, *batch.issues]),
    }


def issue_table(issues: Sequence[Issue]) -> pa.Table:
    """One row an issue."""
    return ISSUES.from_columns({name: [getattr(issue, name) for issue in issues] for name in ISSUES.names})


def _article_table(articles: Sequence[Article], words: Ints, sentences: Ints) -> pa.Table:
    return ARTICLES.from_columns(
        {
            "doc_id": [a.doc_id for a in articles],
            "outlet": [a.outlet.value for a in articles],
            "outlet_how": [a.outlet.how for a in articles],
            "outlet_evidence": [a.outlet.evidence for a in articles],
            "date": [a.day for a in articles],
            "date_precision": [a.date.precision if a.date else "" for a in articles],
            "title": [a.headline for a in articles],
            "byline": [a.byline for a in articles],
            "genre": [a.genre for a in articles],
            "lang": [a.lang for a in articles],
            "translated": [a.translated for a in articles],
            "url": [a.url for a in articles],
            "derived_from": [a.derived_from.value for a in articles],
            "derived_evidence": [a.derived_from.evidence for a in articles],
            "note": [a.note for a in articles],
            "words": words,
            "sentences": sentences,
            "blocks": [blocks_in_words(a.blocks) for a in articles],
            "file": [a.provenance.file for a in articles],
            "digest": [a.provenance.digest for a in articles],
            "encoding": [a.provenance.encoding for a in articles],
            "extra": [_ENCODE(dict(a.extra)) if a.extra else "" for a in articles],
        }
    )


def _words(batch: Batch) -> dict[str, Ints]:
    """Words, quoted words and sentences of each article at each place, where there are any."""
    starts = batch.segment_token
    ends = np.append(starts[1:], batch.tokens)
    hyphens = batch.gaps_with(int(Gap.HYPHEN))
    words = _words_between(hyphens, starts, ends)
    counted = batch.counted_sentences()
    sentences = np.searchsorted(counted, ends) - np.searchsorted(counted, starts)
    first, last = _cut(*united(batch.quotations.start, batch.quotations.end), starts)
    quoted = np.zeros(len(starts), np.int64)
    np.add.at(quoted, np.searchsorted(starts, first, side="right") - 1, _words_between(hyphens, first, last))
    article = batch.field_article[batch.field_of(starts)]
    scored = batch.segment_place != NOT_SCORED
    key = (article * len(PLACES) + batch.segment_place)[scored]
    cells = np.flatnonzero(np.bincount(key, minlength=len(batch.articles) * len(PLACES)))
    columns = {"words": words, "words_quoted": quoted, "sentences": sentences}
    sums = {
        name: np.bincount(key, values[scored], len(batch.articles) * len(PLACES)).astype(np.int64)[cells]
        for name, values in columns.items()
    }
    return {"article": cells // len(PLACES), "place": cells % len(PLACES), **sums}


def _words_between(hyphens: Ints, starts: Ints, ends: Ints) -> Ints:
    """Words of token spans: a hyphen between two tokens makes them one word."""
    inner = np.searchsorted(hyphens, ends) - np.searchsorted(hyphens, starts, side="right")
    return np.asarray(ends - starts - inner)


def _cut(starts: Ints, ends: Ints, cuts: Ints) -> tuple[Ints, Ints]:
    """Spans that do not overlap, cut at those of ``cuts`` that lie inside them."""
    if not len(starts):
        return starts, ends
    span = np.searchsorted(starts, cuts, side="right") - 1
    inner = cuts[(span >= 0) & (cuts > starts[np.maximum(span, 0)]) & (cuts < ends[np.maximum(span, 0)])]
    first = np.sort(np.concatenate((starts, inner)))
    span_end = ends[np.searchsorted(starts, first, side="right") - 1]
    return first, np.minimum(span_end, np.append(first[1:], span_end[-1]))
