"""Archives of texts (.zip, .tar, .tar.gz, .tgz), unpacked into a folder of our own before anything is read.

A member goes where its name says inside that folder or is named and left out: no links, no devices, no way out.
Members, declared size, size while it grows and ratio stop at the limits of ``options.Limits``.
"""

from __future__ import annotations

import errno
import gzip
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Self

from framing import registry
from framing.corpus.drafts import skipped
from framing.corpus.files.discover import METADATA, no_article, suffix_of, unreadable
from framing.corpus.files.streams import Meter, over_limit
from framing.corpus.options import Limits
from framing.errors import FramingError, InputError
from framing.records.issue import Issue
from framing.zipsafe import bounded

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz")
_STEP = 1 << 20
_NO_FILE = "it is a link or a device"
_HIDDEN = (".", "__MACOSX", "~$")
_END_OF_ZIP = b"PK\x05\x06"
_END_OF_TAR = bytes(tarfile.BLOCKSIZE)
_GZIP = b"\x1f\x8b"
_SAYS_UTF8 = 0x800
#: What stands before a member to say more of it, such as a long name, and is read at once: so much of it is enough.
_BEFORE = frozenset((
    tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK,
))  # fmt: skip
_MOST_BEFORE = 16_384
#: A name that is too long or cannot be one here, and one that is a file and a folder at once.
_OWN_FAULTS = frozenset((errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL, errno.ENOTDIR, errno.EISDIR, errno.EEXIST))


def is_archive(path: str) -> bool:
    """Whether a name is that of an archive.

    >>> is_archive("desk.tar.gz"), is_archive("desk.txt.gz")
    (True, False)
    """
    return path.lower().endswith(ENDINGS)


def unpack(path: str, folder: Path, limits: Limits) -> list[Issue]:
    """Unpack an archive's articles into ``folder``; what stays out is an Issue. InputError if it is no archive."""
    meter = _Meter(limits, Path(path).name, Path(path).stat().st_size)
    issues: list[Issue] = []
    try:
        members = _zip_members(path, meter) if path.lower().endswith(".zip") else _tar_members(path, meter, issues)
        for member in members:
            meter.next_member()
            place, reason = _place(folder, member)
            if place is not None:
                reason = _write(member, place, meter)
            if reason:
                issues.append(skipped(f"{meter.shown}/{member.name}", None, "not-unpacked", reason, "add it alone"))
    except FramingError:
        raise
    except (
        tarfile.TarError,
        zipfile.BadZipFile,
        gzip.BadGzipFile,
        zlib.error,
        EOFError,
        struct.error,
        NotImplementedError,
        RuntimeError,
    ):
        raise InputError(
            "the archive is damaged, cut off or locked by a password", file=meter.shown, remedy="unpack it yourself"
        ) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise InputError(
            f"the archive cannot be unpacked ({reason})", file=meter.shown, remedy="unpack it yourself"
        ) from None
    return issues


@dataclass(frozen=True, slots=True)
class _Member:
    """``refused`` says why it cannot be unpacked, where that is not for its name."""

    name: str
    stream: IO[bytes] | _Metered | None = None
    declared: int = 0
    refused: str = ""


@dataclass(slots=True)
class _Meter(Meter):
    """Counts the members of an archive as well."""

    members: int = 0

    def next_member(self) -> None:
        self.members += 1
        if self.members > self.limits.archive_members:
            raise over_limit("archive_members", self.limits.archive_members, self.shown)


class _Metered:
    """A stream of what was inflated, counted."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, meter: _Meter) -> None:
        self._stream, self._meter = stream, meter

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes, or what is left."""
        data = self._stream.read(size)
        self._meter.grow(len(data))
        return data


def _zip_members(path: str, meter: _Meter) -> Iterator[_Member]:
    _refuse_many(path, meter)
    with zipfile.ZipFile(path) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if info.filename.endswith("/"):  # is_dir() fails for a name that is empty
                continue
            kind = stat.S_IFMT(info.external_attr >> 16)
            if kind not in (0, stat.S_IFREG):
                yield _Member(_told_name(info), refused=_NO_FILE)
                continue
            if not bounded(info):
                yield _Member(_told_name(info), refused="it is packed in another way than zip's usual one")
                continue
            with archive.open(info) as stream:
                yield _Member(_told_name(info), _Metered(stream, meter), info.file_size)


def _refuse_many(path: str, meter: _Meter) -> None:
    """The number of members stands at the end of the file: looked at before the list of them is read."""
    with Path(path).open("rb") as file:
        file.seek(max(0, meter.packed - 65_557))
        tail = file.read()
    place = tail.rfind(_END_OF_ZIP)
    if place >= 0 and len(tail) >= place + 12:
        (meter.members,) = struct.unpack_from("<H", tail, place + 10)
        meter.members = max(0, meter.members - 1)
        meter.next_member()
    meter.members = 0


def _tar_members(path: str, meter: _Meter, issues: list[Issue]) -> Iterator[_Member]:
    class Header(_Header):
        """Of this archive."""

    before = "its beginning"
    with _tar_stream(path, meter) as packed, _opened_tar(packed, Header) as archive:
        for info in archive:
            before = info.name
            if info.isdir():
                meter.next_member()
            elif not info.isreg():
                yield _Member(info.name, refused=_NO_FILE)
            elif info.issparse():
                yield _Member(info.name, refused="it is a sparse file, whose holes may be of any size")
            else:
                yield _Member(info.name, archive.extractfile(info), info.size)
        if Header.last != _END_OF_TAR:
            reason = f"neither another file nor the archive's end follows {before}; what may come there was not read"
            issues.append(skipped(meter.shown, None, "cut-off", reason, "fetch or pack it again"))
        # To its end, where the sum of what was packed stands.
        while packed.read(_STEP):
            pass


@contextmanager
def _tar_stream(path: str, meter: _Meter) -> Iterator[_Metered]:
    """The bytes of a tar, inflated by a reader that checks their sum, as tarfile's own does not."""
    with Path(path).open("rb") as file:
        if file.read(2) != _GZIP:
            file.seek(0)
            yield _Metered(file, meter)
            return
        file.seek(0)
        with gzip.GzipFile(fileobj=file) as inflated:
            yield _Metered(inflated, meter)


def _opened_tar(packed: _Metered, header: type[tarfile.TarInfo]) -> tarfile.TarFile:
    """A tar as it comes: ``r|*`` would unpack once more, bzip2 and LZMA too, and without an end."""
    return tarfile.open(fileobj=packed, mode="r|", tarinfo=header)  # type: ignore[call-overload,no-any-return]


class _Header(tarfile.TarInfo):
    """Keeps the last header that was looked at: tarfile takes one that is cut off or damaged for the end.

    And refuses what tarfile would take into memory whole, whatever its size.
    """

    last = b""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """As tarfile's, which raises what ends its loop."""
        cls.last = bytes(buf)
        header = super().frombuf(buf, encoding, errors)
        if header.type in _BEFORE and header.size > _MOST_BEFORE:
            raise ValueError(f"what it says of one member takes {header.size:,} bytes, over {_MOST_BEFORE:,}")
        return header


def _place(folder: Path, member: _Member) -> tuple[Path | None, str]:
    """Where a member goes, or None with the reason (empty for what is plainly no article)."""
    parts = PurePosixPath(member.name.replace("\\", "/")).parts
    if any(part.startswith(_HIDDEN) and part != ".." for part in parts):
        return None, ""
    if not parts or parts[0].startswith("/") or ".." in parts or ":" in parts[0] or "\0" in member.name:
        return None, "its name leads out of the archive"
    if member.refused:
        return None, member.refused
    if is_archive(parts[-1]):
        return None, "an archive inside an archive is not opened"
    suffix = suffix_of(parts[-1])
    if (suffix == ".db" or not registry.known("importers", suffix)) and parts[-1].lower() != METADATA:
        return None, "" if suffix != ".db" and no_article(parts[-1]) else unreadable(suffix)
    return folder.joinpath(*parts), ""


def _write(member: _Member, place: Path, meter: _Meter) -> str:
    """Unpack one; why that cannot be, where it is the member's own fault."""
    limit = meter.limits.article_bytes if place.suffix.lower() in (".txt", ".md", ".markdown") else None
    if limit is not None and member.declared > limit:
        over = over_limit("article_bytes", limit, meter.shown)
        return f"it is {over.reason}: {over.remedy}"
    assert member.stream is not None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        file = place.open("xb")
    except OSError as problem:
        if problem.errno not in _OWN_FAULTS:
            raise
        if place.parent.is_dir() and problem.errno == errno.EEXIST:
            return "the archive holds two files of this name"
        return f"no file can have its name here ({(problem.strerror or '').lower()})"
    with file:
        while piece := member.stream.read(_STEP):
            file.write(piece)
    return ""


def _told_name(info: zipfile.ZipInfo) -> str:
    """A member's name; many programs write it in UTF-8 without saying so.

    >>> _told_name(zipfile.ZipInfo("café.txt".encode().decode("cp437")))
    'café.txt'
    """
    if info.flag_bits & _SAYS_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename
