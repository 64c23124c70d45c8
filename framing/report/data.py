"""What a report is made of: finished tables and the documents behind them. No statistics are computed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framing.records.beside import Beside
from framing.records.codebook import Codebook
from framing.records.document import Document

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class ReportData:
    """Everything a section may show. Two of them are equal only if they are the same object.

    ``matches``, ``counts``, ``words``, ``articles``, ``issues`` and ``quotes`` are the tables of
    ``records.tables``; ``rates`` is ``stats.rates`` by outlet, frame and voice (voice ``all`` is the sum).
    ``credits`` says which agency each article credits, and how far. ``documents`` maps doc_id to its text and spans.
    Near-copies are in none of the tables but ``copies``, which says what stands for each. ``validation`` is what is
    known of the coder; ``prevalence`` are sentence shares, raw and corrected for its errors; ``beside`` are other
    coders of the same sentences.
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
    copies: pd.DataFrame | None = None
    validation: str = "unvalidated"
    prevalence: pd.DataFrame | None = None
    beside: Beside | None = None
