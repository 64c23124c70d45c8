"""The page in a real browser: it opens its sentences, asks nobody for anything, runs nothing of the data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from framing.report import ReportData, render

pytestmark = pytest.mark.browser

CLOSED = "#evidence details:not([open])"


def cell_of_a_closed_block(page: Any) -> str:
    """The anchor of the first evidence block that is still closed."""
    return str(page.locator(f"{CLOSED} > p[id]").first.get_attribute("id"))


@pytest.mark.parametrize("script", [True, False])
def test_a_click_on_a_heat_cell_shows_its_sentences(visit: Callable[..., Any], page_of_five: str, script: bool) -> None:
    """With scripts and without."""
    seen = visit(page_of_five, java_script_enabled=script)
    anchor = cell_of_a_closed_block(seen.page)
    line = seen.page.locator(f"details:has(> #{anchor}) li").first
    assert not line.is_visible()
    seen.page.locator(f"table.heat a[href='#{anchor}']").click()
    line.wait_for(state="visible", timeout=3000)
    assert seen.page.locator(f"details:has(> #{anchor}) mark").first.is_visible()
    box = line.bounding_box()
    assert 0 <= box["y"] < 900
    assert seen.requests == []
    assert seen.complaints == []


def test_the_place_of_a_sentence_leads_to_its_paragraph(visit: Callable[..., Any], page_of_five: str) -> None:
    """From the evidence into the article."""
    page = visit(page_of_five).page
    link = page.locator("#evidence details[open] li small a").first
    target = link.get_attribute("href")
    link.click()
    page.wait_for_timeout(200)
    box = page.locator(target).bounding_box()
    assert 0 <= box["y"] < 900


def test_the_filter_leaves_what_was_asked_for(visit: Callable[..., Any], page_of_five: str) -> None:
    """One frame, one outlet, one voice; and all of it back again."""
    page = visit(page_of_five).page
    every = page.locator("#evidence details").count()
    page.select_option("#filter [name=frame]", index=1)
    assert page.locator("#evidence .frame:visible").count() == 1
    page.select_option("#filter [name=voice]", "q")
    page.click("#filter [name=open]")
    lines = page.locator("#evidence li:visible")
    assert lines.count() > 0
    assert all(line.locator("mark.q").count() for line in lines.all())
    assert page.locator("#filter output").inner_text() == f"{lines.count()} sentence{'s' * (lines.count() != 1)}"
    page.select_option("#filter [name=outlet]", index=1)
    for name in ("frame", "voice", "outlet"):
        page.select_option(f"#filter [name={name}]", "")
    assert page.locator("#evidence details:visible").count() == every


def test_the_filter_is_not_there_without_scripts(visit: Callable[..., Any], page_of_five: str) -> None:
    """No control that does nothing; the concordance switch works all the same."""
    page = visit(page_of_five, java_script_enabled=False).page
    assert not page.locator("#filter").is_visible()
    before = page.locator("#evidence li p").first.evaluate("e => getComputedStyle(e).whiteSpace")
    page.check("#kwic")
    after = page.locator("#evidence li p").first.evaluate("e => getComputedStyle(e).whiteSpace")
    assert (before, after) == ("normal", "nowrap")


def test_payloads_run_nothing(visit: Callable[..., Any], hostile: ReportData) -> None:
    """Titles, texts, outlets, labels, speakers, notes: text all of it. Every block open, every link hovered."""
    seen = visit(render(hostile))
    seen.page.click("#filter [name=open]")
    for handle in seen.page.locator("a[href^='#']").all()[:60]:
        handle.dispatch_event("mouseover")
    seen.page.wait_for_timeout(200)
    assert seen.page.evaluate("window.pwned") is None
    assert seen.requests == []
    assert seen.complaints == []


@pytest.mark.parametrize("name", ["five", "forty", "hostile"])
@pytest.mark.parametrize("width", [1200, 400])
def test_no_page_is_wider_than_its_screen(visit: Callable[..., Any], request: Any, name: str, width: int) -> None:
    """Tables scroll inside their own frame; words of 300 letters break."""
    page = visit(render(request.getfixturevalue(name)), viewport={"width": width, "height": 800}).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["five", "forty"])
def test_axe_finds_nothing(visit: Callable[..., Any], request: Any, axe: str, name: str, scheme: str) -> None:
    """Contrast, names, tables, headings, landmarks: clean, with everything open, light and dark."""
    html = render(request.getfixturevalue(name))
    page = visit(html, color_scheme=scheme, bypass_csp=True).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(axe)
    found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html)]))")
    assert found == []


def test_the_keyboard_reaches_the_evidence(visit: Callable[..., Any], page_of_five: str) -> None:
    """The first stop is the skip link, and a cell opens with Enter."""
    page = visit(page_of_five).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    anchor = cell_of_a_closed_block(page)
    page.locator(f"table.heat a[href='#{anchor}']").focus()
    page.keyboard.press("Enter")
    page.locator(f"details:has(> #{anchor}) li").first.wait_for(state="visible", timeout=3000)


def test_on_paper_every_sentence_is_there_and_no_row_is_cut(visit: Callable[..., Any], page_of_five: str) -> None:
    """Closed blocks are printed open; rows and the heat table may not break."""
    page = visit(page_of_five).page
    page.emulate_media(media="print")
    assert page.locator("#evidence li").last.is_visible()
    assert page.locator(".nav").is_hidden()
    assert page.locator("table.heat").evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    assert page.locator("table.plain tr").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    assert page.pdf(prefer_css_page_size=True)[:4] == b"%PDF"
