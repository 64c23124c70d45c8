"""What the parts of a store in SQL share: the database, the census, and what is said of damage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from framing.errors import FramingError, InputError
from framing.store.database import Database
from framing.store.sealing import added_up

Key = TypeVar("Key", str, int)

#: How many rows are asked for by name at a time.
_TOGETHER = 400


def some_at_a_time(keys: Sequence[Key]) -> Iterator[tuple[tuple[Key, ...], str]]:
    """The keys in groups, each with the placeholders of as many values: ``?, ?, ?``."""
    for first in range(0, len(keys), _TOGETHER):
        some = tuple(keys[first : first + _TOGETHER])
        yield some, ", ".join("?" * len(some))


class StorePart:
    """A part of a store in a ``Database``."""

    _db: Database
    shown: str

    def _count(self, name: str, more: int, **change: int) -> None:
        """There are ``more`` rows of a kind, and the sum of their seals is another one."""
        before, total = self._census(name)
        sql = "UPDATE census SET articles = ?, total = ? WHERE name = ? RETURNING 1"
        self._db.rows(sql, (before + more, added_up(total, **change), name))

    def _census(self, name: str) -> tuple[int, str]:
        with self._sound():
            ((rows, total),) = self._db.rows("SELECT articles, total FROM census WHERE name = ?", (name,))
            return int(rows), added_up(total)

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """What comes out of the database is of the kind that went in; a flipped bit can make a number of a text."""
        try:
            yield
        except (AttributeError, LookupError, OverflowError, TypeError, ValueError) as problem:
            if isinstance(problem, FramingError):
                raise
            raise self._damaged("what it holds is not what was stored") from None

    def _damaged(self, what: str) -> InputError:
        return InputError(f"the store is damaged: {what}", file=self.shown, remedy="restore it from a copy")
