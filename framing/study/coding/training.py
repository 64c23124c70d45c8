"""From coded tables to a model, and from a model to how well it does."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from framing import resources
from framing.arguments import check_whole
from framing.classifier.card import make_card
from framing.classifier.embeddings import load_embedder
from framing.classifier.learning import Recipe
from framing.classifier.model import FrameClassifier
from framing.classifier.sentences import Sentences, text_key
from framing.classifier.store import Model, load_model
from framing.coding.gridfiles import unguarded
from framing.coding.grids import Grid, read_grid
from framing.corpus.tags.outlets import load_outlets
from framing.errors import InputError, UsageError
from framing.records.arrays import Flags, Floats, Ints
from framing.records.article import UNKNOWN, Article
from framing.records.codebook import Codebook
from framing.records.tables import VOICES
from framing.study.bridge.bridge import Bridge
from framing.study.coding.models import shipped_models
from framing.study.coding.sheets import read_coded_sheet

#: Columns that say which article a sentence is of, and who published it; the first that is there counts.
_GROUPS, _OUTLETS = ("group", "doc_id"), ("outlet", "style")
#: Names of agencies that stand in no table of outlets but in every tag line.
_AGENCIES = ("Reuters", "Xinhua", "AP", "AFP", "Bloomberg", "Associated Press", "Agence France-Presse")


def read_training(paths: Sequence[str | Path], codebook: Codebook, *, key: str | Path | None = None) -> Sentences:
    """Coded sentences of tables (``text``, ``frames``, ``group``, ``outlet``) and of coded sheets with their key.

    The article of a sheet's sentence and its outlet come from the key. InputError names the file and line of a frame
    that the codebook does not have.
    """
    parts = [_read(path, codebook, key) for path in paths]
    texts = [text for part in parts for text in part.texts]
    if not texts:
        raise UsageError("no sentence in these tables is coded", remedy="name a coded sheet or a training table")
    return Sentences(
        parts[0].frames,
        texts,
        lexicon_counts(texts, codebook),
        np.concatenate([part.labels for part in parts]),
        [group for part in parts for group in part.groups],
        [outlet for part in parts for outlet in part.outlets],
    )


def _read(path: str | Path, codebook: Codebook, key: str | Path | None) -> Sentences:
    grid = read_grid(path)
    refuse_bare_codes(grid)
    if "unit" in grid.names:
        return _of_sheet(path, grid, codebook, key)
    if missing := [name for name in ("text", "frames") if name not in grid.names]:
        reason = f"the table has no column '{missing[0]}'"
        raise InputError(reason, file=path, line=1, remedy="name a coded sheet, or a table with text, frames and group")
    groups = _first(grid, _GROUPS) or [f"{path}:{n}" for n in grid.numbers]
    outlets = _first(grid, _OUTLETS) or [UNKNOWN] * len(grid.rows)
    return as_sentences(codebook, grid.column("text"), labels_of(grid, codebook), groups, outlets)


def refuse_bare_codes(grid: Grid) -> None:
    """InputError for the table that ``framing code read`` writes: it holds codes, and no sentence to read them with."""
    if "text" not in grid.names and {"coder", "frame", "value"} <= set(grid.names):
        raise InputError(
            "these are codes without their sentences",
            file=grid.file,
            remedy="name the coded sheet itself (framing lexicon validate --coder holds a model against codes)",
        )


def labels_of(grid: Grid, codebook: Codebook) -> Flags:
    """The column ``frames`` (names with spaces between) as rows x frames; InputError for an unknown frame."""
    numbers = {name: j for j, name in enumerate(codebook.frame_names)}
    labels = np.zeros((len(grid.rows), len(numbers)), np.bool_)
    for i, cell in enumerate(grid.column("frames")):
        for name in cell.split():
            if name not in numbers:
                reason = f"codebook {codebook.name} has no frame '{name}'"
                raise InputError(reason, file=grid.file, line=grid.numbers[i], remedy=f"use {', '.join(numbers)}")
            labels[i, numbers[name]] = True
    return labels


def _first(grid: Grid, names: Sequence[str]) -> list[str] | None:
    return next((grid.column(name) for name in names if name in grid.names), None)


def _of_sheet(path: str | Path, grid: Grid, codebook: Codebook, key: str | Path | None) -> Sentences:
    """The units of a sheet that somebody coded; a unit counts once any frame of it has a value."""
    shown = dict(zip(grid.column("unit"), grid.column("text"), strict=True))
    numbers = {name: j for j, name in enumerate(codebook.frame_names)}
    rows: dict[str, Any] = {}
    for coding in read_coded_sheet(path, key).codings:
        if coding.frame in numbers and coding.value is not None:
            row = rows.setdefault(coding.unit, (coding, np.zeros(len(numbers), np.bool_)))
            row[1][numbers[coding.frame]] |= coding.value == 1
    labels = np.array([row[1] for row in rows.values()], np.bool_).reshape(len(rows), len(numbers))
    groups, outlets = [row[0].doc_id for row in rows.values()], [row[0].outlet or UNKNOWN for row in rows.values()]
    return as_sentences(codebook, [unguarded(shown[unit]) for unit in rows], labels, groups, outlets)


def as_sentences(
    codebook: Codebook, texts: list[str], labels: Flags, groups: list[str], outlets: list[str]
) -> Sentences:
    """Sentences in which the lexicon's matches are still to be counted."""
    frames = codebook.frame_names
    return Sentences(frames, texts, np.zeros((len(texts), 2 * len(frames))), labels, groups, outlets)


def lexicon_counts(texts: Sequence[str], codebook: Codebook) -> Floats:
    """The lexicon's matches in each text by itself: per frame, in its own voice and in others'."""
    coded = Bridge(codebook).code([Article(f"{i:08}", text) for i, text in enumerate(texts)])
    article = coded.batch.field_article[coded.batch.field_of(coded.found.start)]
    return add_up(article, coded.found.frame, coded.found.voice, (len(texts), len(codebook.frames)))


def add_up(place: Ints, frame: Ints, voice: Ints, shape: tuple[int, int]) -> Floats:
    """Matches by place (article or sentence), frame and own voice or not: the lexicon's columns of a classifier."""
    places, frames = shape
    cell = (place * frames + frame) * 2 + (voice != VOICES.index("own"))
    return np.bincount(cell, minlength=places * frames * 2).reshape(places, frames * 2).astype(np.float64)


def masked_names() -> tuple[str, ...]:
    """Names of outlets and agencies of at least two words or all capitals: they would tell who publishes."""
    table = load_outlets()
    names = {name for outlet in table.outlets.values() for name in (outlet.name, *outlet.aliases)}
    return tuple(sorted({name for name in names if " " in name.strip() or name.isupper()} | set(_AGENCIES)))


def train(
    sentences: Sentences,
    codebook: Codebook,
    *,
    name: str = "",
    recipe: Recipe | None = None,
    seed: int = 0,
    note: str = "",
    embeddings: bool = False,
) -> Model:
    """A fitted model with its card. UsageError if no frame has enough positives in at least two outlets.

    ``embeddings`` adds sentence embeddings to the features (``newsframing[embeddings]``).
    """
    check_whole("seed", seed, 0)
    recipe = replace(recipe or Recipe(masked=masked_names()), seed=seed)
    if embeddings:
        recipe = replace(recipe, embedder=load_embedder())
    kind = "one-vs-rest logistic regression on word 1-2 grams, character 3-5 grams and lexicon matches"
    classifier = FrameClassifier(recipe).fit(sentences)
    card = {
        "name": name or codebook.name,
        "codebook": codebook.recipe,
        "note": note,
        "kind": f"{kind}, and {recipe.embedder.name} sentence embeddings" if recipe.embedder else kind,
        "recipe": {"strength": recipe.strength, "features": recipe.largest, "seed": seed},
        "lexicon_weight": round(classifier.weights_.features.lexicon_weight, 4),
        **make_card(classifier, sentences),
        "measured": {},
    }
    known = (codebook.name, codebook.version, codebook.digest)
    learnt = tuple(sorted(set(map(text_key, sentences.texts))))
    return Model(name or codebook.name, *known, classifier, card, entries=entries_digest(codebook), learnt=learnt)


def open_model(name: str | Path, codebook: Codebook | None = None) -> Model:
    """The shipped model of that name, or the one in a folder; it must fit ``codebook`` if one is given."""
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
        check_codebook(model, codebook, name)
    return model


def entries_digest(codebook: Codebook) -> str:
    """Of all that decides where the lexicon matches: frames and entries in their order, no definitions or notes."""
    kept = [(frame.name, entry.slots, entry.own_negator, entry.exclude) for frame, entry in codebook.entries()]
    frames = list(codebook.frame_names)  # as the digests of shipped models were made
    return hashlib.sha256(repr((frames, kept)).encode("utf-8")).hexdigest()[:12]


def check_codebook(model: Model, codebook: Codebook, name: object) -> None:
    """InputError if the model learnt another codebook, or one with other entries: its features would be others."""
    same = model.digest == codebook.digest or model.entries == entries_digest(codebook)
    if model.codebook == codebook.name and same:
        return
    learnt = f"{model.codebook}@{model.version}#{model.digest}"
    table = resources.folder("lexicons") / "training" / f"{codebook.name}.tsv"
    again = "train it again with framing train"
    if table.is_file() and model.codebook == codebook.name:
        again = f"train it again (framing train {table} -o {_folder_of(name)})"
    raise InputError(
        f"the model was trained for {learnt}, and the codebook is {codebook.recipe}",
        file=name,
        remedy=f"{again}, or name the codebook it was trained for with --codebook",
    )


def _folder_of(name: object) -> Path:
    shipped = resources.folder("lexicons") / "models" / str(name)
    return shipped if shipped.is_dir() else Path(str(name))
