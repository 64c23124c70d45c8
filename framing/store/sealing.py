"""Digests: of an article, of a version in its place, and of all current versions together.

A flipped bit inside a text is no error to a database. So every version carries the SHA-256 of all its parts, and the
store the count and the sum of the seals of its current versions: what is changed, lost or doubled does not add up.
"""

from __future__ import annotations

import hashlib

from framing.store.interface import Entry

_SPACE = 1 << 256
#: What is shorter is copied behind its length, which takes less time than to be asked about twice.
_SMALL = 10_000


def digest_of(*parts: str | bytes) -> str:
    """SHA-256 of the parts, each with its length, so that no two lists of parts are alike.

    >>> digest_of("ab", "c") == digest_of("a", "bc")
    False
    """
    found = hashlib.sha256()
    for part in parts:
        # In a damaged file a text may have become a number; it must not add up, and not break off either.
        data = part if isinstance(part, bytes) else str(part).encode()
        if len(data) < _SMALL:
            found.update(b"%d:%b" % (len(data), data))
        else:
            found.update(b"%d:" % len(data))
            found.update(data)
    return found.hexdigest()


def key_of(entry: Entry) -> str:
    """The SHA-256 of an article as it is kept: what its scores depend on, so without its issues."""
    return digest_of(entry.doc_id, entry.digest, entry.title, entry.text, entry.tags, entry.extra, entry.rest)


def mark_of(key: str, entry: Entry, number: int = 1, added: str = "") -> str:
    """The SHA-256 of all of it, in its place if there is one."""
    return digest_of(key, entry.issues, f"{number:d}", added)


def seal_of(key: str, number: int, added: str) -> int:
    """A number for one version in its place."""
    return int(digest_of(key, str(number), added), 16)


def added_up(total: str, plus: int = 0, minus: int = 0) -> str:
    """A sum of seals, changed.

    >>> added_up(added_up("0", plus=5), minus=5) == added_up("0")
    True
    """
    return f"{(int(total, 16) + plus - minus) % _SPACE:064x}"
