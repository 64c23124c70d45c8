"""Outlets held against each other: the rows of ``Compared.ratios`` by frame, outlet and voice, in page order."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from framing.records.sizes import CALLED_BELOW
from framing.report.data import ReportData, once
from framing.report.grid import ENOUGH, Grid, grid_of
from framing.report.numbers import chance, rate, times


@dataclass(frozen=True, slots=True)
class Ratio:
    """One outlet against the others (or another) in one frame and voice: matches, words, articles of both, and more."""

    outlet: str
    against: str
    frame: str
    voice: str
    k1: int
    n1: int
    articles1: int
    k2: int
    n2: int
    articles2: int
    rate1: float
    rate2: float
    ratio: float
    low: float
    high: float
    p: float
    p_min: float
    q: float
    tests: int
    rest: bool = True

    @property
    def tested(self) -> bool:
        """Whether articles were enough for an interval."""
        return not math.isnan(self.p)

    @property
    def light(self) -> bool:
        """Too few matches on either side to say anything."""
        return max(self.k1, self.k2) < ENOUGH

    @property
    def apart(self) -> bool:
        """The interval leaves out "no difference", q is small, and matches are enough: it may be put into words."""
        return self.tested and not self.light and self.q < CALLED_BELOW and not self.low <= 1 <= self.high


def ratios_of(data: ReportData) -> dict[tuple[str, str, str], Ratio]:
    """Outlets against all others: by outlet, frame and voice, those with enough articles only.

    Of two outlets the first stands against the second: the other way round it is the same comparison.
    """
    rows: Iterable[Ratio] = (r for r in _rows(data) if r.rest and r.tested)
    if pair := grid_of(data).pair:
        rows = (replace(r, against=pair[1].name) for r in rows if r.outlet == pair[0].name)
    return {(r.outlet, r.frame, r.voice): r for r in rows}


def how_many(ratios: Iterable[tuple[str, str, str]]) -> int:
    """The comparisons among the keys of ``ratios_of``: outlet by frame, all words and own voice being one.

    >>> how_many([("Northline", "bullying", "all"), ("Northline", "bullying", "own")])
    1
    """
    return len({(outlet, frame) for outlet, frame, _ in ratios})


def who_with_whom(grid: Grid) -> str:
    """What ``ratios_of`` compares, in words."""
    return "the two outlets" if grid.pair else "one outlet with all others"


def pairs_of(data: ReportData) -> list[Ratio]:
    """Outlets against each other, in the order of the page: frame, outlet, the other, voice; none of two outlets."""
    grid = grid_of(data)
    if grid.pair:
        return []
    return sorted((r for r in _rows(data) if not r.rest and r.tested), key=lambda r: _place(grid, r))


def _place(grid: Grid, ratio: Ratio) -> tuple[Any, ...]:
    numbers, last = grid.outlet_number, len(grid.outlets)
    return (
        grid.frame_number.get(ratio.frame, 0),
        numbers.get(ratio.outlet, last),
        ratio.outlet,
        numbers.get(ratio.against, last),
        ratio.against,
        ratio.voice,
    )


@once
def _rows(data: ReportData) -> list[Ratio]:
    table = data.compared.ratios
    return [] if table is None else [ratio_of(row) for row in table.itertuples(index=False)]


_KINDS = {"str": str, "int": int, "float": float}
_COLUMNS = {column.name: _KINDS[str(column.type)] for column in fields(Ratio) if column.name != "rest"}


def ratio_of(row: Any) -> Ratio:
    """A row of ``stats.compare``; a column ``sides`` tells pairs of outlets from an outlet and all others."""
    values: dict[str, Any] = {name: kind(getattr(row, name)) for name, kind in _COLUMNS.items()}
    return Ratio(**values, rest=getattr(row, "sides", "rest") == "rest")


def ratio_lines(grid: Grid, ratios: Iterable[Ratio]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The rows of a table of ratios, neighbours of one frame together under its label."""
    return [
        (grid.frames[grid.frame_number[frame]].label, [_line(ratio) for ratio in rows])
        for frame, rows in groupby(ratios, attrgetter("frame"))
    ]


def _line(ratio: Ratio) -> dict[str, Any]:
    return {
        "outlet": ratio.outlet,
        "against": "" if ratio.rest else ratio.against,
        "voice": ratio.voice,
        "k": (ratio.k1, ratio.k2),
        "rates": f"{rate(ratio.rate1)} v {rate(ratio.rate2)}",
        "ratio": times(ratio.ratio),
        "interval": f"{times(ratio.low)}–{times(ratio.high)}",
        "p": chance(ratio.p),
        "p_min": chance(ratio.p_min),
        "q": chance(ratio.q),
        "light": ratio.light,
    }
