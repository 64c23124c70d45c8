"""Articles as reading makes them, and putting them into a store."""

from __future__ import annotations

from contextlib import closing

from framing.corpus.fields import digest
from framing.records.article import Article, Provenance, Tag
from framing.records.dates import Date
from framing.store.interface import Store
from framing.store.opening import open_at
from framing.study.adding import Taken, add_articles


def make_article(doc_id: str, text: str, outlet: str = "", **fields: object) -> Article:
    """An article as reading makes it; with an outlet somebody gave it."""
    title = str(fields.get("title", ""))
    origin = Provenance(f"{doc_id}.txt", digest(title, text), "text")
    tag = Tag(outlet, "given", "flag", "--outlet") if outlet else Tag()
    return Article(doc_id, text, outlet=tag, provenance=origin, **fields)  # type: ignore[arg-type]


def day(iso: str) -> Date:
    """A date."""
    return Date(iso)


def put(store: Store, *articles: Article) -> Taken:
    """Add articles in one call."""
    return add_articles(store, articles, (), set())


def names(path) -> list[str]:
    """The current articles of a store that is sound."""
    with closing(open_at(path)) as store:
        store.check()
        return [v.entry.doc_id for group in store.plan(10**6) for v in store.fetch(group)]
