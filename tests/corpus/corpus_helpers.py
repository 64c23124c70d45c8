"""Texts written for these tests; none is taken from a newspaper."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from framing.corpus.options import ReadOptions
from framing.corpus.reading import Reading, read_articles

ARTICLE = {
    "doc_id": "mill-talks",
    "outlet": "Morning Ledger",
    "date": "2024-03-05",
    "title": "Mill towns wait for word from the port",
    "byline": "Ann Vale",
    "url": "https://ledger.example/mill-talks",
    "genre": "report",
    "lang": "en",
    "note": "written for tests",
    "text": (
        "Weavers in the valley said the levy was “a stick, not a bridge”.\n\nThe port’s café stayed shut, 007 times.\n"
    ),
}


def read(*paths: Path, **options: object) -> Reading:
    """All articles of some paths."""
    return read_articles(list(paths), ReadOptions(**options))  # type: ignore[arg-type]


def codes(reading: Reading) -> list[str]:
    """The codes of a reading's issues."""
    return [issue.code for issue in reading.issues]


def as_markdown(record: dict[str, str]) -> str:
    """The record as Markdown with front matter."""
    head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in record.items() if key != "text")
    return f"---\n{head}---\n\n{record['text']}"


def as_workbook(*rows: Sequence[object], other: str = "") -> bytes:
    """The rows as the first sheet of a workbook; a second one holds ``other``, if anything."""
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    if other:
        book.create_sheet("Notes").append([other])
    book.save(out)
    return out.getvalue()
