"""How the model grows with the number of coded sentences, and what more of them would bring."""

from __future__ import annotations

import numpy as np

from framing.classifier.calibration import platt, probability
from framing.classifier.folds import grouped_folds
from framing.classifier.learning import Recipe, learn
from framing.classifier.measures import best_threshold, macro_f1, measure
from framing.classifier.sentences import Flags, Floats, Sentences

SHARES = (0.1, 0.25, 0.5, 1.0)


def learning_curve(sentences: Sentences, recipe: Recipe, *, folds: int = 3, seed: int = 0) -> list[tuple[int, float]]:
    """(coded sentences, macro F1) for growing shares of the training articles; tested on other articles.

    Thresholds are set on the training sentences' scores in inner folds of their own.
    """
    split = grouped_folds(sentences.labels, sentences.groups, folds, seed)
    points = []
    for share in SHARES:
        found = np.zeros(sentences.labels.shape, np.bool_)
        sizes = []
        for train, test in split:
            part = sentences.at(train)
            part = part.at(_of_some_articles(part.groups, share, seed))
            sizes.append(len(part))
            found[test] = _labels(part, sentences.at(test), recipe, seed)
        points.append((round(float(np.mean(sizes))), round(macro_f1(measure(sentences.labels, found)), 4)))
    return points


def _of_some_articles(groups: list[str], share: float, seed: int) -> Flags:
    names = np.array(sorted(set(groups)))
    np.random.default_rng(seed).shuffle(names)
    kept = set(names[: max(2, round(share * len(names)))].tolist())
    return np.array([group in kept for group in groups])


def _labels(train: Sentences, test: Sentences, recipe: Recipe, seed: int) -> Flags:
    """Two inner folds give the scores that thresholds need."""
    inner: Floats = np.zeros(train.labels.shape)
    for rows, held in grouped_folds(train.labels, train.groups, 2, seed):
        inner[held] = learn(train.at(rows), recipe).scores(*_inputs(train.at(held)))
    scores = learn(train, recipe).scores(*_inputs(test))
    out = np.zeros(scores.shape, np.bool_)
    for j, coded in enumerate(train.labels.T):
        slope, offset = (np.array(x) for x in platt(coded, inner[:, j]))
        threshold = best_threshold(coded, probability(inner[:, j], slope, offset))
        out[:, j] = probability(scores[:, j], slope, offset) >= threshold
    return out


def _inputs(sentences: Sentences) -> tuple[list[str], Floats]:
    return sentences.texts, sentences.counts
