"""Addresses of stores: a file, or a PostgreSQL server; what can be told by their look."""

from __future__ import annotations

import os
from collections.abc import Sequence
from urllib.parse import urlsplit

from framing.errors import UsageError

_SERVER = ("postgresql://", "postgres://")
_LONGEST_SCHEME = len("postgresql://")


def is_server(address: str | os.PathLike[str]) -> bool:
    """Whether an address names a PostgreSQL server.

    >>> is_server("PostgreSQL://desk.example/news"), is_server("framing.db")
    (True, False)
    """
    return os.fspath(address)[:_LONGEST_SCHEME].lower().startswith(_SERVER)


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
        raise no_address() from None
    user, at, _ = parts.netloc.rpartition("@")
    # Here libpq and urlsplit part the address at different signs, and a piece of the password would be called a host.
    if "@" in user or (not at and "@" in address) or any(c.isspace() for c in address):
        raise no_address()
    return f"postgresql://{parts.hostname or ''}{port}{parts.path}"


def no_address() -> UsageError:
    """What is wrong with an address that cannot be read, without a word of it."""
    remedy = (
        "write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with % codes for @ : / ? # [ ] % and spaces in a password"
    )
    return UsageError("this is no address of a server: its host, its port or its options cannot be read", remedy=remedy)
