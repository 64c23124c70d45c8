"""Files of any size through workers, a few thousand articles at a time, in the order of the files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from framing.corpus.files.discover import find_files
from framing.corpus.options import ReadOptions
from framing.corpus.units import Paths, Unit, plan
from framing.engine.running import run
from framing.errors import UsageError
from framing.study.bridge.arrow import Tables, prepare_arrow
from framing.study.runs.duplicates import IdKeeper
from framing.study.runs.working import Task, work

_SHARD = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")

#: Called with the bytes read so far.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Shard:
    """Part ``number`` (from 1) of ``of`` parts: every ``of``-th unit of the input."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """``i/n``, as on the command line.

        >>> Shard.parse("2/8")
        Shard(number=2, of=8)
        """
        found = _SHARD.fullmatch(text)
        number, of = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= number <= of:
            raise UsageError(f"'{text[:30]}' is not a shard", remedy="write i/n with i from 1 to n, such as 2/8")
        return cls(number, of)

    def holds(self, number: int) -> bool:
        """Whether the unit of that number (from 0) is one of this shard."""
        return number % self.of == self.number - 1

    def of_units(self, units: Iterable[Unit]) -> Iterator[Unit]:
        """The units of this shard."""
        return islice(units, self.number - 1, None, self.of)


def input_size(paths: Paths, shard: Shard) -> int:
    """About how many bytes the units of a shard have; 0 where that cannot be told beforehand (packed files, stores)."""
    from framing.corpus.importers.parquet import unpacked_size

    size = 0
    for file in find_files(paths).files:
        if file.path.lower().endswith(".gz") or file.suffix == ".db":
            return 0
        size += unpacked_size(file) if file.suffix == ".parquet" else file.size
    return size // shard.of


def stream_tables(
    task: Task,
    paths: Paths,
    options: ReadOptions,
    *,
    workers: int = 1,
    shard: Shard | None = None,
    progress: Progress | None = None,
) -> Iterator[Tables]:
    """What becomes of the articles in ``paths``, one part a unit; the ``task`` reads with the same options.

    Memory does not grow with the number of articles, but for their ids. Any number of workers gives the same rows.
    """
    keeper, done = IdKeeper(), 0
    units = (shard or Shard()).of_units(plan(paths, options))
    for worked in run(partial(work, task), units, workers=workers, prepare=prepare_arrow):
        done += worked.size
        if progress is not None:
            progress(done)
        yield keeper.settle(worked.tables, worked.origins)
