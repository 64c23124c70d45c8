"""Which matches a page shows where it cannot show all: a stated rule, the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from framing.report.grid import Grid

if TYPE_CHECKING:
    import pandas as pd

#: Matches shown on the whole page, at most in one cell, and in any case.
ROWS = 1_500
CELL_ROWS = 40
FEWEST_ROWS = 1

_CELL = ["frame_number", "outlet_number"]
_PLACE = ["number", "in_text", "start", "end", "entry"]


def limit_of(filled: int) -> int:
    """Matches a cell may show when ``filled`` cells have any.

    >>> limit_of(60), limit_of(5_000)
    (25, 1)
    """
    return max(FEWEST_ROWS, min(CELL_ROWS, ROWS // max(filled, 1)))


def placed(matches: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """Matches (with the ``number`` of their article) with their cell, in the order of cells and of the page."""
    table = matches.assign(
        frame_number=_numbers(matches["frame"], grid.frame_number),
        outlet_number=_numbers(matches["outlet"], grid.outlet_number),
        in_text=(matches["field"].astype(str) != "title").astype(int),
    )
    return table.sort_values([*_CELL, *_PLACE], kind="stable")


def _numbers(names: pd.Series[str], numbers: Mapping[str, int]) -> pd.Series[int]:
    """Each name's number, looked up once a name: an outlet's name may be long, and its matches many."""
    kinds = names.astype("category")
    return kinds.map({name: numbers[str(name)] for name in kinds.cat.categories if str(name) in numbers}).astype(
        "int64"
    )


def sample(table: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Of ``placed`` matches, per cell the first of each article, then the second of each, up to ``limit``."""
    table = table.assign(turn=table.groupby([*_CELL, "number"]).cumcount())
    order = table.sort_values([*_CELL, "turn", "number"], kind="stable")
    kept = order[order.groupby(_CELL).cumcount() < limit]
    return kept.sort_values([*_CELL, *_PLACE], kind="stable")
