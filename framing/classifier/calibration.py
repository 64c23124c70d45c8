"""Scores become probabilities (Platt), and a band round the threshold in which the model had better abstain."""

from __future__ import annotations

import numpy as np

from framing.records.arrays import Flags, Floats

#: From so many positives on, a logistic regression's own probabilities are left as they are.
ENOUGH = 1_000
#: Share of out-of-fold sentences that the abstain band holds for each frame.
ABSTAIN = 0.02


def platt(coded: Flags, scores: Floats) -> tuple[float, float]:
    """Slope and intercept of the logistic curve through out-of-fold ``scores``, with Platt's smoothed targets."""
    from sklearn.linear_model import LogisticRegression

    n = int(coded.sum())
    if n >= ENOUGH:
        return 1.0, 0.0
    high, low = (n + 1) / (n + 2), 1 / (len(coded) - n + 2)
    target = np.where(coded, high, low)
    rows = np.concatenate([scores, scores])[:, None]
    side = np.repeat([True, False], len(scores))
    curve = LogisticRegression(C=1e6).fit(rows, side, sample_weight=np.concatenate([target, 1 - target]))
    return float(curve.coef_[0, 0]), float(curve.intercept_[0])


def probability(scores: Floats, slope: Floats, intercept: Floats) -> Floats:
    """The logistic curve of scores.

    >>> probability(np.array([0.0]), np.array([2.0]), np.array([0.0])).tolist()
    [0.5]
    """
    return np.asarray(1 / (1 + np.exp(-np.clip(scores * slope + intercept, -60, 60))))


def abstain_band(probabilities: Floats, threshold: float) -> tuple[float, float]:
    """Probabilities round ``threshold`` that hold ABSTAIN of the sentences: half below, half from it on."""
    half = max(1, round(len(probabilities) * ABSTAIN / 2))
    below = np.sort(probabilities[probabilities < threshold])[::-1][:half]
    above = np.sort(probabilities[probabilities >= threshold])[:half]
    return (float(below[-1]) if len(below) else threshold, float(above[-1]) if len(above) else threshold)
