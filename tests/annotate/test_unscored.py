"""Articles of which no word counts are named, as their outlet's n would fall without a word."""

from __future__ import annotations

import pytest

import framing as fr
from framing.annotate.batching import Annotator
from framing.records.article import Block


def said(*articles: fr.Article) -> list[str]:
    return [f"{issue.doc_id}: {issue.reason}" for issue in Annotator().annotate(articles).issues]


@pytest.mark.parametrize("text", ["A levy on tin.", "The council met.\n\nLive updates"])
def test_an_article_with_prose_is_not_named(text: str):
    assert said(fr.Article("a", text)) == []


def test_an_article_that_is_all_marked_is_named():
    """A single word may be a rubric: it is marked, and whoever has an article of headlines hears of it."""
    marked = fr.Article("a", "Tin levy", blocks=(Block(0, 8, "banner"),))
    assert said(marked) == ["a: all of it is marked as no prose (banner), so no word of it counts"]
    assert said(fr.Article("a", "... - ...")) == ["a: there is no word in it"]


def test_a_headline_alone_is_scored_as_its_title():
    """What the remedy says is so."""
    titled = fr.Article("a", "Tin levy", title="Tin levy", blocks=(Block(0, 8, "banner"),))
    assert said(titled) == []
    assert fr.kwic([titled], "levy")["where"].tolist() == ["headline"]


def test_of_several_only_that_one_is_named():
    """Beside others, in their order."""
    others = [fr.Article(name, "A levy on tin.") for name in "ac"]
    assert said(others[0], fr.Article("b", "—"), others[1]) == ["b: there is no word in it"]
