"""``framing ls``: the articles and their tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output
from framing.cli.tally import Tally

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions


_SHOWN = ["doc_id", "outlet", "tag", "date", "words", "title"]
_VERSIONS = ["doc_id", "version", "added", "changed", "outlet", "date", "characters", "file"]


@click.command("ls", short_help="List articles with their tags.")
@options.paths
@click.option("--history", default="", metavar="ID", help="All versions of one article of a store.")
@options.table_output
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    history: str,
    out: Output,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """List articles with their tags: outlet (given, proposed or unknown), date, words, title.

    \b
      framing ls corpus/trade-talks
      framing ls "corpus/trade-talks/*/2025-*.txt"
    """
    from framing.study.listing import list_articles, list_versions

    if history:
        out.write(list_versions(paths, history), show=_VERSIONS)
        return

    articles, issues = list_articles(paths, reader)
    tally = Tally.of(issues.to_dict("records"), strict, reader, articles["outlet_evidence"])
    if out.for_reading:
        articles = articles.assign(tag=articles["outlet_how"])
    out.write(articles, show=_SHOWN)
    tally.finish()
