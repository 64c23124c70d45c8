"""``framing lexicon``: the codebooks, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output, opened, talk
from framing.cli.progress import ProgressLine
from framing.cli.tally import SKIPPED, Tally
from framing.cli.text_table import clean, screen
from framing.cli.verbs.lexicon_validate import validate_command
from framing.errors import CodebookError, UsageError
from framing.records.grammar import counted

if TYPE_CHECKING:
    import pandas as pd

    from framing.corpus.options import ReadOptions
    from framing.records.codebook import Codebook, Frame


@click.group("lexicon", short_help="List, show, check and convert codebooks.")
def command() -> None:
    """List, show, check and convert codebooks: frames with definitions and their word lists."""


command.add_command(validate_command)


@command.command("list")
@options.table_output
def list_command(out: Output) -> None:
    """List the codebooks that come with framing."""
    import pandas as pd

    from framing.lexicon.reading import load_codebook, shipped_codebooks

    books = [load_codebook(name) for name in shipped_codebooks()]
    rows = [(b.name, b.version, len(b.frames), sum(1 for _ in b.entries()), b.digest, b.title) for b in books]
    columns = ["codebook", "version", "frames", "entries", "digest", "title"]
    out.write(pd.DataFrame(rows, columns=columns))


@command.command("show")
@options.codebook_argument
@click.option("--frame", default=None, metavar="NAME", help="Only this frame, with its entries.")
@options.table_output
def show_command(codebook: str, frame: str | None, out: Output) -> None:
    """Show frames with their definitions, or the entries of one frame.

    \b
      framing lexicon show us-china-trade
      framing lexicon show us-china-trade --frame bullying
    """
    import pandas as pd

    from framing.lexicon.reading import load_codebook

    book = load_codebook(codebook)
    columns = screen() if out.for_reading and out.path is None else None
    if frame is None and columns:
        click.echo("\n".join(_definition(each, columns) for each in book.frames), nl=False)
        return
    if frame is None:
        rows = [(f.name, f.label, len(f.entries), f.definition) for f in book.frames]
        out.write(pd.DataFrame(rows, columns=["frame", "label", "entries", "definition"]))
        return
    chosen = book.frame(frame)
    entries = [(e.pattern, e.device, "own" if e.own_negator else "", e.exclude, e.note) for e in chosen.entries]
    names = ["pattern", "device", "negator", "exclude", "note"]
    out.write(pd.DataFrame(entries, columns=names), note=f"{chosen.label}: {chosen.definition}")


def _definition(frame: Frame, columns: int) -> str:
    """A frame as a terminal shows it: a definition is to be read whole, which no column has the room for.

    >>> from framing.records.codebook import Frame
    >>> print(_definition(Frame("talks", "Talks", "Somebody is ready to talk."), 24), end="")
    talks  Talks, 0 entries
      Somebody is ready to
      talk.
    """
    size = counted(len(frame.entries), "entry", "entries")
    said = fill(clean(frame.definition), columns, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    return f"{clean(frame.name)}  {clean(frame.label)}, {size}\n{said}\n"


@command.command("check", short_help="Check a codebook, and its entries against a corpus.")
@options.codebook_argument
@click.option(
    "--against", multiple=True, type=click.Path(), help="A corpus to hold the entries against; may be repeated."
)
@click.option("--all", "everything", is_flag=True, help="List every entry, not only those with a finding.")
@options.table_output
@options.reading
@options.strict
def check_command(
    codebook: str,
    against: tuple[str, ...],
    everything: bool,
    out: Output,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Check a codebook's format, and with --against a corpus whether every entry earns its place.

    Lists entries that never match, whose places other entries always take, that dominate their frame, or that several
    frames share.

    \b
      framing lexicon check my-own.yml
      framing lexicon check us-china-trade --against corpus/trade-talks
    """
    book = _sound(codebook)
    talk(f"{book.recipe}: {_size(book)}, no mistake in the format")
    _say_notes(book, codebook if _holds_definitions(Path(codebook)) else "")
    if not against:
        if everything:
            options.idle("--all", "the entries are listed where --against names articles")
        options.idle_reading(reader, "no article is read")
        return
    tally = Tally(strict, reader)
    found = _held_against(against, book, reader, tally)
    shown = found if everything else found[(found["findings"] != "") & (found["findings"] != "shields")]
    names = ["frame", "line", "matches", "articles", "share", "findings", "entry", "example"]
    out.write(shown, show=names)
    _summarise(list(found["findings"]))
    tally.finish()


def _held_against(paths: tuple[str, ...], book: Codebook, reader: ReadOptions, tally: Tally) -> pd.DataFrame:
    """What each entry finds in articles; those that find nothing are looked for once more, each alone."""
    from framing.records.tables import MATCHES
    from framing.study.bridge.marks import MARKS
    from framing.study.lexicon_check import check_codebook, note_covered, unmatched
    from framing.study.scoring import score_files

    progress = ProgressLine()

    def matches() -> Iterator[pd.DataFrame]:
        for part in score_files(paths, book, reader, progress=progress):
            tally.take(part)
            yield MATCHES.frame(part["matches"])

    found = check_codebook(book, matches())
    if (rest := unmatched(book, found)).frames:
        alone = score_files(paths, rest, reader, coder=MARKS, only="matches", keep=False)
        found = note_covered(found, (MATCHES.frame(part["matches"]) for part in alone))
    progress.close()
    tally.fail_if_strict()
    return found


def _sound(name: str) -> Codebook:
    """The codebook of that name; if lines of its file are wrong, all are listed before the error."""
    from framing.lexicon.reading import read_codebook

    read = read_codebook(name)
    if len(read.problems) == 1:
        raise read.problems[0]
    if read.problems or read.codebook is None:
        _list(read.problems)
        remedy = f"mend them, or framing lexicon convert {name} -o NEW.yml makes a codebook of the rest"
        raise CodebookError(f"{counted(len(read.problems), 'mistake')} in the format", file=name, remedy=remedy)
    return read.codebook


def _list(problems: Iterable[CodebookError]) -> None:
    for problem in problems:
        talk(f"{problem.place}: {problem.reason} → {problem.remedy}")


def _size(book: Codebook) -> str:
    entries = counted(sum(1 for _ in book.entries()), "entry", "entries")
    return f"{counted(len(book.frames), 'frame')}, {entries}"


def _holds_definitions(path: Path) -> bool:
    """Whether somebody could write definitions into this file: a table or a codebook of ours."""
    from framing.lexicon.reading import is_codebook

    suffix = path.suffix.lower()
    return suffix in (".csv", ".tsv") or (suffix in (".yml", ".yaml") and is_codebook(path))


def _say_notes(book: Codebook, edited: str) -> None:
    """What reading the file had to settle, and the frames that nobody can code by.

    ``edited`` is the file that could say what they are; empty if that is another program's dictionary.
    """
    for note in book.notes:
        place = note.file if note.line is None else f"{note.file}:{note.line}"
        talk(f"{place}: {note.reason}")
    if none := book.undefined:
        talk(f"no definition: {', '.join(none)} ({len(none)} of {counted(len(book.frames), 'frame')})")
        where = f", in {edited}" if edited else ": framing lexicon convert makes a codebook to edit"
        talk(f"  → write for each what a person could code by{where}")


@command.command("convert", short_help="Write a codebook or a dictionary as a codebook to edit.")
@options.codebook_argument
@click.option("--encoding", default="", help="Encoding of the codebook's file, if it is not UTF-8: cp1252, latin-1.")
@click.option("-o", "--output", default=None, help="The new file, .yml, .csv or .tsv; without it YAML is printed.")
def convert_command(codebook: str, encoding: str, output: str | None) -> None:
    """Write a codebook or another program's dictionary as a codebook to edit: YAML, or a table for a spreadsheet.

    Lines that cannot be read are left out and listed (exit code 3). A file that is there already stays.

    \b
      framing lexicon convert my.dic -o my.yml
      framing lexicon convert us-china-trade -o mine.csv
    """
    from framing.lexicon.reading import read_codebook, written_codebook

    if output not in (None, "-") and Path(output).exists():
        raise UsageError(f"{output} is there already", remedy="name another file, or remove it")
    read = read_codebook(codebook, encoding=encoding)
    if read.codebook is None:
        raise read.problems[0]
    held = written_codebook(read.codebook, Path("codebook.yml" if output in (None, "-") else output), read.problems)
    with opened(output) as file:
        file.write(held)
    talk(f"{output or 'written'}: {read.codebook.recipe}, {_size(read.codebook)}")
    _say_notes(read.codebook, output or "it")
    if read.problems:
        talk(f"left out, since {counted(len(read.problems), 'line')} cannot be read:")
        _list(read.problems)
        raise click.exceptions.Exit(SKIPPED)


def _summarise(findings: list[str]) -> None:
    from framing.study.lexicon_check import COVERED, NEVER

    for word in (NEVER, COVERED, "dominates the frame", "also in"):
        talk(f"{sum(word in finding for finding in findings)} of {len(findings)} entries: {word}")
