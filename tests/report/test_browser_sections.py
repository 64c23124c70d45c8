"""The sections that compare, in a real browser: narrow and wide, light and dark, on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import framing as fr
from framing.report import render

pytestmark = pytest.mark.browser

OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Callable[..., Any], dispute: str, axe: str, scheme: str) -> None:
    """Every section but the long lists of evidence and articles, with everything open."""
    page = visit(dispute, color_scheme=scheme, bypass_csp=True).page
    page.evaluate(OPEN)
    page.evaluate(
        "document.querySelectorAll('#articles .art, #evidence .frame').forEach((e, i) => i > 1 && e.remove())"
    )
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html)]))")
    assert found == []


def test_a_square_of_a_phrase_leads_to_its_paragraph(visit: Callable[..., Any], dispute: str) -> None:
    """The words are there, in the article."""
    page = visit(dispute).page
    row = page.locator("table.formulas tbody tr").first
    words = row.locator("q").inner_text().strip("“”")
    link = row.locator("a").first
    target = link.get_attribute("href")
    link.click()
    page.wait_for_timeout(200)
    assert 0 <= page.locator(target).bounding_box()["y"] < 900
    assert words.casefold() in " ".join(page.locator(target).inner_text().split()).casefold()


def test_a_finding_opens_its_sentences(visit: Callable[..., Any], dispute: str) -> None:
    """From the summary to the evidence, without a script."""
    page = visit(dispute, java_script_enabled=False).page
    link = page.locator(".brief a", has_text="Sentences").first
    anchor = link.get_attribute("href")
    link.click()
    page.wait_for_timeout(200)
    assert 0 <= page.locator(f":target{anchor}").bounding_box()["y"] < 900
    assert page.locator("mark:visible").count() > 0


def test_on_paper_no_drawing_and_no_row_is_cut(visit: Callable[..., Any], dispute: str) -> None:
    """Panels, rows and event tables stay whole, and tables are printed open."""
    page = visit(dispute).page
    page.emulate_media(media="print")
    for selector in ("#ratios figure", "#timeline figure", "#words figure", "#ratios tr", "#phrasing tr", ".inside"):
        assert page.locator(selector).first.evaluate("e => getComputedStyle(e).breakInside") == "avoid", selector
    assert page.locator("#ratios table").first.is_visible()
    # Inside an A4 page: 180 mm between the margins.
    page.set_viewport_size({"width": 680, "height": 900})
    wide = "document.querySelectorAll('main table')"
    assert page.evaluate(f"[...{wide}].filter(t => t.scrollWidth > 690).map(t => t.className)") == []
