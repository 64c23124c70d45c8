"""Records as table columns: articles and issues."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from framing.records.article import Article
from framing.records.batch import Ints
from framing.records.issue import Issue


def article_columns(articles: Sequence[Article], words: Ints, sentences: Ints) -> dict[str, Any]:
    """The columns of the articles table."""
    return {
        "doc_id": [a.doc_id for a in articles],
        "outlet": [a.outlet.value for a in articles],
        "outlet_how": [a.outlet.how for a in articles],
        "outlet_evidence": [a.outlet.evidence for a in articles],
        "date": [a.date.iso if a.date else "" for a in articles],
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
        "blocks": [" ".join(f"{b.kind} {b.start}-{b.end}" for b in a.blocks) for a in articles],
        "file": [a.provenance.file for a in articles],
        "digest": [a.provenance.digest for a in articles],
        "encoding": [a.provenance.encoding for a in articles],
        "extra": [_extra(a) for a in articles],
    }


_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def _extra(article: Article) -> str:
    return _ENCODE(dict(article.extra)) if article.extra else ""


def issue_columns(issues: Sequence[Issue]) -> dict[str, Any]:
    """The columns of the issues table."""
    names = ("doc_id", "file", "line", "severity", "code", "reason", "remedy")
    return {name: [getattr(issue, name) for issue in issues] for name in names}
