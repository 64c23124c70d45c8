"""Rates shrunk towards their mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.stats import add_shrunken_rates, rates
from framing.stats.shrinkage import between_variance, shrink_rates

K, N = [5, 0, 2, 1, 4], [735, 742, 787, 1184, 542]


def test_golden():
    """The published posterior means."""
    posterior = [5.377484, 1.122756, 2.708972, 1.432558, 5.415954]
    assert shrink_rates(K, N).tolist() == pytest.approx(posterior, abs=6e-7)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(100, 5000)), min_size=2, max_size=20))
def test_shrunken_rates_lie_between_raw_and_mean(pairs):
    """Each rate moves towards the mean and never past it; without between-variance nothing moves."""
    k, n = np.array(pairs, float).T
    raw, shrunken, mean = 1000 * k / n, shrink_rates(k, n), 1000 * k.sum() / n.sum()
    if between_variance(k, n) <= 0:
        assert shrunken.tolist() == pytest.approx(raw.tolist())
    assert (shrunken >= np.minimum(raw, mean) - 1e-9).all()
    assert (shrunken <= np.maximum(raw, mean) + 1e-9).all()


def test_less_text_is_pulled_more():
    """Of two outlets with the same raw rate the one with less text moves further."""
    _, small, _, large = shrink_rates([40, 6, 5, 60], [4000, 1000, 5000, 10000])
    assert abs(small - 6) > abs(large - 6) > 0


def test_alike_outlets_are_not_shrunk():
    """No variance between outlets: raw rates, and the table says so."""
    assert shrink_rates([3, 3, 3], [1000, 1000, 1000]).tolist() == [3, 3, 3]
    assert shrink_rates([0, 0], [1000, 1000]).tolist() == [0, 0]


def test_table(one_frame):
    """Each frame and voice is shrunk on its own; few matches are not to be ranked."""
    table = rates(*one_frame({name: ([k], [n]) for name, k, n in zip("ABCDE", K, N, strict=True)}))
    got = add_shrunken_rates(table)
    every = got[got.voice == "all"]
    assert every.shrunken.tolist() == pytest.approx(shrink_rates(K, N).tolist())
    assert every.shrunk.all()
    assert not every.rankable.any()
    quoted = got[got.voice == "quoted"]
    assert not quoted.shrunk.any()
    assert quoted.shrunken.tolist() == [0] * 5
    assert "shrunken" not in table.columns


def test_rankable_needs_five_matches_and_two_articles(one_frame):
    """One article is not an outlet; four matches are not a rate."""
    table = rates(*one_frame({"A": ([9], [500]), "B": ([3, 2], [500, 400]), "C": ([2, 2], [400, 300])}), voice="all")
    assert add_shrunken_rates(table).rankable.tolist() == [False, True, False]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(("k", "n"), [([], []), ([0], [0]), ([0, 0], [0, 0]), ([3], [100])])
def test_there_is_no_variance_without_two_outlets_that_have_words(k, n):
    """Nothing to estimate it from, and no warning."""
    assert between_variance(k, n) == 0.0
