"""The articles of a report in their order on the page, and how each may be cited."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from framing.records.document import Document
from framing.report.data import ReportData, once
from framing.report.grid import grid_of

if TYPE_CHECKING:
    import pandas as pd

#: Up to here every article is printed in full: some two megabytes. Nobody reads a page of more.
FULL_ARTICLES = 500
FULL_CHARACTERS = 1_000_000
FULL_MATCHES = 6_000
_NO_ADDRESS = frozenset(" \"'<>\\^`{|}")


@dataclass(frozen=True, slots=True)
class Listed:
    """An article: ``number`` is its place on the page, ``row`` its row of the articles table."""

    number: int
    doc_id: str
    outlet: int
    row: Any

    @property
    def date(self) -> str:
        """The date as far as it is known, else ``undated``."""
        return str(self.row.date) or "undated"


@dataclass(frozen=True, slots=True)
class Shelf:
    """``listed`` by doc_id, in page order: outlet, date, doc_id. ``full`` says whether the texts are printed."""

    listed: dict[str, Listed]
    full: bool
    characters: int


@once
def shelf_of(data: ReportData) -> Shelf:
    """The shelf of ``data``."""
    outlets = grid_of(data).outlet_number
    rows = sorted(
        (
            (outlets[str(row.outlet)], str(row.date) or "~", str(row.doc_id), row)
            for row in data.tables.articles.itertuples(index=False)
            if str(row.outlet) in outlets
        ),
        key=itemgetter(0, 1, 2),
    )
    listed = {doc_id: Listed(i, doc_id, outlet, row) for i, (outlet, _, doc_id, row) in enumerate(rows)}
    characters = sum(len(document.article.text) for document in data.documents.values())
    few = len(data.tables.articles) <= FULL_ARTICLES and len(data.tables.matches) <= FULL_MATCHES
    return Shelf(listed, few and characters <= FULL_CHARACTERS, characters)


def paragraph_at(document: Document, position: int) -> int:
    """The 1-based number of the paragraph that holds ``position`` of the text; 0 if there is none.

    Paragraphs are in order and do not overlap.
    """
    index = bisect_right([start for start, _ in document.paragraphs], position)
    return index if index and position < document.paragraphs[index - 1][1] else 0


def web_address(text: str) -> str:
    """``text`` if it is an http or https address that a page may link to, else an empty string.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)"), web_address("http://a b")
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    plain = text.isprintable() and not set(text) & _NO_ADDRESS
    return text if plain and parts.scheme in ("http", "https") and parts.netloc else ""


def with_numbers(table: pd.DataFrame, shelf: Shelf) -> pd.DataFrame:
    """The rows of the listed articles, in their own order, with the article's place on the page as ``number``."""
    numbers = {doc_id: listed.number for doc_id, listed in shelf.listed.items()}
    kept = table.assign(number=table["doc_id"].map(numbers)).dropna(subset=["number"])
    return kept.astype({"number": "int64"})
