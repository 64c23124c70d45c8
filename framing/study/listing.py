"""What is in a corpus: its articles and its issues as tables, without scoring."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.annotate.batching import Annotator
from framing.corpus.options import ReadOptions
from framing.corpus.units import plan, read_unit
from framing.records.tables import ARTICLES, ISSUES
from framing.study.duplicates import IdKeeper, in_order, join_tables
from framing.study.word_table import descriptive_tables, issue_tables

if TYPE_CHECKING:
    import pandas as pd


def list_articles(paths: Sequence[str | Path], options: ReadOptions | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The articles and the issues tables of files and folders."""
    annotator, keeper, parts = Annotator(), IdKeeper(), []
    for unit in plan(paths, options):
        reading = read_unit(unit, options)
        if reading.articles:
            tables = descriptive_tables(annotator.annotate(reading.articles), reading.issues)
        else:
            tables = issue_tables(reading.issues)
        tables, origins = in_order({name: tables[name] for name in ("articles", "issues")}, reading)
        parts.append(keeper.settle(tables, origins))
    joined = join_tables(parts)
    articles, issues = (table.frame(joined.get(table.name, table.empty())) for table in (ARTICLES, ISSUES))
    return articles.sort_values("doc_id", kind="stable", ignore_index=True), issues
