"""Outlets against each other: golden rows, families, and what few articles forbid."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain import permutation_p, pooled_phi

from framing.errors import UsageError
from framing.records.sizes import POWER
from framing.stats import adjust_p, compare, power_note, what_to_show
from framing.stats.ratios import ratio_interval

GOLDEN = {"X": ([5, 4, 6], [735, 700, 800]), "Y": ([0, 1, 2], [742, 787, 1184])}
frames = ("bullying", "fight-and-talk", "not-sustainable")


def random_corpus(tables, sizes, seed=0):
    """Outlets A, B, ... with so many articles and random matches of three frames."""
    rng = np.random.default_rng(seed)
    return tables(
        [
            (f"{outlet}{i}", outlet, int(rng.integers(200, 900)), {(f, "own"): int(rng.poisson(2)) for f in frames})
            for outlet, size in zip("ABCDEFGH", sizes, strict=False)
            for i in range(size)
        ]
    )


def test_against_one_group(tables):
    """Every other one, with the numbers that the pair has; whoever is no group is refused with the list."""
    counts, words = random_corpus(tables, [6, 7, 5], seed=3)
    pairs = compare(counts, words, against="pairs", frames=frames)
    against_c = compare(counts, words, against="C", frames=frames)
    assert against_c.equals(pairs[pairs["against"] == "C"].reset_index(drop=True))
    against_b = compare(counts, words, against="B", frames=frames)
    assert [*dict.fromkeys(against_b["outlet"])] == ["A", "C"]
    turned = pairs[(pairs["outlet"] == "B") & (pairs["against"] == "C")]
    of_c = against_b[against_b["outlet"] == "C"]
    assert (of_c["k1"].tolist(), of_c["p"].tolist()) == (turned["k2"].tolist(), turned["p"].tolist())
    with pytest.raises(UsageError, match="'D': no outlet") as caught:
        compare(counts, words, against="D")
    assert "one of A, B, C" in caught.value.remedy


def test_three_articles_get_a_ratio_but_no_p(one_frame):
    """At 3 articles a side there are dots: no p, no interval of the difference."""
    row = compare(*one_frame(GOLDEN), against="pairs").iloc[0]
    assert (row.outlet, row.against, row.k1, row.n1, row.k2, row.n2) == ("X", "Y", 15, 2235, 3, 2713)
    assert row.ratio == pytest.approx(6.069351, abs=6e-7)
    assert row.show == "dots"
    assert row.tests == 0
    assert row[["p", "p_min", "q", "low", "high"]].isna().all()


def test_four_articles_get_an_interval_and_p(one_frame):
    """From 4 articles a side: the quasi-exact interval, and p with the smallest it could be."""
    row = compare(
        *one_frame({"X": ([5, 4, 6, 5], [735, 700, 800, 700]), "Y": ([0, 1, 2, 0], [742, 787, 1184, 700])})
    ).iloc[0]
    assert row.show == "interval"
    assert row.p == pytest.approx(2 / 70)
    assert row.p_min == pytest.approx(2 / 70)
    assert row.phi == 1
    assert 1 < row.low < row.ratio < row.high
    assert row.against == "(all others)"


@given(st.lists(st.integers(1, 6), min_size=2, max_size=4), st.integers(0, 5))
@settings(max_examples=25, deadline=None)
def test_never_a_p_below_four_articles(tables, sizes, seed):
    """Whatever the corpus: p, q, interval and tests are there exactly from 4 articles on both sides on."""
    table = compare(*random_corpus(tables, sizes, seed), against="both", frames=frames)
    fewest = table[["articles1", "articles2"]].min(axis=1)
    enough = fewest >= 4
    for column in ("p", "p_min", "q", "low"):
        assert (table[column].notna() == enough).all()
    assert (table.tests == np.where(enough, len(frames), 0)).all()
    assert (table.p.dropna() >= table.p_min.dropna() - 1e-12).all()
    assert (table.show == what_to_show(fewest)).all()
    assert len(table) == len(frames) * (len(sizes) + len(sizes) * (len(sizes) - 1) // 2)


def test_pairs_agree_with_the_single_test(tables):
    """p of every pair and frame is that of ``permutation_p`` on its articles."""
    counts, words = random_corpus(tables, [4, 5, 4])
    table = compare(counts, words, against="pairs", frames=frames)
    k = counts.pivot_table(index="doc_id", columns="frame", values="matches", aggfunc="sum", fill_value=0)
    per = words.set_index("doc_id").join(k).fillna(0)
    for row in table.itertuples():
        one, other = per[per.outlet == row.outlet], per[per.outlet == row.against]
        assert row.p == pytest.approx(permutation_p(one[row.frame], one.words, other[row.frame], other.words))


def test_rest_is_all_others(tables):
    """Against the rest: the two sides add up to the corpus, and with two outlets p equals the pair's."""
    counts, words = random_corpus(tables, [5, 4, 6])
    rest = compare(counts, words, frames=frames)
    assert (rest.n1 + rest.n2 == words.words.sum()).all()
    assert (rest.articles1 + rest.articles2 == 15).all()
    assert (rest.k1 + rest.k2).groupby(rest.frame).nunique().eq(1).all()
    two, of_two = words[words.outlet != "C"], counts[counts.outlet != "C"]
    pair = compare(of_two, two, against="pairs", frames=frames)
    first = compare(of_two, two, frames=frames).query("outlet == 'A'")
    columns = ["k1", "n1", "k2", "n2", "ratio", "low", "high", "p", "q"]
    pd.testing.assert_frame_equal(pair[columns], first[columns].reset_index(drop=True))


def test_a_third_outlet_changes_no_pair(tables):
    """A pair's row depends on its two outlets only."""
    counts, words = random_corpus(tables, [12, 11, 5])
    with_third = compare(counts, words, against="pairs", frames=frames).query("against == 'B'")
    alone = compare(counts[counts.outlet != "C"], words[words.outlet != "C"], against="pairs", frames=frames)
    pd.testing.assert_frame_equal(with_third.reset_index(drop=True), alone)


def test_order_is_irrelevant_where_all_splits_are_tried(tables):
    """Shuffled rows give the same table."""
    counts, words = random_corpus(tables, [5, 6, 4])
    shuffled = compare(counts.sample(frac=1, random_state=1), words.sample(frac=1, random_state=2), frames=frames)
    pd.testing.assert_frame_equal(compare(counts, words, frames=frames), shuffled)


def test_q_is_benjamini_hochberg_over_the_frames_of_one_comparison(tables):
    """The family is all frames of one comparison; its size is printed."""
    table = compare(*random_corpus(tables, [6, 7, 5], seed=3), against="both", frames=frames)
    for _, family in table.groupby(["outlet", "against"]):
        assert family.q.tolist() == pytest.approx(adjust_p(family.p).ravel().tolist())
        assert (family.tests == len(frames)).all()


def test_one_voice(tables):
    """The comparison can be of one voice."""
    counts, words = tables([("a", "A", 100, {("f", "own"): 1, ("f", "quoted"): 3}), ("b", "B", 100, {})])
    assert compare(counts, words, voice="quoted", against="pairs").k1.tolist() == [3]
    assert compare(counts, words, against="pairs").k1.tolist() == [4]


def test_one_outlet_has_nothing_to_compare_with(one_frame):
    """A single outlet gives an empty table with all columns."""
    table = compare(*one_frame({"X": ([5], [735])}), against="both")
    assert table.empty
    assert {"outlet", "against", "ratio", "p", "q", "show"} <= set(table.columns)


def test_unknown_against_is_refused(one_frame):
    """A mistyped option names those that exist."""
    with pytest.raises(UsageError, match="everyone"):
        compare(*one_frame(GOLDEN), against="everyone")


def test_benjamini_hochberg_golden():
    """The published example."""
    p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
    q = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.105714, 0.216, 0.216, 0.216]
    assert adjust_p(p).tolist() == pytest.approx(q, abs=6e-7)


@given(st.lists(st.floats(0, 1) | st.just(float("nan")), min_size=1, max_size=30))
def test_q_keeps_order_and_bounds(p):
    """q is at least p, at most 1, keeps the ranking and ignores missing tests."""
    q = adjust_p(p)
    known = ~np.isnan(p)
    assert (np.isnan(q) == ~known).all()
    assert (q[known] >= np.array(p)[known]).all()
    assert (q[known] <= 1).all()
    assert (np.diff(q[known][np.argsort(np.array(p)[known])]) >= 0).all()
    assert adjust_p(np.array(p)[known]).tolist() == pytest.approx(q[known].tolist())


@pytest.mark.parametrize(
    ("articles", "show"),
    [(0, "counts"), (1, "counts"), (2, "dots"), (3, "dots"), (4, "interval"), (9, "interval"), (10, "interval+power")],
)
def test_what_to_show(articles, show):
    """The table of docs/methods.md by corpus size."""
    assert what_to_show(articles) == show


def test_power_note():
    """The measured power is printed, between two sizes that of both."""
    assert POWER == {3: 0.05, 5: 0.10, 10: 0.15, 20: 0.33, 50: 0.62}
    for size, share in POWER.items():
        assert f"about {100 * share:.0f} times in 100" in power_note(size)
    assert "about 33 to 62 times in 100" in power_note(30)
    assert "more than 62 times in 100" in power_note(80)
    assert "1 article per" in power_note(1)


def test_phi_is_pooled_over_both_sides(one_frame):
    """phi comes from the articles of both sides, each about its own rate."""
    one, other = ([9, 0, 4, 0, 1], [400, 500, 450, 300, 600]), ([0, 7, 0, 1], [500, 400, 300, 450])
    row = compare(*one_frame({"A": one, "B": other}), against="pairs").iloc[0]
    phi, _ = pooled_phi(*one, *other)
    assert phi > 2
    assert row.phi == pytest.approx(phi)
    assert (row.low, row.high) == pytest.approx(tuple(map(float, ratio_interval(14, 2250, 8, 1650, phi))))


def test_articles_without_a_headline_are_not_compared_by_headline(tables):
    """At a place only articles with words there count, on either side."""
    own = {("bullying", "own"): 1}
    counts, words = tables(
        [
            *((f"a{i}", "A", 10, own, "headline") for i in range(4)),
            *((f"b{i}", "B", 12, {}, "headline") for i in range(4)),
            *((f"b{i}", "B", 300, own) for i in range(9)),
        ]
    )
    row = compare(counts, words, against="pairs", where="headline").iloc[0]
    pd.testing.assert_frame_equal(*(compare(counts, words, where=where) for where in ("headline", ["headline"])))
    assert (row.articles1, row.articles2, row.k1, row.k2, row.n2) == (4, 4, 4, 0, 48)
    assert row.p == pytest.approx(2 / 70)
