"""What was compared: a card an article or an outlet, or a table of many."""

from __future__ import annotations

from collections import Counter
from typing import Any

from framing.records.article import GIVEN, PROPOSED
from framing.records.grammar import ranked
from framing.report import wording
from framing.report.calendar import span_in_words
from framing.report.data import ReportData
from framing.report.facts import article_facts
from framing.report.grid import Grid, Outlet, grid_of
from framing.report.marking import voice_parts
from framing.report.numbers import whole
from framing.report.shelf import Listed, shelf_of
from framing.report.shortening import NAME, short

#: More outlets than these are listed in a table instead of on cards.
CARDS = 12


def build(data: ReportData) -> dict[str, Any]:
    """The outlets are always there."""
    grid, shelf = grid_of(data), shelf_of(data)
    by_outlet: dict[int, list[Listed]] = {}
    for listed in shelf.listed.values():
        by_outlet.setdefault(listed.outlet, []).append(listed)
    cards = [_card(grid, outlet, by_outlet.get(outlet.number, [])) for outlet in grid.outlets]
    return {
        "heading": "The article" if grid.articles == 1 else "What was compared",
        "styles": [] if len(cards) <= CARDS else ["wide.css"],
        "cards": cards,
        "as_cards": len(cards) <= CARDS,
        "left_out": grid.all_outlets - len(cards),
    }


def _card(grid: Grid, outlet: Outlet, articles: list[Listed]) -> dict[str, Any]:
    voices = grid.per_outlet[outlet.number]
    return {
        "outlet": outlet,
        "matches": sum(voices),
        "voices": voices,
        "parts": voice_parts(voices),
        "phrase": wording.voices_phrase(voices) if sum(voices) else "no match",
        "most": wording.most_frequent(grid, outlet),
        "article": article_facts(articles[0]) if len(articles) == 1 else None,
        "about": _about(articles),
        "dates": _in_a_column(_dates(articles)),
        "tags": _tags(articles),
    }


def _dates(articles: list[Listed]) -> tuple[str, str]:
    """The first and the last date, as far as they are known; empty where none is."""
    dates = sorted({str(a.row.date) for a in articles if str(a.row.date)})
    return (dates[0], dates[-1]) if dates else ("", "")


def _in_a_column(dates: tuple[str, str]) -> str:
    """``2024-03-04 to 2024-04-21``: dates below each other compare at a glance."""
    return " to ".join(dict.fromkeys(filter(None, dates))) or "undated"


def _genres(articles: list[Listed]) -> str:
    """``report 4, editorial 3``; nothing where no genre is known."""
    some = any(str(a.row.genre) for a in articles)
    genres = Counter(short(str(a.row.genre), NAME) or "no genre given" for a in articles if str(a.row.genre) or some)
    return ", ".join(f"{name} {whole(k)}" for name, k in ranked(genres))


def _tags(articles: list[Listed]) -> list[str]:
    """What a reader should know of the tags: outlets that were proposed, agency copy."""
    how = Counter(str(a.row.outlet_how) for a in articles)
    derived = Counter(str(a.row.derived_from) for a in articles if str(a.row.derived_from))
    lines = []
    if how[PROPOSED]:
        lines.append(f"outlet proposed for {whole(how[PROPOSED])} of {whole(how.total())}, see the articles")
    lines += [f"{whole(k)} derived from {name}" for name, k in ranked(derived)]
    return lines


def _about(articles: list[Listed]) -> list[str]:
    """Several articles of one outlet in short lines: dates, genres, how the tag came about, agency copy."""
    tags = _tags(articles)
    given = all(str(a.row.outlet_how) == GIVEN for a in articles)
    known = [line for line in (span_in_words(*_dates(articles)), _genres(articles)) if line]
    return [*known, *(["outlet given"] if given and articles else []), *tags]
