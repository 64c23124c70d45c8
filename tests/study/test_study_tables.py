"""The tables of matches are the same however they are made: in how many steps, by keys of which width."""

from __future__ import annotations

import pytest

import framing as fr
from framing.annotate import pieces
from framing.study.bridge import match_table
from framing.study.bridge.coders import make_bridge
from framing.study.output.evidence import evidence_table


@pytest.mark.parametrize("coder", ["lexicon", "lexicon-marks"])
@pytest.mark.parametrize(("module", "name", "value"), [
    (match_table, "_STEP", 3), (match_table, "_NARROW", 0), (pieces, "_NARROW", 0),
])  # fmt: skip
def test_tables_are_the_same(monkeypatch, trade_talks, coder, module, name, value):
    """Three rows at a time; wide keys; wide positions."""
    articles, codebook = fr.read_corpus(trade_talks).articles, fr.load_codebook("us-china-trade")
    expected = make_bridge(codebook, coder).tables(articles)
    assert expected["matches"].num_rows > 50
    monkeypatch.setattr(module, name, value)
    found = make_bridge(codebook, coder).tables(articles)
    for table, rows in expected.items():
        assert found[table].combine_chunks().equals(rows.unify_dictionaries().combine_chunks()), table


def test_no_match_at_all():
    """An article without one has empty tables of the declared columns."""
    found = make_bridge(fr.load_codebook("us-china-trade")).tables([fr.Article("a", "It rained.")])
    assert [found[name].num_rows for name in ("matches", "counts", "words")] == [0, 0, 1]
    assert "voice" in found["matches"].column_names


TWO_IN_ONE = fr.Article("a", "Nobody came.", title="Mills end in trade bullying. Growers hear of blackmail in looms")


def test_a_title_is_one_sentence():
    """Whatever stops there are in it: sentence 0, and one of those that shares are made of."""
    scores = fr.score([TWO_IN_ONE], "us-china-trade")
    assert scores.matches["sentence"].tolist() == [0, 0]
    assert scores.counts[["where", "matches", "sentences"]].values.tolist() == [["headline", 2, 1]]
    assert scores.words.set_index("where")["sentences"].to_dict() == {"headline": 1, "lead": 1}


def test_evidence_in_a_title_is_the_whole_title():
    """The words before a match in its first sentence are among it."""
    evidence = evidence_table(fr.score([TWO_IN_ONE], "us-china-trade"))
    assert (evidence["before"] + evidence["match"] + evidence["after"]).unique().tolist() == [TWO_IN_ONE.title]


NOTHING = {
    "matches": lambda scores: scores.matches,
    "issues": lambda scores: scores.issues,
    "copies": lambda scores: scores.copies,
    "rates": lambda scores: scores.by("outlet"),
    "ratios": lambda scores: scores.compare("outlet").table,
    "shares": lambda scores: scores.prevalence("outlet"),
}


@pytest.mark.parametrize("name", NOTHING)
def test_no_row_has_the_types_of_many(name, trade_talks):
    """A table without rows can be put beside one with some: in Parquet, too, its columns are text and numbers."""
    some = NOTHING[name](fr.score(fr.read_corpus(trade_talks), "us-china-trade"))
    none = NOTHING[name](fr.score([], "us-china-trade"))
    assert not len(none)
    assert _types(none) == _types(some[:0])


def test_no_place_of_a_term_has_the_types_of_many(trade_talks):
    """So has kwic."""
    corpus = fr.read_corpus(trade_talks)
    assert _types(fr.kwic(corpus, "quagga")) == _types(fr.kwic(corpus, "tariff*")[:0])


def _types(frame):
    return {name: str(kind) for name, kind in frame.dtypes.items()}
