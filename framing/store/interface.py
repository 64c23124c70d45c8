"""What goes into a store and comes out of it, whichever database stands behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass

from framing.engine.clock import declared_moment

__all__ = ["Baseline", "Code", "CodeVersion", "Entry", "Hit", "Pick", "Receipt", "Standing", "Version", "now"]

#: A result with the rows of these articles alone. A store does not know what results are made of; where nobody tells
#: it how to pick, a result goes as a whole, and what stood in it is scored again.
Pick = Callable[[bytes, Collection[str]], bytes]

ADDED, CHANGED, PRESENT, REFUSED = "added", "changed", "present", "refused"


@dataclass(frozen=True, slots=True)
class Code:
    """What one coder said of one unit, ``[start, end)`` of a field of an article, under one codebook's recipe.

    ``body`` is JSON, ``digest`` that of the unit's text as the coder saw it, ``sheet`` where it was written down.
    ``key`` is that of the article's version that the coder saw; empty while the store does not have it.
    """

    doc_id: str
    coder: str
    codebook: str
    field: str
    start: int
    end: int
    digest: str
    body: str
    sheet: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class CodeVersion:
    """One version of a code: its number from 1, and when it was saved (UTC)."""

    code: Code
    number: int
    saved: str
    current: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an exported version stands in the history of its article: its number from 1, when it came in (UTC).

    ``added`` is empty for one that somebody has corrected since: it comes in anew.
    """

    number: int
    added: str
    current: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as a store keeps it.

    ``digest`` is the SHA-256 of title and text. ``tags`` is a JSON object of ``field: [value, how, rule, evidence]``
    (how is ``given`` or ``proposed``), ``extra`` one of further columns, ``rest`` whatever else belongs to the article
    and does not make it another one. ``issues`` is a JSON list of what was said when it came in.
    ``own_id`` is False for a name that is only a place in a file. ``codes`` go in with it: about the version that it
    becomes where they have any key, else about none. ``stands`` is set for one that brings its history along.
    """

    doc_id: str
    title: str
    text: str
    digest: str
    tags: str
    extra: str
    rest: str
    issues: str = "[]"
    own_id: bool = True
    codes: tuple[Code, ...] = ()
    stands: Standing | None = None

    def text_in(self, field: str) -> str:
        """The title or the text, as codes call the field that their positions count in."""
        return self.title if field == "title" else self.text


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article: its number from 1, when it came in (UTC), and the SHA-256 of it but for its issues."""

    entry: Entry
    number: int
    added: str
    key: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an entry: ``added``, ``changed`` (a new version), ``present`` or ``refused``.

    ``doc_id`` is its name in the store, ``note`` what differs or why it is refused, ``codes`` how many coded units are
    new with it.
    """

    given: str
    doc_id: str
    what: str
    number: int = 0
    note: str = ""
    codes: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found, with words round the first place."""

    version: Version
    snippet: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """Pinned scores: under which recipe, of how many articles, with the SHA-256 of what ``body`` says."""

    name: str
    saved: str
    recipe: str
    articles: int
    digest: str
    body: bytes = b""


def now() -> str:
    """This second in UTC, or that of ``SOURCE_DATE_EPOCH``: ``2025-10-27T08:00:00Z``."""
    moment = declared_moment() or dt.datetime.now(dt.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
