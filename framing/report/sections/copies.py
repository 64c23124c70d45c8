"""Texts that several articles hold: counted once, and which article stands for which."""

from __future__ import annotations

import math
from typing import Any

from framing.report.data import ReportData
from framing.report.facts import title_of
from framing.report.grid import outlet_label

#: Rows of the list.
ROWS = 200


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if every article is counted."""
    table = data.tables.copies
    if table is None or not len(table):
        return None
    named = ("doc_id", "outlet", "date", "stands_for", "other_outlet", "other_date", "containment", "reverse")
    rows = [dict(zip(named, row, strict=True)) for row in table[list(named)].head(ROWS).itertuples(index=False)]
    for row in rows:
        for name in ("containment", "reverse"):
            row[name] = "" if math.isnan(row[name]) else f"{100 * row[name]:.0f} %"
        row["title"], row["other_title"] = (title_of(data, row[name]) for name in ("doc_id", "stands_for"))
        row["outlet"], row["other_outlet"] = outlet_label(row["outlet"]), outlet_label(row["other_outlet"])
    return {
        "heading": "Counted once",
        "rows": rows,
        "number": len(table),
        "left_out": len(table) - len(rows),
    }
