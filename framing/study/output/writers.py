"""Tables on their way out: CSV, JSON lines and Parquet, a part at a time and always whole.

CSV and JSON lines are UTF-8; a missing number is empty in CSV and null in JSON. Columns of kind ``json`` hold JSON and
are written as what it says in JSON lines, as its text elsewhere.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from framing.errors import UsageError
from framing.records.columns import in_one, plain_schema

if TYPE_CHECKING:
    import pyarrow as pa

FORMATS = ("csv", "json", "parquet")
#: Rows of a row group of Parquet: some 30 MB of matches.
GROUP_ROWS = 100_000


def is_stream(path: str | Path) -> bool:
    """A device, a pipe or a name for one (/dev/stdout, /dev/fd/63): to be written to, never replaced by a file.

    >>> is_stream("/dev/null"), is_stream("report.html")
    (True, False)
    """
    place = Path(path)
    top = (Path.cwd() / place).parts[1:3]
    if top[:1] in (("dev",), ("proc",)) and top != ("dev", "shm"):  # where plain files lie in memory
        return place.exists()
    return place.exists() and not place.is_file() and not place.is_dir()


class Writer(Protocol):
    """Takes the parts of one table."""

    def write(self, table: pa.Table) -> None:
        """Add rows."""

    def close(self) -> None:
        """Finish the file."""


@contextmanager
def writing(
    file: BinaryIO, schema: pa.Schema, form: str, json_columns: frozenset[str] = frozenset()
) -> Iterator[Writer]:
    """A writer of ``form`` (csv, json or parquet) on an open file; the file stays open."""
    makers: dict[str, Any] = {"csv": _Csv, "json": _JsonLines, "parquet": _Parquet}
    if form not in makers:
        raise UsageError(f"'{form}' is no format", remedy=f"use {', '.join(FORMATS)}")
    writer: Writer = makers[form](file, schema, json_columns)
    try:
        yield writer
    finally:
        writer.close()


class _Csv:
    def __init__(self, file: BinaryIO, schema: pa.Schema, json_columns: frozenset[str]) -> None:
        from pyarrow import csv

        self._schema = plain_schema(schema)  # exchange files hold no dictionaries
        self._writer = csv.CSVWriter(file, self._schema)

    def write(self, table: pa.Table) -> None:
        self._writer.write(table.cast(self._schema))

    def close(self) -> None:
        self._writer.close()


class _JsonLines:
    def __init__(self, file: BinaryIO, schema: pa.Schema, json_columns: frozenset[str]) -> None:
        self._file = file
        self._json_columns = json_columns

    def write(self, table: pa.Table) -> None:
        dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(", ", ": ")).encode
        for batch in table.to_batches(max_chunksize=10_000):
            lines = [dump(self._plain(row)) for row in batch.to_pylist()]
            self._file.write("".join(line + "\n" for line in lines).encode("utf-8"))

    def _plain(self, row: dict[str, Any]) -> dict[str, Any]:
        for name, value in row.items():
            if name in self._json_columns and value:
                row[name] = json.loads(value)
            elif isinstance(value, float) and not math.isfinite(value):
                row[name] = None if math.isnan(value) else str(value)
        return row

    def close(self) -> None:
        """Nothing is held back."""


class _Parquet:
    """Row groups of a fixed number of rows and dictionaries in the order of their rows: the same rows, the same bytes.

    How the rows came in parts leaves no trace.
    """

    def __init__(self, file: BinaryIO, schema: pa.Schema, json_columns: frozenset[str]) -> None:
        import pyarrow.parquet as pq

        self._writer = pq.ParquetWriter(file, schema, compression="zstd", store_schema=True)
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def write(self, table: pa.Table) -> None:
        self._waiting.append(table)
        self._rows += table.num_rows
        while self._rows >= GROUP_ROWS:
            self._write_group()

    def close(self) -> None:
        if self._rows:
            self._write_group()
        self._writer.close()

    def _write_group(self) -> None:
        import pyarrow as pa

        whole = pa.concat_tables([part.unify_dictionaries() for part in self._waiting])
        self._writer.write_table(in_one(whole.slice(0, GROUP_ROWS)), row_group_size=GROUP_ROWS)
        self._waiting = [whole.slice(GROUP_ROWS)]
        self._rows = self._waiting[0].num_rows
