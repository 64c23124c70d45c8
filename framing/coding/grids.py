"""Spreadsheets as text: every cell a string, whatever the program that saved them did to the file.

Tolerated and stated: a byte order mark, ``;`` or a tab between cells, UTF-16, a first line ``sep=;``, Windows-1252.
Refused by name: anything else that is no table, and files or archives over the limits.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from framing.errors import InputError, system_says
from framing.filesafe import read_regular
from framing.xlsxsafe import first_sheet

__all__ = ["Grid", "column_letters", "read_bytes", "read_grid"]

#: Bytes of a file.
LARGEST = 200_000_000
_DELIMITERS = (",", ";", "\t")
#: What a first line ``sep=`` may name.
_NAMED = (*_DELIMITERS, "|", ":", " ")
_CELL = 1 << 30
#: An article may hold a NUL, and so a sheet of its sentences; where one byte of so many is one, they are no text.
_NULS = 20


@dataclass(slots=True)
class Grid:
    """A table of texts: ``numbers[i]`` is the spreadsheet's number of ``rows[i]``; ``notes`` are what was tolerated."""

    file: str
    names: list[str]
    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: Where each column stands: looked for among 30,000 names, each would take its time.
    _places: dict[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._places = {name: place for place, name in enumerate(self.names)}

    def column(self, name: str) -> list[str]:
        """The cells of a column; empty ones if there is none of that name."""
        if name not in self._places:
            return [""] * len(self.rows)
        at = self._places[name]
        return [row[at] for row in self.rows]

    def cell(self, row: int, name: str) -> str:
        """One cell; empty if there is no column of that name."""
        return self.rows[row][self._places[name]] if name in self._places else ""

    def cell_name(self, row: int, name: str) -> str:
        """How a spreadsheet calls a cell, such as ``D14``."""
        return f"{column_letters(self._places[name])}{self.numbers[row]}"


def column_letters(at: int) -> str:
    """The letters of the 0-based column.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    out = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        out = chr(65 + rest) + out
    return out


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a regular file of at most 200 MB; else an InputError that names it."""
    place = Path(path)
    try:
        if place.stat().st_size > LARGEST:
            raise InputError(f"the file is larger than {LARGEST:,} bytes", file=path, remedy="split it")
        return read_regular(place)
    except OSError as problem:
        raise InputError(
            f"the file cannot be read ({system_says(problem)})", file=path, remedy="check its name"
        ) from None


def read_grid(path: str | Path) -> Grid:
    """The first table of a .csv, .tsv, .txt or .xlsx file, with its header in ``names``."""
    data = read_bytes(path)
    if data.startswith(b"PK\x03\x04"):
        return _grid(str(path), first_sheet(data, path)[0], [])
    return _grid(str(path), *_csv_rows(data, path))


def _grid(file: str, rows: list[list[str]], notes: list[str]) -> Grid:
    numbered = [(i, row) for i, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    if not numbered:
        raise InputError("the table is empty", file=file, remedy="name the sheet that framing code sheet wrote")
    names = [cell.strip() for cell in numbered[0][1]]
    while names and not names[-1]:
        names.pop()
    names = [name or f"column {column_letters(i)}" for i, name in enumerate(names)]
    if twice := sorted(name for name, times in Counter(names).items() if times > 1):
        raise InputError(f"two columns are called '{twice[0]}'", file=file, line=1, remedy="rename one of them")
    grid = Grid(file, names, notes=notes)
    for number, row in numbered[1:]:
        if any(cell.strip() for cell in row[len(names) :]):
            reason = f"row {number} has more cells than the header has names"
            raise InputError(reason, file=file, line=number, remedy="name the further columns or move those cells back")
        grid.rows.append(row[: len(names)] + [""] * (len(names) - len(row)))
        grid.numbers.append(number)
    return grid


def _csv_rows(data: bytes, path: str | Path) -> tuple[list[list[str]], list[str]]:
    text, notes = _decoded(data, path)
    first, _, rest = text.partition("\n")
    named = first.rstrip("\r")
    if named[:4].lower() == "sep=" and named[4:] in _NAMED and rest:
        delimiter, text = named[4:], rest
        notes.append("its first line names the delimiter")
    else:
        delimiter = max(_DELIMITERS, key=first.count)
    if delimiter != ",":
        notes.append(f"cells are separated by {'tabs' if delimiter == chr(9) else repr(delimiter)}")
    csv.field_size_limit(_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    try:
        for row in reader:
            rows.append(row)
    except csv.Error as problem:
        raise InputError(
            f"the table is damaged ({problem})",
            file=path,
            line=reader.line_num,
            remedy="look for a quotation mark that is not closed or not doubled",
        ) from None
    return rows, notes


def _decoded(data: bytes, path: str | Path) -> tuple[str, list[str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16"), ["it is saved as UTF-16"]
        except UnicodeDecodeError:
            raise InputError("the UTF-16 text is damaged", file=path, remedy="save it as UTF-8") from None
    if data.count(0) * _NULS > len(data):
        raise InputError("this is not a table of text", file=path, remedy="save it as CSV (UTF-8) or .xlsx")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise InputError("the file is not UTF-8", file=path, line=line, remedy="save it as CSV UTF-8") from None
        note = f"it is not UTF-8 (line {line}) and was read as Windows-1252: check the notes, or save it as CSV UTF-8"
        return text, [note]
