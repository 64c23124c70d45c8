"""Tables as an Excel workbook: text stays text, nothing is a formula, nothing is cut; same tables, same bytes."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.coding.gridfiles import STARTS_FORMULA, timeless
from framing.engine.wholefile import whole_file
from framing.errors import InputError, MissingExtra
from framing.xlsxsafe import LONGEST_CELL, workbook_text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["write_workbook"]

#: Rows and columns that a sheet of a workbook can hold.
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384


def write_workbook(path: str | Path, tables: Mapping[str, pd.DataFrame]) -> None:
    """One sheet a table, its columns in the table's order.

    Text goes into text cells, numbers into number cells; a missing number is an empty cell, an infinite one the text
    ``inf``. A text of more than 32,767 characters goes on in the columns ``NAME~2``, ``NAME~3``; rows beyond the
    1,048,576th go on in the sheets ``TABLE~2``, ``TABLE~3``. InputError where a table would need more columns than a
    sheet has.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise MissingExtra("openpyxl", "excel") from None
    book = Workbook(write_only=True)
    out = io.BytesIO()
    try:
        for name, table in tables.items():
            for part, first in enumerate(range(0, max(len(table), 1), MOST_ROWS - 1), 1):
                title = name if part == 1 else f"{name}~{part}"
                _add_sheet(book.create_sheet(title), table.iloc[first : first + MOST_ROWS - 1], path, name)
        book.save(out)
    except BaseException:
        _remove_parts(book)
        raise
    with whole_file(path) as file:
        file.write(timeless(out.getvalue()))


def _remove_parts(book: Any) -> None:
    """openpyxl keeps each sheet in a temporary file, which would stay where an interrupt ends the process."""
    for sheet in book.worksheets:
        with suppress(OSError, ValueError):
            if not sheet.closed:
                sheet.close()
            sheet._writer.cleanup()


def _add_sheet(sheet: Any, table: pd.DataFrame, path: str | Path, name: str) -> None:
    titles = [str(title) for title in table.columns]
    columns = [table[title].tolist() for title in table.columns]
    widths = [max((len(_cell(value)) for value in column), default=1) for column in columns]
    if sum(widths) > MOST_COLUMNS:
        longest = titles[widths.index(max(widths))]
        raise InputError(
            f"table {name}, column '{longest}' holds texts that no row of a workbook can hold",
            file=path,
            remedy="write the tables as CSV or Parquet",
        )
    sheet.freeze_panes = "A2"
    wide = list(zip(titles, widths, strict=True))
    heads = [title if i == 0 else f"{title}~{i + 1}" for title, width in wide for i in range(width)]
    sheet.append([_text(sheet, head) for head in heads])
    for row in zip(*columns, strict=True):
        cells = zip(row, widths, strict=True)
        sheet.append([cell for value, width in cells for cell in _filled(sheet, _cell(value), width)])


def _filled(sheet: Any, parts: list[Any], width: int) -> Iterator[Any]:
    for part in parts:
        yield None if part == "" else _text(sheet, part) if isinstance(part, str) else part
    yield from [None] * (width - len(parts))


def _cell(value: Any) -> list[Any]:
    """A value as what goes into one cell, or several for a long text."""
    import pandas as pd

    if isinstance(value, bool):
        return ["true" if value else "false"]
    if pd.isna(value):
        return [None]
    if isinstance(value, float) and not math.isfinite(value):
        return [str(value)]
    if isinstance(value, int | float):
        return [value]
    return split(str(value))


def split(text: str, most: int = LONGEST_CELL) -> list[str]:
    """``text`` in pieces of at most ``most`` UTF-16 code units; no character is cut in two.

    >>> split("abcde", 2), split("a\N{GRINNING FACE}b", 2)
    (['ab', 'cd', 'e'], ['a', '😀', 'b'])
    """
    if len(text) <= most // 2:
        return [text]
    data, pieces, at = text.encode("utf-16-le"), [], 0
    while at < len(data):
        end = min(at + 2 * most, len(data))
        if end < len(data) and 0xD8 <= data[end - 1] <= 0xDB:
            end -= 2
        pieces.append(data[at:end].decode("utf-16-le"))
        at = end
    return pieces


def _text(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value="")
    cell.value = workbook_text(text)
    cell.data_type = "s"
    cell.number_format = "@"
    cell.quotePrefix = text.startswith(STARTS_FORMULA)
    return cell
