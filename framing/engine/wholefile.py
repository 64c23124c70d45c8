"""A file is whole or absent: written beside its place, put on the disk, then renamed into it; its folder is made."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from framing.errors import InputError, system_says


def make_folder(path: str | Path) -> Path:
    """The folder, with those above it; made where it is missing. InputError if it cannot be."""
    refuse_dash(path)
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        reason = f"the folder cannot be made ({system_says(problem)})"
        raise InputError(reason, file=path, remedy="name another folder with -o") from None
    return Path(path)


def check_folder_of(path: str | Path) -> None:
    """InputError if the folder into which a file is to be written is not there: to be asked before any work."""
    try:
        there = Path(path).resolve().parent.is_dir()
    except OSError:
        return  # what is wrong with it is said where the file is written
    if not there:
        remedy = f"make it (mkdir {Path(path).parent}), or name another place"
        raise InputError("the folder of this file is not there", file=path, remedy=remedy)


@contextmanager
def whole_file(path: str | Path) -> Iterator[BinaryIO]:
    """A binary file that becomes ``path`` when the block ends well, and nothing at all when it does not.

    What a killed run left of it is written over by the next one. A link is followed, a device or pipe is refused.
    Raises InputError where the folder is missing, read-only or full; what was at ``path`` before then stays.
    """
    refuse_dash(path)
    check_folder_of(path)
    target = Path(path).resolve()
    if target.is_dir():
        raise InputError("this is a folder, not a file", file=path, remedy="name a file in it")
    if Path(path).exists() and not Path(path).is_file():
        raise InputError("this is a device or a pipe, not a file", file=path, remedy="name a file, or leave out -o")
    mode = _mode(target)
    with _part_of(target) as part:
        try:
            with part.open("wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.chmod(mode)
            part.replace(target)
            _sync_folder(target.parent)
        except OSError as problem:
            raise _refusal(path, problem) from None


def write_quickly(target: Path, data: bytes) -> None:
    """Whole or absent as well, also for those who are killed; the system writes it to the disk when it likes."""
    try:
        with _part_of(target) as part:
            part.write_bytes(data)
            part.replace(target)
    except OSError as problem:
        raise _refusal(target, problem) from None


def whole_files(files: Mapping[Path, bytes]) -> None:
    """Files that belong together, of which whoever reads them asks for the first: all of one writing, or no first.

    All are on the disk before one takes its place. The first goes out of the way, then the others come, then it comes:
    whatever is killed between leaves no old file that is taken for a new one's. If none of the others could come (a
    sheet that somebody has open, on Windows), the old first is back.
    """
    first, *others = (Path(path).resolve() for path in files)
    aside, before = first.with_name(f".{first.name}.old"), [_inode(other) for other in others]
    try:
        with ExitStack() as written:
            for path, data in files.items():
                file = written.enter_context(whole_file(path))
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileNotFoundError):
                first.replace(aside)
                _sync_folder(first.parent)
    except BaseException:
        if before == [_inode(other) for other in others] and not first.exists():
            with suppress(OSError):
                aside.replace(first)
        raise
    aside.unlink(missing_ok=True)


def _inode(path: Path) -> int | None:
    """Which file stands there; None if none does."""
    with suppress(FileNotFoundError):
        return path.stat().st_ino
    return None


@contextmanager
def _part_of(target: Path) -> Iterator[Path]:
    """Where a file is written before it is whole; nobody else writes there as long as the block lasts, and nothing is
    left there when it fails.

    It is one name for all runs, so that what a killed one left is found again; a lock, which ends with whoever held it,
    keeps two apart: the second takes a name of its own, as all do where there are no such locks.
    """
    shared, own = (target.with_name(f".{target.name}.{end}") for end in ("part", f"{secrets.token_hex(6)}.part"))
    held: list[int] = []
    try:
        held += _opened(shared)
        yield shared if _is_ours(shared, held) else own
    except BaseException:
        held += [] if held else _opened(shared)  # Ctrl-C may come in the very moment in which it was made
        for part in (own, shared) if _is_ours(shared, held) else (own,):
            with suppress(OSError):
                part.unlink()
        raise
    finally:
        for descriptor in held:
            os.close(descriptor)


def _opened(part: Path) -> list[int]:
    """A descriptor of the part, which is made if need be; none if that cannot be, or where there are no locks."""
    if os.name == "nt":
        return []
    try:
        return [os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)]
    except OSError:
        return []


def _is_ours(part: Path, held: list[int]) -> bool:
    """Whether a descriptor locks the part: nobody else does, and nobody who did has renamed or removed it since."""
    for descriptor in held:
        import fcntl

        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            found = os.fstat(descriptor)
            ours = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
            return ours and os.path.samestat(found, part.stat())
    return False


def refuse_dash(path: str | Path) -> None:
    """InputError for ``-``, which elsewhere means the standard output: nobody wants a file of that name."""
    if str(path) == "-":
        raise InputError("- is no name of a file", file=path, remedy="name a file, or a folder where one is asked for")


def _refusal(path: str | Path, problem: OSError) -> InputError:
    return InputError(
        f"the file cannot be written ({system_says(problem)})",
        file=path,
        remedy="check the folder, its rights and the room on the disk, or name another",
    )


def _mode(target: Path) -> int:
    """The rights of the file that is replaced, or those of any new file."""
    return target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()


def _umask() -> int:
    """The process's file mask; asking for it means setting it for a moment."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Put the renaming itself on the disk, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
