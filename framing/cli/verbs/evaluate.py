"""``framing evaluate``: a classifier against codes it has not seen, beside the lexicon and their union."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output, talk
from framing.errors import UsageError
from framing.records.grammar import counted

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions


_SHOWN = ["part", "name", "coder", "right", "found", "coded", "precision", "recall", "f1"]


@click.command("evaluate", short_help="Measure a classifier on coded sentences.")
@click.argument("model", type=click.Path())
@click.argument("codes", nargs=-1, required=True, type=click.Path(), metavar="CODES...")
@options.codebook
@options.corpus("The articles that codes point into.")
@options.key()
@options.table_output
@options.reading
def command(
    model: str,
    codes: tuple[str, ...],
    codebook: str,
    corpus: tuple[str, ...],
    key: str | None,
    out: Output,
    reader: ReadOptions,
) -> None:
    """Measure lexicon, MODEL and their union on coded sentences, frame by frame and outlet by outlet.

    CODES are coded sheets, or tables with text and frames. With --corpus they may be codes without the sentences, as
    framing code read and export write them, or a table of doc_id, field, start, end and frames. Measure on sentences
    that the model was not trained on.

    \b
      framing evaluate us-china-trade week-3.csv
      framing evaluate models/mine codes.csv --corpus corpus/trade-talks
    """
    import pandas as pd

    from framing.lexicon.reading import load_codebook
    from framing.study.bridge.models import open_model
    from framing.study.coding.evaluating import evaluate, points_into_articles, read_codes
    from framing.study.scoring import read_corpus_with

    book = load_codebook(codebook)
    opened = open_model(model, book)
    pointing = next((path for path in codes if points_into_articles(path)), None)
    if pointing and not corpus:
        raise UsageError(
            f"{pointing}: these are codes without their sentences", remedy="name their articles with --corpus"
        )
    if corpus and not pointing:
        options.idle("--corpus", "the sentences stand in CODES")
    if not pointing:
        options.idle_reading(reader, "no article is read")
    articles = read_corpus_with(list(corpus), reader).articles if pointing else ()
    notes: list[str] = []
    found = evaluate(opened, read_codes(codes, book, articles, key=key, notes=notes))
    out.write(pd.DataFrame(found.rows()), show=_SHOWN)
    close = f"in {found.abstained:,} of them the model is close to a threshold and could abstain"
    talk(f"{counted(found.units, 'sentence')}; {close}")
    for note in (*notes, found.learnt):
        if note:
            talk(note)
