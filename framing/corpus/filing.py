"""A corpus folder on disk: adding files to it, byte for byte, with their tags in ``metadata.csv`` beside them."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framing.arguments import check_text
from framing.corpus.drafts import TAGS, NewsFile
from framing.corpus.files.discover import METADATA, find_files
from framing.corpus.files.streams import read_bytes
from framing.corpus.metadata import Metadata, read_metadata
from framing.corpus.options import ReadOptions
from framing.corpus.reading import read_articles
from framing.corpus.tags.outlets import load_outlets
from framing.corpus.units import Paths
from framing.csvsafe import csv_text
from framing.engine.wholefile import whole_file
from framing.errors import FramingError, InputError, system_says
from framing.filesafe import is_device
from framing.records.article import Article
from framing.records.dates import parse_date
from framing.records.issue import Issue

COLUMNS = ("doc_id", "file", *TAGS)
_LONGEST = 60
_TEXTS = frozenset({".txt", ".md", ".markdown", ".docx"})
_NOT_ONE = InputError(
    "only files that hold one article can be added",
    remedy="put files of records (.csv, .jsonl) into the folder yourself; they carry their own tags",
)


@dataclass(slots=True)
class Added:
    """What ``add_files`` did: ``(file, where it is now)``, what was there already, and what could not be read."""

    added: list[tuple[str, str]] = field(default_factory=list)
    present: list[tuple[str, str]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def add_files(
    paths: Paths, corpus: str | os.PathLike[str], *, options: ReadOptions | None = None, **tags: str
) -> Added:
    """Copy files that hold one article each into a corpus folder and write their tags to its ``metadata.csv``.

    What a ``metadata.csv`` beside them says of them goes along. ``tags`` are columns of the metadata (``outlet``,
    ``date``, ``title``, ``genre`` ...) that hold for all of ``paths``. A file goes to ``<outlet>/<date>-<name>.txt`` as
    it is; a text that is there already (by its bytes) is named, not doubled. Nothing is written outside ``corpus``, and
    the table is replaced in one step.
    """
    options = options or ReadOptions()
    folder = Path(corpus)
    tags = checked_tags(tags, options)
    _make(folder)
    rows = _rows(folder, options)
    found = find_files(paths)
    beside = read_metadata(found.metadata, options)
    done = Added(issues=[*found.issues, *beside.issues])
    desk = _Desk(folder, options, tags, rows, _digests(folder, options), beside, done)
    before = len(rows)
    try:
        for file in found.files:
            desk.take(file)
    finally:  # whoever was interrupted, or has no more room, keeps the tags of what is there
        if len(rows) > before:
            _write(folder / METADATA, _table(rows).encode())
    return desk.done


@dataclass(slots=True)
class _Desk:
    """Takes files into ``folder``: the ``rows`` of its table, and where which bytes are ``known`` to be.

    ``beside`` are the tables that lie beside the files.
    """

    folder: Path
    options: ReadOptions
    tags: dict[str, str]
    rows: list[dict[str, str]]
    known: dict[str, str]
    beside: Metadata
    done: Added
    _rowed: set[str] = field(init=False)
    _ids: set[str] = field(init=False)
    _numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._rowed = {row.get("file", "") for row in self.rows}
        self._ids = {row.get("doc_id", "") for row in self.rows}

    def take(self, file: NewsFile) -> None:
        """Copy a file, or say why not."""
        try:
            data = read_bytes(file.path, file.shown, self.options.limits)
        except FramingError as problem:
            self._skip(file, "unreadable", problem)
            return
        digest = hashlib.sha256(data).hexdigest()
        if place := self.known.get(digest, ""):
            self.done.present.append((file.shown, place))
            if place in self._rowed or (self.folder / place).samefile(file.path):
                return  # else somebody was killed before its tags were written
        outlet = self.tags.get("outlet", "")
        reading = read_articles([file.path], ReadOptions(outlet=outlet, encoding=self.options.encoding))
        if len(reading.articles) != 1 or file.suffix not in _TEXTS:
            if place and not self.tags:
                return
            self.done.issues += reading.issues
            if all(issue.severity != "skipped" for issue in reading.issues):
                self._skip(file, "not-one-article", _NOT_ONE)
            return
        new = not place
        if new:
            self.known[digest] = place = self._place(reading.articles[0], file.suffix)
            _write(self.folder / place, data)
            self.done.added.append((file.shown, place))
        row = _row(place, reading.articles[0], self._said(file) | self.tags)
        if new or len(row) > 1:
            self.rows.append(row)
            self._rowed.add(place)
            self._ids.add(row.get("doc_id", ""))

    def _place(self, article: Article, suffix: str) -> str:
        """Where a file goes, relative to the folder: the next name that is free."""
        date = self.tags.get("date") or article.day
        name = slug(self.tags.get("title") or article.provenance.file.rsplit("/", 1)[-1].rsplit(".", 1)[0])
        name = name if not date or name.startswith(date) else f"{date}-{name}"
        stem, place = f"{slug(article.outlet.value)}/{name}", ""
        number = self._numbers.get(stem + suffix, 0)  # to count anew for each takes the square of them all
        while not place or (self.folder / place).exists():
            number += 1
            place = f"{stem}-{number}{suffix}" if number > 1 else stem + suffix
        self._numbers[stem + suffix] = number
        return place

    def _said(self, file: NewsFile) -> dict[str, str]:
        """What the table beside a file says of it; an id that is taken here stays out."""
        row = self.beside.by_file.get(file.path) or self.beside.by_id.get(file.stem)
        said = {**row.fields, **row.extra} if row else {}
        return {name: value for name, value in said.items() if name != "doc_id" or value not in self._ids}

    def _skip(self, file: NewsFile, code: str, why: FramingError) -> None:
        self.done.issues.append(Issue("", file.shown, why.line, "skipped", code, why.reason, why.remedy))


def slug(text: str) -> str:
    """``text`` as a file name that every system takes: small letters, digits and single hyphens.

    >>> slug("../The Globe & Mail: “Tariffs”"), slug("完善"), slug("Con")
    ('the-globe-mail-tariffs', 'u5b8c-u5584', 'con-1')
    """
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[^\x00-\x7f]", lambda found: f" u{ord(found[0]):x} " if found[0].isalpha() else " ", plain)
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST].strip("-") or "untitled"
    return f"{name}-1" if is_device(name) else name


def _write(path: Path, data: bytes) -> None:
    """Put a file into the corpus folder, whole or not at all; the outlet's folder is made."""
    _make(path.parent)
    with whole_file(path) as file:
        file.write(data)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        reason = f"the folder cannot be made ({system_says(problem)})"
        raise InputError(reason, file=folder, remedy="check its name and its rights, or name another folder") from None


def checked_tags(tags: dict[str, str], options: ReadOptions) -> dict[str, str]:
    """The tags under their canonical names; a wrong column or date is an InputError."""
    if odd := sorted(set(tags).difference(TAGS)):
        raise InputError(f"'{odd[0]}' is no column of {METADATA}", remedy=f"use one of {', '.join(TAGS)}")
    for name, value in tags.items():
        if value is not None:
            check_text(name, value)
    tags = {name: value.strip() for name, value in tags.items() if value and value.strip()}
    if date := parse_date(tags.get("date", "")):
        tags |= {"date": date.iso, "date_precision": date.precision}
    known = load_outlets(options.outlets_file).named(tags.get("outlet", ""))
    return tags | ({"outlet": known.name} if known else {})


def _rows(folder: Path, options: ReadOptions) -> list[dict[str, str]]:
    """The rows of the folder's table as they are, with its own further columns."""
    path = folder / METADATA
    if not path.exists():
        return []
    metadata = read_metadata([(str(path), str(path))], options)
    if metadata.issues:
        first = metadata.issues[0]
        raise InputError(first.reason, file=path, line=first.line, remedy=f"{first.remedy}; nothing was added")
    found = sorted([*metadata.by_file.values(), *metadata.by_id.values()], key=lambda row: row.line)
    return [{**row.fields, **row.extra} for row in found]


def _digests(folder: Path, options: ReadOptions) -> dict[str, str]:
    """SHA-256 of the bytes of every file that is in the folder, with its place."""
    try:
        files = find_files([folder]).files
    except InputError:
        return {}
    return {hashlib.sha256(read_bytes(file.path, file.shown, options.limits)).hexdigest(): file.shown for file in files}


def _row(place: str, article: Article, tags: dict[str, str]) -> dict[str, str]:
    """The tags of a new file; what was only proposed stays out, so that it stays a proposal."""
    row = {**tags, "file": place}
    if article.outlet.how == "given":
        row["outlet"] = article.outlet.value
    if article.date and "date" not in row:
        row |= {"date": article.date.iso, "date_precision": article.date.precision}
    return row


def _table(rows: Sequence[dict[str, str]]) -> str:
    columns = list(dict.fromkeys([*COLUMNS, *(name for row in rows for name in row)]))
    return csv_text([columns, *([row.get(name, "") for name in columns] for row in rows)])
