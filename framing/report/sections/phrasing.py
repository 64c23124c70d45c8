"""Shared phrasing: phrases that travel between outlets, and articles that hold another's text."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from framing.records.grammar import counted, ranked
from framing.report.data import ReportData, ReuseTables
from framing.report.facts import title_of
from framing.report.grid import Grid, grid_of, outlet_label
from framing.report.shelf import Shelf, paragraph_at, shelf_of
from framing.report.shortening import short

#: Phrases and pairs of articles listed.
PHRASES, PAIRS = 20, 40
#: Up to so many outlets have a column each; of more, a phrase names those that print it, up to so many.
COLUMNS, NAMED = 5, 12
#: What a phrase weighs: its words beyond four, at most eight, times the outlets after the first.
SHORTEST, HEAVIEST = 5, 8
_LONGEST = 120


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if nothing is shared."""
    reuse = data.compared.reuse
    if reuse is None:
        return None
    phrases, names = _phrases(reuse)
    pairs = [_pair(data, reuse, row) for row in _shared(reuse)]
    if not phrases and not len(reuse.pairs):
        return None
    grid, shelf = grid_of(data), shelf_of(data)
    shown = phrases[:PHRASES]
    places = _places(data, shelf, reuse, {int(row.formula) for row in shown})
    outlets = _outlets(grid, places)
    columns = outlets if len(outlets) <= COLUMNS else []
    return {
        "heading": "Shared phrasing",
        "columns": [outlet_label(name) for name in columns],
        "phrases": [_phrase(row, columns, outlets, places[int(row.formula)]) for row in shown],
        "phrases_left_out": len(phrases) - len(shown),
        "names": names,
        "pairs": pairs[:PAIRS],
        "pairs_left_out": max(0, len(pairs) - PAIRS),
        "copies": _copies(data, reuse),
        "collapsed": reuse.collapsed,
    }


def why_absent(data: ReportData) -> str:
    """Why the page has no shared phrasing."""
    reuse = data.compared.reuse
    if reuse is None or len(reuse.formulas) or len(reuse.pairs):
        return ""
    return "shared phrasing (no five words in a row stand in articles of two outlets)"


def _shared(reuse: ReuseTables) -> list[Any]:
    """Pairs of articles that share wording, but for the copies that the section on them lists."""
    rows: Any = reuse.pairs.itertuples(index=False)
    stands_for = set(reuse.copies.items()) if reuse.collapsed else set()
    return [
        row for row in rows if not stands_for & {(str(row.doc_id), str(row.other)), (str(row.other), str(row.doc_id))}
    ]


def _phrases(reuse: ReuseTables) -> tuple[list[Any], int]:
    """The phrases, those of many outlets and many words first, and how many mere names were left aside."""
    rows: list[Any] = list(reuse.formulas.itertuples(index=False))
    phrases = [row for row in rows if str(row.kind) != "name"]
    phrases.sort(key=_weight)
    return phrases, len(rows) - len(phrases)


def _weight(row: Any) -> tuple[int, int, int]:
    words = min(int(row.words) - SHORTEST + 1, HEAVIEST)
    return -(int(row.outlets) - 1) * words, -int(row.independent), int(row.formula)


def _outlets(grid: Grid, places: dict[int, dict[str, list[Any]]]) -> list[str]:
    """The outlets that print one of the phrases, in page order; those that are not drawn come last."""
    names, last = {name for printed in places.values() for name in printed}, len(grid.outlets)
    return sorted(names, key=lambda name: (grid.outlet_number.get(name, last), name))


def _places(data: ReportData, shelf: Shelf, reuse: ReuseTables, shown: set[int]) -> dict[int, dict[str, list[Any]]]:
    """The printings of each phrase by outlet, in page order."""
    found: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    printings: Any = reuse.printings.itertuples(index=False)
    rows = [row for row in printings if row.formula in shown]
    order = {doc_id: listed.number for doc_id, listed in shelf.listed.items()}
    for row in sorted(rows, key=lambda r: (order.get(str(r.doc_id), len(order)), int(r.start))):
        found[int(row.formula)][str(row.outlet)].append(_place(data, shelf, row))
    return found


def _place(data: ReportData, shelf: Shelf, row: Any) -> dict[str, Any]:
    doc_id, anchor = str(row.doc_id), ""
    document = data.documents.get(doc_id)
    if shelf.full and document is not None and doc_id in shelf.listed:
        paragraph = paragraph_at(document, int(row.start))
        number = shelf.listed[doc_id].number
        anchor = f"a{number}p{paragraph}" if paragraph else f"a{number}"
    return {"doc_id": doc_id, "quoted": bool(row.quoted), "anchor": anchor}


def _phrase(row: Any, columns: list[str], outlets: list[str], places: dict[str, list[Any]]) -> dict[str, Any]:
    """A phrase with its printings, a cell a column; without columns a cell an outlet that prints it."""
    names = columns or [name for name in outlets if name in places]
    shown = names if columns else names[:NAMED]
    return {
        "text": short(str(row.text), _LONGEST),
        "articles": int(row.articles),
        "first": str(row.first_date),
        "cells": [{"outlet": outlet_label(name), **_cell(places.get(name, []))} for name in shown],
        "more": len(names) - len(shown),
    }


def _cell(places: list[dict[str, Any]]) -> dict[str, Any]:
    """How often an outlet prints a phrase, outside and inside quotation marks, and where first."""
    quoted = sum(place["quoted"] for place in places)
    own = len(places) - quoted
    said = [f"{own} outside marks" if own else "", f"{quoted} quoted" if quoted else ""]
    return {
        "own": own,
        "quoted": quoted,
        "said": ", ".join(part for part in said if part),
        "anchor": next((place["anchor"] for place in places if place["anchor"]), ""),
    }


def _pair(data: ReportData, reuse: ReuseTables, row: Any) -> dict[str, Any]:
    return {
        "one": _named(data, str(row.doc_id), str(row.outlet)),
        "other": _named(data, str(row.other), str(row.other_outlet)),
        "share": round(100 * float(row.containment)),
        "reverse": round(100 * float(row.reverse)),
        "level": str(row.level),
        "credit": str(row.credit),
        "once": str(row.doc_id)
        if str(row.doc_id) in reuse.copies
        else str(row.other)
        if str(row.other) in reuse.copies
        else "",
    }


def _named(data: ReportData, doc_id: str, outlet: str) -> dict[str, Any]:
    """An article as the table names it; near-copies that are not counted have no place on the page."""
    shelf, document = shelf_of(data), data.documents.get(doc_id)
    listed = shelf.listed.get(doc_id)
    article = document.article if document is not None else None
    return {
        "outlet": outlet_label(outlet),
        "title": title_of(data, doc_id),
        "date": article.date.iso if article is not None and article.date else "undated",
        "anchor": f"a{listed.number}" if listed and shelf.full and document is not None else "",
    }


def _copies(data: ReportData, reuse: ReuseTables) -> str:
    """Which outlets' articles are near-copies, in one phrase."""
    documents = [data.documents[doc_id] for doc_id in reuse.copies if doc_id in data.documents]
    held = Counter(document.article.outlet.value for document in documents)
    parts = [f"{outlet_label(name)} {n}" for name, n in ranked(held)]
    return f"{counted(len(reuse.copies), 'near-copy', 'near-copies')} ({', '.join(parts)})" if parts else ""
