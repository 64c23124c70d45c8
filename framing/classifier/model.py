"""``FrameClassifier``: fit, predict_proba, predict, classes_, as in scikit-learn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from framing.classifier.calibration import abstain_band, platt, probability
from framing.classifier.folds import out_of_fold
from framing.classifier.learning import Recipe, check_learnable, learn, refusals
from framing.classifier.measures import Measure, best_threshold, measure
from framing.classifier.sentences import Sentences
from framing.records.arrays import Flags, Floats, Ints

#: With at least so many outlets, thresholds and probabilities come from folds that keep outlets together.
OUTLETS_FOR_FOLDS = 5


class FrameClassifier:
    """A sentence's frames, each with a probability.

    After ``fit``: ``classes_`` (frames that could be learnt), ``refused_`` (the others, with the reason),
    ``weights_``, ``slope_`` and ``offset_`` (calibration), ``thresholds_``, ``bands_`` (frames x 2), ``measures_`` and
    ``precisions_`` (out of fold, at the thresholds), ``scores_by_article_`` and ``scores_by_outlet_`` (out of fold,
    uncalibrated).
    """

    def __init__(self, recipe: Recipe | None = None) -> None:
        self.recipe = recipe or Recipe()

    def fit(self, sentences: Sentences) -> FrameClassifier:
        """Learn weights, calibration, thresholds and abstain bands. UsageError if no frame can be learnt."""
        self.refused_ = refusals(sentences)
        check_learnable(sentences, self.refused_)
        self.frames_ = sentences.frames
        keep = [j for j, frame in enumerate(sentences.frames) if frame not in self.refused_]
        self.classes_ = tuple(sentences.frames[j] for j in keep)
        kept = replace(sentences, labels=sentences.labels[:, keep])
        self.scores_by_article_ = out_of_fold(kept, self.recipe, kept.groups)
        self.scores_by_outlet_ = out_of_fold(kept, self.recipe, kept.outlets)
        self._settle(kept)
        self.weights_ = learn(kept, self.recipe)
        return self

    def _settle(self, sentences: Sentences) -> None:
        """Calibration, thresholds, bands and measures from out-of-fold scores."""
        self.folds_by_ = "outlet" if len(set(sentences.outlets)) >= OUTLETS_FOR_FOLDS else "article"
        scores = self.scores_
        curves = [platt(coded, s) for coded, s in zip(sentences.labels.T, scores.T, strict=True)]
        self.slope_, self.offset_ = (np.array(part) for part in zip(*curves, strict=True))
        likely = probability(scores, self.slope_, self.offset_)
        pairs = list(zip(sentences.labels.T, likely.T, strict=True))
        self.thresholds_ = np.array([best_threshold(coded, p) for coded, p in pairs])
        self.bands_ = np.array([abstain_band(p, t) for p, t in zip(likely.T, self.thresholds_, strict=True)])
        self.measures_: list[Measure] = measure(sentences.labels, likely >= self.thresholds_)
        self.precisions_ = [round(m.precision or 0.0, 4) for m in self.measures_]

    @property
    def scores_(self) -> Floats:
        """Those scores out of fold that calibration and thresholds rest on."""
        return self.scores_by_outlet_ if self.folds_by_ == "outlet" else self.scores_by_article_

    def predict_proba(self, texts: Sequence[str], counts: Floats) -> Floats:
        """Sentences x ``classes_``. ``counts`` are the lexicon's matches as in ``Sentences``."""
        return probability(self.weights_.scores(texts, counts), self.slope_, self.offset_)

    def predict(self, texts: Sequence[str], counts: Floats) -> Flags:
        """Whether each frame shows, sentences x ``classes_``."""
        return np.asarray(self.predict_proba(texts, counts) >= self.thresholds_)

    def predict_or_abstain(self, texts: Sequence[str], counts: Floats) -> Ints:
        """1 shows, 0 does not, -1 too close to the threshold to say."""
        likely = self.predict_proba(texts, counts)
        close = (likely >= self.bands_[:, 0]) & (likely <= self.bands_[:, 1])
        return np.where(close, -1, (likely >= self.thresholds_).astype(np.int64))
