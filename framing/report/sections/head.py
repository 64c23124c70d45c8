"""What was compared: the collection in one paragraph, then a card an article or an outlet."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from framing.records.article import GIVEN, PROPOSED
from framing.records.tables import VOICES
from framing.report import wording
from framing.report.data import ReportData
from framing.report.grid import Grid, Outlet, grid_of
from framing.report.numbers import count, listing, whole
from framing.report.shelf import Listed, shelf_of, web_address
from framing.report.shortening import NAME, NOTE, TITLE, short

#: More outlets than these are listed in a table instead of on cards.
CARDS = 12
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_PARAPHRASE = re.compile(r"\bparaphras", re.IGNORECASE)


def build(data: ReportData) -> dict[str, Any]:
    """The head is always there."""
    grid, shelf = grid_of(data), shelf_of(data)
    by_outlet: dict[int, list[Listed]] = {}
    for listed in shelf.listed.values():
        by_outlet.setdefault(listed.outlet, []).append(listed)
    cards = [_card(grid, outlet, by_outlet.get(outlet.number, [])) for outlet in grid.outlets]
    return {
        "heading": "What was compared",
        "kicker": f"{data.codebook.name} {data.codebook.version} · {_collection(grid)}",
        "lines": _lines(data, grid),
        "guard": wording.guard(grid),
        "power": wording.power(grid),
        "paraphrase": _paraphrases(data),
        "cards": cards,
        "as_cards": len(cards) <= CARDS,
        "left_out": grid.all_outlets - len(cards),
        "total": dict(zip(VOICES, grid.voices, strict=True)),
        "matches": grid.matches,
    }


def _collection(grid: Grid) -> str:
    outlets = [outlet for outlet in grid.outlets if outlet.known]
    known = count(len(outlets) + grid.all_outlets - len(grid.outlets), "outlet")
    loose = sum(outlet.articles for outlet in grid.outlets if not outlet.known)
    return f"{count(grid.articles, 'article')}, {known}" + (f", {whole(loose)} without an outlet" if loose else "")


def _lines(data: ReportData, grid: Grid) -> list[str]:
    """The collection in sentences made of numbers."""
    dates = sorted({str(date) for date in data.articles["date"].unique() if str(date)})
    undated = int((data.articles["date"].astype(str) == "").sum())
    first, last = (_in_words(dates[0]), _in_words(dates[-1])) if dates else ("", "")
    span = f", dated {first} to {last}" if first != last else f", dated {first}" if first else ""
    without = f" ({whole(undated)} undated)" if undated and dates else ", all undated" if undated else ""
    frames = count(len(grid.frames), "frame")
    own, said = grid.voices[0], sum(grid.voices[1:])
    negated = f" {whole(grid.negated)} are negated; they are counted and flagged." if grid.negated else ""
    who = _collection(grid).replace(", ", " from ", 1)
    return [
        f"{who}: {count(grid.words, 'word')}{span}{without}. The {frames} of the codebook {data.codebook.name} were "
        f"found {count(grid.matches, 'time')}.",
        f"{whole(said)} of these matches are somebody’s words, quoted or reported; at most {whole(own)} are in an "
        f"outlet’s own voice.{negated}",
    ]


def _in_words(iso: str) -> str:
    """``2025-10-27`` as ``27 October 2025``; as much of it as is known."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def _paraphrases(data: ReportData) -> str:
    notes = data.articles["note"].astype(str)
    number = int(notes.str.contains(_PARAPHRASE).sum())
    if not number:
        return ""
    who = (
        "All texts are"
        if number == len(notes)
        else f"{count(number, 'text')} of {whole(len(notes))} " + ("is a" if number == 1 else "are")
    )
    what = " paraphrase" if number == 1 and number != len(notes) else " paraphrases"
    return f"{who}{what}, marked as such: do not take them for an outlet’s words."


def _card(grid: Grid, outlet: Outlet, articles: list[Listed]) -> dict[str, Any]:
    voices = grid.per_outlet[outlet.number]
    return {
        "outlet": outlet,
        "matches": sum(voices),
        "voices": voices,
        "phrase": wording.voices_phrase(voices) if sum(voices) else "no match",
        "most": wording.most_frequent(grid, outlet),
        "article": _article(articles[0]) if len(articles) == 1 else None,
        "about": _about(articles),
    }


def _article(listed: Listed) -> dict[str, Any]:
    row = listed.row
    return {
        "number": listed.number,
        "title": short(str(row.title), TITLE),
        "date": listed.date,
        "precision": _precision(str(row.date_precision)),
        "genre": short(str(row.genre), NAME),
        "byline": short(str(row.byline), TITLE),
        "url": web_address(str(row.url)),
        "outlet_how": str(row.outlet_how),
        "evidence": short(str(row.outlet_evidence), TITLE),
        "derived": short(str(row.derived_from), NAME),
        "derived_evidence": short(str(row.derived_evidence), TITLE),
        "translated": str(row.translated).casefold() in ("yes", "true", "1"),
        "paraphrase": bool(_PARAPHRASE.search(str(row.note))),
        "note": short(str(row.note), NOTE),
    }


def _precision(precision: str) -> str:
    """What is not known of a date."""
    return {"year": "year only", "month": "month only"}.get(precision, "")


def _about(articles: list[Listed]) -> list[str]:
    """Several articles of one outlet in short lines: dates, genres, how the tag came about, agency copy."""
    dates = sorted(str(a.row.date) for a in articles if str(a.row.date))
    genres = Counter(short(str(a.row.genre), NAME) or "no genre given" for a in articles)
    how = Counter(str(a.row.outlet_how) for a in articles)
    derived = Counter(str(a.row.derived_from) for a in articles if str(a.row.derived_from))
    lines = [f"{dates[0]} to {dates[-1]}" if len(dates) > 1 else dates[0] if dates else "undated"]
    lines.append(listing([f"{whole(k)} {name}" for name, k in sorted(genres.items(), key=_most_first)]))
    if how[PROPOSED]:
        lines.append(f"outlet proposed for {whole(how[PROPOSED])} of {whole(sum(how.values()))}, see the articles")
    elif how[GIVEN] and articles:
        lines.append("outlet given")
    lines += [f"{whole(k)} derived from {name}" for name, k in sorted(derived.items(), key=_most_first)]
    return lines


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
