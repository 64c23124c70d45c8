"""One unit of reading in, its tables out: what a worker does, on any engine. Knows nothing of the other units."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from framing.corpus.options import ReadOptions
from framing.corpus.reading import read_unit
from framing.corpus.units import Paths, Unit
from framing.engine.collecting import collector_resting
from framing.records.article import Article
from framing.records.codebook import Codebook
from framing.records.issue import Issue
from framing.store.addresses import the_store
from framing.study.bridge.arrow import Tables
from framing.study.bridge.coders import Named, make_bridge
from framing.study.output.packing import as_stream, from_stream
from framing.study.runs.duplicates import Origins, in_order


class Worker(Protocol):
    """Makes tables of articles; keeps its vocabulary from one call to the next."""

    def tables(self, articles: Sequence[Article], issues: Sequence[Issue] = ()) -> Tables:
        """The tables of these articles, with what reading had to say about them."""


class Task:
    """What is done with every unit; travels as bytes, which are made once and opened once in each worker.

    Tasks are the same if their parts are, or the bytes that travelled. One that stays in its process needs no bytes.
    """

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._parts: tuple[Any, ...] = ()

    @classmethod
    def of(cls, make: Callable[..., Worker], arguments: tuple[Any, ...], options: ReadOptions) -> Task:
        """Read with these options and give the articles to ``make(*arguments)``."""
        task = cls(b"")
        task._parts = make, arguments, options
        return task

    def open(self) -> tuple[Worker, ReadOptions]:
        """A worker of its own, and how to read."""
        make, arguments, options = self._parts or pickle.loads(self._packed)
        return make(*arguments), options

    def __reduce__(self) -> tuple[type[Task], tuple[bytes]]:
        self._packed = self._packed or pickle.dumps(self._parts)
        return Task, (self._packed,)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Task) and (self._parts, self._key()) == (other._parts, other._key())

    def __hash__(self) -> int:
        return hash(self._parts[0] if self._parts else self._packed)

    def _key(self) -> bytes:
        return b"" if self._parts else self._packed


def scoring(paths: Paths, codebook: Codebook, coder: Named, options: ReadOptions, only: str = "") -> Task:
    """Score the articles of ``paths``; if that is one store, what it has scores of is taken out, and new ones are kept.

    A store keeps all tables; elsewhere ``only`` one may be asked for.
    """
    if address := the_store(paths):
        from framing.study.stores.keeping import KeepingBridge  # here, as most articles stand in files

        return Task.of(KeepingBridge, (codebook, coder, address), options)
    return Task.of(make_bridge, (codebook, coder, only), options)


@dataclass(frozen=True, slots=True)
class Worked:
    """The tables of a unit, not yet settled with those of others; ``size`` is the unit's.

    Between processes each table travels as the bytes of a stream.
    """

    tables: Tables
    origins: Origins
    size: int

    def __reduce__(self) -> tuple[Callable[..., Worked], tuple[dict[str, bytes], Origins, int]]:
        packed = {name: as_stream(table) for name, table in self.tables.items()}
        return _unpacked, (packed, self.origins, self.size)


def _unpacked(packed: dict[str, bytes], origins: Origins, size: int) -> Worked:
    return Worked({name: from_stream(data) for name, data in packed.items()}, origins, size)


class _Stations(threading.local):
    """The workers of each thread: they keep their vocabulary and are not thread-safe."""

    def __init__(self) -> None:
        self.open: dict[Task, tuple[Worker, ReadOptions]] = {}


_stations = _Stations()


def work(task: Task, unit: Unit) -> Worked:
    """Read one unit and make its tables."""
    if task not in _stations.open:
        _stations.open.clear()
        _stations.open[task] = task.open()
    # A unit makes a million objects and no circle among them; nearly all are gone when the collector looks again.
    with collector_resting():
        worker, options = _stations.open[task]
        reading = read_unit(unit, options)
        tables, origins = in_order(worker.tables(reading.articles, reading.issues), reading)
        return Worked(tables, origins, unit.size)
