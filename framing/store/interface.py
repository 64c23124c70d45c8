"""What goes into a store and comes out of it, whichever database stands behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from framing.engine.clock import declared_moment

__all__ = ["Baseline", "Code", "CodeVersion", "Entry", "Hit", "Pick", "Receipt", "Standing", "Store", "Version", "now"]

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
    """Where an exported version stands in the history of its article: its number from 1, when it came in (UTC)."""

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


class Store(Protocol):
    """A store. Every method raises InputError, naming the store, where it is damaged, full, busy or read-only."""

    shown: str
    writable: bool

    def put(self, entries: Sequence[Entry], seen: set[str], pick: Pick | None = None) -> list[Receipt]:
        """Add entries together or not at all.

        ``seen`` are the articles that one call had so far, and is brought up to date: two of one name in one call are
        two articles, in two calls they are two versions. Of results that are mostly of replaced versions only the
        current ones are kept.
        """

    def get(self, doc_id: str) -> Version:
        """The current version of an article; UsageError if there is none."""

    def history(self, doc_id: str) -> list[Version]:
        """All versions of an article, the oldest first."""

    def plan(self, size: int, before: str = "") -> Iterator[Sequence[int]]:
        """Numbers of the current versions by doc_id, in groups of about ``size`` characters.

        With ``before`` the versions that were current at that time.
        """

    def fetch(self, numbers: Sequence[int]) -> list[Version]:
        """The versions with these numbers, each held against its digest; those removed meanwhile are left out."""

    def count(self) -> int:
        """How many articles there are."""

    def past(self) -> int:
        """How many earlier versions there are."""

    def fingerprint(self) -> str:
        """The same for the same current versions, whatever else is in the store."""

    def search(self, query: str, top: int) -> list[Hit]:
        """The articles that hold what ``query`` asks for, the best first."""

    def remove(self, doc_ids: Sequence[str], pick: Pick | None = None) -> int:
        """Delete articles with all their versions, scores and codes; how many there were."""

    def save_codes(self, codes: Sequence[Code], onto: Callable[[Code, Code], Code] | None = None) -> list[str]:
        """Save codes together or not at all: ``added``, ``changed`` (a new version) or ``present``, for each.

        With ``onto``, what is saved is made of what was said before and what is said now.
        """

    def codes(self, doc_ids: Sequence[str] | None = None, *, past: bool = False) -> list[CodeVersion]:
        """The codes of all articles or of some, each held against its digest; with ``past`` the earlier ones too."""

    def remove_codes(self, coder: str) -> int:
        """Delete all that a coder said; of how many units."""

    def kept(self, recipe: str, keys: Sequence[str]) -> tuple[dict[str, int], dict[int, bytes]]:
        """The scores of these versions under ``recipe``, where there are any: in which result each stands.

        And the results themselves, of the same moment, each held against its digest.
        """

    def keep(self, recipe: str, keys: Sequence[str], body: bytes, pick: Pick | None = None) -> None:
        """Keep one result with the scores of the versions ``keys``: all if none was removed and half are current, else
        those that are current."""

    def scored(self) -> Mapping[str, int]:
        """For each recipe, the oldest first, how many current articles have scores under it."""

    def kept_sizes(self) -> Mapping[str, int]:
        """For each recipe, the oldest first, how many bytes its results take."""

    def forget_scores(self, recipes: Sequence[str]) -> None:
        """Delete the results under these recipes, and give the room back. No baseline moves."""

    def save_baseline(
        self, name: str, recipe: str, articles: int, digest: str, body: bytes, saved: str = ""
    ) -> Baseline:
        """Pin scores under a name that is free; as of now, or of when they were ``saved`` in another store."""

    def refuse_taken(self, name: str) -> None:
        """UsageError if there is a baseline of that name."""

    def baseline(self, name: str) -> Baseline:
        """Pinned scores, held against their digest."""

    def baselines(self) -> list[Baseline]:
        """All baselines, by name, without their bodies."""

    def drop_baseline(self, name: str) -> None:
        """Delete a baseline."""

    def check(self) -> None:
        """Read everything and raise InputError at the first thing that is not as it was stored."""

    def close(self) -> None:
        """Let go of the database."""


def now() -> str:
    """This second in UTC, or that of ``SOURCE_DATE_EPOCH``: ``2025-10-27T08:00:00Z``."""
    moment = declared_moment() or dt.datetime.now(dt.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
