"""Agreement coefficients against published numbers, nltk, scikit-learn, and direct computation."""

from __future__ import annotations

import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import masi_distance
from sklearn.metrics import cohen_kappa_score

from framing.coding.coefficients import coefficients, sums_of
from framing.coding.resampling import article_weights, interval
from framing.coding.setdistance import masi, set_alpha, set_sums

_ = -1
#: Krippendorff's published example: four coders, twelve units, gaps; categories 1 to 5.
FOUR = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ],
    np.int8,
)


def whole(values, categories, **options):
    """The coefficients of one frame, every unit an article of its own."""
    sums = sums_of(values, np.arange(values.shape[-1]), categories)
    return {name: float(x) for name, x in coefficients(sums, sums.cells.sum(axis=-2), **options).items()}


def drawn(seed, coders, units, categories, gaps=0.0):
    chance = np.random.default_rng(seed)
    truth = chance.integers(0, categories, units)
    values = np.where(chance.random((coders, units)) < 0.7, truth, chance.integers(0, categories, (coders, units)))
    return np.where(chance.random(values.shape) < gaps, -1, values).astype(np.int8)


def as_nltk(values):
    return [(f"c{c}", f"u{u}", int(v)) for c, row in enumerate(values) for u, v in enumerate(row) if v >= 0]


def test_alpha_is_that_of_krippendorffs_example():
    """Nominal alpha .743421."""
    assert whole(np.where(FOUR > 0, FOUR - 1, -1).astype(np.int8), 5)["alpha"] == pytest.approx(0.743421, abs=1e-6)


def test_alpha_with_another_distance_is_that_of_krippendorffs_example():
    """Interval alpha .849107, through the same sums as label sets."""
    codes = np.where(FOUR > 0, FOUR - 1, -1).astype(np.int64)
    distance = np.subtract.outer(np.arange(5.0), np.arange(5.0)) ** 2
    sums = set_sums(codes, np.arange(codes.shape[1]), distance)
    assert set_alpha(sums, np.ones((1, codes.shape[1])))[0] == pytest.approx(0.849107, abs=1e-6)


def test_ac1_is_gwets():
    """irrCAC's gwet.ac1.raw on the same four coders: .775441, percent agreement .818182."""
    found = whole(np.where(FOUR > 0, FOUR - 1, -1).astype(np.int8), 5)
    assert (found["ac1"], found["percent"]) == (pytest.approx(0.77544, abs=1e-5), pytest.approx(0.818182, abs=1e-6))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("categories", [2, 3])
def test_kappa_is_that_of_scikit_learn(seed, categories):
    """Cohen's kappa of two coders."""
    values = drawn(seed, 2, 80, categories)
    assert whole(values, categories)["kappa"] == pytest.approx(cohen_kappa_score(*values))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("coders", [2, 3, 5])
def test_alpha_and_percent_are_those_of_nltk(seed, coders):
    """Alpha with and without gaps; observed agreement without."""
    values, gaps = drawn(seed, coders, 60, 3), drawn(seed, coders, 60, 3, gaps=0.1)
    assert whole(values, 3)["alpha"] == pytest.approx(AnnotationTask(as_nltk(values)).alpha())
    assert whole(values, 3)["percent"] == pytest.approx(AnnotationTask(as_nltk(values)).avg_Ao())
    paired = gaps[:, (gaps >= 0).sum(axis=0) > 1]
    assert whole(gaps, 3)["alpha"] == pytest.approx(AnnotationTask(as_nltk(paired)).alpha())


def test_positive_agreement_of_two_coders_is_dice():
    """2a / (2a + b + c)."""
    assert whole(np.array([[1, 1, 1, 0, 0], [1, 1, 0, 1, 0]], np.int8), 2)["positive"] == pytest.approx(4 / 6)


def test_at_low_prevalence_kappa_falls_and_ac1_does_not():
    """98 of 100 agree, none on the frame: kappa about 0, AC1 about 1."""
    values = np.zeros((2, 100), np.int8)
    values[0, 0] = values[1, 1] = 1
    found = whole(values, 2)
    assert found["percent"] == pytest.approx(0.98)
    assert found["kappa"] < 0 < 0.97 < found["ac1"]
    assert found["positive"] == 0


def test_where_nothing_varies_kappa_and_alpha_are_not_defined():
    """AC1 is: two categories are possible even where one is seen (q = max(2, observed))."""
    found = whole(np.zeros((2, 10), np.int8), 2)
    assert np.isnan(found["alpha"])
    assert np.isnan(found["kappa"])
    assert found["ac1"] == 1


def test_the_declared_number_of_categories_changes_ac1():
    """More possible categories, less agreement by chance."""
    values = drawn(1, 2, 50, 2)
    assert whole(values, 2, declared=5)["ac1"] > whole(values, 2)["ac1"]


def test_masi_golden_numbers():
    """{1} v {1, 2} = .666667; {} v {} = 0, where nltk divides by zero; overlap and no overlap."""
    sets = np.array([[1, 0, 0], [1, 1, 0], [0, 1, 1], [0, 0, 0], [0, 0, 1]], bool)
    found = masi(sets)
    assert found[0, 1] == pytest.approx(0.666667, abs=1e-6)
    assert found[3, 3] == 0
    assert found[1, 2] == pytest.approx(1 - 1 / 3 / 3)
    assert found[0, 4] == found[0, 3] == 1
    labels = [frozenset(np.flatnonzero(row).tolist()) for row in sets]
    for i, a in enumerate(labels):
        for j, b in enumerate(labels):
            if a or b:  # nltk rounds the weights to .67 and .33
                assert found[i, j] == pytest.approx(masi_distance(a, b), abs=0.002)


def test_alpha_of_label_sets_is_that_of_nltk():
    """With nltk's distance given to our sums."""
    chance = np.random.default_rng(4)
    labels = [frozenset({1}), frozenset({1, 2}), frozenset({2, 3}), frozenset({4})]
    codes = chance.integers(0, 4, (3, 50))
    codes[1:, :30] = codes[0, :30]
    distance = np.array([[masi_distance(a, b) for b in labels] for a in labels])
    data = [(c, u, labels[codes[c, u]]) for c in range(3) for u in range(50)]
    sums = set_sums(codes, np.arange(50), distance)
    assert set_alpha(sums, np.ones((1, 50)))[0] == pytest.approx(AnnotationTask(data, distance=masi_distance).alpha())


@pytest.mark.parametrize("seed", range(3))
def test_a_resample_is_what_the_resampled_units_would_give(seed):
    """Weights on the sums of articles equal a table in which an article's units are repeated."""
    chance = np.random.default_rng(seed)
    values, article = drawn(seed, 3, 40, 2, gaps=0.1), np.sort(chance.integers(0, 8, 40))
    _names, article = np.unique(article, return_inverse=True)
    sums = sums_of(values[None], article, 2)
    weights = next(iter(article_weights(article[-1] + 1, 4, seed)))
    found = coefficients(sums, sums.weighted(weights))
    codes = values.astype(np.int64)
    sets = set_sums(codes, article, np.array([[0.0, 0.7], [0.7, 0.0]]))
    for b, row in enumerate(weights.astype(int)):
        repeated = np.concatenate([np.repeat(values[:, article == a], n, axis=1) for a, n in enumerate(row)], axis=1)
        expected = whole(repeated, 2)
        for name in ("percent", "positive", "ac1", "alpha"):
            assert found[name][b, 0] == pytest.approx(expected[name])
        assert set_alpha(sets, weights)[b] == pytest.approx(expected["alpha"])


def test_intervals_are_percentiles_and_need_half_of_the_resamples():
    """NaN where a coefficient was mostly undefined."""
    numbers = np.column_stack([np.arange(1001.0), np.where(np.arange(1001) < 600, np.nan, 1.0)])
    low, high = interval(numbers)
    assert (low[0], high[0]) == (pytest.approx(25), pytest.approx(975))
    assert np.isnan(low[1])
