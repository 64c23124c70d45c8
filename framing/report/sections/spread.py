"""A dot an article: how much the articles of one outlet differ in a frame."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from framing.records.sizes import FEWEST_FOR_P
from framing.report.data import ReportData
from framing.report.grid import Cell, Grid, Outlet, grid_of, with_most_articles
from framing.report.layout import SIDE_BY_SIDE
from framing.report.numbers import rate, step, tick, whole
from framing.report.panel import RIGHT, TOP, across, name_beside
from framing.report.shelf import shelf_of, with_numbers
from framing.report.tallies import by_article_and_frame

#: More dots than these say nothing and cost a reader seconds.
DOTS = 3_000
ROW = 42


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden with one article an outlet, and where there are too many dots to read."""
    grid = grid_of(data)
    drawn = _drawn(grid)
    if grid.single or not grid.matches or _too_many(grid, drawn) or not drawn:
        return None
    values = _rates(data, grid)
    return {
        "heading": "Article by article",
        "styles": ["panels.css"],
        "panels": [
            _panel(grid, drawn, frame.number, values) for frame in grid.frames if _any(grid, drawn, frame.number)
        ],
        "left_out": len(grid.outlets) - len(drawn),
        "interval_from": FEWEST_FOR_P,
        "fewest": min(outlet.articles for outlet in drawn),
        "most": max(outlet.articles for outlet in drawn),
        "right": RIGHT,
    }


def why_absent(data: ReportData) -> str:
    """Why the page has no dots though outlets have several articles."""
    grid = grid_of(data)
    if not grid.matches or not _too_many(grid, _drawn(grid)):
        return ""
    return f"a dot for each article (more than {whole(DOTS)} dots cannot be told apart)"


def _too_many(grid: Grid, drawn: list[Outlet]) -> bool:
    return sum(outlet.articles for outlet in drawn) * len(grid.frames) > DOTS


def _drawn(grid: Grid) -> list[Outlet]:
    """All outlets, or the ones with most articles if there are too many to lie above each other."""
    if len(grid.outlets) <= SIDE_BY_SIDE:
        return list(grid.outlets)
    return with_most_articles((o for o in grid.outlets if o.known and o.articles > 1), SIDE_BY_SIDE)


def _any(grid: Grid, drawn: list[Outlet], frame: int) -> bool:
    return any(grid.cells[frame, outlet.number].k for outlet in drawn)


def _rates(data: ReportData, grid: Grid) -> dict[tuple[int, int], list[float]]:
    """Per frame and outlet the rate of each article, zeros included, in page order."""
    counts = by_article_and_frame(data.tables.counts)
    words = data.tables.words.groupby("doc_id")["words"].sum().to_dict()
    articles = with_numbers(data.tables.articles, shelf_of(data)).sort_values("number")
    values: dict[tuple[int, int], list[float]] = {}
    for doc_id, outlet in zip(articles["doc_id"], articles["outlet"].astype(str), strict=True):
        n = words.get(doc_id, 0)
        for frame in grid.frames:
            value = 1000 * counts.get((doc_id, frame.name), 0) / n if n else math.nan
            values.setdefault((frame.number, grid.outlet_number[outlet]), []).append(value)
    return values


def _panel(grid: Grid, drawn: list[Outlet], frame: int, values: dict[tuple[int, int], list[float]]) -> dict[str, Any]:
    """One frame: its scale and a row an outlet, in the units of the drawing."""
    found = [v for outlet in drawn for v in values.get((frame, outlet.number), []) if not math.isnan(v)]
    most = max(found, default=1.0)
    width = step(most, 4)
    end = width * math.ceil(most / width - 1e-9) or width
    rows = [
        _row(grid.cells[frame, o.number], o.label, i, values.get((frame, o.number), []), end)
        for i, o in enumerate(drawn)
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
    return across(min(value, end) / end)


def _row(cell: Cell, label: str, place: int, values: list[float], end: float) -> dict[str, Any]:
    known = sorted(v for v in values if not math.isnan(v))
    y = TOP + ROW * place + 28
    low, high = (known[0], known[-1]) if known else (0.0, 0.0)
    # Below, the range from the lowest to the highest article.
    interval = len(known) >= FEWEST_FOR_P and not math.isnan(cell.low)
    return {
        "label": label,
        "short": name_beside(label),
        "y": y,
        "text_y": y - 16,
        "dots": _dots(known, y, end),
        "from": f"{_x(cell.low if interval else low, end):.1f}",
        "to": f"{_x(cell.high if interval else high, end):.1f}",
        "mean": f"{_x(cell.rate, end):.1f}" if not math.isnan(cell.rate) else "",
        "rate": rate(cell.rate),
        "low": rate(low),
        "high": rate(high),
        "articles": len(known),
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
