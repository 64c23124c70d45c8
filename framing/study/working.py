"""One unit of reading in, its tables out: what a worker process does. Knows nothing of the other units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.corpus.options import ReadOptions
from framing.corpus.units import Unit, read_unit
from framing.records.codebook import Codebook
from framing.study.bridge import Bridge, Tables

if TYPE_CHECKING:
    import pyarrow as pa

#: Texts of about this many bytes go through the arrays at once; more would not be faster, only larger.
BATCH_BYTES = 8_000_000


@dataclass(slots=True)
class _Worker:
    bridge: Bridge
    options: ReadOptions


_worker: _Worker | None = None


def prepare(codebook: Codebook, options: ReadOptions) -> None:
    """Set up this process; called once before its first unit."""
    global _worker
    _worker = _Worker(Bridge(codebook), options)


def score_unit(unit: Unit) -> Tables:
    """Read one unit and score it; its tables, in the order of its articles."""
    assert _worker is not None, "prepare() runs first"
    reading = read_unit(unit, _worker.options)
    return _worker.bridge.tables(reading.articles, reading.issues)


def score_unit_packed(unit: Unit) -> tuple[int, dict[str, bytes]]:
    """The same for another process: the unit's size, and each table as Arrow IPC bytes."""
    return unit.size, {name: _pack(table) for name, table in score_unit(unit).items()}


def _pack(table: pa.Table) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def unpack(packed: bytes) -> pa.Table:
    """The table in Arrow IPC bytes."""
    import pyarrow as pa

    return pa.ipc.open_stream(packed).read_all()
