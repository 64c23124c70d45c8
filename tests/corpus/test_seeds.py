"""The five real articles the project starts from, where they are: never quoted here beyond their tags."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.corpus.reading import read_articles

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not on this machine")


def test_tags_of_the_raw_seeds() -> None:
    """Proposed with evidence, or unknown; the day only where the text states it."""
    articles = read_articles([SEEDS]).articles
    assert [
        (a.outlet.value, a.outlet.how, a.outlet.rule, a.derived_from.value, str(a.date or "")) for a in articles
    ] == [
        ("China Daily", "proposed", "title", "", ""),
        ("unknown", "unknown", "", "", ""),
        ("Reuters-derived", "proposed", "agency-copy", "Reuters", ""),
        ("Global Times", "proposed", "byline", "", "2025-10-27"),
        ("Financial Times", "proposed", "banner", "", ""),
    ]
    assert all(a.outlet.evidence in " ".join(a.text.split()) for a in articles)


def test_blocks_of_the_raw_seeds() -> None:
    """What is not prose in them, by kind and order."""
    kinds = [[block.kind for block in article.blocks] for article in read_articles([SEEDS]).articles]
    assert kinds == [
        ["headline"],
        ["headline"],
        ["subheading"] * 5,
        ["date", "headline", "byline", "caption", "subheading"],
        ["banner", "banner"],
    ]


def test_texts_are_untouched() -> None:
    """The text is the file's, letter for letter, and its id is the stem."""
    for article in read_articles([SEEDS]).articles:
        assert article.text == (SEEDS / article.provenance.file).read_text(encoding="utf-8")
        assert article.provenance.file == f"{article.doc_id}.txt"
