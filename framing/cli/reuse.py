"""``framing reuse``: who prints whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import talk, write_frame
from framing.cli.scored import read

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions


_NOTE = (
    "Containment is the share of an article's 5-word strings that the other article holds: .10 shares text, .30 "
    "substantially derived, .80 copy. It says which text lies in which, never who copied whom."
)


@click.command("reuse", short_help="Find articles that share wording, and phrases that travel.")
@options.paths
@click.option(
    "--table",
    type=click.Choice(["pairs", "copies", "formulas", "printings"]),
    default="pairs",
    show_default=True,
    metavar="TABLE",
    help="pairs of articles; copies (articles that another one stands for); formulas (phrases that outlets share); or "
    "printings of each phrase.",
)
@click.option(
    "--least", default=0.10, show_default=True, type=options.SHARE, help="Containment from which on a pair is listed."
)
@options.form()
@options.output
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    table: str,
    least: float,
    form: str,
    output: str | None,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Find articles that share wording, and phrases of five words and more that travel between outlets.

    \b
      framing reuse corpus/invented-dispute
      framing reuse corpus/invented-dispute --table formulas
    """
    from framing.study.comparison.copies import find_copies
    from framing.study.comparison.reuse import find_reuse

    corpus, tally = read(paths, reader, strict)
    found = find_copies(corpus) if table == "copies" else getattr(find_reuse(corpus, least=least), table)
    write_frame(found, form, output, note=_NOTE)
    if form != "table":
        talk(_NOTE)
    tally.finish(strict)
