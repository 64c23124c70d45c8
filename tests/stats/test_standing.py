"""Where one article stands among an outlet's: shares counted by hand, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.stats import standing
from framing.stats.intervals import wilson_interval


def peers(number, outlet="Valley Post"):
    """So many articles of 500 words: 0, 1, 2, 3, 0, 1 ... matches."""
    rows = [{"doc_id": f"p{i}", "outlet": outlet, "frame": "f", "k": i % 4, "n": 500} for i in range(number)]
    return pd.DataFrame(rows).assign(digest=[f"d{i}" for i in range(number)])


def new(k=2, n=1_000, digest="new"):
    """One article."""
    return pd.DataFrame({"doc_id": ["a"], "frame": ["f"], "k": [k], "n": [n], "digest": [digest]})


def test_rates_are_compared_and_ties_count_half():
    """2 in 1,000 words is 1 in 500: of 20 articles 5 are below, 5 beside."""
    (row,) = standing(new(), peers(20)).itertuples()
    assert (row.outlet, row.articles, row.median, row.rate) == ("Valley Post", 20, 3.0, 2.0)
    assert (row.percentile, row.refused) == (37.5, "")
    limits = [100 * float(limit) for limit in wilson_interval(7.5, 20)]
    assert [row.percentile_low, row.percentile_high] == pytest.approx(limits)


def test_too_few_articles_have_no_percentile():
    """Nineteen; and twenty of which one is the article itself."""
    for table in (standing(new(), peers(19)), standing(new(digest="d3"), peers(20))):
        (row,) = table.itertuples()
        assert (row.articles, row.refused) == (19, "19 of at least 20 articles")
        assert np.isnan(row.percentile)
        assert row.median > 0


def test_an_article_without_words_has_no_place():
    """Nor a rate; and articles without words are nobody's peers."""
    (row,) = standing(new(k=0, n=0), peers(20)).itertuples()
    assert (row.refused, np.isnan(row.rate)) == ("the article has no words that count", True)
    assert standing(new(), peers(20).assign(n=[0, *[500] * 19])).articles.tolist() == [19]
