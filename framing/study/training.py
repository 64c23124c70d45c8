"""From coded tables to a model, and from a model to how well it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from framing import resources
from framing.classifier.baselines import lexicon_labels
from framing.classifier.card import make_card
from framing.classifier.learning import Recipe
from framing.classifier.measures import Measure, macro_f1, measure, micro
from framing.classifier.model import FrameClassifier
from framing.classifier.sentences import Flags, Floats, Sentences
from framing.classifier.store import LABELS, Model, load_model, save_model
from framing.coding.grids import Grid, read_grid
from framing.corpus.outlets import load_outlets
from framing.errors import InputError, UsageError
from framing.records.article import Article
from framing.records.codebook import Codebook
from framing.records.tables import VOICES
from framing.study.bridge import Bridge, Coded
from framing.study.sheets import read_coded_sheet

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
        raise UsageError("there is no coded sentence to learn from", remedy="name a coded sheet or a training table")
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
    if "unit" in grid.names:
        return _of_sheet(path, grid, codebook, key)
    if missing := [name for name in ("text", "frames") if name not in grid.names]:
        reason = f"the table has no column '{missing[0]}'"
        raise InputError(reason, file=path, line=1, remedy="name a coded sheet, or a table with text, frames and group")
    numbers = {frame.name: j for j, frame in enumerate(codebook.frames)}
    labels = np.zeros((len(grid.rows), len(numbers)), np.bool_)
    for i, cell in enumerate(grid.column("frames")):
        for name in cell.split():
            if name not in numbers:
                reason = f"codebook {codebook.name} has no frame '{name}'"
                raise InputError(reason, file=path, line=grid.numbers[i], remedy=f"use {', '.join(numbers)}")
            labels[i, numbers[name]] = True
    groups = _first(grid, _GROUPS) or [f"{path}:{n}" for n in grid.numbers]
    outlets = _first(grid, _OUTLETS) or ["unknown"] * len(grid.rows)
    return _sentences(codebook, grid.column("text"), labels, groups, outlets)


def _first(grid: Grid, names: Sequence[str]) -> list[str] | None:
    return next((grid.column(name) for name in names if name in grid.names), None)


def _of_sheet(path: str | Path, grid: Grid, codebook: Codebook, key: str | Path | None) -> Sentences:
    """The units of a sheet that somebody coded; a unit counts once any frame of it has a value."""
    shown = dict(zip(grid.column("unit"), grid.column("text"), strict=True))
    numbers = {frame.name: j for j, frame in enumerate(codebook.frames)}
    rows: dict[str, Any] = {}
    for coding in read_coded_sheet(path, key).codings:
        if coding.frame in numbers and coding.value is not None:
            row = rows.setdefault(coding.unit, (coding, np.zeros(len(numbers), np.bool_)))
            row[1][numbers[coding.frame]] |= coding.value == 1
    labels = np.array([row[1] for row in rows.values()], np.bool_).reshape(len(rows), len(numbers))
    groups, outlets = [row[0].doc_id for row in rows.values()], [row[0].outlet or "unknown" for row in rows.values()]
    return _sentences(codebook, [shown[unit].removeprefix("'") for unit in rows], labels, groups, outlets)


def _sentences(
    codebook: Codebook, texts: list[str], labels: Flags, groups: list[str], outlets: list[str]
) -> Sentences:
    frames = tuple(frame.name for frame in codebook.frames)
    return Sentences(frames, texts, np.zeros((len(texts), 2 * len(frames))), labels, groups, outlets)


def lexicon_counts(texts: Sequence[str], codebook: Codebook) -> Floats:
    """The lexicon's matches in each text by itself: per frame, in its own voice and in others'."""
    coded = Bridge(codebook).code([Article(f"{i:08}", text) for i, text in enumerate(texts)])
    article = coded.batch.field_article[coded.batch.field_of(coded.found.start)]
    return counts_by(coded, article, len(texts), len(codebook.frames))


def counts_by(coded: Coded, place: Any, places: int, frames: int) -> Floats:
    """Matches of a coded batch added up by place (article or sentence), frame and own voice or not."""
    others = (coded.found.voice != VOICES.index("own")).astype(np.int64)
    cell = (place * frames + coded.found.frame) * 2 + others
    return np.bincount(cell, minlength=places * frames * 2).reshape(places, frames * 2).astype(np.float64)


def masked_names() -> tuple[str, ...]:
    """Names of outlets and agencies of at least two words or all capitals: they would tell who publishes."""
    table = load_outlets()
    names = {name for outlet in table.outlets.values() for name in (outlet.name, *outlet.aliases)}
    return tuple(sorted({name for name in names if " " in name.strip() or name.isupper()} | set(_AGENCIES)))


def train(
    sentences: Sentences, codebook: Codebook, *, name: str = "", recipe: Recipe | None = None, seed: int = 0, note: str = ""
) -> Model:
    """A fitted model with its card. UsageError if no frame has enough positives in at least two outlets."""
    recipe = recipe or Recipe(masked=masked_names())
    classifier = FrameClassifier(recipe, seed=seed).fit(sentences)
    card = {
        "name": name or codebook.name,
        "codebook": codebook.recipe,
        "note": note,
        "kind": "one-vs-rest logistic regression on word 1-2 grams, character 3-5 grams and lexicon matches",
        "recipe": {"strength": recipe.strength, "features": recipe.largest, "seed": seed},
        "lexicon_weight": round(classifier.weights_.features.lexicon_weight, 4),
        **make_card(classifier, sentences),
    }
    return Model(name or codebook.name, codebook.name, codebook.version, codebook.digest, classifier, card)


def open_model(name: str | Path, codebook: Codebook | None = None) -> Model:
    """The shipped model of that name, or the one in a folder; it must fit ``codebook`` if one is given."""
    shipped = resources.folder("lexicons") / "models"
    names = sorted(p.name for p in shipped.iterdir() if (p / LABELS).is_file()) if shipped.is_dir() else []
    if str(name) in names:
        model = load_model(shipped / str(name))
    elif Path(name).is_dir():
        model = load_model(name)
    else:
        known = ", ".join(names) or "there is none"
        raise UsageError(f"there is no model '{name}'", remedy=f"name a folder of framing train, or a shipped one: {known}")
    if codebook is not None:
        check_codebook(model, codebook, name)
    return model


def check_codebook(model: Model, codebook: Codebook, name: object) -> None:
    """InputError if the model learnt another codebook, or another state of it."""
    if (model.codebook, model.digest) != (codebook.name, codebook.digest):
        learnt = f"{model.codebook}@{model.version}#{model.digest}"
        raise InputError(
            f"the model was trained for {learnt}, and the codebook is {codebook.recipe}",
            file=name,
            remedy="train it again with framing train, or name the codebook it was trained for with --codebook",
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures of each coder (lexicon, model, union) on the same coded sentences."""

    frames: tuple[str, ...]
    coders: dict[str, list[Measure]]
    by_outlet: dict[str, dict[str, Measure]]
    abstained: int
    units: int

    def rows(self) -> list[dict[str, Any]]:
        """One row a frame and coder, then all frames together (macro F1 over coded frames) and each outlet."""
        out = []
        for coder, found in self.coders.items():
            named = zip(self.frames, found, strict=True)
            out += [{"part": "frame", "name": f, "coder": coder, **m.as_dict()} for f, m in named]
            whole = micro(found)
            out.append({"part": "all", "name": "micro", "coder": coder, **whole.as_dict()})
            mean = {"precision": None, "recall": None, "f1": round(macro_f1(found), 4)}
            out.append({"part": "all", "name": "macro", "coder": coder, **whole.as_dict(), **mean})
            out += [
                {"part": "outlet", "name": o, "coder": coder, **ms[coder].as_dict()} for o, ms in self.by_outlet.items()
            ]
        return out


def evaluate(model: Model, sentences: Sentences) -> Evaluation:
    """Lexicon, model and their union, side by side on sentences that the model has not seen."""
    keep = [sentences.frames.index(frame) for frame in model.classifier.classes_]
    coded = sentences.labels[:, keep]
    lexicon = lexicon_labels(sentences.counts, len(sentences.frames))[:, keep]
    found = model.classifier.predict(sentences.texts, sentences.counts)
    states = model.classifier.predict_or_abstain(sentences.texts, sentences.counts)
    labels = {"lexicon": lexicon, "model": found, "union": lexicon | found}
    rows = {name: np.array([o == name for o in sentences.outlets]) for name in sorted(set(sentences.outlets))}
    return Evaluation(
        model.classifier.classes_,
        {name: measure(coded, part) for name, part in labels.items()},
        {o: {name: micro(measure(coded[at], part[at])) for name, part in labels.items()} for o, at in rows.items()},
        int((states < 0).any(1).sum()),
        len(sentences),
    )


def read_standoff(path: str | Path, articles: Sequence[Article], codebook: Codebook) -> Sentences:
    """Sentences of a stand-off table (doc_id, field, start, end, frames) with their texts from ``articles``.

    The lexicon's matches are those in the whole article, so that voice and context are as in scoring.
    """
    grid = read_grid(path)
    if missing := [name for name in ("doc_id", "field", "start", "end", "frames") if name not in grid.names]:
        raise InputError(f"the table has no column '{missing[0]}'", file=path, line=1, remedy="name stand-off codes")
    known = {article.doc_id: article for article in articles}
    rows = [i for i, doc_id in enumerate(grid.column("doc_id")) if doc_id in known]
    spans = [(grid.column("doc_id")[i], grid.column("field")[i], *_span(grid, i)) for i in rows]
    texts = [(known[d].title if f == "title" else known[d].text)[a:b] for d, f, a, b in spans]
    numbers = {frame.name: j for j, frame in enumerate(codebook.frames)}
    labels = np.zeros((len(rows), len(numbers)), np.bool_)
    for n, i in enumerate(rows):
        labels[n, [numbers[frame] for frame in grid.column("frames")[i].split()]] = True
    outlets = [known[d].outlet.value for d, *_ in spans]
    sentences = _sentences(codebook, texts, labels, [d for d, *_ in spans], outlets)
    return replace(sentences, counts=_counts_in_context(spans, list(known.values()), codebook))


def _span(grid: Grid, row: int) -> tuple[int, int]:
    return int(grid.column("start")[row]), int(grid.column("end")[row])


def _counts_in_context(
    spans: Sequence[tuple[str, str, int, int]], articles: list[Article], codebook: Codebook
) -> Floats:
    coded = Bridge(codebook).code(articles)
    batch, found = coded.batch, coded.found
    fields = batch.field_of(found.start)
    starts = batch.to_chars(batch.word_start[found.start], fields).tolist()
    docs = [articles[i].doc_id for i in batch.field_article[fields].tolist()]
    kinds = ["text" if kind else "title" for kind in batch.field_kind[fields].tolist()]
    own = (found.voice == VOICES.index("own")).tolist()
    counts = np.zeros((len(spans), 2 * len(codebook.frames)))
    at: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for d, k, s, f, o in zip(docs, kinds, starts, found.frame.tolist(), own, strict=True):
        at.setdefault((d, k), []).append((s, 2 * f + (not o)))
    for n, (d, k, a, b) in enumerate(spans):
        for s, column in at.get((d, k), ()):
            counts[n, column] += a <= s < b
    return counts


__all__ = ["evaluate", "open_model", "read_standoff", "read_training", "save_model", "train"]
