"""Keyness: golden measures, Fisher on articles, and what it does not call key."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from framing.errors import UsageError
from framing.stats import keyness, weighted_log_odds
from framing.stats.contingency import MEASURES, chi_square_p, g2, g2_williams, log_ratio, log_ratio_interval
from framing.stats.fisher import fisher_p
from framing.stats.log_odds import background_prior

cells = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(61, 500), st.integers(61, 500))


@pytest.mark.parametrize(
    ("name", "args", "value"),
    [
        ("g2", (7, 2, 10, 9), 4.534939),
        ("g2_williams", (7, 2, 10, 9), 4.200833),
        ("g2_two_cell", (7, 2, 10, 9), 2.440100),
        ("chi2", (7, 2, 10, 9), 4.337160),
        ("chi2_yates", (7, 2, 10, 9), 2.632438),
        ("percent_diff", (7, 2, 10, 9), 215),
        ("token_log_ratio", (7, 2, 10, 9), 1.655352),
        ("g2", (12, 3, 8400, 9100), 6.532026),
        ("chi2", (12, 3, 8400, 9100), 6.159125),
        ("percent_diff", (12, 3, 8400, 9100), 333.333333),
        ("token_log_ratio", (12, 3, 8400, 9100), 2.115477),
        ("bic", (12, 3, 8400, 9100), -3.237931),
        ("g2", (5, 0, 4000, 6000), 9.166660),
        ("token_log_ratio", (5, 0, 4000, 6000), 3.906891),
        ("percent_diff", (5, 0, 4000, 6000), np.inf),
    ],
)
def test_measures_golden(name, args, value):
    """Each classic measure by name."""
    assert float(MEASURES[name](*args)) == pytest.approx(value, abs=6e-7)


def test_p_and_interval_golden():
    """p of G2, interval of the log ratio, Fisher's p."""
    assert float(chi_square_p(g2(7, 2, 10, 9))) == pytest.approx(0.033210, abs=6e-7)
    assert float(chi_square_p(g2(12, 3, 8400, 9100))) == pytest.approx(0.010595, abs=6e-7)
    interval = log_ratio_interval(12, 3, 8400, 9100)
    assert tuple(map(float, interval)) == pytest.approx((0.290751, 3.940203), abs=6e-7)
    assert float(fisher_p(7, 2, 10, 9)) == pytest.approx(0.06977852, abs=6e-9)
    assert float(fisher_p(18, 7, 40, 40)) == pytest.approx(0.01497807, abs=6e-9)
    assert float(log_ratio(18, 7, 40, 40)) == pytest.approx(1.362570, abs=6e-7)


@given(cells)
def test_measures_agree_with_scipy(args):
    """G2, chi-square and Yates equal scipy's, on any table with a hit."""
    a, b, n1, n2 = args
    if a + b == 0:
        assert float(g2(*args)) == 0
        return
    table = [[a, b], [n1 - a, n2 - b]]
    for name, options in {
        "g2": {"lambda_": "log-likelihood", "correction": False},
        "chi2": {"correction": False},
        "chi2_yates": {"correction": True},
    }.items():
        expected = stats.chi2_contingency(table, **options).statistic
        assert float(MEASURES[name](*args)) == pytest.approx(expected, abs=1e-7)


@given(st.integers(1, 40), st.integers(1, 40), st.data())
@settings(max_examples=60)
def test_fisher_agrees_with_scipy(n1, n2, data):
    """Many words at once equal scipy's test one by one."""
    words = data.draw(st.lists(st.tuples(st.integers(0, n1), st.integers(0, n2)), min_size=1, max_size=8))
    a, b = np.array(words).T
    expected = [stats.fisher_exact([[x, y], [n1 - x, n2 - y]]).pvalue for x, y in words]
    assert fisher_p(a, b, n1, n2).tolist() == pytest.approx(expected, rel=1e-7)


@given(cells)
def test_measures_mirror(args):
    """Swapping the sides keeps the tests and turns the log ratio's sign."""
    a, b, n1, n2 = args
    back = (b, a, n2, n1)
    for name in ("g2", "g2_two_cell", "g2_williams", "chi2", "chi2_yates", "bic"):
        if a + b:
            assert float(MEASURES[name](*args)) == pytest.approx(float(MEASURES[name](*back)), abs=1e-7)
    assert float(log_ratio(*args)) == pytest.approx(-float(log_ratio(*back)))


Y1, Y2 = [6, 4, 10, 80], [1, 9, 12, 98]


@pytest.mark.parametrize(
    ("prior", "delta", "z"),
    [
        (0.01, [2.019236, -0.664404, 0.000111, -0.107744], [1.877658, -1.106780, 0.000259, -0.715098]),
        (None, [1.783194, -0.603691, 0, -0.098570], [1.862255, -1.063722, 0, -0.683825]),
    ],
)
def test_log_odds_golden(prior, delta, z):
    """Monroe et al. with a flat prior and with the pooled background."""
    got = weighted_log_odds(Y1, Y2, prior=prior)
    assert got[0].tolist() == pytest.approx(delta, abs=6e-7)
    assert got[1].tolist() == pytest.approx(z, abs=6e-7)
    assert background_prior(Y1, Y2).sum() == pytest.approx(10)


def matrix_of(rows):
    """Articles x terms."""
    return sparse.csr_array(np.array(rows))


def test_keyness_counts_articles_not_tokens():
    """A word hammered 50 times in one article is not key; one in every article is."""
    rows = [[50, 1, 1]] + [[0, 1, 1]] * 9 + [[0, 0, 1]] * 10
    table = keyness(
        matrix_of(rows), ["hammered", "spread", "both"], ["X"] * 10 + ["Y"] * 10, target="X", min_articles=1
    ).set_index("term")
    assert table.index[0] == "spread"
    assert table.loc["spread", ["articles1", "articles2", "of1", "of2", "key"]].tolist() == [10, 0, 10, 10, "target"]
    assert table.loc["spread", "p"] == pytest.approx(stats.fisher_exact([[10, 0], [0, 10]]).pvalue)
    assert table.loc["hammered", ["k1", "articles1"]].tolist() == [50, 1]
    assert table.loc["hammered", "q"] == 1
    limits = [float(limit) for limit in log_ratio_interval(10, 0, 10, 10)]
    assert table.loc["spread", ["low", "high"]].tolist() == pytest.approx(limits)
    assert (table.tests == 3).all()
    assert table.loc["both", "key"] == "neither"


def test_two_halves_of_one_outlet_have_no_key_words():
    """Between random halves: Fisher on articles with BH calls nothing, token G2 calls dozens."""
    rng = np.random.default_rng(0)
    topics = rng.gamma(0.15, 1.0, (60, 400)) * rng.gamma(1.0, 3.0, 400)  # bursty: a word comes in few articles, often
    matrix, halves = sparse.csr_array(rng.poisson(topics)), np.array(["X", "Y"])[rng.permutation(60) % 2]
    terms = [f"w{i}" for i in range(400)]
    table = keyness(matrix, terms, halves, target="X", classic=["g2"])
    assert (table.q <= 0.05).sum() == 0
    assert (chi_square_p(table.g2) <= 0.05 / len(table)).sum() >= 12
    moved = matrix.toarray()
    moved[halves == "X", :10] += 1
    found = keyness(sparse.csr_array(moved), terms, halves, target="X")
    assert set(terms[:10]) & set(found.term[found.q <= 0.05])


def test_below_four_articles_no_p():
    """Three articles a side: shares and log ratio, but no p, q or interval."""
    table = keyness(matrix_of([[1]] * 3 + [[0]] * 3), ["w"], list("XXXYYY"), target="X")
    assert table[["p", "q", "low", "high"]].isna().all(axis=None)
    assert table.tests.tolist() == [0]
    assert table.log_ratio[0] == pytest.approx(np.log2(3 / 0.5))


@given(st.integers(0, 1000))
@settings(max_examples=20, deadline=None)
def test_keyness_mirrors_and_ignores_order(seed):
    """Order of articles changes nothing; swapping the sides keeps p and turns the log ratio."""
    rng = np.random.default_rng(seed)
    matrix, outlets = rng.poisson(0.5, (14, 9)), np.array(list("XXXXXXYYYYYZZZ"))
    terms, order = list("abcdefghi"), rng.permutation(14)
    one = keyness(sparse.csr_array(matrix), terms, outlets, target="X", reference="Y").set_index("term")
    shuffled = keyness(sparse.csc_array(matrix[order]), terms, outlets[order], target="X", reference="Y")
    assert one.equals(shuffled.set_index("term"))
    back = keyness(sparse.csr_array(matrix), terms, outlets, target="Y", reference="X").set_index("term")
    assert one.p.tolist() == pytest.approx(back.p.loc[one.index].tolist())
    assert one.log_ratio.tolist() == pytest.approx((-back.log_ratio.loc[one.index]).tolist())
    assert (one.of1 + one.of2 == 11).all()


def test_stored_zeros_are_no_hits():
    """A zero stored in the sparse matrix is not an article with the word."""
    matrix = sparse.csr_array((np.array([0, 1, 1]), (np.array([0, 1, 2]), np.array([0, 0, 0]))), shape=(3, 1))
    assert keyness(matrix, ["w"], list("XXY"), target="X").articles1.tolist() == [1]


def test_a_count_that_is_stored_in_two_parts_is_one_article():
    """The caller's matrix stays as it is."""
    parts = sparse.csr_array((np.ones(9, int), np.zeros(9, int), np.array([0, 2, 3, 4, 5, 6, 7, 8, 9])), shape=(8, 1))
    row = keyness(parts, ["w"], list("XXXXYYYY"), target="X").iloc[0]
    assert (row["articles1"], row["of1"], row["k1"], row["p"]) == (4, 4, 5, 1.0)
    assert parts.nnz == 9


@pytest.mark.filterwarnings("error")
def test_sides_without_a_word_have_no_odds():
    """Missing, and no warning."""
    assert all(np.isnan(values).all() for values in weighted_log_odds([0, 0], [0, 0]))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"target": "Z"}, "no article of Z"),
        ({"terms": ["a", "b"]}, "does not fit"),
        ({"classic": ["tfidf"]}, "unknown measure"),
        ({"matrix": np.ones((3, 1))}, "sparse"),
    ],
)
def test_wrong_calls_say_what_to_do(change, message):
    """A mistaken call names what is wrong."""
    call = {"matrix": matrix_of([[1], [1], [1]]), "terms": ["w"], "outlets": list("XXY"), "target": "X"} | change
    matrix, terms, outlets = call.pop("matrix"), call.pop("terms"), call.pop("outlets")
    with pytest.raises(UsageError, match=message):
        keyness(matrix, terms, outlets, **call)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("args", [(3, 0, 10, 0), (0, 3, 0, 10)])
def test_a_side_without_words_gives_nothing_to_williams(args):
    """An outlet whose articles hold nothing but function words."""
    assert g2_williams(*args) == 0
