"""Rows of Arrow as drafts: columns under our names, cells as text. Columns we do not know are kept as text."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.corpus.drafts import FIELDS, Draft, NewsFile, plain_key, skipped
from framing.corpus.files.streams import over_limit
from framing.corpus.importers.exported import as_it_was, unfolded
from framing.corpus.options import ReadOptions
from framing.corpus.own_tables import refuse_own
from framing.errors import InputError
from framing.records.issue import Issue

if TYPE_CHECKING:
    import pyarrow as pa

#: What pandas adds for its index.
_INDEX = re.compile(r"__index_level_\d+__")
_MIDNIGHT = dt.time(0)
#: Stands for a cell whose bytes are no text.
_BROKEN: Any = object()


@dataclass(frozen=True, slots=True)
class Columns:
    """``places`` holds the number of each column by our name; ``read`` their names in the table."""

    places: dict[str, int]
    read: tuple[str, ...]

    @property
    def extra(self) -> list[str]:
        """The columns beyond the fields that an article knows."""
        return [name for name in self.places if name not in FIELDS]


def columns_of(schema: pa.Schema, shown: str) -> Columns:
    """The columns to read; an InputError if they cannot be articles."""
    kept = [(number, name) for number, name in enumerate(schema.names) if not _INDEX.fullmatch(name)]
    places: dict[str, int] = {}
    for number, name in kept:
        ours = plain_key(name)
        if ours in places:
            raise InputError(f"the table gives '{ours}' twice", file=shown, remedy="rename or remove one of the two")
        places[ours] = number
    refuse_own(places, shown)
    if "text" not in places:
        listed = ", ".join(list(places)[:12]) or "none"
        raise InputError(
            f"the table has no column 'text'; its columns are: {listed}",
            file=shown,
            remedy="name the column with the articles' texts 'text'",
        )
    kind = schema.field(places["text"]).type
    if not _is_text(kind):
        raise InputError(f"the column 'text' holds {kind}, not text", file=shown, remedy="write the texts as strings")
    return Columns(places, tuple(name for _, name in kept))


def read_rows(
    batch: pa.RecordBatch, row: int, file: NewsFile, importer: str, options: ReadOptions, issues: list[Issue]
) -> Iterator[Draft | Issue]:
    """The articles of some rows, the first of which has the number ``row``; what is wrong with one is added to
    ``issues``."""
    columns = columns_of(batch.schema, file.shown)
    filled = {name: batch.column(n) for name, n in columns.places.items() if batch.column(n).null_count < len(batch)}
    cells = {name: _cells_of(column, words=name in FIELDS) for name, column in filled.items()}
    further = [name for name in columns.extra if name in filled]
    for line in range(row, row + batch.num_rows):
        fields = {name: cell for name in cells if (cell := cells[name][line - row]) is not None}
        if broken := [name for name, cell in fields.items() if cell is _BROKEN]:
            reason = f"the column '{broken[0]}' of this row holds bytes that are not UTF-8"
            remedy = "write the file again with its text in UTF-8"
            issues.append(skipped(file, line, "bad-encoding", reason, remedy))
            continue
        if len(fields.get("text", "")) > options.limits.article_bytes:
            over = over_limit("article_bytes", options.limits.article_bytes, file.shown, line)
            issues.append(skipped(file, line, "too-large", over.reason, over.remedy))
            continue
        extra = unfolded({name: fields.pop(name) for name in further if name in fields})
        fields.setdefault("text", "")  # a null: the column is there, its text is not
        yield as_it_was(Draft(file, fields, importer, "utf-8", line, extra=extra), options)


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    kind = kind.value_type if types.is_dictionary(kind) else kind
    tests = (types.is_string, types.is_large_string, types.is_string_view, types.is_binary, types.is_large_binary)
    return any(test(kind) for test in (*tests, types.is_null))


def _cells_of(column: pa.Array, *, words: bool) -> list[Any]:
    """Each cell as text, None where there is nothing, _BROKEN where bytes should be text (``words``) and are not."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        values = column.to_pylist()
    except (ValueError, OverflowError):
        values = [_value(scalar) for scalar in column]
    return [value if value is None or type(value) is str else _text(value, words) for value in values]


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return _BROKEN


def _text(value: Any, words: bool) -> Any:
    """A cell that is no text as the text that JSON lines would give."""
    if value is _BROKEN:
        return _BROKEN
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return _BROKEN if words else value.hex()
    plain = _plain(value)
    return plain if plain is None or isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Nested values as JSON has them; a missing number is null, days and times are text."""
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat()
    return value if isinstance(value, str | bool | int | float | None) else str(value)
