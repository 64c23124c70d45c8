"""The figure under the title: the differences between outlets that are shown best, else what was found most often.

A difference is drawn only where the interval leaves out "no difference" and q is below .05.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from framing.records.grammar import counted
from framing.report.comparisons import Ratio, ratios_of
from framing.report.data import ReportData
from framing.report.grid import ENOUGH, FrameRow, Grid, Outlet, grid_of
from framing.report.numbers import rate, times, whole
from framing.report.tallies import by_frame

#: Differences or frames that are drawn; outlets that have a bar each.
DRAWN, OUTLETS = 6, 6
SPAN = "95\N{NO-BREAK SPACE}% interval"


@dataclass(frozen=True, slots=True)
class Bar:
    """A rate that is drawn: whose it is, matches per 1,000 words, and ``behind`` it the matches and the words.

    ``anchor`` leads to its sentences.
    """

    label: str
    rate: float
    behind: str
    anchor: str = ""
    other: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Bars that are read together; ``text`` says what they cannot, ``small`` which matches they count if not all."""

    about: str
    bars: tuple[Bar, ...]
    text: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """``kind`` is ``apart`` for an outlet against all others, ``most`` for what was found most often."""

    about: str
    kind: str
    rows: list[Row]


def figure_of(data: ReportData) -> Figure | None:
    """The figure; None where nothing was found five times, or where there is one bar alone."""
    grid, apart = grid_of(data), differences(data)
    if apart:
        about = "Where the two outlets differ" if grid.pair else "Where one outlet differs from all others"
        return Figure(about, "apart", _differences(grid, apart))
    rows = _counts(data, grid)
    return Figure("What was found most often", "most", rows) if rows else None


def differences(data: ReportData) -> list[tuple[Ratio, ...]]:
    """Outlet and frame in which all words or own voice stand apart from the others: (all, own), those apart only."""
    grid, ratios = grid_of(data), ratios_of(data)
    found = []
    for frame in grid.frames:
        for outlet in grid.outlets:
            both = [ratios.get((outlet.name, frame.name, voice)) for voice in ("all", "own")]
            if apart := tuple(ratio for ratio in both if ratio is not None and ratio.apart):
                found.append(apart)
    return found


def by_strength(apart: tuple[Ratio, ...]) -> tuple[float, int]:
    """What is least likely chance comes first, then what rests on most matches."""
    return apart[0].q, -apart[0].k1 - apart[0].k2


def _differences(grid: Grid, apart: list[tuple[Ratio, ...]]) -> list[Row]:
    """The differences that are shown best, those least likely chance first.

    Those of one frame stand together, the ones in own voice only after the others, as each says that it is one.
    """
    strong = sorted(apart, key=by_strength)[:DRAWN]
    frames = list(dict.fromkeys(pair[0].frame for pair in strong))
    voices = (False, True)
    return [
        _difference(grid, pair)
        for frame in frames
        for own in voices
        for pair in strong
        if pair[0].frame == frame and (pair[0].voice == "own") is own
    ]


def _difference(grid: Grid, apart: tuple[Ratio, ...]) -> Row:
    """Both rates as bars; the ratio, and own voice if it differs too, in words."""
    first = apart[0]
    frame, own = grid.frames[grid.frame_number[first.frame]], first.voice == "own"
    there = grid.evidence_of(first.frame, first.against) if grid.pair else grid.evidence_of_all(first.frame)
    who = (grid.label_of(first.outlet), grid.label_of(first.against) if grid.pair else "all others")
    bars = (
        Bar(who[0], first.rate1, made_of(first.k1, first.n1), grid.evidence_of(first.frame, first.outlet), own=own),
        Bar(who[1], first.rate2, made_of(first.k2, first.n2), there, other=True, own=own),
    )
    text = _how_much(first.ratio, first.low, first.high)
    also = f" In own voice {_own_rates(apart[1])}." if len(apart) > 1 else ""
    return Row(frame.label, bars, text + also, "own voice, at most" if own else "")


def _how_much(ratio: float, low: float, high: float) -> str:
    """A ratio and its interval in plain words.

    >>> _how_much(6.06, 3.74, 10.1).replace(SPAN, "interval"), _how_much(0, 0, 0.38).replace(SPAN, "interval")
    ('6.1 times as often, interval 3.7 to 10.', 'At most 0.38 times as often, by the interval.')
    """
    if ratio == 0:
        return f"At most {times(high)} times as often, by the {SPAN}."
    if math.isinf(ratio):
        return f"At least {times(low)} times as often, by the {SPAN}."
    return f"{times(ratio)} times as often, {SPAN} {times(low)} to {times(high)}."


def _own_rates(own: Ratio) -> str:
    """``at most 16.3 against 0.4 (49 matches and 3)``: the words they were found in stand beside the bars."""
    matches = f"{counted(own.k1, 'match', 'matches')} and {whole(own.k2)}"
    return f"at most {rate(own.rate1)} against {rate(own.rate2)} ({matches})"


def _counts(data: ReportData, grid: Grid) -> list[Row]:
    """What was counted, where no difference can be told: the most frequent frames, by outlet if these are few."""
    most = frames_by_matches(data)
    if not 1 < len(grid.outlets) <= OUTLETS:
        bars = tuple(
            Bar(frame.label, _overall(grid, k), counted(k, "match", "matches"), grid.evidence_of_all(frame.name))
            for frame, k in most[:DRAWN]
        )
        about = "Frames of this article" if grid.articles == 1 else "Frames of all articles"
        return [Row(about, bars)] if len(bars) > 1 else []
    return [
        Row(frame.label, tuple(_bar(grid, frame, outlet) for outlet in grid.outlets)) for frame, _ in most[: DRAWN // 2]
    ]


def _bar(grid: Grid, frame: FrameRow, outlet: Outlet) -> Bar:
    cell = grid.cells[frame.number, outlet.number]
    return Bar(outlet.label, cell.rate, made_of(cell.k, cell.n), grid.evidence_of(frame.name, outlet.name))


def frames_by_matches(data: ReportData) -> list[tuple[FrameRow, int]]:
    """Frames with five matches or more in all articles together, the most frequent first."""
    totals = by_frame(data.tables.counts)
    found = ((frame, totals.get(frame.name, 0)) for frame in grid_of(data).frames)
    return sorted(((frame, k) for frame, k in found if k >= ENOUGH), key=lambda row: (-row[1], row[0].number))


def _overall(grid: Grid, k: int) -> float:
    return 1000 * k / grid.words if grid.words else math.nan


def made_of(k: int, n: int) -> str:
    """What a rate is made of; the 0 of a rate of 0 is not said twice.

    >>> made_of(59, 3002), made_of(0, 3002)
    ('59 in 3,002', 'in 3,002')
    """
    return f"{whole(k)} in {whole(n)}" if k else f"in {whole(n)}"
