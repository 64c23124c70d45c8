"""Which agencies the articles credit, how, and for how much of their text."""

from __future__ import annotations

from typing import Any

from framing.report.data import ReportData
from framing.report.grid import grid_of
from framing.report.numbers import percent
from framing.report.shortening import NAME, TITLE, short

#: Articles listed; the others are counted.
ROWS = 100
MEANS = {
    "dateline": "in its dateline",
    "byline": "in its byline",
    "contribution": "as a source of its copy",
    "relay": "as having reported it",
    "told": "as whom somebody told it",
    "described": "by name only",
    "photo": "for a picture",
}


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if no article credits anybody but its own outlet."""
    if data.credits is None or data.credits.empty:
        return None
    single = grid_of(data).single
    titles = {
        str(row.doc_id): "" if single else short(str(row.title) or str(row.doc_id), TITLE)
        for row in data.articles.itertuples(index=False)
    }
    rows = [_row(row, titles) for row in data.credits.itertuples(index=False)]
    rows.sort(key=lambda row: (row["outlet"], row["doc_id"], list(MEANS).index(row["kind"]), row["agency"]))
    return {
        "heading": "Agencies",
        "rows": rows[:ROWS],
        "left_out": max(0, len(rows) - ROWS),
        "single": single,
    }


def _row(row: Any, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "outlet": short(str(row.outlet), NAME),
        "doc_id": str(row.doc_id),
        "title": titles.get(str(row.doc_id), str(row.doc_id)),
        "agency": str(row.agency),
        "kind": str(row.kind),
        "how": MEANS[str(row.kind)],
        "credits": int(row.credits),
        "share": percent(float(row.share), 1.0),
        "evidence": short(str(row.evidence), TITLE),
    }
