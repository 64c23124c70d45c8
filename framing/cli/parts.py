"""All tables at once: scored into parts, which outlast a kill and are carried on from, then put together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

from framing.cli import options
from framing.cli.output import counted, talk
from framing.cli.tally import Tally
from framing.errors import UsageError

if TYPE_CHECKING:
    from framing.cli.progress import ProgressLine
    from framing.study.runs.partitioned import Collected

_ENGINES = ["processes", "dask", "spark"]
#: What the files of a form are called.
_CALLED = {"parquet": "Parquet", "csv": "CSV", "json": "JSON lines"}
#: Where a run keeps its parts until they are put together; readers of Parquet folders pass over such names.
WORKING = "_parts"


def engine_options(function: options.F) -> options.F:
    """Where to score, for many articles: ``--engine``, ``--scheduler``, ``--parts``, ``--restart``."""
    for option in (
        click.option("--engine", default="processes", show_default=True, type=click.Choice(_ENGINES),
                     metavar="ENGINE",
                     help="With --table all: score in processes here, on a dask cluster, or by spark."),
        click.option("--scheduler", default="", metavar="ADDRESS",
                     help="Of the Dask scheduler (tcp://...), or Spark's master."),
        click.option("--parts", is_flag=True, help="With --table all: leave the tables in parts, one a batch."),
        click.option("--restart", is_flag=True, help="Begin anew where another run was broken off."),
    ):  # fmt: skip
        function = option(function)
    return function


def score_all(
    source: dict[str, Any], form: str, output: str, parts: bool, tally: Tally, strict: bool, line: ProgressLine
) -> None:
    """Every table into the folder ``output``; ``source`` goes to ``study.runs.partitioned.score_parts``."""
    from framing.study.output.packing import PARQUET, STREAM
    from framing.study.runs.partfolder import PartFolder
    from framing.study.runs.partitioned import Collected, score_parts

    shard = source["shard"]
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
    put_together(Collected([folder]), form, output, parts, tally, strict)
    folder.remove()


@contextmanager
def _kept(place: str) -> Iterator[None]:
    """A run that is interrupted says that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        talk(f"what is done is kept in {place}; the same command carries on")
        raise


def put_together(collected: Collected, form: str, output: str, parts: bool, tally: Tally, strict: bool) -> None:
    """The tables of all parts, as one file each or as a folder of parts each."""
    from framing.study.runs.partfolder import NAMES, PartFolder

    if parts:
        if strict:
            for issues in collected.issues():
                tally.add(issues.to_pylist())
            tally.fail_if(strict)
        for issues in collected.publish(PartFolder(output)):
            if not strict:
                tally.add(issues.to_pylist())
    else:
        _write_whole(collected, form, output, tally, strict)
    talk(f"wrote {len(NAMES)} tables to {output}, as {_CALLED[form]}")


def _write_whole(collected: Collected, form: str, output: str, tally: Tally, strict: bool) -> None:
    """Each table as one file, whole or absent."""
    from framing.engine.places import Folder
    from framing.records.tables import TABLES
    from framing.study.output.writers import writing
    from framing.study.runs.partfolder import NAMES

    folder = Folder(output)
    folder.make()
    suffix = {"json": "jsonl"}.get(form, form)
    with ExitStack() as stack:
        writers = {}
        for name in NAMES:
            file = stack.enter_context(folder.whole(f"{name}.{suffix}"))
            writers[name] = stack.enter_context(writing(file, TABLES[name].schema(), form))
        for tables in collected.tables():
            tally.take(tables)
            for name, writer in writers.items():
                writer.write(tables[name])
        tally.fail_if(strict)


def check_options(table: str, form: str, output: str | None, shard_of: int, given: dict[str, Any]) -> str:
    """Refuse what does not go together, and return the form of the files, which for all tables is Parquet if left out.

    ``given`` are the options of ``engine_options``.
    """
    used = [f"--{name}" for name, value in given.items() if value not in (False, "", "processes")]
    if table != "all":
        if used:
            raise UsageError(f"{used[0]} is for all tables at once", remedy="add --table all -o FOLDER")
        return form
    if output is None:
        raise UsageError("--table all needs a folder", remedy="add -o tables; --format csv is for a spreadsheet")
    asked = bool(options.typed("form"))
    if asked and form == "table":
        raise UsageError("all tables at once are data, not for reading", remedy="use --format parquet, csv or json")
    if not asked and form != "table":
        reason = f"{output}: --table all writes a folder, not a file"
        raise UsageError(reason, remedy=f"name a folder: -o tables --format {form}")
    form = form if asked else "parquet"
    check_parts(given["parts"] or shard_of > 1, form)
    return form


def check_parts(parts: bool, form: str) -> None:
    """Parts are of one form; the tables that are made of them may be of others."""
    if parts and form != "parquet":
        raise UsageError("parts are Parquet", remedy=f"leave out --format; framing merge --format {form} comes after")
