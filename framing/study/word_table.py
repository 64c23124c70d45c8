"""The tables that need no codebook: words, articles, issues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from framing.records.batch import NOT_SCORED, Batch, Ints
from framing.records.flags import Gap
from framing.records.issue import Issue
from framing.records.tables import ARTICLES, ISSUES, PLACES, WORDS
from framing.study.arrow import Tables, article_ids, article_outlets, category
from framing.study.rows import article_columns, issue_columns


def descriptive_tables(batch: Batch, issues: Sequence[Issue] = ()) -> Tables:
    """The words, articles and issues tables of a batch; ``issues`` of reading come before those of annotation."""
    articles = batch.articles
    words = _words(batch)
    per_article = np.bincount(words["article"], words["words"], len(articles)).astype(np.int64)
    sentences = np.bincount(words["article"], words["sentences"], len(articles)).astype(np.int64)
    return {
        "words": WORDS.from_columns(
            {
                "doc_id": article_ids(articles, words["article"]),
                "outlet": article_outlets(articles, words["article"]),
                "where": category(words["place"], PLACES),
                **{name: words[name] for name in ("words", "words_quoted", "sentences")},
            }
        ),
        "articles": ARTICLES.from_columns(article_columns(articles, per_article, sentences)),
        "issues": ISSUES.from_columns(issue_columns([*issues, *batch.issues])),
    }


def issue_tables(issues: Sequence[Issue]) -> Tables:
    """The same of an input that gave no article: only its issues have rows."""
    return {
        "words": WORDS.empty(),
        "articles": ARTICLES.empty(),
        "issues": ISSUES.from_columns(issue_columns(issues)),
    }


def _words(batch: Batch) -> dict[str, Ints]:
    """Words, quoted words and sentences of each article at each place, where there are any."""
    starts = batch.segment_token
    ends = np.append(starts[1:], batch.tokens)
    hyphens = np.flatnonzero(batch.flags[batch.gap_id[:-1]] & int(Gap.HYPHEN))
    words = _words_between(hyphens, starts, ends)
    sentences = np.searchsorted(batch.sentence_token, ends) - np.searchsorted(batch.sentence_token, starts)
    marks = batch.quotations
    outer = _outermost(marks.start, marks.end)
    quoted = np.zeros(len(starts), np.int64)
    segment = np.searchsorted(starts, marks.start[outer], side="right") - 1
    np.add.at(quoted, segment, _words_between(hyphens, marks.start[outer], marks.end[outer]))
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


def _outermost(starts: Ints, ends: Ints) -> Any:
    """Which spans (by start) begin inside no earlier one."""
    if not len(starts):
        return np.zeros(0, np.bool_)
    so_far = np.maximum.accumulate(ends)
    return np.append(True, starts[1:] >= so_far[:-1])
