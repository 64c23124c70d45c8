"""The hand-made data of the report's tests, built once, and a Chromium that may reach nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fixture
import pytest
from chromium import ARGUMENTS, CHROMIUM, absent
from comparing import data_of

import framing as fr
from framing.records.article import Article
from framing.report import ReportData, render, shelf, write


@pytest.fixture(scope="session")
def five() -> ReportData:
    """Five outlets, one article each."""
    return fixture.five()


@pytest.fixture(scope="session")
def forty() -> ReportData:
    """Four outlets, ten articles each."""
    return fixture.forty()


@pytest.fixture(scope="session")
def twelve() -> ReportData:
    """Four outlets, three articles each: every chart at a size that is checked in seconds."""
    return fixture.forty(each=3)


@pytest.fixture(scope="session")
def sampled() -> ReportData:
    """The twelve, for a page that prints three articles at most and shows a sample of the rest."""
    data = fixture.forty(each=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "FULL_ARTICLES", 3)
        assert not shelf.shelf_of(data).full
    return data


@pytest.fixture(scope="session")
def hostile() -> ReportData:
    """Payloads in every field."""
    return fixture.hostile()


@pytest.fixture(scope="session")
def page_of_five(five: ReportData) -> str:
    """The report of the five, as HTML."""
    return render(five)


@dataclass
class Visit:
    """An open page, and what went on in it besides being shown."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, or a skip that says why."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("playwright is not installed")
    if not CHROMIUM.exists():
        absent(f"{CHROMIUM} is not there: apt-get install chromium")
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """``visit(html, **context options)`` opens a report at file:// and notes every request and complaint."""
    contexts = []

    def open_page(html: str, **options: Any) -> Visit:
        path = write(html, tmp_path / f"{len(contexts)}.html")
        context = browser.new_context(**{"viewport": {"width": 1200, "height": 900}, **options})
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.on("request", lambda request: seen.requests.append(request.url))
        seen.page.on("console", lambda message: seen.complaints.append(message.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.on("dialog", lambda dialog: (seen.complaints.append("dialog"), dialog.dismiss()))
        seen.page.goto(path.as_uri())
        seen.requests = [url for url in seen.requests if url != path.as_uri() and not url.startswith("data:")]
        return seen

    yield open_page
    for context in contexts:
        context.close()


#: Elements that hold words, two of each look: what axe says of contrast depends on nothing else, and costs most.
LOOKS = """() => {
  const seen = new Map();
  const look = e => {
    const {color, fill, fontSize, fontWeight} = getComputedStyle(e), grounds = [];
    for (let up = e; up; up = up.parentElement) {
      const {backgroundColor, backgroundImage, opacity} = getComputedStyle(up);
      if (backgroundColor !== 'rgba(0, 0, 0, 0)' || backgroundImage !== 'none' || opacity !== '1')
        grounds.push(backgroundColor, backgroundImage, opacity);
    }
    return [e.tagName, e.getAttribute('class'), color, fill, fontSize, fontWeight, ...grounds].join(' ');
  };
  return [...document.querySelectorAll('body *')].filter(e => {
    if (![...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim())) return false;
    const times = (seen.get(look(e)) || 0) + 1;
    seen.set(look(e), times);
    return times <= (e.closest('svg') ? 20 : 2);  // in a drawing it depends on the place, too
  });
}"""


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[Any]]:
    """``axe(page, contrast_alone=...)``: what axe-core finds, of contrast or of all else; or a skip that says why."""
    try:
        import axe_playwright_python
    except ImportError:
        absent("axe-core is not there: pip install axe-playwright-python")
    source = (Path(next(iter(axe_playwright_python.__path__))) / "axe.min.js").read_text(encoding="utf-8")
    found = "r => r.violations.map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html)])"
    contrast = f"() => axe.run({{include: ({LOOKS})()}}, {{runOnly: ['color-contrast']}}).then({found})"
    others = f"() => axe.run({{rules: {{'color-contrast': {{enabled: false}}}}}}).then({found})"

    def violations(page: Any, *, contrast_alone: bool) -> list[Any]:
        page.evaluate(source)
        return list(page.evaluate(contrast if contrast_alone else others))

    return violations


@pytest.fixture(scope="session")
def clean(axe: Callable[..., list[Any]]) -> Callable[[Any], None]:
    """``clean(page)``: axe finds nothing; contrast by light and by dark, which changes nothing but colours."""

    def check(page: Any) -> None:
        ground = "getComputedStyle(document.body).backgroundColor"
        page.emulate_media(color_scheme="light")
        light = page.evaluate(ground)
        assert axe(page, contrast_alone=False) == []
        assert axe(page, contrast_alone=True) == []
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(ground) != light
        assert axe(page, contrast_alone=True) == []

    return check


@pytest.fixture(scope="module")
def dispute() -> list[Article]:
    """The invented dispute: four outlets, twelve articles each, in order of their days."""
    return sorted(fr.read_corpus("corpus/invented-dispute"), key=lambda a: (a.date.iso if a.date else "", a.doc_id))


@pytest.fixture(scope="module")
def whole(dispute: list[Article]) -> ReportData:
    """Its report's data."""
    return data_of(dispute)


@pytest.fixture(scope="module")
def page(whole: ReportData) -> str:
    """Its report."""
    return render(whole)
