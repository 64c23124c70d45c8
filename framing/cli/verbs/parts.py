"""All tables at once: scored into parts, which outlast a kill and are carried on from, then put together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

import click

from framing.cli import options
from framing.cli.output import Output, talk
from framing.cli.tally import Tally
from framing.errors import UsageError
from framing.records.grammar import counted

if TYPE_CHECKING:
    from framing.cli.progress import ProgressLine
    from framing.corpus.options import ReadOptions
    from framing.study.runs.partitioned import Collected
    from framing.study.runs.streaming import Shard

#: What the files of a form are called.
_CALLED = {"parquet": "Parquet", "csv": "CSV", "json": "JSON lines"}
#: Where a run keeps its parts until they are put together; readers of Parquet folders pass over such names.
WORKING = "_parts"


@dataclass(frozen=True, slots=True)
class Run:
    """How many articles are scored: what was typed of ``run_options``."""

    workers: int
    shard: str
    batch_size: float | None
    engine: str
    scheduler: str
    parts: bool
    restart: bool

    def reading(self, reader: ReadOptions) -> ReadOptions:
        """How to read, so much at a time."""
        if self.batch_size is None:
            return reader
        return replace(reader, batch_bytes=max(1, int(self.batch_size * 1e6)))

    @property
    def for_all_tables(self) -> list[str]:
        """The options that were given and go with ``--table all`` alone."""
        asked = {
            "engine": self.engine != "processes",
            "scheduler": self.scheduler,
            "parts": self.parts,
            "restart": self.restart,
        }
        return [f"--{name}" for name, value in asked.items() if value]


def run_options(function: options.F) -> options.F:
    """How to score many articles; the function gets one ``run``."""

    @wraps(function)
    def with_run(*arguments: Any, **others: Any) -> Any:
        typed = {field.name: others.pop(field.name) for field in fields(Run)}
        return function(*arguments, run=Run(**typed), **others)

    wrapped = cast(options.F, with_run)
    for option in (
        options.choice("--engine", ["processes", "dask", "spark"],
                       "With --table all: score in processes here, on a dask cluster, or by spark."),
        click.option("--scheduler", default="", metavar="ADDRESS",
                     help="Of the Dask scheduler (tcp://...), or Spark's master."),
        click.option("--parts", is_flag=True, help="With --table all: leave the tables in parts, one a batch."),
        click.option("--restart", is_flag=True, help="Begin anew where another run was broken off."),
        click.option("--batch-size", type=options.Real(min=0, min_open=True, max=1e6),
                     help="MB of text that are read and scored at a time (8); the rows are the same for any size."),
        click.option("--shard", default="1/1", metavar="I/N",
                     help="Score only the I-th of every N batches of the input."),
        options.workers,
    ):  # fmt: skip
        wrapped = option(wrapped)
    return wrapped


def score_all(source: dict[str, Any], run: Run, shard: Shard, out: Output, tally: Tally, line: ProgressLine) -> None:
    """Every table into the folder that ``out`` names, which no other run may be writing to.

    ``source`` are paths, codebook, coder and options of reading, as ``score_parts`` takes them.
    """
    from framing.engine.claims import claimed
    from framing.study.runs.partitioned import Engine

    engine = Engine(run.engine, run.workers, run.scheduler)
    source = {**source, "engine": engine, "shard": shard, "restart": run.restart}
    with claimed(str(out.path), part=shard.number if shard.of > 1 and not run.restart else 0):
        _score_all(source, run.parts, out, tally, line)


def _score_all(source: dict[str, Any], parts: bool, out: Output, tally: Tally, line: ProgressLine) -> None:
    from framing.study.output.packing import PARQUET, STREAM
    from framing.study.runs.partfolder import PartFolder
    from framing.study.runs.partitioned import Collected, score_parts

    shard, output = source["shard"], str(out.path)
    alone = shard.of == 1
    kept_as = STREAM if alone and not parts else PARQUET
    if alone:
        PartFolder(output).refuse_shards()
    place = f"{output.rstrip('/')}/{WORKING}" if alone else output

    def resumed(units: int, size: int) -> None:
        talk(f"carrying on: {counted(units, 'batch')} of {place} {'is' if units == 1 else 'are'} done")
        line.skip(size)

    with _kept(place):
        folder = score_parts(place, form=kept_as, progress=line, resumed=resumed, **source)
    line.close()
    if not alone:
        talk(f"wrote shard {shard.number}/{shard.of} to {output}; framing merge puts the shards together")
        return
    put_together(Collected([folder]), out, parts, tally)
    folder.remove()


@contextmanager
def _kept(place: str) -> Iterator[None]:
    """A run that is interrupted says that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        talk(f"what is done is kept in {place}; the same command carries on")
        raise


def put_together(collected: Collected, out: Output, parts: bool, tally: Tally) -> None:
    """The tables of all parts, as one file each or as a folder of parts each."""
    from framing.study.runs.partfolder import NAMES, PartFolder

    if parts:
        if tally.strict:
            for issues in collected.issues():
                tally.add(issues.to_pylist())
            tally.fail_if_strict()
        for issues in collected.publish(PartFolder(str(out.path))):
            if not tally.strict:
                tally.add(issues.to_pylist())
    else:
        _write_whole(collected, out, tally)
    talk(f"wrote {len(NAMES)} tables to {out.path}, as {_CALLED[out.form]}")


def _write_whole(collected: Collected, out: Output, tally: Tally) -> None:
    """Each table as one file, whole or absent."""
    from framing.engine.places import Folder
    from framing.records.tables import TABLES
    from framing.study.output.writers import writing
    from framing.study.runs.partfolder import NAMES

    folder = Folder(str(out.path))
    folder.make()
    suffix = {"json": "jsonl"}.get(out.form, out.form)
    with ExitStack() as stack:
        writers = {}
        for name in NAMES:
            file = stack.enter_context(folder.whole(f"{name}.{suffix}"))
            writers[name] = stack.enter_context(writing(file, TABLES[name].schema(), out.form))
        for tables in collected.tables():
            tally.take(tables)
            for name, writer in writers.items():
                writer.write(tables[name])
        tally.fail_if_strict()


def check_options(table: str, out: Output, run: Run, shard: Shard) -> Output:
    """Refuse what does not go together, and return where the tables go: all of them as Parquet if no form is named."""
    if table != "all":
        if used := run.for_all_tables:
            raise UsageError(f"{used[0]} is for all tables at once", remedy="add --table all -o FOLDER")
        return out
    if out.path is None:
        raise UsageError("--table all needs a folder", remedy="add -o tables; --format csv is for a spreadsheet")
    asked = bool(options.typed("form"))
    if asked and out.for_reading:
        raise UsageError("all tables at once are data, not for reading", remedy="use --format parquet, csv or json")
    if not asked and not out.for_reading:
        reason = f"{out.path}: --table all writes a folder, not a file"
        raise UsageError(reason, remedy=f"name a folder: -o tables --format {out.form}")
    out = out if asked else Output("parquet", out.path)
    check_parts(run.parts or shard.of > 1, out.form)
    return out


def check_parts(parts: bool, form: str) -> None:
    """Parts are of one form; the tables that are made of them may be of others."""
    if parts and form != "parquet":
        raise UsageError("parts are Parquet", remedy=f"leave out --format; framing merge --format {form} comes after")
