"""``framing lexicon validate``: a codebook held against hand codes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output, talk
from framing.cli.scored import scored
from framing.cli.verbs.score_numbers import SHARES

if TYPE_CHECKING:
    from framing.coding.validations import Validation
    from framing.corpus.options import ReadOptions
    from framing.study.scores import Scores

_FRAME_COLUMNS = ["frame", "units", "present", "hits", "precision", "precision_low", "precision_high", "recall",
                  "recall_low", "recall_high", "f1", "alpha", "human_alpha"]  # fmt: skip
_ENTRY_COLUMNS = ["frame", "matches", "units", "right", "precision", "low", "high", "outlet", "ratio", "ratio_without",
                  "change", "entry"]  # fmt: skip


@click.command("validate", short_help="Hold a lexicon or a classifier against hand codes.")
@options.codebook_argument
@click.argument("codes", nargs=-1, required=True, type=click.Path(), metavar="CODES...")
@options.corpus("The articles that were coded.", required=True)
@options.key("The sheet's key, for codes that name no stratum.")
@options.choice(
    "--slice",
    ["auto", "evaluation", "development", "all"],
    "Which coded units count: evaluation, development, all, or auto: those kept apart for evaluation, if any.",
)
@options.choice(
    "--table",
    ["frames", "entries", "prevalence"],
    "frames; entries, with their effect; or prevalence: shares of sentences, corrected for the coder's errors.",
)
@options.coder("Whose matches to check, as for framing score.")
@click.option(
    "-o",
    "--output",
    "keep",
    type=click.Path(),
    metavar="FILE",
    help="Keep the validation here, not beside the codebook.",
)
@options.form
@options.reading
@options.strict
def validate_command(
    codebook: str,
    codes: tuple[str, ...],
    corpus: tuple[str, ...],
    key: str | None,
    slice: str,
    table: str,
    coder: str,
    keep: str | None,
    out: Output,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Hold a codebook's lexicon (or a classifier) against hand codes, and keep the result beside the codebook.

    A shipped codebook's validation goes into your own folder. Every score then says what is known of its coder.

    \b
      framing lexicon validate us-china-trade ann.csv --corpus corpus/trade-talks
    """
    from framing.coding.validations import save_validation, validation_path
    from framing.study.bridge.models import is_model, open_model
    from framing.study.coding.agreeing import gather_codings
    from framing.study.coding.evaluating import learnt_units_note
    from framing.study.coding.validating import validate_codebook

    scores, tally = scored(corpus, reader, codebook, strict, coder=coder)
    book, notes = scores.codebook, list[str]()
    codings = gather_codings(codes, key, scores.frames, book.recipe, notes)
    found = validate_codebook(scores, codings, slice=slice)
    if is_model(coder):
        notes += filter(None, [learnt_units_note(open_model(coder, book), scores, codings)])
    for line in notes:
        talk(line)
    place = Path(keep) if keep else validation_path(book, scores.coder)
    save_validation(found, place)
    _write(table, found, scores, out)
    for said in (f"{place}: {book.recipe}", found.status, *found.notes):
        talk(said)
    tally.finish()


def _write(table: str, found: Validation, scores: Scores, out: Output) -> None:
    import pandas as pd

    from framing.study.coding.validating import ENTRY_COLUMNS
    from framing.study.comparison.prevalence import corrected_prevalence

    if table == "frames":
        rows = pd.DataFrame([asdict(row) for row in found.frames])
        out.write(rows, show=_FRAME_COLUMNS, note="Recall is weighted by the strata of the sample.")
    elif table == "entries":
        out.write(pd.DataFrame(list(found.entries), columns=list(ENTRY_COLUMNS)), show=_ENTRY_COLUMNS)
    else:
        out.write(corrected_prevalence(scores, found), show=["outlet", *SHARES])
