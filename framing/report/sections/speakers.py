"""Who gets to speak: attributions by outlet, party and kind of speaker; frames by the speaker's party."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from framing.report.data import ReportData
from framing.report.grid import Grid, evidence_anchor, grid_of
from framing.report.layout import side_by_side
from framing.report.numbers import whole
from framing.report.shelf import Shelf, paragraph_at, shelf_of, with_numbers
from framing.report.shortening import NAME, short

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("government", "business", "expert", "market", "body", "media", "anonymous", "")
KIND_LABELS = {
    "body": "international body",
    "market": "market analyst",
    "": "kind not known",
}
NO_PARTY = "no side known"
UNKNOWN_SIDE = "No side known"
#: Parties with a column of their own where outlets stand below each other.
SIDES = 6
#: Speakers listed for an outlet, places linked for a speaker.
SPEAKERS = 40
PLACES = 30
_LONGEST_SAMPLE = 240

#: Party -> kind of speaker -> outlet -> attributions.
Sums = dict[str, dict[str, Counter[int]]]


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if nobody is quoted or reported."""
    grid, shelf = grid_of(data), shelf_of(data)
    quotes = with_numbers(data.tables.quotes, shelf)
    if quotes.empty:
        return None
    said = Counter(_group(row) for row in quotes.itertuples(index=False))
    sums = _sums({(grid.outlet_number[o], p, k): n for (o, p, k), n in said.items()})
    wide = not side_by_side(grid)
    groups, rare = _columns(grid, sums) if wide else (_groups(grid, sums), [])
    return {
        "heading": "Who speaks",
        "wide": wide,
        "styles": ["wide.css"] if wide else [],
        "outlets": grid.outlets,
        "groups": groups,
        "rare": rare,
        "total": len(quotes),
        "speakers": _speakers(data, grid, shelf, quotes),
        "frames": _frames(data, grid),
        "no_party": NO_PARTY,
    }


def _group(row: Any) -> tuple[str, str, str]:
    return str(row.outlet), str(row.party), str(row.speaker_kind)


def _sums(counts: dict[tuple[int, str, str], int]) -> Sums:
    """Attributions by party, then by kind of speaker, then by outlet."""
    sums: Sums = defaultdict(lambda: defaultdict(Counter))
    for (outlet, party, kind), k in counts.items():
        sums[party][kind][outlet] += k
    return sums


def _groups(grid: Grid, sums: Sums) -> list[dict[str, Any]]:
    """One row a party with its total, then one a kind of speaker in it; the largest party first, the unknown last."""
    totals = {party: _added(kinds) for party, kinds in sums.items()}
    largest = max(max(total.values()) for total in totals.values())
    rows = []
    for party in sorted(sums, key=lambda p: (p == "", -totals[p].total(), p)):
        kinds = sorted(sums[party], key=_kind_place)
        label = party or (UNKNOWN_SIDE if len(sums) > 1 else "All speakers")
        if len(kinds) == 1 and kinds[0]:
            label += f", {KIND_LABELS.get(kinds[0], kinds[0])}"
        # With one article an outlet the list of speakers says it all.
        shown = [] if grid.single or len(kinds) == 1 else kinds
        parts = [_row(grid, KIND_LABELS.get(kind, kind), sums[party][kind], largest) for kind in shown]
        rows.append({**_row(grid, label, totals[party], largest), "kinds": parts})
    return rows


def _columns(grid: Grid, sums: Sums) -> tuple[list[dict[str, Any]], list[str]]:
    """The largest parties, the others together and the unknown; and who the others are."""
    totals = {party: _added(kinds) for party, kinds in sums.items()}
    unknown = totals.pop("", None)
    ranked = sorted(totals, key=lambda p: (-totals[p].total(), p))
    kept, rare = (ranked, []) if len(ranked) <= SIDES + 1 else (ranked[:SIDES], ranked[SIDES:])
    columns = [(party, totals[party]) for party in kept]
    if rare:
        columns.append(("Other sides", sum((totals[party] for party in rare), Counter())))
    if unknown:
        columns.append((UNKNOWN_SIDE, unknown))
    return [_row(grid, label, total, 1) for label, total in columns], [f"{p} {whole(totals[p].total())}" for p in rare]


def _added(kinds: dict[str, Counter[int]]) -> Counter[int]:
    return sum(kinds.values(), Counter())


def _kind_place(kind: str) -> tuple[int, str]:
    return (KINDS.index(kind) if kind in KINDS else len(KINDS) - 1, kind)


def _row(grid: Grid, label: str, counts: Counter[int], largest: int) -> dict[str, Any]:
    cells = [(o.number, counts[o.number]) for o in grid.outlets]
    return {
        "label": label,
        "total": counts.total(),
        "cells": [{"k": k, "width": f"{k / largest:.2g}".removeprefix("0"), "anchor": f"s{o}"} for o, k in cells],
    }


def _speakers(data: ReportData, grid: Grid, shelf: Shelf, quotes: pd.DataFrame) -> list[dict[str, Any]]:
    """Per outlet every speaker by name, most often quoted first, with the places."""
    found: dict[int, dict[tuple[str, str, str], list[Any]]] = {}
    for row in sorted(quotes.itertuples(index=False), key=_text_order):
        outlet = found.setdefault(grid.outlet_number[str(row.outlet)], {})
        outlet.setdefault((str(row.speaker), str(row.party), str(row.speaker_kind)), []).append(row)
    shown = []
    for number in sorted(found):
        people = sorted(found[number].items(), key=lambda item: (item[0][0] == "", -len(item[1]), item[0]))
        shown.append(
            {
                "outlet": grid.outlets[number],
                "total": sum(len(rows) for _, rows in people),
                "people": [_person(data, shelf, key, rows) for key, rows in people[:SPEAKERS]],
                "left_out": max(0, len(people) - SPEAKERS),
            }
        )
    return shown


def _text_order(row: Any) -> tuple[Any, ...]:
    """The article, then the title before the text, then where the words stand."""
    return (
        row.number,
        str(row.field) != "title",
        json.loads(str(row.content)),
        str(row.speaker),
        str(row.rule),
    )


def _person(data: ReportData, shelf: Shelf, key: tuple[str, str, str], rows: list[Any]) -> dict[str, Any]:
    name, party, kind = key
    return {
        "name": short(name, NAME) or "speaker not found",
        "party": party,
        "kind": KIND_LABELS.get(kind, kind) if kind else "",
        "k": len(rows),
        "channels": ", ".join(sorted({str(row.channel) for row in rows if str(row.channel)})),
        "places": _places(data, shelf, rows[:PLACES]) if shelf.full else [],
        "more": max(0, len(rows) - PLACES) if shelf.full else 0,
        "sample": "" if shelf.full else short(str(rows[0].text), _LONGEST_SAMPLE),
    }


def _places(data: ReportData, shelf: Shelf, rows: list[Any]) -> list[tuple[str, str]]:
    """Anchor and number of each paragraph, once."""
    places: dict[str, str] = {}
    for row in rows:
        document, number = data.documents.get(str(row.doc_id)), shelf.listed[str(row.doc_id)].number
        spans = json.loads(str(row.content))
        at = paragraph_at(document, spans[0][0]) if document and spans and str(row.field) == "text" else 0
        places[f"a{number}p{at}" if at else f"a{number}"] = str(at) if at else "headline"
    return list(places.items())


def _frames(data: ReportData, grid: Grid) -> list[dict[str, Any]]:
    """Frame x the speaker's party x outlet: how many matches stand in whose words; none where no side is known."""
    theirs = data.tables.matches[data.tables.matches["voice"].astype(str) != "own"]
    if not theirs["party"].astype(bool).any():
        return []
    sums: Any = theirs.groupby([theirs[name].astype(str) for name in ("frame", "outlet", "party")]).size()
    said: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for (frame, outlet, party), k in sums.items():
        said.setdefault((str(frame), str(outlet)), []).append((str(party), int(k)))
    rows = []
    for frame in grid.frames:
        cells = []
        for outlet in grid.outlets:
            parties = sorted(
                said.get((frame.name, outlet.name), []), key=lambda item: (item[0] == "", -item[1], item[0])
            )
            cell = grid.cells[frame.number, outlet.number]
            cells.append(
                {
                    "outlet": outlet,
                    "k": cell.k,
                    "own": cell.own,
                    "anchor": evidence_anchor(frame.number, outlet.number),
                    "parties": [(party or NO_PARTY, k) for party, k in parties],
                }
            )
        if any(cell["parties"] for cell in cells):
            rows.append({"label": frame.label, "cells": cells})
    return rows
