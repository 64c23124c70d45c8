"""Hand codes in a store: killed, two people at once, a full disk, damage, older stores: all of a sheet or nothing."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from store_helpers import fill_in, make_article, put, read_codes, run_killed, versions, wait_for_log, was_killed

import framing as fr
from framing.coding.sheet import digest
from framing.errors import InputError
from framing.records.coding import Coding
from framing.records.unit_codes import packed
from framing.store.interface import Code
from framing.store.opening import open_at
from tests.conftest import environment, run_here

COMMAND = [sys.executable, "-m", "framing"]


UNITS = 400


@pytest.fixture(scope="module")
def large(tmp_path_factory, talks) -> Path:
    """A store with long articles, and a sheet of four hundred sentences, coded."""
    folder = tmp_path_factory.mktemp("large")
    for number in range(8):
        lines = (f"Item {number}-{i} is bullying of sort {i * 7 + number}." for i in range(60))
        (folder / f"a{number}.txt").write_text(" ".join(lines), encoding="utf-8")
    assert run_here("add", *sorted(folder.glob("*.txt")), "--store", folder / "n.db", "--quiet").code == 0
    run_here("code", "sheet", folder / "n.db", "--codebook", talks, "--sample", UNITS, "-o", folder / "s.csv")
    fill_in(folder, "ann", {"bullying": "bully"}, note="a remark that takes some room " * 10)
    fill_in(folder, "ben", {"bullying": "bully"})
    return folder


def command(store, folder, coder="ann"):
    options = [folder / f"{coder}.csv", "--key", folder / "s.key.csv", "--store", store]
    return [*COMMAND, "code", "read", *map(str, options)]


CALLS = [("fdatasync", 1), ("pwrite64", 1), ("pwrite64", 2), ("pwrite64", 20), ("pwrite64", 60), ("ftruncate", 1)]


@pytest.mark.parametrize(("call", "when"), CALLS)
def test_killed_at_a_system_call_while_codes_are_saved(large, tmp_path, call, when):
    """All codes of the sheet are there or none; all if it was said; the next run carries on without a repair."""
    store = tmp_path / "n.db"
    shutil.copy(large / "n.db", store)
    done = run_killed(call, when, *command(store, large))
    stored = len(versions(store))
    assert stored in (0, UNITS)
    assert stored == UNITS or "saved" not in done.stderr
    if call != "ftruncate":  # a small store may be closed without one
        assert was_killed(done), done.stderr
    again = subprocess.run(command(store, large), capture_output=True, env=environment(), timeout=120, check=False)
    assert again.returncode == 0
    assert len(versions(store, past=True)) == UNITS


@pytest.mark.parametrize("moment", range(4))
def test_killed_at_a_random_moment_while_codes_are_saved(large, tmp_path, moment):
    """The same, a moment after it began to write."""
    store = tmp_path / "n.db"
    shutil.copy(large / "n.db", store)
    process = subprocess.Popen(command(store, large), stderr=subprocess.PIPE, text=True, env=environment())
    wait_for_log(store, process)
    time.sleep(random.Random(moment).random() * 0.004)
    process.kill()
    said = process.communicate(timeout=30)[1]
    stored = len(versions(store))
    assert stored in (0, UNITS)
    assert stored == UNITS or "saved" not in said


def test_an_article_and_its_codes_go_in_together_or_not_at_all(store):
    """A code that cannot be written takes its article, and those beside it, back out."""
    from dataclasses import replace

    from framing.corpus.kept import entries_of

    first, second = entries_of([make_article("a", "One."), make_article("b", "Two.")], ())
    good = Code("", "Ann", "talks@1#0", "text", 0, 4, digest("Two."), packed([Coding("b", "Ann", 0, 4, note="x")]))
    bad = replace(good, coder="Ben", body=None)
    with pytest.raises((InputError, TypeError, AttributeError)):
        store.put([first, replace(second, codes=(good, bad))], set())
    assert (store.count(), store.codes(past=True)) == (0, [])
    store.check()
    assert store.put([first, replace(second, codes=(good,))], set())[1].codes == 1
    assert [version.code.doc_id for version in store.codes()] == ["b"]


def test_two_people_save_codes_at_once(address, large, tmp_path):
    """Both are told that they are saved, twice each, and both are there once."""
    put_in = subprocess.run(
        [*COMMAND, "add", str(large / "n.db"), "--store", address, "--quiet"],
        env=environment(),
        check=False,
        timeout=120,
    )
    assert put_in.returncode == 0
    jobs = [
        subprocess.Popen(command(address, large, coder), stderr=subprocess.PIPE, text=True, env=environment())
        for coder in ("ann", "ben", "ann", "ben")
    ]
    said = [job.communicate(timeout=120)[1] for job in jobs]
    assert [job.returncode for job in jobs] == [0] * 4, said
    assert sum("saved 400 units" in line for line in said) == 2
    assert sum("nothing new" in line for line in said) == 2
    assert len(versions(address, past=True)) == 2 * UNITS


def test_a_full_disk_saves_no_codes(large, tmp_path):
    """One sentence; nothing of the sheet is there, and nothing is said to be; with room, all of it is."""
    from test_store_promises import mounted

    room = (large / "n.db").stat().st_size // 1024 + 150
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", f"size={room}k", "tmpfs") as disk:
        shutil.copy(large / "n.db", disk / "n.db")
        done = read_codes(disk / "n.db", large / "ann.csv", large)
        assert (done.code, "full" in done.err, "saved" in done.err, done.err.count("\n  → ")) == (1, True, False, 1)
        assert versions(disk / "n.db") == []
        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True, timeout=30)
        assert f"saved {UNITS} units" in read_codes(disk / "n.db", large / "ann.csv", large).err


# -- promises 5 and 8

CHANGES = (
    "UPDATE codes SET body = replace(body, 'bullying', 'balmying') WHERE code_id = 3",
    "UPDATE codes SET coder = 'zoe' WHERE code_id = 3",
    "UPDATE codes SET digest = 'x' WHERE code_id = 3",
    "UPDATE codes SET first = 'x' WHERE code_id = 3",
    "UPDATE codes SET saved = '2001-01-01T00:00:00Z' WHERE code_id = 3",
    "UPDATE codes SET current = 0 WHERE code_id = 3",
    "DELETE FROM codes WHERE code_id = 3",
    "DELETE FROM census WHERE name = 'codes'",
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_damaged_code_is_refused(desk, news, talks, tmp_path, change):
    """By every verb that reads codes, in one sentence with the store's name; articles are still scored."""
    store = tmp_path / "n.db"
    run_here("add", news, "--store", store)
    read_codes(store, desk / "ann.csv", desk)
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(change)
        connection.commit()
    for arguments in (
        ["code", "ls", "--store", store],
        ["agree", "--store", store, "--codebook", talks],
        ["report", store, "--codebook", talks, "-o", tmp_path / "r.html"],
        ["export", "articles", store, "-o", tmp_path / "x.jsonl"],
    ):
        done = run_here(*arguments)
        assert (done.code, "the store is damaged" in done.err, "n.db" in done.err) == (1, True, True), done.err
        assert "Traceback" not in done.err
    assert not (tmp_path / "x.jsonl").exists()
    assert run_here("score", store, "--codebook", talks).code == 0
    with closing(open_at(store)) as opened, pytest.raises(InputError, match="damaged"):
        opened.check()


@pytest.mark.parametrize("version", [1, 2])
def test_a_store_from_before_the_codes_is_upgraded_beside_a_copy(desk, news, talks, tmp_path, monkeypatch, version):
    """Reading it changes nothing; saving codes makes the tables, after a copy."""
    store = tmp_path / "old.db"
    with monkeypatch.context() as patch:
        patch.setattr("framing.store.sqlite.VERSION", version)
        with closing(open_at(store, create=True)) as opened:
            put(opened, *fr.read_corpus(news))
    before = store.read_bytes()
    assert run_here("code", "ls", "--store", store).code == 0
    assert "it has no codes at all" in run_here("agree", "--store", store).err
    assert run_here("export", "articles", store, "-o", tmp_path / "x.jsonl").code == 0
    assert store.read_bytes() == before
    assert read_codes(store, desk / "ann.csv", desk).code == 0
    assert len(versions(store)) > 9
    with closing(sqlite3.connect(tmp_path / f"old.db.version-{version}")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("SELECT count(*) FROM versions").fetchone() == (4,)


def test_a_read_only_store_keeps_no_codes(desk, news, tmp_path):
    """One sentence, and nothing is said to be saved; what there is can be listed."""
    from test_store_promises import read_only

    (tmp_path / "in").mkdir()
    run_here("add", news, "--store", tmp_path / "in" / "n.db")
    read_codes(tmp_path / "in" / "n.db", desk / "ben.csv", desk)
    with read_only(tmp_path / "in", tmp_path / "ro") as place:
        done = read_codes(place / "n.db", desk / "ann.csv", desk)
        assert (done.code, "read-only" in done.err, "saved" in done.err) == (1, True, False)
        assert "ben" in run_here("code", "ls", "--store", place / "n.db").out
