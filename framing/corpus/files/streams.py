"""The one place where files are opened: limits, gzip, what is not text, and the decoding of bytes.

Opening never waits (a FIFO) and never reads a device. Text is UTF-8, or what its byte order mark or the user
says; else a guess that is stated as an Issue and can be overruled.
"""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from framing.corpus.files.encodings import Decoded, decode
from framing.corpus.options import Limits
from framing.errors import InputError, system_says
from framing.filesafe import NotRegular, open_regular

_STEP = 1 << 20
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (Word, Excel and EPUB files are such archives)"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive without .gz in its name"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"(\xb5/\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
)


@dataclass(frozen=True, slots=True)
class Stream:
    """An open file, inflated if it is packed; ``position()`` counts the bytes on disk, for progress bars."""

    file: io.BufferedReader
    raw: io.BufferedReader

    def position(self) -> int:
        """How many bytes of the file on disk were read so far."""
        return self.raw.tell()


@contextmanager
def open_stream(path: str, shown: str, limits: Limits) -> Iterator[Stream]:
    """Open a regular file for streaming; a ``.gz`` is inflated within the limits.

    Whatever goes wrong, now or while reading, is an InputError that names ``shown``.
    """
    try:
        with open_regular(path) as raw:
            if path.lower().endswith(".gz"):
                meter = Meter(limits, shown, os.fstat(raw.fileno()).st_size)
                yield Stream(io.BufferedReader(_Inflating(raw, meter), _STEP), raw)
            else:
                yield Stream(raw, raw)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise InputError("the gzip file is damaged or cut off", file=shown, remedy="fetch or pack it again") from None
    except NotRegular:
        raise InputError("this is not a regular file", file=shown, remedy="name a text file or a folder") from None
    except OSError as problem:
        raise InputError(
            f"the file cannot be read ({system_says(problem)})",
            file=shown,
            remedy="check its name and access rights",
        ) from None


def read_bytes(path: str, shown: str, limits: Limits) -> bytes:
    """The whole of a file that holds one article, inflated if it is packed, within ``article_bytes``."""
    with open_stream(path, shown, limits) as stream:
        data = stream.file.read(limits.article_bytes + 1)
    if len(data) > limits.article_bytes:
        raise over_limit("article_bytes", limits.article_bytes, shown)
    return data


def read_text(path: str, shown: str, limits: Limits, encoding: str = "") -> Decoded:
    """The text of a file that holds one article; see ``encodings.decode`` for what is stated and refused."""
    data = read_bytes(path, shown, limits)
    refuse_binary(data, shown)
    return decode(data, shown, encoding)


def refuse_binary(data: bytes, shown: str) -> None:
    """Name what is evidently no text: the first bytes tell."""
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"this is {what}, not text", file=shown, remedy="save its text as a .txt file in UTF-8")


def over_limit(name: str, value: int, shown: str, line: int | None = None) -> InputError:
    """The error for a limit that was passed; it names the setting."""
    return InputError(
        f"larger than the limit {name} ({value:,})",
        file=shown,
        line=line,
        remedy=f"split it, or raise the limit with the environment variable FRAMING_{name.upper()}",
    )


def rejoined(head: bytes, rest: io.BufferedReader) -> io.BufferedReader:
    """A stream whose beginning was read already: the head again, then the rest."""
    return io.BufferedReader(_Joined(head, rest), _STEP)


class _Joined(io.RawIOBase):
    def __init__(self, head: bytes, rest: io.BufferedReader) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._head.readinto(buffer) or self._rest.readinto(buffer)


@dataclass(slots=True)
class Meter:
    """Counts what comes out of ``packed`` bytes, so that a bomb stops at a limit and not at the end of memory."""

    limits: Limits
    shown: str
    packed: int
    inflated: int = 0

    def grow(self, size: int) -> None:
        """So many bytes more; InputError if they are too many."""
        self.inflated += size
        if self.inflated > self.limits.inflated_bytes:
            raise over_limit("inflated_bytes", self.limits.inflated_bytes, self.shown)
        if self.inflated > self.limits.grown(self.packed):
            raise over_limit("inflated_ratio", self.limits.inflated_ratio, self.shown)


class _Inflating(io.RawIOBase):
    """A packed file, inflated and counted."""

    def __init__(self, raw: IO[bytes], meter: Meter) -> None:
        self._gzip, self._meter = gzip.GzipFile(fileobj=raw, mode="rb"), meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = self._gzip.readinto(buffer)
        self._meter.grow(count)
        return count
