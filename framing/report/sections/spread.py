"""A dot an article: how much the articles of one outlet differ in a frame."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from framing.report.data import ReportData
from framing.report.grid import Cell, Grid, grid_of
from framing.report.numbers import rate, step, tick
from framing.report.sections.frames import SIDE_BY_SIDE
from framing.report.shelf import in_page_order, shelf_of

#: More dots than these say nothing and cost a reader seconds.
DOTS = 3_000
#: From so many articles on an interval is drawn; below, the range.
INTERVAL_FROM = 4
LEFT, WIDTH, ROW, TOP = 4, 232, 40, 2


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden with one article an outlet, and where there are too many dots to read."""
    grid = grid_of(data)
    dots = grid.articles * len(grid.frames)
    if grid.single or not grid.matches or dots > DOTS or len(grid.outlets) > SIDE_BY_SIDE:
        return None
    values = _rates(data, grid)
    return {
        "heading": "Article by article",
        "styles": ["spread.css"],
        "panels": [_panel(grid, frame.number, values) for frame in grid.frames if _any(grid, frame.number)],
        "outlets": grid.outlets,
        "interval_from": INTERVAL_FROM,
        "fewest": grid.fewest,
        "right": LEFT + WIDTH,
    }


def _any(grid: Grid, frame: int) -> bool:
    return any(grid.cells[frame, outlet.number].k for outlet in grid.outlets)


def _rates(data: ReportData, grid: Grid) -> dict[tuple[int, int], list[float]]:
    """Per frame and outlet the rate of each article, zeros included, in page order."""
    counts = data.counts.groupby([data.counts["doc_id"], data.counts["frame"].astype(str)])["matches"].sum().to_dict()
    words = data.words.groupby("doc_id")["words"].sum().to_dict()
    articles = in_page_order(data.articles, shelf_of(data)).sort_values("number")
    values: dict[tuple[int, int], list[float]] = {}
    for doc_id, outlet in zip(articles["doc_id"], articles["outlet"].astype(str), strict=True):
        n = words.get(doc_id, 0)
        for frame in grid.frames:
            value = 1000 * counts.get((doc_id, frame.name), 0) / n if n else math.nan
            values.setdefault((frame.number, grid.outlet_number[outlet]), []).append(value)
    return values


def _panel(grid: Grid, frame: int, values: dict[tuple[int, int], list[float]]) -> dict[str, Any]:
    """One frame: its scale and a row an outlet, in the units of the drawing."""
    most = max((v for (f, _), each in values.items() if f == frame for v in each if not math.isnan(v)), default=1.0)
    width = step(most, 4)
    end = width * math.ceil(most / width - 1e-9) or width
    rows = [
        _row(grid.cells[frame, o.number], o.label, o.number, values.get((frame, o.number), []), end)
        for o in grid.outlets
    ]
    ticks = [(f"{_x(i * width, end):.1f}", tick(i * width)) for i in range(round(end / width) + 1)]
    height = TOP + ROW * len(rows)
    return {
        "label": grid.frames[frame].label,
        "rows": rows,
        "ticks": ticks,
        "bottom": height,
        "height": height + 18,
    }


def _x(value: float, end: float) -> float:
    return LEFT + WIDTH * min(value, end) / end


def _row(cell: Cell, label: str, number: int, values: list[float], end: float) -> dict[str, Any]:
    known = sorted(v for v in values if not math.isnan(v))
    y = TOP + ROW * number + 27
    low, high = (known[0], known[-1]) if known else (0.0, 0.0)
    interval = len(known) >= INTERVAL_FROM and not math.isnan(cell.low)
    return {
        "label": label,
        "y": y,
        "text_y": y - 14,
        "dots": _dots(known, y, end),
        "from": f"{_x(cell.low if interval else low, end):.1f}",
        "to": f"{_x(cell.high if interval else high, end):.1f}",
        "mean": f"{_x(cell.rate, end):.1f}" if not math.isnan(cell.rate) else "",
        "rate": rate(cell.rate),
        "low": rate(low),
        "high": rate(high),
        "articles": len(known),
        "anchor": f"e{number}",
    }


def _dots(values: list[float], y: float, end: float) -> list[tuple[str, str]]:
    """A dot a value; equal ones are stacked up and down instead of hiding each other."""
    taken: Counter[int] = Counter()
    dots = []
    for value in values:
        x = _x(value, end)
        turn = taken[round(x / 5)]
        taken[round(x / 5)] += 1
        shift = min((turn + 1) // 2 * 3, 9) * (1 if turn % 2 else -1)
        dots.append((f"{x:.1f}", f"{y + shift:g}"))
    return dots
