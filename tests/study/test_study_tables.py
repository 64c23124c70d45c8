"""The tables of matches are the same however they are made: in how many steps, by keys of which width."""

from __future__ import annotations

import pytest

import framing as fr
from framing.annotate import pieces
from framing.study.bridge import match_table
from framing.study.bridge.coders import make_bridge


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
