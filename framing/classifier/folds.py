"""Folds that keep an article (or an outlet) together, and scores of every sentence by a model that never saw it."""

from __future__ import annotations

from collections.abc import Sequence
from warnings import catch_warnings, filterwarnings

import numpy as np

from framing.classifier.learning import Recipe, learn
from framing.classifier.sentences import Sentences, numbered
from framing.records.arrays import Flags, Floats, Ints

#: How many folds scores out of fold come from.
FOLDS = 5


def grouped_folds(labels: Flags, groups: Sequence[str], folds: int, seed: int) -> list[tuple[Ints, Ints]]:
    """Rows to train on and rows to test on, ``folds`` times (fewer if there are fewer groups).

    No group stands on both sides; a sentence's stratum is its rarest frame, so that rare frames are spread.
    """
    from sklearn.model_selection import StratifiedGroupKFold

    folds = min(folds, len(set(groups)))
    order = np.argsort(labels.sum(0), kind="stable")
    rarest = np.where(labels.any(1), np.argmax(labels[:, order], axis=1), labels.shape[1])
    split = StratifiedGroupKFold(folds, shuffle=True, random_state=seed).split(rarest, rarest, numbered(groups))
    with catch_warnings():
        # A frame in fewer sentences than there are folds is not in all of them, which nobody can change.
        filterwarnings("ignore", "The least populated class", UserWarning)
        return [(np.asarray(train, np.int64), np.asarray(test, np.int64)) for train, test in split]


def out_of_fold(sentences: Sentences, recipe: Recipe, groups: Sequence[str], folds: int = FOLDS) -> Floats:
    """The score of each sentence for each frame, by a model trained without its group."""
    scores = np.zeros(sentences.labels.shape)
    for train, test in grouped_folds(sentences.labels, groups, folds, recipe.seed):
        scores[test] = learn(sentences.at(train), recipe).scores_of(sentences.at(test))
    return scores
