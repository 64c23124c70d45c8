"""Scoring into parts: by workers here, on Dask or on Spark; carried on after a kill; put together at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from framing import registry
from framing.corpus.options import ReadOptions
from framing.corpus.units import Paths, Unit, plan
from framing.engine.running import check_workers
from framing.errors import InputError, UsageError
from framing.records.codebook import Codebook
from framing.records.tables import LEXICON
from framing.study.bridge.arrow import prepare_arrow
from framing.study.output.packing import PARQUET, as_parquet
from framing.study.runs.duplicates import IdKeeper, Origins
from framing.study.runs.manifest import make_manifest, name_of, refuse_unlike
from framing.study.runs.partfolder import NAMES, Mark, Part, PartFolder
from framing.study.runs.streaming import Progress, Shard
from framing.study.runs.working import Task, scoring, work

if TYPE_CHECKING:
    import pyarrow as pa

Numbered = tuple[int, Unit]


@dataclass(frozen=True, slots=True)
class Engine:
    """Where units are scored: ``name`` in ``registry.ENGINES``, and what it needs to know."""

    name: str = "processes"
    workers: int = 1
    scheduler: str = ""

    def __post_init__(self) -> None:
        check_workers(self.workers)

    def run(self, function: Callable[[Numbered], Mark], items: Iterable[Numbered]) -> Iterator[Mark]:
        """``function`` of each item, in any order."""
        run_each = registry.load(registry.ENGINES[self.name])
        found: Iterator[Mark] = run_each(
            function, items, workers=self.workers, address=self.scheduler, prepare=prepare_arrow
        )
        return found


def score_unit(task: Task, folder: PartFolder, numbered: Numbered) -> Mark:
    """Score one unit and write its part: the function that every engine runs. What comes back is small."""
    number, unit = numbered
    worked = work(task, unit)
    mark = folder.put(number, worked.tables, worked.origins, worked.size)
    return replace(mark, origins=Origins())


def score_parts(
    place: str,
    paths: Paths,
    codebook: Codebook,
    options: ReadOptions | None = None,
    *,
    coder: str = LEXICON,
    engine: Engine | None = None,
    shard: Shard | None = None,
    restart: bool = False,
    form: str = PARQUET,
    progress: Progress | None = None,
    resumed: Callable[[int, int], None] | None = None,
) -> PartFolder:
    """Score files of any size into a folder of parts, or carry on with what was begun there.

    ``resumed`` is told how many units were done already, and their bytes. A UsageError says what changed if the folder
    holds parts of other input or another codebook; ``restart`` removes them. ``form`` is how the parts are written
    (``packing``).
    """
    options, engine, shard = options or ReadOptions(), engine or Engine(), shard or Shard()
    folder = PartFolder(place, form)
    if restart:
        folder.remove()
    manifest = make_manifest(paths, codebook, coder, options, shard)
    begun = folder.manifests()
    for old in begun.values():
        if old.get("settled"):
            raise UsageError(f"{place} holds the finished parts of a run", remedy="name another folder, or --restart")
        refuse_unlike(manifest, old, place)
    folder.put_manifest(name_of(manifest), manifest, first=name_of(manifest) not in begun)
    done = {number: part.mark.size for number, part in folder.parts().items() if shard.holds(number)}
    if done and resumed is not None:
        resumed(len(done), sum(done.values()))
    counter = _Counter(plan(paths, options), shard, done)
    task = scoring(paths, codebook, coder, options)
    bytes_done = sum(done.values())
    for mark in engine.run(partial(score_unit, task, folder), counter):
        bytes_done += mark.size
        if progress is not None:
            progress(bytes_done)
    folder.put_manifest(name_of(manifest), {**manifest, "units": counter.units})
    return folder


class _Counter:
    """The units of a shard that are still to do, with their numbers; ``units`` is how many the whole input has."""

    def __init__(self, units: Iterable[Unit], shard: Shard, done: Iterable[int]) -> None:
        self._units, self._shard, self._done = units, shard, set(done)
        self.units = 0

    def __iter__(self) -> Iterator[Numbered]:
        for number, unit in enumerate(self._units):
            self.units = number + 1
            if self._shard.holds(number) and number not in self._done:
                yield number, unit


class Collected:
    """The parts of all shards of one run, in the order of the input; refused if they do not make one whole."""

    def __init__(self, folders: Sequence[PartFolder]) -> None:
        shards: dict[tuple[int, int], str] = {}
        self._parts: dict[int, Part] = {}
        first: dict[str, Any] | None = None
        for folder in folders:
            found = folder.manifests()
            if not found:
                raise InputError(
                    "this folder holds no parts", file=folder.place, remedy="name folders of framing score"
                )
            for name, manifest in found.items():
                first = first or manifest
                refuse_unlike(manifest, first, folder.place)
                self._take_shard(tuple(manifest["shard"]), f"{folder.place}/{name}", shards, manifest)
            for number, part in folder.parts().items():
                if number in self._parts:
                    reason = f"unit {number} stands in two of the folders"
                    raise UsageError(reason, remedy="name each folder once, and no copies")
                self._parts[number] = part
        assert first is not None
        self.manifest = first
        self.settled = bool(first.get("settled"))
        self._check_complete(first, set(shards), {m["units"] for f in folders for m in f.manifests().values()})

    @staticmethod
    def _take_shard(
        shard: tuple[int, int], place: str, shards: dict[tuple[int, int], str], manifest: dict[str, Any]
    ) -> None:
        if shard in shards:
            reason = f"shard {shard[0]}/{shard[1]} is there twice, also in {shards[shard]}"
            raise UsageError(reason, remedy="name each shard once")
        if manifest["units"] is None:
            reason = f"shard {shard[0]}/{shard[1]} is not finished"
            raise InputError(reason, file=place, remedy="run its command again; it carries on where it stopped")
        shards[shard] = place

    def _check_complete(self, first: dict[str, Any], shards: set[tuple[int, int]], units: set[int]) -> None:
        of = first["shard"][1]
        if missing := of - len(shards):
            named = islice((f"{n}/{of}" for n in range(1, of + 1) if (n, of) not in shards), 10)
            reason = f"{missing} of {of} shards are missing: {', '.join(named)}"
            raise UsageError(reason, remedy="run them, and name their folders too")
        whole = max(units)  # any number, if a manifest is damaged: never listed
        if lost := whole - sum(number in range(whole) for number in self._parts):
            number = next(number for number in range(whole) if number not in self._parts)
            are = "part is" if lost == 1 else "parts are"
            reason = f"{lost} {are} missing or cut off, the first is {number} (shard {number % of + 1}/{of})"
            raise InputError(reason, remedy="run the command of that shard again; it makes what is missing")

    def __len__(self) -> int:
        return len(self._parts)

    def changes(self) -> Iterator[tuple[Part, dict[str, pa.Table]]]:
        """Each part, with those of its tables that other parts change: ids that stand twice, outlets named before."""
        keeper = IdKeeper()
        for number in sorted(self._parts):
            part = self._parts[number]
            yield part, {} if self.settled else keeper.changes(part, part.origins)

    def tables(self) -> Iterator[dict[str, pa.Table]]:
        """The tables of each part, settled."""
        for part, changed in self.changes():
            yield {name: changed[name] if name in changed else part[name] for name in NAMES}

    def issues(self) -> Iterator[pa.Table]:
        """The issues of each part, settled."""
        for part, changed in self.changes():
            yield changed["issues"] if "issues" in changed else part["issues"]

    def publish(self, target: PartFolder) -> Iterator[pa.Table]:
        """Write the same as a folder of parts of its own, whose tables can be read as they are.

        Yields the issues of each part when it is written. The manifest comes last: without it the folder is not whole.
        """
        target.refuse_shards()
        for name in (*NAMES, "marks"):
            target.folder.remove(name)
        target.folder.remove("manifest-1-of-1.json")
        number = -1
        for number, (part, changed) in enumerate(self.changes()):
            files = {}
            for name in NAMES:
                data = as_parquet(name, changed[name]) if name in changed else part.parquet(name)
                files[name] = target.put_file(name, number, data)
            target.put_mark(Mark(number, part.mark.size, files))
            yield changed["issues"] if "issues" in changed else part["issues"]
        whole = {**self.manifest, "shard": [1, 1], "units": number + 1, "settled": True}
        target.put_manifest("manifest-1-of-1.json", whole)
