"""Keyness: which words set one outlet's articles apart from the others', by articles first and tokens on request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from framing.arguments import check_number, check_whole, texts
from framing.errors import UsageError
from framing.records.arrays import Flags, Floats, Ints
from framing.records.sizes import FEWEST_FOR_P
from framing.stats.contingency import MEASURES, log_ratio, log_ratio_interval
from framing.stats.division import divide
from framing.stats.fisher import fisher_p
from framing.stats.multiplicity import adjust_p

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["keyness"]

METHOD = "Fisher exact on articles, Benjamini-Hochberg"
TOO_FEW = "too few articles: shares only"


def keyness(
    matrix: Any,
    terms: Sequence[str],
    outlets: Sequence[str] | npt.NDArray[Any],
    *,
    target: str,
    reference: str | None = None,
    min_articles: int = 2,
    classic: Sequence[str] = (),
    level: float = 0.95,
) -> pd.DataFrame:
    """The words of ``target`` against those of ``reference`` (None: all other outlets), the most telling first.

    ``matrix`` is a scipy sparse matrix of counts, articles x terms (it is never made dense); ``terms`` and ``outlets``
    label its columns and rows. Words in fewer than ``min_articles`` articles of both sides together are left out before
    anything is tested.

    Columns: ``term``; ``articles1``, ``articles2`` with the word, of ``of1``, ``of2``; ``share1``, ``share2`` their
    shares; ``k1, n1, k2, n2`` tokens; ``log_ratio`` (binary logarithm of share1/share2; a zero counts half an article)
    with ``low`` and ``high``; ``p`` Fisher's exact on articles; ``q`` Benjamini-Hochberg over all ``tests`` words;
    ``key``: target or reference, whose the word is; ``method``. ``classic`` adds token measures by name
    (``contingency.MEASURES``), which are not tests of outlets. Below 4 articles on a side ``p`` and ``q`` are missing.

    >>> from scipy.sparse import csr_array
    >>> matrix = csr_array([[2, 1], [1, 1], [3, 1], [1, 1], [0, 1], [0, 1], [0, 1], [0, 1]])
    >>> keyness(matrix, ["bully", "trade"], list("XXXXYYYY"), target="X")[["term", "articles1", "p", "q"]].round(3)
        term  articles1      p      q
    0  bully          4  0.029  0.057
    1  trade          4  1.000  1.000
    """
    check_whole("min_articles", min_articles, 0)
    check_number("level", level, 0, 1)
    if target == reference:
        raise UsageError(f"{target} cannot be held against itself", remedy="name another reference, or none")
    classic = texts("classic", classic)
    counts, labels = _check(matrix, terms, outlets, classic), np.asarray(outlets, object)
    here = labels == target
    there = ~here if reference is None else labels == reference
    for name, rows in ((target, here), (reference or "any other outlet", there)):
        if not rows.any():
            raise UsageError(
                f"no article of {name}", remedy=f"outlets are {', '.join(sorted(set(map(str, labels)))[:20])}"
            )
    one, other = _side(counts, here), _side(counts, there)
    kept = np.flatnonzero(one[0] + other[0] >= max(min_articles, 1))
    columns = _columns(one, other, kept, (int(here.sum()), int(there.sum())), level)
    tokens = (columns["k1"], columns["k2"], columns["n1"], columns["n2"])
    columns |= {name: MEASURES[name](*tokens) for name in classic}
    return _sorted({"term": np.asarray(terms, object)[kept], **columns})


def _check(matrix: Any, terms: Sequence[str], outlets: Sequence[str] | npt.NDArray[Any], classic: Sequence[str]) -> Any:
    """The matrix by rows, each count stored once and no zeros, as articles are counted by what is stored."""
    from scipy import sparse

    if not sparse.issparse(matrix):
        raise UsageError(
            "keyness needs a scipy sparse matrix, articles x terms", remedy="scipy.sparse.csr_array(counts)"
        )
    if matrix.shape != (len(outlets), len(terms)):
        raise UsageError(
            f"a matrix of shape {matrix.shape} does not fit {len(outlets)} outlets and {len(terms)} terms",
            remedy="one row an article, one column a term",
        )
    if odd := [name for name in classic if name not in MEASURES]:
        raise UsageError(f"unknown measure {odd[0]!r}", remedy=f"use {', '.join(MEASURES)}")
    rows = sparse.csr_array(matrix)
    if not (rows.has_canonical_format and np.all(rows.data)):
        rows = rows.copy()  # it shares the caller's numbers
        rows.sum_duplicates()
        rows.eliminate_zeros()
    return rows


def _side(counts: Any, rows: Flags) -> tuple[Ints, Floats]:
    """Articles with each term, and its tokens, among these rows."""
    part, terms = counts[np.flatnonzero(rows)], counts.shape[1]
    articles = np.bincount(part.indices, minlength=terms).astype(np.int64)
    return articles, np.bincount(part.indices, weights=part.data, minlength=terms).astype(float)


def _columns(
    one: tuple[Ints, Floats], other: tuple[Ints, Floats], kept: Ints, sizes: tuple[int, int], level: float
) -> dict[str, Any]:
    a, b = one[0][kept], other[0][kept]
    enough = min(sizes) >= FEWEST_FOR_P
    p = fisher_p(a, b, *sizes) if enough else np.full(len(a), np.nan)
    low, high = log_ratio_interval(a, b, *sizes, level=level)
    share1, share2 = divide(a, sizes[0]), divide(b, sizes[1])
    return {
        "articles1": a,
        "of1": sizes[0],
        "articles2": b,
        "of2": sizes[1],
        "share1": share1,
        "share2": share2,
        "k1": one[1][kept].astype(np.int64),
        "n1": int(one[1].sum()),
        "k2": other[1][kept].astype(np.int64),
        "n2": int(other[1].sum()),
        "log_ratio": log_ratio(a, b, *sizes),
        "low": low if enough else np.nan,
        "high": high if enough else np.nan,
        "p": p,
        "q": adjust_p(p) if len(p) else p,
        "tests": len(p) if enough else 0,
        "key": np.where(share1 == share2, "neither", np.where(share1 > share2, "target", "reference")).astype(object),
        "method": METHOD if enough else TOO_FEW,
    }


def _sorted(columns: dict[str, Any]) -> pd.DataFrame:
    """Smallest p first, then the widest gap between the shares, then by alphabet."""
    import pandas as pd

    gap = -np.abs(columns["share1"] - columns["share2"])
    term = np.asarray(columns["term"], str)
    order = np.lexsort((term, gap, columns["p"]))
    return pd.DataFrame(columns).iloc[order].reset_index(drop=True)
