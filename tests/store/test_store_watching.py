"""``framing add --watch``: a folder that articles keep arriving in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress

from store_helpers import names

from framing.store.opening import open_at
from framing.study.stores.adding import add_options
from framing.study.stores.watching import Watch, watch_folder
from tests.conftest import environment


def parts_of_looks(store, watch, number, between):
    """What so many looks at a watched folder give; ``between(i)`` happens before look i."""
    left = iter(range(number))

    class End(Exception):
        pass

    def rest(_):
        i = next(left, None)
        if i is None:
            raise End
        between(i)

    with suppress(End):
        yield from watch_folder(store, watch, add_options("", ""), rest=rest)


def looks(store, watch, number, between):
    """The articles that each look took, and what became of them."""
    parts = parts_of_looks(store, watch, number, between)
    taken = [[(receipt.doc_id, receipt.what) for _, receipt in part.receipts] for part in parts]
    return [part for part in taken if part]


def test_a_watched_file_is_taken_when_it_has_settled(tmp_path):
    """Not while it grows; once; and again when it changes."""
    folder = tmp_path / "in"
    folder.mkdir()

    def between(i):
        if i < 3:
            (folder / "a.txt").write_text("One." * (i + 1))
        if i == 5:
            (folder / "a.txt").write_text("One, mended at last.")

    with closing(open_at(tmp_path / "n.db", create=True)) as store:
        watch = Watch(str(folder))
        assert looks(store, watch, 8, between) == [[("a", "added")], [("a", "changed")]]
        assert watch.waiting() == []
        (folder / "late.txt").write_text("Nobody has looked since.")
        assert watch.waiting() == ["late.txt"]
        assert [v.entry.text for v in store.history("a")] == ["One." * 3, "One, mended at last."]


def test_a_watched_folder_that_goes_away(tmp_path):
    """It is said once each time, and what comes with the folder is taken."""
    folder, away, said = tmp_path / "in", tmp_path / "away", []
    folder.mkdir()
    (folder / "a.txt").write_text("One.")
    moves = {2: (folder, away), 4: (away, folder), 6: (folder, away)}

    def between(i):
        if i in moves:
            moves[i][0].rename(moves[i][1])
        if i == 4:
            (folder / "b.txt").write_text("Two.")

    with closing(open_at(tmp_path / "n.db", create=True)) as store:
        for part in parts_of_looks(store, Watch(str(folder)), 9, between):
            said += [receipt.doc_id for _, receipt in part.receipts] + [issue.code for issue in part.issues]
    assert said == ["a", "no-folder", "b", "no-folder"]


class Listing:
    """A folder's entries, as ``os.scandir`` gives them."""

    def __init__(self, entries):
        self._entries = iter(entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)


def test_what_vanishes_while_a_watch_looks_is_gone(tmp_path, monkeypatch):
    """A folder and a file that are there when they are listed, and a step later are not; the others are taken."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "kept.txt").write_text("Kept.")
    scandir = os.scandir

    def scan(place):
        if str(place) != str(folder):
            return scandir(place)
        (folder / "going").mkdir()
        (folder / "short.txt").write_text("Here for a moment.")
        with scandir(place) as entries:
            found = Listing(list(entries))
        (folder / "going").rmdir()
        (folder / "short.txt").unlink()
        return found

    with closing(open_at(tmp_path / "n.db", create=True)) as store, monkeypatch.context() as patch:
        patch.setattr("os.scandir", scan)
        assert looks(store, Watch(str(folder)), 3, lambda _: None) == [[("kept", "added")]]


def test_watched_names_do_not_clash(tmp_path):
    """Two folders with one file name each are two articles, whenever they come."""
    folder = tmp_path / "in"

    def between(i):
        if i in (0, 3):
            (folder / str(i)).mkdir(parents=True)
            (folder / str(i) / "talks.txt").write_text(f"Text {i}.")

    folder.mkdir()
    with closing(open_at(tmp_path / "n.db", create=True)) as store:
        looks(store, Watch(str(folder)), 6, between)
        assert store.count() == 2


def test_ctrl_c_ends_a_watch_cleanly(tmp_path):
    """Exit code 130; what came is stored, what did not is named; no traceback."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("One.")
    command = [
        sys.executable,
        "-m",
        "framing",
        "add",
        "--watch",
        folder,
        "--store",
        tmp_path / "n.db",
        "--every",
        "0.1",
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment())
    lines = []
    try:
        deadline = time.monotonic() + 30
        while "added a.txt as a\n" not in lines and time.monotonic() < deadline:
            lines.append(process.stderr.readline())
        process.send_signal(signal.SIGINT)
        lines += process.communicate(timeout=30)[1].splitlines()
    finally:
        process.kill()
    assert process.returncode == 130
    assert "framing: interrupted" in lines
    assert not any("Traceback" in line for line in lines)
    assert names(tmp_path / "n.db") == ["a"]
