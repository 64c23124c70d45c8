"""The summary below the figure: what the numbers of this page say, in plain sentences.

No adjective about an outlet, no ranking, nothing put into words that rests on fewer than five matches.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from framing.records.grammar import counted, ranked
from framing.report import wording
from framing.report.comparisons import Ratio, how_many, pairs_of, ratios_of, who_with_whom
from framing.report.data import ReportData
from framing.report.figure import DRAWN, differences
from framing.report.grid import ENOUGH, Grid, grid_of
from framing.report.numbers import rate, whole

#: Outlets, or sides of speakers, named in one sentence.
NAMED = 6
#: Pairs of outlets that differ in voice only.
PAIRS = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """What a sentence is about, and the sentence; ``anchor`` leads to its evidence, or to the section that shows it.

    ``care`` is true of what makes the comparison unfair: the flags of the sections lead to it.
    """

    about: str
    text: str
    anchor: str = ""
    section: str = "evidence"
    care: bool = False


def findings(data: ReportData) -> list[Finding]:
    """The sentences, those about comparisons first."""
    grid, ratios = grid_of(data), ratios_of(data)
    if not grid.matches:
        return []
    compared = _compared(data, ratios) if ratios else []
    return [*compared, *_voices(grid), *_sides(data), *_events(data), *_shared(data), *_unfair(data)]


def _compared(data: ReportData, ratios: dict[tuple[str, str, str], Ratio]) -> list[Finding]:
    """How many comparisons show a difference and how many none; then differences in voice only."""
    grid, pairs = grid_of(data), voice_differences(data)[:PAIRS]
    return [_how_many(grid, ratios, len(differences(data))), *(_voice_only(grid, pair) for pair in pairs)]


def _how_many(grid: Grid, ratios: dict[tuple[str, str, str], Ratio], apart: int) -> Finding:
    """How many comparisons show a difference, and how often one would have been seen."""
    compared = how_many(ratios)
    smallest = min(min(ratio.articles1, ratio.articles2) for ratio in ratios.values())
    comparisons = f"{counted(compared, 'comparison')} of {who_with_whom(grid)}, frame by frame"
    doubt = "which is not to say that there is none"
    drawn = f" ({whole(DRAWN)} are drawn above)" if apart > DRAWN else ""
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


def _behind(ratio: Ratio) -> str:
    """What two rates are made of: ``58 matches in 3,002 words and 30 in 8,711``."""
    first = f"{counted(ratio.k1, 'match', 'matches')} in {counted(ratio.n1, 'word')}"
    return f"{first} and {whole(ratio.k2)} in {whole(ratio.n2)}"


def _voice_only(grid: Grid, pair: tuple[Ratio, Ratio]) -> Finding:
    every, own = pair
    frame = grid.frames[grid.frame_number[every.frame]]
    return Finding(
        f"{frame.label}: {grid.label_of(every.outlet)} and {grid.label_of(every.against)}",
        f"{rate(every.rate1)} and {rate(every.rate2)} per 1,000 words ({_behind(every)}): the interval of the ratio "
        f"includes no difference. In own voice at most {whole(own.k1)} of {whole(every.k1)} and {whole(own.k2)} of "
        f"{whole(every.k2)} matches: that interval leaves it out.",
        grid.evidence_of(every.frame, every.outlet),
    )


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
    said = ", ".join(f"{party} {whole(k)}" for party, k in ranked(parties)[:NAMED])
    rest = f", no side known {whole(unknown)}" if unknown else ""
    text = f"{counted(total, 'attribution')}, by the speaker’s side: {said}{rest}."
    return [Finding("Who speaks", text, "speakers", "speakers")]


def _events(data: ReportData) -> list[Finding]:
    events = data.compared.events
    if events is None or events.rates.empty:
        return []
    shared, articles = set(events.rates["event"]), events.articles
    if data.tables.copies is not None:
        articles = articles[~articles["doc_id"].isin(data.tables.copies["doc_id"])]
    inside = int(articles["event"].isin(shared).sum())
    text = (
        f"{_of_all(inside, len(articles))} on {counted(len(shared), 'event')} that two outlets or more cover; "
        "compare those first."
    )
    return [Finding("Same event", text, "events", "events")]


def _of_all(number: int, of: int) -> str:
    """``22 of 180 articles are``, ``All 43 articles are``."""
    said = f"All {whole(of)}" if number == of else f"{whole(number)} of {whole(of)}"
    return f"{said} articles {'is' if number == 1 else 'are'}"


def _shared(data: ReportData) -> list[Finding]:
    reuse = data.compared.reuse
    if reuse is None or not (len(reuse.formulas) or len(reuse.pairs)):
        return []
    phrases = int((reuse.formulas["kind"].astype(str) != "name").sum())
    stand = "stands" if phrases == 1 else "stand"
    text = f"{counted(phrases, 'phrase')} of five words or more {stand} in articles of two outlets or more"
    if reuse.copies:
        text += f"; {counted(len(reuse.copies), 'article is a near-copy', 'articles are near-copies')} of another"
        text += " and counted once" if reuse.collapsed else ""
    elif not len(reuse.pairs):
        text += "; no two articles share a tenth of their wording"
    return [Finding("Shared phrasing", f"{text}.", "phrasing", "phrasing")]


def _unfair(data: ReportData) -> list[Finding]:
    reasons = [flag["reason"] for flag in wording.flags(data.compared.unfair)]
    return [Finding("Compare with care", " ".join(reasons), care=True)] if reasons else []
