"""The evidence: for every cell the words that were matched, and a link that leaves only its sentences on the page.

Where the articles are printed, the sentences are theirs: each is on the page once. Where they are not, this section
prints a stated sample of the sentences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from framing.report import wording
from framing.report.data import ReportData
from framing.report.focus import focus_style, label_style
from framing.report.grid import FrameRow, Grid, Outlet, cell_anchor, evidence_anchor, grid_of
from framing.report.marking import VOICE_CLASS
from framing.report.numbers import interval
from framing.report.passages import Passage, Passages
from framing.report.sampling import limit_of, placed, sample
from framing.report.shelf import Shelf, shelf_of, with_numbers
from framing.report.shortening import NAME, PHRASE, TITLE, short

if TYPE_CHECKING:
    import pandas as pd

    from framing.records.document import Document

#: Different words listed for a cell; the others are counted.
WORDS = 4
#: A longer sentence is shown from so many letters before its first match on.
LONGEST, CONTEXT = 1_200, 240


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if nothing matched."""
    grid, shelf = grid_of(data), shelf_of(data)
    filled = sum(1 for cell in grid.cells.values() if cell.k)
    if not filled:
        return None
    table = placed(with_numbers(data.tables.matches, shelf), grid)
    words = _words(table)
    frames = [_frame(grid, frame, words) for frame in grid.frames]
    return {
        "heading": "Evidence",
        "css": [label_style(grid), focus_style(grid)],
        "frames": [frame for frame in frames if frame["cells"]],
        "assumed": any(cell.assumed and cell.k for cell in grid.cells.values()),
        "full": shelf.full,
        "sample": partial(_sample, data, grid, shelf, table, limit_of(filled)),
        "voices": [(name, VOICE_CLASS[name]) for name in VOICE_CLASS],
    }


def _words(table: pd.DataFrame) -> dict[tuple[int, int], list[tuple[str, int]]]:
    """Per cell the matched words as published and how often, the most frequent first, then in page order."""
    import pandas as pd

    # What is matched is a few words again and again: each is looked at once.
    written, numbers = pd.factorize(table["text"].astype(object))
    words = [" ".join(str(word).split()) for word in numbers]
    folded, _ = pd.factorize(pd.Series([word.casefold() for word in words], dtype=object))
    keys = [table["frame_number"].to_numpy(), table["outlet_number"].to_numpy(), folded[written]]
    found: Any = pd.Series(written).groupby(keys, sort=False).agg(["first", "size"])
    cells: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    for (frame, outlet, _), first, size in found.itertuples(name=None):
        cells[int(frame), int(outlet)].append((short(words[first], PHRASE), int(size)))
    return {place: sorted(rows, key=lambda row: -row[1]) for place, rows in cells.items()}


def _frame(grid: Grid, frame: FrameRow, words: dict[tuple[int, int], list[tuple[str, int]]]) -> dict[str, Any]:
    cells = [
        _cell(grid, frame, outlet, words.get((frame.number, outlet.number), []))
        for outlet in grid.outlets
        if grid.cells[frame.number, outlet.number].k
    ]
    return {"frame": frame, "cells": cells}


def _cell(grid: Grid, frame: FrameRow, outlet: Outlet, words: list[tuple[str, int]]) -> dict[str, Any]:
    cell = grid.cells[frame.number, outlet.number]
    return {
        "anchor": evidence_anchor(frame.number, outlet.number),
        "back": cell_anchor(frame.number, outlet.number),
        "outlet": outlet,
        "cell": cell,
        "interval": interval(cell.low, cell.high) if outlet.known or cell.articles <= 1 else "",
        "phrase": wording.split_phrase(cell.voices),
        "words": words[:WORDS],
        "others": max(0, len(words) - WORDS),
    }


def _sample(data: ReportData, grid: Grid, shelf: Shelf, table: pd.DataFrame, limit: int) -> dict[str, Any]:
    """Sentences of a sample of the matches, article by article, and how many matches of each cell they show."""
    rows = _beside(sample(table, limit), table).sort_values(
        ["number", "in_text", "sentence", "start", "end", "frame_number", "entry"], kind="stable"
    )
    shown: dict[str, int] = defaultdict(int)
    articles = []
    for doc_id, group in groupby(rows.itertuples(index=False), key=attrgetter("doc_id")):
        listed = shelf.listed[doc_id]
        sentences = list(_sentences(grid, data.documents.get(doc_id), list(group)))
        for hit in (hit for sentence in sentences for hit in sentence["hits"]):
            shown[evidence_anchor(hit.frame, listed.outlet)] += 1
        articles.append(
            {
                "outlet": grid.outlets[listed.outlet],
                "title": short(str(listed.row.title), TITLE),
                "date": listed.date,
                "doc_id": short(doc_id, NAME),
                "sentences": sentences,
            }
        )
    return {"articles": articles, "shown": dict(shown), "limit": limit}


def _beside(kept: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """The matches in the sentences of those that are ``kept``, as far as so much of a sentence is shown."""
    import pandas as pd

    place = ["number", "in_text", "sentence"]
    rows = table[pd.MultiIndex.from_frame(table[place]).isin(pd.MultiIndex.from_frame(kept[place].drop_duplicates()))]
    return rows[rows["start"] < rows.groupby(place)["start"].transform("min") + LONGEST]


def _sentences(grid: Grid, document: Document | None, rows: list[Any]) -> Iterator[dict[str, Any]]:
    """The sentences that hold ``rows``, with their place; a match without a text on record has none."""
    if document is None:
        return
    spans = {(s.field, s.number): (s.start, s.end) for s in document.sentences}
    for name in ("title", "text"):
        in_field = [row for row in rows if str(row.field) == name]
        passages = Passages(grid, document, name, in_field)
        length = len(document.article.text_in(name))
        for number, group in groupby(in_field, key=attrgetter("sentence")):
            here = list(group)
            start, end = spans.get((name, int(number)), (0, length))
            yield _shown(passages, here, start, max(end, int(here[0].end)))


def _shown(passages: Passages, rows: list[Any], start: int, end: int) -> dict[str, Any]:
    """One sentence; of a very long one the part from its first match on."""
    before, after = False, False
    if end - start > LONGEST:
        first = int(rows[0].start) - CONTEXT
        before, start = first > start, max(start, first)
        after, end = start + LONGEST < end, min(end, start + LONGEST)
    passage: Passage = passages.passage(start, end)
    paragraph = int(rows[0].paragraph)
    return {
        "before": before,
        "after": after,
        "html": passage.html,
        "notes": passage.notes,
        "hits": passage.hits,
        "place": str(paragraph) if paragraph else "",
    }
