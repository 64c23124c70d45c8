"""``metadata.csv``: tags beside the texts, joined on the file name or, for single records, on ``doc_id``."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framing.corpus.drafts import FIELDS, NewsFile, Row, plain_key, skipped
from framing.corpus.options import ReadOptions
from framing.corpus.rows import open_table
from framing.errors import FramingError
from framing.records.issue import Issue


@dataclass(slots=True)
class Metadata:
    """Rows by the absolute path of their file, rows by ``doc_id`` where no file is named, and what was wrong."""

    by_file: dict[str, Row] = field(default_factory=dict)
    by_id: dict[str, Row] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def read_metadata(tables: Sequence[tuple[str, str]], options: ReadOptions) -> Metadata:
    """The rows of all ``(path, shown)`` tables; of two rows for one file the one in the nearer table holds.

    A table that cannot be read is an Issue: its articles are then read without their tags.
    """
    metadata = Metadata()
    # The table nearest to a file has the longest path, so it comes last and holds.
    for path, shown in sorted(tables, key=lambda table: (table[0].count(os.sep), table[0])):
        try:
            _read_table(path, shown, options, metadata)
        except FramingError as problem:
            metadata.issues.append(
                Issue("", shown, problem.line, "warning", "bad-metadata", problem.reason, problem.remedy)
            )
    return metadata


def missing_files(metadata: Metadata, files: Sequence[NewsFile], complete: bool) -> list[Issue]:
    """An Issue for each row whose file does not exist; none if single files were named (``complete=False``)."""
    if not complete:
        return []
    present = {file.path for file in files}
    # By name and by name without ending, in small letters: what a row that names no file may mean.
    near = {name.lower(): file.shown for file in files for name in (file.stem, file.shown.rpartition("/")[2])}
    return [
        Issue(row.fields.get("doc_id", ""), row.table, row.line, "warning", "missing-file",
              f"the file '{name}' of this row {'lies outside the folder' if outside else 'is not there'}",
              f"did you mean {meant}?" if (meant := near.get(name.rpartition("/")[2].lower()))
              else "correct its name, or remove the row")
        for path, row in metadata.by_file.items()
        if path not in present
        and ((outside := _leads_out(name := row.extra.get("file", ""))) or not Path(path).exists())
    ]  # fmt: skip


def _leads_out(name: str) -> bool:
    """Whether a file's name in a table is a whole path, or climbs above the table's folder."""
    plain = os.path.normpath(name.replace("\\", "/"))
    return Path(plain).is_absolute() or plain.startswith("..")


def _read_table(path: str, shown: str, options: ReadOptions, metadata: Metadata) -> None:
    own: dict[str, int] = {}
    with open_table(path, shown, options, ("file", "doc_id"), _key) as table:
        for line, cells in table.rows:
            values = {name: cell.strip() for name, cell in zip(table.names, cells, strict=True) if cell.strip()}
            fields = {name: value for name, value in values.items() if name in FIELDS and name != "text"}
            row = Row(shown, line, fields, {name: value for name, value in values.items() if name not in FIELDS})
            target, place = _target(row, path, metadata)
            if not place:
                reason = "the row names neither file nor doc_id"
                table.issues.append(skipped(shown, line, "bad-row", reason, "name one"))
            elif place in own:
                reason = f"line {own[place]} is about the same file or id"
                table.issues.append(skipped(shown, line, "duplicate-row", reason, "keep one of the two rows"))
            else:
                target[place] = row
                own[place] = line
        metadata.issues.extend(table.issues)


def _target(row: Row, table: str, metadata: Metadata) -> tuple[dict[str, Row], str]:
    name = row.extra.get("file", "").replace("\\", "/")
    if name:
        return metadata.by_file, os.path.normpath(_as_on_disk(Path(table).parent, name))
    return metadata.by_id, row.fields.get("doc_id", "")


def _as_on_disk(folder: Path, name: str) -> Path:
    """The file of that name, however its accents are stored: a Mac parts them from their letters, a table does not."""
    if name.isascii() or (folder / name).exists():
        return folder / name
    forms = (folder / unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    return next((path for path in forms if path.exists()), folder / name)


def _key(name: str) -> str:
    plain = plain_key(name)
    return "file" if plain.strip().lower() in ("file", "filename", "file_name") else plain
