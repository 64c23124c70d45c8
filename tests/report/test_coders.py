"""The sections of coders and of corrected shares: what they mark, and that nothing in them runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import fixture
import pandas as pd
import pytest

from framing.records.beside import NO, YES, Beside, CoderLine, Dispute, Reason
from framing.report import ReportData, render
from framing.report.sections.coders import tinted

PAIR = ("lexicon", "m#01")
TABLE = ["frame", "outlet", "coder1", "coder2", "units", "articles", "both", "only1", "only2", "neither", "percent",
         "positive", "positive_low", "positive_high", "ac1", "ac1_low", "ac1_high", "alpha", "alpha_low",
         "alpha_high"]  # fmt: skip


def beside_of(data: ReportData, name: str = "m#01") -> Beside:
    """A classifier beside the lexicon: they differ in the first words of every article."""
    nan = float("nan")
    frame = str(data.tables.matches["frame"].iloc[0])
    rows = [
        [frame, "all", "lexicon", name, 40, 5, 3, 2, 1, 34, 0.9, 0.7, 0.4, 0.9, 0.9, 0.8, 0.95, 0.6, -0.1, 0.9],
        ["all frames (MASI)", "all", "lexicon", name, 40, 5, pd.NA, pd.NA, pd.NA, pd.NA, *[nan] * 7, 0.5, 0.2, 0.8],
    ]
    disputes = tuple(
        Dispute(frame, doc_id, d.article.outlet.value, "text", 0, 20, (YES, NO), ((0, 4, "quoted"),),
                Reason(0.2, 0.4, ((0, 4, 0.5), (5, 9, -0.4)), (("“a”", 0.5),), (("<b>", -0.4),)))
        for doc_id, d in sorted(data.documents.items())
    )  # fmt: skip
    lines = (CoderLine("lexicon", "lexicon", "unvalidated"), CoderLine(name, "classifier", "unvalidated"))
    table = pd.DataFrame(rows, columns=TABLE).astype(dict.fromkeys(("both", "only1", "only2", "neither"), "Int64"))
    return Beside(lines, False, 40, 5, table, disputes, {frame: 3})


def shares_of(data: ReportData) -> pd.DataFrame:
    rows = [
        [outlet, frame.name, 3, 40, 1, 0.075, 0.02, 0.2, 0.05, 0.0, 0.31, 0.7, 0.9, "few", "validated"]
        for outlet in sorted(set(data.tables.articles["outlet"].astype(str)))
        for frame in data.recipe.codebook.frames
    ]
    names = ["outlet", "frame", "k", "n", "articles", "share", "low", "high", "corrected", "corrected_low",
             "corrected_high", "sensitivity", "specificity", "note", "validation"]  # fmt: skip
    return pd.DataFrame(rows, columns=names)


@pytest.fixture(scope="module")
def compared() -> ReportData:
    """Four articles an outlet with a second coder and corrected shares."""
    return with_coders(fixture.forty(each=4))


def with_coders(data: ReportData) -> ReportData:
    return fixture.changed(
        data, beside=beside_of(data), prevalence=shares_of(data), validation="validated on 40 sentences"
    )


def section(html: str, name: str) -> str:
    start = html.index(f'<section id="{name}"')
    return html[start : html.index("</section>", start)]


def test_marks_and_tints_lie_over_each_other() -> None:
    """Cut at every bound, escaped piece by piece; without the tags it is the text again."""
    text = "A <threat> & more."
    words = ((0, 1, 0.1), (3, 9, 1.0), (13, 17, -0.6))
    row = Dispute("f", "d", "o", "text", 0, 18, (YES, NO), ((2, 10, "own"),), Reason(0.2, 0.4, words, (), ()))
    html = str(tinted(text, row))
    assert html == (
        "A <mark class=o>&lt;</mark><mark class=o><b class=t3>threat</b></mark><mark class=o>&gt;</mark> &amp; "
        "<b class=n2>more</b>."
    )


def test_an_interval_below_nothing_is_shown_as_it_is(compared: ReportData) -> None:
    """Coders may agree less than by chance: alpha's interval then begins below 0, and says so."""
    html = section(render(compared, sections=["coders"]), "coders")
    assert "0.60<small>−0.10 to 0.90</small>" in html


def test_each_two_coders_are_a_column_of_one_figure(compared: ReportData) -> None:
    """A row a frame, a cell a pair: the bar, the positive agreement, and its parts in words; the tables are folded."""
    beside = beside_of(compared)
    people = beside.table.assign(coder2="anna", both=5, only1=0)
    three = replace(
        beside,
        coders=(*beside.coders, CoderLine("anna", "people", "")),
        table=pd.concat([beside.table, people]).astype(beside.table.dtypes),
        disputes=(),
    )
    html = section(render(fixture.changed(compared, beside=three), sections=["coders"]), "coders")
    figure = html[: html.index("<details")]
    heads = ["Frame", "Lexicon and people (anna)", "Lexicon and classifier"]
    assert re.findall(r'<th scope="col">([^<]*)', figure) == heads
    assert "<strong>0.70</strong> both\xa05, people alone\xa01" in figure
    assert "<strong>0.70</strong> both\xa03, lexicon alone\xa02, classifier alone\xa01" in figure
    assert re.findall(r"width:([\d.]+)%", figure) == ["100.0", "100.0"]
    assert figure.count("<table") == 1


def test_the_sections_show_what_they_were_given(compared: ReportData) -> None:
    """Counts, agreement with its interval, who says what; shares raw and corrected."""
    html = render(compared)
    coders, shares = section(html, "coders"), section(html, "prevalence")
    assert "Lexicon and classifier on the same 40 sentences of 5 articles, all that were scored" in coders
    assert re.search(r"0\.70<small>0\.4.?–0\.9.?</small>", coders)
    assert "alpha 0.50 (95 % interval 0.20–0.80)" in coders
    assert coders.count("Classifier: <strong>no</strong>") == len(compared.documents)
    assert "against: &lt;b&gt; −0.40" in coders
    assert "3 of 40" in shares
    assert "5.0 %<small>0.0–31.0</small>" in shares
    assert "validated on 40 sentences" in shares


def test_a_page_says_one_thing_of_its_validation(compared: ReportData) -> None:
    """Not that the lexicon is validated in one section and unvalidated in another."""
    html = render(compared, sections=["frames", "recipe"])
    assert "The lexicon is validated on 40 sentences" in section(html, "recipe")
    assert "unvalidated" not in html
    plain = render(fixture.changed(compared, validation="unvalidated"), sections=["frames"])
    assert "The lexicon is unvalidated on these articles" in plain


def test_they_are_not_there_without_a_second_coder_or_a_validation(page_of_five: str) -> None:
    """Nothing to show, no heading."""
    assert 'id="coders"' not in page_of_five
    assert 'id="prevalence"' not in page_of_five


def test_one_article_has_no_share_to_correct(five: ReportData) -> None:
    """The head says why."""
    html = render(with_coders(five))
    assert 'id="prevalence"' not in html
    assert "shares of sentences corrected" in html.lower()


@pytest.mark.browser
def test_payloads_run_nothing_in_them(visit: Callable[..., Any], hostile: ReportData) -> None:
    """Names of coders, features, outlets and texts."""
    data = fixture.changed(hostile, beside=beside_of(hostile, fixture.HOSTILE), prevalence=shares_of(hostile))
    seen = visit(render(data, sections=["coders", "prevalence"]))
    seen.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert seen.page.evaluate("window.pwned") is None
    assert (seen.requests, seen.complaints) == ([], [])
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= 1200


@pytest.mark.browser
def test_axe_finds_nothing_in_them(visit: Callable[..., Any], compared: ReportData, clean: Callable[..., None]) -> None:
    """With everything open, light and dark."""
    page = visit(render(compared, sections=["head", "coders", "prevalence"]), bypass_csp=True).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    clean(page)


@pytest.mark.browser
def test_they_fit_a_phone(visit: Callable[..., Any], compared: ReportData) -> None:
    """Tables scroll inside their own frame."""
    page = visit(render(compared), viewport={"width": 400, "height": 800}).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
