"""Does a machine agree with people as well as people do with each other?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.coding import coefficients as co
from framing.coding.agreement import ENOUGH_ARTICLES, ENOUGH_UNITS, Options
from framing.coding.ratings import MISSING, Ratings
from framing.coding.resampling import article_weights, interval
from framing.records.arrays import Flags, Floats, Ints

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "MARGIN", "parity"]

#: Parity is claimed only where the interval of the difference begins above this.
MARGIN = -0.05
COLUMNS = ("frame", "machine", "units", "human_human", "human_machine", "difference", "low", "high", "parity")


def parity(ratings: Ratings, machines: Sequence[str], options: Options | None = None) -> pd.DataFrame:
    """One row for each machine and frame: mean alpha of the pairs of people, of the machine with each person, and
    their difference with its interval over resampled articles (the same resamples for both).

    ``units`` were coded by the machine and by a person. ``parity`` is ``yes`` where the interval begins above -.05,
    ``not shown`` where it does not, and empty where the machine and people, or two people, share fewer than 50 units or
    20 articles. Alpha is nominal; units need a rating by each coder of a pair only.
    """
    import pandas as pd

    options = options or Options()
    people = [i for i, name in enumerate(ratings.coders) if name not in machines]
    rows: list[list[Any]] = []
    for machine in [i for i, name in enumerate(ratings.coders) if name in machines]:
        among, across = list(combinations(people, 2)), [(person, machine) for person in people]
        if people:
            rows += _rows(ratings, machine, among, across, options)
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _rows(
    ratings: Ratings,
    machine: int,
    among: list[tuple[int, int]],
    across: list[tuple[int, int]],
    options: Options,
) -> list[list[Any]]:
    values, categories = ratings.told(options.polarity)
    sums = [co.sums_of(values[:, list(pair)], ratings.article, categories) for pair in [*among, *across]]
    every = np.ones((1, sums[0].cells.shape[1]))
    point = _means(sums, every, len(among))
    drawn = [
        _difference(*_means(sums, weights, len(among)))
        for weights in article_weights(every.shape[1], options.resamples, options.seed)
    ]
    low, high = interval(np.concatenate([np.zeros((0, len(ratings.frames))), *drawn]))
    rows = []
    people = [person for person, _ in across]
    for i, frame in enumerate(ratings.frames):
        coded = ratings.values[i] != MISSING
        shared = coded[machine] & coded[people].any(axis=0)
        numbers = [point[0][0, i], point[1][0, i], _difference(*point)[0, i], low[i], high[i]]
        enough = _enough(shared, ratings.article) and _enough(coded[people].sum(axis=0) >= 2, ratings.article)
        said = ("yes" if low[i] > MARGIN else "not shown") if enough and np.isfinite(low[i]) else ""
        rows.append([frame, ratings.coders[machine], int(shared.sum()), *(round(float(x), 6) for x in numbers), said])
    return rows


def _enough(shared: Flags, article: Ints) -> bool:
    """Whether so many units are shared, in so many articles, that something may be said of them."""
    return int(shared.sum()) >= ENOUGH_UNITS and len(np.unique(article[shared])) >= ENOUGH_ARTICLES


def _means(sums: Sequence[co.Sums], weights: Floats, among: int) -> tuple[Floats, Floats]:
    """Mean alpha of the pairs of people and of the pairs with the machine, for each resample and frame."""
    alphas = [one.alpha(one.weighted(weights)) for one in sums]
    nothing = np.full(alphas[0].shape, np.nan)
    people = np.mean(alphas[:among], axis=0) if among else nothing
    return people, np.mean(alphas[among:], axis=0)


def _difference(people: Floats, machine: Floats) -> Floats:
    return machine - people
