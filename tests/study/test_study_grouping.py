"""What makes groups of articles, and which groups are held against each other."""

from __future__ import annotations

import dataclasses

import pytest

import framing as fr
from framing.errors import UsageError


@pytest.fixture(scope="module")
def scores(news, talks):
    """The scores of the small corpus."""
    return fr.score(fr.read_corpus(news), fr.load_codebook(talks))


@pytest.fixture(scope="module")
def sample(trade_talks):
    """The scores of the sample corpus of paraphrases."""
    return fr.score(fr.read_corpus(trade_talks), "us-china-trade")


def test_columns_of_their_own_make_groups(news, talks):
    """A column of the corpus's own metadata can be compared by; an unknown one is refused with the list."""
    articles = [
        dataclasses.replace(article, extra={"side": "A" if number < 2 else "B"})
        for number, article in enumerate(fr.read_corpus(news))
    ]
    scores = fr.score(articles, fr.load_codebook(talks))
    by_side = scores.by("side", voice="all").groupby("side")["k"].sum()
    assert by_side.to_dict().keys() == {"A", "B"}
    assert by_side.sum() == len(scores.matches)
    assert set(scores.compare("side").table["side"]) == {"A", "B"}
    with pytest.raises(UsageError, match="no column 'colour'") as caught:
        scores.by("colour")
    assert "side" in caught.value.remedy


def test_times_make_groups(talks):
    """A year and a month of the dates, as far as they are known; a column of the articles' own of that name holds."""
    days = ["2024-12-30", "2025-01-02", "2025-01", "2025", ""]
    articles = [fr.Article(f"a{n}", "It is bullying.", outlet="AB"[n % 2], date=day) for n, day in enumerate(days)]
    scores = fr.score(articles, fr.load_codebook(talks), keep_copies=True)

    def groups(*by):
        table = scores.by(by, voice="all")
        return table[table["k"] > 0].groupby(list(by))["k"].sum().to_dict()

    assert groups("year") == {"2024": 1, "2025": 3, "unknown": 1}
    assert groups("month") == {"2024-12": 1, "2025-01": 2, "unknown": 2}
    assert groups("outlet", "year") == {("A", "2024"): 1, ("A", "2025"): 1, ("A", "unknown"): 1, ("B", "2025"): 2}
    assert set(scores.compare("year").table["year"]) == {"2024", "2025"}
    assert set(scores.prevalence("month")["month"]) == {"2024-12", "2025-01", "unknown"}
    own = [dataclasses.replace(article, extra={"year": "first"}) for article in articles]
    assert set(fr.score(own, fr.load_codebook(talks)).by("year")["year"]) == {"first"}


@pytest.mark.parametrize("column", ["speaker", "voice", "frame"])
def test_columns_of_matches_make_no_groups_of_articles(scores, column):
    """Whose words they are is counted in the table of matches."""
    with pytest.raises(UsageError, match=f"'{column}' is a column of matches, not of articles"):
        scores.by(column)


def test_a_party_of_the_articles_own_makes_groups(talks):
    """Only what tables of counts have of that name stands in the way."""
    article = fr.Article("a", "It is bullying.", outlet="BBC", extra={"party": "left"})
    assert set(fr.score([article], fr.load_codebook(talks)).by("party")["party"]) == {"left"}


def test_headlines_are_compared_alone(sample):
    """The numbers of a place are those that rates have for it."""
    table = sample.compare(where="headline").table
    rates = sample.by("outlet", voice="all", where="headline").set_index(["outlet", "frame"])
    assert table["k1"].sum() > 0
    for row in table.itertuples():
        assert (row.k1, row.n1) == tuple(rates.loc[(row.outlet, row.frame), ["k", "n"]])
    assert sample.compare(where=["headline", "lead", "body"]).table.equals(sample.compare().table)


def test_an_outlet_to_compare_against_has_all_its_names(talks):
    """Its own, one that the table of outlets knows, small letters."""
    articles = [fr.Article(f"a{n}", "It is bullying.", outlet=("BBC", "Financial Times")[n % 2]) for n in range(4)]
    scores = fr.score(articles, fr.load_codebook(talks), keep_copies=True)
    for name in ("Financial Times", "FT", "financial times"):
        assert set(scores.compare(against=name).table[["outlet", "against"]].itertuples(index=False, name=None)) == {
            ("BBC", "Financial Times")
        }
    assert scores.compare(against="rest").table["against"].unique().tolist() == ["(all others)"]
