"""What a reader may set: limits, encoding, the outlet of untagged files."""

from __future__ import annotations

import codecs
import os
import re
from dataclasses import dataclass, field, fields

from framing.arguments import check_text
from framing.errors import UsageError

#: No ratio is asked of the first bytes.
_RATIO_FREE = 100_000_000
_LIMIT = re.compile(r"0*[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class Limits:
    """Where reading stops, by name; each can be set by an environment variable, ``FRAMING_ARTICLE_BYTES=...``.

    ``article_bytes``: one text file, one line of JSON or of a table, or one cell, inflated. ``inflated_bytes``:
    all that one ``.gz`` file may hold. ``inflated_ratio``: how many times its own size a ``.gz`` file may grow to,
    beyond its first 100 MB (English text grows 3 to 4 times). ``archive_members``: files in one .zip or .tar archive.
    """

    article_bytes: int = 256_000_000
    inflated_bytes: int = 64_000_000_000
    inflated_ratio: int = 400
    archive_members: int = 50_000

    def grown(self, packed: int) -> int:
        """How many bytes so many packed ones may grow to by the ratio."""
        return max(_RATIO_FREE, packed * self.inflated_ratio)

    @classmethod
    def from_environment(cls) -> Limits:
        """The limits, as far as ``FRAMING_...`` variables change them."""
        changed = {}
        for limit in fields(cls):
            name = f"FRAMING_{limit.name.upper()}"
            value = os.environ.get(name, "").strip().replace("_", "")
            if value and not _LIMIT.fullmatch(value):
                raise UsageError(
                    f"the environment variable {name} is not a positive whole number of at most 18 digits: "
                    f"{value[:30]!r}",
                    remedy=f"set it like {name}=500000000, or unset it",
                )
            if value:
                changed[limit.name] = int(value)
        return cls(**changed)


#: Some 1,300 news articles: fewer are slower, more take memory.
BATCH_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read; small, hashable and picklable, so a worker process gets it as it is.

    ``outlet`` is the tag of articles that carry none (``--outlet``). ``encoding`` overrules every guess and
    every byte order mark; empty means UTF-8, or a stated guess. ``outlets_file`` and ``agencies_file`` name YAML
    files that add to (or, for an equal name, replace) the shipped tables. ``propose=False`` turns proposed tags off.
    ``tags`` are further fields of articles that carry none of their own, as ``(("date", "2025-10-27"), ...)``.
    ``batch_bytes`` is about how much text is read and scored at a time; results do not depend on it. ``codes`` asks for
    the hand codes that a store keeps with its articles, ``history`` for the earlier versions in an export.
    """

    outlet: str = ""
    encoding: str = ""
    outlets_file: str = ""
    agencies_file: str = ""
    propose: bool = True
    tags: tuple[tuple[str, str], ...] = ()
    batch_bytes: int = BATCH_BYTES
    codes: bool = False
    history: bool = False
    limits: Limits = field(default_factory=Limits.from_environment)

    def __post_init__(self) -> None:
        for name, value in (("outlet", self.outlet), *self.tags):
            check_text(name, value)
        check_encoding(self.encoding)


def check_encoding(name: str) -> None:
    """Refuse a name that is no text encoding Python knows; an empty one stands for UTF-8 or a stated guess."""
    check_text("encoding", name)
    if not name:
        return
    try:
        "a".encode(name)
        codecs.lookup(name)
    except (LookupError, UnicodeError, ValueError):
        raise UsageError(f"'{name}' is not an encoding", remedy="try utf-8, cp1252, gb18030 or utf-16") from None
