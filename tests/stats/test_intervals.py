"""Intervals of one count and one share against R, scipy and published values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from framing.stats.intervals import poisson_interval, rate_interval, wilson_interval
from framing.stats.overdispersion import overdispersion, pearson_statistic, phi_from_statistic


@pytest.mark.parametrize(
    ("k", "n", "phi", "low", "high"),
    [
        (5, 735, 1, 2.208825, 15.875282),
        (5, 735, 2, 1.130900, 21.786074),
        (0, 800, 1, 0, 4.611099),
        (0, 6000, 1, 0, 0.614813),
        (12, 8400, 1, 0.738164, 2.495427),
        (3, 9100, 1, 0.067986, 0.963437),
        (12, 4890, 1, 1.268011, 4.286623),
    ],
)
def test_rate_interval_golden(k, n, phi, low, high):
    """The published intervals come out to the last digit given."""
    assert pytest.approx((low, high), abs=6e-7) == tuple(map(float, rate_interval(k, n, phi)))


def test_six_articles_golden():
    """Six articles: phi from their own variation, and the interval it widens."""
    k, n = [5, 0, 2, 1, 4, 0], [735, 742, 787, 1184, 542, 900]
    phi = overdispersion(k, n)
    assert phi == pytest.approx(3.261079, abs=6e-7)
    assert 1000 * sum(k) / sum(n) == pytest.approx(2.453988, abs=6e-7)
    assert tuple(map(float, rate_interval(sum(k), sum(n), phi))) == pytest.approx((0.620897, 6.519083), abs=6e-7)


def test_wilson_golden():
    """3 of 20."""
    assert tuple(map(float, wilson_interval(3, 20))) == pytest.approx((0.052369, 0.360419), abs=6e-7)


@given(st.integers(0, 400), st.floats(0.5, 0.999))
def test_garwood_is_the_textbook_formula(k, level):
    """Gamma quantiles equal the chi-square quantiles of the textbook."""
    tail = (1 - level) / 2
    low, high = poisson_interval(k, level=level)
    assert float(low) == pytest.approx(stats.chi2.ppf(tail, 2 * k) / 2 if k else 0.0, rel=1e-8)
    assert float(high) == pytest.approx(stats.chi2.ppf(1 - tail, 2 * k + 2) / 2, rel=1e-8)


@given(st.integers(1, 500), st.integers(1, 10**6), st.floats(1, 20), st.floats(1.01, 5))
def test_more_dispersion_widens_and_more_words_narrow(k, n, phi, factor):
    """The interval holds the rate, grows with phi, shrinks with words at the same rate."""
    low, high = rate_interval(k, n, phi)
    assert low < 1000 * k / n < high
    wide_low, wide_high = rate_interval(k, n, phi * factor)
    assert wide_low < low
    assert wide_high > high
    narrow_low, narrow_high = rate_interval(k * 4, n * 4, phi)
    assert narrow_high - narrow_low < high - low


@given(st.integers(0, 50), st.integers(0, 50))
def test_wilson_stays_in_bounds_and_is_symmetric(k, rest):
    """A share's interval lies in [0, 1], holds the share, and mirrors under k -> n - k."""
    n = k + rest
    low, high = wilson_interval(k, n)
    if n == 0:
        assert np.isnan(low)
        return
    assert 0 <= low <= k / n <= high <= 1
    assert np.allclose((1 - high, 1 - low), wilson_interval(n - k, n), atol=1e-12)


def test_no_words_no_interval():
    """Without words there is no rate to speak of."""
    assert np.isnan(rate_interval(0, 0)).all()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 3000)), min_size=2, max_size=30))
def test_phi_is_pearsons_chi_square_over_its_freedom(pairs):
    """The short formula over articles with a match equals the long one over all."""
    k, n = np.array(pairs, float).T
    if k.sum() == 0:
        assert overdispersion(k, n) == 1
        return
    mu = n * k.sum() / n.sum()
    long = ((k - mu) ** 2 / mu).sum()
    assert float(pearson_statistic((k**2 / n).sum(), k.sum(), n.sum())) == pytest.approx(long, abs=1e-6)
    assert overdispersion(k, n) == pytest.approx(max(1, long / (len(k) - 1)))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=30))
def test_phi_of_a_share_is_that_of_a_contingency_table(pairs):
    """Sentences that show a frame and those that do not, article by article: scipy's chi-square over its freedom."""
    with_it, without = np.array([pair for pair in pairs if sum(pair)], float).reshape(-1, 2).T
    if len(with_it) < 2:
        return
    plain = with_it.sum() in (0, with_it.sum() + without.sum())
    table = np.stack([with_it, without])
    expected = 1 if plain else max(1, stats.chi2_contingency(table, correction=False)[0] / (len(with_it) - 1))
    assert overdispersion(with_it, with_it + without, share=True) == pytest.approx(expected)


def test_one_article_assumes_phi():
    """One article: phi is 2 and says that it is assumed."""
    assert overdispersion([5], [735]) == 2
    assert phi_from_statistic(0.0, 0)[1]
