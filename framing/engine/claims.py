"""A claim to a folder: one run at a time writes into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from framing.engine.places import Folder, is_remote, local_path
from framing.errors import InputError


@contextmanager
def claimed(place: str, *, shared: bool = False) -> Iterator[None]:
    """As long as the block lasts nobody else claims the folder; with ``shared``, only others who share it.

    The folder is made if need be, and is gone again if nothing was put into it. The claim is a lock of the system on
    the folder itself: it leaves no file, and ends with the process, whatever ends that. There is none at an address
    (s3://), on Windows, and where the file system has no locks. InputError if somebody else has claimed the folder.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, claimed(folder):
    ...     try:
    ...         with claimed(folder):
    ...             pass
    ...     except InputError as problem:
    ...         print(problem.reason)
    another run is writing into this folder
    """
    if is_remote(place) or os.name == "nt":
        yield
        return
    folder = Path(local_path(place))
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    descriptor = _lock(folder, shared)
    try:
        yield
    finally:
        with suppress(OSError):  # there is something in it, as a rule
            for each in new:
                each.rmdir()
        os.close(descriptor)


def _lock(folder: Path, shared: bool) -> int:
    """The folder's descriptor, locked; whoever made it may have removed it before it was."""
    while True:
        Folder(str(folder)).make()
        with suppress(FileNotFoundError), ExitStack() as stack:
            descriptor = _open(folder)
            stack.callback(os.close, descriptor)
            _take(descriptor, folder, shared)
            if os.path.samestat(os.fstat(descriptor), folder.stat()):
                stack.pop_all()
                return descriptor


def _open(folder: Path) -> int:
    try:
        return os.open(folder, os.O_RDONLY)
    except PermissionError:
        remedy = "get the rights, or name another folder with -o"
        raise InputError("the folder cannot be read", file=folder, remedy=remedy) from None


def _take(descriptor: int, folder: Path, shared: bool) -> None:
    import fcntl

    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        remedy = "wait until it has ended, or name another folder with -o"
        raise InputError("another run is writing into this folder", file=folder, remedy=remedy) from None
    except OSError:
        return  # a file system without locks
