"""A file is whole or absent, and nothing of it stays beside it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from framing.engine.wholefile import whole_file
from framing.errors import InputError


def _names(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _be_killed(path: Path) -> None:
    with whole_file(path) as file:
        file.write(b"a good half")
        file.flush()
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_what_a_killed_run_left_does_not_stay(tmp_path: Path) -> None:
    """The file is the old one until the next run, which leaves nothing but its own."""
    path = tmp_path / "r.csv"
    path.write_bytes(b"old")
    for _ in range(2):
        run = multiprocessing.get_context("spawn").Process(target=_be_killed, args=(path,))
        run.start()
        run.join()
        assert run.exitcode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
    assert len(_names(tmp_path)) == 2
    with whole_file(path) as file:
        file.write(b"new")
    assert _names(tmp_path) == {"r.csv": b"new"}


def test_two_who_write_one_file(tmp_path: Path) -> None:
    """Each writes a part of its own; the last to end has written the file."""
    path = tmp_path / "r.csv"
    with whole_file(path) as first:
        first.write(b"first")
        with whole_file(path) as second:
            second.write(b"the second")
        assert path.read_bytes() == b"the second"
    assert _names(tmp_path) == {"r.csv": b"first"}


@pytest.mark.skipif(os.name == "nt", reason="Windows opens no folders")
def test_what_stands_in_the_way_of_a_part(tmp_path: Path) -> None:
    """A link, a pipe or a folder of its name is neither followed, nor waited for, nor removed."""
    mine = tmp_path / "mine.txt"
    mine.write_bytes(b"mine")
    (tmp_path / ".a.csv.part").symlink_to(mine)
    os.mkfifo(tmp_path / ".b.csv.part")
    (tmp_path / ".c.csv.part").mkdir()
    before = len(list(tmp_path.iterdir()))
    for name in "abc":
        with whole_file(tmp_path / f"{name}.csv") as file:
            file.write(b"new")
        assert (tmp_path / f"{name}.csv").read_bytes() == b"new"
    assert mine.read_bytes() == b"mine"
    assert len(list(tmp_path.iterdir())) == before + 3


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system has no names for open files")
def test_a_pipe_behind_a_name_is_refused() -> None:
    """/dev/stdout before a pipe points to where no file can be made."""
    reader, writer = os.pipe()
    try:
        with pytest.raises(InputError, match="a device or a pipe"), whole_file(f"/dev/fd/{writer}"):
            pass
    finally:
        os.close(reader)
        os.close(writer)
