"""A claim to a folder: one run at a time writes into it, or several that each write a part of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from framing.engine.places import Folder, is_remote, local_path
from framing.errors import InputError, system_says

_WINDOWS = os.name == "nt"
#: Where a folder cannot be locked itself, the bytes of this file stand for the parts; nothing needs to be in it.
_BYTES, _MOST_PARTS = ".claims", 1 << 30


@contextmanager
def claimed(place: str, *, part: int = 0) -> Iterator[None]:
    """As long as the block lasts nobody else claims the folder; with a ``part`` from 1, only others of its parts.

    The folder is made if need be, and is gone again if nothing was put into it. The claim is a lock of the system, and
    ends with the process, whatever ends that. There is none at an address (s3://), and where the file system has no
    locks. InputError if somebody else has claimed the folder, or the part.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, claimed(folder, part=1):
    ...     try:
    ...         with claimed(folder, part=2), claimed(folder, part=1):
    ...             pass
    ...     except InputError as problem:
    ...         print(problem.reason)
    another run is writing part 1 in this folder
    """
    if is_remote(place):
        yield
        return
    folder = Path(local_path(place))
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    with _claim_bytes(folder, part, new) if _WINDOWS else _claim_folder(folder, part, new):
        yield


def _remove(folders: Sequence[Path]) -> None:
    with suppress(OSError):  # there is something in it, as a rule
        for each in folders:
            each.rmdir()


# -- by locks of whole files, which a folder can have as well


@contextmanager
def _claim_folder(folder: Path, part: int, new: Sequence[Path]) -> Iterator[None]:
    with _flocked(folder, folder, part):
        try:
            with _claim_part(folder, part) if part else nullcontext():
                yield
        finally:
            _remove(new)


@contextmanager
def _claim_part(folder: Path, part: int) -> Iterator[None]:
    file = folder / f".claim-{part}"
    with _flocked(file, folder, part):
        try:
            yield
        finally:
            file.unlink(missing_ok=True)


@contextmanager
def _flocked(place: Path, folder: Path, part: int) -> Iterator[None]:
    """The folder, or an empty file in it, locked; whoever made it may have removed it before it was."""
    whole = place == folder
    while True:
        Folder(str(folder)).make()
        with suppress(FileNotFoundError), ExitStack() as stack:
            descriptor = _opened(place, os.O_RDONLY if whole else os.O_RDWR | os.O_CREAT)
            stack.callback(os.close, descriptor)
            _flock(descriptor, folder, part, shared=whole and part > 0)
            if os.path.samestat(os.fstat(descriptor), place.stat()):
                stack.pop_all()
                break
    try:
        yield
    finally:
        os.close(descriptor)


def _flock(descriptor: int, folder: Path, part: int, *, shared: bool) -> None:
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        raise _taken(folder, 0 if shared else part) from None
    except OSError:
        return  # a file system without locks


# -- by locks of single bytes, for systems that open no folders


@contextmanager
def _claim_bytes(folder: Path, part: int, new: Sequence[Path]) -> Iterator[None]:
    Folder(str(folder)).make()
    file = folder / _BYTES
    descriptor = _opened(file, os.O_RDWR | os.O_CREAT)
    try:
        _lock_bytes(descriptor, folder, part)
        yield
    finally:
        os.close(descriptor)  # and with it the lock
        with suppress(OSError):  # Windows removes nothing that somebody else has open
            file.unlink()
        _remove(new)


def _lock_bytes(descriptor: int, folder: Path, part: int) -> None:
    system: Any = import_module("msvcrt")
    # The folder is all of its parts, so that it is free only if each of them is.
    os.lseek(descriptor, part, os.SEEK_SET)
    try:
        system.locking(descriptor, system.LK_NBLCK, 1 if part else _MOST_PARTS)
    except PermissionError:
        raise _taken(folder, part) from None
    except OSError:
        return  # a file system without locks


def _opened(place: Path, how: int) -> int:
    try:
        return os.open(place, how)
    except FileNotFoundError:
        raise
    except OSError as problem:
        reason = f"the folder cannot be used ({system_says(problem)})"
        raise InputError(reason, file=place, remedy="get the rights, or name another folder with -o") from None


def _taken(folder: Path, part: int) -> InputError:
    which = f"part {part} in" if part else "into"
    remedy = "wait until it has ended, or name another folder with -o"
    return InputError(f"another run is writing {which} this folder", file=folder, remedy=remedy)
