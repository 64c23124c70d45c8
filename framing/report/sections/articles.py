"""Each article in full, as published, with its matches marked: the evidence behind every number, in its place."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from framing.records.article import SCORED_BLOCKS
from framing.records.document import Document, Span
from framing.report.data import ReportData
from framing.report.facts import article_facts
from framing.report.focus import label_style
from framing.report.grid import Grid, grid_of
from framing.report.passages import Passages
from framing.report.shelf import FULL_ARTICLES, FULL_CHARACTERS, FULL_MATCHES, Listed, shelf_of, with_numbers
from framing.report.spans import Spans

ORDER = ["number", "field", "start", "end", "frame", "entry"]


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if there are no texts; a sentence instead of the texts if there are too many."""
    grid, shelf = grid_of(data), shelf_of(data)
    if not data.documents:
        return None
    rows: dict[str, list[Any]] = defaultdict(list)
    said: dict[str, list[Span]] = defaultdict(list)
    if shelf.full:
        for row in with_numbers(data.tables.matches, shelf).sort_values(ORDER).itertuples(index=False):
            rows[str(row.doc_id)].append(row)
        for row in data.tables.quotes.itertuples(index=False):
            if str(row.field) == "text":
                said[str(row.doc_id)] += [(int(a), int(b)) for a, b in json.loads(str(row.content))]
    listed = [each for each in shelf.listed.values() if each.doc_id in data.documents] if shelf.full else []
    return {
        "heading": "The articles",
        "css": [label_style(grid)],
        "full": shelf.full,
        "articles": [_one(data, grid, each, rows[each.doc_id], said[each.doc_id]) for each in listed],
        "number": grid.articles,
        "characters": shelf.characters,
        "most_articles": FULL_ARTICLES,
        "most_characters": FULL_CHARACTERS,
        "most_matches": FULL_MATCHES,
    }


def _one(data: ReportData, grid: Grid, listed: Listed, rows: list[Any], said: list[Span]) -> dict[str, Any]:
    document = data.documents[listed.doc_id]
    title = document.article.title
    in_title = Passages(grid, document, "title", [row for row in rows if str(row.field) == "title"])
    in_text = Passages(grid, document, "text", [row for row in rows if str(row.field) != "title"], said)
    paragraphs = _paragraphs(listed, document, in_text)
    if title:
        passage = in_title.passage(0, len(title))
        top = {"anchor": "", "html": passage.html, "classes": "", "notes": passage.notes}
    elif paragraphs and paragraphs[0]["headline"]:
        top = paragraphs.pop(0)
    else:
        top = {"anchor": "", "html": document.article.headline, "classes": "", "notes": []}
    return {
        "listed": listed,
        "outlet": grid.outlets[listed.outlet],
        "about": article_facts(listed),
        "matches": len(rows),
        "top": top,
        "paragraphs": paragraphs,
    }


def _paragraphs(listed: Listed, document: Document, passages: Passages) -> list[dict[str, Any]]:
    """The text, paragraph by paragraph, nothing left out: what lies between two paragraphs is shown too."""
    article, shown = document.article, []
    blocks = Spans(article.blocks)
    for number, start, end in _stretches(article.text, document.paragraphs):
        passage = passages.passage(start, end)
        here = blocks.over(start, end)
        headings = [b for b in here if b.kind in SCORED_BLOCKS and b.start <= start and end <= b.end]
        shown.append(
            {
                "anchor": f"a{listed.number}p{number}" if number else "",
                "html": passage.html,
                "classes": "h" if headings else "",
                "headline": any(block.kind == "headline" for block in headings),
                "notes": passage.notes,
                "greyed": ", ".join(dict.fromkeys(b.kind for b in here if b.kind not in SCORED_BLOCKS)),
            }
        )
    return shown


def _stretches(text: str, paragraphs: tuple[Span, ...]) -> list[tuple[int, int, int]]:
    """Number, start and end of each paragraph; number 0 for anything else that is not white space."""
    found, done = [], 0
    for number, (start, end) in enumerate(paragraphs, 1):
        found += _between(text, done, start)
        found.append((number, start, end))
        done = max(done, end)
    return found + _between(text, done, len(text))


def _between(text: str, start: int, end: int) -> list[tuple[int, int, int]]:
    rest = text[start:end]
    if not rest.strip():
        return []
    return [(0, start + len(rest) - len(rest.lstrip()), start + len(rest.rstrip()))]
