"""Articles that somebody writes in Python: plain text as tags, and one sentence for what is none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import framing as fr
from framing.errors import UsageError
from framing.records.article import GIVEN, UNKNOWN, Block, Tag
from framing.records.dates import Date


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
        ({"date": 2025.0}, "the date of an article is no date but float"),
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
        (["my-corpus"], "articles holds no Article but str"),
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


@pytest.mark.parametrize("name", ["doc_id", "title", "outlet", "url", "note"])
def test_half_a_character_in_a_tag_is_named(name: str) -> None:
    """Beside the text as in it."""
    article = fr.Article(**{"doc_id": "a", "text": "Talks.", name: "\ud800"})
    with pytest.raises(UsageError, match="holds half a character"):
        fr.score([article], "us-china-trade")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"blocks": (Block(0, 3, "byline"), Block(2, 5, "credit"))}, "blocks that overlap"),
        ({"blocks": (Block(0, 50, "byline"),)}, "reach beyond its text"),
        ({"blocks": (Block(0, 3, "poem"),)}, "a kind that framing does not know"),
        ({"blocks": ((0, 3, "byline"),)}, "a kind that framing does not know"),
        ({"blocks": (Block(0, 3.0, "byline"),)}, "no int"),  # type: ignore[arg-type]
        ({"outlet": Tag("North", "guessed")}, "neither given nor proposed nor unknown"),
        ({"outlet": Tag(5, "given")}, "that is no text"),  # type: ignore[arg-type]
        ({"date": Date("2025-02-30")}, "no calendar knows"),
        ({"lang": "\ud800"}, "half a character"),
        ({"extra": {"desk": "\ud800"}}, "half a character"),
    ],
)
def test_what_no_store_could_give_back_is_named(given: dict[str, Any], reason: str, tmp_path: Path) -> None:
    """Before it is scored or stored: a store that held such an article could not be read any more."""
    article = fr.Article("a", "Talks.", **given)
    store = fr.open_store(tmp_path / "desk.db")
    for call in (lambda: fr.score([article], "us-china-trade"), lambda: store.add([article])):
        with pytest.raises(UsageError, match=reason):
            call()
    with pytest.raises(UsageError, match="has no text"):
        store.add([fr.Article("b", " \n")])
    assert len(store) == 0


@pytest.mark.parametrize("odd", [None, 5, float("nan")])
def test_a_tag_that_is_no_text_is_named(odd: Any) -> None:
    """A missing value of a spreadsheet is no byline."""
    with pytest.raises(UsageError, match="the byline of an article is no text but"):
        fr.score([fr.Article("a", "Talks.", byline=odd)], "us-china-trade")


def test_days_of_python_and_pandas_are_dates() -> None:
    """A column of a data frame needs no turning into text; a missing day stays missing."""
    day = dt.date(2025, 10, 27)
    for value in (day, dt.datetime(2025, 10, 27, 8), pd.Timestamp(day)):
        assert str(fr.Article("a", "Talks.", date=value).date) == "2025-10-27"  # type: ignore[arg-type]
    assert fr.Article("a", "Talks.", date=pd.NaT).date is None  # type: ignore[arg-type]


@pytest.mark.parametrize("odd", [None, 5, b"corpus", pd.Series(["Talks."]), ["corpus", None], {"a": "b"}])
def test_what_is_no_path_is_named(odd: Any) -> None:
    """What cannot be a file, a folder or a data frame."""
    with pytest.raises(UsageError, match=r"is no name of a file or folder"):
        fr.read_corpus(odd)


def test_a_frame_is_no_corpus() -> None:
    """Its columns are not taken for articles."""
    with pytest.raises(UsageError, match=r"is a DataFrame, and no articles\n.*fr\.read_corpus\(df\)"):
        fr.score(pd.DataFrame({"text": ["Talks."]}), "us-china-trade")  # type: ignore[arg-type]


def test_a_corpus_knows_its_ids() -> None:
    """As it answers to them."""
    article = fr.Article("a", "Talks.")
    corpus = fr.Corpus((article,))
    assert "a" in corpus
    assert article in corpus
    assert "b" not in corpus


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


def test_an_article_is_one_line_in_a_notebook() -> None:
    """With its outlet, its day and its size; nothing in an id can move the cursor. So is a document."""
    article = fr.Article("a\x1b[2J", "Talks. " * 1_000, outlet="Reuters", date="2025-10-27")
    assert repr(article) == "<Article a\ufffd[2J of Reuters, 2025-10-27: 7,000 characters>"
    scores = fr.score([fr.Article("b", "Talks went on, he said.")], "us-china-trade")
    assert (
        repr(scores.documents["b"]) == "<Document of Article b of unknown: 23 characters, sentences: 1, quotations: 0>"
    )
