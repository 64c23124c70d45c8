"""``framing score``: articles in, a table out, in flat memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.numbers import NUMBERS, PREVALENCE, columns_typed, write_numbers
from framing.cli.output import Output, talk
from framing.cli.parts import check_options, engine_options, score_all
from framing.cli.progress import ProgressLine
from framing.cli.tally import Tally
from framing.errors import UsageError

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions
    from framing.study.bridge.arrow import Tables

_TABLES = ["rates", "matches", "counts", "words", "articles", "issues"]
_SHOWN = {
    "matches": ["doc_id", "outlet", "where", "frame", "text", "voice", "speaker", "negated"],
    "counts": None,
    "words": None,
    "articles": ["doc_id", "outlet", "outlet_how", "date", "words", "title"],
    "issues": ["severity", "code", "doc_id", "file", "line", "reason", "remedy"],
}


@click.command("score", short_help="Find every match of a codebook and count: the main table.")
@options.paths_and_store
@options.codebook
@options.coder(
    "lexicon; lexicon-marks (voices by quotation marks alone, no speakers: faster); a classifier (a shipped one: "
    "us-china-trade, or a folder of framing train); or a coder that another package brings."
)
@options.choice(
    "--table",
    [*_TABLES, PREVALENCE, "all"],
    "rates by outlet (or --by); matches, counts, words, articles or issues (docs/tables.md), or all of these five into "
    "the folder -o; prevalence: the share of sentences with each frame, corrected where the coder was validated.",
)
@click.option(
    "--by",
    default="outlet",
    show_default=True,
    metavar="COLUMNS",
    help="Of rates and prevalence: the columns of articles that make the groups, such as year or outlet,month.",
)
@options.where
@options.keep_copies
@click.option("--against", default="", metavar="NAME", help="Hold PATH against this baseline of the --store.")
@options.table_output
@options.workers
@click.option("--shard", default="1/1", metavar="I/N", help="Score only the I-th of every N batches of the input.")
@click.option(
    "--batch-size",
    type=options.Real(min=0, min_open=True, max=1e6),
    help="MB of text that are read and scored at a time (8); the rows are the same for any size.",
)
@engine_options
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    store: str,
    codebook: str,
    coder: str,
    table: str,
    by: str,
    where: str,
    keep_copies: bool,
    against: str,
    out: Output,
    workers: int,
    shard: str,
    batch_size: float | None,
    engine: str,
    scheduler: str,
    parts: bool,
    restart: bool,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Find every match of a codebook in articles: files, folders, .csv, .jsonl, .parquet, a store.

    A store keeps the scores: only what is new for this codebook and these rules is scored.

    \b
      framing score corpus/trade-talks
      framing score corpus/trade-talks --table matches --format json
      framing score corpus/trade-talks --coder us-china-trade
      framing score corpus/invented-dispute --by outlet,month --format csv
      framing score news.parquet --table all -o tables --workers 2
      framing score new.txt --against autumn --store framing.db
    """
    from framing.study.bridge.arrow import prepare_arrow

    prepare_arrow()
    from framing.lexicon.reading import load_codebook
    from framing.study.runs.streaming import Shard, input_size
    from framing.study.scoring import score_files
    from framing.study.stores.recipes import what_is_to_do

    given = {"engine": engine, "scheduler": scheduler, "parts": parts, "restart": restart}
    share = Shard.parse(shard)
    out = check_options(table, out, share.of, given)
    book = load_codebook(codebook)
    if batch_size is not None:
        reader = replace(reader, batch_bytes=max(1, int(batch_size * 1e6)))
    if against:
        from framing.cli.standing import write_standing

        _check_against(keep_copies)
        new = options.together(paths, "")
        write_standing(new, reader, book, coder, store or options.STORE, against, out, strict)
        return
    _say_idle(table)
    paths = options.together(paths, store)
    if said := what_is_to_do(paths, book, coder):
        talk(said)
    tally, progress = Tally(strict, reader), ProgressLine(input_size(paths, share) if sys.stderr.isatty() else 0)
    if table == "all":
        from framing.engine.claims import claimed
        from framing.study.runs.partitioned import Engine

        source = {"paths": paths, "codebook": book, "options": reader, "coder": coder}
        source |= {"engine": Engine(engine, workers, scheduler)}
        source |= {"shard": share, "restart": restart}
        with claimed(str(out.path), part=share.number if share.of > 1 and not restart else 0):
            score_all(source, out, parts, tally, progress)
    else:
        only = "" if table in NUMBERS else table
        files = score_files(
            paths, book, reader, workers=workers, shard=share, progress=progress, coder=coder, only=only
        )
        watched = _watched(files, tally, progress)
        if table in NUMBERS:
            asked = {"codebook": book, "coder": coder, "paths": paths, "options": reader}
            groups, place = columns_typed(by, table), options.place_of(where)
            write_numbers(watched, table, groups, place, asked, out, tally, keep_copies=keep_copies, shard=share.of > 1)
        else:
            _write_one(watched, table, out, tally)
    tally.finish()


def _check_against(keep_copies: bool) -> None:
    """What has no place beside ``--against``, which holds single articles against a baseline."""
    if keep_copies:
        reason = "a baseline says itself how near-copies count"
        raise UsageError(reason, remedy="framing baseline save NAME --keep-copies saves one that counts each")
    for option in options.typed("table", "by", "where", "workers", "shard", "batch_size"):
        options.idle(option, "--against holds single articles against a baseline, in one table")


def _say_idle(table: str) -> None:
    """Name the groups and the place that were asked for of a table that has neither."""
    for option in options.typed("by", "where") if table not in NUMBERS else ():
        options.idle(option, f"--table {table} has a row for each of its own")
    for option in options.typed("where") if table == PREVALENCE else ():
        options.idle(option, "shares are of all sentences")


def _watched(parts: Iterator[Tables], tally: Tally, progress: ProgressLine) -> Iterator[Tables]:
    """The parts as they come, their issues counted."""
    for part in parts:
        tally.take(part)
        yield part
    progress.close()


def _write_one(parts: Iterator[Tables], name: str, out: Output, tally: Tally) -> None:
    from framing.records.tables import TABLES
    from framing.study.bridge.arrow import join_tables

    declared = TABLES[name]
    if out.for_reading:
        joined = join_tables(parts, [name])
        tally.fail_if_strict()
        out.write(declared.frame(joined[name]), show=_SHOWN[name])
        return

    def rows() -> Iterator[object]:
        for part in parts:
            yield part[name]
        tally.fail_if_strict()

    out.write_parts(rows(), declared.schema())
