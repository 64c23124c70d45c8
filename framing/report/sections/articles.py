"""Each article in full, as published, with its matches marked."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

from markupsafe import Markup

from framing.records.article import SCORED_BLOCKS, Article
from framing.records.document import Document, Span
from framing.report import wording
from framing.report.data import ReportData
from framing.report.grid import Grid, grid_of
from framing.report.marking import VOICE_CLASS, Mark, marked
from framing.report.sections.outlets import _article
from framing.report.shelf import FULL_ARTICLES, FULL_CHARACTERS, Listed, in_page_order, shelf_of

ORDER = ["number", "field", "start", "end", "frame", "entry"]


def build(data: ReportData) -> dict[str, Any] | None:
    """Hidden if there are no texts; a sentence instead of the texts if there are too many."""
    grid, shelf = grid_of(data), shelf_of(data)
    if not data.documents:
        return None
    rows: dict[str, list[Any]] = defaultdict(list)
    said: dict[str, list[Span]] = defaultdict(list)
    if shelf.full:
        for row in in_page_order(data.matches, shelf).sort_values(ORDER).itertuples(index=False):
            rows[str(row.doc_id)].append(row)
        for row in data.quotes.itertuples(index=False):
            if str(row.field) == "text":
                said[str(row.doc_id)] += [(int(a), int(b)) for a, b in json.loads(str(row.content))]
    listed = [each for each in shelf.listed.values() if each.doc_id in data.documents] if shelf.full else []
    return {
        "heading": "The articles",
        "full": shelf.full,
        "articles": [_one(data, grid, each, rows[each.doc_id], said[each.doc_id]) for each in listed],
        "number": grid.articles,
        "characters": shelf.characters,
        "most_articles": FULL_ARTICLES,
        "most_characters": FULL_CHARACTERS,
        "voices": VOICE_CLASS,
        "guard": wording.guard(grid),
    }


def _one(data: ReportData, grid: Grid, listed: Listed, rows: list[Any], said: list[Span]) -> dict[str, Any]:
    document = data.documents[listed.doc_id]
    in_title = [row for row in rows if str(row.field) == "title"]
    in_text = [row for row in rows if str(row.field) != "title"]
    title = document.article.title
    return {
        "listed": listed,
        "outlet": grid.outlets[listed.outlet],
        "about": _article(listed),
        "matches": len(rows),
        "headline": marked(title, 0, len(title), _marks(grid, in_title)) if title else document.article.headline,
        "headline_notes": _notes(grid, in_title),
        "paragraphs": _paragraphs(grid, listed, document, in_text, said),
    }


def _marks(grid: Grid, rows: list[Any]) -> list[Mark]:
    numbers = grid.frame_number
    return [
        Mark(int(r.start), int(r.end), str(r.voice), numbers[str(r.frame)], str(numbers[str(r.frame)] + 1))
        for r in rows
    ]


def _paragraphs(
    grid: Grid, listed: Listed, document: Document, rows: list[Any], said: list[Span]
) -> list[dict[str, Any]]:
    """The text, paragraph by paragraph, nothing left out: what lies between two paragraphs is shown too."""
    article, shown = document.article, []
    for number, start, end in _stretches(article.text, document.paragraphs):
        here = [row for row in rows if row.start < end and row.end > start]
        spans = [span for span in said if span[0] < end and span[1] > start]
        shown.append(
            {
                "anchor": f"a{listed.number}p{number}" if number else "",
                "html": _html(grid, article, start, end, here, spans),
                "kind": _kind(article, start, end),
                "notes": _notes(grid, here),
                "greyed": _greyed(article, start, end),
            }
        )
    return shown


def _html(grid: Grid, article: Article, start: int, end: int, rows: list[Any], said: list[Span]) -> Markup:
    return marked(article.text, start, end, _marks(grid, rows), article.blocks, said)


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


def _kind(article: Article, start: int, end: int) -> str:
    """``h`` for a paragraph that is a headline or subheading, else empty."""
    inside = (b for b in article.blocks if b.kind in SCORED_BLOCKS)
    return "h" if any(b.start <= start and end <= b.end for b in inside) else ""


def _greyed(article: Article, start: int, end: int) -> str:
    """The kinds of the blocks in ``[start, end)`` that are shown and not scored."""
    kinds = [b.kind for b in article.blocks if b.start < end and b.end > start and b.kind not in SCORED_BLOCKS]
    return ", ".join(dict.fromkeys(kinds))


def _notes(grid: Grid, rows: list[Any]) -> list[dict[str, Any]]:
    """What was found in a paragraph, frame by frame: its number, its name, how often, and who speaks."""
    found = Counter(grid.frame_number[str(row.frame)] for row in rows)
    speakers: dict[int, dict[str, None]] = defaultdict(dict)
    for row in rows:
        if str(row.speaker):
            speakers[grid.frame_number[str(row.frame)]][str(row.speaker)] = None
    return [
        {
            "number": frame + 1,
            "label": grid.frames[frame].label,
            "k": found[frame],
            "speakers": ", ".join(speakers[frame]),
        }
        for frame in sorted(found)
    ]
