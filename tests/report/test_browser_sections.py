"""The sections that compare, in a real browser: narrow and wide, light and dark, on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from chromium import OPEN, TORN, in_view, until

import framing as fr
from framing.records.article import Tag
from framing.report import render

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def dispute() -> str:
    """The report of the invented dispute."""
    return render(fr.score(fr.read_corpus("corpus/invented-dispute"), "us-china-trade").report_data())


@pytest.mark.parametrize("width", [1200, 400])
def test_nothing_is_wider_than_the_screen(visit: Callable[..., Any], dispute: str, width: int) -> None:
    """Tables scroll in their own frames; drawings shrink."""
    seen = visit(dispute, viewport={"width": width, "height": 800})
    seen.page.evaluate(OPEN)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert (seen.requests, seen.complaints) == ([], [])


def test_axe_finds_nothing(visit: Callable[..., Any], dispute: str, clean: Callable[..., None]) -> None:
    """Every section but the long lists of evidence and articles, with everything open, light and dark."""
    page = visit(dispute, bypass_csp=True).page
    page.evaluate(OPEN)
    page.evaluate(
        "document.querySelectorAll('#articles .art, #evidence .frame').forEach((e, i) => i > 1 && e.remove())"
    )
    clean(page)


def test_a_square_of_a_phrase_leads_to_its_paragraph(visit: Callable[..., Any], dispute: str) -> None:
    """The words are there, in the article."""
    page = visit(dispute).page
    row = page.locator("table.formulas tbody tr").first
    words = row.locator("q").inner_text().strip("“”")
    link = row.locator("a").first
    target = link.get_attribute("href")
    link.click()
    until(page, lambda: in_view(page, target))
    assert words.casefold() in " ".join(page.locator(target).inner_text().split()).casefold()


def test_a_finding_opens_its_sentences(visit: Callable[..., Any], dispute: str) -> None:
    """From a number of the summary to the evidence, without a script."""
    page = visit(dispute, java_script_enabled=False).page
    link = page.locator(".drawn a[href^='#e']").first
    anchor = link.get_attribute("href")
    link.click()
    until(page, lambda: page.locator(f":target{anchor}").count() and in_view(page, f":target{anchor}"))
    assert page.locator("mark:visible").count() > 0


def test_on_paper_no_drawing_and_no_row_is_cut(visit: Callable[..., Any], dispute: str) -> None:
    """Panels, rows and event tables stay whole, and tables are printed open."""
    page = visit(dispute).page
    page.emulate_media(media="print")
    for selector in (
        "#ratios figure",
        "#timeline figure",
        "#words figure",
        "#ratios tr",
        "#phrasing tr",
        "#events .heat",
    ):
        assert page.locator(selector).first.evaluate("e => getComputedStyle(e).breakInside") == "avoid", selector
    assert page.locator("#ratios table").first.is_visible()
    # Inside an A4 page: 180 mm between the margins.
    page.set_viewport_size({"width": 680, "height": 900})
    wide = "document.querySelectorAll('main table')"
    assert page.evaluate(f"[...{wide}].filter(t => t.scrollWidth > 690).map(t => t.className)") == []


@pytest.fixture(scope="module")
def many() -> str:
    """The report of the invented dispute as if a dozen outlets had printed it, each four articles."""
    names = (
        "Aldmouth Associated Press|Business Bellman|Christian Science Bulletin|Daily Northline Reporter|"
        "Economic Intelligencer|Financial Post|Guest Writer|International Herald|Kestwick Chronicle|"
        "Lindhaven Observer|Pellara Daily|Washington-on-Sea Times"
    ).split("|")
    articles = sorted(fr.read_corpus("corpus/invented-dispute"), key=lambda a: a.doc_id)
    tagged = [replace(a, outlet=Tag(names[i % len(names)], "given")) for i, a in enumerate(articles)]
    return render(fr.score(tagged, "us-china-trade").report_data())


@pytest.mark.parametrize("width", [1200, 400])
@pytest.mark.parametrize("name", ["dispute", "many"])
def test_no_heading_of_a_table_tears_a_word(visit: Callable[..., Any], request: Any, name: str, width: int) -> None:
    """Neither an outlet nor a frame stands in a column one letter wide, with few outlets or with many."""
    page = visit(request.getfixturevalue(name), viewport={"width": width, "height": 800}).page
    page.evaluate(OPEN)
    torn = page.evaluate(TORN)
    assert torn == [], torn


def test_no_table_is_underlined(visit: Callable[..., Any], many: str) -> None:
    """Styles of one section do not reach into another: tints of words once underlined the codebook's table."""
    page = visit(many).page
    page.evaluate(OPEN)
    lines = (
        "[...document.querySelectorAll('main :is(table,tr,th,td)')].map(e => getComputedStyle(e).textDecorationLine)"
    )
    assert set(page.evaluate(lines)) == {"none"}


def test_tables_of_few_outlets_need_no_scrolling_on_a_phone(visit: Callable[..., Any], dispute: str) -> None:
    """A row's name stands above its cells; the outlets' names stay in sight below the bar of sections."""
    page = visit(dispute, viewport={"width": 400, "height": 800}).page
    page.evaluate(OPEN)
    tables = page.locator("table.by:visible")
    assert tables.count() > 4
    assert page.evaluate("[...document.querySelectorAll('.by')].every(t => t.scrollWidth <= innerWidth)")
    page.evaluate("document.querySelector('#voices tbody tr:nth-child(6)').scrollIntoView({block: 'center'})")
    head = page.locator("#voices thead").bounding_box()
    assert head is not None
    assert 0 < head["y"] < 60


#: Headings that stand at the other edge of their column than its cells do.
ASKEW = """
[...document.querySelectorAll('main table')].flatMap(table => {
  const heads = [...table.querySelectorAll('thead tr:last-child > *')], row = table.querySelector('tbody tr');
  if (!row || row.children.length !== heads.length) return [];
  const edge = cell => getComputedStyle(cell).textAlign.replace('start', 'left');
  const askew = heads.filter((head, i) => edge(head) !== edge(row.children[i]));
  return askew.map(head => table.className + ': ' + head.innerText);
})
"""


@pytest.mark.parametrize("name", ["dispute", "many"])
def test_headings_stand_over_their_columns(visit: Callable[..., Any], request: Any, name: str) -> None:
    """Left over words, right over numbers."""
    page = visit(request.getfixturevalue(name), viewport={"width": 1200, "height": 800}).page
    page.evaluate(OPEN)
    assert page.evaluate(ASKEW) == []
