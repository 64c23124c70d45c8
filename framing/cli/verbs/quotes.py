"""``framing quotes``: who says what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output
from framing.cli.progress import ProgressLine
from framing.cli.tally import Tally

if TYPE_CHECKING:
    import pyarrow as pa

    from framing.corpus.options import ReadOptions

_SHOWN = ["doc_id", "voice", "speaker", "party", "channel", "cue_text", "text"]


@click.command("quotes", short_help="List every attribution: whose words, and who says so.")
@options.paths
@options.table_output
@options.workers
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    out: Output,
    workers: int,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """List every attribution: whose words, who says so, in whose relay.

    \b
      framing quotes corpus/trade-talks
      framing quotes corpus/trade-talks --format json
    """
    from framing.records.tables import QUOTES
    from framing.study.bridge.arrow import join_tables
    from framing.study.quoting import quote_files

    tally, progress = Tally(strict, reader), ProgressLine()

    def rows() -> Iterator[pa.Table]:
        for part in quote_files(paths, reader, workers=workers, progress=progress):
            tally.take(part)
            yield part["quotes"]
        progress.close()
        tally.fail_if_strict()

    if out.for_reading:
        joined = join_tables({"quotes": part} for part in rows())
        out.write(QUOTES.frame(joined["quotes"]), show=_SHOWN)
    else:
        out.write_parts(rows(), QUOTES.schema(), QUOTES.json_columns)
    tally.finish()
