"""Rate ratios and the permutation test behind their p."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import permutation_p, pooled_phi

from framing.stats.permutation import smallest_p, subset_p
from framing.stats.ratios import rate_ratio, ratio_interval

counts_and_words = st.tuples(st.integers(0, 12), st.integers(50, 2000))
sides = st.tuples(
    st.lists(counts_and_words, min_size=1, max_size=5), st.lists(counts_and_words, min_size=1, max_size=5)
)


@pytest.mark.parametrize(
    ("args", "ratio", "low", "high"),
    [
        ((12, 8400, 3, 9100), 4.333333, 1.169429, 23.928977),
        ((5, 4000, 0, 6000), np.inf, 1.374534, np.inf),
        ((15, 2235, 3, 2713), 6.069351, 1.716927, 32.707254),
        ((15, 2235, 3, 2713, 2), 6.069351, 1.018229, 97.763753),
    ],
)
def test_ratio_golden(args, ratio, low, high):
    """The published ratios with their intervals."""
    assert float(rate_ratio(*args[:4])) == pytest.approx(ratio, abs=6e-7)
    assert tuple(map(float, ratio_interval(*args))) == pytest.approx((low, high), abs=6e-7)


def test_three_against_three_golden():
    """Three articles a side: phi 1, and p is .1, the smallest that 20 splits can give."""
    one, other = ([5, 4, 6], [735, 700, 800]), ([0, 1, 2], [742, 787, 1184])
    assert pooled_phi(*one, *other) == (1.0, False)
    assert permutation_p(*one, *other) == pytest.approx(0.1)
    assert smallest_p(3, 3) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("m1", "m2", "p"), [(3, 3, 0.1), (4, 4, 2 / 70), (5, 5, 2 / 252), (2, 4, 1 / 15), (40, 40, 1e-4)]
)
def test_smallest_p(m1, m2, p):
    """With equal sides the mirrored split is as extreme; past 20,000 splits the draws set the limit."""
    assert smallest_p(m1, m2) == pytest.approx(p)


@given(sides)
@settings(max_examples=60, deadline=None)
def test_permutation_is_the_plain_count_over_all_splits(both):
    """The vectorised p equals one counted split by split, and is never below the smallest attainable."""
    (k1, n1), (k2, n2) = (np.array(side, float).T for side in both)
    k, n = np.concatenate([k1, k2]), np.concatenate([n1, n2])
    distance = k - n * k.sum() / n.sum()
    seen = abs(distance[: len(k1)].sum())
    splits = [abs(distance[list(split)].sum()) for split in combinations(range(len(k)), len(k1))]
    expected = np.mean([value >= seen - 1e-9 * (1 + abs(distance).sum()) for value in splits])
    p = permutation_p(k1, n1, k2, n2)
    assert p == pytest.approx(expected)
    assert p >= smallest_p(len(k1), len(k2)) - 1e-12


@given(sides)
@settings(max_examples=30, deadline=None)
def test_sides_and_orders_are_symmetric(both):
    """Swapping the sides, or the articles within a side, changes neither p nor (inverted) the interval."""
    (k1, n1), (k2, n2) = (np.array(side, float).T for side in both)
    p = permutation_p(k1, n1, k2, n2)
    assert p == pytest.approx(permutation_p(k2, n2, k1, n1))
    assert p == pytest.approx(permutation_p(k1[::-1], n1[::-1], k2[::-1], n2[::-1]))
    low, high = ratio_interval(k1.sum(), n1.sum(), k2.sum(), n2.sum(), 1.7)
    back = ratio_interval(k2.sum(), n2.sum(), k1.sum(), n1.sum(), 1.7)
    with np.errstate(divide="ignore"):
        assert (float(1 / np.float64(high)), float(1 / np.float64(low))) == pytest.approx(tuple(map(float, back)))


def test_draws_come_near_the_exact_p():
    """Drawn splits estimate what all splits give; the same seed gives the same p, another seed another."""
    rng = np.random.default_rng(1)
    k, n = rng.poisson(3, (18, 1)).astype(float), rng.integers(200, 900, 18)
    k[:9] += 1
    values = k - np.outer(n / n.sum(), k.sum(axis=0))
    seen = values[:9].sum(axis=0)[None, :]
    distance = np.array([values[list(split), 0].sum() for split in combinations(range(18), 9)])
    true = np.mean(np.abs(distance) >= abs(seen[0, 0]) - 1e-9)
    drawn, exact = subset_p(values, seen, np.array([9]), seed=3)
    assert not exact[0]
    assert drawn[0, 0] == pytest.approx(true, abs=0.02)
    assert drawn[0, 0] == subset_p(values, seen, np.array([9]), seed=3)[0][0, 0]
    assert drawn[0, 0] != subset_p(values, seen, np.array([9]), seed=4)[0][0, 0]


def test_drawn_p_is_never_zero():
    """The +1 correction: even an impossible difference has p of at least 1 in 10,000."""
    k1, k2 = np.full(12, 30), np.zeros(12)
    assert permutation_p(k1, np.full(12, 500), k2, np.full(12, 500)) == pytest.approx(1e-4)


def test_wide_and_narrow_draws_agree():
    """Many articles (sparse choice) and few (shuffled rows) sample the same distribution."""
    rng = np.random.default_rng(5)
    values = rng.normal(size=(4000, 1))
    values -= values.mean(axis=0)
    for size in (20, 1900):
        limit = 1.5 * np.sqrt(size * (1 - size / 4000))
        p, _ = subset_p(values, np.array([[limit]]), np.array([size]), draws=1500)
        assert p[0, 0] == pytest.approx(0.1336, abs=0.035)
