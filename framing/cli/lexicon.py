"""``framing lexicon``: the codebooks, read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import talk, write_frame
from framing.cli.progress import ProgressLine

if TYPE_CHECKING:
    import pandas as pd


@click.group("lexicon")
def command() -> None:
    """List, show and check codebooks: frames with definitions and their word lists."""


@command.command("list")
@options.form()
@options.output
def list_command(form: str, output: str | None) -> None:
    """The codebooks that come with framing."""
    import pandas as pd

    from framing.lexicon.reading import load_codebook, shipped_codebooks

    books = [load_codebook(name) for name in shipped_codebooks()]
    rows = [(b.name, b.version, len(b.frames), sum(1 for _ in b.entries()), b.digest, b.title) for b in books]
    columns = ["codebook", "version", "frames", "entries", "digest", "title"]
    write_frame(pd.DataFrame(rows, columns=columns), form, output)


@command.command("show")
@click.argument("codebook")
@click.option("--frame", default=None, help="Only this frame, with its entries.")
@options.form()
@options.output
def show_command(codebook: str, frame: str | None, form: str, output: str | None) -> None:
    """Frames with their definitions, or the entries of one frame."""
    import pandas as pd

    from framing.lexicon.reading import load_codebook

    book = load_codebook(codebook)
    if frame is None:
        rows = [(f.name, f.label, len(f.entries), f.definition) for f in book.frames]
        write_frame(pd.DataFrame(rows, columns=["frame", "label", "entries", "definition"]), form, output)
        return
    chosen = book.frame(frame)
    entries = [(e.pattern, e.device, "own" if e.own_negator else "", e.exclude, e.note) for e in chosen.entries]
    names = ["pattern", "device", "negator", "exclude", "note"]
    write_frame(pd.DataFrame(entries, columns=names), form, output, note=f"{chosen.label}: {chosen.definition}")


@command.command("check")
@click.argument("codebook")
@click.option(
    "--against", multiple=True, type=click.Path(), help="A corpus to hold the entries against; may be repeated."
)
@click.option("--all", "everything", is_flag=True, help="List every entry, not only those with a finding.")
@options.form()
@options.output
@options.reading
@options.strict
def check_command(
    codebook: str,
    against: tuple[str, ...],
    everything: bool,
    form: str,
    output: str | None,
    outlet: str,
    encoding: str,
    no_propose: bool,
    strict: bool,
) -> None:
    """Check a codebook's format, and with --against a corpus whether every entry earns its place.

    Lists entries that never match, entries that dominate their frame, and entries shared by frames.
    """
    from framing.lexicon.reading import load_codebook

    book = load_codebook(codebook)
    talk(
        f"{book.recipe}: {len(book.frames)} frames, {sum(1 for _ in book.entries())} entries, no mistake in the format"
    )
    if not against:
        return
    from framing.records.tables import MATCHES
    from framing.study.lexicon_check import check_codebook
    from framing.study.scoring import score_files

    tally, progress = options.Tally(), ProgressLine()

    def matches() -> Iterator[pd.DataFrame]:
        for part in score_files(against, book, options.read_options(outlet, encoding, no_propose), progress=progress):
            tally.add(part["issues"].to_pylist())
            yield MATCHES.frame(part["matches"])

    found = check_codebook(book, matches())
    progress.close()
    tally.fail_if(strict)
    shown = found if everything else found[(found["findings"] != "") & (found["findings"] != "shields")]
    names = ["frame", "line", "matches", "articles", "share", "findings", "entry", "example"]
    write_frame(shown, form, output, show=names)
    _summarise(list(found["findings"]))
    tally.finish(strict)


def _summarise(findings: list[str]) -> None:
    for word in ("never matches", "dominates the frame", "also in"):
        talk(f"{sum(word in finding for finding in findings)} of {len(findings)} entries: {word}")
