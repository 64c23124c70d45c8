"""What is in a corpus: its articles and its issues as tables, without scoring."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from framing.annotate.batching import Annotator
from framing.corpus.kept import article_of
from framing.corpus.options import ReadOptions
from framing.corpus.reading import read_unit
from framing.corpus.units import plan
from framing.errors import UsageError
from framing.records.columns import with_text
from framing.records.tables import ARTICLES, ISSUES
from framing.store.addresses import the_store
from framing.store.intake import differences
from framing.store.opening import open_at
from framing.study.bridge.arrow import join_tables
from framing.study.bridge.descriptive import descriptive_tables
from framing.study.runs.duplicates import IdKeeper, in_order

if TYPE_CHECKING:
    import pandas as pd


def list_versions(paths: Sequence[str | Path], doc_id: str) -> pd.DataFrame:
    """All versions of one article of a store, the oldest first, and what changed from one to the next."""
    import pandas as pd

    address = the_store(paths)
    if not address:
        raise UsageError("only a store keeps versions", remedy="framing ls framing.db --history ID")
    with closing(open_at(address)) as store:
        versions = store.history(doc_id)
    rows = []
    for before, version in zip([None, *versions], versions, strict=False):
        article = article_of(version.entry, store.shown)[0]
        rows.append(
            {
                "doc_id": doc_id,
                "version": version.number,
                "added": version.added,
                "changed": ", ".join(differences(before.entry, version.entry)) if before else "",
                "outlet": article.outlet.value,
                "date": article.day,
                "characters": len(article.text),
                "title": article.headline,
                "file": article.provenance.file,
                "digest": article.provenance.digest,
            }
        )
    return pd.DataFrame(rows)


def search_articles(address: str | Path, query: str, top: int) -> pd.DataFrame:
    """The articles of a store that hold what ``query`` asks for, the best first."""
    import pandas as pd

    with closing(open_at(address)) as store:
        hits = store.search(query, top)
    rows = []
    for rank, hit in enumerate(hits, start=1):
        article = article_of(hit.version.entry, store.shown)[0]
        rows.append(
            {
                "doc_id": article.doc_id,
                "rank": rank,
                "outlet": article.outlet.value,
                "date": article.day,
                "title": article.headline,
                "snippet": hit.snippet,
            }
        )
    table = pd.DataFrame(rows, columns=["doc_id", "rank", "outlet", "date", "title", "snippet"])
    return with_text(table.astype({"rank": "int64"}))


def list_articles(paths: Sequence[str | Path], options: ReadOptions | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The articles and the issues tables of files and folders."""
    annotator, keeper, parts = Annotator(), IdKeeper(), []
    for unit in plan(paths, options):
        reading = read_unit(unit, options)
        tables = descriptive_tables(annotator.annotate(reading.articles), reading.issues)
        tables, origins = in_order({name: tables[name] for name in ("articles", "issues")}, reading)
        parts.append(keeper.settle(tables, origins))
    joined = join_tables(parts, (ARTICLES.name, ISSUES.name))
    articles, issues = (table.frame(joined[table.name]) for table in (ARTICLES, ISSUES))
    return articles.sort_values("doc_id", kind="stable", ignore_index=True), issues
