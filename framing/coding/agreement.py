"""The table of agreement: every coefficient for every frame, for all coders, for pairs and for outlets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.arguments import check_whole
from framing.coding import coefficients as co
from framing.coding.ratings import MISSING, Ratings
from framing.coding.resampling import RESAMPLES, article_weights, interval
from framing.coding.setdistance import SetSums, masi, set_alpha, set_sums
from framing.errors import UsageError
from framing.records.arrays import Floats
from framing.records.coding import ALL, ALL_FRAMES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "Options", "agreement", "verdict"]

#: A verdict may be spoken from so many units on, in so many articles, where so many units show the frame to someone.
ENOUGH_UNITS, ENOUGH_ARTICLES, ENOUGH_SHOWN = 50, 20, 10
#: Beyond so many distinct label sets the interval of the MASI row is left out; its value is still computed.
_MOST_SETS = 4_000
COLUMNS = (
    "frame", "outlet", "coders", "units", "articles", "prevalence", "percent", "percent_low", "percent_high",
    "positive", "positive_low", "positive_high", "kappa", "kappa_low", "kappa_high", "ac1", "ac1_low", "ac1_high",
    "alpha", "alpha_low", "alpha_high", "verdict",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """``polarity``: a negated frame is a category of its own; ``pairs``: rows for each pair of coders too;
    ``declared``: number of categories for AC1, else the observed ones (at least 2); ``resamples`` of articles for the
    intervals."""

    polarity: bool = False
    pairs: bool = False
    declared: int | None = None
    resamples: int = RESAMPLES
    seed: int = 0


def agreement(ratings: Ratings, options: Options | None = None) -> pd.DataFrame:
    """One row for each frame and for the label sets: over all units, then outlet by outlet, then pair by pair.

    ``units`` were coded by two coders or more; ``prevalence`` is the share of ratings in them that say the frame
    shows. Intervals are 95 % percentile intervals over resampled articles. A coefficient is NaN where it is not
    defined; kappa is given for two coders. UsageError if there is only one coder.
    """
    import pandas as pd

    options = options or Options()
    check_whole("resamples", options.resamples, 0)
    check_whole("seed", options.seed, 0)
    if options.declared is not None:
        check_whole("declared", options.declared, 2)
    if len(ratings.coders) < 2:
        raise UsageError(
            f"all codes are by '{ratings.coders[0]}': agreement needs two coders", remedy="name a second file of codes"
        )
    rows = [row for scope in _scopes(ratings, options) for row in _rows(*scope, options)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def verdict(units: int, articles: int, shown: int, alpha_low: float) -> str:
    """What may be said of an alpha whose interval begins at ``alpha_low`` (Krippendorff's .800 and .667).

    Nothing at all below 50 units, and nothing where resampling cannot know better: from fewer than 20 articles (its
    intervals are too narrow there), or where fewer than 10 units show the frame to any coder.

    >>> verdict(200, 40, 30, 0.81), verdict(200, 40, 30, 0.7), verdict(49, 40, 30, 0.9)
    ('reliable', 'tentative conclusions only', '')
    """
    enough = units >= ENOUGH_UNITS and articles >= ENOUGH_ARTICLES and shown >= ENOUGH_SHOWN
    if not enough or not np.isfinite(alpha_low):
        return ""
    if alpha_low >= 0.8:
        return "reliable"
    return "tentative conclusions only" if alpha_low >= 0.667 else "not shown to be reliable"


def _scopes(ratings: Ratings, options: Options) -> Iterator[tuple[str, str, Ratings]]:
    """Outlet, coders and ratings of each block of rows."""
    everybody = ALL if len(ratings.coders) > 2 else " × ".join(ratings.coders)
    yield ALL, everybody, ratings
    if len(ratings.outlets) > 1:
        named = ratings.units["outlet"].to_numpy(str)
        for outlet in ratings.outlets:
            yield outlet, everybody, ratings.pick(named == outlet)
    if options.pairs and len(ratings.coders) > 2:
        every = np.ones(len(ratings.units), bool)
        for a, b in combinations(range(len(ratings.coders)), 2):
            yield ALL, f"{ratings.coders[a]} × {ratings.coders[b]}", ratings.pick(every, [a, b])


def _rows(outlet: str, coders: str, ratings: Ratings, options: Options) -> list[list[Any]]:
    values, categories = ratings.told(options.polarity)
    sums = co.sums_of(values, ratings.article, categories)
    sets = _set_sums(ratings, options.polarity)
    point = co.coefficients(sums, sums.cells.sum(axis=1), declared=options.declared)
    drawn: dict[str, list[Floats]] = {name: [] for name in co.NAMES}
    drawn_sets: list[Floats] = []
    articles = sums.cells.shape[1]
    for weights in article_weights(articles, options.resamples, options.seed):
        totals = sums.weighted(weights)
        for name, values_of in co.coefficients(sums, totals, declared=options.declared).items():
            drawn[name].append(values_of)
        if sets is not None and len(sets.distance) <= _MOST_SETS:
            drawn_sets.append(set_alpha(sets, weights))
    bounds = {name: interval(np.concatenate(parts)) if parts else None for name, parts in drawn.items()}
    rows = [
        _row(frame, i, outlet, coders, ratings, point, bounds, len(ratings.coders) == 2)
        for i, frame in enumerate(ratings.frames)
    ]
    if sets is not None:
        rows.append(_set_row(outlet, coders, ratings, sets, drawn_sets))
    return rows


def _row(
    frame: str,
    i: int,
    outlet: str,
    coders: str,
    ratings: Ratings,
    point: dict[str, Floats],
    bounds: dict[str, tuple[Floats, Floats] | None],
    two: bool,
) -> list[Any]:
    values = ratings.values[i]
    paired = (values != MISSING).sum(axis=0) >= 2
    articles = len(np.unique(ratings.article[paired]))
    rated = values[:, paired]
    shares = float((rated >= 1).sum() / max(1, (rated != MISSING).sum())) if paired.any() else np.nan
    cells: list[Any] = [frame, outlet, coders, int(paired.sum()), articles, shares]
    alpha_low = np.nan
    for name in co.NAMES:
        if name == "kappa" and not two:
            cells += [np.nan] * 3
            continue
        found = bounds[name]
        limits = (np.nan, np.nan) if found is None or articles < 2 else (float(found[0][i]), float(found[1][i]))
        value = float(point[name][i])
        cells += [value, *(limits if np.isfinite(value) else (np.nan, np.nan))]
        if name == "alpha":
            alpha_low = limits[0]
    shown = int((rated >= 1).any(axis=0).sum())
    return [*_rounded(cells), verdict(int(paired.sum()), articles, shown, alpha_low)]


def _set_sums(ratings: Ratings, polarity: bool) -> SetSums | None:
    codes, members = ratings.sets(polarity)
    return set_sums(codes, ratings.article, masi(members)) if len(members) else None


def _set_row(outlet: str, coders: str, ratings: Ratings, sets: SetSums, drawn: Sequence[Floats]) -> list[Any]:
    every = np.ones((1, len(sets.differing)))
    codes, _ = ratings.sets()
    paired = (codes >= 0).sum(axis=0) >= 2
    articles = len(np.unique(ratings.article[paired]))
    low, high = interval(np.concatenate(drawn)[:, None]) if drawn and articles > 1 else (np.array([np.nan]),) * 2
    cells = [ALL_FRAMES, outlet, coders, int(paired.sum()), articles, *[np.nan] * 13]
    cells += [float(set_alpha(sets, every)[0]), float(low[0]), float(high[0])]
    shown = int((ratings.values[:, :, paired] >= 1).any(axis=(0, 1)).sum())
    return [*_rounded(cells), verdict(int(paired.sum()), articles, shown, float(low[0]))]


def _rounded(cells: Sequence[Any]) -> list[Any]:
    """Six decimals: what is the same on every machine."""
    return [round(cell, 6) + 0.0 if isinstance(cell, float) else cell for cell in cells]
