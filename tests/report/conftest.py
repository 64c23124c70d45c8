"""The hand-made data of the report's tests, built once, and a Chromium that may reach nobody."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fixture
import pytest

from framing.report import ReportData, render, write

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def five() -> ReportData:
    """Five outlets, one article each."""
    return fixture.five()


@pytest.fixture(scope="session")
def forty() -> ReportData:
    """Four outlets, ten articles each."""
    return fixture.forty()


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
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not there: apt-get install chromium")
    with sync_api.sync_playwright() as play:
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


@pytest.fixture
def axe() -> str:
    """The source of axe-core, or a skip: ``FRAMING_AXE`` names the file, or axe-playwright-python brings it."""
    named = os.environ.get("FRAMING_AXE")
    if named:
        return Path(named).read_text(encoding="utf-8")
    module = pytest.importorskip(
        "axe_playwright_python", reason="axe-core is not there: pip install axe-playwright-python"
    )
    return (Path(next(iter(module.__path__))) / "axe.min.js").read_text(encoding="utf-8")
