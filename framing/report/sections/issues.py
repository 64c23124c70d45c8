"""What a reader should know about single inputs: skipped files, doubts, choices."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from framing.records.article import GIVEN
from framing.records.grammar import counted
from framing.report.data import ReportData
from framing.report.numbers import listing, whole
from framing.report.shortening import TITLE, short

#: Places named in all.
PLACES = 200
ORDER = ("skipped", "warning", "note")
MEANS = {
    "skipped": "skipped: not in the results",
    "warning": "warning: in the results, with a doubt",
    "note": "note: nothing is wrong, a choice was made",
}


def build(data: ReportData) -> dict[str, Any]:
    """Always there: no issue is worth a line too."""
    issues: Any = data.tables.issues.itertuples(index=False)
    rows = sorted((_key(row), _where(row)) for row in issues)
    kinds = Counter(severity for (_, severity, *_), _ in rows)
    present = [kind for kind in ORDER if kinds[kind]]
    words = {"skipped": ("input skipped", "inputs skipped")}
    summary = listing([counted(kinds[kind], *words.get(kind, (kind,))) for kind in present])
    places: dict[tuple[int, str, str, str, str], list[str]] = defaultdict(list)
    for key, where in rows[:PLACES]:
        places[key].append(where)
    return {
        "heading": "Issues",
        "summary": f"{summary}." if rows else "",
        "means": [MEANS[kind] for kind in present],
        "rows": [
            {"severity": severity, "code": code, "reason": reason, "remedy": remedy, "where": where}
            for (_, severity, code, reason, remedy), where in places.items()
        ],
        "left_out": max(0, len(rows) - PLACES),
        "tagged": bool((data.tables.articles["outlet_how"].astype(str) == GIVEN).all()),
    }


def _key(row: Any) -> tuple[int, str, str, str, str]:
    """What issues of one kind share."""
    severity = str(row.severity)
    rank = ORDER.index(severity) if severity in ORDER else len(ORDER)
    return rank, severity, str(row.code), str(row.reason), str(row.remedy)


def _where(row: Any) -> str:
    """The article or file, and the line where there is one."""
    place = short(str(row.doc_id) or str(row.file), TITLE)
    try:
        return f"{place}, line\N{NO-BREAK SPACE}{whole(row.line)}"
    except (TypeError, ValueError):
        return place
