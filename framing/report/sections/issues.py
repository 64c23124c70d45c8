"""What a reader should know about single inputs: skipped files, doubts, choices."""

from __future__ import annotations

from collections import Counter
from typing import Any

from framing.report.data import ReportData
from framing.report.numbers import count, listing, whole
from framing.report.shortening import TITLE, short

ROWS = 200
ORDER = ("skipped", "warning", "note")
MEANS = {
    "skipped": "skipped: not in the results",
    "warning": "warning: in the results, with a doubt",
    "note": "note: nothing is wrong, a choice was made",
}


def build(data: ReportData) -> dict[str, Any]:
    """Always there: no issue is worth a line too."""
    rows = sorted(
        (
            (
                _rank(str(row.severity)),
                str(row.doc_id) or str(row.file),
                str(row.code),
                str(row.reason),
                str(row.remedy),
                str(row.severity),
                _line(row.line),
            )
            for row in data.tables.issues.itertuples(index=False)
        ),
    )
    kinds = Counter(row[5] for row in rows)
    present = [kind for kind in ORDER if kinds[kind]]
    words = {"skipped": ("input skipped", "inputs skipped")}
    summary = listing([count(kinds[kind], *words.get(kind, (kind,))) for kind in present])
    return {
        "heading": "Issues",
        "summary": f"{summary}." if rows else "",
        "means": [MEANS[kind] for kind in present],
        "rows": [
            {"where": short(w, TITLE), "code": c, "reason": r, "remedy": m, "severity": s, "line": line}
            for _, w, c, r, m, s, line in rows[:ROWS]
        ],
        "left_out": max(0, len(rows) - ROWS),
    }


def _rank(severity: str) -> int:
    return ORDER.index(severity) if severity in ORDER else len(ORDER)


def _line(line: Any) -> str:
    """The line number, or nothing where there is none."""
    try:
        return whole(line)
    except (TypeError, ValueError):
        return ""
