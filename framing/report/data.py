"""What a report is made of: finished tables and the documents behind them. No statistics are computed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framing.records.article import Article
from framing.records.codebook import Codebook
from framing.records.document import Document

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False)
class News:
    """What came into a store since a date: articles that are new, and new versions.

    ``rates`` has a row an outlet and frame, with ``k``, ``n``, ``articles`` and ``rate``, each ``_before`` and
    ``_after``; missing where the outlet had nothing.
    """

    since: str
    added: Sequence[Article]
    changed: Sequence[Article]
    rates: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class ReportData:
    """Everything a section may show. Two of them are equal only if they are the same object.

    ``matches``, ``counts``, ``words``, ``articles``, ``issues`` and ``quotes`` are the tables of
    ``records.tables``; ``rates`` is ``stats.rates`` by outlet, frame and voice (voice ``all`` is the sum).
    ``credits`` says which agency each article credits, and how far. ``documents`` maps doc_id to its text and spans.
    ``news`` is what is new since a date, if somebody asked.
    """

    title: str
    signature: str
    codebook: Codebook
    matches: pd.DataFrame
    counts: pd.DataFrame
    words: pd.DataFrame
    articles: pd.DataFrame
    issues: pd.DataFrame
    quotes: pd.DataFrame
    rates: pd.DataFrame
    documents: Mapping[str, Document]
    credits: pd.DataFrame | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    news: News | None = None
