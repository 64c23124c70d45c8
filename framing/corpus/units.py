"""Any number of articles in flat memory: files are cut into units, and a unit is read wherever it is sent.

``plan`` runs once and opens files only to cut them; ``read_unit`` (``reading``) needs a unit and the options, both
small and picklable. The cut depends on the files alone, never on workers, so every engine sees the same units in the
same order.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from framing import registry
from framing.corpus.drafts import Importer, NewsFile, Piece, Row, skipped, without_gz
from framing.corpus.files.discover import Found, find_files
from framing.corpus.metadata import Metadata, missing_files, read_metadata
from framing.corpus.options import ReadOptions
from framing.errors import FramingError, PlaceError
from framing.records.issue import Issue

_GROUP_FILES = 2_000

Paths = Sequence[str | os.PathLike[str]]


@dataclass(frozen=True, slots=True)
class Unit:
    """What one worker reads at a time: whole files, or a piece of one; ``size`` is its bytes, for progress bars."""

    pieces: tuple[Piece, ...] = ()
    issues: tuple[Issue, ...] = ()
    size: int = 0


def plan(paths: Paths, options: ReadOptions | None = None) -> Iterator[Unit]:
    """The units of all articles in ``paths``, in the order of their files.

    A path that does not exist, or a folder without articles, raises an InputError before the first unit.
    """
    return plan_files(find_files(paths), options)


def plan_files(found: Found, options: ReadOptions | None = None, only: Container[str] | None = None) -> Iterator[Unit]:
    """``plan`` for files that were found already; with ``only``, of the files with these paths, under their names."""
    options = options or ReadOptions()
    metadata = read_metadata(found.metadata, options)
    issues = [*found.issues, *metadata.issues, *missing_files(metadata, found.files, found.complete)]
    names, renamed = name_files([file for file in found.files if importer_of(file).single], metadata)
    if issues or renamed:
        yield Unit(issues=(*issues, *renamed))
    tables = found.metadata if metadata.by_id else ()
    group: list[Piece] = []
    size = 0
    for file in found.files:
        if only is not None and file.path not in only:
            continue
        row = metadata.by_file.get(file.path)
        if not importer_of(file).single:
            if group:
                yield Unit(tuple(group), size=size)
                group, size = [], 0
            yield from _cut(file, row, tables, options)
            continue
        group.append(Piece(file, names[file.path], row=row, tables=tables))
        size += file.size
        if size > options.batch_bytes or len(group) >= _GROUP_FILES:
            yield Unit(tuple(group), size=size)
            group, size = [], 0
    if group:
        yield Unit(tuple(group), size=size)


def importer_of(file: NewsFile) -> Importer:
    """What reads files of that ending."""
    importer = registry.find("importers", file.suffix, Importer)
    assert importer is not None, file.suffix  # no file is found that nobody reads
    return importer


def refusal(file: NewsFile, problem: FramingError, doc_id: str = "") -> Issue:
    """What is said of an input that cannot be read."""
    return skipped(file, problem.line, "unreadable", problem.reason, problem.remedy, doc_id)


def _cut(file: NewsFile, row: Row | None, tables: tuple[tuple[str, str], ...], options: ReadOptions) -> Iterator[Unit]:
    """The units of a file of records; one that breaks off says so after its last good piece."""
    importer = importer_of(file)
    assert importer.cut is not None
    pieces = 0
    try:
        for piece in importer.cut(file, options):
            pieces += 1
            yield Unit((replace(piece, row=row, tables=tables),), size=piece.size)
    except FramingError as problem:
        if importer.sound or isinstance(problem, PlaceError):
            raise
        issue = refusal(file, problem)
        yield Unit(issues=(replace(issue, reason=issue.reason + "; what follows was not read") if pieces else issue,))
    else:
        if not pieces:
            yield Unit(issues=(skipped(file, None, "empty", "the file is empty", "put articles into it"),))


def name_files(files: Sequence[NewsFile], metadata: Metadata) -> tuple[dict[str, str], list[Issue]]:
    """The ``doc_id`` of each file that holds one article, by path: metadata's, or the stem, or the relative path.

    Stems that collide give way to the path without its suffix (and with it, where that collides too).
    """
    given = {path: row.fields["doc_id"] for path, row in metadata.by_file.items() if "doc_id" in row.fields}
    names = {file.path: given.get(file.path, file.stem) for file in files}
    issues: list[Issue] = []
    counts = Counter(names.values())
    for file in files:
        if counts[names[file.path]] > 1 and file.path not in given:
            longer = without_gz(file.shown)[: -len(file.suffix) or None]
            reason = f"several files are called '{file.stem}'; this one is '{longer}'"
            remedy = "give each file a name of its own"
            issues.append(Issue(longer, file.shown, None, "note", "same-stem", reason, remedy))
            names[file.path] = longer
    counts = Counter(names.values())
    for file in files:
        if counts[names[file.path]] > 1 and file.path not in given:
            names[file.path] = file.shown
    return names, issues
