"""``framing compare``: outlets held against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output
from framing.cli.scored import scored
from framing.records.grammar import counted

if TYPE_CHECKING:
    import pandas as pd

    from framing.corpus.options import ReadOptions

_SHOWN = ["against", "frame", "k1", "n1", "rate1", "k2", "n2", "rate2", "ratio", "low", "high", "p", "p_min", "q"]


@click.command("compare", short_help="Hold outlets against each other: ratios with intervals.")
@options.paths
@options.codebook
@click.option(
    "--by", default="outlet", show_default=True, metavar="COLUMN", help="The column of articles that makes the groups."
)
@options.choice(
    "--voice",
    ["all", "own", "quoted", "fragment", "reported"],
    "Whose words to compare: all, own, quoted, fragment or reported.",
)
@options.where
@click.option(
    "--against",
    default="rest",
    show_default=True,
    metavar="WHOM",
    help="rest (each group against all others together), pairs (against each other one), both, or one group's name "
    "(each against that one).",
)
@options.keep_copies
@options.table_output
@options.seed
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    codebook: str,
    by: str,
    voice: str,
    where: str,
    against: str,
    keep_copies: bool,
    out: Output,
    seed: int,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Compare groups of articles by rate ratios with intervals; a p only from four articles a group on.

    An article without a tag stands for no group: how many there are is said, and they are left out. Two groups are one
    comparison: the table for reading holds it once, data from either side.

    \b
      framing compare corpus/invented-dispute --voice own
      framing compare corpus/invented-dispute --against Northline
      framing compare corpus/invented-dispute --by genre -o genres.csv
    """
    from framing.study.comparison.comparing import ONE_COMPARISON

    scores, tally = scored(paths, reader, codebook, strict, keep_copies=keep_copies)
    comparison = scores.compare(by, against=against, voice=voice, where=options.place_of(where), seed=seed)
    table = comparison.once if out.for_reading else comparison.table
    groups = table[by].nunique()
    tagged = len(scores.articles) - len(scores.copies) - len(comparison.untagged)
    if out.for_reading:
        table = table[table["k1"] + table["k2"] > 0]
    notes = _note(table, by, voice, where) if len(table) else [_nothing(by, groups, len(scores.articles), tagged)]
    if len(table) and len(comparison.once) < len(comparison.table):
        notes.append(ONE_COMPARISON)
    out.write(table, show=[by, *_SHOWN], note="\n".join(notes), said=comparison.notes)
    tally.finish()


def _note(table: pd.DataFrame, by: str, voice: str, where: str) -> list[str]:
    """What the numbers are, and what so few articles do not allow."""
    from framing.stats import power_note

    said = f"voice: {voice}" + ("" if where == "all" else f", where: {where}")
    lines = [f"k matches ({said}) in n words on either side, rates per 1,000; ratio with 95 % interval."]
    tested = table[table["p"].notna()]
    if len(tested):
        lines.append("p: articles permuted; p_min: the smallest p these numbers of articles can give; q: corrected p.")
        lines.append(power_note(min(*tested["articles1"], *tested["articles2"]), by))
    if table["p"].isna().any():
        lines.append("Fewer than 4 articles on a side: no interval and no p; the numbers describe these articles only.")
    return lines


def _nothing(by: str, groups: int, articles: int, tagged: int) -> str:
    """Why there is no row."""
    if groups:
        return f"No frame has a match in the {counted(tagged, 'article')} of a known {by}: nothing to compare."
    if not articles:
        return "No article was read: nothing to compare."
    if not tagged:
        return f"No article has a known {by}: nothing to compare."
    return f"All articles that are counted have one {by}: nothing to compare."
