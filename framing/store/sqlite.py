"""A store in one file: SQLite in WAL mode, one writer at a time, and errors that say what to do."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from shlex import quote as quoted
from typing import Any
from urllib.parse import quote

from framing.errors import FramingError, InputError
from framing.store.interface import Entry
from framing.store.schema import VERSION, bring_up, refuse_newer, statements
from framing.store.words import Clause, Query

#: "fram" in ASCII: whose file it is, in the file's header.
APPLICATION_ID = 0x6672616D
_PATIENCE = 30.0
_KINDS = {"key": "INTEGER PRIMARY KEY", "blob": "BLOB", "name": "TEXT"}
_SEARCH = "CREATE VIRTUAL TABLE search USING fts5(words, content='', tokenize='ascii')"
#: What SQLite says where a disk has not even the 32 kB by which processes share a store.
_NO_ROOM_TO_SHARE = "SQLITE_IOERR_SHMSIZE"
_MEANS = {
    "SQLITE_BUSY": ("somebody else has been writing to the store for 30 seconds", "try again when they are done"),
    "SQLITE_LOCKED": ("somebody else is writing to the store", "try again when they are done"),
    "SQLITE_FULL": ("the disk is full; nothing of this step was stored", "make room and try again"),
    "SQLITE_READONLY": (
        "the store cannot be written: the file or its folder is read-only",
        "copy it, or get the rights",
    ),
    "SQLITE_CANTOPEN": ("the store cannot be opened", "check that its folder is there and may be written"),
    "SQLITE_PERM": ("the store may not be opened", "get the rights"),
    "SQLITE_IOERR": ("the disk failed while the store was read or written", "check the disk and its room"),
    "SQLITE_NOTADB": ("this is not a framing store", "name one that framing add --store made"),
    "SQLITE_TOOBIG": ("an article is too large for the store", "split it"),
}


class SqliteDatabase:
    """The ``Database`` in a file."""

    def __init__(self, path: str, *, write: bool, create: bool = False) -> None:
        self.shown = path
        self._hindrance = _MEANS["SQLITE_READONLY"]
        with self._told():
            self._connection = self._open(Path(path), write or create, create)
        try:
            with self._told():
                self._prepare(Path(path), create)
        except BaseException:
            self._connection.close()
            raise

    # -- opening

    def _open(self, path: Path, write: bool, create: bool) -> sqlite3.Connection:
        if not create and not path.exists():
            raise self._refused(
                "there is no such store", f"framing add ARTICLE... --store {quoted(str(path))} makes one"
            )
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise self._refused("this is no file, so it is no store", "name a file ending in .db")
        # SQLite would open a file for writing that it cannot write, and say so only at the first change.
        self.writable = write and all(os.access(place, os.W_OK) for place in (path, path.parent) if place.exists())
        if not path.exists():
            return self._connected(path, "mode=rwc")
        connection = self._connected(path, "mode=rw" if self.writable else "mode=ro")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.OperationalError as problem:
            connection.close()
            name = str(problem.sqlite_errorname)
            if name == _NO_ROOM_TO_SHARE:
                self._hindrance = _MEANS["SQLITE_FULL"]
                return self._as_it_lies(path, "on a full disk")
            if not self.writable and name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")):
                return self._as_it_lies(path, "in a read-only folder")
            raise
        return connection

    def _as_it_lies(self, path: Path, where: str) -> sqlite3.Connection:
        """A store where SQLite cannot make the files by which it shares one: it can be read all the same."""
        log = Path(f"{path}-wal")
        if log.exists() and log.stat().st_size:
            raise self._refused(
                f"the newest changes stand in {log.name}, which cannot be read {where}",
                "copy both files to a folder of your own, and name the copy",
            )
        self.writable = False
        return self._connected(path, "mode=ro&immutable=1")

    def _connected(self, path: Path, how: str) -> sqlite3.Connection:
        address = f"file:{quote(os.fsencode(path.absolute()))}?{how}"
        return sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)

    def _prepare(self, path: Path, create: bool) -> None:
        """See what file it is; make or upgrade the store where that is wanted."""
        with self.reading():  # of one moment: somebody else may be making this very store
            self._recognise(path, create)
            self._refuse_cut_off(path)
            if self.version:
                self._hold_against_schema()
        self._settle(path)

    def _recognise(self, path: Path, create: bool) -> None:
        """Whose file it is, and of which version."""
        owner, self.version = self._pragma("application_id"), self._pragma("user_version")
        tables = self.rows("SELECT count(*) FROM sqlite_master")[0][0]
        if owner == 0 and tables == 0:
            if not create:
                raise self._refused(
                    "this file holds nothing", f"framing add ARTICLE... --store {quoted(str(path))} fills it"
                )
        elif owner != APPLICATION_ID:
            raise self._refused("this is a database, but no framing store", "name another file")
        elif self.version < 1:
            raise self._refused("the store is damaged: it has no version", "restore it from a copy")
        refuse_newer(self.version, self.shown)

    def _refuse_cut_off(self, path: Path) -> None:
        """A file that is shorter than it says, unless the rest still stands in the log.

        The log is asked last: what the pages counted before stand in, it keeps as long as we are reading.
        """
        missing = self._pragma("page_count") * self._pragma("page_size") - path.stat().st_size
        log = Path(f"{path}-wal")
        if missing > 0 and not (log.exists() and log.stat().st_size):
            raise self._refused("the store is damaged: its end is missing", "restore it from a copy")

    def _settle(self, path: Path) -> None:
        if not self.writable:
            return
        with self._told():
            self._keep_a_log()
        self.rows("PRAGMA journal_size_limit = 1048576")
        if self.version < VERSION:
            self._upgrade(path)

    def _keep_a_log(self) -> None:
        """WAL, once for all; of several who turn a new file to it, SQLite sends some away without waiting."""
        deadline = time.monotonic() + _PATIENCE
        while self._pragma("journal_mode") != "wal":
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as problem:
                if problem.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)

    def _upgrade(self, path: Path) -> None:
        """Make or upgrade the tables in one step; somebody else may have been faster."""
        with self.writing(durable=True):
            self.version = self._pragma("user_version")
            if self.version == 0:
                self._connection.execute(_SEARCH)
            elif self.version < VERSION:
                self._back_up(path)
            bring_up(self, VERSION, **_KINDS)
            self._connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            self._connection.execute(f"PRAGMA user_version = {VERSION}")
        self.version = VERSION

    def _back_up(self, path: Path) -> None:
        """A copy of the old version beside the store, whole or absent; nobody writes meanwhile."""
        place = path.with_name(f"{path.name}.version-{self.version}")
        if place.exists():
            return
        part = place.with_name(f".{place.name}.part")
        part.unlink(missing_ok=True)
        try:
            with closing(self._connected(path, "mode=ro")) as old, closing(self._connected(part, "mode=rwc")) as copy:
                old.backup(copy)
            with part.open("rb+") as file:
                os.fsync(file.fileno())
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)

    def _hold_against_schema(self) -> None:
        """The tables are those of its version, word for word."""
        expected = {text for text in statements(0, self.version, **_KINDS) if text.startswith("CREATE")} | {_SEARCH}
        found = {text for (text,) in self.rows("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
        if not expected <= found:
            raise self._refused(
                "the store is damaged: its tables are not those of a framing store", "restore it from a copy"
            )

    def _pragma(self, name: str) -> Any:
        return self._connection.execute(f"PRAGMA {name}").fetchone()[0]

    # -- SQL

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of an answer."""
        with self._told():
            return self._connection.execute(sql, parameters).fetchall()

    def stream(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The same, one by one."""
        with self._told():
            yield from self._connection.execute(sql, parameters)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All answers in the block are of one moment."""
        if self._connection.in_transaction:  # a block inside another is of its moment
            yield
            return
        with self._told():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                with suppress(sqlite3.Error):  # nothing to keep; SQLite has let go itself where it met damage
                    self._connection.execute("COMMIT")

    @contextmanager
    def writing(self, *, durable: bool) -> Iterator[None]:
        """All changes of the block, or none; whoever comes second waits."""
        with self._told():
            if not self.writable:
                raise self._refused(*self._hindrance)
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def refusal(self, entry: Entry) -> str:
        """SQLite holds any text."""
        return ""

    # -- search

    def index(self, row: int, words: Iterable[Sequence[str]]) -> None:
        """Make a version's words findable."""
        tokens = " ".join(map(_tokens, words))
        self._connection.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (row, tokens))

    def unindex(self, row: int, words: Iterable[Sequence[str]]) -> None:
        """The opposite."""
        sql = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)"
        self._connection.execute(sql, (row, " ".join(map(_tokens, words))))

    def unindex_all(self) -> None:
        """No words are findable any more."""
        self._connection.execute("INSERT INTO search (search) VALUES ('delete-all')")

    def find(self, query: Query, top: int) -> list[int]:
        """The versions that hold what is asked for, the best first."""
        wanted = [choice for choice in query if choice[0].wanted]
        barred = [choice for choice in query if not choice[0].wanted]
        asked = " AND ".join(f"({' OR '.join(map(_phrase, choice))})" for choice in wanted)
        asked = f"({asked})" + "".join(f" NOT {_phrase(clause)}" for choice in barred for clause in choice)
        sql = """SELECT search.rowid FROM search JOIN versions ON version_id = search.rowid
            WHERE search MATCH ? AND current = 1 ORDER BY round(bm25(search), 6), doc_id LIMIT ?"""
        return [row for (row,) in self.rows(sql, (asked, top))]

    # -- the whole

    def check(self, words: Mapping[str, int] | None) -> None:
        """Ask SQLite whether its pages are in order, and its word index which word stands in how many texts."""
        problems = [text for (text,) in self.rows("PRAGMA integrity_check(1)")]
        if problems != ["ok"]:
            raise self._refused(f"the store is damaged: {problems[0]}", "restore it from a copy")
        if words is None:
            return
        self.rows("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'search', 'row')")
        expected = {_token(word): texts for word, texts in words.items()}
        if dict(self.stream("SELECT term, doc FROM temp.vocabulary")) != expected:
            raise self._refused("the store is damaged: its word index does not fit the texts", "restore it from a copy")

    def compact(self) -> None:
        """Write the file anew without its empty pages."""
        self.rows("VACUUM")

    def close(self) -> None:
        """Let go of the file; what is in the log goes into it if nobody else is there."""
        with suppress(sqlite3.Error):
            self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's errors as one sentence each."""
        try:
            yield
        except FramingError:
            raise
        except (sqlite3.Error, UnicodeDecodeError) as problem:  # the latter for an error that quotes broken text
            name = "_".join(str(getattr(problem, "sqlite_errorname", "")).split("_")[:2])
            damaged = (f"the store is damaged ({problem})", "restore it from a copy")
            raise self._refused(*_MEANS.get(name, damaged)) from None
        except OverflowError:
            raise self._refused("an article is too large for the store", "split it") from None

    def _refused(self, reason: str, remedy: str) -> InputError:
        return InputError(reason, file=self.shown, remedy=remedy)


def _tokens(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text if text.isascii() else " ".join(map(_token, words))


def _token(word: str) -> str:
    """A word in letters that every version of SQLite takes for letters; the stem of a word has the token's beginning.

    >>> _token("glass"), _token("完")
    ('glass', '0ue5ae8c')
    """
    return word if word.isascii() else f"0u{word.encode().hex()}"


def _phrase(clause: Clause) -> str:
    """Words in a row in FTS5's language; they are letters and digits, so quoting is enough."""
    return f'"{_tokens(clause.words)}"' + (" *" if clause.stem else "")
