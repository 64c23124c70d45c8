"""The words under which an article is found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.store.words import words_by_piece

if TYPE_CHECKING:
    from framing.store.database import Database

#: From this version of a store on a Chinese letter is a word of its own behind a digit or a Latin letter too.
SAME_WORDS_FROM = 4


def findable(title: str, text: str) -> Iterator[list[str]]:
    """The words of an article, piece by piece."""
    yield from words_by_piece(title)
    yield from words_by_piece(text)


def index_anew(database: Database) -> None:
    """Make the words of all current versions findable, and no others."""
    database.unindex_all()
    for (row,) in database.rows("SELECT version_id FROM versions WHERE current = 1 ORDER BY version_id"):
        ((title, text),) = database.rows("SELECT title, text FROM versions WHERE version_id = ?", (row,))
        database.index(row, findable(title, text))
