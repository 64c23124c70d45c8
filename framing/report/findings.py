"""The summary: what the numbers of this page say, in plain sentences, in the order of the codebook.

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
from framing.report.numbers import count, listing, rate, times, whole

#: Sentences about frames, and outlets named in one sentence.
FRAMES, NAMED = 6, 6
#: Pairs of outlets that differ in voice only.
PAIRS = 3
SPAN = "95\N{NO-BREAK SPACE}% interval"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a sentence is about, and the sentence; ``anchor`` leads to its evidence, or to the section that shows it."""

    about: str
    text: str
    anchor: str = ""
    section: str = "evidence"


def findings(data: ReportData) -> list[Finding]:
    """The sentences, those about frames first."""
    grid = grid_of(data)
    if not grid.matches:
        return []
    ratios = ratios_of(data)
    about = _differences(data, grid, ratios) if ratios else _counts(grid)
    return [*about, *_voices(grid), *_sides(data), *_events(data), *_shared(data), *_unfair(data)]


def _counts(grid: Grid) -> list[Finding]:
    """Frame by frame what was counted: with few articles there is nothing else to say."""
    totals = {frame.number: _total(grid, frame) for frame in grid.frames}
    most = sorted((f for f in grid.frames if totals[f.number] >= ENOUGH), key=lambda f: (-totals[f.number], f.number))
    found = []
    for frame in sorted(most[: FRAMES // 2], key=lambda f: f.number):
        cells = [(outlet.label, grid.cells[frame.number, outlet.number]) for outlet in grid.outlets]
        said = [f"{name} {_counted(cell)}" for name, cell in cells if cell.k][:NAMED]
        more = sum(1 for _, cell in cells if cell.k) - len(said)
        none = [name for name, cell in cells if not cell.k]
        rest = f"; and {count(more, 'more outlet')}" if more > 0 else ""
        without = f"; none in {listing(none)}" if 0 < len(none) <= NAMED else ""
        each = "One article each, per 1,000 words in brackets: " if grid.single else "Per 1,000 words in brackets: "
        found.append(Finding(frame.label, f"{each}{'; '.join(said)}{rest}{without}.", "frames", "frames"))
    return found


def _total(grid: Grid, frame: FrameRow) -> int:
    return sum(grid.cells[frame.number, outlet.number].k for outlet in grid.outlets)


def _counted(cell: Cell) -> str:
    where = "" if cell.articles <= 1 else f"; {whole(cell.articles_with)} of {count(cell.articles, 'article')}"
    return f"{whole(cell.k)} in {count(cell.n, 'word')} ({rate(cell.rate)}{where})"


def _differences(data: ReportData, grid: Grid, ratios: dict[tuple[str, str, str], Ratio]) -> list[Finding]:
    """Differences that are shown, then those in voice only, then how many comparisons show none."""
    apart = differences(data)
    strong = sorted(apart, key=lambda pair: (pair[0].q, -pair[0].k1 - pair[0].k2))[:FRAMES]
    found = [_difference(grid, pair) for pair in apart if pair in strong]
    if more := len(apart) - len(strong):
        found.append(
            Finding("And more", f"{count(more, 'more difference')} in the table of ratios.", "ratios", "ratios")
        )
    found += [_voice_only(grid, pair) for pair in voice_differences(data)[:PAIRS]]
    return [*found, _not_shown(ratios, len(apart))]


def _not_shown(ratios: dict[tuple[str, str, str], Ratio], apart: int) -> Finding:
    """How many comparisons show no difference, and how often one would have been seen."""
    compared = len({(outlet, frame) for outlet, frame, _ in ratios})
    smallest = min(min(ratio.articles1, ratio.articles2) for ratio in ratios.values())
    text = (
        f"{whole(compared - apart)} of {whole(compared)} comparisons of one outlet with all others, frame by frame, "
        f"show no difference, which is not to say that there is none. {wording.power(smallest)}"
    )
    return Finding("No difference shown", text.strip(), "ratios", "ratios")


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
    first = apart[0]
    frame = grid.frames[grid.frame_number[first.frame]]
    own = ", own voice" if first.voice == "own" else ""
    rates = _rates(first)
    text = (
        f"{rates[0].upper()}{rates[1:]}: ratio {times(first.ratio)}, {SPAN} {times(first.low)} to {times(first.high)}."
    )
    also = f" In own voice {_rates(apart[1])}." if len(apart) > 1 else ""
    return Finding(f"{frame.label}{own}: {first.outlet}", text + also, _anchor(grid, first))


def _rates(ratio: Ratio) -> str:
    """``19.3 per 1,000 words, all others 3.4 (58 matches in 3,002 words and 30 in 8,711)``."""
    most = "at most " if ratio.voice == "own" else ""
    return f"{most}{rate(ratio.rate1)} per 1,000 words, all others {rate(ratio.rate2)} ({_behind(ratio)})"


def _behind(ratio: Ratio) -> str:
    """What two rates are made of: ``58 matches in 3,002 words and 30 in 8,711``."""
    first = f"{count(ratio.k1, 'match', 'matches')} in {count(ratio.n1, 'word')}"
    return f"{first} and {whole(ratio.k2)} in {whole(ratio.n2)}"


def _voice_only(grid: Grid, pair: tuple[Ratio, Ratio]) -> Finding:
    every, own = pair
    frame = grid.frames[grid.frame_number[every.frame]]
    return Finding(
        f"{frame.label}: {every.outlet} and {every.against}",
        f"{rate(every.rate1)} and {rate(every.rate2)} per 1,000 words ({_behind(every)}): the interval of the ratio "
        f"includes no difference. In own voice at most {whole(own.k1)} of {whole(every.k1)} and {whole(own.k2)} of "
        f"{whole(every.k2)} matches: there it does not.",
        _anchor(grid, every),
    )


def _anchor(grid: Grid, ratio: Ratio) -> str:
    frame, outlet = grid.frame_number[ratio.frame], grid.outlet_number.get(ratio.outlet)
    if outlet is None or not grid.cells[frame, outlet].k:
        return ""
    return f"e{frame}-{outlet}"


def _voices(grid: Grid) -> list[Finding]:
    """Own voice outlet by outlet, where they are few."""
    held = [(o.label, sum(v), v[0]) for o, v in zip(grid.outlets, grid.per_outlet, strict=True) if sum(v) >= ENOUGH]
    if not 1 < len(held) <= NAMED:
        return []
    said = "; ".join(f"{name} {whole(own)} of {whole(k)}" for name, k, own in held)
    return [Finding("Own voice", f"Matches for which no speaker was found, at most: {said}.", "voices", "voices")]


def _sides(data: ReportData) -> list[Finding]:
    """Whose speakers are given words."""
    parties = Counter(str(party) for party in data.quotes["party"])
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
    if data.events is None or data.events.rates.empty:
        return []
    shared = set(data.events.rates["event"])
    articles = data.events.articles
    if data.copies is not None:
        articles = articles[~articles["doc_id"].isin(data.copies["doc_id"])]
    inside = int(articles["event"].isin(shared).sum())
    text = (
        f"{count(inside, 'article')} of {whole(len(articles))} are on {count(len(shared), 'event')} "
        "that two outlets or more cover; compare those first."
    )
    return [Finding("Same event", text, "events", "events")]


def _shared(data: ReportData) -> list[Finding]:
    reuse = data.reuse
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
    return [Finding("With care", flag["reason"]) for flag in wording.flags(data.unfair)]
