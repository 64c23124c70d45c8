"""What a classifier has to beat: the lexicon alone, saying what is commonest, and knowing nothing but the outlet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.classifier.folds import FOLDS, grouped_folds
from framing.classifier.measures import Measure, measure
from framing.classifier.sentences import VOICE_COLUMNS, Sentences
from framing.records.arrays import Flags, Floats


@dataclass(frozen=True, slots=True)
class Baseline:
    """``name`` and how it does, a measure a frame."""

    name: str
    measures: list[Measure]


def lexicon_labels(counts: Floats, frames: int) -> Flags:
    """A frame shows where the lexicon has a match, whoever's words it is.

    >>> lexicon_labels(np.array([[0.0, 2.0, 0.0, 0.0]]), 2).tolist()
    [[True, False]]
    """
    return np.asarray(counts.reshape(-1, frames, len(VOICE_COLUMNS)).sum(2) > 0)


def baselines(sentences: Sentences, seed: int = 0) -> list[Baseline]:
    """The three, on the same sentences; what they learn, they learn on other articles (majority, outlet)."""
    coded = sentences.labels
    by_outlet = np.zeros(coded.shape, np.bool_)
    majority = np.zeros(coded.shape, np.bool_)
    for train, test in grouped_folds(coded, sentences.groups, FOLDS, seed):
        majority[test] = coded[train].mean(0) >= 0.5
        by_outlet[test] = _outlet_only(sentences.at(train), sentences.at(test))
    return [
        Baseline("lexicon", measure(coded, lexicon_labels(sentences.counts, coded.shape[1]))),
        Baseline("majority", measure(coded, majority)),
        Baseline("outlet only", measure(coded, by_outlet)),
    ]


def _outlet_only(train: Sentences, test: Sentences) -> Flags:
    """Each frame where its share in that outlet is so high that labelling all its sentences gives the best F1."""
    names = sorted(set(train.outlets))
    shares = {name: train.labels[np.array([o == name for o in train.outlets])].mean(0) for name in names}
    known = np.array([shares[o] for o in train.outlets])
    unknown = train.labels.mean(0)
    asked = np.array([shares.get(o, unknown) for o in test.outlets])
    out = np.zeros(test.labels.shape, np.bool_)
    for j in range(train.labels.shape[1]):
        cuts = np.unique(known[:, j])
        scores = [measure(train.labels[:, [j]], known[:, [j]] >= cut)[0].f1 for cut in cuts]
        out[:, j] = asked[:, j] >= cuts[int(np.argmax(scores))]
    return out
