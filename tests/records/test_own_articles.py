"""Articles that somebody writes in Python: plain text as tags, and one sentence for what is none."""

from __future__ import annotations

from typing import Any

import pytest

import framing as fr
from framing.errors import UsageError
from framing.records.article import GIVEN, UNKNOWN, Tag


def test_plain_text_becomes_given_tags() -> None:
    """What a student types is what metadata would say; nothing, or "unknown", is no outlet."""
    article = fr.Article("a", "Talks.", outlet=" FT ", date="27 Oct 2025", derived_from="Reuters")  # type: ignore[arg-type]
    assert (article.outlet.value, article.outlet.how) == ("FT", GIVEN)
    assert (str(article.date), article.derived_from.value) == ("2025-10-27", "Reuters")
    for name in ("", "unknown"):
        assert fr.Article("a", "Talks.", outlet=name).outlet == Tag(how=UNKNOWN)  # type: ignore[arg-type]
    assert fr.Article("a", "Talks.", date="").date is None  # type: ignore[arg-type]


def test_their_outlets_are_compared() -> None:
    """From a list of one's own to a table by outlet."""
    mine = [fr.Article("a", "This is bullying.", outlet="North"), fr.Article("b", "It rains.", outlet="South")]  # type: ignore[arg-type]
    rates = fr.score(mine, "us-china-trade").by("outlet", voice="own").query("frame == 'bullying'")
    assert dict(zip(rates["outlet"], rates["k"], strict=True)) == {"North": 1, "South": 0}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"text": None}, "the text of an article is no text but NoneType"),
        ({"title": 5}, "the title of an article is no text but int"),
        ({"outlet": 5}, "the outlet of an article is no text but int"),
        ({"date": "10/11/2025"}, "read one way only"),
    ],
)
def test_what_is_no_text_is_named(given: dict[str, Any], reason: str) -> None:
    """At once, not deep in a table."""
    with pytest.raises(fr.FramingError, match=reason):
        fr.Article(**{"doc_id": "a", "text": "Talks.", **given})


@pytest.mark.parametrize(
    ("corpus", "reason"),
    [
        ("my-corpus", "'my-corpus' is no corpus"),
        (["my-corpus"], "this list holds no articles but str"),
        (5, "this is no corpus but int"),
        (fr.Article("a", "Talks."), "this is no corpus but Article"),
        ([fr.Article("a", "Talks."), fr.Article("a", "More talks.")], "two articles have the id 'a'"),
    ],
)
def test_what_is_no_corpus_is_named(corpus: Any, reason: str) -> None:
    """By every function that wants one."""
    for call in (
        lambda: fr.score(corpus, "us-china-trade"),
        lambda: fr.kwic(corpus, "talks"),
        lambda: fr.quotes(corpus),
        lambda: fr.keyness(corpus, "North"),
    ):
        with pytest.raises(fr.FramingError, match=reason):
            call()


def test_half_a_character_is_named() -> None:
    """It cannot be written in any file, so it is said where it comes from."""
    with pytest.raises(UsageError, match="article 'b' holds half a character"):
        fr.score([fr.Article("a", "Zölle."), fr.Article("b", "bully\ud800ing")], "us-china-trade")


@pytest.mark.parametrize("name", ["frame", "voice", "where", "k", "rate", "matches"])
def test_a_column_that_is_called_like_one_of_ours_makes_no_groups(name: str) -> None:
    """One of the two would hide the other; the reason is not that the articles are others."""
    mine = [fr.Article(i, f"This is bullying {i}.", extra={name: i}) for i in "ab"]
    scores = fr.score(mine, "us-china-trade")
    for group in (lambda: scores.by(name), lambda: scores.compare(name).table):
        with pytest.raises(UsageError, match=f"'{name}' is the name of a column"):
            group()


def test_sections_of_a_report_may_be_one_text(tmp_path: Any) -> None:
    """As on the command line."""
    scores = fr.score([fr.Article("a", "This is bullying.")], "us-china-trade")
    page = scores.report(tmp_path / "r.html", sections="frames, evidence")
    assert page.read_text(encoding="utf-8").count("<section") == 2
