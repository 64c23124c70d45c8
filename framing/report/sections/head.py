"""The head: the finding as headline, the collection in one paragraph, how to read the page, the summary."""

from __future__ import annotations

import math
from typing import Any

from framing.records.grammar import counted
from framing.records.tables import VOICES
from framing.report import wording
from framing.report.calendar import span_in_words
from framing.report.data import ReportData
from framing.report.facts import PARAPHRASE
from framing.report.figure import Bar, Figure, figure_of
from framing.report.findings import findings
from framing.report.grid import Grid, grid_of
from framing.report.lead import lead
from framing.report.marking import voice_parts
from framing.report.numbers import rate, whole
from framing.report.sections import events, phrasing, prevalence, ratios, spread, timeline, words

#: Sections that a small or a very large collection does not have; each says why.
OPTIONAL = (ratios, spread, timeline, events, words, phrasing, prevalence)


def build(data: ReportData) -> dict[str, Any]:
    """The head is always there."""
    grid = grid_of(data)
    return {
        "heading": "Summary",
        "lead": lead(data),
        "collection": _sentence(data, grid),
        "split": _split(grid),
        "guard": wording.guard(grid),
        "paraphrase": _paraphrases(data),
        "figure": _figure(figure_of(data)),
        "findings": findings(data),
        "absent": _absent(data),
        "parts": voice_parts(grid.voices),
        "total": dict(zip(VOICES, grid.voices, strict=True)),
        "matches": grid.matches,
    }


def _absent(data: ReportData) -> list[str]:
    """What the page does without, and why."""
    found = [*(section.why_absent(data) for section in OPTIONAL), data.compared.skipped]
    return [f"{why[0].upper()}{why[1:]}" for why in found if why]


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    """The figure with all bars on one scale."""
    if figure is None:
        return None
    rates = [bar.rate for row in figure.rows for bar in row.bars if not math.isnan(bar.rate)]
    longest = max(rates, default=0) or 1
    rows = [
        {"about": row.about, "small": row.small, "text": row.text, "bars": [_bar(bar, longest) for bar in row.bars]}
        for row in figure.rows
    ]
    return {"about": figure.about, "kind": figure.kind, "rows": rows}


def _bar(bar: Bar, longest: float) -> dict[str, Any]:
    """``width`` is the bar's part of the longest."""
    width = f"{bar.rate / longest:.3f}".removeprefix("0") if bar.rate > 0 else ""
    return {"bar": bar, "width": width, "said": rate(bar.rate)}


def _sentence(data: ReportData, grid: Grid) -> str:
    """The collection in sentences made of numbers."""
    dates = sorted({str(date) for date in data.tables.articles["date"].unique() if str(date)})
    undated = int((data.tables.articles["date"].astype(str) == "").sum())
    span = f", {'' if dates[0] != dates[-1] else 'dated '}{span_in_words(dates[0], dates[-1])}" if dates else ""
    without = f" ({whole(undated)} without a date)" if undated and dates else ", none dated" if undated else ""
    copies = 0 if data.tables.copies is None else len(data.tables.copies)
    more = (
        f" {whole(copies)} more {'is a near-copy' if copies == 1 else 'are near-copies'}, not counted."
        if copies
        else ""
    )
    codebook = data.recipe.codebook
    return (
        f"{_from_whom(grid)}: {counted(grid.words, 'word')}{span}{without}.{more} {_whole_codebook(len(grid.frames))} "
        f"of the codebook {codebook.name} {codebook.version} {'was' if len(grid.frames) == 1 else 'were'} found "
        f"{counted(grid.matches, 'time')}."
    )


def _whole_codebook(frames: int) -> str:
    return "The one frame" if frames == 1 else f"The {whole(frames)} frames"


def _from_whom(grid: Grid) -> str:
    """``4 articles from 4 outlets and 1 without an outlet``."""
    loose = sum(outlet.articles for outlet in grid.outlets if not outlet.known)
    known = grid.all_outlets - (1 if loose else 0)
    if not known:
        return f"{counted(grid.articles, 'article')} without an outlet"
    said = f"{counted(grid.articles - loose, 'article')} from {counted(known, 'outlet')}"
    return f"{said} and {whole(loose)} without an outlet" if loose else said


def _split(grid: Grid) -> str:
    """Whose words the matches are, and how many are negated."""
    own, said = grid.voices[0], sum(grid.voices[1:])
    whose = "the outlet’s" if len(grid.outlets) == 1 else "an outlet’s"
    negated = _negated(grid.negated) if grid.negated else ""
    theirs = f"{whole(said)} of {counted(grid.matches, 'match', 'matches')} {_are(said)} somebody’s words"
    return f"{theirs}, quoted or reported; at most {whole(own)} {_are(own)} in {whose} own voice.{negated}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _negated(number: int) -> str:
    they = "it is" if number == 1 else "they are"
    return f" {whole(number)} {_are(number)} negated; {they} counted and flagged."


def _paraphrases(data: ReportData) -> str:
    notes = data.tables.articles["note"].astype(str)
    number = int(notes.str.contains(PARAPHRASE).sum())
    if not number:
        return ""
    who = (
        "All texts are"
        if number == len(notes)
        else f"{counted(number, 'text')} of {whole(len(notes))} " + ("is a" if number == 1 else "are")
    )
    what = " paraphrase" if number == 1 and number != len(notes) else " paraphrases"
    return f"{who}{what}, marked as such: do not take them for an outlet’s words."
