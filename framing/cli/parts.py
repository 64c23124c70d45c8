"""All tables at once: scored into parts, which outlast a kill and are carried on from, then put together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

from framing.cli import options
from framing.cli.output import Output, talk
from framing.cli.tally import Tally
from framing.errors import UsageError
from framing.records.grammar import counted

if TYPE_CHECKING:
    from framing.cli.progress import ProgressLine
    from framing.study.runs.partitioned import Collected

#: What the files of a form are called.
_CALLED = {"parquet": "Parquet", "csv": "CSV", "json": "JSON lines"}
#: Where a run keeps its parts until they are put together; readers of Parquet folders pass over such names.
WORKING = "_parts"


def engine_options(function: options.F) -> options.F:
    """Where to score, for many articles: ``--engine``, ``--scheduler``, ``--parts``, ``--restart``."""
    for option in (
        options.choice("--engine", ["processes", "dask", "spark"],
                       "With --table all: score in processes here, on a dask cluster, or by spark."),
        click.option("--scheduler", default="", metavar="ADDRESS",
                     help="Of the Dask scheduler (tcp://...), or Spark's master."),
        click.option("--parts", is_flag=True, help="With --table all: leave the tables in parts, one a batch."),
        click.option("--restart", is_flag=True, help="Begin anew where another run was broken off."),
    ):  # fmt: skip
        function = option(function)
    return function


def score_all(source: dict[str, Any], out: Output, parts: bool, tally: Tally, line: ProgressLine) -> None:
    """Every table into the folder that ``out`` names; ``source`` goes to ``study.runs.partitioned.score_parts``."""
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


def check_options(table: str, out: Output, shard_of: int, given: dict[str, Any]) -> Output:
    """Refuse what does not go together, and return where the tables go: all of them as Parquet if no form is named.

    ``given`` are the options of ``engine_options``.
    """
    used = [f"--{name}" for name, value in given.items() if value not in (False, "", "processes")]
    if table != "all":
        if used:
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
    check_parts(given["parts"] or shard_of > 1, out.form)
    return out


def check_parts(parts: bool, form: str) -> None:
    """Parts are of one form; the tables that are made of them may be of others."""
    if parts and form != "parquet":
        raise UsageError("parts are Parquet", remedy=f"leave out --format; framing merge --format {form} comes after")
