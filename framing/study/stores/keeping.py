"""Scores that a store keeps: an article is scored once under one recipe, and its rows are the same ever after.

A result holds the tables of the articles that were scored together. Whoever asks for a group of articles gets the rows
of each out of the result it stands in, by article, so it does not show when and with whom an article was scored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np

from framing.corpus.kept import entries_of
from framing.records.article import Article
from framing.records.codebook import Codebook
from framing.records.columns import in_one
from framing.records.issue import Issue
from framing.records.tables import TABLES
from framing.store.opening import open_at
from framing.store.sealing import key_of
from framing.study.bridge.arrow import Tables
from framing.study.bridge.coders import Named, make_bridge
from framing.study.bridge.descriptive import issue_table
from framing.study.stores.kept_tables import of_articles, pack, pick, unpack
from framing.study.stores.recipes import recipe_of, recipe_of_quotes

if TYPE_CHECKING:
    import pyarrow as pa

#: The tables that hang on the codebook, and those that do not.
_SCORES = ("matches", "counts", "words", "articles", "issues")
_HEARD = ("quotes", "credits")


class KeepingBridge:
    """Tables of a store's articles; only what is not there yet is made, and then kept. Not thread-safe."""

    def __init__(self, codebook: Codebook, coder: Named, address: str) -> None:
        self.bridge = make_bridge(codebook, coder)
        self._recipe = recipe_of(codebook, coder)
        self._heard = recipe_of_quotes(codebook, coder)
        self._address = address

    def tables(self, articles: Sequence[Article], issues: Sequence[Issue] = ()) -> Tables:
        """The tables of these articles, by article, with what reading had to say. A list is used up (``Bridge``)."""
        joined = self._kept_or_made(_SCORES, self._recipe, articles, self.bridge.tables)
        return joined | {"issues": _joined([issue_table(issues), joined["issues"]])}

    def quotes(self, articles: Sequence[Article]) -> Tables:
        """All attributions and credits of these articles, by article."""
        return self._kept_or_made(_HEARD, self._heard, articles, self._hear)

    def _hear(self, articles: Sequence[Article]) -> Tables:
        return self.bridge.quotes(self.bridge.code(articles))

    def _kept_or_made(
        self,
        names: Sequence[str],
        recipe: str,
        articles: Sequence[Article],
        make: Callable[[Sequence[Article]], Tables],
    ) -> Tables:
        """The tables ``names`` under a recipe: those of articles that have none yet are made, and kept."""
        keys = [key_of(entry) for entry in entries_of(articles, ())]
        order = [article.doc_id for article in articles]
        with closing(open_at(self._address, write=True)) as store:
            kept, results = store.kept(recipe, keys)
            parts = _kept_parts(articles, keys, kept, results)
            if new := {doc_id: key for doc_id, key in zip(order, keys, strict=True) if key not in kept}:
                # The list itself where it can be: as it is used up, nobody else holds on to the text of a giant.
                tables = make(articles if len(new) == len(order) else [a for a in articles if a.doc_id in new])
                parts.append((tables, set(new)))
                if store.writable:
                    store.keep(recipe, list(new.values()), pack(tables, names), pick)
        return {name: _by_article(name, parts, order) for name in names}


def _kept_parts(
    articles: Sequence[Article], keys: Sequence[str], kept: Mapping[str, int], results: Mapping[int, bytes]
) -> list[tuple[Tables, set[str]]]:
    """The results in which some of the articles stand, each with the names of those to take from it."""
    wanted: dict[int, set[str]] = {}
    for article, key in zip(articles, keys, strict=True):
        if key in kept:
            wanted.setdefault(kept[key], set()).add(article.doc_id)
    return [(unpack(results[number]), names) for number, names in sorted(wanted.items())]


def _by_article(name: str, parts: list[tuple[Tables, set[str]]], order: Sequence[str]) -> pa.Table:
    """The rows of the articles that are wanted from each part, by article; rows of one article stay in their order."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not parts:
        return TABLES[name].empty()
    whole = _joined([of_articles(tables[name], names) for tables, names in parts])
    rank = pc.index_in(whole.column("doc_id"), value_set=pa.array(order, pa.string()))
    rows = np.argsort(rank.to_numpy(), kind="stable")
    return in_one(whole.take(pa.array(rows)))


def _joined(tables: list[pa.Table]) -> pa.Table:
    import pyarrow as pa

    return in_one(pa.concat_tables(tables))
