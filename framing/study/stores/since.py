"""What new articles change: the store as it was before a time, and as it is, counted alike."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from framing.corpus.kept import article_of
from framing.errors import UsageError
from framing.records.article import Article
from framing.records.codebook import Codebook
from framing.records.dates import parse_date
from framing.records.tables import LEXICON, TABLES
from framing.report.data import News
from framing.stats import rates
from framing.store.addresses import the_store
from framing.store.opening import open_at
from framing.store.store import Store
from framing.study.bridge.arrow import join_tables
from framing.study.bridge.groups import GROUP_SIZE, in_groups
from framing.study.comparison.counting import leave_out
from framing.study.stores.keeping import KeepingBridge
from framing.study.wording.copies import near_copies

if TYPE_CHECKING:
    import pandas as pd


def news_since(paths: Sequence[str | Path], date: str, codebook: Codebook, *, keep_copies: bool = False) -> News:
    """What came into a store, or changed in it, from ``date`` (UTC) on, and the rates before and after.

    Near-copies count once in both, unless ``keep_copies``.
    """
    address, since = check_since(paths, date)
    with closing(open_at(address)) as store:
        old, now = _articles(store, since), _articles(store)
    added = [article for doc_id, article in now.items() if doc_id not in old]
    changed = [article for doc_id, article in now.items() if doc_id in old and old[doc_id] != article]
    bridge = KeepingBridge(codebook, LEXICON, address)
    before, after = (_rates(bridge, articles, codebook, keep_copies) for articles in (old, now))
    both = after.merge(before, on=["outlet", "frame"], how="outer", suffixes=("_after", "_before"), sort=True)
    return News(date, added, changed, both)


def check_since(paths: Sequence[str | Path], date: str) -> tuple[str, str]:
    """The store's address, and the beginning of a day, month or year as it stands there; UsageError if it has none."""
    address = the_store(paths)
    if not address:
        raise UsageError("only a store knows when an article came", remedy="framing report framing.db --since DATE")
    parsed = parse_date(date)
    if parsed is None:
        raise UsageError("--since names no date", remedy="write YYYY-MM-DD")
    return address, parsed.iso


def _articles(store: Store, before: str = "") -> dict[str, Article]:
    """The articles, by name."""
    numbers = [number for group in store.plan(GROUP_SIZE, before) for number in group]
    articles = (article_of(version.entry, store.shown)[0] for version in store.fetch(numbers))
    return {article.doc_id: article for article in articles}


def _rates(bridge: KeepingBridge, articles: dict[str, Article], codebook: Codebook, keep_copies: bool) -> pd.DataFrame:
    """Matches per 1,000 words by outlet and frame, in all voices."""
    parts = [bridge.tables(group) for group in in_groups(articles.values())]
    kept = ("counts", "words", "articles")
    counts, words, tags = (TABLES[name].frame(table) for name, table in join_tables(parts, kept).items())
    counts, words = leave_out(counts, words, {} if keep_copies else near_copies(articles.values()))
    table = rates(counts, words, tags, by="outlet", voice="all", frames=codebook.frame_names)
    return table[["outlet", "frame", "k", "n", "articles", "rate"]]
