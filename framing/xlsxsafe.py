"""Workbooks (.xlsx): the first sheet of other people's as texts, within limits, and texts as workbooks hold them."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from framing.errors import InputError, MissingExtra
from framing.zipsafe import bounded

__all__ = ["LONGEST_CELL", "first_sheet", "plain_text", "workbook_text"]

#: UTF-16 code units that a cell of a workbook can hold; programs cut silently beyond.
LONGEST_CELL = 32_767
#: Bytes of all parts of a workbook after inflating.
INFLATED = 1_000_000_000
_MEMBERS, _RATIO = 2_000, 200
#: Control characters, halves of surrogate pairs and what is no character at all.
_NO_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: The first letter of what a workbook's readers take for the number of a character: ``_x0041_`` is read as A.
_LOOKS_CODED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_CODED = re.compile("_x005F_(?=x[0-9A-Fa-f]{4}_)")
_MIDNIGHT = dt.time(0)


def first_sheet(data: bytes, path: str | Path) -> tuple[list[list[str]], list[str]]:
    """The rows of the first sheet as a person reads them, and the names of the other sheets that hold anything.

    An InputError names ``path`` if it is damaged, or would grow beyond the limits; openpyxl is the extra ``excel``.
    """
    _refuse_bomb(data, path)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise MissingExtra("openpyxl", "excel") from None
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        first, *others = book.worksheets
        rows = [[_text(cell) for cell in row] for row in first.iter_rows(values_only=True)]
        return rows, [sheet.title for sheet in others if _holds_anything(sheet)]
    except Exception as problem:  # the library raises whatever its parsers raise
        reason = f"the workbook is damaged ({type(problem).__name__})"
        raise InputError(reason, file=path, remedy="open it in a spreadsheet program and save it again") from None


def _holds_anything(sheet: Any) -> bool:
    return any(cell is not None for row in sheet.iter_rows(values_only=True) for cell in row)


def _refuse_bomb(data: bytes, path: str | Path) -> None:
    """An archive that would grow beyond the limits is refused before anything is inflated."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except Exception:  # zipfile raises whatever lies behind the damaged place
        raise InputError("the workbook is damaged", file=path, remedy="save it again as .xlsx") from None
    if not all(map(bounded, parts)):
        reason = "the workbook is packed in another way than workbooks are"
        raise InputError(reason, file=path, remedy="open it in a spreadsheet program and save it again")
    total = sum(part.file_size for part in parts)
    if len(parts) > _MEMBERS or total > INFLATED or total > max(50_000_000, _RATIO * len(data)):
        raise InputError(
            f"the workbook would grow to {total:,} bytes in {len(parts):,} parts, over the limit",
            file=path,
            remedy="save the sheet as CSV",
        )


def _text(value: Any) -> str:
    """A cell as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == _MIDNIGHT:
        return value.date().isoformat()
    return plain_text(str(value))


def workbook_text(text: str) -> str:
    """``text`` as a workbook holds it: what no XML file can hold is �, and what Excel would decode stays as it is.

    >>> workbook_text("a\\x00b"), workbook_text("_x0041_ is no A")
    ('a�b', '_x005F_x0041_ is no A')
    """
    return _LOOKS_CODED.sub("_x005F_", _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def plain_text(cell: str) -> str:
    """A workbook's text as it was before ``workbook_text``.

    >>> plain_text("_x005F_x0041_ is no A")
    '_x0041_ is no A'
    """
    return _CODED.sub("_", cell)
