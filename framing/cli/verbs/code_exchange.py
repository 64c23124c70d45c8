"""``framing code export`` and ``import``: codes to and from other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import talk
from framing.cli.verbs.code_store import save, write_codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from framing.corpus.options import ReadOptions

_TABLES = ["csv", "xlsx"]
_FORMATS = [*_TABLES, "doccano", "label-studio", "brat", "webanno"]
_NAMED = f"{', '.join(_FORMATS[:-1])} or {_FORMATS[-1]}"
_offsets = click.option(
    "--offsets",
    type=click.Choice(["code-points", "utf-16"]),
    default=None,
    metavar="UNIT",
    help="What the tool counts, if not its default: code-points or utf-16.",
)


@click.command("export")
@click.argument("codes", nargs=-1, required=True, type=click.Path(), metavar="CODES...")
@click.option("--to", "form", type=click.Choice(_FORMATS), required=True, metavar="FORMAT", help=f"{_NAMED}.")
@options.corpus("The articles that were coded; may be repeated.")
@_offsets
@options.written("File; new folder for brat, webanno.", required=True, metavar=None)
@options.reading
def export_command(
    codes: tuple[str, ...],
    form: str,
    corpus: tuple[str, ...],
    offsets: str | None,
    output: str,
    reader: ReadOptions,
) -> None:
    """Write codes for another tool. What comes back with import is equal."""
    from framing.study.coding.agreeing import gather_codings
    from framing.study.coding.exchange import export_codings

    table = gather_codings(codes)
    texts = _texts(corpus, reader, form, offsets)
    export_codings(table, output, form, texts, offsets=offsets or "")
    talk(f"{output}: {len(table):,} codes as {form}")


@click.command("import", short_help="Read codes from another tool's export.")
@click.argument("path", type=click.Path())
@click.option("--from", "form", type=click.Choice(_FORMATS), required=True, metavar="FORMAT", help=f"{_NAMED}.")
@options.corpus("Hold the texts against these articles.")
@_offsets
@click.option("--coder", default="", metavar="NAME", help="Who coded it, instead of what the file says.")
@options.keeping
@options.codes_output
@options.reading
def import_command(
    path: str,
    form: str,
    corpus: tuple[str, ...],
    offsets: str | None,
    coder: str,
    store: str,
    codebook: str,
    output: str | None,
    reader: ReadOptions,
) -> None:
    """Read codes from another tool's export: spans with frames as their labels.

    With --store they are kept there, all of them or none, about the text that the tool showed.

    \b
      framing code import ann.json --from label-studio --store framing.db
    """
    from framing.study.coding.exchange import read_exchanged

    if not store and options.typed("codebook"):
        options.idle("--codebook", "only codes that are kept with --store are of a codebook")
    found = read_exchanged(path, form, _texts(corpus, reader, form, offsets), offsets=offsets or "", coder=coder)
    if store:
        save(store, found, Path(path), codebook)
        if output is None:
            return
    if not found.codings:
        talk(f"{path}: there is no code in it")
    table = write_codes(found.codings, output)
    if output:
        talk(f"{output}: {len(table):,} codes by {', '.join(sorted(set(table['coder'].astype(str))))}")


def _texts(
    corpus: tuple[str, ...], reader: ReadOptions, form: str, offsets: str | None
) -> Mapping[tuple[str, str], str] | None:
    """The articles that were coded; a table of codes holds no text, and counts code points."""
    from framing.study.coding.agreeing import texts_of
    from framing.study.scoring import read_corpus_with

    if form in _TABLES:
        for option in (name for name, value in (("--corpus", corpus), ("--offsets", offsets)) if value):
            options.idle(option, f"{form} holds codes without their text, in code points")
    if not corpus or form in _TABLES:
        options.idle_reading(reader, "no article is read")
        return None
    return texts_of(read_corpus_with(corpus, reader))
