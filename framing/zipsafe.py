"""Zip archives of other people: which of their members can be unpacked within a limit."""

from __future__ import annotations

import zipfile

__all__ = ["bounded"]

#: How a member may be packed. zipfile unpacks other kinds (bzip2, LZMA) without an end: 4 KB can be gigabytes at once.
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def bounded(member: zipfile.ZipInfo) -> bool:
    """Whether reading some bytes of a member unpacks no more than these.

    >>> member = zipfile.ZipInfo("a.txt")
    >>> bounded(member)
    True
    >>> member.compress_type = zipfile.ZIP_BZIP2
    >>> bounded(member)
    False
    """
    return member.compress_type in _BOUNDED
