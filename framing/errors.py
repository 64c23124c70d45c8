"""What may go wrong, said so that a user can mend it.

    FramingError              file, place, reason, remedy: the only exception a user sees (exit code 1)
    ├── UsageError            the command or call itself is wrong            (exit code 2, also a ValueError)
    ├── InputError            a file or a value in it cannot be read         (also a ValueError)
    ├── PlaceError            a place cannot be reached: what is there is not known to be wrong, so the run ends
    ├── CodebookError         a codebook cannot be used                      (also a ValueError)
    ├── TableError            a table lacks a declared column                (also a KeyError)
    └── MissingExtra          an optional library is not installed           (also an ImportError)

What spoils one article is not an error but an Issue row (``records.issue``).
"""

from __future__ import annotations

import re
import unicodedata

__all__ = [
    "CodebookError",
    "FramingError",
    "InputError",
    "MissingExtra",
    "PlaceError",
    "TableError",
    "UsageError",
    "printable",
]

_LONGEST_QUOTE = 300
_LOGIN = re.compile(r"://[^\s/]*@")


def printable(value: object) -> str:
    """``value`` as text for a message: no control characters, at most 300 characters.

    >>> printable("a\\x1b[31mb\\nc")
    'a�[31mb c'
    """
    text = str(value)[: _LONGEST_QUOTE + 1]
    if len(text) > _LONGEST_QUOTE:
        text = text[:_LONGEST_QUOTE] + "…"
    if text.isprintable():
        return text
    text = text.replace("\n", " ").replace("\t", " ")
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in ("Cc", "Cf", "Cs") else c for c in text)


def _without_login(text: str) -> str:
    """Addresses without user and password, which are nobody's business.

    >>> _without_login("s3://key:secret@host/news")
    's3://host/news'
    """
    return _LOGIN.sub("://", text) if "@" in text else text


class FramingError(Exception):
    """One plain sentence: where, what is wrong, what to do.

    ``file`` and ``line`` say where (either may be None); ``remedy`` says what to do about it.

    >>> found = FramingError("no entries", file="talks.yml", line=3, remedy="write one")
    >>> found.place, found.reason, found.remedy
    ('talks.yml:3', 'no entries', 'write one')
    """

    exit_code = 1

    def __init__(self, reason: str, *, file: object = None, line: int | None = None, remedy: str = "") -> None:
        self.reason = _without_login(printable(reason))
        self.file = None if file is None else _without_login(printable(file))
        self.line = line
        self.remedy = printable(remedy)
        super().__init__(self.reason)

    @property
    def place(self) -> str:
        """``file:line``, ``file`` or an empty string."""
        if self.file is None:
            return ""
        return self.file if self.line is None else f"{self.file}:{self.line}"

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        what_to_do = f"\n  → {self.remedy}" if self.remedy else ""
        return f"{where}{self.reason}{what_to_do}"


class UsageError(FramingError, ValueError):
    """The command or the call is wrong, not the data."""

    exit_code = 2


class InputError(FramingError, ValueError):
    """A file, or a value in it, cannot be read as what it claims to be."""


class PlaceError(FramingError):
    """Another machine, or the way to it, fails: nothing is skipped for that, and the same command carries on."""


class CodebookError(FramingError, ValueError):
    """A codebook is broken: the message names file, line and fix."""


class TableError(FramingError, KeyError):
    """A table lacks a declared column or holds a wrong type."""


class MissingExtra(FramingError, ImportError):
    """An optional library is not installed; the remedy is the pip command."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(
            f"this needs the library {library}, which is not installed",
            remedy=f"pip install 'newsframing[{extra}]'",
        )


def system_says(problem: OSError) -> str:
    """Why the system would not, to stand in brackets behind a sentence.

    >>> system_says(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    """
    return (problem.strerror or str(problem)).lower()
