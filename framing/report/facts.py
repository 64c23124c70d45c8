"""What is said about an article wherever it is listed."""

from __future__ import annotations

import re
from typing import Any

from framing.report.data import ReportData
from framing.report.shelf import Listed, web_address
from framing.report.shortening import NAME, NOTE, TITLE, apart, short

PARAPHRASE = re.compile(r"\bparaphras", re.IGNORECASE)


def article_facts(listed: Listed) -> dict[str, Any]:
    """Title, date, genre and tags, with what suggested them."""
    row = listed.row
    return {
        "number": listed.number,
        "title": short(str(row.title), TITLE),
        "date": listed.date,
        "precision": _precision(str(row.date_precision)),
        "genre": short(str(row.genre), NAME),
        "byline": short(str(row.byline), TITLE),
        "url": web_address(str(row.url)),
        "outlet_how": str(row.outlet_how),
        "evidence": short(str(row.outlet_evidence), TITLE),
        "derived": short(str(row.derived_from), NAME),
        "derived_evidence": short(str(row.derived_evidence), TITLE),
        "translated": str(row.translated).casefold() in ("yes", "true", "1"),
        "paraphrase": bool(PARAPHRASE.search(str(row.note))),
        "note": short(str(row.note), NOTE),
    }


def title_of(data: ReportData, doc_id: str) -> str:
    """An article's headline, else its id, as it may stand in a sentence."""
    document = data.documents.get(doc_id)
    return apart(document.article.headline if document is not None and document.article.headline else doc_id)


def _precision(precision: str) -> str:
    """What is not known of a date."""
    return {"year": "year only", "month": "month only"}.get(precision, "")
