"""Addresses (s3://, hdfs://, https:// ...): fsspec opens them, and what goes wrong there is one sentence."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from framing.errors import FramingError, InputError, MissingExtra, PlaceError, UsageError


def system_of(place: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    try:
        import fsspec.core
    except ImportError:
        raise MissingExtra("fsspec", "fsspec") from None
    system, path = fsspec.core.url_to_fs(place)
    return system, path


@contextmanager
def answering(place: str) -> Iterator[None]:
    """What another file system says, as one sentence.

    Its libraries have errors of their own (no network, no credentials), so it may be any exception.
    """
    try:
        yield
    except FramingError:
        raise
    except ImportError as problem:
        reason = f"this address needs a library that is not installed ({problem})"
        raise UsageError(reason, remedy="install it") from None
    except FileNotFoundError as problem:
        reason = f"there is no such place ({_said(problem)})"
        raise InputError(reason, file=place, remedy="check the address; a bucket has to be made first") from None
    except Exception as problem:
        reason = f"the address does not answer ({_said(problem)})"
        raise PlaceError(reason, file=place, remedy="check it, your rights and the network") from None


def _said(problem: Exception) -> str:
    text = str(problem) or type(problem).__name__
    return text.splitlines()[0].rstrip(". ")


class RemoteFile:
    """A file at an address, for Arrow to read. Where it cannot be reached, nothing is said about what is in it."""

    mode, closed = "rb", False

    def __init__(self, place: str) -> None:
        self._place = place
        with answering(place):
            system, path = system_of(place)
            self._file = system.open(path, "rb")

    def read(self, size: int = -1) -> bytes:
        """Bytes from where we are."""
        with answering(self._place):
            data: bytes = self._file.read(size)
            return data

    def seek(self, to: int, whence: int = os.SEEK_SET) -> int:
        """Go there."""
        with answering(self._place):
            return int(self._file.seek(to, whence))

    def tell(self) -> int:
        """Where we are."""
        return int(self._file.tell())

    def close(self) -> None:
        """Let go."""
        self.closed = True
        self._file.close()


def put_bytes(place: str, data: bytes) -> None:
    """Put a small file there, whole or not at all."""
    with answering(place):
        system, path = system_of(place)
        if _puts_whole(system):
            system.pipe_file(path, data)
            return
        with _renamed(system, path) as part, system.open(part, "wb") as target:
            target.write(data)


def put_file(place: str, local: Path) -> None:
    """Put a copy of a file of this machine there, whole or not at all."""
    with answering(place):
        system, path = system_of(place)
        if _puts_whole(system):
            system.put_file(str(local), path)
            return
        with _renamed(system, path) as part, local.open("rb") as source, system.open(part, "wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)


def put_first(place: str, data: bytes) -> bool:
    """Put a small file there unless there is one; whether it was put.

    Only stores of objects can tell who was first, and not all of them; elsewhere it is put in any case.
    """
    with answering(place):
        system, path = system_of(place)
        if _puts_whole(system):
            try:
                system.pipe_file(path, data, mode="create")
                return True
            except FileExistsError:
                return False
            except Exception:
                pass  # a server, or an fsspec, that knows no such thing; what else is wrong is said below
    put_bytes(place, data)
    return True


def _puts_whole(system: Any) -> bool:
    """Whether a file shows when all of it has come: so it is in stores of objects, which have no folders either."""
    return bool(system.async_impl)


@contextmanager
def _renamed(system: Any, path: str) -> Iterator[str]:
    """Another name to write to, which becomes ``path`` in the end. What a kill leaves there, nobody reads."""
    folder, _, name = path.rpartition("/")
    part = f"{folder}/.{name}.{secrets.token_hex(6)}.part"
    system.makedirs(folder, exist_ok=True)
    try:
        yield part
        system.mv(part, path)
    except BaseException:
        with suppress(Exception):
            system.rm_file(part)
        raise
