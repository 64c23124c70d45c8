"""Scores under recipes that newer ones replaced: named, deleted after asking, and nothing else moves."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import pytest

from framing.errors import InputError
from framing.store.opening import open_at
from tests.conftest import CODEBOOK


@pytest.fixture
def book(tmp_path) -> Path:
    """A codebook that will change."""
    file = tmp_path / "talks.yml"
    file.write_text(CODEBOOK)
    return file


@pytest.fixture
def changed(framing, address, news, book):
    """A store with scores under two versions of one codebook and under another one, and a baseline of the first."""
    framing("add", news, "--store", address, "--quiet")
    framing("score", address, "--codebook", "us-china-trade")
    framing("baseline", "save", "first", "--store", address, "--codebook", book)
    book.write_text(CODEBOOK.replace("1.0.0", "1.1.0").replace("sustainab*", "lasting"))
    assert "the codebook changed" in framing("score", address, "--codebook", book).err
    return address


def recipes(address):
    """The codebooks under which there are scores, the oldest first."""
    with closing(open_at(address)) as store:
        return [recipe.split("codebook:")[1].partition("#")[0] for recipe in store.kept_sizes()]


def test_only_what_was_replaced_goes(framing, changed, book):
    """Baselines, articles and the scores of all newest recipes stay."""
    baseline = framing("baseline", "show", "first", "--store", changed)
    rates = framing("score", changed, "--codebook", book, "--format", "csv").out
    before = recipes(changed)
    assert before[1:] == ["talks@1.0.0", "talks@1.1.0"]
    run = framing("rm", "--old-scores", "--yes", "--store", changed)
    assert (run.code, "codebook:talks@1.0.0#" in run.err, "under 1 recipe" in run.err) == (0, True, True)
    assert recipes(changed) == [name for name in before if name != "talks@1.0.0"]
    after = framing("baseline", "show", "first", "--store", changed)
    assert (after.out, after.err) == (baseline.out, baseline.err)
    run = framing("score", changed, "--codebook", book, "--format", "csv")
    assert (run.out, "none is scored again" in run.err) == (rates, True)
    book.write_text(CODEBOOK)
    assert framing("score", changed, "--codebook", book).code == 0
    assert recipes(changed)[-1] == "talks@1.0.0"
    with closing(open_at(changed)) as store:
        store.check()


def test_it_asks_first(framing, changed, monkeypatch):
    """Silence is no."""
    before = recipes(changed)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    run = framing("rm", "--old-scores", "--store", changed)
    assert (run.code, "nothing was deleted" in run.err, recipes(changed)) == (1, True, before)


def test_nothing_to_delete(framing, address, news):
    """Said, and no error; articles and --old-scores are two commands."""
    framing("add", news, "--store", address, "--quiet")
    framing("score", address)
    assert "every kept score is of the newest recipe" in framing("rm", "--old-scores", "--store", address).err
    assert framing("rm", "--store", address).code == 2
    assert framing("rm", "a", "--old-scores", "--store", address).code == 2


def test_doctor_says_how_much_room_they_take(framing, changed):
    """And what to do."""
    said = framing("doctor", "--store", changed).out
    assert "of them replaced by newer ones → framing rm --old-scores deletes those" in said
    framing("rm", "--old-scores", "--yes", "--store", changed)
    assert "replaced" not in framing("doctor", "--store", changed).out


def test_the_file_gets_smaller(framing, news, talks, tmp_path):
    """The room is given back, not only marked as free."""
    path = tmp_path / "a.db"
    framing("add", news, "--store", path, "--quiet")
    with closing(open_at(path, write=True)) as store:
        store.keep("framing:1|codebook:x@1#1|voice:1", ["0"], bytes(2_000_000))
        store.keep("framing:1|codebook:x@2#2|voice:1", ["0"], bytes(1_000_000))
    size = path.stat().st_size
    assert framing("rm", "--old-scores", "--yes", "--store", path).code == 0
    assert path.stat().st_size < size - 1_500_000


def test_a_damaged_result_is_still_refused(store):
    """Now that results come with their numbers."""
    store.keep("framing:1|codebook:x@1#1|voice:1", ["0"], b"rows")
    store._db.rows("UPDATE results SET digest = 'x' WHERE result_id > 0 RETURNING 1")
    with pytest.raises(InputError, match="kept scores are not as they were stored"):
        store.kept("framing:1|codebook:x@1#1|voice:1", ["0"])
