"""``framing report``: the comparative page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import talk
from framing.cli.scored import scored
from framing.records.grammar import counted

if TYPE_CHECKING:
    import pandas as pd

    from framing.corpus.options import ReadOptions
    from framing.study.scores import Scores


@click.command("report", short_help="Write the comparative report, one HTML page.")
@options.paths
@options.codebook
@options.written("The page to write; .pdf is printed by Chromium, if there is one.", default="report.html")
@click.option("--title", default=None, help="The page's title, instead of the codebook's.")
@click.option("--sections", default=None, metavar="NAMES", help="Sections to show, comma-separated, in their order.")
@click.option(
    "--templates", type=click.Path(), default=None, metavar="FOLDER", help="Your own templates, looked in first."
)
@click.option(
    "--coder",
    default=None,
    metavar="NAME",
    help="To stand beside the lexicon: a shipped model, a model's folder, or another coder.",
)
@click.option(
    "--sheet",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="A coded sheet, or codes read from one; may be repeated. The codes that a store holds are shown anyway.",
)
@options.key("The sheet's key, if it is not beside the sheet.")
@options.keep_copies
@click.option("--since", default="", metavar="DATE", help="Of a store: add a section on what came in from DATE on.")
@click.option(
    "--evidence-json",
    type=click.Path(),
    default=None,
    metavar="FILE",
    help="Write every match with its sentence to this file as well.",
)
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    codebook: str,
    output: str,
    title: str | None,
    sections: str | None,
    templates: str | None,
    coder: str | None,
    sheet: tuple[str, ...],
    key: str | None,
    keep_copies: bool,
    since: str,
    evidence_json: str | None,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Write one HTML page in which every number opens its sentences. It needs no network and no script.

    \b
      framing report corpus/trade-talks -o report.html
      framing report corpus/trade-talks --coder us-china-trade -o coders.html
      framing report framing.db --since 2025-10-27 -o report.html
    """
    from framing.engine.wholefile import check_folder_of
    from framing.report.files import check_ending

    check_ending(output)
    check_folder_of(output)
    if key and not sheet:
        options.idle("--key", "no sheet is named with --sheet")
    if since:
        from framing.study.stores.since import check_since, news_since

        check_since(paths, since)  # before hours of scoring, not after
    scores, tally = scored(paths, reader, codebook, strict, keep_copies=keep_copies)
    notes: list[str] = []
    codes = _codes(paths, scores, sheet, key, notes)
    beside = None if coder is None and codes is None else scores.beside(coder, codes)
    chosen = None if sections is None else [name.strip() for name in sections.split(",") if name.strip()]
    news = news_since(paths, since, scores.codebook, keep_copies=keep_copies) if since else None
    scores.report(output, title=title, sections=chosen, templates=templates, news=news, beside=beside)
    if evidence_json is not None:
        from framing.study.output.evidence import write_evidence_json

        talk(f"{evidence_json}: {counted(write_evidence_json(scores, evidence_json), 'match')} with their sentences")
    talk(f"{output}: {_what(scores)}")
    for line in (*scores.notes, *notes):
        talk(line)
    if beside is not None:
        talk(f"beside the lexicon: {', '.join(line.name for line in beside.coders[1:])}")
    tally.finish()


def _what(scores: Scores) -> str:
    """What the page is about, in numbers."""
    from framing.records.article import UNKNOWN

    outlets = Counter(scores.articles["outlet"])
    untagged = outlets.pop(UNKNOWN, 0)
    without = f", {untagged:,} without an outlet" if untagged else ""
    by = f"{counted(len(scores.articles), 'article')} by {counted(len(outlets), 'outlet')}{without}"
    return f"{counted(len(scores.matches), 'match')} in {by}"


def _codes(
    paths: tuple[str, ...], scores: Scores, sheet: tuple[str, ...], key: str | None, notes: list[str]
) -> pd.DataFrame | None:
    """People's codes: those of the sheets, else those that the store keeps; most reports have neither."""
    from framing.store.addresses import the_store

    if sheet:
        from framing.study.coding.agreeing import gather_codings

        return gather_codings(sheet, key, scores.frames, scores.codebook.recipe, notes)
    if the_store(paths):
        from framing.study.stores.stored_codes import kept_codes

        return kept_codes(paths, scores, notes)
    return None
