"""Writing a report: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from framing.engine.wholefile import whole_file


def write(html: str, path: Path | str) -> Path:
    """Put ``html`` at ``path`` as UTF-8; afterwards ``path`` holds the old bytes or all of the new ones.

    Raises InputError if the folder is missing or cannot be written to, or the disk is full.
    """
    with whole_file(path) as file:
        file.write(html.encode("utf-8"))
    return Path(path)
