"""The coders that fill the tables: the lexicon with or without speakers, and (``model_bridge``) classifiers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from framing.annotate.attribution.rules import Rules
from framing.records.article import Article
from framing.records.codebook import Codebook
from framing.records.issue import Issue
from framing.records.tables import LEXICON
from framing.store.opening import the_store
from framing.study.bridge.arrow import Tables
from framing.study.bridge.bridge import Bridge, Coded
from framing.study.bridge.marks import VERSION, voices_by_marks

#: The lexicon with voices by quotation marks alone, which is several times faster.
MARKS = "lexicon-marks"


def make_bridge(codebook: Codebook, coder: str | Path = LEXICON) -> Bridge:
    """The bridge of a coder: ``lexicon``, ``lexicon-marks``, a shipped model's name or a model's folder."""
    if str(coder) == MARKS:
        return MarksBridge(codebook)
    if str(coder) == LEXICON:
        return Bridge(codebook)
    from framing.study.bridge.model_bridge import ModelBridge  # here, as it loads all that models need

    return ModelBridge(codebook, coder)


class OneTable:
    """Makes one table of a bridge's and leaves the work for the others undone. Not thread-safe."""

    def __init__(self, codebook: Codebook, coder: str | Path, name: str) -> None:
        self._bridge, self._name = make_bridge(codebook, coder), name

    def tables(self, articles: Sequence[Article], issues: Sequence[Issue] = ()) -> Tables:
        """The table, with those that cost next to nothing beside it."""
        return self._bridge.tables(articles, issues, self._name)


def bridge_for(
    paths: Sequence[Any], codebook: Codebook, coder: str | Path = LEXICON, only: str = ""
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


def rules_of(codebook: Codebook, coder: str | Path = LEXICON) -> str:
    """The version of the voice rules, and the model if there is one: what ``Bridge.rules`` says, without a bridge."""
    if str(coder) in (LEXICON, MARKS):
        return Rules.version if str(coder) == LEXICON else f"{VERSION}|coder:{MARKS}"
    from framing.study.coding.training import open_model

    return f"{Rules.version}|coder:{open_model(coder, codebook).coder}"


class MarksBridge(Bridge):
    """Codes with the lexicon and hears nobody: what stands in quotation marks is quoted, by whom stays open."""

    def __init__(self, codebook: Codebook) -> None:
        super().__init__(codebook)
        self._labels = replace(self._labels, coder=MARKS)

    @property
    def rules(self) -> str:
        """The version of the rule, and the coder, for signatures."""
        return rules_of(self.codebook, MARKS)

    def code(self, articles: Sequence[Article], *, used_up: bool = False) -> Coded:
        """Annotate the articles and find every match."""
        batch = self._annotator.annotate(articles, used_up=used_up)
        hits = self._matcher.find(batch)
        found = self._findings(batch, hits, voices_by_marks(batch, hits.start))
        return Coded(batch, found, np.full(len(hits), -1, np.int32), None)
