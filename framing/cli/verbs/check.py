"""``framing check``: everything a reader should know before counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output, talk
from framing.cli.tally import Tally
from framing.records.grammar import counted

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions


_SHOWN = ["severity", "code", "doc_id", "file", "line", "reason", "remedy"]


@click.command("check", short_help="List every issue: skipped files, doubtful tags, bad dates.")
@options.paths
@options.table_output
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    out: Output,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Read articles and list every issue: skipped files, doubtful tags, unpaired quotation marks, bad dates.

    \b
      framing check corpus/trade-talks
      framing check corpus/trade-talks -o issues.csv
    """
    from framing.study.listing import list_articles

    articles, issues = list_articles(paths, reader)
    tally = Tally(strict, reader)
    tally.saw(articles["outlet_evidence"])
    tally.add(issues.to_dict("records"))
    out.write(issues, show=_SHOWN)
    how = articles["outlet_how"].value_counts()
    tags = ", ".join(f"{how.get(name, 0)} {name}" for name in ("given", "proposed", "unknown"))
    read = f"{counted(len(articles), 'article')}, {counted(int(articles['words'].sum()), 'word')}"
    talk(f"{read}; outlets: {tags}; {counted(len(issues), 'issue')}")
    if how.get("unknown", 0):
        talk("an outlet is known by metadata.csv, a folder named after one that framing knows, or --outlet NAME")
    tally.finish(listed=True)
