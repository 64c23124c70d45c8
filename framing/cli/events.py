"""``framing events``: which articles are on one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import talk, write_frame
from framing.cli.scored import read

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions


@click.command("events", short_help="Group articles by event: alike in words, close in time.")
@options.paths
@click.option(
    "--table",
    type=click.Choice(["events", "articles", "warnings"]),
    default="events",
    show_default=True,
    metavar="TABLE",
    help="One row each: events, articles, or warnings about comparing outlets on an event.",
)
@click.option(
    "--threshold", default=0.15, show_default=True, type=options.SHARE, help="Average cosine that makes one event."
)
@click.option(
    "--days", default=3, show_default=True, type=options.WHOLE, help="Days apart that two articles on one event may be."
)
@options.form()
@options.output
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    table: str,
    threshold: float,
    days: int,
    form: str,
    output: str | None,
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
    write_frame(getattr(found, table), form, output, note=found.note)
    if form != "table":
        talk(found.note)
    tally.finish(strict)
