"""Distinctive words: in how many articles of one outlet a word stands, and in how many of the others."""

from __future__ import annotations

from typing import Any

from framing.records.sizes import CALLED_BELOW, FEWEST_FOR_P
from framing.report.data import ReportData
from framing.report.grid import grid_of
from framing.report.numbers import chance
from framing.report.panel import RIGHT, TOP, across

#: Words drawn and listed for each outlet; words that may be chance are drawn up to fewer.
DRAWN, LISTED, CHANCE = 12, 12, 6
FOLDED = 40
ROW = 27


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden where no outlet has enough articles."""
    tables = data.compared.words
    if tables is None or tables.key.empty:
        return None
    by_outlet = {str(outlet): rows for outlet, rows in tables.key.groupby(tables.key["outlet"].astype(str))}
    outlets = [outlet for outlet in grid_of(data).outlets if outlet.name in by_outlet]
    panels = [_panel(outlet.label, _rows(by_outlet[outlet.name]), tables.found[outlet.name]) for outlet in outlets]
    folded = list(tables.folded.itertuples(index=False))
    return {
        "heading": "Distinctive words",
        "styles": ["panels.css", "charts.css"],
        "panels": panels,
        "right": RIGHT,
        "middle": across(0.5),
        "not_drawn": [o.label for o in grid_of(data).outlets if o not in outlets and o.known],
        "copies": len(data.compared.reuse.copies) if data.compared.reuse else 0,
        "folded": [_folded(row) for row in folded[:FOLDED]],
        "folded_left_out": max(0, len(folded) - FOLDED),
    }


def why_absent(data: ReportData) -> str:
    """Why the page lists no words."""
    grid = grid_of(data)
    sizes = [outlet.articles for outlet in grid.outlets if outlet.known]
    if data.compared.skipped or any(min(size, sum(sizes) - size) >= FEWEST_FOR_P for size in sizes):
        return ""
    return "distinctive words (they ask for four articles on either side)"


def _rows(table: Any) -> list[Any]:
    return sorted(table.itertuples(index=False), key=lambda r: (r.p, -(r.share1 - r.share2), str(r.term)))


def _panel(label: str, rows: list[Any], found: int) -> dict[str, Any]:
    sure = [row for row in rows if row.q < CALLED_BELOW][:DRAWN]
    drawn = sure + [row for row in rows if not row.q < CALLED_BELOW][: max(0, CHANCE - len(sure))]
    height = TOP + ROW * len(drawn)
    return {
        "label": label,
        "found": found,
        "tests": int(rows[0].tests) if rows else 0,
        "rows": [_drawn(row, TOP + ROW * i) for i, row in enumerate(drawn)],
        "listed": [_listed(row) for row in rows[:LISTED]],
        "bottom": height,
        "height": height + 17,
    }


def _drawn(row: Any, y: int) -> dict[str, Any]:
    return {
        "term": str(row.term),
        "light": not row.q < CALLED_BELOW,
        "said": f"{int(row.articles1)} of {int(row.of1)} v {int(row.articles2)} of {int(row.of2)}",
        "text_y": y + 12,
        "y": y + 20,
        "here": f"{across(float(row.share1)):.1f}",
        "there": f"{across(float(row.share2)):.1f}",
        "words": f"{row.term} {int(row.articles1)} of {int(row.of1)}, others {int(row.articles2)} of {int(row.of2)}",
    }


def _listed(row: Any) -> dict[str, Any]:
    return {
        "term": str(row.term),
        "here": f"{int(row.articles1)} of {int(row.of1)}",
        "there": f"{int(row.articles2)} of {int(row.of2)}",
        "ratio": f"{float(row.log_ratio):.1f}",
        "interval": f"{float(row.low):.1f} to {float(row.high):.1f}",
        "p": chance(float(row.p)),
        "q": chance(float(row.q)),
        "written": str(row.written),
        "light": not row.q < CALLED_BELOW,
    }


def _folded(row: Any) -> dict[str, Any]:
    return {"written": str(row.written), "term": str(row.term), "rule": str(row.rule), "k": int(row.count)}
