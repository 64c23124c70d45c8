"""Which files are articles: files and folders in, a list in an order that does not depend on how they were named.

Nothing outside the named folders is opened: a link that leads out is named and left, as are FIFOs and devices.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framing import registry
from framing.corpus.drafts import NewsFile, without_gz
from framing.corpus.files.typed import check_exists, expanded
from framing.engine.places import is_remote, list_files, local_path
from framing.errors import InputError, UsageError
from framing.records.issue import Issue
from framing.store.addresses import is_server, without_password

METADATA = "metadata.csv"
HIDDEN = (".", "~$", "__MACOSX", "__pycache__")
#: Names, up to their first full stop, of what tells about a folder; and beginnings of such names.
_BESIDE = frozenset(("readme", "truths", "license", "licence", "changelog"))
_READ_ME = ("README", "Readme")
#: Suffixes of what may lie beside articles without being meant as one; no word is lost on them.
_NO_ARTICLES = frozenset(
    ".yml .yaml .toml .ini .cfg .lock .log .py .ipynb .r .rmd .sh .bat .js .css .png .jpg .jpeg .gif .svg .webp .ico"
    " .bib .db .sqlite .db-wal .db-shm .feather .sha256 .md5 .bak .tmp".split()
)
#: What the table of tags is called where a spreadsheet has saved it in another format.
_OTHER_METADATA = frozenset("metadata.xlsx metadata.xls metadata.ods metadata.tsv".split())
_ARCHIVES = frozenset(".zip .tar .tgz".split())
_PACKED = frozenset(".bz2 .xz .zst .7z .rar".split())
_DOCUMENTS = frozenset(".pdf .doc .odt .rtf .htm .html .epub".split())


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, what there is to say about the others, and the metadata tables that lie beside them.

    ``metadata`` holds the path of each ``metadata.csv`` and what messages call it; ``complete`` is False if a
    single file was named, so that rows about others mean nothing.
    """

    files: tuple[NewsFile, ...]
    issues: tuple[Issue, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    complete: bool = True


@dataclass(slots=True)
class _Finds:
    """What was found so far, by absolute path, so that nothing comes twice."""

    files: dict[str, NewsFile] = field(default_factory=dict)
    issues: dict[str, Issue] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)

    def say(self, path: str, shown: str, code: str, reason: str, remedy: str, severity: str = "skipped") -> None:
        """An Issue about one path."""
        self.issues[path] = Issue("", shown, None, severity, code, reason, remedy)


def find_files(paths: Sequence[str | os.PathLike[str]]) -> Found:
    """All article files in ``paths``, ordered by stem, then by relative path; a pattern (``*.txt``) is what it matches.

    An InputError names a path that does not exist, a file that cannot be an article and a folder without any.
    """
    _check_names(paths)
    servers = sorted({os.fspath(path) for path in paths if is_server(path)})
    finds = _Finds()
    for server in servers:
        finds.files[server] = NewsFile(server, without_password(server), ".db")
    for url in sorted({os.fspath(path) for path in paths if is_remote(path)} - set(servers)):
        _take_remote(url, finds)
    local = [name for path in paths if not is_remote(path) for name in expanded(local_path(path))]
    named = sorted({os.path.normpath(Path(path).absolute()): os.fspath(path) for path in local}.items())
    folders = sum(Path(path).is_dir() for path, _ in named)
    for path, typed in named:
        check_exists(Path(path), typed, local)
        if Path(path).is_dir():
            _walk(path, f"{_name(path)}/" if folders > 1 else "", finds)
        elif len(named) > 1 and _lies_beside(Path(path).name):
            _take_beside(Path(path), typed, finds)
        else:
            _take(Path(path), typed, finds)
    if not finds.files:
        first = next((finds.issues[path] for path in sorted(finds.issues)), None)
        others = f" ({len(finds.issues):,} left out, first {first.file[-80:]}: {first.reason})" if first else ""
        raise InputError(
            "no articles were found" + others,
            file=" ".join(typed for _, typed in named),
            remedy="put .txt, .md, .csv, .tsv, .json, .jsonl or .parquet files there",
        )
    ordered = sorted(finds.files.values(), key=lambda file: (file.stem, file.shown, file.path))
    issues = tuple(finds.issues[path] for path in sorted(finds.issues))
    only_folders = folders == len(named) and not any(map(is_remote, paths))
    return Found(tuple(ordered), issues, tuple(sorted(finds.metadata.items())), only_folders)


def _check_names(paths: Sequence[str | os.PathLike[str]]) -> None:
    """UsageError where no file or folder is named."""
    if not paths:
        raise UsageError("no file or folder was named", remedy="name a folder of articles")
    if odd := [path for path in paths if not isinstance(path, str | os.PathLike)]:
        kind = type(odd[0]).__name__
        raise UsageError(f"{kind} is no name of a file or folder", remedy="name a path, as text")
    if not all(map(os.fspath, paths)):
        raise UsageError("the name of a file or folder is empty", remedy="name a folder of articles; . is this one")


def suffix_of(name: str) -> str:
    """The suffix in small letters, without ``.gz``; of ``a.jsonl.gz`` it is ``.jsonl``."""
    return Path(without_gz(name.lower())).suffix


def _take_remote(url: str, finds: _Finds) -> None:
    """A Parquet file, or a folder of them, on another file system."""
    listed = list_files(url, ".parquet")
    if not listed:
        raise InputError("no Parquet file was found there", file=url, remedy="only .parquet is read from other systems")
    for path, name, size in listed:
        finds.files[path] = NewsFile(path, name, ".parquet", size)


def _take_beside(path: Path, typed: str, finds: _Finds) -> None:
    """The tags or the README of a folder, named among others as by ``folder/*``: no article, as where that is named."""
    if path.name.lower() == METADATA:
        finds.metadata.setdefault(str(path), METADATA)
    else:
        finds.say(str(path), typed, "beside", "this tells about its folder", "name it alone to read it", "note")


def _take(path: Path, typed: str, finds: _Finds) -> None:
    """A file that was named itself."""
    suffix = suffix_of(path.name)
    if not registry.known("importers", suffix):
        raise InputError(unreadable(suffix), file=typed, remedy=_remedy(suffix))
    if not stat.S_ISREG(path.stat().st_mode):
        raise InputError("this is not a regular file", file=typed, remedy="name a text file or a folder")
    file = NewsFile(str(path), printable(path.name), suffix, path.stat().st_size, printable(path.parent.name))
    finds.files.setdefault(str(path), file)
    # The layout of a corpus puts a file one folder below its metadata.
    for folder in (path.parent, path.parent.parent):
        if (folder / METADATA).is_file():
            finds.metadata.setdefault(str(folder / METADATA), METADATA)


def _walk(top: str, prefix: str, finds: _Finds) -> None:
    """A folder that was named, with all below it."""
    real = str(Path(top).resolve())
    for folder, entry in _entries(top, prefix, finds):
        shown = prefix + printable(os.path.relpath(entry.path, top).replace(os.sep, "/"))
        suffix = suffix_of(entry.name)
        if entry.is_symlink() and _leads_to_itself(entry):
            finds.say(entry.path, shown, "link", "a link that leads to itself cannot be read", "remove it")
        elif entry.is_symlink() and not _leads_inside(entry.path, real):
            finds.say(entry.path, shown, "link", "a link that leads out of the folder is not followed",
                      "copy the file into the folder, or name it")  # fmt: skip
        elif entry.is_dir():
            finds.say(entry.path, shown, "link", "a link to a folder is not followed", "name the folder itself")
        elif entry.name.lower() == METADATA:
            finds.metadata[entry.path] = shown
        elif entry.name.lower() in _OTHER_METADATA:
            reason = f"tags are read from {METADATA} alone"
            finds.say(entry.path, shown, "not-read", reason, f"save it as {METADATA}, in UTF-8", "warning")
        elif no_article(entry.name):
            continue
        elif not registry.known("importers", suffix):
            finds.say(entry.path, shown, "not-read", unreadable(suffix), _remedy(suffix), "note")
        elif not entry.is_file():
            what = "this link leads nowhere" if entry.is_symlink() else "this is not a regular file"
            finds.say(entry.path, shown, "no-file", what, "remove it")
        elif (size := _size(entry)) is not None:
            new = NewsFile(entry.path, shown, suffix, size, _names(top, folder))
            old = finds.files.get(entry.path, new)
            finds.files[entry.path] = min(old, new, key=lambda file: file.shown)


def _entries(top: str, prefix: str, finds: _Finds) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below ``top`` that is no plain folder and not hidden, with its folder."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = [entry for entry in listing if not entry.name.startswith(HIDDEN)]
        except FileNotFoundError:
            continue  # somebody has removed it since it was listed
        except OSError:
            shown = prefix + printable(os.path.relpath(folder, top).replace(os.sep, "/"))
            finds.say(folder, shown, "unreadable", "the folder cannot be opened", "check its access rights")
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                yield folder, entry


def files_below(folder: str | os.PathLike[str]) -> Iterator[os.DirEntry[str]]:
    """All that lies below a folder, however deep, but for what is hidden; what cannot be opened is passed over."""
    return (entry for _, entry in _entries(os.fspath(folder), "", _Finds()))


def printable(name: str) -> str:
    r"""A file's name as text: bytes that are no UTF-8 as in an address.

    >>> printable("caf\udce9.txt"), printable("café.txt")
    ('caf%E9.txt', 'café.txt')
    """
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in name)


def _size(entry: os.DirEntry[str]) -> int | None:
    """Bytes; None for a file that somebody has removed since it was listed."""
    try:
        return entry.stat().st_size
    except FileNotFoundError:
        return None


def no_article(name: str) -> bool:
    """Whether a file is no article by its name: it tells about the folder, or is of a kind on which no word is lost.

    An article on a "LICENSE to bully" tells nothing about the folder.

    >>> [no_article(name) for name in ("README", "plot.png", "talks", "talks.pdf")]
    [True, True, False, False]
    """
    return _tells(name) or suffix_of(name) in _NO_ARTICLES


def _tells(name: str) -> bool:
    return name.partition(".")[0].lower() in _BESIDE or name.startswith(_READ_ME)


def _lies_beside(name: str) -> bool:
    return name.lower() == METADATA or _tells(name)


def _leads_to_itself(entry: os.DirEntry[str]) -> bool:
    try:
        entry.stat()
    except OSError as problem:
        return problem.errno == errno.ELOOP
    return False


def _leads_inside(path: str, real: str) -> bool:
    try:
        target = str(Path(path).resolve())
    except OSError:  # as those of /proc, which may be seen and not read
        return False
    return target == real or target.startswith(real + os.sep)


def _names(top: str, folder: str) -> str:
    """The names of the folders from ``top`` down to ``folder``, with ``/`` between them."""
    below = os.path.relpath(folder, top)
    return _name(top) if below == "." else f"{_name(top)}/{printable(below.replace(os.sep, '/'))}"


def _name(folder: str) -> str:
    return printable(Path(folder).name) or "root"


def unreadable(suffix: str) -> str:
    """Why a file of this kind is no article."""
    return f"{suffix} files cannot be read" if suffix else "a file without a suffix cannot be read"


def _remedy(suffix: str) -> str:
    if suffix in _DOCUMENTS or not suffix:
        return "save its text as a .txt file in UTF-8"
    if suffix in _ARCHIVES:
        return "unpack it, or put it into a store: framing add ARCHIVE --store framing.db"
    if suffix in _PACKED:
        return "unpack it"
    return "use .txt, .md, .docx, .csv, .tsv, .xlsx, .json, .jsonl or .parquet"
