"""The summary: what the numbers of this page say, in bars and plain sentences.

No adjective about an outlet, no ranking, nothing put into words that rests on fewer than five matches. Differences
between outlets are stated only where the interval leaves out "no difference" and q is below .05.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from framing.report import wording
from framing.report.comparisons import Ratio, pairs_of, ratios_of
from framing.report.data import ReportData
from framing.report.grid import ENOUGH, Cell, FrameRow, Grid, grid_of
from framing.report.numbers import count, rate, times, whole
from framing.report.shortening import NAME, short
from framing.report.tallies import by_frame

#: Frames that are drawn or put into a sentence, and outlets named in one.
FRAMES, NAMED = 6, 6
#: Pairs of outlets that differ in voice only.
PAIRS = 3
SPAN = "95\N{NO-BREAK SPACE}% interval"


@dataclass(frozen=True, slots=True)
class Bar:
    """A rate to be drawn: whose it is, matches per 1,000 words, and ``behind`` it the matches and the words.

    ``anchor`` leads to its sentences.
    """

    label: str
    rate: float
    behind: str
    anchor: str = ""
    other: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What a sentence is about, and the sentence; ``anchor`` leads to its evidence, or to the section that shows it.

    One with ``bars`` is drawn: each leads to its own evidence, and the sentence says what bars cannot.
    """

    about: str
    text: str
    anchor: str = ""
    section: str = "evidence"
    bars: tuple[Bar, ...] = ()


def findings(data: ReportData) -> list[Finding]:
    """The sentences, those about frames first."""
    grid = grid_of(data)
    if not grid.matches:
        return []
    ratios, apart = ratios_of(data), differences(data)
    drawn = _differences(grid, apart) if apart else _counts(data, grid)
    compared = _compared(data, ratios, apart) if ratios else []
    return [*drawn, *compared, *_voices(grid), *_sides(data), *_events(data), *_shared(data), *_unfair(data)]


def _counts(data: ReportData, grid: Grid) -> list[Finding]:
    """What was counted, where no difference can be told: the most frequent frames, by outlet if these are few."""
    most = frames_by_matches(data)
    if not 1 < len(grid.outlets) <= NAMED:
        bars = tuple(
            Bar(frame.label, _overall(grid, k), count(k, "match", "matches"), _frame_anchor(grid, frame))
            for frame, k in most[:FRAMES]
        )
        about = "Frames of this article" if grid.articles == 1 else "Frames of all articles"
        return [Finding(about, "", bars=bars)] if bars else []
    return [
        Finding(frame.label, "", bars=tuple(_bar(grid, frame, o.number) for o in grid.outlets))
        for frame in sorted((frame for frame, _ in most[: FRAMES // 2]), key=_frame_number)
    ]


def frames_by_matches(data: ReportData) -> list[tuple[FrameRow, int]]:
    """Frames with five matches or more in all articles together, the most frequent first."""
    totals = by_frame(data.tables.counts)
    found = ((frame, totals.get(frame.name, 0)) for frame in grid_of(data).frames)
    return sorted(((frame, k) for frame, k in found if k >= ENOUGH), key=_most_matches)


def _most_matches(item: tuple[FrameRow, int]) -> tuple[int, int]:
    return -item[1], item[0].number


def _frame_number(frame: FrameRow) -> int:
    return frame.number


def _overall(grid: Grid, k: int) -> float:
    return 1000 * k / grid.words if grid.words else math.nan


def _bar(grid: Grid, frame: FrameRow, outlet: int) -> Bar:
    cell: Cell = grid.cells[frame.number, outlet]
    anchor = f"e{frame.number}-{outlet}" if cell.k else ""
    return Bar(grid.outlets[outlet].label, cell.rate, _made_of(cell.k, cell.n), anchor)


def _made_of(k: int, n: int) -> str:
    return f"{whole(k)} in {whole(n)}"


def _differences(grid: Grid, apart: list[tuple[Ratio, ...]]) -> list[Finding]:
    """The differences that are shown best, those least likely chance first, those of one frame together."""
    strong = sorted(apart, key=by_strength)[:FRAMES]
    frames = list(dict.fromkeys(pair[0].frame for pair in strong))
    return [_difference(grid, pair) for frame in frames for pair in strong if pair[0].frame == frame]


def by_strength(apart: tuple[Ratio, ...]) -> tuple[float, int]:
    """What is least likely chance comes first, then what rests on most matches."""
    return apart[0].q, -apart[0].k1 - apart[0].k2


def _compared(
    data: ReportData, ratios: dict[tuple[str, str, str], Ratio], apart: list[tuple[Ratio, ...]]
) -> list[Finding]:
    """How many comparisons show a difference and how many none; then differences in voice only."""
    pairs = voice_differences(data)[:PAIRS]
    return [_how_many(ratios, len(apart)), *(_voice_only(grid_of(data), pair) for pair in pairs)]


def _how_many(ratios: dict[tuple[str, str, str], Ratio], apart: int) -> Finding:
    """How many comparisons show a difference, and how often one would have been seen."""
    compared = len({(outlet, frame) for outlet, frame, _ in ratios})
    smallest = min(min(ratio.articles1, ratio.articles2) for ratio in ratios.values())
    comparisons = f"{count(compared, 'comparison')} of one outlet with all others, frame by frame"
    doubt = "which is not to say that there is none"
    drawn = f" ({whole(FRAMES)} are drawn above)" if apart > FRAMES else ""
    some = f"{whole(apart)} {_show(apart)} a difference{drawn}" if apart else ""
    rest = compared - apart
    none = f"{whole(rest)} {_show(rest)} none, {doubt}" if rest else ""
    said = f"Of {comparisons}, {'; '.join(filter(None, (some, none)))}"
    if not apart:
        said = f"None of {comparisons}, shows a difference, {doubt}"
    text = f"{said}. {wording.power(smallest)}"
    return Finding("All comparisons", text.strip(), "ratios", "ratios")


def _show(number: int) -> str:
    return "shows" if number == 1 else "show"


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


def voice_differences(data: ReportData) -> list[tuple[Ratio, Ratio]]:
    """Pairs of outlets that are not shown to differ in all words, and differ in own voice; the most alike first."""
    rows = {(r.frame, r.outlet, r.against, r.voice): r for r in pairs_of(data)}
    found = []
    for (frame, outlet, against, voice), own in rows.items():
        every = rows.get((frame, outlet, against, "all"))
        if voice != "own" or every is None or not own.apart or min(every.k1, every.k2) < ENOUGH:
            continue
        if every.low <= 1 <= every.high:
            found.append((every, own))
    return sorted(found, key=lambda pair: abs(math.log(pair[0].ratio)))


def _difference(grid: Grid, apart: tuple[Ratio, ...]) -> Finding:
    """Both rates as bars; the ratio, and own voice if it differs too, in words."""
    first = apart[0]
    frame, own = grid.frames[grid.frame_number[first.frame]], first.voice == "own"
    bars = (
        Bar(outlet_label(grid, first.outlet), first.rate1, _made_of(first.k1, first.n1), _anchor(grid, first), own=own),
        Bar("all others", first.rate2, _made_of(first.k2, first.n2), _frame_anchor(grid, frame), other=True, own=own),
    )
    text = _how_much(first.ratio, first.low, first.high)
    also = f" In own voice {_own_rates(apart[1])}." if len(apart) > 1 else ""
    return Finding(f"{frame.label}{', own voice at most' if own else ''}", text + also, bars=bars)


def _how_much(ratio: float, low: float, high: float) -> str:
    """A ratio and its interval in plain words.

    >>> _how_much(6.06, 3.74, 10.1).replace(SPAN, "interval"), _how_much(0, 0, 0.38).replace(SPAN, "interval")
    ('6.1 times as often, interval 3.7 to 10.', 'Not once here: at most 0.38 times as often, by the interval.')
    """
    if ratio == 0:
        return f"Not once here: at most {times(high)} times as often, by the {SPAN}."
    if math.isinf(ratio):
        return f"Not once in the others: at least {times(low)} times as often, by the {SPAN}."
    return f"{times(ratio)} times as often, {SPAN} {times(low)} to {times(high)}."


def outlet_label(grid: Grid, name: str) -> str:
    """An outlet's name as the page shows it."""
    number = grid.outlet_number.get(name)
    return short(name, NAME) if number is None else grid.outlets[number].label


def _own_rates(own: Ratio) -> str:
    """``at most 16.3 against 0.4 (49 matches and 3)``: the words they were found in stand beside the bars."""
    matches = f"{count(own.k1, 'match', 'matches')} and {whole(own.k2)}"
    return f"at most {rate(own.rate1)} against {rate(own.rate2)} ({matches})"


def _behind(ratio: Ratio) -> str:
    """What two rates are made of: ``58 matches in 3,002 words and 30 in 8,711``."""
    first = f"{count(ratio.k1, 'match', 'matches')} in {count(ratio.n1, 'word')}"
    return f"{first} and {_made_of(ratio.k2, ratio.n2)}"


def _voice_only(grid: Grid, pair: tuple[Ratio, Ratio]) -> Finding:
    every, own = pair
    frame = grid.frames[grid.frame_number[every.frame]]
    return Finding(
        f"{frame.label}: {outlet_label(grid, every.outlet)} and {outlet_label(grid, every.against)}",
        f"{rate(every.rate1)} and {rate(every.rate2)} per 1,000 words ({_behind(every)}): the interval of the ratio "
        f"includes no difference. In own voice at most {whole(own.k1)} of {whole(every.k1)} and {whole(own.k2)} of "
        f"{whole(every.k2)} matches: that interval leaves it out.",
        _anchor(grid, every),
    )


def _anchor(grid: Grid, ratio: Ratio) -> str:
    frame, outlet = grid.frame_number[ratio.frame], grid.outlet_number.get(ratio.outlet)
    if outlet is None or not grid.cells[frame, outlet].k:
        return ""
    return f"e{frame}-{outlet}"


def _frame_anchor(grid: Grid, frame: FrameRow) -> str:
    """The frame in all outlets that are drawn."""
    return f"f{frame.number}" if any(grid.cells[frame.number, o.number].k for o in grid.outlets) else ""


def _voices(grid: Grid) -> list[Finding]:
    """Own voice outlet by outlet, where they are few."""
    held = [(o.label, sum(v), v[0]) for o, v in zip(grid.outlets, grid.per_outlet, strict=True) if sum(v) >= ENOUGH]
    if not 1 < len(held) <= NAMED:
        return []
    said = "; ".join(f"{name} {whole(own)} of {whole(k)}" for name, k, own in held)
    return [Finding("Own voice", f"Matches in the outlet’s own words, at most: {said}.", "voices", "voices")]


def _sides(data: ReportData) -> list[Finding]:
    """Whose speakers are given words."""
    parties = Counter(str(party) for party in data.tables.quotes["party"])
    total, unknown = sum(parties.values()), parties.pop("", 0)
    if 2 * unknown >= total:
        return []
    ranked = sorted(parties.items(), key=lambda item: (-item[1], item[0]))[:NAMED]
    said = ", ".join(f"{party} {whole(k)}" for party, k in ranked)
    rest = f", no side known {whole(unknown)}" if unknown else ""
    return [
        Finding(
            "Who speaks", f"{count(total, 'attribution')}, by the speaker’s side: {said}{rest}.", "speakers", "speakers"
        )
    ]


def _events(data: ReportData) -> list[Finding]:
    events = data.compared.events
    if events is None or events.rates.empty:
        return []
    shared, articles = set(events.rates["event"]), events.articles
    if data.tables.copies is not None:
        articles = articles[~articles["doc_id"].isin(data.tables.copies["doc_id"])]
    inside = int(articles["event"].isin(shared).sum())
    text = (
        f"{count(inside, 'article')} of {whole(len(articles))} are on {count(len(shared), 'event')} "
        "that two outlets or more cover; compare those first."
    )
    return [Finding("Same event", text, "events", "events")]


def _shared(data: ReportData) -> list[Finding]:
    reuse = data.compared.reuse
    if reuse is None or not (len(reuse.formulas) or len(reuse.pairs)):
        return []
    phrases = int((reuse.formulas["kind"].astype(str) != "name").sum())
    stand = "stands" if phrases == 1 else "stand"
    text = f"{count(phrases, 'phrase')} of five words or more {stand} in articles of two outlets or more"
    if reuse.copies:
        text += f"; {count(len(reuse.copies), 'article is a near-copy', 'articles are near-copies')} of another"
        text += " and counted once" if reuse.collapsed else ""
    elif not len(reuse.pairs):
        text += "; no two articles share a tenth of their wording"
    return [Finding("Shared phrasing", f"{text}.", "phrasing", "phrasing")]


def _unfair(data: ReportData) -> list[Finding]:
    reasons = [flag["reason"] for flag in wording.flags(data.compared.unfair)]
    return [Finding("Compare with care", " ".join(reasons))] if reasons else []
