"""What is read in one call is of one moment, whatever others do to the store meanwhile."""

from __future__ import annotations

from contextlib import closing

import pytest
from store_helpers import make_article, put

from framing.store.opening import open_at


@pytest.fixture
def other(store, address):
    """The same store, open to somebody else."""
    with closing(open_at(address, write=True)) as opened:
        yield opened


def test_a_store_is_checked_while_somebody_adds(store, other, monkeypatch):
    """The index is held against the texts of its own moment: what comes in between is no damage."""
    put(store, make_article("a", "One."))
    compare = store._db.check

    def meanwhile(words):
        put(other, make_article("b", "Two."), make_article("a", "One more."))
        compare(words)

    monkeypatch.setattr(store._db, "check", meanwhile)
    store.check()
    assert (store.count(), other.count()) == (2, 2)


@pytest.mark.parametrize("read", ["get", "history"])
def test_an_article_is_read_while_somebody_deletes_it(store, other, monkeypatch, read):
    """Who asked before gets it; nothing is said to be missing."""
    put(store, make_article("a", "One."))
    fetch = store.fetch

    def meanwhile(numbers):
        other.remove(["a"])
        return fetch(numbers)

    monkeypatch.setattr(store, "fetch", meanwhile)
    found = getattr(store, read)("a")
    assert [version.entry.text for version in (found if read == "history" else [found])] == ["One."]
    assert store.count() == 0
