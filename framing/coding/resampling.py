"""Resamples of articles: the article is the sampling unit, never the sentence."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from framing.records.arrays import Floats

__all__ = ["RESAMPLES", "article_weights", "interval"]

RESAMPLES = 2_000
#: Weights are held for at most this many numbers at a time.
_BLOCK = 4_000_000


def article_weights(articles: int, resamples: int = RESAMPLES, seed: int = 0) -> Iterator[Floats]:
    """Blocks of rows that say how often each article was drawn; each row adds up to ``articles``.

    >>> sum(len(block) for block in article_weights(3, 5)), next(article_weights(3, 5)).sum(axis=1).tolist()
    (5, [3.0, 3.0, 3.0, 3.0, 3.0])
    """
    chance = np.random.default_rng(seed)
    left = resamples if articles else 0
    while left:
        rows = min(left, max(1, _BLOCK // articles))
        drawn = chance.integers(0, articles, (rows, articles)) + articles * np.arange(rows)[:, None]
        yield np.bincount(drawn.reshape(-1), minlength=rows * articles).reshape(rows, articles).astype(np.float64)
        left -= rows


def interval(drawn: Floats, level: float = 0.95) -> tuple[Floats, Floats]:
    """Percentile interval along the first axis; NaN where more than half of the resamples are not defined."""
    if not len(drawn):
        nothing = np.full(drawn.shape[1:], np.nan)
        return nothing, nothing
    tail = (1.0 - level) / 2.0
    known = np.isfinite(drawn)
    enough = known.mean(axis=0) > 0.5
    filled = np.where(enough[None], drawn, 0.0)
    low, high = np.nanquantile(filled, [tail, 1.0 - tail], axis=0)
    return np.where(enough, low, np.nan), np.where(enough, high, np.nan)
