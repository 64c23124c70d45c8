"""From coded sentences to weights: one logistic regression a frame, one versus rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.classifier.embeddings import Embedder
from framing.classifier.features import Features
from framing.classifier.masking import Masker
from framing.classifier.sentences import Sentences
from framing.errors import UsageError
from framing.records.arrays import Floats
from framing.records.grammar import counted

#: Fewer positives than this, or positives from one outlet only, and a frame is not learnt.
FEWEST_POSITIVES = 30
#: With fewer articles than this no threshold can be set on sentences that the model has not seen.
FEWEST_ARTICLES = 3


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to learn. ``lexicon_weight`` None lets it decay with the number of sentences; ``strength`` is LR's C.

    ``embedder``: sentence embeddings as further features.
    """

    strength: float = 2.0
    largest: int = 12_000
    lexicon_weight: float | None = None
    masked: tuple[str, ...] = ()
    seed: int = 0
    embedder: Embedder | None = None


@dataclass(slots=True)
class Weights:
    """What was learnt: ``coef`` is frames x columns."""

    features: Features
    coef: Floats
    intercept: Floats

    def scores(self, texts: Sequence[str], counts: Floats) -> Floats:
        """Sentences x frames, in log-odds before calibration."""
        first, last = len(self.features.grams_), len(self.features.names)
        grams = self.coef[:, :first].T
        out = self.features.lexicon(counts) @ self.coef[:, first:last].T + self.intercept
        out += self.features.embedded(texts) @ self.coef[:, last:].T
        for i, text in enumerate(texts):
            columns, values = self.features.row(text)
            out[i] += values @ grams[columns]
        return np.asarray(out)

    def scores_of(self, sentences: Sentences) -> Floats:
        """The same of coded sentences."""
        return self.scores(sentences.texts, sentences.counts)


def decayed_weight(sentences: int) -> float:
    """How much the lexicon counts beside the words: 1 up to 1,000 coded sentences, then less and less, at least .1.

    Measured on the shipped training sentences (1,679, unseen outlets): macro F1 .55 at .16, .61 from .5 to 1, .60 at 2.

    >>> decayed_weight(100), decayed_weight(2000), decayed_weight(50_000)
    (1.0, 0.5, 0.1)
    """
    return min(1.0, max(0.1, 1_000 / max(sentences, 1)))


def learn(sentences: Sentences, recipe: Recipe) -> Weights:
    """Fit every frame (column of labels) of ``sentences``."""
    from sklearn.linear_model import LogisticRegression

    weight = decayed_weight(len(sentences)) if recipe.lexicon_weight is None else recipe.lexicon_weight
    features = Features(sentences.frames, Masker(recipe.masked), weight, recipe.embedder)
    features.fit(sentences.texts, sentences.labels, recipe.largest)
    matrix = features.matrix(sentences.texts, sentences.counts)
    coef = np.zeros((sentences.labels.shape[1], matrix.shape[1]))
    intercept = np.full(len(coef), -6.0)
    for j, labels in enumerate(sentences.labels.T):
        if 0 < labels.sum() < len(labels):
            model = LogisticRegression(
                C=recipe.strength, solver="liblinear", dual=True, tol=1e-3, max_iter=2_000, random_state=recipe.seed
            ).fit(matrix, labels)
            coef[j], intercept[j] = model.coef_[0], model.intercept_[0]
    return Weights(features, rounded(coef), rounded(intercept))


def rounded(values: Floats) -> Floats:
    """To the precision that a file keeps, so that a model scores the same before and after it was saved."""
    return values.astype(np.float16).astype(np.float64)


def refusals(sentences: Sentences) -> dict[str, str]:
    """Frames that cannot be learnt, each with the sentence that says why."""
    out = {}
    for j, frame in enumerate(sentences.frames):
        rows = np.flatnonzero(sentences.labels[:, j]).tolist()
        outlets = {sentences.outlets[i] for i in rows}
        if len(rows) < FEWEST_POSITIVES:
            out[frame] = f"'{frame}' is coded in {len(rows)} sentences; it takes {FEWEST_POSITIVES} to learn a frame"
        elif len(outlets) < 2:
            name = next(iter(outlets))
            out[frame] = (
                f"'{frame}' is coded in sentences of '{name}' only; a model would learn the outlet, not the frame"
            )
    return out


def check_learnable(sentences: Sentences, refused: dict[str, str]) -> None:
    """UsageError unless at least one frame can be learnt, and there are articles enough to test it on."""
    if len(refused) == len(sentences.frames):
        reason = next(iter(refused.values()), "there is no frame to learn")
        raise UsageError(f"no frame can be learnt: {reason}", remedy="code more sentences, of at least two outlets")
    if (articles := len(set(sentences.groups))) < FEWEST_ARTICLES:
        reason = f"the coded sentences are of {counted(articles, 'article')} only"
        remedy = f"code sentences of {FEWEST_ARTICLES} articles or more: each is tested by a model that never saw it"
        raise UsageError(reason, remedy=remedy)
