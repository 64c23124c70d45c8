"""How every number came about, ready to be pasted into a methods section."""

from __future__ import annotations

import math
from typing import Any

from framing.records.tables import VOICES
from framing.report import wording
from framing.report.data import ReportData
from framing.report.grid import Grid, grid_of
from framing.report.shelf import shelf_of
from framing.report.shortening import TITLE, short
from framing.report.tallies import by_frame

#: Articles listed in the appendix.
APPENDIX = 500
#: Up to so many articles the appendix lies open; a longer list is folded on the screen.
OPEN = 30


def build(data: ReportData) -> dict[str, Any]:
    """Always there: a number without its recipe is no number."""
    grid, recipe = grid_of(data), data.recipe
    events, reuse = data.compared.events, data.compared.reuse
    return {
        "heading": "Methods",
        "signature": recipe.signature,
        "codebook": recipe.codebook,
        "frames": _frames(data, grid),
        "entries": sum(len(frame.entries) for frame in recipe.codebook.frames),
        "rules": _rules(data),
        "articles": grid.articles,
        "outlets": len([o for o in grid.outlets if o.known]) + grid.all_outlets - len(grid.outlets),
        "words": grid.words,
        "own": grid.voices[0],
        "validation": data.checked.validation,
        "matches": grid.matches,
        "negated": grid.negated,
        "single": grid.single,
        "framing": recipe.versions.get("framing", ""),
        "compared": data.compared.ratios is not None,
        "pair": grid.pair,
        "events": events.note if events is not None and not events.rates.empty else "",
        "words_apart": data.compared.words is not None,
        "reuse": reuse is not None,
        "copies": len(reuse.copies) if reuse is not None else 0,
        "collapsed": reuse is not None and reuse.collapsed,
        "chosen": wording.METHOD_ONE if grid.single else wording.SOME,
        "versions": sorted((str(name), str(version)) for name, version in recipe.versions.items()),
        "appendix": _appendix(data, grid),
        "long": grid.articles > OPEN,
        "appendix_left_out": max(0, grid.articles - APPENDIX),
    }


def _frames(data: ReportData, grid: Grid) -> list[dict[str, Any]]:
    known = {frame.name: frame for frame in data.recipe.codebook.frames}
    totals = by_frame(data.tables.counts)
    return [
        {
            "number": row.number + 1,
            "label": row.label,
            "name": row.name,
            "definition": row.definition,
            "entries": len(known[row.name].entries) if row.name in known else 0,
            "matches": totals.get(row.name, 0),
        }
        for row in grid.frames
    ]


def _rules(data: ReportData) -> list[dict[str, Any]]:
    """Which rule decided how many voices, and how often it was right where it was measured."""
    table = data.tables.matches
    keys = [table["voice"].astype(str), table["rule"].astype(str)]
    groups: Any = table.groupby(keys)["precision"].agg(["size", "max"])
    rows = [(voice, rule, int(k), float(right)) for (voice, rule), k, right in groups.itertuples(name=None)]
    order = {name: i for i, name in enumerate(VOICES)}
    rows.sort(key=lambda row: (order.get(row[0], len(order)), -row[2], row[1]))
    return [
        {
            "place": order.get(voice, len(order)),
            "voice": voice,
            "rule": rule or "no rule found a speaker",
            "k": k,
            "precision": "not measured" if math.isnan(precision) else f"{100 * precision:.0f}\N{NO-BREAK SPACE}%",
        }
        for voice, rule, k, precision in rows
    ]


def _appendix(data: ReportData, grid: Grid) -> list[dict[str, Any]]:
    totals = data.tables.counts.groupby("doc_id")["matches"].sum()
    return [
        {
            "doc_id": short(each.doc_id, TITLE),
            "outlet": grid.outlets[each.outlet].label,
            "date": each.date,
            "words": int(each.row.words),
            "sentences": int(each.row.sentences),
            "matches": int(totals.get(each.doc_id, 0)),
            "digest": str(each.row.digest)[:12],
        }
        for each in list(shelf_of(data).listed.values())[:APPENDIX]
    ]
