"""Articles as reading makes them, putting them into a store, and sheets that somebody coded."""

from __future__ import annotations

import csv
from contextlib import closing
from pathlib import Path

from framing.corpus.fields import digest
from framing.records.article import Article, Provenance, Tag
from framing.records.dates import Date
from framing.store.interface import Store
from framing.store.opening import open_at
from framing.study.stores.adding import Taken, add_articles
from tests.conftest import run_here


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


def fill_in(folder: Path, coder: str, frames: dict[str, str], **cells: str) -> Path:
    """The sheet as somebody fills it in: a frame shows where its word stands."""
    with (folder / "s.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / f"{coder}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        for row in rows:
            marks = {frame: "1" if word in row["text"] else "" for frame, word in frames.items()}
            writer.writerow(row | {"done": "1"} | marks | cells)
    return folder / f"{coder}.csv"


def read_codes(store, sheet: Path, desk: Path, *options):
    """Keep the codes of a sheet."""
    return run_here("code", "read", sheet, "--key", desk / "s.key.csv", "--store", store, *options)


def versions(address, **options):
    """The codes of a store that is sound."""
    with closing(open_at(address)) as store:
        store.check()
        return store.codes(**options)
