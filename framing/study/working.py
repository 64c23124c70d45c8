"""One unit of reading in, its tables out: what a worker process does. Knows nothing of the other units."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from framing.corpus.options import ReadOptions
from framing.corpus.units import Unit, read_unit
from framing.records.article import Article
from framing.records.issue import Issue
from framing.study.arrow import Tables, leave_pandas_out

if TYPE_CHECKING:
    import pyarrow as pa


class Worker(Protocol):
    """Makes tables of articles; keeps its vocabulary from one call to the next."""

    def tables(self, articles: Sequence[Article], issues: Sequence[Issue] = ()) -> Tables:
        """The tables of these articles, with what reading had to say about them."""


@dataclass(slots=True)
class _Station:
    worker: Worker
    options: ReadOptions


_station: _Station | None = None


def prepare(make: Callable[..., Worker], arguments: tuple[Any, ...], options: ReadOptions) -> None:
    """Set up this process with the worker ``make(*arguments)``; called once before its first unit."""
    global _station
    _station = _Station(make(*arguments), options)


def prepare_process(make: Callable[..., Worker], arguments: tuple[Any, ...], options: ReadOptions) -> None:
    """The same in a process that does nothing else."""
    leave_pandas_out()
    prepare(make, arguments, options)


def work(unit: Unit) -> tuple[int, Tables]:
    """Read one unit and make its tables, with the unit's size."""
    assert _station is not None, "prepare() runs first"
    with _collector_resting():
        reading = read_unit(unit, _station.options)
        return unit.size, _station.worker.tables(reading.articles, reading.issues)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """No search for garbage in circles: a unit makes a million objects and no circle among them."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


def work_and_pack(unit: Unit) -> tuple[int, dict[str, bytes]]:
    """The same with each table as Arrow IPC bytes, ready for another process."""
    size, tables = work(unit)
    return size, {name: _pack(table) for name, table in tables.items()}


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
