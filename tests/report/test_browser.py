"""The page in a real browser: it opens its sentences, asks nobody for anything, runs nothing of the data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from chromium import in_view, until

from framing.report import ReportData, render
from framing.report.grid import grid_of

pytestmark = pytest.mark.browser

SENTENCES = ".art>p:not(.m)"
SEEN = "e => e.checkVisibility({visibilityProperty: true})"


def a_cell(data: ReportData) -> tuple[str, int, int]:
    """The cell with the most matches that shares its outlet's articles with other frames: anchor, frame, outlet."""
    grid = grid_of(data)
    (frame, outlet), _ = max(grid.cells.items(), key=lambda item: (item[1].k, item[0]))
    return f"e{frame}-{outlet}", frame, outlet


def seen(page: Any, selector: str) -> int:
    """How many elements are shown."""
    return int(page.evaluate(f"s => Array.from(document.querySelectorAll(s)).filter({SEEN}).length", selector))


def seen_marks(page: Any, selector: str) -> int:
    """Marks that are shown, and are not of a headline."""
    return seen(page, f"{SENTENCES} mark{selector}")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("name", ["five", "forty"])
def test_a_click_on_a_heat_cell_shows_its_sentences(
    visit: Callable[..., Any], request: Any, name: str, script: bool
) -> None:
    """All of them and no others, in view, each match marked; with scripts and without."""
    data = request.getfixturevalue(name)
    visited = visit(render(data), java_script_enabled=script)
    page = visited.page
    anchor, frame, outlet = a_cell(data)
    page.locator(f"table.heat a[href='#{anchor}']").click()
    until(page, lambda: not seen(page, f"article:not(.o{outlet})"))
    in_titles = page.locator(f".art.o{outlet} h3 mark.f{frame}").count()
    assert seen_marks(page, f".f{frame}") + in_titles == grid_of(data).cells[frame, outlet].k
    in_sight = f"""Array.from(document.querySelectorAll('{SENTENCES} mark.f{frame}')).filter({SEEN})
        .some(e => 0 < e.getBoundingClientRect().top && e.getBoundingClientRect().bottom < innerHeight)"""
    until(page, lambda: page.evaluate(in_sight))
    assert seen(page, f"article.o{outlet}")
    assert not seen(page, f"article:not(.o{outlet})")
    assert not seen(page, f"{SENTENCES} > span:not(:has(.f{frame}))")
    assert visited.requests == []
    assert visited.complaints == []


@pytest.mark.parametrize("script", [True, False])
def test_the_rate_in_the_evidence_leads_back_to_its_cell(
    visit: Callable[..., Any], five: ReportData, page_of_five: str, script: bool
) -> None:
    """The cell is in view and marked, and everything is on the page again."""
    page = visit(page_of_five, java_script_enabled=script).page
    every, (anchor, *_) = seen(page, SENTENCES), a_cell(five)
    page.locator(f"table.heat a[href='#{anchor}']").click()
    until(page, lambda: seen(page, SENTENCES) < every)
    page.locator(f"tr[id='{anchor}'] td a").click()
    until(page, lambda: seen(page, SENTENCES) == every)
    cell = f"table.heat a:target[href='#{anchor}']"
    until(page, lambda: in_view(page, cell))
    assert page.locator(cell).evaluate("e => getComputedStyle(e).boxShadow") != "none"


def test_a_frame_shows_its_sentences_in_all_outlets_and_everything_comes_back(
    visit: Callable[..., Any], five: ReportData, page_of_five: str
) -> None:
    """The heading of a frame is a link; ``Show everything`` undoes it, without a script."""
    page = visit(page_of_five, java_script_enabled=False).page
    every = seen(page, SENTENCES)
    page.locator("#f0").click()
    until(page, lambda: seen(page, SENTENCES) < every)
    shown = seen_marks(page, ".f0") + page.locator(".art h3 mark.f0").count()
    assert shown == sum(cell.k for (frame, _), cell in grid_of(five).cells.items() if frame == 0)
    page.get_by_role("link", name="Show everything").click()
    until(page, lambda: seen(page, SENTENCES) == every)


def test_paragraphs_keep_their_numbers_when_few_are_shown(visit: Callable[..., Any], page_of_five: str) -> None:
    """What is hidden is counted all the same: a sentence stays citable."""
    page = visit(page_of_five, java_script_enabled=True).page
    number = "e => [e.id, getComputedStyle(e, '::before').counterIncrement]"
    page.goto(page.url + "#f0")
    paragraphs = page.locator(f"#a0 {'>p[id]'}").evaluate_all(f"all => all.map({number})")
    assert len(paragraphs) > 3
    assert all(step == "p 1" for _, step in paragraphs)
    assert page.locator("#a0 >p[id]").evaluate_all("all => all.every(e => getComputedStyle(e).display !== 'none')")


def test_the_place_of_a_speakers_words_leads_to_the_paragraph(visit: Callable[..., Any], page_of_five: str) -> None:
    """Even when a filter had hidden it."""
    page = visit(page_of_five).page
    page.select_option("#filter [name=frame]", index=1)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    link = page.locator("#speakers .names a[href*=p]").last
    target = link.get_attribute("href")
    link.click()
    until(page, lambda: page.locator(target).is_visible() and in_view(page, target))


def test_the_filter_leaves_what_was_asked_for(visit: Callable[..., Any], page_of_five: str) -> None:
    """One frame, one voice, one outlet; and all of it back again."""
    page = visit(page_of_five).page
    every = seen(page, SENTENCES)
    page.select_option("#filter [name=frame]", "0")
    page.select_option("#filter [name=voice]", "q")
    shown = page.evaluate(
        f"""Array.from(document.querySelectorAll('{SENTENCES}')).flatMap(p => p.querySelector(':scope>span:not(.x)')
        ? Array.from(p.querySelectorAll(':scope>span:not(.x)')) : [p])
        .filter({SEEN}).map(s => s.querySelector('.q.f0') !== null)"""
    )
    assert shown
    assert all(shown)
    assert page.locator("#filter output").inner_text() == f"{len(shown)} sentence" + "s" * (len(shown) != 1)
    page.select_option("#filter [name=outlet]", "1")
    assert not seen(page, "article:not(.o1)")
    for name in ("frame", "voice", "outlet"):
        page.select_option(f"#filter [name={name}]", "")
    assert seen(page, SENTENCES) == every


def test_the_filter_takes_over_from_a_link(visit: Callable[..., Any], five: ReportData, page_of_five: str) -> None:
    """A followed link sets the filter, and a changed filter is not held back by the link."""
    page = visit(page_of_five).page
    anchor, frame, outlet = a_cell(five)
    page.locator(f"table.heat a[href='#{anchor}']").click()
    until(page, lambda: page.input_value("#filter [name=frame]") == str(frame))
    assert page.input_value("#filter [name=outlet]") == str(outlet)
    other = next(f for f in range(12) if f != frame and grid_of(five).cells[f, outlet].k)
    page.select_option("#filter [name=frame]", str(other))
    until(page, lambda: seen_marks(page, f".f{other}"))


def test_lines_are_lined_up_on_the_match(visit: Callable[..., Any], page_of_five: str) -> None:
    """A concordance: every first match begins at the same place, one line a sentence."""
    page = visit(page_of_five).page
    page.select_option("#filter [name=frame]", "0")
    page.check("#filter [name=line]")
    lefts = page.evaluate(
        """() => Array.from(document.querySelectorAll('.art:not([hidden])>p:not(.m):not(.off)')).flatMap(p => {
            const spans = Array.from(p.querySelectorAll(':scope>span:not([hidden])'));
            return (spans.length ? spans : [p]).map(s => s.querySelector('.f0').getBoundingClientRect().left);})"""
    )
    assert len(lefts) > 3
    assert max(lefts) - min(lefts) < 2


def test_the_filter_is_not_there_without_scripts(visit: Callable[..., Any], page_of_five: str) -> None:
    """No control that does nothing."""
    page = visit(page_of_five, java_script_enabled=False).page
    assert not page.locator("#filter").is_visible()


def test_payloads_run_nothing(visit: Callable[..., Any], hostile: ReportData) -> None:
    """Titles, texts, outlets, labels, speakers, notes, addresses: text all of it. Everything open and followed."""
    seen = visit(render(hostile))
    page = seen.page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for name in ("frame", "outlet", "voice"):
        for i in range(page.locator(f"#filter [name={name}] option").count()):
            page.select_option(f"#filter [name={name}]", index=i)
    for handle in page.locator("a[href^='#']").all()[:80]:
        handle.dispatch_event("mouseover")
        handle.dispatch_event("click")
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    assert set(page.locator("a").evaluate_all("all => all.map(a => new URL(a.href).protocol)")) <= {
        "file:",
        "http:",
    }
    assert seen.requests == []
    assert seen.complaints == []


def test_even_a_script_that_got_in_would_not_run(visit: Callable[..., Any], page_of_five: str) -> None:
    """The page's policy lets its own script run and nothing else, and lets nothing be fetched."""
    smuggled = "<script>window.pwned=1</script><img src='https://example.org/x.png' onerror='window.pwned=1'>"
    seen = visit(page_of_five.replace("</main>", smuggled + "</main>"))
    until(seen.page, lambda: seen.complaints)
    assert seen.page.evaluate("window.pwned") is None
    assert seen.page.locator("#filter").is_visible()


@pytest.mark.parametrize("name", ["five", "forty", "hostile"])
@pytest.mark.parametrize("width", [1200, 400])
def test_no_page_is_wider_than_its_screen(visit: Callable[..., Any], request: Any, name: str, width: int) -> None:
    """Tables scroll inside their own frame; words of 300 letters break."""
    page = visit(render(request.getfixturevalue(name)), viewport={"width": width, "height": 800}).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["five", "twelve", "sampled"])
def test_axe_finds_nothing(
    visit: Callable[..., Any], request: Any, axe: Callable[..., Any], clean: Callable[..., None], name: str
) -> None:
    """Contrast, names, tables, headings, landmarks: clean, with everything open, light and dark, and filtered."""
    sections = ["head", "evidence", "articles"] if name == "sampled" else None  # the others are those of the twelve
    page = visit(render(request.getfixturevalue(name), sections=sections), bypass_csp=True).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    every = seen(page, SENTENCES)
    clean(page)
    page.evaluate("location.hash = 'f0'")
    until(page, lambda: seen(page, SENTENCES) < every)
    if name == "five":
        clean(page)
    else:  # what is left of a larger page has the colours it had, and they cost the time
        assert axe(page, contrast_alone=False) == []


def test_axe_would_find_something(
    visit: Callable[..., Any], axe: Callable[..., Any], clean: Callable[..., None], five: ReportData
) -> None:
    """The checker is at work: a picture without a name and grey on grey are found, also where it is grey by dark."""
    html = render(five, sections=["head", "recipe"])
    spoiled = html.replace("</main>", "<img src='data:,'><p style='color:#888;background:#999'>grey on grey</p></main>")
    page = visit(spoiled, bypass_csp=True).page
    found = {name for alone in (True, False) for name, _ in axe(page, contrast_alone=alone)}
    assert {"image-alt", "color-contrast"} <= found
    style = "<style>@media (prefers-color-scheme:dark) {#dim {color:#888;background:#999}}</style>"
    page = visit(html.replace("</main>", f"{style}<p id=dim>grey</p></main>"), bypass_csp=True).page
    with pytest.raises(AssertionError, match="color-contrast"):
        clean(page)


def test_the_keyboard_reaches_the_evidence(visit: Callable[..., Any], five: ReportData, page_of_five: str) -> None:
    """The first stop is the skip link, and a cell opens with Enter."""
    page = visit(page_of_five).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    anchor, frame, _ = a_cell(five)
    page.locator(f"table.heat a[href='#{anchor}']").focus()
    page.keyboard.press("Enter")
    until(page, lambda: page.evaluate("location.hash") == f"#{anchor}")
    until(page, lambda: seen_marks(page, f".f{frame}"))
