"""Opening a store by its address: a file, or a PostgreSQL server."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from framing.errors import UsageError

if TYPE_CHECKING:
    from framing.store.interface import Store

_SERVER = ("postgresql://", "postgres://")


def is_server(address: str | os.PathLike[str]) -> bool:
    """Whether an address names a PostgreSQL server.

    >>> is_server("postgresql://desk.example/news"), is_server("framing.db")
    (True, False)
    """
    return os.fspath(address).startswith(_SERVER)


def is_store(address: str | os.PathLike[str]) -> bool:
    """Whether an address is that of a store, by its look."""
    return is_server(address) or os.fspath(address).lower().endswith(".db")


def the_store(paths: Sequence[str | os.PathLike[str]]) -> str:
    """The address of the store that ``paths`` are, if they are one and nothing else; empty otherwise.

    >>> the_store(["framing.db"]), the_store(["framing.db", "new.txt"])
    ('framing.db', '')
    """
    return os.fspath(paths[0]) if len(paths) == 1 and is_store(paths[0]) else ""


def without_password(address: str) -> str:
    """A server's address as messages and tables may show it; UsageError for what is no address.

    >>> without_password("postgresql://ann:secret@desk.example/news?sslmode=require")
    'postgresql://desk.example/news'
    """
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # whose message would show the password
        remedy = "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with % codes for @ : / ? # [ ] in a password"
        raise UsageError("this is no address of a server: its host or its port cannot be read", remedy=remedy) from None
    return f"postgresql://{parts.hostname or ''}{port}{parts.path}"


def open_at(address: str | os.PathLike[str], *, write: bool = False, create: bool = False) -> Store:
    """The store at ``address``.

    With ``write`` it can be changed as far as its place allows (``store.writable`` says so), and an older version is
    upgraded, a copy of it kept beside it. With ``create`` it is made where there is none.
    """
    from framing.store.tables import SqlStore  # here, as files without a store are asked too whether they are one

    address = os.fspath(address)
    if is_server(address):
        from framing.store.postgres import PostgresDatabase

        return SqlStore(
            PostgresDatabase(address, write=write or create, create=create, shown=without_password(address))
        )
    from framing.store.sqlite import SqliteDatabase

    return SqlStore(SqliteDatabase(address, write=write, create=create))
