"""Agreement coefficients as functions of sums over articles.

Every coefficient here is a ratio of sums over units, so the sums of each article are taken once and a resample of
articles is a weighted sum of them. Missing values are allowed everywhere.

Sources: Krippendorff (2011), computing alpha; Gwet (2008) for AC1, its chance term over all units with a rating;
Cohen (1960); Fleiss (1981) for positive agreement, ``sum n_1 (n_1 - 1) / sum n_1 (m - 1)``, which is 2a/(2a+b+c) for
two coders; percent agreement is the mean over units of the share of agreeing pairs of coders.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.coding.ratings import Values
from framing.records.arrays import Floats, Ints
from framing.records.ascending import changes

__all__ = ["Sums", "add_up", "alpha_from", "coefficients", "sums_of"]

#: In the order of the columns of an agreement table.
NAMES = ("percent", "positive", "kappa", "ac1", "alpha")


@dataclass(frozen=True, slots=True)
class Sums:
    """``cells[..., article, k]`` for ``categories`` categories; ``slices`` says what the k are."""

    cells: Floats
    categories: int
    slices: dict[str, slice]

    def weighted(self, weights: Floats) -> Floats:
        """Totals for each row of ``weights``: an array [resample, row of cells, k]."""
        rows, articles, k = self.cells.shape
        flat = np.ascontiguousarray(self.cells.transpose(1, 0, 2)).reshape(articles, rows * k)
        return (weights @ flat).reshape(len(weights), rows, k)

    def part(self, totals: Floats, name: str) -> Floats:
        """One kind of sum, its last axis (or two, for the square ones) opened up."""
        found = totals[..., self.slices[name]]
        q = self.categories
        square = name in ("coincidence", "table") and found.shape[-1]
        return found.reshape(*found.shape[:-1], q, q) if square else found

    def alpha(self, totals: Floats | None = None) -> Floats:
        """Krippendorff's alpha from totals over articles (None: all of them, each once); NaN without variation."""
        return nominal_alpha(self.part(self.cells.sum(axis=-2) if totals is None else totals, "coincidence"))


def sums_of(values: Values, article: Ints, categories: int) -> Sums:
    """The sums of each article. ``values[..., coder, unit]`` is a category from 0 or below 0 where missing.

    ``article`` numbers the article of each unit, ascending from 0. Cross tables (for kappa) are made for two coders
    only.
    """
    counts = np.stack([(values == c).sum(axis=-2) for c in range(categories)], axis=-1).astype(np.float64)
    rated = counts.sum(axis=-1, keepdims=True)
    paired = rated >= 2
    same = counts * (counts - 1)
    own = np.eye(categories) * counts[..., None]
    coincidence = np.where(paired[..., None], counts[..., None] * counts[..., None, :] - own, 0.0)
    coincidence = coincidence / np.maximum(rated - 1, 1)[..., None]
    agreeing = np.where(paired, same.sum(-1, keepdims=True) / np.maximum(rated * (rated - 1), 1), 0.0)
    shares = counts / np.maximum(rated, 1)
    parts = {
        "coincidence": coincidence.reshape(*coincidence.shape[:-2], -1),
        "agreeing": agreeing,
        "paired": paired.astype(np.float64),
        "shares": shares,
        "rated": (rated > 0).astype(np.float64),
        "same": same,
        "possible": counts * (rated - 1) * paired,
        "table": _cross(values, categories)[..., : categories**2 if values.shape[-2] == 2 else 0],
    }
    slices, at = {}, 0
    for name, part in parts.items():
        slices[name] = slice(at, at + part.shape[-1])
        at += part.shape[-1]
    return Sums(add_up(np.concatenate(list(parts.values()), axis=-1), article), categories, slices)


def add_up(cells: Floats, article: Ints) -> Floats:
    """Sums over the units of each article, along the axis before the last; ``article`` ascends from 0."""
    if not len(article):
        return np.zeros((*cells.shape[:-2], 0, cells.shape[-1]))
    first = np.flatnonzero(changes(article))
    return np.asarray(np.add.reduceat(cells, first, axis=-2))


def _cross(values: Values, q: int) -> Floats:
    """One-hot cross table of two coders for each unit; zeros where one is missing, or where coders are not two."""
    if values.shape[-2] != 2:
        return np.zeros((*values.shape[:-2], values.shape[-1], q * q))
    first, second = values[..., 0, :].astype(np.int64), values[..., 1, :].astype(np.int64)
    cell = np.where((first >= 0) & (second >= 0), first * q + second, -1)
    return np.stack([cell == c for c in range(q * q)], axis=-1).astype(np.float64)


def coefficients(sums: Sums, totals: Floats, *, declared: int | None = None) -> dict[str, Floats]:
    """Percent and positive agreement, kappa, AC1 and alpha from sums over articles, whatever the leading axes.

    ``totals`` are ``sums.cells`` added up over articles (with weights, in a resample). NaN where a coefficient is not
    defined: no pair of ratings, or no variation. ``declared`` is the number of categories of the codebook for AC1;
    else the observed ones, at least 2. Positive agreement is that of all categories but 0: of 1, and where polarity
    counts of 2, a negated frame.
    """
    get = {name: sums.part(totals, name) for name in sums.slices}
    share = _ratio(get["shares"], get["rated"])
    percent = _ratio(get["agreeing"], get["paired"])[..., 0]
    observed = np.maximum((get["shares"] > 0).sum(axis=-1), 2)
    q = observed if declared is None else np.asarray(max(2, declared))
    chance = (share * (1 - share)).sum(axis=-1) / (q - 1)
    positive = get["same"][..., 1:].sum(-1), get["possible"][..., 1:].sum(-1)
    return {
        "percent": percent,
        "positive": _ratio(*positive),
        "kappa": _kappa(get["table"]) if get["table"].size else np.full(percent.shape, np.nan),
        "ac1": _beyond(percent, chance),
        "alpha": nominal_alpha(get["coincidence"]),
    }


def _kappa(table: Floats) -> Floats:
    """Cohen's kappa of cross tables (the last two axes)."""
    n = table.sum(axis=(-2, -1))
    seen = _ratio(np.trace(table, axis1=-2, axis2=-1), n)
    return _beyond(seen, _ratio((table.sum(-1) * table.sum(-2)).sum(-1), n * n))


def nominal_alpha(coincidence: Floats) -> Floats:
    """Krippendorff's alpha for nominal values from its coincidence matrix (the last two axes).

    >>> round(float(nominal_alpha(np.array([[10.0, 2.0], [2.0, 6.0]]))), 4)
    0.6042
    """
    values = coincidence.sum(axis=-1)
    n = values.sum(axis=-1)
    differing = n - np.trace(coincidence, axis1=-2, axis2=-1)
    expected = n * n - (values**2).sum(axis=-1)
    return alpha_from(differing, expected, n)


def alpha_from(differing: Floats, expected: Floats, n: Floats) -> Floats:
    """``1 - D_o / D_e`` with ``D_o = differing / n`` and ``D_e = expected / (n (n - 1))``; NaN without variation."""
    return 1.0 - _ratio(differing * (n - 1), expected)


def _ratio(above: Floats, below: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.abs(below) > 1e-12, above / below, np.nan)


def _beyond(seen: Floats, chance: Floats) -> Floats:
    """Agreement beyond chance as a share of what is possible beyond chance."""
    return _ratio(seen - chance, 1.0 - chance)
