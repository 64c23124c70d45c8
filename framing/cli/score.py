"""``framing score``: articles in, a table out, in flat memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import talk, write_frame, write_parts
from framing.cli.parts import check_options, engine_options, score_all
from framing.cli.progress import ProgressLine
from framing.records.tables import VOICES

if TYPE_CHECKING:
    import pandas as pd

    from framing.records.codebook import Codebook
    from framing.study.arrow import Tables
    from framing.study.streaming import Shard

_TABLES = ["rates", "matches", "counts", "words", "articles", "issues"]
_SHOWN = {
    "matches": ["doc_id", "outlet", "where", "frame", "text", "voice", "speaker", "negated"],
    "counts": None,
    "words": None,
    "articles": ["doc_id", "outlet", "outlet_how", "date", "words", "title"],
    "issues": ["severity", "code", "doc_id", "file", "line", "reason", "remedy"],
}
_RATES = ["outlet", "frame", "k", *VOICES, "n", "articles", "rate", "low", "high", "assumed"]
_NOTE = """k matches in n words, split by whose words they are (own is an upper bound); rate per 1,000 words, low and
high its 95 % interval; assumed: one article tells nothing about others, so their spread was assumed.
Frames without a match are left out."""


@click.command("score", short_help="Find every match of a codebook and count: the main table.")
@options.paths_and_store
@options.codebook
@click.option(
    "--coder",
    default="lexicon",
    show_default=True,
    help="The lexicon, or a classifier: a shipped model's name (us-china-trade) or a folder of framing train.",
)
@click.option(
    "--table",
    type=click.Choice([*_TABLES, "all"]),
    default="rates",
    show_default=True,
    help="rates by outlet, one of the tables of docs/tables.md, or all of them into the folder -o.",
)
@click.option("--against", default="", metavar="NAME", help="Hold PATH against this baseline of the --store.")
@options.form()
@options.output
@click.option("--workers", default=1, show_default=True, help="Worker processes; the rows are the same for any number.")
@click.option("--shard", default="1/1", help="Score only every n-th unit of the input: i/n.")
@click.option(
    "--batch-size",
    type=click.FloatRange(min=0, min_open=True),
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
    against: str,
    form: str,
    output: str | None,
    workers: int,
    shard: str,
    batch_size: float | None,
    engine: str,
    scheduler: str,
    parts: bool,
    restart: bool,
    outlet: str,
    encoding: str,
    no_propose: bool,
    strict: bool,
) -> None:
    """Find every match of a codebook in articles: files, folders, .csv, .jsonl, a store.

    A store keeps the scores: only what is new for this codebook and these rules is scored.

    \b
      framing score corpus/trade-talks
      framing score corpus/trade-talks --table matches --format json
      framing score corpus/trade-talks --coder us-china-trade
      framing score news.jsonl.gz --table all --format parquet -o tables --workers 2
      framing score new.txt --against autumn --store framing.db
    """
    from framing.lexicon.reading import load_codebook
    from framing.study.keeping import what_is_to_do
    from framing.study.partitioned import Engine
    from framing.study.scoring import score_files
    from framing.study.streaming import Shard

    given = {"engine": engine, "scheduler": scheduler, "parts": parts, "restart": restart}
    check_options(table, form, output, Shard.parse(shard).of, given)
    book = load_codebook(codebook)
    reader = options.read_options(outlet, encoding, no_propose, batch_size)
    if against:
        from framing.cli.standing import write_standing

        new = options.together(paths, "")
        write_standing(new, reader, book, coder, store or options.STORE, against, form, output, strict)
        return
    paths = options.together(paths, store)
    if said := what_is_to_do(paths, book, coder):
        talk(said)
    tally, progress = options.Tally(), ProgressLine(_size(paths, Shard.parse(shard)))
    if table == "all":
        engine_ = Engine(engine, workers, scheduler)
        source = {"paths": paths, "codebook": book, "options": reader, "coder": coder, "engine": engine_}
        source |= {"shard": Shard.parse(shard), "restart": restart}
        score_all(source, form, str(output), parts, tally, strict, progress)
    else:
        files = score_files(
            paths, book, reader, workers=workers, shard=Shard.parse(shard), progress=progress, coder=coder
        )
        _write(_watched(files, tally, progress), table, book, form, output, tally, strict)
    tally.finish(strict)


def _write(
    parts: Iterator[Tables],
    table: str,
    book: Codebook,
    form: str,
    output: str | None,
    tally: options.Tally,
    strict: bool,
) -> None:
    """One table, or the rates that follow from three."""
    if table == "rates":
        _write_rates(parts, [frame.name for frame in book.frames], form, output, tally, strict)
    else:
        _write_one(parts, table, form, output, tally, strict)


def _watched(parts: Iterator[Tables], tally: options.Tally, progress: ProgressLine) -> Iterator[Tables]:
    """The parts as they come, their issues counted."""
    for part in parts:
        tally.add(part["issues"].to_pylist())
        yield part
    progress.close()


def _write_one(
    parts: Iterator[Tables], name: str, form: str, output: str | None, tally: options.Tally, strict: bool
) -> None:
    from framing.records.tables import TABLES
    from framing.study.duplicates import join_tables

    declared = TABLES[name]
    if form == "table":
        joined = join_tables([{name: part[name]} for part in parts])
        tally.fail_if(strict)
        write_frame(declared.frame(joined.get(name, declared.empty())), form, output, show=_SHOWN[name])
        return

    def rows() -> Iterator[object]:
        for part in parts:
            yield part[name]
        tally.fail_if(strict)

    write_parts(rows(), declared.schema(), form, output)


def _write_rates(
    parts: Iterator[Tables], frames: list[str], form: str, output: str | None, tally: options.Tally, strict: bool
) -> None:
    from framing.records.tables import TABLES
    from framing.stats import rates
    from framing.study.duplicates import join_tables

    kept = ("counts", "words", "articles")
    joined = join_tables([{name: part[name] for name in kept} for part in parts])
    tally.fail_if(strict)
    counts, words, articles = (TABLES[name].frame(joined.get(name, TABLES[name].empty())) for name in kept)
    frame = rates(counts, words, articles, by="outlet", frames=frames)
    write_frame(_by_voice(frame) if form == "table" else frame, form, output, show=_RATES, note=_NOTE)


def _by_voice(rates: pd.DataFrame) -> pd.DataFrame:
    """One row an outlet and frame that has matches, their numbers in each voice side by side."""
    whole = rates[rates["voice"] == "all"]
    split = {voice: rates.loc[rates["voice"] == voice, "k"].to_numpy() for voice in VOICES}
    return whole.assign(**split)[whole["k"].to_numpy() > 0]


def _size(paths: tuple[str, ...], shard: Shard) -> int:
    """Bytes to read, where that can be told beforehand; 0 where it cannot (packed files)."""
    from pathlib import Path

    files = [Path(path) for path in paths]
    if shard.of > 1 or any(not file.is_file() or file.suffix in (".gz", ".db") for file in files):
        return 0
    return sum(file.stat().st_size for file in files)
