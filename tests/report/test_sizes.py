"""What a page weighs and bears: many outlets, many articles, endless titles, names and sentences."""

from __future__ import annotations

import re
from dataclasses import replace

import fixture
import numpy as np
import pytest

from framing.report import ReportData, render, sampling, shelf
from framing.report.grid import grid_of
from framing.report.marking import Mark, marked
from framing.report.sections import evidence
from framing.report.spans import Spans


def test_five_articles_stay_under_100_kilobytes_plus_their_text(five: ReportData, page_of_five: str) -> None:
    """The size a mail takes without a thought."""
    text = sum(len(document.article.text.encode()) for document in five.documents.values())
    assert len(page_of_five.encode()) < 100_000 + text


def test_a_thousand_articles_stay_under_two_megabytes_and_say_what_is_left_out(forty: ReportData) -> None:
    """Evidence by a stated rule, texts not in full, at most a hundred outlets drawn."""
    html = render(fixture.forty(outlets=120, each=9))
    assert len(html.encode()) < 2_000_000
    assert "The texts are not printed here: 1,080 articles" in html
    assert "Shown: " in html
    assert "the first match of each article, then the second of each" in html
    assert "20 outlets with fewer words are not drawn" in html
    assert "are not drawn" not in render(forty)


def test_the_sample_takes_turns_between_articles(forty: ReportData) -> None:
    """The first match of each article before the second of any; no cell over its limit; the same rows in any order."""
    cell = forty.tables.matches[
        (forty.tables.matches["frame"] == "bullying") & (forty.tables.matches["outlet"] == "Meridian")
    ]
    numbers = {name: i for i, name in enumerate(sorted(cell["doc_id"].unique()))}
    grid = grid_of(forty)
    table = sampling.placed(cell.assign(number=cell["doc_id"].map(numbers)), grid)
    kept = sampling.sample(table, len(numbers))
    assert sorted(kept["doc_id"]) == sorted(numbers)
    mixed = sampling.placed(cell.assign(number=cell["doc_id"].map(numbers)).sample(frac=1, random_state=1), grid)
    assert sampling.sample(mixed, 7)["start"].tolist() == sampling.sample(table, 7)["start"].tolist()


def test_endless_names_and_titles_are_cut_with_an_ellipsis(five: ReportData) -> None:
    """100,000 letters of a title, an outlet, a label, a note, a byline: cut in tables, whole over the article."""
    long = "Donau" * 20_000
    first = five.tables.articles["doc_id"].iloc[0]
    articles = five.tables.articles.assign(note=long, byline=long, genre=long, title=long)
    document = five.documents[first]
    whole = replace(document, article=replace(document.article, title=long))
    html = render(fixture.changed(five, articles=articles, documents={**five.documents, first: whole}, title=long))
    assert html.count(long) == 1
    assert re.search(rf"<h3 id=t\d>{long}</h3>", html)
    assert f"<title>{long[:200]}…</title>" in html
    assert len(html.encode()) < 250_000


def test_a_sample_shows_a_long_sentence_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """From shortly before its first match on, with an ellipsis; the row says how many matches are shown."""
    monkeypatch.setattr(shelf, "FULL_CHARACTERS", 1_000)
    article = fixture._article("long", "and so on " * 50 + "threats, and " * 500, "Harbour Post", "", "report")
    html = render(fixture.build([article], title="One sentence"))
    shown = html.split("<p data-p=")[1].split("<p class=m")[0]
    assert shown.startswith('"1">…')
    assert shown.endswith("…")
    assert len(re.sub(r"<[^>]*>", "", shown)) < 1_250
    assert f"Shown: {shown.count('<mark')} of 500" in html


def test_of_an_endless_sentence_only_what_is_shown_is_looked_at(five: ReportData) -> None:
    """A million matches in one sentence cost a sample what its first 1,200 letters hold."""
    one = five.tables.matches.iloc[[0]].drop(columns=["start", "end"])
    many = one.loc[one.index.repeat(100_000)].reset_index(drop=True)
    many = many.assign(number=0, in_text=1, start=np.arange(100_000) * 9, end=np.arange(100_000) * 9 + 8)
    kept = evidence._beside(many.iloc[:1], many)
    assert kept["start"].tolist() == list(range(0, evidence.LONGEST, 9))


def test_marks_cost_what_they_cover() -> None:
    """Ten thousand marks in one paragraph: nothing is looked through for each of them."""
    text = "ab " * 10_000
    spans = Spans([Mark(3 * i, 3 * i + 2, "own", 0, "1") for i in range(10_000)])
    assert len(spans.over(15_000, 15_010)) == 4
    assert marked(text, 0, len(text), spans.over(0, len(text))).count("<mark") == 10_000
