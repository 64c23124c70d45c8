"""A table as plain text for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from framing.errors import printable


def text_table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns side by side, numbers to the right; nothing is cut.

    >>> print(text_table(["outlet", "k"], [["FT", "4"], ["Xinhua", "12"]]))
    outlet   k
    FT       4
    Xinhua  12
    <BLANKLINE>
    """
    cells = [[printable(cell) if len(cell) < 300 else cell for cell in row] for row in rows]
    widths = [max([_width(name), *(_width(row[i]) for row in cells)]) for i, name in enumerate(names)]
    right = [all(_is_number(row[i]) for row in cells) and bool(cells) for i in range(len(names))]
    lines = [_line(names, widths, right), *(_line(row, widths, right) for row in cells)]
    return "".join(line.rstrip() + "\n" for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return "  ".join(_padded(c, w, r) for c, w, r in zip(cells, widths, right, strict=True))


def _padded(cell: str, width: int, right: bool) -> str:
    space = " " * (width - _width(cell))
    return space + cell if right else cell + space


def _width(text: str) -> int:
    """Columns of a terminal that ``text`` takes: two for wide characters, none for combining ones."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def _is_number(cell: str) -> bool:
    return not cell or cell.replace(",", "").replace(".", "", 1).lstrip("-").isdigit() or cell == "∞"
