"""Which agencies the articles credit, how, and for how much of their text."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from framing.records.grammar import ranked
from framing.report.data import ReportData
from framing.report.grid import Grid, grid_of
from framing.report.numbers import percent, whole
from framing.report.shortening import TITLE, short

#: Articles listed; the others are counted.
ROWS = 100
#: Agencies named for one outlet.
NAMED = 8
MEANS = {
    "dateline": "in the dateline",
    "byline": "in the byline",
    "contribution": "for a part of the copy",
    "relay": "for reporting this",
    "told": "as told to it",
    "described": "by name only",
    "photo": "for a picture",
}


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if no article credits anybody but its own outlet."""
    grid = grid_of(data)
    credits = data.tables.credits
    if credits is None:
        return None
    credits = credits[credits["agency"].astype(str) != credits["outlet"].astype(str)]
    if credits.empty:
        return None
    titles = {
        str(row.doc_id): "" if grid.single else short(str(row.title) or str(row.doc_id), TITLE)
        for row in data.tables.articles.itertuples(index=False)
    }
    rows = [_row(grid, row, titles) for row in credits.itertuples(index=False)]
    rows.sort(key=lambda row: (row["place"], row["doc_id"], list(MEANS).index(row["kind"]), row["agency"]))
    return {
        "heading": "Agencies",
        "outlets": [] if grid.single else _outlets(grid, rows),
        "rows": rows[:ROWS],
        "left_out": max(0, len(rows) - ROWS),
        "single": grid.single,
    }


def _row(grid: Grid, row: Any, titles: dict[str, str]) -> dict[str, Any]:
    place = grid.outlet_number.get(str(row.outlet), len(grid.outlets))
    return {
        "place": place,
        "outlet": grid.outlets[place].label if place < len(grid.outlets) else short(str(row.outlet), TITLE),
        "doc_id": str(row.doc_id),
        "title": titles.get(str(row.doc_id), str(row.doc_id)),
        "agency": str(row.agency),
        "kind": str(row.kind),
        "how": MEANS[str(row.kind)],
        "credits": int(row.credits),
        "share": percent(float(row.share), 1.0),
        "evidence": short(str(row.evidence), TITLE),
    }


def _outlets(grid: Grid, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Per outlet how many articles credit anybody, and how many credit whom; pictures aside."""
    crediting: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        if row["kind"] != "photo" and row["place"] < len(grid.outlets):
            crediting[row["place"]][row["agency"]].add(row["doc_id"])
    return [
        {
            "label": grid.outlets[place].label,
            "articles": len(set().union(*agencies.values())),
            "of": grid.outlets[place].articles,
            "named": _named(Counter({agency: len(docs) for agency, docs in agencies.items()})),
        }
        for place, agencies in sorted(crediting.items())
    ]


def _named(agencies: Counter[str]) -> str:
    """``Reuters 5, AFP 2``: the most credited first."""
    more = [f"{whole(len(agencies) - NAMED)} more"] if len(agencies) > NAMED else []
    return ", ".join([f"{agency} {whole(k)}" for agency, k in ranked(agencies)[:NAMED]] + more)
