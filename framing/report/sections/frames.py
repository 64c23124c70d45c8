"""Frames by outlet: a heat table, one colour scale, each cell a link to its sentences."""

from __future__ import annotations

from typing import Any

from framing.report import wording
from framing.report.data import ReportData
from framing.report.grid import ENOUGH, Grid, cell_anchor, evidence_anchor, grid_of
from framing.report.layout import column_style, side_by_side
from framing.report.numbers import interval, whole
from framing.report.shading import Scale


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if there is no frame or no outlet."""
    grid = grid_of(data)
    if not grid.frames or not grid.outlets:
        return None
    scale = Scale.of(cell.rate for cell in grid.cells.values())
    wide = not side_by_side(grid)
    flags, columns = wording.flags(data.compared.unfair), _columns(grid, wide)
    return {
        "heading": "Frames by outlet" if len(grid.outlets) > 1 else "Frames",
        "wide": wide,
        "styles": ["wide.css"] if wide else [],
        "flags": flags,
        "columns": columns,
        "column_style": column_style([column["label"] for column in columns]),
        "rows": _rows(grid, wide, scale),
        "legend": scale.key(),
        "enough": ENOUGH,
        "single": grid.single,
        "left_out": grid.all_outlets - len(grid.outlets),
        "negated": grid.negated,
        "matches": grid.matches,
        "guard": wording.guard(grid),
        "validated": data.checked.validation.startswith("validated"),
    }


def _columns(grid: Grid, wide: bool) -> list[dict[str, str]]:
    if wide:
        return [{"label": f.label, "small": ""} for f in grid.frames]
    return [{"label": o.label, "small": _size(o.words, o.articles)} for o in grid.outlets]


def _rows(grid: Grid, wide: bool, scale: Scale) -> list[dict[str, Any]]:
    if wide:
        return [
            {
                "label": o.label,
                "small": _size(o.words, o.articles),
                "cells": [_show(grid, f.number, o.number, scale) for f in grid.frames],
            }
            for o in grid.outlets
        ]
    return [
        {"label": f.label, "small": "", "cells": [_show(grid, f.number, o.number, scale) for o in grid.outlets]}
        for f in grid.frames
    ]


def _size(words: int, articles: int) -> str:
    return f"{whole(words)} words" + (f", {whole(articles)} articles" if articles != 1 else "")


def _show(grid: Grid, frame: int, outlet: int, scale: Scale) -> dict[str, Any]:
    cell = grid.cells[frame, outlet]
    return {
        "cell": cell,
        "here": cell_anchor(frame, outlet),
        "anchor": evidence_anchor(frame, outlet),
        "shade": scale.shade(cell.rate) if cell.k else 0,
        "light": 0 < cell.k < ENOUGH,
        "interval": interval(cell.low, cell.high),
        "assumed": cell.assumed,
    }
