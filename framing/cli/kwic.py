"""``framing kwic``: a term in its contexts."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import opened, talk, write_frame
from framing.cli.text_table import clean, padded, width

if TYPE_CHECKING:
    import pandas as pd

    from framing.corpus.options import ReadOptions

_COLOURS = {"own": "white", "quoted": "cyan", "fragment": "magenta", "reported": "yellow"}


@click.command("kwic", short_help="Show a term in its contexts: read before you count.")
@click.argument("term")
@options.paths
@click.option("--width", "context", default=50, show_default=True, help="Characters of context on either side.")
@click.option("--voice", type=click.Choice(list(_COLOURS)), default=None, help="Only matches in this voice.")
@options.form()
@options.output
@options.reading
@options.strict
def command(
    term: str,
    paths: tuple[str, ...],
    context: int,
    voice: str | None,
    form: str,
    output: str | None,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Show every place of TERM with the words round it: read before you count.

    TERM is a word, a stem*, a phrase or a pattern with gaps.

    \b
      framing kwic "sustainab*" corpus/trade-talks
      framing kwic "threat* ..3 tariff*" corpus/trade-talks --voice own
    """
    from framing.study.concordance import kwic
    from framing.study.scoring import read_corpus_with

    corpus = read_corpus_with(paths, reader)
    tally = options.Tally.of((asdict(issue) for issue in corpus.issues), strict)
    rows = kwic(corpus, term, width=context, voice=voice)
    if form == "table":
        with opened(output) as file:
            file.write(_page(rows, colour=output is None and sys.stdout.isatty()).encode("utf-8"))
        if not len(rows):
            talk(f"no match of '{clean(term)}'" + (f" in the voice {voice}" if voice else ""))
    else:
        write_frame(rows, form, output)
    tally.finish(strict)


def _page(rows: pd.DataFrame, *, colour: bool) -> str:
    """Concordance lines: the match in the middle, who published it before, the voice and its speaker after."""
    labels = [clean(f"{outlet} · {doc_id}") for outlet, doc_id in zip(rows["outlet"], rows["doc_id"], strict=True)]
    lefts = [clean(left) for left in rows["left"]]
    wide, left_wide = max(map(width, labels), default=0), max(map(width, lefts), default=0)
    lines = []
    for label, left, row in zip(labels, lefts, rows.itertuples(index=False), strict=True):
        match = clean(str(row.match))
        shown = click.style(match, fg=_COLOURS[str(row.voice)], bold=True) if colour else f"[{match}]"
        voice = f"{row.voice}: {clean(str(row.speaker))}" if row.speaker else str(row.voice)
        note = ", negated" if row.negated else ""
        line = padded(label, wide) + "  " + padded(left, left_wide, right=True) + shown + clean(str(row.right)).rstrip()
        lines.append(f"{line}  ({voice}{note})\n")
    return "".join(lines)
