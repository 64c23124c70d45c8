"""``framing code``: coding sheets out, codes in, and codes to and from other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import talk
from framing.cli.scored import scored
from framing.cli.tally import SKIPPED
from framing.cli.verbs.code_exchange import export_command, import_command
from framing.cli.verbs.code_store import list_issues, ls_command, rm_command, save, save_settled, shown, write_codes
from framing.errors import FramingError, UsageError
from framing.records.grammar import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from framing.coding.reading import ReadSheet
    from framing.corpus.options import ReadOptions


@click.group("code", short_help="Code by hand: blind sheets, their codes, the coder's manual.")
def command() -> None:
    """Code by hand: blind sheets, their codes, the coder's manual, exchange with other tools."""


command.add_command(ls_command)
command.add_command(rm_command)
command.add_command(export_command)
command.add_command(import_command)


@command.command("sheet", short_help="Draw a blind coding sheet, and its key beside it.")
@options.paths
@options.codebook
@options.sheet_output
@options.choice("--unit", ["sentence", "paragraph", "article"], "What is coded as one: sentence, paragraph or article.")
@options.number("--sample", 200, options.COUNT, "How many units to draw.")
@click.option(
    "--stratify",
    default="outlet",
    show_default=True,
    metavar="COLUMNS",
    help="Columns of articles, comma-separated, or none; the lexicon's hits are always a stratum.",
)
@options.number("--context", 1, options.WHOLE, "Units shown before and after.")
@options.number(
    "--evaluation", 25.0, options.Real(min=0, max=100), "Per cent of the units kept apart, marked in the key alone."
)
@click.option("--show-outlet", is_flag=True, help="Show the outlet: the coder is no longer blind.")
@options.for_excel
@options.overwrite
@options.seed
@options.reading
@options.strict
def sheet_command(
    paths: tuple[str, ...],
    codebook: str,
    output: str,
    unit: str,
    sample: int,
    stratify: str,
    context: int,
    evaluation: float,
    show_outlet: bool,
    for_excel: bool,
    overwrite: bool,
    seed: int,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Draw a blind coding sheet, and write its key beside it. Give coders the sheet, never the key.

    \b
      framing code sheet corpus/trade-talks --sample 60 -o sheet.xlsx
    """
    from framing.study.coding.sheets import coding_sheet, write_sheet

    scores, tally = scored(paths, reader, codebook, strict)
    made = coding_sheet(
        scores,
        unit=unit,
        sample=sample,
        stratify=[name.strip() for name in stratify.split(",") if name.strip() not in ("", "none")],
        context=context,
        evaluation=evaluation / 100,
        seed=seed,
        show_outlet=show_outlet,
    )
    key = write_sheet(made, output, for_excel=for_excel, overwrite=overwrite)
    fewer = f" (all there are; {sample} were asked for)" if len(made.rows) < sample else ""
    number = len(made.rows)
    drawn = f"{number:,} headlines and bodies" if unit == "article" else counted(number, unit)
    talk(f"{output}: {drawn} of {counted(len(scores.articles), 'article')}{fewer}; keep {key} from the coders")
    tally.finish()


@command.command("read", short_help="Read coded sheets into a table of codes.")
@click.argument("sheets", nargs=-1, required=True, type=click.Path(), metavar="SHEET...")
@options.key("The sheets' key; looked for beside each if left out.")
@click.option("--coder", default="", metavar="NAME", help="Who coded it; the name of the file if left out.")
@options.choice(
    "--empty",
    ["missing", "zero"],
    "An empty cell of a row that has marks but is not done: missing or zero.",
    metavar="VALUE",
)
@click.option("--skip-bad", is_flag=True, help="Leave out cells and rows that cannot be read (they are listed).")
@options.keeping
@options.codes_output
@options.strict
def read_command(
    sheets: tuple[str, ...],
    key: str | None,
    coder: str,
    empty: str,
    skip_bad: bool,
    store: str,
    codebook: str,
    output: str | None,
    strict: bool,
) -> None:
    """Read coded sheets into a table of codes without any text. Every bad cell is named; none is guessed.

    A table of codes that was read before, and stand-off codes (doc_id, field, start, end, frames), are taken too. With
    --store the codes of a file are kept in a store, all of them or none; what is there already is not doubled, and a
    code that was changed is a new version. A sheet's key says its codebook; for other codes name it.

    \b
      framing code read ann.csv --key sheet.key.csv --store framing.db
      framing code read codes.parquet --codebook us-china-trade --store framing.db
    """
    from framing.lexicon.reading import load_codebook

    frames = load_codebook(codebook).frame_names
    read = [_read_sheet(sheet, key, coder, empty, frames, skip_bad, strict) for sheet in sheets]
    if store:
        for sheet, found in zip(sheets, read, strict=True):
            save(store, found, Path(sheet), codebook)
    if output is not None or not store:
        _write_codes(sheets, read, output)
    if any(found.bad for found in read):
        raise click.exceptions.Exit(SKIPPED)


def _read_sheet(
    sheet: str, key: str | None, coder: str, empty: str, frames: Sequence[str], skip_bad: bool, strict: bool
) -> ReadSheet:
    """A sheet with nothing in it that cannot be read, unless that is to be skipped."""
    from framing.study.coding.codes import read_to_keep

    found = read_to_keep(sheet, key, frames, coder=coder, empty=empty)
    list_issues(found.issues)
    if found.bad and not skip_bad:
        raise FramingError(
            f"{counted(len(found.bad), 'place')} cannot be read, so nothing was written",
            file=sheet,
            remedy="mend them in the sheet, or add --skip-bad",
        )
    if strict and any(issue.severity != "note" for issue in found.issues):
        raise FramingError("--strict: the sheet has warnings", file=sheet, remedy="mend them, or leave out --strict")
    return found


def _write_codes(sheets: Sequence[str], read: Sequence[ReadSheet], output: str | None) -> None:
    codings = [coding for found in read for coding in found.codings]
    if len({coding.order for coding in codings}) < len(codings):
        raise FramingError(
            "two of the sheets hold the same units by one coder",
            file=sheets[-1],
            remedy="read them one by one, each with its --coder",
        )
    codes = write_codes(codings, output)
    if output:
        units = len({coding.place for coding in codings if coding.value is not None})
        coders = ", ".join(dict.fromkeys(codes["coder"])) or Path(sheets[0]).stem
        talk(f"{output}: {counted(len(codes), 'code')} of {counted(units, 'unit')} by {coders}")


@command.command("settle", short_help="Read what was decided of disagreements as codes.")
@click.argument("disagreements", type=click.Path())
@click.option("--coder", default="adjudicated", show_default=True, metavar="NAME", help="Name of the decisions' coder.")
@options.place("--store", "Keep the decisions here, beside the codes they decide on.")
@options.codebook
@options.codes_output
def settle_command(disagreements: str, coder: str, store: str, codebook: str, output: str | None) -> None:
    """Read the decisions in a list of disagreements (framing agree --disagreements) as codes of one more coder.

    Validation takes a decision before any single coder's word.
    """
    from framing.coding.disagreements import decisions
    from framing.coding.grids import read_grid

    if not store and options.typed("codebook"):
        options.idle("--codebook", "only decisions that are kept with --store are of a codebook")
    if not (store or output):
        raise UsageError("nobody would see the decisions", remedy="name a file with -o, or a store with --store")
    grid = read_grid(disagreements)
    found, issues = decisions(grid, coder)
    list_issues(issues)
    if issues:
        raise FramingError(
            f"{counted(len(issues), 'place')} cannot be read, so nothing was written",
            file=disagreements,
            remedy="mend them in the list",
        )
    if store and found:
        save_settled(store, found, codebook, Path(disagreements), coder)
    if output:
        write_codes(found, output)
    talk(f"{output or shown(store)}: {counted(len(found), 'decision')}; {len(grid.rows) - len(found)} still open")


@command.command("manual", short_help="Write the codebook as a coder's manual to print.")
@options.codebook
@options.written("The page.", default="manual.html")
def manual_command(codebook: str, output: str) -> None:
    """Write the codebook as a coder's manual to print: definitions, marks and voices, without the word lists."""
    from framing.lexicon.reading import load_codebook
    from framing.report.files import write
    from framing.report.printed import manual

    book = load_codebook(codebook)
    write(manual(book), output)
    talk(f"{output}: {counted(len(book.frames), 'frame')} of {book.recipe}")
