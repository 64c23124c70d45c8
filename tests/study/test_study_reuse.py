"""Reuse on the invented dispute: what was planted is found, nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from framing.records.article import Article, Block, Tag
from framing.records.dates import Date
from framing.study.scoring import read_corpus
from framing.study.wording.copies import near_copies
from framing.study.wording.reuse import find_reuse
from framing.yamlsafe import read_yaml

SAMPLE = "corpus/invented-dispute"


@pytest.fixture(scope="module")
def truths():
    """What was planted."""
    return read_yaml(Path(SAMPLE, "truths.yml"))[0]


@pytest.fixture(scope="module")
def corpus():
    """The sample."""
    return read_corpus(SAMPLE)


@pytest.fixture(scope="module")
def reuse(corpus):
    """Its reuse."""
    return find_reuse(corpus)


def test_the_planted_pairs_and_no_other(reuse, truths):
    """Eight pairs, five of them copies; containment as counted by hand but for credits, which are not compared."""
    found = {frozenset((row.doc_id, row.other)): row for row in reuse.pairs.itertuples()}
    planted = {frozenset((pair["article"], pair["of"])): pair for pair in truths["near_copies"]}
    assert set(found) == set(planted)
    for names, pair in planted.items():
        row = found[names]
        assert row.level == ("copy" if pair["kind"] == "copy" else "substantially derived")
        one, other = row.containment, row.reverse
        if row.doc_id != pair["article"]:
            one, other = other, one
        assert one == pytest.approx(float(pair["containment"]), abs=0.03)
        assert other == pytest.approx(float(pair["reverse"]), abs=0.1)


def test_the_reprints_give_way_to_the_agency(reuse, corpus):
    """Five near-copies, each of the Daily Bellman, each for an article of Northline."""
    outlets = {article.doc_id: article.outlet.value for article in corpus}
    assert len(reuse.copies) == 5
    assert {(outlets[a], outlets[b]) for a, b in reuse.copies.items()} == {("Daily Bellman", "Northline")}
    assert near_copies(corpus) == reuse.copies


def test_the_planted_phrases_with_the_articles_that_print_them(reuse, truths):
    """Every planted phrase is one formula, printed by exactly the articles that were planted."""
    for planted in truths["travelling_phrases"]:
        rows = reuse.formulas[reuse.formulas["text"].str.casefold() == planted["phrase"].casefold()]
        assert len(rows) == 1, planted["phrase"]
        assert rows["words"].item() == int(planted["words"])
        printed = reuse.printings[reuse.printings["formula"] == rows["formula"].item()]
        assert set(printed["doc_id"]) == set(planted["articles"])
        assert set(printed["outlet"].astype(str)) == set(planted["outlets"])


def test_the_five_widest_formulas_are_the_planted_ones(reuse, truths):
    """What travels through all four outlets stands first."""
    widest = [p["phrase"].casefold() for p in truths["travelling_phrases"] if len(p["outlets"]) == 4]
    assert {text.casefold() for text in reuse.formulas["text"].head(5)} == set(widest)


def test_printings_are_spans_of_the_published_text(reuse, corpus):
    """Every span holds the words as published."""
    for row in reuse.printings.itertuples():
        assert " ".join(corpus[row.doc_id].text[row.start : row.end].split()) == row.text


def test_the_official_phrase_is_own_in_the_state_daily_and_quoted_elsewhere(reuse):
    """The Pellara Daily prints it without quotation marks five times of six; Northline never does so in full."""
    first = reuse.printings[reuse.printings["formula"] == 1]
    quoted = first.groupby(first["outlet"].astype(str))["quoted"].mean()
    assert quoted["Pellara Daily"] < 0.2
    assert quoted["Aldmouth Ledger"] == 1.0


def test_order_does_not_matter(reuse, corpus):
    """Articles in another order make the same tables."""
    again = find_reuse(reversed(corpus.articles))
    assert again.pairs.equals(reuse.pairs)
    assert again.formulas.equals(reuse.formulas)
    columns = ["formula", "doc_id", "start"]
    assert (
        again.printings.sort_values(columns)[columns].values == reuse.printings.sort_values(columns)[columns].values
    ).all()
    assert again.copies == reuse.copies


def test_an_unrelated_article_changes_nothing(reuse, corpus):
    """Its words are its own."""
    other = Article("zz", "Quite another matter concerns fishing boats near the northern lighthouse.", outlet=Tag("Q"))
    again = find_reuse([*corpus.articles, other])
    assert again.pairs.equals(reuse.pairs)
    assert again.formulas.equals(reuse.formulas)


def test_a_copy_without_a_day_gives_way_to_a_dated_one():
    """Of equal texts the credited gives way first, then the undated, then the later."""
    text = "Officials of both sides met for the third time in a month and agreed on nothing but lunch."
    undated, early, late = (
        Article("a", text),
        Article("b", text, date=Date("2024-01-01")),
        Article("c", text, date=Date("2024-01-02")),
    )
    assert near_copies([undated, early, late]) == {"a": "b", "c": "b"}
    credited = replace(early, derived_from=Tag("Reuters", "given"))
    assert near_copies([credited, late]) == {"b": "c"}
    assert [find_reuse(pair).pairs["credit"].tolist() for pair in ([credited, late], [undated, late])] == [
        ["Reuters"],
        [""],
    ]


def test_credits_are_not_compared():
    """The same credit line alone makes no pair."""
    line = "Reporting by Ann Smith in Aldmouth; editing by Bob Jones in Sarrow today"
    one = Article("a", line, blocks=(Block(0, len(line), "credit"),))
    assert len(find_reuse([one, replace(one, doc_id="b")]).pairs) == 0


def test_nothing_in_nothing_out():
    """No article, or short ones, make empty tables with their columns."""
    for articles in ([], [Article("a", "Short."), Article("b", "")]):
        found = find_reuse(articles)
        assert len(found.pairs) == len(found.formulas) == len(found.printings) == 0
        assert "containment" in found.pairs.columns
