"""What scoring yields: tables as DataFrames, the documents behind them, and the recipe."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from framing import __version__
from framing.errors import InputError, UsageError
from framing.records.codebook import Codebook
from framing.records.document import Document
from framing.records.signature import make_signature
from framing.records.tables import TABLES, Table

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from framing.report.data import News, ReportData
    from framing.study.comparing import Comparison


#: Columns of articles that make groups; their own columns come on top.
_GROUPS = ("outlet", "genre", "lang", "translated", "derived_from", "date", "byline", "doc_id")


class Scores:
    """The matches of one codebook in one corpus. Tables have the columns of ``framing.records.tables``."""

    def __init__(
        self, codebook: Codebook, tables: Mapping[str, pa.Table], documents: Mapping[str, Document], rules: str
    ) -> None:
        self.codebook = codebook
        self.arrow = dict(tables)
        self.documents = documents
        self._rules = rules

    def __repr__(self) -> str:
        return f"<Scores: {len(self.matches)} matches of {self.codebook.name} in {len(self.articles)} articles>"

    def _repr_html_(self) -> str:
        return self.by("outlet", voice="all").head(60).to_html(index=False, border=0)

    def _frame(self, table: Table) -> pd.DataFrame:
        return table.frame(self.arrow.get(table.name, table.empty()))

    @cached_property
    def matches(self) -> pd.DataFrame:
        """One row a match: the evidence behind every number."""
        return self._frame(TABLES["matches"])

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Matches by article, frame, voice and place; cells without any are left out."""
        return self._frame(TABLES["counts"])

    @cached_property
    def words(self) -> pd.DataFrame:
        """Scored words and sentences by article and place: the n of every rate."""
        return self._frame(TABLES["words"])

    @cached_property
    def articles(self) -> pd.DataFrame:
        """One row an article, with its tags and how they came about."""
        return self._frame(TABLES["articles"])

    @cached_property
    def issues(self) -> pd.DataFrame:
        """What was skipped or doubtful."""
        return self._frame(TABLES["issues"])

    @cached_property
    def quotes(self) -> pd.DataFrame:
        """One row an attribution: who says what, by which words we know."""
        return self._frame(TABLES["quotes"])

    @cached_property
    def credits(self) -> pd.DataFrame:
        """One row an article, agency and kind of credit: on whose word it rests, and how far."""
        return self._frame(TABLES["credits"])

    @property
    def signature(self) -> str:
        """The recipe of every number here, for the methods section."""
        return make_signature(self.codebook, self._rules, len(self.arrow["articles"]))

    def by(
        self, by: str | Sequence[str] = "outlet", *, voice: str | None = None, where: str | None = None
    ) -> pd.DataFrame:
        """Matches per 1,000 words by ``by`` (a column of articles, or several) and frame, with k, n and interval.

        ``voice``: ``all``, ``own``, ``quoted``, ``fragment``, ``reported``; None gives a row for each. ``where``:
        ``headline``, ``lead`` or ``body``; None takes the whole article. The columns are those of
        ``framing.stats.rates``.
        """
        from framing.stats import rates

        return rates(
            self.counts,
            self.words,
            self.articles_by(by),
            by=by,
            voice=voice,
            where=where,
            frames=[frame.name for frame in self.codebook.frames],
            matches=self.matches,
        )

    def articles_by(self, by: str | Sequence[str]) -> pd.DataFrame:
        """The articles table with every column of ``by``, those of the corpus's own records and metadata included.

        A column that no article has is a UsageError that lists what there is.
        """
        articles = self.articles
        extra = [json.loads(cell) if cell else {} for cell in articles["extra"]]
        for name in [by] if isinstance(by, str) else by:
            if name in articles.columns:
                continue
            own = sorted({key for row in extra for key in row})
            if name not in own:
                names = ", ".join([*_GROUPS, *own])
                raise UsageError(f"the articles have no column '{name}'", remedy=f"use one of {names}")
            articles = articles.assign(**{name: [row.get(name, "") for row in extra]})
        return articles

    def compare(self, by: str = "outlet", *, voice: str = "all", seed: int = 0) -> Comparison:
        """Each group against the rest and pairwise: rate ratios with intervals, and p where articles are enough."""
        from framing.study.comparing import Comparison

        return Comparison(self, by, voice, seed)

    def report(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        sections: Sequence[str] | None = None,
        templates: str | Path | None = None,
        news: News | None = None,
    ) -> Path:
        """Write the comparative report: one HTML file that needs no network. Whole or absent.

        ``news`` (``study.since``) adds a section on what is new. A path that ends in .pdf is printed by Chromium, if
        there is one.
        """
        from framing.report import render, write, write_pdf
        from framing.study.export import is_stream

        if Path(path).is_dir() or is_stream(path):
            kind = "folder" if Path(path).is_dir() else "device or pipe"
            raise InputError(f"this is a {kind}, not a file", file=path, remedy="name a file, such as report.html")
        data = replace(self.report_data(sections), news=news)
        html = render(data, title=title, sections=sections, templates=templates)
        return write_pdf(html, path) if Path(path).suffix.lower() == ".pdf" else write(html, path)

    def report_data(self, sections: Sequence[str] | None = None) -> ReportData:
        """What the report is made of; for ``sections`` only, where a part of it costs time."""
        from framing.report.data import ReportData
        from framing.study.reporting import report_parts

        return ReportData(
            title=self.codebook.title or self.codebook.name,
            signature=self.signature,
            codebook=self.codebook,
            matches=self.matches,
            counts=self.counts,
            words=self.words,
            articles=self.articles,
            issues=self.issues,
            quotes=self.quotes,
            credits=self.credits,
            rates=self.by("outlet"),
            documents=self.documents,
            versions={"framing": __version__, "voice rules": self._rules},
            **report_parts(self, sections),
        )
