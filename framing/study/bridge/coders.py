"""Which coder fills the tables: the lexicon (``bridge``, without speakers ``marks``), a classifier (``model_bridge``),
or one of another package (``outside``)."""

from __future__ import annotations

from pathlib import Path

from framing import registry
from framing.errors import UsageError
from framing.records.codebook import Codebook
from framing.records.coder import Coder
from framing.records.tables import LEXICON
from framing.study.bridge.bridge import Bridge, rules_with
from framing.study.bridge.models import is_model, open_model, shipped_models

#: A coder, or what names one.
Named = str | Path | Coder


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
