"""The tables of a store, step by step: step n makes a store of version n out of one of version n - 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.errors import InputError
from framing.store.words import findable

if TYPE_CHECKING:
    from framing.store.database import Database

#: The statements that lead from each version to the next. ``{key}``, ``{blob}`` and ``{name}`` are the database's own.
STEPS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE versions (
  version_id {key}, doc_id {name} NOT NULL, number INTEGER NOT NULL, current INTEGER NOT NULL, key TEXT NOT NULL,
  digest TEXT NOT NULL, outlet TEXT NOT NULL, firm INTEGER NOT NULL, url TEXT NOT NULL, size INTEGER NOT NULL,
  added TEXT NOT NULL, title TEXT NOT NULL, tags TEXT NOT NULL, extra TEXT NOT NULL, rest TEXT NOT NULL,
  issues TEXT NOT NULL, mark TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (doc_id, number))""",
        "CREATE UNIQUE INDEX current_by_id ON versions (doc_id, size) WHERE current = 1",
        "CREATE INDEX current_by_text ON versions (digest) WHERE current = 1",
        "CREATE INDEX current_by_url ON versions (url) WHERE current = 1 AND url <> ''",
        "CREATE TABLE census (name TEXT PRIMARY KEY, articles INTEGER NOT NULL, total TEXT NOT NULL)",
        "INSERT INTO census VALUES ('current', 0, '0')",
    ),
    (
        "CREATE TABLE recipes (recipe_id {key}, recipe TEXT NOT NULL UNIQUE)",
        """CREATE TABLE results (
  result_id {key}, recipe_id INTEGER NOT NULL, digest TEXT NOT NULL, body {blob} NOT NULL)""",
        """CREATE TABLE scored (
  recipe_id INTEGER NOT NULL, key TEXT NOT NULL, result_id INTEGER NOT NULL, PRIMARY KEY (recipe_id, key))""",
        "CREATE INDEX scored_by_key ON scored (key)",
        "CREATE INDEX scored_by_result ON scored (result_id)",
        """CREATE TABLE baselines (
  name {name} PRIMARY KEY, saved TEXT NOT NULL, recipe TEXT NOT NULL, articles INTEGER NOT NULL, digest TEXT NOT NULL,
  seal TEXT NOT NULL, body {blob} NOT NULL)""",
    ),
    (
        """CREATE TABLE codes (
  code_id {key}, doc_id {name} NOT NULL, coder {name} NOT NULL, codebook TEXT NOT NULL, field TEXT NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, digest TEXT NOT NULL, body TEXT NOT NULL, sheet TEXT NOT NULL,
  key TEXT NOT NULL, number INTEGER NOT NULL, saved TEXT NOT NULL, current INTEGER NOT NULL, place TEXT NOT NULL,
  mark TEXT NOT NULL, UNIQUE (place, number))""",
        "CREATE INDEX codes_by_article ON codes (doc_id)",
        "INSERT INTO census VALUES ('codes', 0, '0')",
    ),
    (
        "CREATE INDEX versions_by_key ON versions (key, current)",
        # Scores of replaced versions were kept for ever; from here on see ``Results``.
        """DELETE FROM results WHERE result_id NOT IN (SELECT result_id FROM scored
  LEFT JOIN versions ON versions.key = scored.key AND current = 1
  GROUP BY result_id HAVING 2 * count(version_id) >= count(*))""",
        "DELETE FROM scored WHERE result_id NOT IN (SELECT result_id FROM results)",
    ),
)
VERSION = len(STEPS)
#: From this version of a store on a Chinese letter is a word of its own behind a digit or a Latin letter too.
SAME_WORDS_FROM = 4


def refuse_newer(version: int, shown: str) -> None:
    """An InputError for a store that a newer framing made."""
    if version > VERSION:
        reason = f"this store is of version {version}, and this framing knows stores up to version {VERSION}"
        raise InputError(reason, file=shown, remedy="pip install -U newsframing")


def statements(first: int, last: int, **kinds: str) -> list[str]:
    """What leads from version ``first`` to version ``last``."""
    return [text.format(**kinds) for step in STEPS[first:last] for text in step]


def bring_up(database: Database, version: int, **kinds: str) -> None:
    """Take the tables from the version that they have to this one, inside the database's own step of writing."""
    for statement in statements(database.version, version, **kinds):
        database.rows(statement)
    if 0 < database.version < SAME_WORDS_FROM:
        _index_anew(database)


def _index_anew(database: Database) -> None:
    """Make the words of all current versions findable, and no others."""
    database.unindex_all()
    for (row,) in database.rows("SELECT version_id FROM versions WHERE current = 1 ORDER BY version_id"):
        ((title, text),) = database.rows("SELECT title, text FROM versions WHERE version_id = ?", (row,))
        database.index(row, findable(title, text))
