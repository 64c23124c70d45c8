"""A page as PDF, printed by the Chromium that is installed; nothing else is needed, and nothing is downloaded."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from framing.engine.clock import declared_moment
from framing.engine.wholefile import whole_file
from framing.errors import InputError
from framing.filesafe import read_regular

__all__ = ["find_browser", "read_page", "write_pdf"]

#: Names under which a browser that prints is looked for; FRAMING_CHROMIUM names another one.
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
SECONDS = 300
#: How every page of framing begins: it may show nothing but itself.
_OURS = re.compile(
    r"""<!doctype html>\n<html lang="[^"<>]*">\n<head>\n<meta charset="utf-8">\n"""
    r"""<meta http-equiv="Content-Security-Policy" content="default-src (?:'|&#39;)none(?:'|&#39;);"""
)
_ARGUMENTS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
_UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_DATE = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}([^)]*)\)")


def write_pdf(html: str, path: Path | str) -> Path:
    """Print ``html`` to ``path``, whole or not at all.

    The date in the file is SOURCE_DATE_EPOCH, or the first second of 2000, so that the same page printed by the same
    browser gives the same bytes. Raises InputError if there is no browser, or if it does not print.
    """
    browser = _browser()
    with tempfile.TemporaryDirectory(prefix="framing-") as folder:
        page, printed = Path(folder) / "page.html", Path(folder) / "page.pdf"
        page.write_text(html, encoding="utf-8")
        _run(browser, folder, page, printed)
        data = printed.read_bytes() if printed.exists() else b""
    if not data.startswith(b"%PDF"):
        raise InputError("Chromium did not print the page", file=browser, remedy="write .html and print it by hand")
    with whole_file(path) as file:
        file.write(_DATE.sub(_dated, data))
    return Path(path)


def read_page(path: Path | str) -> str:
    """A page of framing that is there already; InputError for any other file.

    Its own policy, which stands at its head, keeps a browser from running, fetching or showing anything else.
    """
    try:
        html = read_regular(path).decode("utf-8")
    except (OSError, ValueError) as problem:
        reason = (getattr(problem, "strerror", None) or "it is no text").lower()
        raise InputError(f"the page cannot be read ({reason})", file=path, remedy="name a report.html") from None
    if not _OURS.match(html):
        raise InputError("this is no page of framing", file=path, remedy="name what framing report has written")
    return html


def find_browser() -> str | None:
    """The program that prints: the one that FRAMING_CHROMIUM names, else the first one that is installed."""
    named = os.environ.get("FRAMING_CHROMIUM", "")
    return next((place for name in ([named] if named else BROWSERS) if (place := shutil.which(name))), None)


def _browser() -> str:
    found = find_browser()
    if found is None:
        named = os.environ.get("FRAMING_CHROMIUM", "")
        reason = (
            f"FRAMING_CHROMIUM names no program: {named}" if named else "a PDF is printed by Chromium, and none is here"
        )
        raise InputError(
            reason, remedy="install chromium (apt-get install chromium), or write .html and print it by hand"
        )
    return found


def _run(browser: str, folder: str, page: Path, printed: Path) -> None:
    # A browser refuses its sandbox to the superuser; the page brings no script but its own and asks nobody.
    root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    command = [
        browser,
        *_ARGUMENTS,
        *root,
        f"--user-data-dir={folder}/profile",
        f"--print-to-pdf={printed}",
        page.as_uri(),
    ]
    try:
        subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        reason = f"Chromium did not print the page within {SECONDS} seconds"
        raise InputError(
            reason, file=browser, remedy="leave out sections with --sections, or print the .html by hand"
        ) from None
    except OSError as problem:
        reason = f"Chromium cannot be run ({problem.strerror or problem})"
        raise InputError(reason, file=browser, remedy="name another with FRAMING_CHROMIUM") from None


def _dated(found: re.Match[bytes]) -> bytes:
    """The same entry with a date that does not tell the hour; as long as before, so no offset in the file moves."""
    moment = declared_moment() or _UNDATED
    return b"/%s (D:%s%s)" % (found[1], f"{moment:%Y%m%d%H%M%S}".encode("ascii"), found[2])
