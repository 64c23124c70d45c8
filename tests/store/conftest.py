"""Stores to test: a file, and, where FRAMING_TEST_POSTGRES names a server, a database of its own there."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from store_helpers import fill_in, read_codes

from framing.store.opening import open_at
from framing.store.store import Store
from framing.study.bridge.coders import make_bridge
from framing.study.stores import keeping
from tests.conftest import run_here

SERVER = os.environ.get("FRAMING_TEST_POSTGRES", "")


@pytest.fixture
def database() -> Iterator[str]:
    """A database of its own on the server."""
    if not SERVER:
        pytest.skip("FRAMING_TEST_POSTGRES names no server")
    import psycopg

    name = f"t{uuid.uuid4().hex[:12]}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield f"{SERVER.rpartition('/')[0]}/{name}"
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["file", "server"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store may be made, in both kinds of database."""
    if request.param == "file":
        return str(tmp_path / "desk.db")
    found: str = request.getfixturevalue("database")
    return found


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store, open for writing."""
    with closing(open_at(address, create=True)) as opened:
        yield opened


@pytest.fixture
def scored(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the articles that were scored, in their order, as long as the test runs."""
    names: list[str] = []

    class Counting:
        def __init__(self, *arguments: Any) -> None:
            self._bridge = make_bridge(*arguments)

        def tables(self, articles: Any, issues: Any = ()) -> Any:
            names.extend(article.doc_id for article in articles)
            return self._bridge.tables(articles, issues)

        def __getattr__(self, name: str) -> Any:
            return getattr(self._bridge, name)

    monkeypatch.setattr(keeping, "make_bridge", Counting)
    return names


@pytest.fixture(scope="session")
def desk(tmp_path_factory, news, talks) -> Path:
    """A store's articles, the sheet of all their sentences coded by two people, and its key. Not to be changed."""
    folder = tmp_path_factory.mktemp("desk")
    made = run_here("code", "sheet", news, "--codebook", talks, "--sample", 99, "-o", folder / "s.csv")
    assert made.code == 0, made.err
    fill_in(folder, "ann", {"bullying": "bully"})
    fill_in(folder, "ben", {"bullying": "trade", "lasting": "sustainable"}, voice="own")
    return folder


@pytest.fixture
def coded(address, desk, news):
    """A store with four articles, coded by Ann and Ben."""
    assert run_here("add", news, "--store", address).code == 0
    assert read_codes(address, desk / "ann.csv", desk).code == 0
    assert read_codes(address, desk / "ben.csv", desk).code == 0
    return address
