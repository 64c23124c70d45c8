"""How alike the words of articles are: TF-IDF cosine, and whether a whole collection tells one story."""

from __future__ import annotations

from typing import Any

import numpy as np

from framing.records.arrays import Floats, Ints
from framing.stats.division import divide

__all__ = ["MOST_SHARED", "ONE_STORY", "coherence", "tfidf", "weights"]

#: Terms in more than this share of the articles say nothing about which event one is on.
MOST_SHARED = 0.3
#: But terms in no more articles than this are always kept: in a small collection one event is soon 30 % of it.
ALWAYS_KEPT = 5
#: An article that would lose more than this share of its terms is one of many copies, and keeps them all. Measured: of
#: 4,000 articles of mixed news and 180 on one trade war none loses more than .43.
MOST_LOST = 0.75
#: Median cosine of all pairs from which on a collection counts as one story. Measured: a mix of news .13; all articles
#: with one word in the title (coronavirus, Iran, shutdown, Brexit ...) .18 to .26; 180 on one trade war .24.
ONE_STORY = 0.16
_AT_ONCE = 500


def tfidf(matrix: Any, *, most_shared: float = MOST_SHARED, always_kept: int = ALWAYS_KEPT) -> Any:
    """Rows of length 1 (or 0): ``(1 + ln k) x (ln((1 + N) / (1 + df)) + 1)``, terms in too many articles left out.

    ``matrix`` is sparse, articles x terms, counts. The product of two rows is their cosine. A text that a third of the
    articles print would lose nearly all its terms (``MOST_LOST``), and its copies would have nothing in common: such
    articles keep their terms.

    >>> from scipy.sparse import csr_array
    >>> rows = tfidf(csr_array([[2, 1, 0], [0, 1, 3], [0, 1, 0]]), most_shared=0.5, always_kept=1)
    >>> rows.toarray().tolist()
    [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]
    """
    from scipy import sparse

    counts = sparse.csr_array(matrix)
    articles = np.bincount(counts.indices, minlength=counts.shape[1])
    idf = np.log((1.0 + counts.shape[0]) / (1.0 + articles)) + 1.0
    common = (articles > max(most_shared * counts.shape[0], always_kept))[counts.indices]
    row = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    lost = divide(np.bincount(row, common, counts.shape[0]), np.diff(counts.indptr))
    rows = weights(counts)
    rows.data *= np.where(common & (lost <= MOST_LOST)[row], 0.0, idf[counts.indices])
    rows = _unit_rows(rows)
    rows.eliminate_zeros()
    return rows


def weights(matrix: Any) -> Any:
    """Sublinear counts: ``1 + ln k``."""
    from scipy import sparse

    out = sparse.csr_array(matrix, dtype=np.float64, copy=True)
    out.data = 1.0 + np.log(out.data)
    return out


def _unit_rows(matrix: Any) -> Any:
    from scipy import sparse

    row = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    length = np.sqrt(np.bincount(row, weights=matrix.data**2, minlength=matrix.shape[0]))
    matrix.data /= np.where(length > 0, length, 1.0)[row]
    return sparse.csr_array(matrix)


def coherence(matrix: Any) -> float:
    """Median cosine of the pairs of articles by their plain words (no IDF): 0 to 1, NaN below two articles.

    Of more than 1,000 articles, 1,000 evenly picked ones.

    >>> from scipy.sparse import csr_array
    >>> round(coherence(csr_array([[1, 1], [1, 1], [1, 0]])), 3)
    0.707
    """
    number = matrix.shape[0]
    if number < 2:
        return float("nan")
    pick = np.unique(np.linspace(0, number - 1, min(number, 1000)).astype(np.int64))
    between = cosines(_unit_rows(weights(matrix[pick])), np.arange(len(pick)), np.arange(len(pick)))
    return float(np.median(between[np.triu_indices(len(pick), 1)]))


def cosines(rows: Any, one: Ints, other: Ints) -> Floats:
    """Cosines of the rows ``one`` with the rows ``other``, dense.

    Some at a time, since a sparse product of articles that share words takes more room than a dense one.
    """
    found = np.empty((len(one), len(other)))
    turned = rows[other].T
    for start in range(0, len(one), _AT_ONCE):
        found[start : start + _AT_ONCE] = (rows[one[start : start + _AT_ONCE]] @ turned).toarray()
    return found
