"""``framing search``: which articles of a store hold some words."""

from __future__ import annotations

import sys

import click

from framing.cli import options
from framing.cli.output import Output, talk
from framing.records.grammar import counted


@click.command("search", short_help="Find the articles of a store that hold some words.")
@click.argument("query")
@options.store
@options.number("--top", 20, options.COUNT, "How many to show at most.")
@options.table_output
def command(query: str, store: str, top: int, out: Output) -> None:
    """Find the articles of a store that hold some words, the best first, with the first place.

    All words must occur; "a phrase", a stem*, -without and one OR other narrow or widen it. Case and accents do not
    matter. To count, use framing kwic and framing score.

    \b
      framing search 'tariff* "trade war"'
      framing search 'glass -china' --store desk.db
    """
    from framing.study.listing import search_articles

    found = search_articles(store, query, min(top, sys.maxsize))
    out.write(found, show=["doc_id", "outlet", "date", "snippet"])
    if len(found) == top:
        talk(f"the first {counted(top, 'article')}; --top shows more")
    elif not len(found):
        talk("no article holds that (words count whole: tariff* finds tariffs, too)")
