"""A file is whole or absent, and nothing of it stays beside it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from pathlib import Path

import pytest

from framing.engine.places import Folder
from framing.engine.wholefile import whole_file, whole_files
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


def _be_killed_in_a_folder(folder: Folder) -> None:
    Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment,method-assign]
    folder.write("counts/000000.parquet", b"rows", lasting=False)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_what_a_killed_run_left_in_a_folder_of_parts_does_not_stay(tmp_path: Path) -> None:
    """Its small files, which nobody waits for to be on the disk, are found again by their names as well."""
    folder, counts = Folder(str(tmp_path)), tmp_path / "counts"
    run = multiprocessing.get_context("spawn").Process(target=_be_killed_in_a_folder, args=(folder,))
    run.start()
    run.join()
    assert (run.exitcode, list(_names(counts).values())) == (-signal.SIGKILL, [b"rows"])
    folder.write("counts/000000.parquet", b"rows", lasting=False)
    assert _names(counts) == {"000000.parquet": b"rows"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such locks")
@pytest.mark.parametrize("call", ["os.open", "fcntl.flock", "os.fstat", "os.path.samestat"])
def test_an_interrupt_while_the_part_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Ctrl-C lands right behind any of the calls that make and lock the part: nothing stays."""
    place, _, name = call.rpartition(".")
    owner = sys.modules[place] if place != "fcntl" else pytest.importorskip("fcntl")
    known = getattr(owner, name)

    def interrupted(*arguments: object, **named: object) -> object:
        monkeypatch.setattr(owner, name, known)
        known(*arguments, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(owner, name, interrupted)
    with pytest.raises(KeyboardInterrupt), whole_file(tmp_path / "r.csv"):
        pass
    assert _names(tmp_path) == {}
    with whole_file(tmp_path / "r.csv") as file:
        file.write(b"new")
    assert _names(tmp_path) == {"r.csv": b"new"}


def _be_killed_between(folder: Path, renamings: int) -> None:
    replace, done = Path.replace, []

    def replace_or_die(part: Path, target: Path) -> Path:
        if len(done) == renamings:
            os.kill(os.getpid(), signal.SIGKILL)
        done.append(target)
        return replace(part, target)

    Path.replace = replace_or_die  # type: ignore[method-assign,assignment]
    whole_files({folder / name: b"new" for name in ("key", "sheet", "more")})


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("renamings", range(5))
def test_killed_between_files_that_belong_together(tmp_path: Path, renamings: int) -> None:
    """The first is there beside files of its own writing alone; the next run leaves the files and nothing else."""
    for name in ("key", "sheet", "more"):
        (tmp_path / name).write_bytes(b"old")
    (tmp_path / "key").chmod(0o600)
    run = multiprocessing.get_context("spawn").Process(target=_be_killed_between, args=(tmp_path, renamings))
    run.start()
    run.join()
    assert run.exitcode == (0 if renamings == 4 else -signal.SIGKILL)
    shown = {name: data for name, data in _names(tmp_path).items() if not name.startswith(".")}
    assert "key" not in shown or set(shown.values()) == {shown["key"]}
    assert ("key" in shown) == (renamings in (0, 4))
    whole_files({tmp_path / name: b"again" for name in ("key", "sheet", "more")})
    assert _names(tmp_path) == dict.fromkeys(("key", "sheet", "more"), b"again")


@pytest.mark.parametrize("held", ["sheet", "more"])
def test_a_file_that_cannot_be_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: str) -> None:
    """Where none of the new ones is in its place, the old first is back, with its rights; else there is none."""
    for name in ("key", "sheet", "more"):
        (tmp_path / name).write_bytes(b"old")
    (tmp_path / "key").chmod(0o600)
    replace = Path.replace

    def refuse(part: Path, target: Path) -> Path:
        if target.name == held:
            raise PermissionError(13, "Permission denied")
        return replace(part, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refuse)
        with pytest.raises(InputError, match="permission denied"):
            whole_files({tmp_path / name: b"new" for name in ("key", "sheet", "more")})
    if held == "more":  # the last goes first
        assert _names(tmp_path) == dict.fromkeys(("key", "sheet", "more"), b"old")
        whole_files({tmp_path / name: b"new" for name in ("key", "sheet", "more")})
        assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    else:
        assert not (tmp_path / "key").exists()


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
