"""From coded tables to a model."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

import numpy as np

from framing.arguments import check_whole
from framing.classifier.card import make_card
from framing.classifier.embeddings import load_embedder
from framing.classifier.learning import Recipe
from framing.classifier.model import FrameClassifier
from framing.classifier.sentences import Sentences, text_key
from framing.classifier.store import Model
from framing.coding.gridfiles import unguarded
from framing.coding.grids import Grid, read_grid
from framing.corpus.tags.outlets import load_outlets
from framing.errors import InputError, UsageError
from framing.records.arrays import Flags, Floats
from framing.records.article import UNKNOWN, Article
from framing.records.codebook import Codebook
from framing.records.coding import Coding
from framing.study.bridge.bridge import Bridge
from framing.study.bridge.model_bridge import lexicon_columns
from framing.study.bridge.models import entries_digest
from framing.study.coding.sheets import read_coded_sheet

Key = TypeVar("Key", bound=Hashable)

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
    _refuse_bare_codes(grid)
    if "unit" in grid.names:
        return _of_sheet(path, grid, codebook, key)
    if missing := [name for name in ("text", "frames") if name not in grid.names]:
        reason = f"the table has no column '{missing[0]}'"
        raise InputError(reason, file=path, line=1, remedy="name a coded sheet, or a table with text, frames and group")
    groups = _first(grid, _GROUPS) or [f"{path}:{n}" for n in grid.numbers]
    outlets = _first(grid, _OUTLETS) or [UNKNOWN] * len(grid.rows)
    return as_sentences(codebook, grid.column("text"), labels_of(grid, codebook), groups, outlets)


def _refuse_bare_codes(grid: Grid) -> None:
    """InputError for the table that ``framing code read`` writes: it holds codes, and no sentence to read them with."""
    if "text" not in grid.names and {"coder", "frame", "value"} <= set(grid.names):
        raise InputError(
            "these are codes without their sentences",
            file=grid.file,
            remedy="name the coded sheet itself",
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
    codings = read_coded_sheet(path, key).codings
    of_unit = {coding.unit: coding for coding in codings}
    rows = labels_by(codings, attrgetter("unit"), codebook)
    labels = np.array(list(rows.values()), np.bool_).reshape(len(rows), len(codebook.frames))
    groups, outlets = [of_unit[unit].doc_id for unit in rows], [of_unit[unit].outlet or UNKNOWN for unit in rows]
    return as_sentences(codebook, [unguarded(shown[unit]) for unit in rows], labels, groups, outlets)


def labels_by(codings: Iterable[Coding], of: Callable[[Coding], Key], codebook: Codebook) -> dict[Key, Flags]:
    """The frames that show in what codings are ``of``, as far as any frame of the codebook was coded there."""
    numbers = {name: j for j, name in enumerate(codebook.frame_names)}
    rows: dict[Key, Flags] = {}
    for coding in codings:
        if coding.frame in numbers and coding.value is not None:
            row = rows.setdefault(of(coding), np.zeros(len(numbers), np.bool_))
            row[numbers[coding.frame]] |= coding.value == 1
    return rows


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
    return lexicon_columns(article, coded.found.frame, coded.found.voice, (len(texts), len(codebook.frames)))


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
