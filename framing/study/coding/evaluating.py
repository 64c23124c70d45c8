"""How well a model does on coded sentences that it has not seen, beside the lexicon and beside both together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing import resources
from framing.annotate.attribution.output import OWN
from framing.classifier.baselines import lexicon_labels
from framing.classifier.measures import Measure, macro_f1, measure, micro
from framing.classifier.sentences import Sentences, text_key
from framing.classifier.store import Model
from framing.coding.grids import Grid, read_grid
from framing.errors import InputError, UsageError
from framing.records.arrays import Floats
from framing.records.article import Article
from framing.records.batch import TITLE
from framing.records.codebook import Codebook
from framing.study.bridge.bridge import Bridge, Coded
from framing.study.bridge.groups import in_groups
from framing.study.bridge.models import shipped_models
from framing.study.coding.codes import STANDOFF, span_of
from framing.study.coding.training import as_sentences, labels_of, read_training, refuse_bare_codes

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.scores import Scores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures of each coder (lexicon, model, union) on the same coded sentences.

    ``learnt`` says how many of these the model was trained on.
    """

    frames: tuple[str, ...]
    coders: dict[str, list[Measure]]
    by_outlet: dict[str, dict[str, Measure]]
    abstained: int
    units: int
    learnt: str

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
        learnt_note(model, sentences.texts),
    )


def learnt_note(model: Model, texts: Sequence[str]) -> str:
    """How many of these sentences the model was trained on; empty if none."""
    learnt = set(model.learnt) or _learnt_by_shipped(model)
    if not learnt:
        return (
            "the model does not say what it was trained on (an older framing made it): "
            "if these sentences are among that, the figures are too good"
        )
    number = sum(text_key(text) in learnt for text in texts)
    if not number:
        return ""
    return f"the model was trained on {number:,} of these {len(texts):,} sentences: its figures are too good for them"


def learnt_units_note(model: Model, scores: Scores, codings: pd.DataFrame) -> str:
    """The same of the coded units of articles that were scored."""
    units = codings[["doc_id", "field", "start", "end"]].drop_duplicates()
    texts = []
    for doc_id, field, start, end in units.itertuples(index=False):
        if doc_id in scores.documents:
            texts.append(scores.documents[doc_id].article.text_in(field)[int(start) : int(end)])
    return learnt_note(model, texts)


def _learnt_by_shipped(model: Model) -> set[str]:
    """What a shipped model was trained on, whose table is shipped as well."""
    table = resources.folder("lexicons") / "training" / f"{model.name}.tsv"
    if model.name not in shipped_models() or not table.is_file():
        return set()
    texts = read_grid(table).column("text")
    told = model.card.get("trained_on", {}).get("sentences")
    return set(map(text_key, texts)) if told == len(texts) else set()


def read_codes(
    paths: Sequence[str | Path], codebook: Codebook, articles: Sequence[Article] = (), *, key: str | Path | None = None
) -> Sentences:
    """Coded sentences: coded sheets, tables with texts, or one stand-off table with the ``articles`` it points into."""
    if len(paths) == 1 and is_standoff(paths[0]):
        return _standoff(read_grid(paths[0]), articles, codebook)
    return read_training(paths, codebook, key=key)


def is_standoff(path: str | Path) -> bool:
    """Whether the table points into articles, and holds no sentence itself."""
    return "text" not in read_grid(path).names


def _standoff(grid: Grid, articles: Sequence[Article], codebook: Codebook) -> Sentences:
    """Texts come from ``articles``; the lexicon's matches are those in the whole article, as in scoring."""
    refuse_bare_codes(grid)
    if missing := [name for name in STANDOFF if name not in grid.names]:
        raise InputError(
            f"the table has no column '{missing[0]}'", file=grid.file, line=1, remedy="name coded sentences"
        )
    known = {article.doc_id: article for article in articles}
    rows = [i for i, doc_id in enumerate(grid.column("doc_id")) if doc_id in known]
    if not rows:
        raise UsageError("none of the coded sentences is in the articles", remedy="name the articles with --corpus")
    spans = [span_of(grid, i) for i in rows]
    texts = [known[d].text_in(f)[a:b] for d, f, a, b in spans]
    labels = labels_of(grid, codebook)[rows]
    sentences = as_sentences(codebook, texts, labels, [s[0] for s in spans], [known[s[0]].outlet.value for s in spans])
    coded = [known[doc_id] for doc_id in dict.fromkeys(sentences.groups)]
    return replace(sentences, counts=counts_in_context(spans, coded, codebook))


def counts_in_context(
    spans: Sequence[tuple[str, str, int, int]], articles: Sequence[Article], codebook: Codebook
) -> Floats:
    """The lexicon's columns of a classifier for each ``(doc_id, field, start, end)``: matches as in scoring."""
    bridge = Bridge(codebook)
    hits: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for group in in_groups(articles):
        _add_hits(hits, bridge.code(group))
    counts = np.zeros((len(spans), 2 * len(codebook.frames)))
    for found in hits.values():
        found.sort()
    for row, (doc_id, field, start, end) in enumerate(spans):
        here = hits.get((doc_id, field), [])
        for _, column in here[bisect_left(here, (start, 0)) : bisect_left(here, (end, 0))]:
            counts[row, column] += 1
    return counts


def _add_hits(hits: dict[tuple[str, str], list[tuple[int, int]]], coded: Coded) -> None:
    """The start and the column of each match, by article and field."""
    batch, found = coded.batch, coded.found
    fields = batch.field_of(found.start)
    starts = batch.to_chars(batch.word_start[found.start], fields).tolist()
    columns = (2 * found.frame + (found.voice != OWN)).tolist()
    places = zip(batch.field_article[fields].tolist(), batch.field_kind[fields].tolist(), strict=True)
    for (article, kind), start, column in zip(places, starts, columns, strict=True):
        field = "title" if kind == TITLE else "text"
        hits.setdefault((batch.articles[article].doc_id, field), []).append((start, column))
