"""A table as plain text for a terminal."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence

from framing.errors import printable

#: ``printable`` cuts what is longer; cells are never cut, so they go through it in pieces.
_PIECE = 200
#: A column of words is not made narrower than this, for the sake of a fit; this is as wide as it gets without one.
_NARROWEST, _WIDEST = 10, 24
#: A cell that is whole is worth as much as so many letters of one that is cut.
_WHOLE = 8
#: A longer cell runs over: one id of 100,000 letters would fill up each of a thousand rows to that width.
_FILLED = 1_000


def screen() -> int | None:
    """Columns of the terminal that stdout is; None if it is a file or a pipe, for which nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def colours() -> bool:
    """Whether the terminal shows colours and its user wants them (no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def fitted(
    names: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool], columns: int
) -> tuple[list[list[str]], list[str]]:
    """``rows`` with words cut until a table of them is ``columns`` wide, and the names of the columns cut.

    A column is made narrower where that cuts few cells, for one long cue would else take the room of every text.
    Numbers (``right``) are never cut. A table that cannot be made to fit keeps so much of each word that it can be
    read, and runs over.

    >>> fitted(["outlet", "k"], [["Northern Herald", "12"]], [False, True], 14)
    ([['Northern …', '12']], ['outlet'])
    """
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = widths_of(names, cells)
    floors = [w if r else min(w, max(_NARROWEST, width(n))) for n, w, r in zip(names, widths, right, strict=True)]
    kept, room = list(widths), columns - 2 * (len(names) - 1)
    if sum(floors) > room:
        kept = [max(floor, min(w, _WIDEST)) for floor, w in zip(floors, widths, strict=True)]
    if sum(floors) <= room:
        _narrow(kept, floors, [Counter(width(row[i]) for row in cells) for i in range(len(names))], room)
    cut = [name for name, before, now in zip(names, widths, kept, strict=True) if now < before]
    return [[shortened(cell, now) for cell, now in zip(row, kept, strict=True)] for row in cells], cut


def _narrow(kept: list[int], floors: Sequence[int], sizes: Sequence[Counter[int]], room: int) -> None:
    """Make columns (``kept``) narrower by one at a time, each time that in which it takes the least, until they fit.

    ``sizes`` counts the cells of each column by their width. A letter of a long text says less than one of a name.
    """
    cut = [0] * len(kept)
    for _ in range(sum(kept) - room):
        free = (i for i in range(len(kept)) if kept[i] > floors[i])
        _, least = min(((cut[i] + _WHOLE * sizes[i][kept[i]]) / kept[i], i) for i in free)
        cut[least] += sizes[least][kept[least]]
        kept[least] -= 1


def shortened(text: str, columns: int, *, front: bool = False) -> str:
    """``text``, at most so many columns of it; what is cut (at its end, or in ``front``) is an ellipsis.

    >>> shortened("Northern Herald", 10), shortened("Northern Herald", 10, front=True), shortened("FT", 10)
    ('Northern …', '…rn Herald', 'FT')
    """
    if width(text) <= columns:
        return text
    letters = text[::-1] if front else text
    kept, taken = "", 1
    for letter in letters:
        taken += width(letter)
        if taken > columns:
            break
        kept += letter
    return f"…{kept[::-1]}" if front else f"{kept}…"


def text_table(names: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]) -> str:
    """Columns side by side; ``right`` says which stand to the right. Nothing is cut.

    >>> print(text_table(["outlet", "k"], [["FT", "4"], ["Xinhua", "12"]], [False, True]))
    outlet   k
    FT       4
    Xinhua  12
    <BLANKLINE>
    """
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = widths_of(names, cells)
    lines = [_line(names, widths, right), *(_line(row, widths, right) for row in cells)]
    return "".join(line.rstrip() + "\n" for line in lines)


def on_points(numbers: Sequence[str]) -> list[str]:
    """Numbers filled up behind, so that in a column whose cells stand to the right one point stands under the other.

    >>> on_points(["12.74", "0.0016", "3e-08", "∞", ""])
    ['12.74  ', '0.0016', '3e-08 ', '∞     ', '']
    """
    tails = [len(number) - len(_before_point(number)) for number in numbers]
    longest = max(tails, default=0)
    return [number + " " * (longest - tail) if number else "" for number, tail in zip(numbers, tails, strict=True)]


def _before_point(number: str) -> str:
    return number.partition(".")[0].partition("e")[0]


def clean(text: str) -> str:
    """``text`` on one line and without control characters, whatever its length.

    >>> clean("a\\x1b[2Jb\\nc")
    'a�[2Jb c'
    """
    return "".join(printable(text[i : i + _PIECE]) for i in range(0, len(text), _PIECE))


def width(text: str) -> int:
    """Columns of a terminal that ``text`` takes: two for wide characters, none for combining ones."""
    if text.isascii():  # as nearly all are, of the millions of cells that a table may have
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.combining(c) > 0 for c in text)


def widths_of(names: Sequence[str], cells: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column is, its name included; the longest cells count as less."""
    longest = (max([width(name), *(width(row[i]) for row in cells)]) for i, name in enumerate(names))
    return [min(each, _FILLED) for each in longest]


def padded(text: str, columns: int, right: bool = False) -> str:
    """``text`` filled up with spaces to ``columns`` of a terminal, to the right of them if ``right``."""
    space = " " * (columns - width(text))
    return space + text if right else text + space


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    return "  ".join(padded(c, w, r) for c, w, r in zip(cells, widths, right, strict=True))
