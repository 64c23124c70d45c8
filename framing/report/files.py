"""Writing a report: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from framing.engine.wholefile import refuse_dash, whole_file
from framing.errors import InputError

#: What the name of a page may end in; other endings promise a format that a report is not.
ENDINGS = ("", ".html", ".htm", ".pdf")


def check_ending(path: Path | str) -> None:
    """Raise InputError if ``path`` ends in what is neither HTML nor PDF.

    >>> check_ending("report.html"), check_ending("talks.2025/report")
    (None, None)
    """
    refuse_dash(path)
    ending = Path(path).suffix
    if ending.lower() not in ENDINGS:
        raise InputError(
            f"a report is HTML or PDF, not {ending}", file=path, remedy="name a file that ends in .html or .pdf"
        )


def write(html: str, path: Path | str) -> Path:
    """Put ``html`` at ``path`` as UTF-8; afterwards ``path`` holds the old bytes or all of the new ones.

    Raises InputError if the folder is missing or cannot be written to, or the disk is full.
    """
    with whole_file(path) as file:
        file.write(html.encode("utf-8"))
    return Path(path)
