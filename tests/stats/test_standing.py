"""Where one article stands among others: the columns by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.stats import standing


def reference(k: list[int], n: int = 100) -> pd.DataFrame:
    """Articles of one outlet, of ``n`` words each."""
    columns = {"doc_id": [f"r{i}" for i in range(len(k))], "outlet": "X", "frame": "f", "k": k, "n": n}
    return pd.DataFrame(columns)


def placed(k: int, n: int, others: pd.DataFrame, **columns: object) -> pd.Series:
    """The one row about an article of ``k`` matches in ``n`` words."""
    return standing(pd.DataFrame([{"doc_id": "new", "frame": "f", "k": k, "n": n, **columns}]), others).iloc[0]


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (5, 735, 1.130900, 21.786074),
        # Nothing found: Garwood's interval as it is, as for an outlet's rate of 0.
        (0, 800, 0, 4.611099),
        (0, 6000, 0, 0.614813),
    ],
)
def test_the_interval_is_that_of_a_rate_of_one_article(k: int, n: int, low: float, high: float) -> None:
    """Golden numbers: phi = 2 is assumed where there is a match, and nothing where there is none."""
    row = placed(k, n, reference([0] * 20))
    assert [row.low, row.high] == pytest.approx([low, high], abs=6e-7)


def test_percentile_counts_ties_half() -> None:
    """12 rarer, 4 as frequent, 4 more frequent: 70 %, with Wilson's interval for 14 of 20."""
    row = placed(2, 200, reference([0] * 12 + [1] * 4 + [2] * 4))
    assert [row.percentile, row.percentile_low, row.percentile_high] == pytest.approx([70, 48.102, 85.452], abs=0.001)
    assert (row.articles, row["median"], row.refused) == (20, 0, "")


def test_below_twenty_articles_nothing_is_said() -> None:
    """The articles are counted and the reason stands there."""
    row = placed(2, 200, reference([1] * 19))
    assert row.refused == "19 of at least 20 articles"
    assert pd.isna(row.percentile)


def test_an_article_is_none_of_its_own_peers() -> None:
    """Twenty articles, one of which it is itself by its text: nineteen others."""
    others = reference([1] * 20).assign(digest=[f"d{i}" for i in range(20)])
    assert placed(2, 200, others, digest="d3").refused == "19 of at least 20 articles"


def test_an_article_without_words_has_no_place() -> None:
    """Nor a rate; and articles without words are nobody's peers."""
    row = placed(0, 0, reference([1] * 20))
    assert row.refused == "the article has no words that count"
    assert pd.isna(row.rate)
    assert placed(2, 200, reference([1] * 20).assign(n=[0, *[100] * 19])).articles == 19
