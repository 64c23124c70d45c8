"""Codes in whatever form they come: a table of codes, a coded sheet with its key, or offsets with frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from framing.coding.grids import Grid, read_grid
from framing.coding.reading import ReadSheet
from framing.coding.tables import codings_of, frame_of, read_codings
from framing.errors import InputError, UsageError
from framing.records.article import Article
from framing.records.coding import ASSERTED, Coding
from framing.store.addresses import is_server, is_store, without_password
from framing.study.coding.sheets import read_coded_sheet
from framing.study.stores.stored_codes import code_sheets, stored_codings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["check_within", "read_any_codes", "read_to_keep"]

_GRIDS = (".csv", ".tsv", ".xlsx")
#: Of a code point's number; Python would not even read one of thousands.
_DIGITS = 15
#: The columns of codes that point into articles.
STANDOFF = ("doc_id", "field", "start", "end", "frames")


def read_any_codes(
    path: str | Path,
    key: str | Path | None = None,
    frames: Sequence[str] = (),
    recipe: str = "",
    notes: list[str] | None = None,
) -> pd.DataFrame:
    """The codings of one file or store; see ``gather_codings``. InputError names what cannot be read."""
    if is_store(path):
        return _of_store(path, recipe, [] if notes is None else notes)
    grid = _grid(path)
    if grid and "digest" in grid.names and _is_standoff(grid):
        raise InputError("this is the key of a sheet, and holds no codes", file=path, remedy="name the coded sheet")
    if grid and _is_standoff(grid):
        return frame_of(_standoff(grid, Path(path).stem, frames))
    if grid and _is_sheet(grid):
        return _of_sheet(path, key)
    return read_codings(path)


def read_to_keep(
    path: str | Path, key: str | Path | None, frames: Sequence[str], *, coder: str = "", empty: str = "missing"
) -> ReadSheet:
    """The codes of one file in any form but that of a store; only a sheet says its codebook and what was coded."""
    if is_store(path):
        remedy = "framing export articles takes codes along with their articles"
        raise UsageError(f"{path} is a store", remedy=remedy)
    grid = _grid(path)
    if key or (grid and _is_sheet(grid)):
        return read_coded_sheet(path, key, coder=coder, empty=empty)
    codings = codings_of(read_any_codes(path, None, frames))
    return ReadSheet([replace(coding, coder=coder) for coding in codings] if coder else codings)


def _grid(path: str | Path) -> Grid | None:
    return read_grid(path) if Path(path).suffix.lower() in _GRIDS else None


def _is_standoff(grid: Grid) -> bool:
    return set(STANDOFF) <= set(grid.names)


def _is_sheet(grid: Grid) -> bool:
    return "unit" in grid.names and "value" not in grid.names and not _is_standoff(grid)


def _span_of(grid: Grid, row: int) -> tuple[str, str, int, int]:
    """Article, field and code points of a row of stand-off codes."""
    doc_id, field, start, end = (grid.cell(row, name) for name in STANDOFF[:4])
    whole = all(cell.isdecimal() and len(cell) <= _DIGITS for cell in (start, end))
    if not (whole and int(start) < int(end)):
        remedy = "write code points, start before end"
        raise InputError(f"'{start}' to '{end}' is no span", file=grid.file, line=grid.numbers[row], remedy=remedy)
    return doc_id, field, int(start), int(end)


def check_within(article: Article, field: str, end: int) -> None:
    """InputError if a coded unit reaches beyond its article's text."""
    if end > len(article.text_in(field)):
        raise InputError(
            f"a coded unit of '{article.doc_id}' lies beyond its text: this is not the text that was coded",
            remedy="name the corpus that was coded",
        )


def _standoff(grid: Grid, coder: str, frames: Sequence[str]) -> list[Coding]:
    cells = [cell.split() for cell in grid.column("frames")]
    names = frames or sorted({name for cell in cells for name in cell})
    for row, cell in enumerate(cells):
        if odd := [name for name in cell if name not in names]:
            reason = f"the codebook has no frame '{odd[0]}'"
            raise InputError(reason, file=grid.file, line=grid.numbers[row], remedy=f"use {', '.join(names)}")
    out = []
    for row, cell in enumerate(cells):
        doc_id, field, start, end = _span_of(grid, row)
        for name in names:
            shows = name in cell
            polarity = ASSERTED if shows else ""
            out.append(Coding(doc_id, coder, start, end, field=field, frame=name, value=int(shows), polarity=polarity))
    return out


def _of_store(address: str | Path, recipe: str, notes: list[str]) -> pd.DataFrame:
    found = stored_codings(address, recipe, notes)
    if len(found):
        return found
    books = sorted(set(code_sheets(address)["codebook"]))
    there = f"it has codes under {', '.join(books)}" if books else "it has no codes at all"
    raise InputError(
        f"no code in the store is one of {recipe.partition('@')[0]}; {there}",
        file=without_password(str(address)) if is_server(address) else address,
        remedy="name that codebook" if books else "framing code read SHEET --store puts them there",
    )


def _of_sheet(path: str | Path, key: str | Path | None) -> pd.DataFrame:
    read = read_coded_sheet(path, key)
    if read.bad:
        first, more = read.bad[0], len(read.bad) - 1
        rest = f", and {more} more cells cannot be read" if more else ""
        raise InputError(
            f"{first.reason}{rest}", file=path, line=first.line, remedy=f"{first.remedy}; framing code read lists all"
        )
    return frame_of(read.codings)
