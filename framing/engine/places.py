"""Places of files: paths of this machine, and addresses (s3://, hdfs://, memory:// ...) that fsspec opens."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from framing.engine.addresses import RemoteFile, answering, put_bytes, put_file, put_first, system_of
from framing.engine.wholefile import make_folder, whole_file, write_quickly
from framing.errors import InputError
from framing.filesafe import read_regular

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
    file = RemoteFile(place)
    try:
        yield file
    finally:
        file.close()


def list_files(place: str, suffix: str) -> list[tuple[str, str, int]]:
    """Address, name and size of the file at an address, or of all with that suffix below it, by name."""
    with answering(place):
        system, path = system_of(place)
        if not system.exists(path):
            remedy = "check the address, and that you may read it"
            raise InputError("there is no such file or folder", file=place, remedy=remedy)
        if not system.isdir(path):
            return [(place, path.rsplit("/", 1)[-1], int(system.size(path) or 0))] if path.endswith(suffix) else []
        found = system.find(path, detail=True)
        shown = {name: name.removeprefix(path).lstrip("/") for name in sorted(found) if name.endswith(suffix)}
        kept = [name for name in shown if not any(part[:1] in "._" for part in shown[name].split("/"))]
        return [(system.unstrip_protocol(name), shown[name], int(found[name]["size"] or 0)) for name in kept]


def fingerprint(place: str) -> str:
    """What changes when the content of a remote file does, as far as its system tells."""
    with answering(place):
        system, path = system_of(place)
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
            return read_regular(self._root / name)
        with answering(self._address(name)):
            system, path = system_of(self._address(name))
            with suppress(FileNotFoundError):
                data: bytes = system.cat_file(path)
                return data
        raise FileNotFoundError(self._address(name))

    def write(self, name: str, data: bytes, *, lasting: bool = True) -> None:
        """Put a file there, whole or not at all. If it need not outlast a failure of power, that is quicker."""
        if self._remote:
            put_bytes(self._address(name), data)
            return
        target = self._root / name
        make_folder(target.parent)
        if lasting:
            with whole_file(target) as file:
                file.write(data)
        else:
            write_quickly(target, data)

    def write_first(self, name: str, data: bytes) -> bool:
        """Put a file there; at an address only if there is none, as far as its system can tell. Whether it was put."""
        if self._remote:
            return put_first(self._address(name), data)
        self.write(name, data)
        return True

    def make(self) -> None:
        """Make the folder, where there are folders."""
        if not self._remote:
            make_folder(self._root)

    @contextmanager
    def whole(self, name: str) -> Iterator[BinaryIO]:
        """A file to write a large table into, whole or absent."""
        if not self._remote:
            with whole_file(self._root / name) as file:
                yield file
            return
        with tempfile.TemporaryDirectory(prefix="framing-") as folder:
            copy = Path(folder, "whole")
            with copy.open("wb") as file:
                yield file
            put_file(self._address(name), copy)

    def sizes(self, below: str) -> dict[str, int]:
        """The files in one of its folders with their sizes, in the order of their names."""
        if not self._remote:
            folder = self._root / below
            entries = sorted(folder.iterdir()) if folder.is_dir() else []
            return {e.name: e.stat().st_size for e in entries if e.is_file() and not e.name.startswith(".")}
        with answering(self._address(below)):
            system, path = system_of(self._address(below))
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
        with answering(self._address(below)):
            system, path = system_of(self._address(below))
            if system.exists(path):
                system.rm(path, recursive=True)

    def _address(self, name: str) -> str:
        return f"{self.place.rstrip('/')}/{name}" if name else self.place
