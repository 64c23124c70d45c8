"""The sentences behind every number, with the match marked, the speaker named and the place given."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from framing.report import wording
from framing.report.data import ReportData
from framing.report.grid import FrameRow, Grid, Outlet, grid_of
from framing.report.marking import VOICE_CLASS, Mark, marked
from framing.report.shelf import Listed, Shelf, in_page_order, shelf_of

if TYPE_CHECKING:
    import pandas as pd

    from framing.records.document import Document

#: Matches shown on the whole page and in one cell.
ROWS = 1_500
CELL_ROWS = 40
FEWEST_ROWS = 1
#: A longer stretch on either side of the matches is cut, with an ellipsis.
CONTEXT = 240
FLAGS = ("negated", "denied", "hypothetical")


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if nothing matched."""
    grid, shelf = grid_of(data), shelf_of(data)
    filled = sum(1 for cell in grid.cells.values() if cell.k)
    if not filled:
        return None
    limit = max(FEWEST_ROWS, min(CELL_ROWS, ROWS // filled))
    shown = _sample(in_page_order(data.matches, shelf), grid, limit)
    by_cell = {place: list(rows) for place, rows in groupby(shown.itertuples(index=False), key=_cell_of)}
    frames = [_frame(data, grid, shelf, frame, by_cell) for frame in grid.frames]
    return {
        "heading": "Evidence",
        "frames": [frame for frame in frames if frame["cells"]],
        "outlets": grid.outlets,
        "limit": limit,
        "cut": any(cell["left_out"] for frame in frames for cell in frame["cells"]),
        "full": shelf.full,
        "voices": [(name, VOICE_CLASS[name]) for name in VOICE_CLASS],
    }


def _cell_of(row: Any) -> tuple[int, int]:
    return row.frame_number, row.outlet_number


def _sample(matches: pd.DataFrame, grid: Grid, limit: int) -> pd.DataFrame:
    """The matches that are printed: per cell the first of each article, then the second of each, up to ``limit``."""
    table = matches.assign(
        frame_number=matches["frame"].astype(str).map(grid.frame_number),
        outlet_number=matches["outlet"].astype(str).map(grid.outlet_number),
        in_text=(matches["field"].astype(str) != "title").astype(int),
    )
    cell = ["frame_number", "outlet_number"]
    table = table.sort_values([*cell, "number", "in_text", "start", "end", "entry"], kind="stable")
    table["turn"] = table.groupby([*cell, "number"]).cumcount()
    order = table.sort_values([*cell, "turn", "number"], kind="stable")
    kept = order[order.groupby(cell).cumcount() < limit]
    return kept.sort_values([*cell, "number", "in_text", "start", "end", "entry"], kind="stable")


def _frame(
    data: ReportData, grid: Grid, shelf: Shelf, frame: FrameRow, by_cell: dict[tuple[int, int], list[Any]]
) -> dict[str, Any]:
    cells = [
        _cell(data, grid, shelf, frame, outlet, by_cell.get((frame.number, outlet.number), []))
        for outlet in grid.outlets
        if grid.cells[frame.number, outlet.number].k
    ]
    return {"frame": frame, "cells": cells}


def _cell(
    data: ReportData, grid: Grid, shelf: Shelf, frame: FrameRow, outlet: Outlet, rows: list[Any]
) -> dict[str, Any]:
    cell = grid.cells[frame.number, outlet.number]
    return {
        "anchor": f"e{frame.number}-{outlet.number}",
        "outlet": outlet,
        "cell": cell,
        "sentence": wording.cell_sentence(cell, known=outlet.known),
        "phrase": wording.voices_phrase(cell.voices),
        "sources": [
            _source(data, shelf, doc_id, list(group)) for doc_id, group in groupby(rows, key=attrgetter("doc_id"))
        ],
        "left_out": cell.k - len(rows),
        "shown": len(rows),
    }


def _source(data: ReportData, shelf: Shelf, doc_id: str, rows: list[Any]) -> dict[str, Any]:
    listed = shelf.listed[doc_id]
    document = data.documents.get(doc_id)
    lines = [
        _line(document, listed, shelf, list(group)) for _, group in groupby(rows, key=attrgetter("field", "sentence"))
    ]
    title = "" if grid_of(data).single and shelf.full else str(listed.row.title)
    return {"title": title, "date": listed.date, "doc_id": doc_id, "lines": lines}


def _line(document: Document | None, listed: Listed, shelf: Shelf, rows: list[Any]) -> dict[str, Any]:
    """One sentence with all its matches of one frame."""
    left, right = _sentence(document, rows)
    paragraph = int(rows[0].paragraph)
    return {
        "left": left,
        "right": right,
        "says": list(dict.fromkeys(_voice(row) for row in rows)),
        "flags": [flag for flag in FLAGS if any(getattr(row, flag) for row in rows)],
        "place": f"¶ {paragraph}" if paragraph else "headline",
        "anchor": _anchor(listed, paragraph) if shelf.full and document is not None else "",
    }


def _anchor(listed: Listed, paragraph: int) -> str:
    return f"a{listed.number}p{paragraph}" if paragraph else f"a{listed.number}"


def _voice(row: Any) -> str:
    """``quoted, Scott Bessent (US), via Xinhua``."""
    name = str(row.voice)
    if name == "own":
        return "own"
    speaker = f", {row.speaker}" if str(row.speaker) else ", speaker not found"
    party = f" ({row.party})" if str(row.party) else ""
    channel = f", via {row.channel}" if str(row.channel) else ""
    return f"{name}{speaker}{party}{channel}"


def _sentence(document: Document | None, rows: list[Any]) -> tuple[Markup, Markup]:
    """The sentence cut before its first match: what stands left of it, and the match with what follows."""
    marks = [Mark(int(row.start), int(row.end), str(row.voice)) for row in rows]
    if document is None:
        words = str(rows[0].text)
        return Markup(""), marked(words, 0, len(words), [Mark(0, len(words), marks[0].voice)])
    text = document.article.title if str(rows[0].field) == "title" else document.article.text
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    start, end = _bounds(document, rows[0], first, last, len(text))
    before, after = _word_after(text, start, first - CONTEXT), _word_before(text, end, last + CONTEXT)
    left = Markup("…") if before > start else Markup("")
    right = Markup("…") if after < end else Markup("")
    return left + marked(text, before, first, ()), marked(text, first, after, marks) + right


def _word_after(text: str, start: int, cut: int) -> int:
    """``start``, or the first word after ``cut`` if that is later."""
    if cut <= start:
        return start
    space = text.find(" ", cut, cut + CONTEXT // 2)
    return cut if space < 0 else space + 1


def _word_before(text: str, end: int, cut: int) -> int:
    """``end``, or the last word before ``cut`` if that is earlier."""
    if cut >= end:
        return end
    space = text.rfind(" ", cut - CONTEXT // 2, cut)
    return cut if space < 0 else space


def _bounds(document: Document, row: Any, first: int, last: int, length: int) -> tuple[int, int]:
    """Start and end of the sentence of a match; the text around it if no sentence is on record."""
    for sentence in _sentences(document, str(row.field)):
        if sentence.start <= first < sentence.end:
            return sentence.start, max(sentence.end, last)
    return max(0, first - CONTEXT), min(length, last + CONTEXT)


def _sentences(document: Document, field: str) -> Iterator[Any]:
    return (sentence for sentence in document.sentences if sentence.field == field)
