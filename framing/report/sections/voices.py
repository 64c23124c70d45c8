"""Whose words: each frame in each outlet, split into own, quoted, fragment and reported."""

from __future__ import annotations

from typing import Any

from framing.records.tables import VOICES
from framing.report import wording
from framing.report.data import ReportData
from framing.report.grid import Cell, Grid, evidence_anchor, grid_of
from framing.report.layout import side_by_side
from framing.report.marking import voice_parts

#: Matches that fill a bar where no outlet has more: a single match never looks like many.
FULL_BAR = 10


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if nothing matched."""
    grid = grid_of(data)
    if not grid.matches:
        return None
    wide = not side_by_side(grid)
    return {
        "heading": "Whose words",
        "wide": wide,
        "styles": ["wide.css"] if wide else [],
        "outlets": grid.outlets,
        "rows": [_row(grid, frame.number) for frame in grid.frames if _total(grid, frame.number)],
        "silent": [frame.label for frame in grid.frames if not _total(grid, frame.number)],
        "full_bar": FULL_BAR,
        "total": dict(zip(VOICES, grid.voices, strict=True)),
        "matches": grid.matches,
    }


def _total(grid: Grid, frame: int) -> int:
    return sum(grid.cells[frame, outlet.number].k for outlet in grid.outlets)


def _row(grid: Grid, frame: int) -> dict[str, Any]:
    cells = [(o, grid.cells[frame, o.number]) for o in grid.outlets]
    largest = max(FULL_BAR, *(cell.k for _, cell in cells))
    return {
        "label": grid.frames[frame].label,
        "matches": _total(grid, frame),
        "cells": [{"outlet": o, "anchor": evidence_anchor(frame, o.number), **bar(cell, largest)} for o, cell in cells],
    }


def bar(cell: Cell, largest: int) -> dict[str, Any]:
    """What a stacked bar needs: its width in per cent of the largest, its parts, the same in words."""
    return {
        "k": cell.k,
        "width": f"{100 * cell.k / max(largest, 1):.3g}",
        "parts": voice_parts(cell.voices),
        "voices": cell.voices,
        "phrase": wording.split_phrase(cell.voices),
    }
