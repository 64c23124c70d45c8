"""Articles of which no word counts: they hold none, or all of it is marked as no prose."""

from __future__ import annotations

import numpy as np

from framing.records.article import SCORED_BLOCKS, Article
from framing.records.batch import NOT_SCORED, Batch
from framing.records.issue import Issue


def unscored_issues(batch: Batch) -> list[Issue]:
    """One issue for each article without a scored word."""
    scored = batch.segment_token[batch.segment_place != NOT_SCORED]
    counts = np.bincount(batch.field_article[batch.field_of(scored)], minlength=len(batch.articles))
    return [_issue(batch.articles[number]) for number in np.flatnonzero(counts == 0).tolist()]


def _issue(article: Article) -> Issue:
    kinds = sorted({block.kind for block in article.blocks if block.kind not in SCORED_BLOCKS})
    if not kinds:
        return Issue.about(article, "warning", "no-words", "there is no word in it", "leave it out")
    reason = f"all of it is marked as no prose ({', '.join(kinds)}), so no word of it counts"
    return Issue.about(article, "warning", "no-words", reason, "a headline alone is scored as its title")
