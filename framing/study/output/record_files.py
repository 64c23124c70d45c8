"""Records of articles on their way out: JSON lines, or Parquet whose row groups workers can share.

Both hold the same, and come back equal. Parquet has one column for each field that an article knows; other columns of
its record stand in ``extra``, as a JSON object, since every row of a table has the same columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO, Protocol

from framing.corpus.drafts import TAGS
from framing.corpus.options import BATCH_BYTES

#: A date tells its precision by itself.
COLUMNS = ("doc_id", *(name for name in TAGS if name != "date_precision"), "text", "extra", "framing")
Record = Mapping[str, Any]


class RecordWriter(Protocol):
    """Takes records as ``corpus.exports.record_of`` makes them."""

    def write(self, records: Iterable[Record]) -> None:
        """Add records."""

    def close(self) -> None:
        """Finish the file."""


@contextmanager
def writing_records(file: BinaryIO, *, parquet: bool) -> Iterator[RecordWriter]:
    """A writer on an open file, which stays open."""
    writer: RecordWriter = _Parquet(file) if parquet else _JsonLines(file)
    try:
        yield writer
    finally:
        writer.close()


class _JsonLines:
    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, records: Iterable[Record]) -> None:
        self._file.write("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode())

    def close(self) -> None:
        """Nothing is held back."""


class _Parquet:
    """A row group ends behind ``BATCH_BYTES`` of text: what is read and scored at a time, however the records came."""

    def __init__(self, file: BinaryIO) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._schema = pa.schema([(name, pa.string()) for name in COLUMNS])
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._waiting: list[dict[str, str]] = []
        self._size = 0

    def write(self, records: Iterable[Record]) -> None:
        for record in records:
            self._waiting.append(_row(record))
            self._size += len(record["text"])
            if self._size >= BATCH_BYTES:
                self._write_group()

    def _write_group(self) -> None:
        import pyarrow as pa

        self._writer.write_table(pa.Table.from_pylist(self._waiting, self._schema))
        self._waiting, self._size = [], 0

    def close(self) -> None:
        if self._waiting:
            self._write_group()
        self._writer.close()


def _row(record: Record) -> dict[str, str]:
    row = {name: value for name, value in record.items() if name in COLUMNS and name not in ("extra", "framing")}
    extra = {name: value for name, value in record.items() if name not in row and name != "framing"}
    row["framing"] = json.dumps(record["framing"], ensure_ascii=False)
    return {**row, "extra": json.dumps(extra, ensure_ascii=False)} if extra else row
