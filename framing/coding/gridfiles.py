"""Tables of text on their way out to a spreadsheet: text stays text, and the same rows give the same bytes."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from framing.csvsafe import csv_text
from framing.engine.wholefile import whole_file
from framing.errors import InputError, MissingExtra, UsageError
from framing.xlsxsafe import LONGEST_CELL, workbook_text

__all__ = [
    "STARTS_FORMULA",
    "Choices",
    "check_ending",
    "csv_bytes",
    "timeless",
    "unguarded",
    "write_grid",
]

#: Column name to the values that a drop-down list offers in its cells.
Choices = dict[str, Sequence[str]]
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDE = {"before": 40, "text": 80, "after": 40, "note": 40}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_grid(path: str | Path, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows of texts as .csv or .xlsx, by the suffix of ``path``; whole or not at all."""
    data = grid_bytes(path, names, rows)
    with whole_file(path) as file:
        file.write(data)


def grid_bytes(
    path: str | Path,
    names: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    for_excel: bool = False,
    choices: Choices | None = None,
) -> bytes:
    """The file that is to stand at ``path``.

    CSV is exact UTF-8; with ``for_excel`` it carries a byte order mark, and a cell that a spreadsheet would take for a
    formula starts with ``'``. Cells of .xlsx are of type text; one over 32,767 characters is an InputError.
    """
    if check_ending(path) == ".csv":
        return csv_bytes(names, rows, for_excel=for_excel)
    return _xlsx_bytes(path, names, rows, choices or {})


def check_ending(path: str | Path) -> str:
    """The ending of a spreadsheet's name, in small letters; UsageError for one that cannot be written."""
    suffix = Path(path).suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise UsageError(f"'{path}' is neither .csv nor .xlsx", remedy="name the sheet with one of these endings")
    return suffix


def csv_bytes(names: Sequence[str], rows: Iterable[Sequence[str]], *, for_excel: bool = False) -> bytes:
    """The CSV file: commas, ``\\n``, quotation marks where needed.

    >>> csv_bytes(["unit", "text"], [["u1", "=1+1"]], for_excel=False)
    b'unit,text\\nu1,=1+1\\n'
    """
    cells = ([guarded(cell) for cell in row] if for_excel else row for row in rows)
    text = csv_text(chain([names], cells))
    return text.encode("utf-8-sig" if for_excel else "utf-8", errors="replace")


def guarded(cell: str) -> str:
    """The cell with ``'`` before what a spreadsheet would take for a formula.

    >>> guarded("=1+1"), guarded("a=b")
    ("'=1+1", 'a=b')
    """
    return "'" + cell if cell.startswith(STARTS_FORMULA) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before ``guarded``; an apostrophe that the text has of its own stays.

    >>> unguarded("'=1+1"), unguarded("'Tis a pity")
    ('=1+1', "'Tis a pity")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(STARTS_FORMULA) else cell


def _xlsx_bytes(path: str | Path, names: Sequence[str], rows: Iterable[Sequence[str]], choices: Choices) -> bytes:
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
    except ImportError:
        raise MissingExtra("openpyxl", "excel") from None
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "codes"
    count = 1
    for number, row in enumerate([names, *rows], 1):
        count = number
        for at, value in enumerate(row, 1):
            if value:
                cell = sheet.cell(row=number, column=at)
                _set_text(cell, value, path, names[at - 1])
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for at, name in enumerate(names, 1):
        top = sheet.cell(row=1, column=at)
        top.font = Font(bold=True)
        sheet.column_dimensions[top.column_letter].width = _WIDE.get(name, 14)
    sheet.freeze_panes = "A2"
    _add_choices(sheet, names, count, choices)
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _set_text(cell: Any, value: str, path: str | Path, name: str) -> None:
    """The value as text, whatever it begins with; characters that XML cannot hold become �."""
    if len(value.encode("utf-16-le", errors="replace")) // 2 > LONGEST_CELL:
        raise InputError(
            f"row {cell.row}, column '{name}': {len(value):,} characters do not fit into a cell of a workbook",
            file=path,
            remedy="write the sheet as .csv, or take a smaller --unit",
        )
    cell.value = workbook_text(value)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = value.startswith(STARTS_FORMULA)


def _add_choices(sheet: Any, names: Sequence[str], rows: int, choices: Choices) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for name, values in choices.items():
        letter = get_column_letter(names.index(name) + 1)
        rule = DataValidation(
            type="list", formula1='"' + ",".join(values) + '"', allow_blank=True, showErrorMessage=False
        )
        rule.add(f"{letter}2:{letter}{max(rows, 2)}")
        sheet.add_data_validation(rule)


def timeless(data: bytes) -> bytes:
    """The same workbook without the hour at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.file_size = zipfile.ZIP_DEFLATED, old.getinfo(name).file_size
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?", b"2000-01-01T00:00:00Z", old.read(name))
                new.writestr(info, part)
                continue
            with old.open(name) as held, new.open(info, "w") as file:
                shutil.copyfileobj(held, file, 1_000_000)
    return out.getvalue()
