"""Frames by outlet: a heat table, one colour scale, each cell a link to its sentences."""

from __future__ import annotations

import math
import re
from typing import Any

from framing.report import wording
from framing.report.data import ReportData
from framing.report.grid import ENOUGH, Grid, grid_of
from framing.report.numbers import interval, step, tick, whole
from framing.report.shortening import drawn_width

#: Up to so many outlets stand side by side as columns; more stand below each other as rows.
SIDE_BY_SIDE = 8
#: Up to so many have columns that are wide enough for any word.
_WIDE_COLUMNS = 5
#: What all columns of outlets together take of a wide screen, and what a column spends on its margins; in pixels.
_ALL_COLUMNS, _MARGINS = 606, 14
#: A heading's letters beside those of a chart's label.
_HEADING = 1.37
_WORDS = re.compile(r"[\s-]+")
SHADES = 8


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if there is no frame or no outlet."""
    grid = grid_of(data)
    if not grid.frames or not grid.outlets:
        return None
    width = step(max((cell.rate for cell in grid.cells.values() if not math.isnan(cell.rate)), default=0), SHADES)
    wide = not side_by_side(grid)
    flags = wording.flags(data.unfair)
    return {
        "heading": "Frames by outlet" if len(grid.outlets) > 1 else "Frames",
        "wide": wide,
        "styles": [*(["wide.css"] if wide else []), *(["flags.css"] if flags else [])],
        "flags": flags,
        "columns": _columns(grid, wide),
        "rows": _rows(grid, wide, width),
        "legend": [(i, f"{tick((i - 1) * width)}–{tick(i * width)}") for i in range(1, _shades(grid, width) + 1)],
        "enough": ENOUGH,
        "single": grid.single,
        "left_out": grid.all_outlets - len(grid.outlets),
        "negated": grid.negated,
        "matches": grid.matches,
        "guard": wording.guard(grid),
        "validated": data.validation.startswith("validated"),
    }


def side_by_side(grid: Grid) -> bool:
    """Whether the outlets stand as columns: they are few, and no word of a name is torn by its column's edge."""
    number = len(grid.outlets)
    if number <= _WIDE_COLUMNS or number > SIDE_BY_SIDE:
        return number <= _WIDE_COLUMNS
    room = (_ALL_COLUMNS / number - _MARGINS) / _HEADING
    return all(drawn_width(word) <= room for outlet in grid.outlets for word in _WORDS.split(outlet.label))


def _columns(grid: Grid, wide: bool) -> list[dict[str, str]]:
    if wide:
        return [{"label": f.label, "small": ""} for f in grid.frames]
    return [{"label": o.label, "small": _size(o.words, o.articles)} for o in grid.outlets]


def _rows(grid: Grid, wide: bool, width: float) -> list[dict[str, Any]]:
    if wide:
        return [
            {
                "label": o.label,
                "small": _size(o.words, o.articles),
                "cells": [_show(grid, f.number, o.number, width) for f in grid.frames],
            }
            for o in grid.outlets
        ]
    return [
        {"label": f.label, "small": "", "cells": [_show(grid, f.number, o.number, width) for o in grid.outlets]}
        for f in grid.frames
    ]


def _size(words: int, articles: int) -> str:
    return f"{whole(words)} words" + (f", {whole(articles)} articles" if articles != 1 else "")


def _show(grid: Grid, frame: int, outlet: int, width: float) -> dict[str, Any]:
    cell = grid.cells[frame, outlet]
    return {
        "cell": cell,
        "anchor": f"e{frame}-{outlet}",
        "shade": shade_of(cell.rate, width) if cell.k else 0,
        "light": 0 < cell.k < ENOUGH,
        "interval": interval(cell.low, cell.high),
        "assumed": cell.assumed,
    }


def shade_of(value: float, width: float) -> int:
    """1 to SHADES: the class of the scale that holds ``value``."""
    return 1 if math.isnan(value) else min(SHADES, max(1, math.ceil(value / width - 1e-9)))


def _shades(grid: Grid, width: float) -> int:
    return max((shade_of(cell.rate, width) for cell in grid.cells.values() if cell.k), default=1)
