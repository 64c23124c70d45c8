"""What the first bytes of a file say about its encoding."""

from __future__ import annotations

import codecs

#: UTF-32 before UTF-16, whose mark its own begins with.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def marked_encoding(data: bytes) -> str:
    """The encoding that a byte order mark states, or an empty string.

    >>> marked_encoding(b"\\xff\\xfeA\\x00"), marked_encoding(b"Ann")
    ('utf-16', '')
    """
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")
