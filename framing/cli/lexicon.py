"""``framing lexicon``: the codebooks, read and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.numbers import SHARES
from framing.cli.output import counted, opened, talk, write_frame
from framing.cli.progress import ProgressLine
from framing.cli.scored import scored
from framing.cli.tally import SKIPPED, Tally
from framing.errors import CodebookError, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from framing.corpus.options import ReadOptions
    from framing.records.codebook import Codebook


@click.group("lexicon", short_help="List, show, check and convert codebooks.")
def command() -> None:
    """List, show, check and convert codebooks: frames with definitions and their word lists."""


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
@options.codebook_argument
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
@options.codebook_argument
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
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Check a codebook's format, and with --against a corpus whether every entry earns its place.

    Lists entries that never match, whose places other entries always take, that dominate their frame, or that several
    frames share.
    """
    book = _sound(codebook)
    talk(f"{book.recipe}: {_size(book)}, no mistake in the format")
    _say_notes(book)
    if not against:
        if everything:
            options.idle("--all", "the entries are listed where --against names articles")
        options.idle_reading(reader, "no article is read")
        return
    from framing.records.tables import MATCHES
    from framing.study.bridge.coders import MARKS
    from framing.study.lexicon_check import check_codebook, note_covered, unmatched
    from framing.study.scoring import score_files

    tally, progress = Tally(reader), ProgressLine()

    def matches() -> Iterator[pd.DataFrame]:
        for part in score_files(against, book, reader, progress=progress):
            tally.take(part)
            yield MATCHES.frame(part["matches"])

    found = check_codebook(book, matches())
    if (rest := unmatched(book, found)).frames:
        alone = score_files(against, rest, reader, coder=MARKS, only="matches", keep=False)
        found = note_covered(found, (MATCHES.frame(part["matches"]) for part in alone))
    progress.close()
    tally.fail_if(strict)
    shown = found if everything else found[(found["findings"] != "") & (found["findings"] != "shields")]
    names = ["frame", "line", "matches", "articles", "share", "findings", "entry", "example"]
    write_frame(shown, form, output, show=names)
    _summarise(list(found["findings"]))
    tally.finish(strict)


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


def _say_notes(book: Codebook) -> None:
    """What reading the file had to settle, and the frames that nobody can code by."""
    for note in book.notes:
        place = note.file if note.line is None else f"{note.file}:{note.line}"
        talk(f"{place}: {note.reason}")
    if none := book.undefined:
        talk(f"no definition: {', '.join(none)} ({len(none)} of {counted(len(book.frames), 'frame')})")
        talk("  → write for each what a person could code by: framing lexicon convert makes a codebook to edit")


@command.command("convert")
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
    _say_notes(read.codebook)
    if read.problems:
        talk(f"left out, since {counted(len(read.problems), 'line')} cannot be read:")
        _list(read.problems)
        raise click.exceptions.Exit(SKIPPED)


def _summarise(findings: list[str]) -> None:
    from framing.study.lexicon_check import COVERED, NEVER

    for word in (NEVER, COVERED, "dominates the frame", "also in"):
        talk(f"{sum(word in finding for finding in findings)} of {len(findings)} entries: {word}")


_FRAME_COLUMNS = ["frame", "units", "present", "hits", "precision", "precision_low", "precision_high", "recall",
                  "recall_low", "recall_high", "f1", "alpha", "human_alpha"]  # fmt: skip
_ENTRY_COLUMNS = ["frame", "matches", "units", "right", "precision", "low", "high", "outlet", "ratio", "ratio_without",
                  "change", "entry"]  # fmt: skip


@command.command("validate")
@options.codebook_argument
@click.argument("codes", nargs=-1, required=True, type=click.Path(), metavar="CODES...")
@click.option("--corpus", multiple=True, required=True, type=click.Path(), help="The articles that were coded.")
@click.option("--key", type=click.Path(), default=None, help="The sheet's key, for codes that name no stratum.")
@click.option(
    "--slice",
    type=click.Choice(["auto", "evaluation", "development", "all"]),
    default="auto",
    show_default=True,
    help="Which coded units count; auto: those kept apart for evaluation, if there are any.",
)
@click.option(
    "--table",
    type=click.Choice(["frames", "entries", "prevalence"]),
    default="frames",
    show_default=True,
    help="What to print: frames, entries with their effect, or sentence shares corrected for the lexicon's errors.",
)
@click.option(
    "--coder", default="lexicon", show_default=True, help="Whose matches to check: lexicon, a model, another."
)
@click.option("-o", "--output", "keep", type=click.Path(), help="Keep the validation here, not beside the codebook.")
@options.form()
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
    form: str,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Hold a codebook's lexicon (or a classifier) against hand codes, and keep the result beside the codebook.

    A shipped codebook's validation goes into your own folder. Every score then says what is known of its coder.

    \b
      framing lexicon validate us-china-trade ann.csv ben.csv --corpus corpus/trade-talks
    """
    import pandas as pd

    from framing.coding.validations import save_validation, validation_path
    from framing.lexicon.reading import load_codebook
    from framing.study.coding.agreeing import gather_codings
    from framing.study.coding.evaluating import learnt_units_note
    from framing.study.coding.models import is_model
    from framing.study.coding.training import open_model
    from framing.study.coding.validating import ENTRY_COLUMNS, validate_codebook
    from framing.study.comparison.prevalence import corrected_prevalence

    book = load_codebook(codebook)
    _, scores, tally = scored(corpus, reader, book, strict, coder=coder, keep_copies=True)
    notes: list[str] = []
    codings = gather_codings(codes, key, scores.frames, book.recipe, notes)
    found = validate_codebook(scores, codings, slice=slice)
    if is_model(coder):
        notes += filter(None, [learnt_units_note(open_model(coder, book), scores, codings)])
    for line in notes:
        talk(line)
    place = Path(keep) if keep else validation_path(book, scores.coder)
    save_validation(found, place)
    if table == "frames":
        rows = pd.DataFrame([asdict(row) for row in found.frames])
        write_frame(rows, form, None, show=_FRAME_COLUMNS, note="Recall is weighted by the strata of the sample.")
    elif table == "entries":
        write_frame(pd.DataFrame(list(found.entries), columns=list(ENTRY_COLUMNS)), form, None, show=_ENTRY_COLUMNS)
    else:
        write_frame(corrected_prevalence(scores, found), form, None, show=SHARES)
    for said in (f"{place}: {book.recipe}", found.status, *found.notes):
        talk(said)
    tally.finish(strict)
