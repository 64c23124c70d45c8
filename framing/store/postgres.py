"""A store that many people share: PostgreSQL, its tables in a schema of their own called ``framing``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain, islice
from typing import Any

from framing.errors import FramingError, InputError, MissingExtra
from framing.store.addresses import no_address
from framing.store.interface import Entry
from framing.store.schema import VERSION, bring_up, refuse_newer
from framing.store.words import Clause, Query

_KINDS = {"key": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "blob": "BYTEA", "name": 'TEXT COLLATE "C"'}
_SEARCH = (
    "CREATE TABLE search (version_id BIGINT NOT NULL, words TSVECTOR NOT NULL)",
    "CREATE INDEX search_by_words ON search USING gin (words)",
    "CREATE INDEX search_by_version ON search (version_id)",
    "CREATE TABLE about (version INTEGER NOT NULL)",
    "INSERT INTO about VALUES (0)",
)
#: One number for the lock that writers of a store take, one after the other.
_LOCK = 0x6672616D
#: A tsvector counts places up to 16,383; pieces overlap, so that a phrase on a border is found.
_PIECE, _OVERLAP = 15_000, 50
_LONGEST_WORD = 200
#: What a B-tree takes, with some room.
_LONGEST_NAME = 2_000
_ASK = "ask whoever runs the server for the rights"
_MEANS = {
    "LockNotAvailable": ("somebody else has been writing to the store for 30 seconds", "try again when they are done"),
    "DiskFull": ("the server's disk is full; nothing of this step was stored", "make room there and try again"),
    "ReadOnlySqlTransaction": ("the server lets nobody write", "ask whoever runs it"),
    "InsufficientPrivilege": ("this user may not do that", _ASK),
    "DataError": ("PostgreSQL cannot keep what is to be stored", "mend it, or keep it in a store that is a .db file"),
    "OperationalError": ("the server cannot be reached", "check the address, the password and whether it runs"),
}

#: Of these the server's own words tell more.
_SAY_WHY = ("DataError", "OperationalError")


class PostgresDatabase:
    """The ``Database`` on a server."""

    def __init__(self, address: str, *, write: bool, create: bool = False, shown: str = "") -> None:
        try:
            import psycopg
        except ImportError:
            raise MissingExtra("psycopg", "postgres") from None
        self._psycopg = psycopg
        self.shown, self.writable = shown, write
        self._hindrance = ("the store was opened for reading", "open it for writing")
        with self._told():
            try:
                self._connection = psycopg.connect(address, autocommit=True, connect_timeout=10)
            except psycopg.ProgrammingError:  # whose message shows what it could not read: mostly the password
                raise no_address() from None
        try:
            with self._told():
                self._prepare(create)
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self, create: bool) -> None:
        """See which version it is; make or upgrade it where that is wanted."""
        self.rows("SET search_path TO framing")
        self.rows("SET lock_timeout TO '30s'")
        self.version = self._found_version()
        if self.version == 0 and not create:
            raise InputError(
                "there is no store on this server", file=self.shown, remedy="framing add ARTICLE... --store makes one"
            )
        refuse_newer(self.version, self.shown)
        if self.writable and self.version and not self._may_write():
            self.writable = False
            self._hindrance = ("this user may read the store and not change it", _ASK)
        if self.writable and self.version < VERSION:
            self._upgrade()

    def _found_version(self) -> int:
        # Not to_regclass: it may remember from before the lock that there was no such table.
        if not self.rows("SELECT 1 FROM pg_tables WHERE schemaname = 'framing' AND tablename = 'about'"):
            return 0
        return int(self.rows("SELECT version FROM framing.about")[0][0])

    def _may_write(self) -> bool:
        """Whether this user may change the store, on a server that takes changes."""
        return bool(
            self.rows("""SELECT has_table_privilege('framing.versions', 'INSERT')
            AND current_setting('transaction_read_only') = 'off'""")[0][0]
        )

    def _upgrade(self) -> None:
        """Make or upgrade the tables in one step, the old ones copied; somebody else may have been faster."""
        with self.writing(durable=True):
            self.version = self._found_version()
            if self.version == 0:
                for statement in ("CREATE SCHEMA IF NOT EXISTS framing", *_SEARCH):
                    self.rows(statement)
            elif self.version < VERSION:
                self._back_up()
            bring_up(self, VERSION, **_KINDS)
            self.rows(f"UPDATE about SET version = {VERSION}")
        self.version = VERSION

    def _back_up(self) -> None:
        """Copies of the old tables in a schema beside."""
        place = f"framing_version_{self.version}"
        self.rows(f"CREATE SCHEMA IF NOT EXISTS {place}")
        for (name,) in self.rows("SELECT tablename::text FROM pg_tables WHERE schemaname = 'framing'"):
            self.rows(f'CREATE TABLE IF NOT EXISTS {place}."{name}" AS TABLE framing."{name}"')

    # -- SQL

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of an answer."""
        with self._told():
            answer = self._connection.execute(sql.replace("?", "%s").encode(), parameters)
            return answer.fetchall() if answer.description else []

    def stream(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The same, one by one."""
        with self._told(), self._connection.transaction(), self._connection.cursor(name="stream") as cursor:
            cursor.execute(sql.replace("?", "%s").encode(), parameters)
            yield from cursor

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All answers in the block are of one moment."""
        if self._connection.info.transaction_status != self._psycopg.pq.TransactionStatus.IDLE:
            yield  # a block inside another is of its moment
            return
        with self._told(), self._connection.transaction():
            self.rows("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    @contextmanager
    def writing(self, *, durable: bool) -> Iterator[None]:
        """All changes of the block, or none; whoever comes second waits."""
        if not self.writable:
            raise self._refused(*self._hindrance)
        with self._told(), self._connection.transaction():
            self.rows(f"SET LOCAL synchronous_commit TO {'on' if durable else 'off'}")
            self.rows(f"SELECT pg_advisory_xact_lock({_LOCK})")
            yield

    def refusal(self, entry: Entry) -> str:
        """PostgreSQL holds no NUL, and no name of thousands of letters."""
        if "\0" in entry.text or "\0" in entry.title or "\0" in entry.doc_id:
            return "it holds a NUL character, which PostgreSQL cannot keep"
        if len(entry.doc_id.encode()) > _LONGEST_NAME or len(entry.tags.encode()) > 100 * _LONGEST_NAME:
            return "its name or one of its tags is too long for PostgreSQL"
        return ""

    # -- search

    def index(self, row: int, words: Iterable[Sequence[str]]) -> None:
        """Make a version's words findable."""
        for piece in _overlapping(chain.from_iterable(words)):
            places = " ".join(f"'{word}':{i}" for i, word in enumerate(piece, start=1) if len(word) <= _LONGEST_WORD)
            self.rows("INSERT INTO search VALUES (?, ?::tsvector)", (row, places))

    def unindex(self, row: int, words: Iterable[Sequence[str]]) -> None:
        """The opposite."""
        self.rows("DELETE FROM search WHERE version_id = ?", (row,))

    def unindex_all(self) -> None:
        """No words are findable any more."""
        self.rows("DELETE FROM search")

    def find(self, query: Query, top: int) -> list[int]:
        """The versions that hold what is asked for, the best first."""
        one = "SELECT version_id FROM search WHERE words @@ ?::tsquery"
        wanted = [" | ".join(map(_phrase, choice)) for choice in query if choice[0].wanted]
        barred = [_phrase(clause) for choice in query if not choice[0].wanted for clause in choice]
        found = f"(({one})" + f" INTERSECT ({one})" * (len(wanted) - 1) + f" EXCEPT ({one})" * len(barred) + ")"
        sql = f"""SELECT s.version_id FROM {found} AS found JOIN search s ON s.version_id = found.version_id
            JOIN versions v ON v.version_id = s.version_id WHERE v.current = 1
            GROUP BY s.version_id, v.doc_id
            ORDER BY max(round(ts_rank_cd(s.words, ?::tsquery, 1)::numeric, 6)) DESC, v.doc_id LIMIT ?"""
        either = " | ".join(f"({choice})" for choice in wanted)
        return [row for (row,) in self.rows(sql, (*wanted, *barred, either, top))]

    # -- the whole

    def check(self, words: Mapping[str, int] | None) -> None:
        """The server minds its own pages."""

    def compact(self) -> None:
        """The server does that in its own time."""

    def close(self) -> None:
        """Leave the server."""
        with suppress(self._psycopg.Error):
            self._connection.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """The server's errors as one sentence each."""
        try:
            yield
        except FramingError:
            raise
        except self._psycopg.Error as problem:
            names = [kind.__name__ for kind in type(problem).__mro__]
            known = next((name for name in names if name in _MEANS), "")
            first_line = str(problem).strip().partition("\n")[0]
            reason, remedy = _MEANS.get(known, (f"the server refuses ({first_line})", "restore the store from a copy"))
            raise self._refused(f"{reason} ({first_line})" if known in _SAY_WHY else reason, remedy) from None

    def _refused(self, reason: str, remedy: str) -> InputError:
        return InputError(reason, file=self.shown, remedy=remedy)


def _overlapping(words: Iterator[str]) -> Iterator[list[str]]:
    """Pieces of ``_PIECE`` words, each with the first of the next; at least one, if it is empty."""
    piece = list(islice(words, _PIECE + _OVERLAP))
    yield piece
    while piece := [*piece[_PIECE:], *islice(words, _PIECE)]:
        yield piece


def _phrase(clause: Clause) -> str:
    """Words in a row in the language of tsquery; they are letters and digits, so quoting is enough."""
    words = [f"'{word}'" for word in clause.words]
    return " <-> ".join(words) + (":*" if clause.stem else "")
