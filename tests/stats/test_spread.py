"""Where a frame stands: dispersion over articles, salience within them; and shares corrected for coder errors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import deviation_of_proportions

from framing.errors import UsageError
from framing.stats import correct_share, dispersion, salience


def test_gries_own_example():
    """Gries (2008): five parts of 9, 10, 10, 10, 11 words with 1, 2, 3, 4, 5 hits give DP .18."""
    assert deviation_of_proportions([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]) == pytest.approx(0.18)


def test_even_and_piled_up():
    """In proportion to length: 0. All in the shortest article: the normalised value is 1."""
    assert deviation_of_proportions([2, 4], [100, 200]) == pytest.approx(0)
    assert np.isnan(deviation_of_proportions([0, 0], [100, 200]))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 900)), min_size=1, max_size=9))
@settings(max_examples=60, deadline=None)
def test_table_agrees_with_the_formula(one_frame, pairs):
    """The sparse form equals the plain one, between 0 and 1; normalised at most 1."""
    k, n = zip(*pairs, strict=True)
    row = dispersion(*one_frame({"X": (k, n)}), frames=["bullying"]).iloc[0]
    assert row.dp == pytest.approx(deviation_of_proportions(k, n), nan_ok=True)
    assert (row.k, row.articles, row.articles_with) == (sum(k), len(k), sum(x > 0 for x in k))
    if sum(k) and len(k) > 1:
        assert -1e-12 <= row.dp <= row.dp_norm <= 1 + 1e-12
    else:
        assert np.isnan(row.dp_norm)


def test_all_in_the_shortest_article_is_the_maximum(one_frame):
    """Lijffijt and Gries' norm: nothing is more uneven than everything in the shortest article."""
    row = dispersion(*one_frame({"X": ([3, 0, 0], [100, 200, 300])})).iloc[0]
    assert row.dp == pytest.approx(1 - 100 / 600)
    assert row.dp_norm == pytest.approx(1)


def test_salience(tables):
    """Matches and rate by place, and the place of the first one."""
    own = ("bullying", "own")
    table = salience(*tables([
        ("a", "X", 10, {own: 1}, "headline"),
        ("a", "X", 50, {own: 2}, "lead"),
        ("a", "X", 400, {}),
        ("b", "X", 12, {}, "headline"),
        ("b", "X", 40, {own: 1, ("bullying", "quoted"): 1}, "lead"),
        ("b", "X", 300, {own: 4}),
        ("c", "X", 500, {("bullying", "quoted"): 1}),
        ("d", "Y", 500, {}),
    ])).set_index("outlet")  # fmt: skip
    x = table.loc["X"]
    assert x[["k_headline", "k_lead", "k_body"]].tolist() == [1, 4, 5]
    assert x[["n_headline", "n_lead", "n_body"]].tolist() == [22, 90, 1200]
    assert x.rate_lead == pytest.approx(1000 * 4 / 90)
    assert x[["first_headline", "first_lead", "first_body"]].tolist() == [1, 1, 1]
    assert (x.articles, x.articles_with) == (3, 3)
    assert table.loc["Y", ["articles", "articles_with", "k_body"]].tolist() == [1, 0, 0]
    assert np.isnan(table.loc["Y", "rate_headline"])


def test_salience_of_one_voice(tables):
    """The first place is that of the voice asked for."""
    counts, words = tables([
        ("a", "X", 10, {("bullying", "own"): 1}, "headline"),
        ("a", "X", 400, {("bullying", "quoted"): 3}),
    ])  # fmt: skip
    row = salience(counts, words, voice="quoted").iloc[0]
    assert (row.first_headline, row.first_body, row.k_body) == (0, 1, 3)


@given(st.floats(0, 1), st.floats(0.55, 1), st.floats(0.55, 1))
def test_rogan_gladen_inverts_the_coder(true, sensitivity, specificity):
    """From the share an imperfect coder sees, the true share comes back, inside its interval."""
    seen = true * sensitivity + (1 - true) * (1 - specificity)
    share, low, high = correct_share(seen * 1000, 1000, sensitivity=sensitivity, specificity=specificity)
    assert float(share) == pytest.approx(true, abs=1e-9)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


def test_rogan_gladen_by_hand():
    """(.3 + .921 - 1) / (.706 + .921 - 1), and below 0 it is 0."""
    share, low, high = map(float, correct_share(300, 1000, sensitivity=0.706, specificity=0.921))
    assert share == pytest.approx(0.221 / 0.627)
    assert (low, high) == pytest.approx((0.308527, 0.398931), abs=1e-4)
    assert float(correct_share(5, 100, sensitivity=0.706, specificity=0.921)[0]) == 0


def test_uncertain_coders_and_clustered_units_widen():
    """A small validation sample or clustered units give a wider interval around the same share."""
    known = correct_share(300, 1000, sensitivity=0.8, specificity=0.9)
    for wider in (
        correct_share(300, 1000, sensitivity=0.8, specificity=0.9, validated=(50, 50)),
        correct_share(300, 1000, sensitivity=0.8, specificity=0.9, phi=3),
    ):
        assert float(wider[0]) == pytest.approx(float(known[0]))
        assert wider[1] < known[1]
        assert wider[2] > known[2]


def test_the_interval_of_an_uncertain_coder_is_that_of_the_delta_method():
    """p = (.3 + .9 - 1) / .7; its variance adds that of the share, of the sensitivity and of the specificity."""
    share, low, high = map(float, correct_share(300, 1000, sensitivity=0.8, specificity=0.9, validated=(50, 40)))
    variance = 0.3 * 0.7 / 1000 + share**2 * 0.8 * 0.2 / 50 + (1 - share) ** 2 * 0.9 * 0.1 / 40
    half = 1.959964 * variance**0.5 / 0.7
    assert [low, high] == pytest.approx([share - half, share + half])


def test_a_coder_who_guesses_cannot_be_corrected():
    """Sensitivity + specificity of 1 is guessing."""
    with pytest.raises(UsageError, match="say nothing"):
        correct_share(3, 10, sensitivity=0.5, specificity=0.5)
    with pytest.raises(UsageError, match="holds no unit of a kind"):
        correct_share(3, 10, sensitivity=0.9, specificity=0.9, validated=(0, 10))
