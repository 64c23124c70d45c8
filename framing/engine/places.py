"""Places of files: paths of this machine, and addresses (s3://, hdfs://, memory:// ...) that fsspec opens."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from framing.engine.wholefile import whole_file
from framing.errors import InputError, MissingExtra, UsageError

_FILE = "file://"


def is_remote(place: str | os.PathLike[str]) -> bool:
    """Whether this is an address and no path of this machine; file:// is one.

    >>> is_remote("s3://news/2025.parquet"), is_remote("file:///news/2025.parquet"), is_remote("news")
    (True, False, False)
    """
    text = os.fspath(place)
    scheme, mark, _ = text.partition("://")
    return bool(mark) and scheme.isidentifier() and not text.startswith(_FILE)


def local_path(place: str | os.PathLike[str]) -> str:
    """The path of this machine that a path or a file:// address names."""
    return os.fspath(place).removeprefix(_FILE)


@contextmanager
def open_input(place: str) -> Iterator[Any]:
    """What Arrow reads from: the path itself, or an open file of another system."""
    if not is_remote(place):
        yield local_path(place)
        return
    with _answering(place):
        system, path = _system(place)
        file = system.open(path, "rb")
    with file:
        yield file


def list_files(place: str, suffix: str) -> list[tuple[str, str, int]]:
    """Address, name and size of the file at an address, or of all with that suffix below it, by name."""
    with _answering(place):
        system, path = _system(place)
        if not system.exists(path):
            raise InputError("there is no such file or folder", file=place, remedy="check the address")
        if not system.isdir(path):
            return [(place, path.rsplit("/", 1)[-1], int(system.size(path) or 0))] if path.endswith(suffix) else []
        found = sorted(name for name in system.find(path) if name.endswith(suffix))
        shown = {name: name.removeprefix(path).lstrip("/") for name in found}
        kept = [name for name in found if not any(part[:1] in "._" for part in shown[name].split("/"))]
        return [(system.unstrip_protocol(name), shown[name], int(system.size(name) or 0)) for name in kept]


def fingerprint(place: str) -> str:
    """What changes when the content of a remote file does, as far as its system tells."""
    with _answering(place):
        system, path = _system(place)
        return str(system.checksum(path))


class Folder:
    """A folder of small whole files, here or at an address. Names have ``/`` between their parts."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._remote = is_remote(place)
        self._root = Path(local_path(place))

    def read(self, name: str) -> bytes:
        """The bytes of a file; FileNotFoundError if it is not there."""
        if not self._remote:
            return (self._root / name).read_bytes()
        with _answering(self._address(name)):
            system, path = _system(self._address(name))
            data: bytes = system.cat_file(path)
        return data

    def write(self, name: str, data: bytes, *, lasting: bool = True) -> None:
        """Put a file there, whole or not at all. If it need not outlast a failure of power, that is quicker."""
        if self._remote:
            with _answering(self._address(name)):
                system, path = _system(self._address(name))
                system.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
                system.pipe_file(path, data)
            return
        target = self._root / name
        self.make(target.parent)
        if lasting:
            with whole_file(target) as file:
                file.write(data)
        else:
            _write_quickly(target, data)

    def make(self, folder: Path | None = None) -> None:
        """Make the folder, where there are folders."""
        if self._remote:
            return
        folder = folder or self._root
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            reason = f"the folder cannot be made ({(problem.strerror or str(problem)).lower()})"
            raise InputError(reason, file=folder, remedy="name another folder with -o") from None

    @contextmanager
    def whole(self, name: str) -> Iterator[BinaryIO]:
        """A file to write a large table into, whole or absent."""
        if not self._remote:
            with whole_file(self._root / name) as file:
                yield file
            return
        with tempfile.TemporaryFile() as file:
            yield file
            file.seek(0)
            with _answering(self._address(name)):
                system, path = _system(self._address(name))
                system.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
                with system.open(path, "wb") as target:
                    shutil.copyfileobj(file, target, 1 << 20)

    def sizes(self, below: str) -> dict[str, int]:
        """The files in one of its folders with their sizes, in the order of their names."""
        if not self._remote:
            folder = self._root / below
            entries = sorted(folder.iterdir()) if folder.is_dir() else []
            return {e.name: e.stat().st_size for e in entries if e.is_file() and not e.name.startswith(".")}
        with _answering(self._address(below)):
            system, path = _system(self._address(below))
            system.invalidate_cache()
            listed = system.ls(path, detail=True) if system.exists(path) else []
            files = sorted((item["name"].rsplit("/", 1)[-1], item["size"]) for item in listed if item["type"] == "file")
            return {name: size for name, size in files if not name.startswith(".")}

    def remove(self, below: str = "") -> None:
        """Remove one of its folders, or itself, with all that is in it."""
        if not self._remote:
            path_here = self._root / below
            if path_here.is_dir():
                shutil.rmtree(path_here, ignore_errors=True)
            else:
                path_here.unlink(missing_ok=True)
            return
        with _answering(self._address(below)):
            system, path = _system(self._address(below))
            if system.exists(path):
                system.rm(path, recursive=True)

    def _address(self, name: str) -> str:
        return f"{self.place.rstrip('/')}/{name}" if name else self.place


def _write_quickly(target: Path, data: bytes) -> None:
    """Whole or absent, also for those who are killed; the system writes it to the disk when it likes."""
    part = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    except OSError as problem:
        part.unlink(missing_ok=True)
        reason = f"the file cannot be written ({(problem.strerror or str(problem)).lower()})"
        raise InputError(reason, file=target, remedy="check the rights and the room on the disk") from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _system(place: str) -> tuple[Any, str]:
    try:
        import fsspec.core
    except ImportError:
        raise MissingExtra("fsspec", "fsspec") from None
    system, path = fsspec.core.url_to_fs(place)
    return system, path


@contextmanager
def _answering(place: str) -> Iterator[None]:
    """What another file system says, as one sentence."""
    try:
        yield
    except FileNotFoundError:
        raise
    except ImportError as problem:
        if isinstance(problem, MissingExtra):
            raise
        raise UsageError(
            f"this address needs a library that is not installed ({problem})", remedy="install it"
        ) from None
    except (OSError, ValueError) as problem:
        if isinstance(problem, InputError):
            raise
        raise InputError(
            f"the address does not answer ({problem})", file=place, remedy="check it and your rights"
        ) from None
