"""``framing keyness``: the words that set one outlet apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output
from framing.cli.scored import read

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions


_SHOWN = ["term", "key", "articles1", "of1", "articles2", "of2", "log_ratio", "low", "high", "p", "q", "written"]


@click.command("keyness", short_help="List the words that set the articles of one outlet apart.")
@options.paths
@click.option("--target", required=True, metavar="NAME", help="The outlet whose words are looked for.")
@click.option("--reference", default=None, metavar="NAME", help="The outlet to hold it against.  [default: all others]")
@options.number("--min-articles", 2, options.COUNT, "Leave out words of fewer articles on both sides.")
@click.option("--function-words", is_flag=True, help="Keep words such as the, of and said.")
@options.keep_copies
@click.option(
    "--classic",
    default="g2",
    show_default=True,
    metavar="NAMES",
    help="Token measures to add, comma-separated, or none.",
)
@options.number("--top", 50, options.COUNT, "Rows in a table for reading; other formats hold all.")
@options.table_output
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    target: str,
    reference: str | None,
    min_articles: int,
    function_words: bool,
    keep_copies: bool,
    classic: str,
    top: int,
    out: Output,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """List the words that set the articles of one outlet apart from another's, or from all the others'.
    Those of an unknown outlet stand for none and are left out, which is said.

    Counted are articles, not tokens: Fisher's exact test on articles with the word, Benjamini-Hochberg over all words
    tested. House style is folded first (U.S., US and United States are one word). From four articles a side on.

    \b
      framing keyness corpus/invented-dispute --target "Pellara Daily"
      framing keyness news --target "China Daily" --reference Reuters -o words.csv
    """
    from framing.records.article import UNKNOWN
    from framing.study.comparison.counting import copies_note, untagged_note
    from framing.study.comparison.keyness import keyness, keyness_note, named_outlet
    from framing.study.wording.copies import find_copies

    corpus, tally = read(paths, reader, strict)
    measures = [name for name in classic.replace(" ", "").split(",") if name and name != "none"]
    target = named_outlet(target, corpus)
    copies = None if keep_copies else find_copies(corpus)
    left_out = set() if copies is None else set(copies["doc_id"])
    untagged = sum(article.outlet.value == UNKNOWN and article.doc_id not in left_out for article in corpus)
    table = keyness(
        corpus,
        target,
        reference,
        min_articles=min_articles,
        function_words=function_words,
        copies=left_out,
        classic=measures,
    )
    notes = [keyness_note(table, target, reference), *untagged_note(untagged)]
    notes += [] if copies is None else copies_note(copies)
    out.write(table.head(top) if out.for_reading else table, show=_SHOWN, said=notes)
    tally.finish()
