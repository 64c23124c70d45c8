"""CSV that reads back as it was: a cell with a carriage return is quoted, as with a line feed.

Python before 3.13 quotes what its own line ends are made of: where that is a line feed alone, a cell with a carriage
return is written as it is, and reads back as two rows.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable

__all__ = ["csv_text"]


def csv_text(rows: Iterable[Iterable[str]], delimiter: str = ",") -> str:
    """The rows as CSV with ``\\n`` behind each, and quotation marks where needed.

    >>> csv_text([["id", "text"], ["a\\rb", "c, d"]])
    'id,text\\n"a\\rb","c, d"\\n'
    """
    lines = _Lines()
    csv.writer(lines, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return "".join(lines.written)


class _Lines:
    """Takes one row at a time, as ``csv`` writes them."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, row: str) -> None:
        self.written.append(row.removesuffix("\r\n") + "\n")
