"""How well a model does on coded sentences that it has not seen, beside the lexicon and beside both together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing import resources
from framing.classifier.baselines import lexicon_labels
from framing.classifier.measures import Measure, macro_f1, measure, micro
from framing.classifier.sentences import Sentences, text_key
from framing.classifier.store import Model
from framing.coding.grids import read_grid
from framing.coding.tables import CODES_ONLY, codings_of
from framing.errors import InputError, UsageError
from framing.records.article import Article
from framing.records.codebook import Codebook
from framing.records.coding import PLACE, Coding
from framing.store.addresses import is_store
from framing.study.bridge.models import shipped_models
from framing.study.coding.coded_units import counts_in_context, unit_texts
from framing.study.coding.codes import check_within, read_any_codes
from framing.study.coding.training import as_sentences, labels_by, read_training

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.score_tables import ScoreTables


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


def learnt_units_note(model: Model, scores: ScoreTables, codings: pd.DataFrame) -> str:
    """The same of the coded units of articles that were scored."""
    units = codings[[*PLACE]].drop_duplicates()
    return learnt_note(model, unit_texts(scores, units[units["doc_id"].isin(scores.documents.keys())]))


def _learnt_by_shipped(model: Model) -> set[str]:
    """What a shipped model was trained on, whose table is shipped as well."""
    table = resources.folder("lexicons") / "training" / f"{model.name}.tsv"
    if model.name not in shipped_models() or not table.is_file():
        return set()
    texts = read_grid(table).column("text")
    told = model.card.get("trained_on", {}).get("sentences")
    return set(map(text_key, texts)) if told == len(texts) else set()


def read_codes(
    paths: Sequence[str | Path],
    codebook: Codebook,
    articles: Sequence[Article] = (),
    *,
    key: str | Path | None = None,
    notes: list[str] | None = None,
) -> Sentences:
    """Coded sentences: coded sheets and tables with texts, or codes in any form, which point into ``articles``.

    Where one of the files points into articles, all are read so, a sheet by its key. Each coder's unit is a sentence.
    Units of articles that are not there are left out, and ``notes`` get a line on them.
    """
    if not any(map(points_into_articles, paths)):
        return read_training(paths, codebook, key=key)
    read = (read_any_codes(path, key, codebook.frame_names, codebook.recipe, notes) for path in paths)
    return _in_articles([coding for frame in read for coding in codings_of(frame)], articles, codebook, notes)


def points_into_articles(path: str | Path) -> bool:
    """Whether these are codes that say where a sentence stands, and not the sentence itself."""
    return is_store(path) or Path(path).suffix.lower() in CODES_ONLY or "text" not in read_grid(path).names


def _in_articles(
    codings: Sequence[Coding], articles: Sequence[Article], codebook: Codebook, notes: list[str] | None
) -> Sentences:
    """Texts come from ``articles``; the lexicon's matches are those in the whole article, as in scoring."""
    import pandas as pd

    known = {article.doc_id: article for article in articles}
    coded = labels_by(codings, attrgetter("coder", "place"), codebook)
    if codings and not coded:
        reason = f"the codes name no frame of the codebook {codebook.name}"
        raise InputError(reason, remedy="name the codebook they were made by")
    there = {unit: labels for unit, labels in coded.items() if unit[1][0] in known}
    if not there:
        raise UsageError("none of the coded sentences is in the articles", remedy="name the articles with --corpus")
    if notes is not None and len(there) < len(coded):
        notes.append(f"{len(coded) - len(there):,} coded sentences are in none of the articles, and are left out")
    spans = [place for _, place in there]
    for doc_id, field, _, end in spans:
        check_within(known[doc_id], field, end)
    texts = [known[d].text_in(f)[a:b] for d, f, a, b in spans]
    groups, outlets = [span[0] for span in spans], [known[span[0]].outlet.value for span in spans]
    sentences = as_sentences(codebook, texts, np.array(list(there.values())), groups, outlets)
    units = pd.DataFrame(spans, columns=PLACE)
    return replace(sentences, counts=counts_in_context(units, [known[d] for d in dict.fromkeys(groups)], codebook))
