"""Same event first: outlets compared on one event at a time, with what makes a comparison unfair in the heading."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import Any

from framing.records.grammar import counted, ranked
from framing.report import wording
from framing.report.calendar import span_in_words
from framing.report.comparisons import Ratio, ratio_lines, ratio_of
from framing.report.data import EventTables, ReportData
from framing.report.facts import title_of
from framing.report.grid import ENOUGH, Grid, grid_of, outlet_label, with_most_articles
from framing.report.layout import SIDE_BY_SIDE, column_style
from framing.report.numbers import rate
from framing.report.shading import Scale

#: Events shown with their frames: those with most outlets, then most articles. The others are listed.
SHOWN = 6
LISTED = 60
TITLES = 12


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden unless two outlets are on one event."""
    grid, tables = grid_of(data), data.compared.events
    if tables is None or not grid.matches or tables.rates.empty:
        return None
    shared = set(tables.rates["event"])
    events: Any = tables.events.itertuples(index=False)
    rows = sorted((row for row in events if row.event in shared), key=attrgetter("event"))
    largest = sorted(rows, key=lambda row: (-row.outlets, -row.articles))[:SHOWN]
    chosen = sorted(largest, key=attrgetter("event"))
    rates = dict(iter(tables.rates.groupby("event")))
    scale = Scale.of(float(rates[row.event]["rate"].max()) for row in chosen)
    return {
        "heading": "Event by event",
        "styles": ["charts.css"],
        "events": [_event(data, grid, tables, row, rates[row.event], scale) for row in chosen],
        "shared": len(rows),
        "alone": len(tables.events) - len(rows),
        "listed": [_short(row) for row in rows[:LISTED]] if len(rows) > len(chosen) else [],
        "left_out": max(0, len(rows) - LISTED),
        "note": tables.note,
        "enough": ENOUGH,
    }


def why_absent(data: ReportData) -> str:
    """Why the page compares nothing inside an event."""
    tables = data.compared.events
    if data.compared.skipped or not grid_of(data).matches or (tables is not None and not tables.rates.empty):
        return ""
    why = "no two outlets were found to be on the same one" if tables is not None else "too few articles are dated"
    return f"comparisons inside one event ({why})"


def _short(row: Any) -> dict[str, Any]:
    return {
        "number": int(row.event),
        "about": str(row.about),
        "span": span_in_words(str(row.first), str(row.last)),
        "who": str(row.who),
    }


def _event(data: ReportData, grid: Grid, tables: EventTables, row: Any, rates: Any, scale: Scale) -> dict[str, Any]:
    names = {str(name) for name in rates["outlet"].unique()}
    outlets = [outlet for outlet in grid.outlets if outlet.name in names]
    drawn = with_most_articles(outlets, SIDE_BY_SIDE)
    cells = {(str(r.outlet), str(r.frame)): r for r in rates.itertuples(index=False)}
    ratios = _ratios(grid, tables, int(row.event))
    warnings = tables.warnings[tables.warnings["event"] == row.event]
    frames = [f for f in grid.frames if any(cells[o.name, f.name].k >= ENOUGH for o in drawn)]
    few = {f.label: sum(int(cells[o.name, f.name].k) for o in drawn) for f in grid.frames if f not in frames}
    sizes = {o.name: cells[o.name, grid.frames[0].name] for o in drawn}
    left_out = () if data.tables.copies is None else data.tables.copies["doc_id"]
    copies = int(tables.articles["doc_id"][tables.articles["event"] == row.event].isin(left_out).sum())
    return {
        **_short(row),
        "flags": wording.flags(warnings),
        "size": f"{counted(row.articles, 'article')} by {counted(row.outlets, 'outlet')}"
        + (f", {counted(copies, 'near-copy', 'near-copies')} among them not counted" if copies else ""),
        "outlets": [{"label": o.label, "size": _size(sizes[o.name])} for o in drawn],
        "column_style": column_style([o.label for o in drawn]),
        "left_out": len(outlets) - len(drawn),
        "rows": [
            {
                "label": frame.label,
                "cells": [_cell(cells[o.name, frame.name], grid.evidence_of(frame.name, o.name), scale) for o in drawn],
            }
            for frame in frames
        ],
        "few": ", ".join(f"{label} {k}" for label, k in few.items() if k),
        "ratios": ratio_lines(grid, (row for row in ratios if not row.light)),
        "articles": _articles(data, tables, int(row.event)),
    }


def _size(row: Any) -> str:
    return f"{counted(row.n, 'word')}, {counted(row.articles, 'article')}"


def _ratios(grid: Grid, tables: EventTables, event: int) -> list[Ratio]:
    """The ratios inside an event, by frame and outlet, where articles are enough."""
    if tables.ratios.empty:
        return []
    rows: Any = tables.ratios[tables.ratios["event"] == event].itertuples(index=False)
    found = [ratio for ratio in map(ratio_of, rows) if ratio.tested and ratio.outlet in grid.outlet_number]
    return sorted(found, key=lambda r: (grid.frame_number[r.frame], grid.outlet_number[r.outlet]))


def _cell(row: Any, anchor: str, scale: Scale) -> dict[str, Any]:
    k = int(row.k)
    return {
        "k": k,
        "rate": rate(float(row.rate)),
        "shade": scale.shade(float(row.rate)) if k else 0,
        "light": k < ENOUGH,
        "anchor": anchor,
    }


def _articles(data: ReportData, tables: EventTables, event: int) -> dict[str, Any]:
    """The articles of an event by outlet, and why each is there."""
    inside = tables.articles[tables.articles["event"] == event]
    rows = [
        {
            "title": title_of(data, str(r.doc_id)),
            "outlet": outlet_label(str(r.outlet)),
            "date": str(r.date) or "undated",
            "genre": str(r.genre),
        }
        for r in inside.itertuples(index=False)
    ]
    why = Counter(str(basis) for basis in inside["basis"])
    return {
        "rows": rows[:TITLES] if len(rows) > 2 * TITLES else rows,
        "left_out": len(rows) - TITLES if len(rows) > 2 * TITLES else 0,
        "why": ", ".join(f"{basis} {n}" for basis, n in ranked(why)),
    }
