"""The share of sentences that show a frame: as the coder counts, and without the errors that people found."""

from __future__ import annotations

import math
from typing import Any

from framing.records.sizes import FEWEST_FOR_P
from framing.report.data import ReportData
from framing.report.grid import Grid, grid_of
from framing.report.numbers import tick


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden where no share could be corrected; an outlet of very few articles has none to speak of."""
    table, grid = data.checked.prevalence, grid_of(data)
    enough = [outlet.name for outlet in grid.outlets if outlet.articles >= FEWEST_FOR_P]
    if table is None or not enough or not table["corrected"].notna().any():
        return None
    kept = table[table["outlet"].astype(str).isin(enough)]
    rows = [dict(zip(table.columns, row, strict=True)) for row in kept.itertuples(index=False)]
    rows.sort(key=lambda row: grid.outlet_number[str(row["outlet"])])
    frames = [_frame(grid, frame.label, [r for r in rows if r["frame"] == frame.name]) for frame in grid.frames]
    return {
        "heading": "Shares of sentences, corrected",
        "frames": [frame for frame in frames if frame["corrected"]],
        "uncorrected": [frame["label"] for frame in frames if not frame["corrected"]],
        "status": data.checked.validation,
    }


def why_absent(data: ReportData) -> str:
    """Why the page has no shares of sentences."""
    table = data.checked.prevalence
    few = all(outlet.articles < FEWEST_FOR_P for outlet in grid_of(data).outlets)
    if table is None or not few or not table["corrected"].notna().any():
        return ""
    return "shares of sentences corrected for the coder’s errors (they ask for four articles of an outlet)"


def _frame(grid: Grid, label: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The shares of one frame, outlet by outlet, on one axis."""
    ends = [row[name] for row in rows for name in ("high", "corrected_high")]
    scale = _scale(max((end for end in ends if not math.isnan(end)), default=0.0))
    shown = [_row(row, scale, grid.label_of(str(row["outlet"]))) for row in rows]
    return {
        "label": label,
        "rows": shown,
        "scale": tick(100 * scale),
        "middle": tick(50 * scale),
        "corrected": any(row["corrected"] for row in shown),
        "noted": any(row["note"] for row in shown),
    }


def _scale(largest: float) -> float:
    """The right end of the axis: a round share that is not smaller."""
    return next((end for end in (0.05, 0.1, 0.2, 0.3, 0.5, 0.75) if largest <= end), 1.0)


def _row(row: dict[str, Any], scale: float, label: str) -> dict[str, Any]:
    return {
        "outlet": label,
        "k": int(row["k"]),
        "n": int(row["n"]),
        "share": _percent(row["share"]),
        "interval": _between(row["low"], row["high"]),
        "corrected": _percent(row["corrected"]),
        "corrected_interval": _between(row["corrected_low"], row["corrected_high"]),
        "note": row["note"],
        "raw": _drawn(row["share"], row["low"], row["high"], scale),
        "cor": _drawn(row["corrected"], row["corrected_low"], row["corrected_high"], scale),
    }


def _percent(share: float) -> str:
    return "" if math.isnan(share) else f"{100 * share:.1f} %"


def _between(low: float, high: float) -> str:
    return "" if math.isnan(low) else f"{100 * low:.1f}–{100 * high:.1f}"


def _drawn(share: float, low: float, high: float, scale: float) -> dict[str, float] | None:
    """Places in per cent of the axis."""
    if math.isnan(share) or math.isnan(low):
        return None
    at, left, right = (round(100 * min(x, scale) / scale, 1) for x in (share, low, high))
    return {"at": at, "left": left, "width": round(right - left, 1)}
