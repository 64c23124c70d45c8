"""Over time: the rate of each frame in each outlet by day, week, month or year; one colour scale for all."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Any

from framing.records.grammar import counted
from framing.report import wording
from framing.report.calendar import Periods, day_of, periods_of, span_in_words
from framing.report.data import ReportData
from framing.report.grid import ENOUGH, FrameRow, Grid, Outlet, grid_of
from framing.report.numbers import rate
from framing.report.panel import RIGHT, TOP, WIDTH, across, name_beside
from framing.report.shading import Scale
from framing.report.tallies import by_article_and_frame

#: Outlets drawn: those with most dated articles.
DRAWN = 8
ROW = 32
#: The mark of a period without a match.
SPECK = 3
#: Narrower cells hold no number.
NUMBERED = 26
#: Dates that need more periods than these are more likely tagged wrongly than published so.
MOST_PERIODS = 60

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dated:
    """Articles, words and matches (by frame number) of each outlet in each period: keys are (outlet, period)."""

    periods: Periods
    articles: Counter[Key]
    words: Counter[Key]
    matches: dict[int, Counter[Key]]
    outside: int


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden unless an outlet has articles with full dates in two periods or more."""
    grid, dated = grid_of(data), dated_of(data)
    if dated is None or not grid.matches:
        return None
    drawn = _drawn(grid, dated)
    frames = [frame for frame in grid.frames if _most(dated, frame, drawn) >= ENOUGH]
    values = [_rate(dated, f, (o.number, p)) for f in frames for o in drawn for p in range(len(dated.periods))]
    scale = Scale.of(value for value in values if value is not None)
    first, last = (str(day) for day in (dated.periods.starts[0], dated.periods.starts[-1] - dt.timedelta(days=1)))
    return {
        "heading": "Over time",
        "styles": ["panels.css", "charts.css"],
        "flags": wording.flags(data.compared.unfair),
        "unit": dated.periods.unit,
        "span": span_in_words(first, last),
        "coverage": _coverage(dated, drawn),
        "panels": [_panel(dated, frame, drawn, scale) for frame in frames],
        "few": [frame.label for frame in grid.frames if frame not in frames],
        "left_out": len({outlet for outlet, _ in dated.articles}) - len(drawn),
        "outside": dated.outside,
        "legend": scale.key(),
        "enough": ENOUGH,
        "right": RIGHT,
        "table": _table(dated, frames, drawn),
        "columns": _columns(dated, drawn),
    }


def why_absent(data: ReportData) -> str:
    """Why the page has no time line."""
    if not grid_of(data).matches or dated_of(data) is not None:
        return ""
    return "a time line (it asks for an outlet with articles on two full dates)"


def dated_of(data: ReportData) -> Dated | None:
    """The collection by period; None if dates do not allow it."""
    grid = grid_of(data)
    days = {
        str(doc_id): day
        for doc_id, iso in zip(data.tables.articles["doc_id"], data.tables.articles["date"].astype(str), strict=True)
        if (day := day_of(iso))
    }
    if len(set(days.values())) < 2:
        return None
    first, last = window(list(days.values()))
    periods = periods_of([first, last])
    # Whole periods: of one that is drawn in part, the page would say that nothing else was printed in it.
    days = {doc_id: day for doc_id, day in days.items() if periods.starts[0] <= day < periods.starts[-1]}
    place: dict[str, Key] = {}
    names = zip(data.tables.articles["doc_id"].astype(str), data.tables.articles["outlet"].astype(str), strict=True)
    numbers = {day: periods.of(day) for day in set(days.values())}
    for doc_id, outlet in names:
        if doc_id in days and outlet in grid.outlet_number:
            place[doc_id] = grid.outlet_number[outlet], numbers[days[doc_id]]
    articles = Counter(place.values())
    held = Counter(outlet for outlet, _ in articles)
    if len(periods) > MOST_PERIODS or max(held.values(), default=0) < 2:
        return None
    outside = len(data.tables.articles) - len(days)
    return Dated(periods, articles, _words(data, place), _matches(data, grid, place), outside)


def window(days: list[dt.date]) -> tuple[dt.date, dt.date]:
    """First and last day drawn: all, or those of the middle 90 % of articles if the rest lies far from them.

    >>> month = [dt.date(2024, 3, day) for day in range(1, 31)]
    >>> [str(day) for day in window([dt.date(2012, 1, 1), *month])]
    ['2024-03-01', '2024-03-29']
    """
    ordered = sorted(days)
    cut = len(ordered) // 20
    first, last = ordered[cut], ordered[-1 - cut]
    far = (ordered[-1] - ordered[0]).days > 2 * max((last - first).days, 1)
    return (first, last) if cut and far else (ordered[0], ordered[-1])


def _words(data: ReportData, place: dict[str, Key]) -> Counter[Key]:
    words: Counter[Key] = Counter()
    for doc_id, n in data.tables.words.groupby("doc_id")["words"].sum().items():
        if str(doc_id) in place:
            words[place[str(doc_id)]] += int(n)
    return words


def _matches(data: ReportData, grid: Grid, place: dict[str, Key]) -> dict[int, Counter[Key]]:
    matches: dict[int, Counter[Key]] = {frame.number: Counter() for frame in grid.frames}
    for (doc_id, frame), k in by_article_and_frame(data.tables.counts).items():
        if doc_id in place:
            matches[grid.frame_number[frame]][place[doc_id]] += k
    return matches


def _drawn(grid: Grid, dated: Dated) -> list[Outlet]:
    """The outlets with most dated articles, in page order; those without a name only if nobody else is there."""
    sizes: Counter[int] = Counter()
    for (outlet, _), n in dated.articles.items():
        sizes[outlet] += n
    ranked = sorted(sizes, key=lambda o: (not grid.outlets[o].known, -sizes[o], o))
    return [grid.outlets[number] for number in sorted(ranked[:DRAWN])]


def _most(dated: Dated, frame: FrameRow, outlets: list[Outlet]) -> int:
    numbers = {outlet.number for outlet in outlets}
    return max((k for (outlet, _), k in dated.matches[frame.number].items() if outlet in numbers), default=0)


def _rate(dated: Dated, frame: FrameRow, key: Key) -> float | None:
    """Matches per 1,000 words; None where no words were published."""
    return 1000 * dated.matches[frame.number][key] / dated.words[key] if dated.words[key] else None


def _x(dated: Dated, period: int) -> float:
    return across(period / len(dated.periods))


def _cell_width(dated: Dated) -> float:
    return WIDTH / len(dated.periods)


def _panel(dated: Dated, frame: FrameRow, outlets: list[Outlet], scale: Scale) -> dict[str, Any]:
    """One frame: a row an outlet; cells of one colour are one shape, which keeps the page light."""
    rows, texts = [], []
    shapes: dict[str, list[str]] = {}
    for i, outlet in enumerate(outlets):
        y = TOP + ROW * i
        total = sum(dated.matches[frame.number][outlet.number, p] for p in range(len(dated.periods)))
        label = outlet.label
        rows.append({"label": label, "short": name_beside(label), "total": total, "text_y": y + 11, "line": y + 22})
        for cell in _cells(dated, frame, outlet, scale):
            shapes.setdefault(cell["class"], []).append(_shape(dated, cell, y))
            if cell["text"]:
                texts.append({**cell, "y": y + 25.5})
    bottom = TOP + ROW * len(outlets)
    drawn = [(name, "".join(shapes[name])) for name in sorted(shapes)]
    return {
        "label": frame.label,
        "rows": rows,
        "shapes": drawn,
        "texts": texts,
        "bottom": bottom,
        "height": bottom + 16,
        **_axis(dated),
    }


def _shape(dated: Dated, cell: dict[str, str], y: int) -> str:
    """A cell's box; a speck in its middle where the frame was not found, which a pale box would say too loudly."""
    wide = max(_cell_width(dated) - 1, 1)
    if cell["class"] == "z":
        speck = min(wide, SPECK)
        return f"M{float(cell['middle']) - speck / 2:.1f} {y + 22 - SPECK / 2:g}h{speck:.1f}v{SPECK}h-{speck:.1f}z"
    return f"M{cell['x']} {y + 15}h{wide:.1f}v14h-{wide:.1f}z"


def _cells(dated: Dated, frame: FrameRow, outlet: Outlet, scale: Scale) -> list[dict[str, str]]:
    cells = []
    for period in range(len(dated.periods)):
        key = outlet.number, period
        value = _rate(dated, frame, key)
        if value is None:
            continue
        k = dated.matches[frame.number][key]
        shade = scale.shade(value) if k else 0
        cells.append(
            {
                "x": f"{_x(dated, period):.1f}".removesuffix(".0"),
                "class": f"h{shade}{' l' if k < ENOUGH else ''}" if k else "z",
                "middle": f"{_x(dated, period) + _cell_width(dated) / 2:.1f}",
                "ink": f"t{shade}" if shade > 3 and k >= ENOUGH else "",
                "text": rate(value) if k and _cell_width(dated) >= NUMBERED else "",
            }
        )
    return cells


def _axis(dated: Dated) -> dict[str, Any]:
    """The first and last period, named at the ends of the axis."""
    return {
        "width": f"{max(_cell_width(dated) - 1, 1):.1f}",
        "from": dated.periods.label(0),
        "to": dated.periods.label(len(dated.periods) - 1),
    }


def _coverage(dated: Dated, outlets: list[Outlet]) -> dict[str, Any]:
    """How many articles each outlet has in each period, as bars."""
    most = max(dated.articles[o.number, p] for o in outlets for p in range(len(dated.periods)))
    rows = []
    for i, outlet in enumerate(outlets):
        bottom = TOP + ROW * i + 29
        held = {p: n for p in range(len(dated.periods)) if (n := dated.articles[outlet.number, p])}
        bars = [_bar(_x(dated, period), bottom, max(1.5, 15 * n / most)) for period, n in held.items()]
        said = counted(sum(held.values()), "article")
        name = name_beside(outlet.label, said)
        rows.append({"label": outlet.label, "short": name, "said": said, "y": bottom, "bars": bars})
    height = TOP + ROW * len(outlets)
    return {"rows": rows, "bottom": height, "height": height + 16, **_axis(dated)}


def _bar(x: float, bottom: int, tall: float) -> dict[str, str]:
    return {"x": f"{x:.1f}", "y": f"{bottom - tall:.1f}", "tall": f"{tall:.1f}"}


def _columns(dated: Dated, outlets: list[Outlet]) -> list[tuple[int, str]]:
    """Periods in which anything was published, with their names: the columns of the table."""
    numbers = {outlet.number for outlet in outlets}
    held = sorted({period for outlet, period in dated.articles if outlet in numbers})
    return [(period, dated.periods.label(period)) for period in held]


def _table(
    dated: Dated, frames: list[FrameRow], outlets: list[Outlet]
) -> list[tuple[str, list[tuple[str, list[int | None]]]]]:
    """Matches in words, frame by frame and outlet by outlet: the chart in numbers."""
    columns = _columns(dated, outlets)
    return [
        (
            frame.label if frame else "Words",
            [
                (outlet.label, [_number(dated, frame, (outlet.number, period)) for period, _ in columns])
                for outlet in outlets
            ],
        )
        for frame in (None, *frames)
    ]


def _number(dated: Dated, frame: FrameRow | None, key: Key) -> int | None:
    if not dated.words[key]:
        return None
    return dated.matches[frame.number][key] if frame else dated.words[key]
