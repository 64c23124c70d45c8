"""Lexicon, classifier and people beside each other: where they agree, and the sentences where they do not."""

from __future__ import annotations

import math
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from framing.records.beside import Beside, CoderLine, Dispute
from framing.records.coding import ALL, ALL_FRAMES
from framing.report.data import ReportData
from framing.report.grid import grid_of, outlet_label
from framing.report.marking import VOICE_CLASS
from framing.report.numbers import listing, percent, whole
from framing.report.shelf import paragraph_at, shelf_of

if TYPE_CHECKING:
    import pandas as pd

#: Steps of the tint that shows how much a word spoke for or against a frame.
STEPS = 3
_PEOPLE = "people"


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if the lexicon stands alone."""
    beside = data.checked.beside
    if beside is None:
        return None
    labels = {frame.name: frame.label for frame in grid_of(data).frames}
    names = [_name(coder) for coder in beside.coders]
    kinds = {coder.name: coder for coder in beside.coders}
    pairs = [
        _pair(part, kinds[str(one)], kinds[str(other)], labels)
        for (one, other), part in beside.table.groupby(["coder1", "coder2"], sort=False)
    ]
    pairs.sort(key=lambda pair: not pair["people"])
    return {
        "heading": "Coders beside each other",
        "who": listing([names[0], *map(_called, beside.coders[1:])]),
        "beside": beside,
        "coders": [
            {"name": coder.name, "label": _name(coder), "kind": coder.kind, "status": coder.status}
            for coder in beside.coders
        ],
        "pairs": pairs,
        "rows": _rows(pairs),
        "frames": [
            _frame(data, beside, name, labels.get(name, name), list(rows), names)
            for name, rows in groupby(beside.disputes, key=attrgetter("frame"))
        ],
        "classifier": any(coder.kind == "classifier" for coder in beside.coders),
    }


def _called(coder: CoderLine) -> str:
    """The coder in the midst of a sentence."""
    return f"people ({coder.name})" if coder.kind == _PEOPLE else coder.kind


def _name(coder: CoderLine) -> str:
    called = _called(coder)
    return called[0].upper() + called[1:]


def _pair(table: pd.DataFrame, one: CoderLine, other: CoderLine, labels: dict[str, str]) -> dict[str, Any]:
    """Two coders, frame by frame, and outlet by outlet with all frames together."""
    everywhere = table[table["outlet"] == ALL]
    frames = [_row(row, labels) for row in _records(everywhere[everywhere["frame"] != ALL_FRAMES])]
    by_outlet = table[table["outlet"] != ALL].groupby("outlet", sort=False)
    return {
        "heading": f"{_name(one)} and {_called(other)}",
        "first": _name(one),
        "second": _name(other),
        "kinds": (one.kind, other.kind),
        "people": other.kind == _PEOPLE,
        "frames": frames,
        "outlets": [_outlet(str(outlet), part) for outlet, part in by_outlet],
        "alpha": _with_interval(_records(everywhere[everywhere["frame"] == ALL_FRAMES])[0], "alpha"),
    }


def _rows(pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The figure: a row a frame, a cell a pair of coders, all bars on one scale; None where a pair lacks the frame."""
    longest = max((row["total"] for pair in pairs for row in pair["frames"]), default=0) or 1
    by_label = [{row["label"]: _drawn(row, pair["kinds"], longest) for row in pair["frames"]} for pair in pairs]
    labels = dict.fromkeys(label for rows in by_label for label in rows)
    return [{"label": label, "cells": [rows.get(label) for rows in by_label]} for label in labels]


def _drawn(row: dict[str, Any], kinds: tuple[str, str], longest: int) -> dict[str, Any]:
    """The bar of a pair, and its parts in words: ``both 18, lexicon alone 1``."""
    names = {"both": "both", "one": f"{kinds[0]} alone", "two": f"{kinds[1]} alone"}
    phrase = ", ".join(f"{names[part]}\N{NO-BREAK SPACE}{whole(k)}" for part, k in row["parts"])
    return {**row, "width": round(100 * row["total"] / longest, 1), "phrase": phrase}


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _outlet(outlet: str, part: pd.DataFrame) -> dict[str, Any]:
    sets = _records(part[part["frame"] == ALL_FRAMES])[0]
    counted = part[part["frame"] != ALL_FRAMES]
    sums = {name: int(counted[name].sum()) for name in ("both", "only1", "only2")}
    said = 2 * sums["both"] + sums["only1"] + sums["only2"]
    return {
        **sums,
        "outlet": outlet_label(outlet),
        "units": int(sets["units"]),
        "articles": int(sets["articles"]),
        "alpha": _number(sets["alpha"]),
        "positive": percent(2 * sums["both"], said),
    }


def _row(row: dict[str, Any], labels: dict[str, str]) -> dict[str, Any]:
    sums = {name: int(row[name]) for name in ("both", "only1", "only2")}
    return {
        **_bar(sums),
        "label": labels.get(row["frame"], row["frame"]),
        "precision": percent(sums["both"], sums["both"] + sums["only1"]),
        "recall": percent(sums["both"], sums["both"] + sums["only2"]),
        "positive": _with_interval(row, "positive"),
        "ac1": _number(row["ac1"]),
        "alpha": _with_interval(row, "alpha"),
    }


def _bar(sums: dict[str, int]) -> dict[str, Any]:
    parts = [("both", sums["both"]), ("one", sums["only1"]), ("two", sums["only2"])]
    return {**sums, "total": sum(sums.values()), "parts": [(kind, k) for kind, k in parts if k]}


def _number(value: float) -> str:
    """Two places, with a minus for what is below 0 when rounded.

    >>> _number(0.5), _number(-0.25), _number(-0.001), _number(math.nan)
    ('0.50', '−0.25', '0.00', '–')
    """
    return "–" if math.isnan(value) else f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def _with_interval(row: dict[str, Any], name: str) -> tuple[str, str]:
    """A coefficient and its interval, in words where that begins below 0, as alpha's does if coders disagree."""
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if math.isnan(low):
        return _number(row[name]), ""
    if round(low, 2) < 0:
        return _number(row[name]), f"{_number(low)} to {_number(high)}"
    return _number(row[name]), f"{_number(max(low, 0.0))}–{_number(high)}"


def _frame(
    data: ReportData, beside: Beside, name: str, label: str, rows: list[Dispute], coders: list[str]
) -> dict[str, Any]:
    return {
        "label": label,
        "all": beside.disputed[name],
        "lines": [_line(data, row, coders) for row in rows],
    }


def _line(data: ReportData, row: Dispute, coders: list[str]) -> dict[str, Any]:
    document, listed = data.documents[row.doc_id], shelf_of(data).listed.get(row.doc_id)
    paragraph = 0 if row.field == "title" else paragraph_at(document, row.start)
    text = document.article.text_in(row.field)
    anchor = f"a{listed.number}p{paragraph}" if paragraph and listed and shelf_of(data).full else ""
    reason = row.reason
    return {
        "text": tinted(text, row),
        "outlet": outlet_label(str(row.outlet)),
        "date": document.article.date.iso if document.article.date else "",
        "place": f"¶ {paragraph}" if paragraph else "headline",
        "anchor": anchor,
        "says": [(coder, said) for coder, said in zip(coders, row.says, strict=True) if said],
        "probability": "" if reason is None else _number(reason.probability),
        "threshold": "" if reason is None else _number(reason.threshold),
        "toward": [] if reason is None else [(name, f"+{share:.2f}") for name, share in reason.toward],
        "against": [] if reason is None else [(name, _number(share)) for name, share in reason.against],
    }


def tinted(text: str, row: Dispute) -> Markup:
    """The sentence: the lexicon's matches marked, each word tinted by how much it spoke for or against.

    Cut at every bound, escaped piece by piece, then joined. A tint is a class: ``t1`` to ``t3`` for, ``n1`` to ``n3``
    against; words that hardly matter have none.
    """
    words = [] if row.reason is None else list(row.reason.words)
    largest = max((abs(share) for *_, share in words), default=0.0)
    tints = [(a, b, _tint(share, largest)) for a, b, share in words if _tint(share, largest)]
    edges = sorted(
        {row.start, row.end} | {min(max(x, row.start), row.end) for a, b, _ in [*tints, *row.marks] for x in (a, b)}
    )
    pieces = []
    for a, b in pairwise(edges):
        html = Markup(str(escape(text[a:b])))
        if tint := next((name for start, end, name in tints if start <= a and b <= end), ""):
            html = Markup("<b class={}>{}</b>").format(tint, html)
        if voice := next((name for start, end, name in row.marks if start <= a and b <= end), ""):
            html = Markup("<mark class={}>{}</mark>").format(VOICE_CLASS.get(voice, "o"), html)
        pieces.append(html)
    return Markup("").join(pieces)


def _tint(share: float, largest: float) -> str:
    """The class of a word's share.

    >>> _tint(0.9, 1.0), _tint(-0.5, 1.0), _tint(0.1, 1.0)
    ('t3', 'n2', '')
    """
    step = round(STEPS * abs(share) / largest) if largest else 0
    return f"{'t' if share > 0 else 'n'}{step}" if step else ""
