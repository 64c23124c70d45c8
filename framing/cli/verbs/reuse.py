"""``framing reuse``: who prints whose words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output
from framing.cli.scored import read

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions


_NOTE = (
    "Containment is the share of an article's 5-word strings that the other article holds: .10 shares text, .30 "
    "substantially derived, .80 copy. It says which text lies in which, never who copied whom."
)


@click.command("reuse", short_help="Find articles that share wording, and phrases that travel.")
@options.paths
@options.choice(
    "--table",
    ["pairs", "copies", "formulas", "printings"],
    "pairs of articles; copies (articles that another one stands for); formulas (phrases that outlets share); or "
    "printings of each phrase.",
)
@options.number("--least", 0.10, options.SHARE, "Containment from which on a pair is listed.")
@options.table_output
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    table: str,
    least: float,
    out: Output,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Find articles that share wording, and phrases of five words and more that travel between outlets.

    \b
      framing reuse corpus/invented-dispute
      framing reuse corpus/invented-dispute --table formulas
    """
    from framing.study.wording.copies import find_copies
    from framing.study.wording.reuse import find_reuse

    corpus, tally = read(paths, reader, strict)
    found = find_copies(corpus) if table == "copies" else getattr(find_reuse(corpus, least=least), table)
    out.write(found, said=[_NOTE])
    tally.finish()
