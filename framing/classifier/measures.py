"""Precision, recall and F1 of labels against codes, a frame at a time."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from framing.records.arrays import Flags, Floats


@dataclass(frozen=True, slots=True)
class Measure:
    """``right`` of ``found`` labels agree with the codes, which hold ``coded``; a ratio over nothing is None."""

    right: int
    found: int
    coded: int

    @property
    def precision(self) -> float | None:
        """Share of labels that are right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of codes that are found."""
        return self.right / self.coded if self.coded else None

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 0 where there is nothing to find and nothing found.

        >>> round(Measure(2, 4, 3).f1, 3)
        0.571
        """
        return 2 * self.right / max(self.found + self.coded, 1)

    def as_dict(self) -> dict[str, float | int | None]:
        """Counts and ratios, rounded, for a model card."""
        ratios = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return {**asdict(self), **{k: None if v is None else round(v, 4) for k, v in ratios.items()}}


def measure(coded: Flags, found: Flags) -> list[Measure]:
    """One measure a frame (column)."""
    right, n, k = ((coded & found).sum(0), found.sum(0), coded.sum(0))
    return [Measure(int(a), int(b), int(c)) for a, b, c in zip(right, n, k, strict=True)]


def macro_f1(measures: list[Measure]) -> float:
    """Mean F1 of the frames that were coded at least once.

    >>> macro_f1([Measure(1, 1, 1), Measure(0, 3, 0)])
    1.0
    """
    scores = [m.f1 for m in measures if m.coded]
    return float(np.mean(scores)) if scores else 0.0


def micro(measures: list[Measure]) -> Measure:
    """All frames together."""
    return Measure(sum(m.right for m in measures), sum(m.found for m in measures), sum(m.coded for m in measures))


def best_threshold(coded: Flags, scores: Floats) -> float:
    """The score from which on to label, such that F1 is largest; half way to the next score below.

    >>> best_threshold(np.array([True, True, False]), np.array([3.0, 2.0, 1.0]))
    1.5
    """
    order = np.argsort(-scores, kind="stable")
    ranked, right = scores[order], np.cumsum(coded[order])
    f1 = 2 * right / (np.arange(1, len(ranked) + 1) + coded.sum())
    f1[:-1][ranked[1:] == ranked[:-1]] = -1
    at = int(np.argmax(f1))
    below = ranked[at + 1] if at + 1 < len(ranked) else ranked[at] - 1
    return float((ranked[at] + below) / 2)
