"""``framing export``: articles, tables, evidence and pages for other programs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import opened, talk
from framing.cli.scored import scored
from framing.cli.tally import Tally
from framing.errors import UsageError
from framing.records.grammar import counted

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions

_FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "json", "parquet", "xlsx"]),
    default=None,
    metavar="FORMAT",
    help="csv, json (one object a line), parquet or xlsx; told by the ending of -o where it has one.",
)
#: The endings of files of articles, and whether they are Parquet's; JSON lines go to stdout.
_RECORDS = {"": False, ".jsonl": False, ".ndjson": False, ".parquet": True}


@click.group("export", short_help="Take articles and results to other programs.")
def command() -> None:
    """Take articles and results to other programs: lines that come back equal, spreadsheets, a coding sheet, a PDF."""


@command.command("articles", short_help="Write articles as JSON lines or Parquet for other tools.")
@options.paths
@click.option("--history", is_flag=True, help="Of a store: every version, not the current ones alone.")
@options.output
@options.reading
@options.strict
def articles_command(
    paths: tuple[str, ...], history: bool, output: str | None, reader: ReadOptions, strict: bool
) -> None:
    """Write articles as JSON lines or Parquet: plain fields for other tools, and what framing knows of them beside.

    Read back (framing add, or any other verb), each article is what it was, its proposed tags with their evidence
    included. A record that another tool has changed is read as a plain one. Of a store, the current
    versions are written; --history writes the earlier ones too, which framing add puts into a store again.

    Parquet for large corpora: workers share its row groups, and nothing is left to be found out about its articles.

    \b
      framing export articles framing.db --history -o articles.jsonl
      framing add articles.jsonl --store copy.db
      framing export articles news.jsonl.gz -o news.parquet
    """
    from framing.study.output.article_records import histories, left_behind, records
    from framing.study.output.record_files import writing_records

    ending = PurePath(output or "-").suffix.lower()
    if ending not in _RECORDS:
        reason = f"{output}: articles are written as JSON lines or Parquet, not {ending}"
        raise UsageError(reason, remedy="end -o with .jsonl or .parquet")
    tally, number = Tally(strict), 0
    with opened(output) as file, writing_records(file, parquet=_RECORDS[ending]) as writer:
        for some, issues in (histories if history else records)(paths, reader):
            tally.add(asdict(issue) for issue in issues)
            writer.write(some)
            number += len(some)
        tally.fail_if_strict()
    talk(f"wrote {counted(number, 'version' if history else 'article')}")
    if said := left_behind(paths, history=history):
        talk(said)
    tally.finish()


@command.command("tables")
@options.paths
@options.codebook
@options.written("An .xlsx, a file of one table, or a folder.", required=True, metavar=None)
@click.option(
    "--table", "tables", multiple=True, help="A table (rates, matches, ...); may be repeated. All if left out."
)
@_FORM
@options.for_excel
@options.reading
@options.strict
def tables_command(
    paths: tuple[str, ...],
    codebook: str,
    output: str,
    tables: tuple[str, ...],
    form: str | None,
    for_excel: bool,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Write the tables: one workbook, or one file each into a folder.

    \b
      framing export tables corpus/trade-talks -o tables.xlsx
      framing export tables corpus/trade-talks -o tables --format csv
    """
    from framing.study.output.table_files import tables_of, write_tables

    scores, tally = scored(paths, reader, codebook, strict)
    wanted = tables_of(scores, tables)
    write_tables(wanted, output, form or "", for_excel=for_excel)
    talk(f"{output}: {', '.join(f'{name} {len(table):,}' for name, table in wanted.items())}")
    tally.finish()


@command.command("evidence", short_help="Write every match with its sentence, one row each.")
@options.paths
@options.codebook
@options.written("The table: .csv, .xlsx, .jsonl or .parquet.", required=True, metavar=None)
@_FORM
@options.for_excel
@options.reading
@options.strict
def evidence_command(
    paths: tuple[str, ...],
    codebook: str,
    output: str,
    form: str | None,
    for_excel: bool,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Write every match with its sentence, speaker and place, one row each.

    \b
      framing export evidence corpus/trade-talks -o evidence.xlsx
    """
    from framing.study.output.evidence import evidence_table
    from framing.study.output.table_files import write_tables

    scores, tally = scored(paths, reader, codebook, strict)
    table = evidence_table(scores)
    write_tables({"evidence": table}, output, form or "", for_excel=for_excel)
    talk(f"{output}: {counted(len(table), 'match')}")
    tally.finish()


@command.command("sheet", short_help="Write the matches as a blind coding sheet: are they right?")
@options.paths
@options.codebook
@options.sheet_output
@options.for_excel
@options.overwrite
@options.reading
@options.strict
def sheet_command(
    paths: tuple[str, ...],
    codebook: str,
    output: str,
    for_excel: bool,
    overwrite: bool,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Write every sentence with a match as a blind coding sheet, and its key beside it: are the matches right?

    \b
      framing export sheet corpus/trade-talks -o check.xlsx
    """
    from framing.study.coding.sheets import evidence_sheet, write_sheet

    scores, tally = scored(paths, reader, codebook, strict)
    made = evidence_sheet(scores)
    key = write_sheet(made, output, for_excel=for_excel, overwrite=overwrite)
    talk(f"{output}: {counted(len(made.rows), 'sentence')} with a match; keep {key} from the coders")
    tally.finish()


@command.command("pdf", short_help="Print a report that is there already.")
@click.argument("page", type=click.Path())
@options.written("The PDF; the page's name with .pdf if left out.", metavar=None)
def pdf_command(page: str, output: str | None) -> None:
    """Print a report that is there already, by the Chromium that is installed.

    \b
      framing export pdf report.html -o report.pdf
    """
    from framing.report.pdf import read_page, write_pdf

    target = output or str(Path(page).with_suffix(".pdf"))
    write_pdf(read_page(page), target)
    talk(f"{target}: {Path(target).stat().st_size:,} bytes")
