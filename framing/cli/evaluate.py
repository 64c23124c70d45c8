"""``framing evaluate``: a classifier against codes it has not seen, beside the lexicon and their union."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import counted, talk, write_frame

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions


_SHOWN = ["part", "name", "coder", "right", "found", "coded", "precision", "recall", "f1"]


@click.command("evaluate", short_help="Measure a classifier on coded sentences.")
@click.argument("model", type=click.Path())
@click.argument("codes", nargs=-1, required=True, type=click.Path(), metavar="CODES...")
@options.codebook
@click.option("--corpus", multiple=True, type=click.Path(), help="The articles that stand-off codes point into.")
@click.option("--key", type=click.Path(), default=None, help="A sheet's key, if it is not beside the sheet.")
@options.form()
@options.output
@options.reading
def command(
    model: str,
    codes: tuple[str, ...],
    codebook: str,
    corpus: tuple[str, ...],
    key: str | None,
    form: str,
    output: str | None,
    reader: ReadOptions,
) -> None:
    """Lexicon, MODEL and their union, frame by frame and outlet by outlet, against coded sentences.

    CODES are coded sheets, tables with text and frames, or a table of doc_id, field, start, end and frames (with
    --corpus). Measure on sentences that the model was not trained on.

    \b
      framing evaluate us-china-trade week-3.csv
      framing evaluate models/mine codes.csv --corpus corpus/trade-talks
    """
    import pandas as pd

    from framing.lexicon.reading import load_codebook
    from framing.study.bridge.models import open_model
    from framing.study.coding.evaluating import evaluate, is_standoff, read_codes
    from framing.study.scoring import read_corpus_with

    book = load_codebook(codebook)
    opened = open_model(model, book)
    standoff = len(codes) == 1 and is_standoff(codes[0])
    if corpus and not standoff:
        options.idle("--corpus", "the sentences stand in CODES")
    if not (corpus and standoff):
        options.idle_reading(reader, "no article is read")
    articles = read_corpus_with(list(corpus), reader).articles if corpus and standoff else ()
    found = evaluate(opened, read_codes(codes, book, articles, key=key))
    write_frame(pd.DataFrame(found.rows()), form, output, show=_SHOWN)
    close = f"in {found.abstained:,} of them the model is close to a threshold and could abstain"
    talk(f"{counted(found.units, 'sentence')}; {close}")
    if found.learnt:
        talk(found.learnt)
