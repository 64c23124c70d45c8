"""Rows of a delimited text with their lines: what the formats of spreadsheets share."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from framing.errors import CodebookError

_MOST = 10_000_000  # characters in a cell; Python's own limit of 131,072 would cut a note short with an odd message


def rows_of(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds anything, with the line on which it begins; cells without the blanks around them."""
    before = csv.field_size_limit(_MOST)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        while True:
            try:
                cells = [cell.strip() for cell in next(reader)]
            except StopIteration:
                return
            except csv.Error as problem:
                raise CodebookError(
                    f"the table cannot be read from here on ({problem})",
                    file=name,
                    line=line,
                    remedy='close every quotation mark, and write two ("") for one inside a cell',
                ) from None
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    finally:
        csv.field_size_limit(before)
