"""What a store asks of the database behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from framing.store.interface import Entry
from framing.store.words import Query


class Database(Protocol):
    """A connection that speaks SQL with ``?`` for parameters; its errors are InputErrors that name the store."""

    shown: str
    writable: bool
    version: int

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of an answer."""

    def stream(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The same, one by one."""

    def reading(self) -> AbstractContextManager[None]:
        """All answers in the block are of one moment."""

    def writing(self, *, durable: bool) -> AbstractContextManager[None]:
        """All changes of the block, or none; one writer at a time."""

    def refusal(self, entry: Entry) -> str:
        """Why this database cannot hold an entry, or nothing."""

    def index(self, row: int, words: Iterable[Sequence[str]]) -> None:
        """Make a version's words findable; they come piece by piece."""

    def unindex(self, row: int, words: Iterable[Sequence[str]]) -> None:
        """The opposite."""

    def unindex_all(self) -> None:
        """No words are findable any more."""

    def find(self, query: Query, top: int) -> list[int]:
        """The versions that hold what is asked for, the best first."""

    def check(self, words: Mapping[str, int] | None) -> None:
        """Raise InputError if the database itself is damaged, or other words can be found than in so many texts.

        None where it is not known what was a word when the index was made.
        """

    def compact(self) -> None:
        """Give back the room of what was deleted."""

    def close(self) -> None:
        """Let go."""
