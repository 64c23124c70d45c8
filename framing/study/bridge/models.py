"""Models: where they are, and whether they fit a codebook; what it takes to use one is loaded when one is opened."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from framing import resources
from framing.errors import InputError, UsageError
from framing.records.codebook import Codebook

if TYPE_CHECKING:
    from framing.classifier.store import Model

#: The file that makes a folder a model; ``classifier.store`` writes it.
_LABELS = "model.json"


def shipped_models() -> dict[str, Path]:
    """The folders of the models that come with framing, by name, sorted."""
    place = resources.folder("lexicons") / "models"
    folders = sorted(place.iterdir()) if place.is_dir() else []
    return {folder.name: folder for folder in folders if (folder / _LABELS).is_file()}


def is_model(name: str | Path) -> bool:
    """Whether this is a shipped model's name or a folder with a model in it."""
    return str(name) in shipped_models() or (Path(name) / _LABELS).is_file()


def open_model(name: str | Path, codebook: Codebook | None = None) -> Model:
    """The shipped model of that name, or the one in a folder; it must fit ``codebook`` if one is given."""
    from framing.classifier.store import load_model  # here, as the lexicon needs none of it

    shipped = shipped_models()
    if str(name) in shipped:
        model = load_model(shipped[str(name)])
    elif Path(name).is_dir():
        model = load_model(name)
    else:
        known = ", ".join(shipped) or "there is none"
        raise UsageError(
            f"there is no model '{name}'", remedy=f"name a folder of framing train, or a shipped one: {known}"
        )
    if codebook is not None:
        _check_codebook(model, codebook, str(name))
    return model


def entries_digest(codebook: Codebook) -> str:
    """Of all that decides where the lexicon matches: frames and entries in their order, no definitions or notes."""
    kept = [(frame.name, entry.slots, entry.own_negator, entry.exclude) for frame, entry in codebook.entries()]
    frames = list(codebook.frame_names)  # as the digests of shipped models were made
    return hashlib.sha256(repr((frames, kept)).encode("utf-8")).hexdigest()[:12]


def _check_codebook(model: Model, codebook: Codebook, name: str) -> None:
    """InputError if the model learnt another codebook, or one with other entries: its features would be others."""
    same = model.digest == codebook.digest or model.entries == entries_digest(codebook)
    if model.codebook == codebook.name and same:
        if model.classifier.frames_ == codebook.frame_names:
            return
        reason = f"the model's frames are not those of {codebook.recipe}, which it names: its file was changed"
        raise InputError(reason, file=name, remedy="train it again with framing train")
    learnt = f"{model.codebook}@{model.version}#{model.digest}"
    table = resources.folder("lexicons") / "training" / f"{codebook.name}.tsv"
    again = "train it again with framing train"
    if table.is_file() and model.codebook == codebook.name:
        again = f"train it again (framing train {table} -o {shipped_models().get(name, Path(name))})"
    raise InputError(
        f"the model was trained for {learnt}, and the codebook is {codebook.recipe}",
        file=name,
        remedy=f"{again}, or name the codebook it was trained for with --codebook",
    )
