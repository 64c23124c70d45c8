"""How the model grows with the number of coded sentences, and what more of them would bring."""

from __future__ import annotations

import numpy as np

from framing.classifier.calibration import platt, probability
from framing.classifier.folds import grouped_folds, out_of_fold
from framing.classifier.learning import Recipe, learn
from framing.classifier.measures import best_threshold, macro_f1, measure
from framing.classifier.sentences import Sentences
from framing.records.arrays import Flags

SHARES = (0.1, 0.25, 0.5, 1.0)
#: Each share is learnt and tested so often.
_FOLDS = 3


def learning_curve(sentences: Sentences, recipe: Recipe) -> list[tuple[int, float]]:
    """(coded sentences, macro F1) for growing shares of the training articles; tested on other articles.

    Thresholds are set on the training sentences' scores in inner folds of their own.
    """
    split = grouped_folds(sentences.labels, sentences.groups, _FOLDS, recipe.seed)
    points = []
    for share in SHARES:
        found = np.zeros(sentences.labels.shape, np.bool_)
        sizes = []
        for train, test in split:
            part = sentences.at(train)
            part = part.at(_of_some_articles(part.groups, share, recipe.seed))
            sizes.append(len(part))
            found[test] = _labels(part, sentences.at(test), recipe)
        points.append((round(float(np.mean(sizes))), round(macro_f1(measure(sentences.labels, found)), 4)))
    return points


def _of_some_articles(groups: list[str], share: float, seed: int) -> Flags:
    names = np.array(sorted(set(groups)))
    np.random.default_rng(seed).shuffle(names)
    kept = set(names[: max(2, round(share * len(names)))].tolist())
    return np.array([group in kept for group in groups])


def _labels(train: Sentences, test: Sentences, recipe: Recipe) -> Flags:
    """Two inner folds give the scores that thresholds need."""
    inner = out_of_fold(train, recipe, train.groups, folds=2)
    scores = learn(train, recipe).scores_of(test)
    out = np.zeros(scores.shape, np.bool_)
    for j, coded in enumerate(train.labels.T):
        slope, offset = (np.array(x) for x in platt(coded, inner[:, j]))
        threshold = best_threshold(coded, probability(inner[:, j], slope, offset))
        out[:, j] = probability(scores[:, j], slope, offset) >= threshold
    return out
