"""Outlets against each other: each against the rest and pair by pair, with intervals, permutation p and q."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from framing.arguments import check_text, check_whole
from framing.errors import UsageError
from framing.records.arrays import Flags, Floats, Ints
from framing.records.grammar import some_of
from framing.records.sizes import FEWEST_FOR_P, what_to_show
from framing.stats.division import divide
from framing.stats.intervals import PER
from framing.stats.multiplicity import adjust_p
from framing.stats.overdispersion import pearson_statistic, phi_from_statistic
from framing.stats.permutation import DRAWS, MOST_SPLITS, excess, smallest_p, subset_p
from framing.stats.ratios import rate_ratio, ratio_interval
from framing.stats.sides import Sides, Totals, read_sides
from framing.stats.tally import ALL_VOICES, cell_table, tally_articles

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["REST", "compare"]

#: The label of all other groups together.
REST = "(all others)"

_MOST_NAMED = 20
TOO_FEW = "too few articles: counts only"
EXACT = "quasi-exact ratio, all permutations of articles"
DRAWN = "quasi-exact ratio, {draws:,} permutations of articles"


def compare(
    counts: pd.DataFrame,
    words: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    by: str = "outlet",
    against: str = "rest",
    voice: str = ALL_VOICES,
    frames: Sequence[str] | None = None,
    where: str | Sequence[str] | None = None,
    seed: int = 0,
    draws: int = DRAWS,
    level: float = 0.95,
) -> pd.DataFrame:
    """Rate ratios between outlets, one row a comparison x frame.

    ``against``: ``rest`` sets each outlet against all others pooled by their words (a large outlet weighs more),
    ``pairs`` every outlet against every other, ``both`` does both; an outlet's name sets every other one against it.
    ``by`` is one column of words or articles; the
    other options are those of ``rates``. 20 outlets in pairs take seconds, 200 (a million tests) most of an hour.

    Columns: ``<by>``, ``against`` (the other outlet, or "(all others)"), ``frame``, ``voice``; ``k1, n1, articles1``
    and ``k2, n2, articles2`` matches, words and articles with words; ``rate1, rate2`` per 1,000 words; ``ratio`` with
    ``low`` and ``high`` (quasi-exact, ``phi`` pooled over both sides' articles); ``p`` by permuting articles
    (two-sided) and ``p_min``, the smallest p so few articles can give; ``q`` Benjamini-Hochberg over all frames of
    this comparison, their number in ``tests``; ``method``; ``show``: counts, dots, interval or interval+power.

    Below 4 articles on either side ``low``, ``high``, ``p``, ``p_min`` and ``q`` are missing and ``tests`` is 0.
    Groups without words at the place asked for are left out. Same seed, same p.

    >>> import pandas as pd
    >>> words = pd.DataFrame({"doc_id": list("abcdefgh"), "outlet": list("XXXXYYYY"), "where": "body",
    ...                       "words": 500, "words_quoted": 0, "sentences": 20})
    >>> counts = pd.DataFrame({"doc_id": list("abcde"), "outlet": list("XXXXY"), "frame": "bullying",
    ...     "voice": "own", "where": "body", "matches": [3, 4, 3, 5, 1], "negated": 0, "sentences": 1})
    >>> compare(counts, words, against="pairs")[["outlet", "against", "ratio", "p", "p_min", "tests"]].round(3)
      outlet against  ratio      p  p_min  tests
    0      X       Y   15.0  0.029  0.029      1
    """
    import pandas as pd

    check_text("against", against)
    check_whole("seed", seed, 0)
    tally = tally_articles(counts, words, articles, by=by, frames=frames, where=where)
    sides = read_sides(tally, voice)
    names = tally.groups[by].to_numpy()
    present = np.flatnonzero(sides.totals.articles)
    rest = present if against in ("rest", "both") and len(present) > 1 else present[:0]
    pairs = np.array(_pairs(against, by, names, present), np.int64).reshape(-1, 2)
    one = sides.totals.take(np.concatenate([rest, pairs[:, 0]]))
    other = sides.totals.rest().take(rest).join(sides.totals.take(pairs[:, 1]))
    p = np.vstack([_rest_p(sides, rest, seed, draws), *(_pair_p(sides, a, b, seed, draws) for a, b in pairs)])
    against_whom = np.concatenate([np.full(len(rest), REST, object), names[pairs[:, 1]]])
    rows = pd.DataFrame({by: names[np.concatenate([rest, pairs[:, 0]])], "against": against_whom})
    return cell_table(rows, tally.frames, voice, _values(one, other, p, draws, level))


def _pairs(against: str, by: str, names: npt.NDArray[Any], present: Ints) -> list[tuple[int, int]]:
    """The groups that are held against each other one by one, by their numbers."""
    if against == "rest":
        return []
    if against in ("pairs", "both"):
        return list(combinations(present.tolist(), 2))
    other = next((group for group in present.tolist() if names[group] == against), None)
    if other is None:
        listed = some_of([str(name) for name in names[present]], _MOST_NAMED)
        reason = f"cannot compare against '{against}': no {by} of an article with words is called so"
        raise UsageError(reason, remedy=f"use rest, pairs, both, or one of {listed}")
    return [(group, other) for group in present.tolist() if group != other]


def _rest_p(sides: Sides, groups: Ints, seed: int, draws: int) -> Floats:
    """Permutation p of each group against all others, groups x frames; missing where a side is too small."""
    sizes = sides.totals.articles[groups]
    enough = np.minimum(sizes, len(sides.words) - sizes) >= FEWEST_FOR_P
    p = np.full((len(groups), sides.matches.shape[1]), np.nan)
    if enough.any():
        values = excess(sides.matches, sides.words)
        members = np.array([values[sides.group == group].sum(axis=0) for group in groups[enough]])
        p[enough], _ = subset_p(values, members, sizes[enough], seed=seed, draws=draws)
    return p


def _pair_p(sides: Sides, one: int, other: int, seed: int, draws: int) -> Floats:
    """Permutation p of two groups against each other, 1 x frames; it does not depend on any third group."""
    first, both = sides.group == one, (sides.group == one) | (sides.group == other)
    sizes = np.array([first.sum()])
    if min(int(sizes[0]), int(both.sum() - sizes[0])) < FEWEST_FOR_P:
        return np.full((1, sides.matches.shape[1]), np.nan)
    values = excess(sides.matches[both], sides.words[both])
    p, _ = subset_p(values, values[first[both]].sum(axis=0)[None, :], sizes, seed=seed, draws=draws)
    return p


def _values(one: Totals, other: Totals, p: Floats, draws: int, level: float) -> dict[str, npt.NDArray[Any]]:
    """The columns, each comparisons x frames or comparisons x 1."""
    n1, n2, m1, m2 = (side[:, None] for side in (one.words, other.words, one.articles, other.articles))
    statistic = pearson_statistic(one.k2_over_n, one.matches, n1)
    statistic = statistic + pearson_statistic(other.k2_over_n, other.matches, n2)
    phi, _ = phi_from_statistic(statistic, np.broadcast_to(m1 + m2 - 2, statistic.shape))
    enough = np.minimum(m1, m2) >= FEWEST_FOR_P
    low, high = ratio_interval(one.matches, n1, other.matches, n2, phi, level=level)
    sizes = zip(one.articles, other.articles, strict=True)
    smallest = np.array([smallest_p(int(a), int(b), draws=draws) for a, b in sizes])[:, None]
    return {
        "k1": one.matches.astype(np.int64),
        "n1": n1.astype(np.int64),
        "articles1": m1,
        "k2": other.matches.astype(np.int64),
        "n2": n2.astype(np.int64),
        "articles2": m2,
        "rate1": PER * divide(one.matches, n1),
        "rate2": PER * divide(other.matches, n2),
        "ratio": rate_ratio(one.matches, n1, other.matches, n2),
        "low": np.where(enough, low, np.nan),
        "high": np.where(enough, high, np.nan),
        "phi": phi,
        "p": p,
        "p_min": np.where(enough, smallest, np.nan),
        "q": adjust_p(p),
        "tests": np.sum(~np.isnan(p), axis=1, keepdims=True),
        "method": _method(one.articles, other.articles, enough[:, 0], draws),
        "show": what_to_show(np.minimum(m1, m2)),
    }


def _method(m1: Ints, m2: Ints, enough: Flags, draws: int) -> npt.NDArray[np.object_]:
    texts = [
        TOO_FEW if not some else EXACT if comb(int(a + b), int(a)) <= MOST_SPLITS else DRAWN.format(draws=draws)
        for a, b, some in zip(m1, m2, enough, strict=True)
    ]
    return np.array(texts, object).reshape(-1, 1)
