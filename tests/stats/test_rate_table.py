"""The table of rates: golden rows, zeros, sums, orders and places."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.errors import TableError, UsageError
from framing.records.tables import MATCHES, VOICES
from framing.stats import rates
from framing.stats.tally import label_rows

FRAMES = ("bullying", "not-sustainable")

hits = st.dictionaries(st.tuples(st.sampled_from(FRAMES), st.sampled_from(VOICES)), st.integers(0, 9), max_size=4)
corpora = st.lists(st.tuples(st.sampled_from("ABC"), st.integers(1, 2000), hits), min_size=1, max_size=12).map(
    lambda rows: [(f"d{i}", outlet, n, hit) for i, (outlet, n, hit) in enumerate(rows)]
)


def row(table, **wanted):
    """The one row with these labels."""
    for column, value in wanted.items():
        table = table[table[column] == value]
    assert len(table) == 1
    return table.iloc[0]


def test_golden_outlet(one_frame):
    """Six articles of one outlet give the rate, phi and interval of docs/methods.md."""
    table = rates(*one_frame({"X": ([5, 0, 2, 1, 4, 0], [735, 742, 787, 1184, 542, 900])}))
    got = row(table, voice="all")
    assert (got.k, got.n, got.articles, got.articles_with) == (12, 4890, 6, 4)
    assert got[["rate", "phi", "low", "high"]].tolist() == pytest.approx(
        [2.453988, 3.261079, 0.620897, 6.519083], abs=6e-7
    )
    assert not got.assumed
    assert got.method == "dispersion-scaled exact"
    assert got.document_share == pytest.approx(4 / 6)


def test_golden_single_article(one_frame):
    """One article: phi = 2, and it says so."""
    got = row(rates(*one_frame({"X": ([5], [735])})), voice="own")
    assert [got.rate, got.low, got.high] == pytest.approx([6.802721, 1.130900, 21.786074], abs=6e-7)
    assert got.assumed
    assert "assumed" in got.method


def test_zeros_are_rows(one_frame):
    """Every frame x group x voice is there; nothing found is a zero with its upper limit, not a gap."""
    table = rates(*one_frame({"X": ([5], [735]), "Y": ([0], [800])}), frames=["bullying", "never"])
    assert len(table) == 2 * 2 * 5
    none = row(table, outlet="Y", frame="bullying", voice="all")
    assert (none.k, none.n, none.articles, none.articles_with, none.phi) == (0, 800, 1, 0, 1)
    assert (none.rate, none.low) == (0, 0)
    assert none.high == pytest.approx(4.611099, abs=6e-7)
    assert none.method == "exact Poisson"
    assert not none.assumed
    assert list(table.frame.unique()) == ["bullying", "never"]


def test_empty_counts(one_frame):
    """A corpus without any match still gives its table."""
    table = rates(*one_frame({"X": ([0, 0], [100, 200])}), frames=["bullying"], voice="all")
    assert table[["k", "n", "articles"]].to_numpy().tolist() == [[0, 300, 2]]


@given(corpora)
@settings(max_examples=60, deadline=None)
def test_voices_and_outlets_add_up(tables, articles):
    """k of the voices adds up to all; k, n and articles of the outlets add up to the corpus."""
    counts, words = tables(articles)
    table = rates(counts, words, frames=FRAMES)
    parts = table[table.voice != "all"].groupby(["outlet", "frame"]).k.sum()
    whole = table[table.voice == "all"].set_index(["outlet", "frame"])
    assert (parts == whole.k).all()
    corpus = rates(counts, words, frames=FRAMES, by=[]).set_index(["frame", "voice"])
    sums = table.groupby(["frame", "voice"])[["k", "n", "articles", "articles_with", "sentences"]].sum()
    assert corpus[sums.columns].sort_index().equals(sums.sort_index())
    assert table.k.sum() == 2 * counts.matches.sum()


@given(corpora, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_is_irrelevant(tables, articles, random):
    """Reading the articles in another order changes nothing."""
    shuffled = random.sample(articles, len(articles))
    first, second = (rates(*tables(rows), frames=FRAMES) for rows in (articles, shuffled))
    pd.testing.assert_frame_equal(first, second, rtol=1e-9)


@given(corpora)
@settings(max_examples=40, deadline=None)
def test_another_outlet_changes_no_row(tables, articles):
    """An outlet's row depends on its own articles only."""
    before = rates(*tables(articles), frames=FRAMES)
    after = rates(*tables([*articles, ("new", "Z", 500, {("bullying", "own"): 7})]), frames=FRAMES)
    pd.testing.assert_frame_equal(before, after[after.outlet != "Z"].reset_index(drop=True))


@given(corpora)
@settings(max_examples=60, deadline=None)
def test_rows_agree_with_articles_one_by_one(tables, articles):
    """phi and k equal those computed from the list of articles, in the plainest way."""
    table = rates(*tables(articles), frames=FRAMES, voice=["all", "quoted"])
    for got in table.itertuples():
        mine = [
            (
                n,
                sum(k for (frame, voice), k in hit.items() if frame == got.frame and got.voice in ("all", voice)),
            )
            for _, outlet, n, hit in articles
            if outlet == got.outlet
        ]
        n, k = np.array(mine, float).T
        assert (got.k, got.n, got.articles_with) == (k.sum(), n.sum(), (k > 0).sum())
        if k.sum() and len(k) > 1:
            mu = n * k.sum() / n.sum()
            assert got.phi == pytest.approx(max(1, ((k - mu) ** 2 / mu).sum() / (len(k) - 1)))
        assert got.low <= got.rate <= got.high


def test_places(tables):
    """Only articles with words at the place count there; without ``where`` nothing is excluded."""
    counts, words = tables(
        [
            ("a", "X", 10, {("bullying", "own"): 1}, "headline"),
            ("a", "X", 300, {("bullying", "own"): 2}),
            ("b", "X", 400, {("bullying", "quoted"): 3}),
            ("c", "Y", 400, {}),
        ]
    )
    everywhere = row(rates(counts, words, voice="all"), outlet="X")
    assert (everywhere.k, everywhere.n, everywhere.articles) == (6, 710, 2)
    headline = rates(counts, words, voice="all", where="headline")
    assert headline[["outlet", "k", "n", "articles"]].to_numpy().tolist() == [["X", 1, 10, 1], ["Y", 0, 0, 0]]
    assert np.isnan(headline.rate[1])
    assert np.isnan(headline.high[1])
    by_place = rates(counts, words, by="where", voice="all").set_index("where")
    assert by_place.k.to_dict() == {"body": 5, "headline": 1}
    assert by_place.articles.to_dict() == {"body": 3, "headline": 1}


def test_groups_from_articles(tables):
    """One may group by any tag of the articles; what is not tagged is unknown."""
    counts, words = tables([("a", "X", 300, {("bullying", "own"): 2}), ("b", "X", 400, {}), ("c", "X", 100, {})])
    articles = pd.DataFrame({"doc_id": ["a", "b", "c"], "genre": ["editorial", "report", ""]})
    table = rates(counts, words, articles, by=["outlet", "genre"], voice="all")
    assert table[["outlet", "genre", "k", "n"]].to_numpy().tolist() == [
        ["X", "editorial", 2, 300],
        ["X", "report", 0, 400],
        ["X", "unknown", 0, 100],
    ]


def test_categories_give_the_same(one_frame):
    """Category columns, as the tables declare them, change nothing."""
    counts, words = one_frame({"X": ([5, 1], [735, 600]), "Y": ([0, 2], [800, 300])})
    plain = rates(counts, words)
    for table in (counts, words):
        for column in {"outlet", "frame", "voice", "where"} & set(table.columns):
            table[column] = table[column].astype("category")
    pd.testing.assert_frame_equal(plain, rates(counts, words))


def test_a_sentence_with_two_voices_counts_once(tables):
    """With the matches at hand the row "all" counts different sentences, not the voices' sum."""
    counts, words = tables([("a", "X", 300, {("bullying", "own"): 1, ("bullying", "quoted"): 1})])
    matches = pd.DataFrame({name: [""] * 2 for name in MATCHES.names}).assign(
        doc_id="a", outlet="X", where="body", frame="bullying", voice=["own", "quoted"], sentence=4
    )
    assert row(rates(counts, words), voice="all").sentences_with == 2
    exact = rates(counts, words, matches=matches)
    assert exact.set_index("voice").sentences_with.to_dict() == {
        "all": 1,
        "own": 1,
        "quoted": 1,
        "fragment": 0,
        "reported": 0,
    }
    assert row(exact, voice="all").sentence_share == pytest.approx(1 / 16)


def test_matches_outside_words_are_refused(one_frame):
    """A count without its words would give a wrong rate, so it is an error that names the article."""
    counts, words = one_frame({"X": ([5, 1], [735, 600])})
    with pytest.raises(TableError, match="X-1"):
        rates(counts, words[words.doc_id != "X-1"])


@pytest.mark.parametrize("bad", [{"voice": "loud"}, {"voice": []}, {"where": "footer"}, {"frames": "bullying"}])
def test_unknown_names_are_refused(one_frame, bad):
    """An unknown voice, place or list is said so, with the names that exist."""
    with pytest.raises(UsageError):
        rates(*one_frame({"X": ([5], [735])}), **bad)


def test_missing_column_is_named(one_frame):
    """A missing column is named."""
    counts, words = one_frame({"X": ([5], [735])})
    with pytest.raises(TableError, match="matches"):
        rates(counts.drop(columns="matches"), words)
    with pytest.raises(TableError, match="genre"):
        rates(counts, words, by="genre")


def test_frames_select(tables):
    """Only the frames asked for are listed; the others change nothing in them."""
    counts, words = tables([("a", "X", 300, {("bullying", "own"): 2, ("fight", "own"): 5}), ("b", "X", 100, {})])
    everything = rates(counts, words)
    only = rates(counts, words, frames=["bullying"])
    assert set(everything.frame) == {"bullying", "fight"}
    pd.testing.assert_frame_equal(only, everything[everything.frame == "bullying"].reset_index(drop=True))


def test_a_long_label_is_written_down_once() -> None:
    """An outlet's name may be long and its matches many: rows hold its number, untagged ones that of unknown."""
    names = pd.Categorical.from_codes([0, 0, 1, -1, 0], categories=["Long" * 1_000, ""])
    labels = label_rows(pd.DataFrame({"outlet": names}), None, "outlet")
    assert labels.tolist() == ["Long" * 1_000] * 2 + ["unknown"] * 2 + ["Long" * 1_000]
    assert labels.cat.categories.tolist() == ["Long" * 1_000, "unknown"]
