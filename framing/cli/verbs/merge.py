"""``framing merge``: the parts of shards as one result."""

from __future__ import annotations

import click

from framing.cli import options
from framing.cli.output import Output
from framing.cli.tally import Tally
from framing.cli.verbs.parts import put_together


@click.command("merge", short_help="Put the shards of framing score --shard together.")
@click.argument("folders", nargs=-1, required=True, type=click.Path(), metavar="FOLDER...")
@options.written("Where the tables go.", required=True, metavar="FOLDER")
@click.option(
    "--format",
    "form",
    type=click.Choice(["parquet", "csv", "json"]),
    default="parquet",
    show_default=True,
    metavar="FORMAT",
    help="parquet, csv or json (one object a line).",
)
@click.option("--parts", is_flag=True, help="Leave the tables in parts, one a batch (Parquet).")
@options.strict
def command(folders: tuple[str, ...], output: str, form: str, parts: bool, strict: bool) -> None:
    """Put the shards of framing score --shard together: the bytes that one run over all would write.

    All shards must be there, whole and of the same run. Ids that stand in two shards are settled here.

    \b
      framing score news.parquet --table all --shard 1/2 -o shards
      framing score news.parquet --table all --shard 2/2 -o shards
      framing merge shards -o tables
    """
    from framing.cli.verbs.parts import check_parts
    from framing.corpus.files.inputs import refuse_missing
    from framing.study.runs.partfolder import PartFolder
    from framing.study.runs.partitioned import Collected

    check_parts(parts, form)
    refuse_missing(folders)
    tally = Tally(strict)
    collected = Collected([PartFolder(folder) for folder in dict.fromkeys(folders)])
    put_together(collected, Output(form, output), parts, tally)
    tally.finish()
