"""Where Chromium is, what becomes of a test without it, and how to wait for a page."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

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

#: Opens whatever a page folds away.
OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
#: The words of table headings that stand on two lines, although nothing but a space or a hyphen may part lines.
TORN = """
[...document.querySelectorAll('main th')].flatMap(th => {
  const torn = [], walker = document.createTreeWalker(th, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) for (const word of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    if (range.getClientRects().length > 1) torn.push(th.closest('table').className + ': ' + word[0]);
  }
  return torn;
})
"""


def absent(reason: str) -> NoReturn:
    """Skip, and say why; under CI nothing of this may be missing."""
    if os.environ.get("CI"):
        pytest.fail(f"{reason} (CI is set, so this may not be skipped)")
    pytest.skip(reason)


def until(page: Any, happened: Callable[[], object], seconds: float = 30) -> None:
    """Wait for what a click brings about, with scripts or without; on a busy machine it takes longer, that is all."""
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, f"after {seconds} seconds nothing had happened at {page.url}"
        page.wait_for_timeout(10)


def in_view(page: Any, selector: str) -> bool:
    """Whether an element begins within the window, of 900 pixels."""
    box = page.locator(selector).bounding_box()
    return box is not None and 0 <= box["y"] < 900
