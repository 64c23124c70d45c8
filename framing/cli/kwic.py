"""``framing kwic``: a term in its contexts."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import opened, write_frame

if TYPE_CHECKING:
    import pandas as pd

_COLOURS = {"own": "white", "quoted": "cyan", "fragment": "magenta", "reported": "yellow"}


@click.command("kwic")
@click.argument("term")
@options.paths
@click.option("--width", default=50, show_default=True, help="Characters of context on either side.")
@click.option("--voice", type=click.Choice(list(_COLOURS)), default=None, help="Only matches in this voice.")
@options.form()
@options.output
@options.reading
@options.strict
def command(
    term: str,
    paths: tuple[str, ...],
    width: int,
    voice: str | None,
    form: str,
    output: str | None,
    outlet: str,
    encoding: str,
    no_propose: bool,
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

    corpus = read_corpus_with(paths, options.read_options(outlet, encoding, no_propose))
    tally = options.Tally()
    tally.add(asdict(issue) for issue in corpus.issues)
    tally.fail_if(strict)
    rows = kwic(corpus, term, width=width, voice=voice)
    if form == "table":
        with opened(output) as file:
            file.write(_page(rows, colour=output is None and sys.stdout.isatty()).encode("utf-8"))
    else:
        write_frame(rows, form, output)
    tally.finish(strict)


def _page(rows: pd.DataFrame, *, colour: bool) -> str:
    """Concordance lines: the match in the middle, who published it before, the voice and its speaker after."""
    if not len(rows):
        return "no match\n"
    label = [f"{outlet} · {doc_id}" for outlet, doc_id in zip(rows["outlet"], rows["doc_id"], strict=True)]
    wide, left = max(map(len, label)), max(map(len, rows["left"]))
    lines = []
    for name, row in zip(label, rows.itertuples(index=False), strict=True):
        match = str(row.match)
        shown = click.style(match, fg=_COLOURS[str(row.voice)], bold=True) if colour else f"[{match}]"
        voice = f"{row.voice}: {row.speaker}" if row.speaker else str(row.voice)
        note = ", negated" if row.negated else ""
        lines.append(name.ljust(wide) + "  " + str(row.left).rjust(left) + shown + f"{row.right}  ({voice}{note})")
    return "\n".join(lines) + "\n"
