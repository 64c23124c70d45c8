"""A table as plain text for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from framing.errors import printable

#: ``printable`` cuts what is longer; cells are never cut, so they go through it in pieces.
_PIECE = 200


def text_table(names: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool] | None = None) -> str:
    """Columns side by side; ``right`` says which stand to the right (None: those of numbers). Nothing is cut.

    >>> print(text_table(["outlet", "k"], [["FT", "4"], ["Xinhua", "12"]]))
    outlet   k
    FT       4
    Xinhua  12
    <BLANKLINE>
    """
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = [max([width(name), *(width(row[i]) for row in cells)]) for i, name in enumerate(names)]
    if right is None:
        right = [all(_is_number(row[i]) for row in cells) and bool(cells) for i in range(len(names))]
    lines = [_line(names, widths, right), *(_line(row, widths, right) for row in cells)]
    return "".join(line.rstrip() + "\n" for line in lines)


def clean(text: str) -> str:
    """``text`` on one line and without control characters, whatever its length.

    >>> clean("a\\x1b[2Jb\\nc")
    'a�[2Jb c'
    """
    return "".join(printable(text[i : i + _PIECE]) for i in range(0, len(text), _PIECE))


def width(text: str) -> int:
    """Columns of a terminal that ``text`` takes: two for wide characters, none for combining ones."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def padded(text: str, columns: int, right: bool = False) -> str:
    """``text`` filled up with spaces to ``columns`` of a terminal, to the right of them if ``right``."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return "  ".join(padded(c, w, r) for c, w, r in zip(cells, widths, right, strict=True))


def _is_number(cell: str) -> bool:
    return not cell or cell.replace(",", "").replace(".", "", 1).lstrip("-").isdigit() or cell == "∞"
