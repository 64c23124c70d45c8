"""How many outlets stand side by side, and when they stand below each other instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from framing.report.grid import Grid
from framing.report.shortening import drawn_width

#: Up to so many outlets stand side by side as columns; more stand below each other as rows.
SIDE_BY_SIDE = 8
#: Up to so many have columns that are wide enough for any word.
_WIDE_COLUMNS = 5
#: What all columns of outlets together take of a wide screen, and what a column spends on its margins; in pixels.
_ALL_COLUMNS, _MARGINS = 606, 14
#: A heading's letters beside those of a chart's label.
_HEADING = 1.37
_WORDS = re.compile(r"[\s-]+")
#: A phone's heading beside a chart's label, and the margins and the least width of a column there; in pixels.
_SMALL_HEADING, _SMALL_MARGINS, _LEAST = 1.14, 4, 54


def side_by_side(grid: Grid) -> bool:
    """Whether the outlets stand as columns: they are few, and no word of a name is torn by its column's edge."""
    number = len(grid.outlets)
    if number <= _WIDE_COLUMNS or number > SIDE_BY_SIDE:
        return number <= _WIDE_COLUMNS
    room = (_ALL_COLUMNS / number - _MARGINS) / _HEADING
    return _longest_word(outlet.label for outlet in grid.outlets) <= room


def column_style(labels: list[str]) -> str:
    """For the style sheet: how many columns a table has, and the least width of one on a phone.

    >>> column_style(["Northline", "Pellara Daily"]), column_style(["Chronicle", "Associated Press"])
    ('--n:2;--c:57px', '--n:2;--c:69px')
    """
    pixels = max(_LEAST, round(_longest_word(labels) * _SMALL_HEADING + _SMALL_MARGINS))
    return f"--n:{len(labels)};--c:{min(pixels, 2 * _LEAST)}px"


def _longest_word(labels: Iterable[str]) -> float:
    return max((drawn_width(word) for label in labels for word in _WORDS.split(label)), default=0)
