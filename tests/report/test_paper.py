"""The page on paper: Chromium prints it, and no table is cut at the side or torn between two pages."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pypdf
import pytest

from framing.report import render

pytestmark = pytest.mark.browser

#: A4 without the margins of the style sheet, in CSS pixels.
A4 = {"width": 680, "height": 990}
ROWS = """() => Array.from(document.querySelectorAll('tr')).filter(r => r.checkVisibility())
    .map(r => Array.from(r.cells).map(c => c.innerText))"""
TOO_WIDE = """() => Array.from(document.querySelectorAll('main, main *')).filter(e => e.checkVisibility()
    && !e.closest('.sr, svg') && getComputedStyle(e).display !== 'inline'
    && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"""


def on_paper(visit: Callable[..., Any], html: str) -> Any:
    """The page as the printer lays it out."""
    page = visit(html, viewport=A4).page
    page.emulate_media(media="print")
    return page


def squeezed(text: str) -> str:
    """Without white space and the hyphens that break lines."""
    return re.sub(r"[\s\u00ad\u2010]+", "", text)


@pytest.mark.parametrize("name", ["five", "twelve", "sampled"])
def test_no_table_is_cut_at_the_side(visit: Callable[..., Any], request: Any, name: str) -> None:
    """Nothing reaches over the right edge of the paper, where no reader can scroll."""
    page = on_paper(visit, render(request.getfixturevalue(name)))
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.parametrize("name", ["five", "twelve"])
def test_no_row_is_torn_between_two_pages(visit: Callable[..., Any], request: Any, name: str) -> None:
    """The cells of every row of every table stand together on one page of the PDF."""
    page = on_paper(visit, render(request.getfixturevalue(name)))
    rows = [[squeezed(cell) for cell in row] for row in page.evaluate(ROWS)]
    pages = [
        squeezed(each.extract_text()) for each in pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    ]
    assert len(rows) > 60
    assert [row for row in rows if not any(all(cell in text for cell in row) for text in pages)] == []


def test_closed_blocks_are_printed_open_and_controls_are_not(visit: Callable[..., Any], page_of_five: str) -> None:
    """Paper cannot be clicked."""
    page = on_paper(visit, page_of_five)
    assert page.locator("#speakers .names li").last.is_visible()
    assert page.locator(".nav").is_hidden()
    assert page.locator("#filter").is_hidden()
    assert page.locator("table.heat").evaluate("e => getComputedStyle(e).breakInside") == "avoid"
