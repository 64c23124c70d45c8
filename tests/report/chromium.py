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
