"""Krippendorff's alpha for label sets, with the MASI distance of Passonneau (2006)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from framing.coding.coefficients import add_up, alpha_from
from framing.records.arrays import Flags, Floats, Ints
from framing.records.ascending import changes

__all__ = ["SetSums", "masi", "set_alpha", "set_sums"]


@dataclass(frozen=True, slots=True)
class SetSums:
    """Per article: observed disagreement; and how often each set was given there, in units with two ratings.

    ``given`` are counts of one set in one article each, sorted by set: few articles hold any one set.
    """

    differing: Floats
    article: Ints
    number: Ints
    given: Floats
    distance: Floats


def masi(members: Flags) -> Floats:
    """Distances between label sets, the rows of ``members``: 1 - Jaccard x monotonicity; 0 for two empty sets.

    Monotonicity is 1 for equal sets, 2/3 where one contains the other, 1/3 where they overlap, 0 where they do not.

    >>> np.round(masi(np.array([[1, 0], [1, 1], [0, 0]], bool)), 6).tolist()
    [[0.0, 0.666667, 1.0], [0.666667, 0.0, 1.0], [1.0, 1.0, 0.0]]
    """
    inside = members.astype(np.float64)
    common = inside @ inside.T
    size = inside.sum(axis=1)
    union = size[:, None] + size[None, :] - common
    smaller = np.minimum(size[:, None], size[None, :])
    equal = common == union
    weight = np.where(equal, 1.0, np.where(common == smaller, 2 / 3, 1 / 3))
    return np.asarray(np.where(equal, 0.0, 1.0 - common / np.maximum(union, 1.0) * weight))


def set_sums(codes: Ints, article: Ints, distance: Floats) -> SetSums:
    """Sums of each article. ``codes[coder, unit]`` is a row of ``distance``, or below 0 where missing."""
    count = (codes >= 0).sum(axis=0)
    paired = count >= 2
    differing = np.zeros(codes.shape[1])
    for a, b in combinations(range(len(codes)), 2):
        both = (codes[a] >= 0) & (codes[b] >= 0)
        differing[both] += 2.0 * distance[codes[a][both], codes[b][both]]
    differing[paired] /= count[paired] - 1
    articles = int(article[-1]) + 1 if len(article) else 0
    known = paired & (codes >= 0)
    cell = codes[known] * articles + np.broadcast_to(article, codes.shape)[known]
    cells, given = np.unique(cell, return_counts=True)
    sums = add_up(differing[:, None], article)[:, 0]
    return SetSums(sums, cells % max(articles, 1), cells // max(articles, 1), given.astype(np.float64), distance)


def set_alpha(sums: SetSums, weights: Floats) -> Floats:
    """Alpha for each row of ``weights``, which weighs the articles; NaN without variation."""
    if not len(sums.number):
        return np.full(len(weights), np.nan)
    first = np.flatnonzero(changes(sums.number))
    times = np.add.reduceat(weights[:, sums.article] * sums.given, first, axis=1)
    some = sums.number[first]
    expected = ((times @ sums.distance[np.ix_(some, some)]) * times).sum(axis=1)
    return alpha_from(weights @ sums.differing, expected, times.sum(axis=1))
