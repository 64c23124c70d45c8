"""Opening a store by its address: a file, or a PostgreSQL server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import UsageError
from framing.store.addresses import is_server, is_store, without_password

if TYPE_CHECKING:
    from framing.store.store import Store

_KINDS = "a store is a file that ends in .db, or postgresql://USER@HOST/DATABASE"


def open_at(address: str | os.PathLike[str], *, write: bool = False, create: bool = False) -> Store:
    """The store at ``address``.

    With ``write`` it can be changed as far as its place allows (``store.writable`` says so), and an older version is
    upgraded, a copy of it kept beside it. With ``create`` it is made where there is none.
    """
    from framing.store.store import Store  # here, as files without a store are asked too whether they are one

    address = os.fspath(address)
    if is_server(address):
        from framing.store.postgres import PostgresDatabase

        shown = without_password(address)
        address = f"postgresql{address[address.index('://') :]}"  # libpq knows its scheme in small letters only
        return Store(PostgresDatabase(address, write=write or create, create=create, shown=shown))
    from framing.store.sqlite import SqliteDatabase

    _refuse_other_names(address, create)
    return Store(SqliteDatabase(address, write=write, create=create))


def _refuse_other_names(address: str, create: bool) -> None:
    """A slip of the pen makes no store: neither in a server of another kind nor in a file that no verb would read."""
    scheme, mark, _ = address.partition("://")
    if mark and scheme.isidentifier():
        raise UsageError(f"{scheme}:// is no place for a store", remedy=_KINDS)
    if create and not is_store(address) and not Path(address).exists():
        raise UsageError("a new store's name ends in .db", file=address, remedy=_KINDS)
