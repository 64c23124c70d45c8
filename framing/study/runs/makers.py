"""Who makes the tables of a run: a coder's bridge, one that makes a single table, or one that keeps what it makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from framing.records.article import Article
from framing.records.codebook import Codebook
from framing.records.issue import Issue
from framing.records.tables import LEXICON
from framing.store.addresses import the_store
from framing.study.bridge.arrow import Tables
from framing.study.bridge.coders import Named, make_bridge


class OneTable:
    """Makes one table of a bridge's and leaves the work for the others undone. Not thread-safe."""

    def __init__(self, codebook: Codebook, coder: Named, name: str) -> None:
        self._bridge, self._name = make_bridge(codebook, coder), name

    def tables(self, articles: Sequence[Article], issues: Sequence[Issue] = ()) -> Tables:
        """The table, with those that cost next to nothing beside it."""
        return self._bridge.tables(articles, issues, self._name)


def bridge_for(
    paths: Sequence[Any], codebook: Codebook, coder: Named = LEXICON, only: str = ""
) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """What makes tables of articles of ``paths``, and its arguments: one that keeps them, if that is one store.

    A store keeps all tables; elsewhere ``only`` one may be asked for.
    """
    if address := the_store(paths):
        from framing.study.stores.keeping import KeepingBridge  # here, as most articles stand in files

        return KeepingBridge, (codebook, coder, address)
    if only:
        return OneTable, (codebook, coder, only)
    return make_bridge, (codebook, coder)
