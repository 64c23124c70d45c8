"""What any coder is to framing, and the rows in which one from outside says what it found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from framing.records.document import Document


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a frame shows: ``[start, end)`` in code points of the article's ``field`` (text or title).

    ``entry`` says by what it was found, ``device`` which framing device it is; both may be empty. Whose words they are
    and whether they are negated is for framing to find out.

    >>> Match("a", "escalation", 4, 12).field
    'text'
    """

    doc_id: str
    frame: str
    start: int
    end: int
    field: str = "text"
    entry: str = ""
    device: str = ""


@runtime_checkable
class Coder(Protocol):
    """Finds frames of a codebook in articles. ``framing.testing.check_coder`` checks that one keeps to the rules.

    ``signature`` is its name and version (``deadlines@1.0``) and changes whenever its rows would; it stands in tables
    and recipes. An article's rows depend on its title and text alone, whatever stands beside it in the batch. Within a
    frame they share no word. A coder may have ``frames``, the names of those that it knows; without, it knows all.
    """

    @property
    def signature(self) -> str: ...

    def code(self, batch: Sequence[Document]) -> Iterable[Match]:
        """What it finds in these articles, in any order."""
