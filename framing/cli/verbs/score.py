"""``framing score``: articles in, a table out, in flat memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from framing.cli import options
from framing.cli.output import Output, talk
from framing.cli.progress import ProgressLine
from framing.cli.tally import Tally
from framing.cli.verbs.parts import Run, check_options, run_options, score_all
from framing.cli.verbs.score_numbers import NUMBERS, PREVALENCE, columns_typed, write_numbers
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
@run_options
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
    run: Run,
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

    shard = Shard.parse(run.shard)
    out = check_options(table, out, run, shard)
    book, reader = load_codebook(codebook), run.reading(reader)
    if against:
        from framing.cli.verbs.score_against import write_standing

        _check_against(keep_copies)
        new = options.together(paths, "")
        write_standing(new, reader, book, coder, store or options.STORE, against, out, strict)
        return
    _say_idle(table)
    paths = options.together(paths, store)
    if said := what_is_to_do(paths, book, coder):
        talk(said)
    source: dict[str, Any] = {"paths": paths, "codebook": book, "coder": coder, "options": reader}
    tally, progress = Tally(strict, reader), ProgressLine(input_size(paths, shard) if sys.stderr.isatty() else 0)
    if table == "all":
        score_all(source, run, shard, out, tally, progress)
    else:
        only = "" if table in NUMBERS else table
        files = score_files(**source, workers=run.workers, shard=shard, progress=progress, only=only)
        parts = _watched(files, tally, progress)
        if table in NUMBERS:
            groups, place, part = columns_typed(by, table), options.place_of(where), shard.of > 1
            write_numbers(parts, source, table, groups, place, out, tally, keep_copies=keep_copies, shard=part)
        else:
            _write_one(parts, table, out, tally)
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
