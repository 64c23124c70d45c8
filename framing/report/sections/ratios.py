"""Outlets against the others: rate ratios with their intervals, all words and own voice, one panel a frame."""

from __future__ import annotations

import math
from typing import Any

from framing.records.sizes import FEWEST_FOR_MODELS
from framing.report import wording
from framing.report.comparisons import Ratio, pairs_of, ratio_lines, ratios_of
from framing.report.data import ReportData
from framing.report.grid import FrameRow, Grid, Outlet, grid_of, with_most_articles
from framing.report.numbers import chance, interval, listing, rate, times
from framing.report.panel import LEFT, RIGHT, TOP, across, name_beside

#: Outlets drawn: those with most articles. The table lists the others too.
DRAWN = 8
#: Panels beside each other where there is a row a frame.
BESIDE = 3
#: Rows of the table of pairs.
PAIRS = 60
ROW = 44
#: The scale reaches from 1/2^n to 2^n.
WIDEST, NARROWEST = 4, 2
VOICES = ("all", "own")


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden below four articles on either side, and if nothing matched."""
    grid, ratios = grid_of(data), ratios_of(data)
    known = [outlet for outlet in grid.outlets if any(key[0] == outlet.name for key in ratios)]
    drawn = with_most_articles(known, DRAWN)
    if not drawn or not grid.matches:
        return None
    extent, fewest = _extent(ratios, drawn), min(min(r.articles1, r.articles2) for r in ratios.values())
    frames = [frame for frame in grid.frames if _enough(ratios, frame, drawn)]
    rows = [
        ratios[o.name, f.name, v] for f in grid.frames for o in known for v in VOICES if (o.name, f.name, v) in ratios
    ]
    return {
        "heading": _heading(grid),
        "pair": grid.pair,
        "styles": ["panels.css", "charts.css"],
        "flags": wording.flags(data.compared.unfair),
        "panels": _panels(grid, frames, drawn, ratios, extent),
        "few": [frame.label for frame in grid.frames if frame not in frames],
        "not_drawn": [outlet.label for outlet in known if outlet not in drawn],
        "not_compared": [] if grid.pair else [o.label for o in grid.outlets if o not in known and o.known],
        "unknown": sum(o.articles for o in grid.outlets if not o.known),
        "right": RIGHT,
        "ticks": _ticks(extent),
        "rows": ratio_lines(grid, (row for row in rows if row.k1 + row.k2)),
        "pairs": _pairs(data, grid),
        "p_min": _smallest(rows),
        "tests": sorted({row.tests for row in rows}),
        "power": wording.power(fewest),
        "many": fewest >= FEWEST_FOR_MODELS,
    }


def _heading(grid: Grid) -> str:
    return f"{grid.pair[0].label} against {grid.pair[1].label}" if grid.pair else "Outlets against the others"


def why_absent(data: ReportData) -> str:
    """Why the page has no ratios."""
    if not grid_of(data).matches or ratios_of(data):
        return ""
    return "ratios between outlets and p (they ask for four articles on either side)"


def _enough(ratios: dict[tuple[str, str, str], Ratio], frame: FrameRow, outlets: list[Outlet]) -> bool:
    return any(not ratios[o.name, frame.name, "all"].light for o in outlets if (o.name, frame.name, "all") in ratios)


def _extent(ratios: dict[tuple[str, str, str], Ratio], outlets: list[Outlet]) -> int:
    """How many doublings the scale has on either side: enough for every ratio that rests on enough matches."""
    names = {outlet.name for outlet in outlets}
    far = [abs(math.log2(r.ratio)) for r in ratios.values() if r.outlet in names and not r.light and 0 < r.ratio < 1e9]
    return max(NARROWEST, min(WIDEST, math.ceil(max(far, default=0))))


def _x(ratio: float, extent: int) -> float:
    """The place of a ratio on the scale, its ends for what lies beyond them."""
    doublings = math.log2(ratio) if 0 < ratio < math.inf else math.copysign(extent, ratio - 1)
    return across((max(-extent, min(extent, doublings)) + extent) / (2 * extent))


def _ticks(extent: int) -> list[tuple[str, str]]:
    return [
        (f"{_x(2.0**n, extent):.1f}", "1" if not n else f"1/{2**-n}" if n < 0 else f"{2**n}×")
        for n in range(-extent, extent + 1, 2 if extent == WIDEST else 1)
    ]


def _panels(
    grid: Grid, frames: list[FrameRow], outlets: list[Outlet], ratios: dict[tuple[str, str, str], Ratio], extent: int
) -> list[dict[str, Any]]:
    """A panel a frame with a row an outlet; of two outlets a row a frame, in a few panels beside each other."""
    both = {(o, f): [ratios[o.name, f.name, voice] for voice in VOICES] for o in outlets for f in frames}
    if not grid.pair:
        return [_panel(f.label, [(o.label, both[o, f]) for o in outlets], extent) for f in frames]
    rows = [(frame.label, ratio) for (_, frame), ratio in both.items()]
    each = math.ceil(len(rows) / BESIDE)
    return [_panel("", rows[i : i + each], extent) for i in range(0, len(rows), each)]


def _panel(label: str, lines: list[tuple[str, list[Ratio]]], extent: int) -> dict[str, Any]:
    rows = [_row(name, both, TOP + ROW * i, extent) for i, (name, both) in enumerate(lines)]
    height = TOP + ROW * len(rows)
    return {"label": label, "rows": rows, "bottom": height, "height": height + 18}


def _row(label: str, both: list[Ratio], y: int, extent: int) -> dict[str, Any]:
    every, own = both
    said = f"{rate(every.rate1)} v {rate(every.rate2)}"
    return {
        "label": label,
        "short": name_beside(label, said),
        "text_y": y + 12,
        "said": said,
        "apart": any(each.apart for each in both),
        "words": f"{label} {_in_words(every)}, in own voice at most {_in_words(own)}",
        "marks": [_mark(each, y + 22 + 11 * i, extent) for i, each in enumerate(both) if each.k1 + each.k2],
    }


def _mark(ratio: Ratio, y: int, extent: int) -> dict[str, Any]:
    """``beyond``: the ends of the interval that leave the scale; ``out``: the ratio itself does, to that side."""
    low, high, at = (_x(value, extent) for value in (ratio.low, ratio.high, ratio.ratio))
    out = "l" if at <= LEFT else "r" if at >= RIGHT else ""
    beyond = ("l" if low <= LEFT and out != "l" else "") + ("r" if high >= RIGHT and out != "r" else "")
    return {
        "voice": ratio.voice,
        "light": ratio.light,
        "apart": ratio.apart,
        "y": y,
        "low": f"{low:.1f}",
        "high": f"{high:.1f}",
        "beyond": beyond,
        "out": out,
        "at": f"{at:.1f}",
    }


def _in_words(ratio: Ratio) -> str:
    span = f", interval {interval(ratio.low, ratio.high)}" if math.isfinite(ratio.high) else ""
    return f"{rate(ratio.rate1)} against {rate(ratio.rate2)} per 1,000, ratio {times(ratio.ratio)}{span}"


def _pairs(data: ReportData, grid: Grid) -> dict[str, Any]:
    """Two outlets at a time: rows with matches enough, up to a limit, in the order of the page."""
    enough = [row for row in pairs_of(data) if not row.light]
    return {"rows": ratio_lines(grid, enough[:PAIRS]), "left_out": max(0, len(enough) - PAIRS)}


def _smallest(rows: list[Ratio]) -> str:
    """The smallest p that the numbers of articles allow, one value or a range."""
    values = sorted({row.p_min for row in rows})
    return listing([chance(value) for value in (values if len(values) < 3 else [values[0], values[-1]])])
