"""``framing events``: which articles are on one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output
from framing.cli.scored import read

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions


@click.command("events", short_help="Group articles by event: alike in words, close in time.")
@options.paths
@options.choice(
    "--table",
    ["events", "articles", "warnings"],
    "One row each: events, articles, or warnings about comparing outlets on an event.",
)
@options.number("--threshold", 0.15, options.SHARE, "Average cosine that makes one event.")
@options.number("--days", 3, options.WHOLE, "Days apart that two articles on one event may be.")
@options.table_output
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    table: str,
    threshold: float,
    days: int,
    out: Output,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Group articles by event: alike in their words and published within a few days.

    \b
      framing events corpus/invented-dispute
      framing events corpus/invented-dispute --table articles --format csv
    """
    from framing.study.comparison.events import find_events

    corpus, tally = read(paths, reader, strict)
    found = find_events(corpus, threshold=threshold, window=days)
    out.write(getattr(found, table), said=[found.note])
    tally.finish()
