"""``framing quotes``: who says what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import write_frame, write_parts
from framing.cli.progress import ProgressLine
from framing.cli.tally import Tally

if TYPE_CHECKING:
    import pyarrow as pa

    from framing.corpus.options import ReadOptions

_SHOWN = ["doc_id", "voice", "speaker", "party", "channel", "cue_text", "text"]


@click.command("quotes", short_help="List every attribution: whose words, and who says so.")
@options.paths
@options.form()
@options.output
@options.workers
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
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

    tally, progress = Tally(reader), ProgressLine()

    def rows() -> Iterator[pa.Table]:
        for part in quote_files(paths, reader, workers=workers, progress=progress):
            tally.take(part)
            yield part["quotes"]
        progress.close()
        tally.fail_if(strict)

    if form == "table":
        joined = join_tables({"quotes": part} for part in rows())
        write_frame(QUOTES.frame(joined["quotes"]), form, output, show=_SHOWN)
    else:
        write_parts(rows(), QUOTES.schema(), form, output, QUOTES.json_columns)
    tally.finish(strict)
