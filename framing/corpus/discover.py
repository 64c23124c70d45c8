"""Which files are articles: files and folders in, a list in an order that does not depend on how they were named.

Nothing outside the named folders is opened: a link that leads out is named and left, as are FIFOs and devices.
"""

from __future__ import annotations

import difflib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.corpus.drafts import NewsFile
from framing.errors import InputError, UsageError
from framing.records.issue import Issue
from framing.registry import IMPORTERS

METADATA = "metadata.csv"
_BESIDE = ("README", "Readme", "readme.", "TRUTHS", "LICENSE", "LICENCE", "CHANGELOG")
#: Suffixes of what may lie beside articles without being meant as one; no word is lost on them.
_NO_ARTICLES = frozenset(
    [".yml", ".yaml", ".toml", ".ini", ".cfg", ".lock", ".log", ".py", ".ipynb", ".r", ".rmd", ".sh", ".bat", ".js", ".css", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".ico", ".bib", ".db", ".sqlite", ".db-wal", ".db-shm", ".parquet", ".feather", ".sha256", ".md5", ".bak", ".tmp"]
)


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


def find_files(paths: Sequence[str | os.PathLike[str]]) -> Found:
    """All article files in ``paths``, ordered by stem, then by relative path.

    An InputError names a path that does not exist, a file that cannot be an article and a folder without any.
    """
    if not paths:
        raise UsageError("no file or folder was named", remedy="name a folder of articles")
    named = sorted({os.path.abspath(path): os.fspath(path) for path in paths}.items())
    prefixed = sum(os.path.isdir(path) for path, _ in named) > 1
    files: dict[str, NewsFile] = {}
    issues: dict[str, Issue] = {}
    metadata: dict[str, str] = {}
    for path, typed in named:
        _check_exists(path, typed)
        prefix = f"{_folder_name(path)}/" if prefixed and os.path.isdir(path) else ""
        _Walk(path, typed, prefix, files, issues, metadata).run()
    if not files:
        raise InputError(
            "no articles were found" + _why(issues),
            file=" ".join(typed for _, typed in named),
            remedy="put .txt, .md, .csv, .tsv, .json or .jsonl files there",
        )
    ordered = sorted(files.values(), key=lambda file: (file.stem, file.shown, file.path))
    return Found(
        tuple(ordered), tuple(issues[path] for path in sorted(issues)), tuple(sorted(metadata.items()))
    )


def suffix_of(name: str) -> str:
    """The suffix in small letters, without ``.gz``; of ``a.jsonl.gz`` it is ``.jsonl``."""
    return os.path.splitext(name.lower().removesuffix(".gz"))[1]


class _Walk:
    """One named path, followed down."""

    def __init__(
        self,
        path: str,
        typed: str,
        prefix: str,
        files: dict[str, NewsFile],
        issues: dict[str, Issue],
        metadata: dict[str, str],
    ) -> None:
        self._top, self._typed, self._prefix = path, typed, prefix
        self._files, self._issues, self._metadata = files, issues, metadata

    def run(self) -> None:
        """Fill the dictionaries, whose keys are absolute paths, so that nothing comes twice."""
        if os.path.isdir(self._top):
            real = os.path.realpath(self._top)
            for folder, entry in _entries(self._top):
                self._entry(folder, entry, real)
            return
        name = os.path.basename(self._top)
        if suffix_of(name) not in IMPORTERS:
            raise InputError(_unreadable(name), file=self._typed, remedy=_remedy(name))
        if not stat.S_ISREG(os.stat(self._top).st_mode):
            raise InputError(
                "this is not a regular file", file=self._typed, remedy="name a text file or a folder"
            )
        self._files.setdefault(
            self._top,
            NewsFile(
                self._top,
                name,
                suffix_of(name),
                os.path.getsize(self._top),
                os.path.basename(os.path.dirname(self._top)),
            ),
        )
        for folder in (Path(self._top).parent, Path(self._top).parent.parent):
            if (folder / METADATA).is_file():
                self._metadata.setdefault(str(folder / METADATA), METADATA)

    def _entry(self, folder: str, entry: os.DirEntry[str], real: str) -> None:
        within = os.path.relpath(entry.path, self._top).replace(os.sep, "/")
        shown = self._prefix + within
        if isinstance(entry, _Unreadable):
            self._say(
                entry.path, shown, "unreadable", "the folder cannot be opened", "check its access rights"
            )
        elif entry.is_symlink() and not _inside(entry.path, real):
            self._say(
                entry.path,
                shown,
                "link",
                "a link that leads out of the folder is not followed",
                "copy the file into the folder, or name it",
            )
        elif entry.is_dir():
            self._say(
                entry.path, shown, "link", "a link to a folder is not followed", "name the folder itself"
            )
        elif entry.name.lower() == METADATA:
            self._metadata[entry.path] = shown
        elif entry.name.startswith(_BESIDE) or suffix_of(entry.name) in _NO_ARTICLES:
            return
        elif suffix_of(entry.name) not in IMPORTERS:
            self._say(entry.path, shown, "not-read", _unreadable(entry.name), _remedy(entry.name), "note")
        elif not entry.is_file():
            self._say(entry.path, shown, "no-file", "this is not a regular file", "remove it")
        else:
            parent = os.path.basename(folder) if folder != self._top else _folder_name(self._top)
            new = NewsFile(entry.path, shown, suffix_of(entry.name), entry.stat().st_size, parent)
            old = self._files.get(entry.path)
            self._files[entry.path] = new if old is None else min(old, new, key=lambda file: file.shown)

    def _say(
        self, path: str, shown: str, code: str, reason: str, remedy: str, severity: str = "skipped"
    ) -> None:
        self._issues[path] = Issue("", shown, None, severity, code, reason, remedy)


class _Unreadable:
    """Stands for a folder that could not be listed."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.name = os.path.basename(path)


def _entries(top: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below ``top`` that is no plain folder and not hidden, with its folder."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = [
                    entry
                    for entry in listing
                    if not entry.name.startswith((".", "~$", "__MACOSX", "__pycache__"))
                ]
        except OSError:
            yield folder, _Unreadable(folder)  # type: ignore[misc]
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            else:
                yield folder, entry


def _inside(path: str, real: str) -> bool:
    target = os.path.realpath(path)
    return target == real or target.startswith(real + os.sep)


def _folder_name(path: str) -> str:
    return os.path.basename(os.path.realpath(path)) or "root"


def _check_exists(path: str, typed: str) -> None:
    if os.path.exists(path):
        return
    parent, name = os.path.split(path)
    near = difflib.get_close_matches(name, os.listdir(parent) if os.path.isdir(parent) else [], 1)
    where = os.path.join(os.path.dirname(typed), near[0]) if near else ""
    raise InputError(
        "there is no such file or folder",
        file=typed,
        remedy=f"did you mean {where}?" if near else "check the name; it is looked up from where you are",
    )


def _unreadable(name: str) -> str:
    suffix = suffix_of(name)
    return f"{suffix} files cannot be read" if suffix else "a file without a suffix cannot be read"


def _remedy(name: str) -> str:
    if suffix_of(name) in (".pdf", ".doc", ".docx", ".odt", ".rtf", ".htm", ".html", ".epub", ""):
        return "save its text as a .txt file in UTF-8"
    return "use .txt, .md, .csv, .tsv, .json or .jsonl"


def _why(issues: Iterable[str] | dict[str, Issue]) -> str:
    return f" ({len(list(issues))} files of other kinds were)" if issues else ""


