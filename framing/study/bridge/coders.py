"""The coders that fill the tables: the lexicon with or without speakers, classifiers (``model_bridge``), and those of
other packages (``outside``)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from framing import registry
from framing.errors import UsageError
from framing.records.batch import Batch
from framing.records.codebook import Codebook
from framing.records.coder import Coder
from framing.records.tables import LEXICON
from framing.study.bridge.bridge import Bridge, Coded, rules_with
from framing.study.bridge.marks import VERSION, voices_by_marks
from framing.study.bridge.models import is_model, open_model, shipped_models

#: A coder, or what names one.
Named = str | Path | Coder
#: The lexicon with voices by quotation marks alone, which is several times faster.
MARKS = "lexicon-marks"


def make_bridge(codebook: Codebook, coder: Named = LEXICON, only: str = "") -> Bridge:
    """The bridge of a coder: ``lexicon``, ``lexicon-marks``, a shipped model's name, a model's folder, the name of one
    that another package brings, or a coder itself. ``only`` names the one table that is asked for."""
    bridge = _bridge_of(codebook, coder)
    bridge.only = only
    return bridge


def _bridge_of(codebook: Codebook, coder: Named) -> Bridge:
    if not isinstance(coder, str | Path):
        from framing.study.bridge.outside import CoderBridge  # here, as hardly anybody needs it

        return CoderBridge(codebook, coder)
    if str(coder) in registry.CODERS:
        return _own(coder)(codebook)
    if found := _outside(coder, codebook):
        return _bridge_of(codebook, found)
    from framing.study.bridge.model_bridge import ModelBridge  # here, as it loads all that models need

    return ModelBridge(codebook, coder)


def _own(name: str | Path) -> type[Bridge]:
    found: type[Bridge] = registry.load(registry.CODERS[str(name)])
    return found


def _outside(name: str | Path, codebook: Codebook) -> Coder | None:
    """The coder that another package brings, where no model has that name; UsageError for what nobody has."""
    if is_model(name):
        return None
    from framing.study.bridge.outside import made_outside

    found = made_outside(str(name), codebook)
    if found is None and not Path(name).is_dir():
        known = [*registry.CODERS, *shipped_models(), *registry.outside("coders")]
        remedy = f"use {', '.join(known)}, or a folder of framing train"
        raise UsageError(f"there is no coder '{name}'", remedy=remedy)
    return found


def rules_of(codebook: Codebook, coder: Named = LEXICON) -> str:
    """``Bridge.rules`` without a bridge."""
    if not isinstance(coder, str | Path):
        return rules_with(coder.signature)
    if str(coder) in registry.CODERS:
        return _own(coder).rules
    if found := _outside(coder, codebook):
        return rules_of(codebook, found)
    return rules_with(open_model(coder, codebook).coder)


class MarksBridge(Bridge):
    """Codes with the lexicon and hears nobody: what stands in quotation marks is quoted, by whom stays open."""

    rules = rules_with(MARKS, VERSION)

    def __init__(self, codebook: Codebook) -> None:
        super().__init__(codebook)
        self._labels = replace(self._labels, coder=MARKS)

    def _code(self, batch: Batch) -> Coded:
        hits = self._matcher.find(batch)
        found = self._findings(batch, hits, voices_by_marks(batch, hits.start))
        return Coded(batch, found, self._labels, np.full(len(hits), -1, np.int32), None)
