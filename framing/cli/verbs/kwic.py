"""``framing kwic``: a term in its contexts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framing.cli import options
from framing.cli.output import Output, opened, talk
from framing.cli.progress import ProgressLine
from framing.cli.tally import Tally
from framing.cli.text_table import clean, colours, padded, screen, shortened, width, widths_of
from framing.errors import InputError, UsageError

if TYPE_CHECKING:
    import pandas as pd

    from framing.corpus.options import ReadOptions

#: No colour for an outlet's own words: white cannot be read on white.
_COLOURS = {"own": None, "quoted": "cyan", "fragment": "magenta", "reported": "yellow"}


@click.command("kwic", short_help="Show a term in its contexts: read before you count.")
@click.argument("term")
@options.paths_and_store
@click.option(
    "--width",
    "context",
    default=50,
    show_default=True,
    metavar="NUMBER",
    help="Characters of context on either side.",
)
@click.option(
    "--voice",
    type=click.Choice(list(_COLOURS)),
    default=None,
    metavar="VOICE",
    help="Only matches in this voice: own, quoted, fragment or reported.",
)
@options.table_output
@options.reading
@options.strict
def command(
    term: str,
    paths: tuple[str, ...],
    store: str,
    context: int,
    voice: str | None,
    out: Output,
    reader: ReadOptions,
    strict: bool,
) -> None:
    """Show every place of TERM with the words round it: read before you count.

    TERM is a word, a stem*, a phrase or a pattern with gaps.

    \b
      framing kwic "sustainab*" corpus/trade-talks
      framing kwic "threat* ..3 tariff*" corpus/trade-talks --voice own
    """
    from framing.study.concordance import in_order_of_ids, kwic_files

    _refuse_other_order(term, (*paths, store) if store else paths)
    tally, progress, lines = Tally(strict, reader), ProgressLine(), []
    together = options.together(paths, store)
    for part in kwic_files(together, reader, term, width=context, voice=voice, progress=progress):
        tally.take(part)
        lines.append(part["lines"])
    progress.close()
    tally.fail_if_strict()
    rows = in_order_of_ids(lines)
    if out.for_reading:
        with opened(out.path) as file:
            columns = screen() if out.path is None else None
            file.write(_page(rows, columns).encode("utf-8"))
        if not len(rows):
            more = "" if "*" in term else f" (words count whole: {clean(term)}* finds longer ones, too)"
            talk(f"no match of '{clean(term)}'{f' in the voice {voice}' if voice else ''}{more}")
    else:
        out.write(rows)
    tally.finish()


def _refuse_other_order(term: str, paths: tuple[str, ...]) -> None:
    """UsageError for the articles before the term, and for a phrase without its quotation marks."""
    missing = [path for path in paths if not _is_there(path)]
    if _is_there(term) and len(missing) == len(paths):
        asked = paths[0] if paths else "TERM"
        raise UsageError("the term comes before the articles", remedy=f'framing kwic "{asked}" {term}')
    if missing and len(missing) < len(paths) and missing == list(paths[: len(missing)]):
        phrase = " ".join([term, *missing])
        reason = f"{missing[0]}: there is no such file or folder"
        raise UsageError(reason, remedy=f'a term of several words stands in quotation marks: "{phrase}"')


def _is_there(name: str) -> bool:
    from framing.corpus.files.typed import expanded

    try:
        return "://" in name or all(Path(found).exists() for found in expanded(name))
    except (OSError, InputError):  # a name that no file could have, a pattern that matches none
        return False


def _page(rows: pd.DataFrame, columns: int | None) -> str:
    """Concordance lines: the match in the middle, who published it before, the voice and its speaker after.

    On a terminal (``columns`` wide) matches have a colour, or brackets where no colour is wanted; if the lines would
    not fit, who published and who speaks stand above each, and the context is as wide as the screen.
    """
    labels = [clean(f"{outlet} · {doc_id}") for outlet, doc_id in zip(rows["outlet"], rows["doc_id"], strict=True)]
    notes = [_note(row) for row in rows.itertuples(index=False)]
    parts = [(clean(row.left), clean(row.match), clean(row.right).rstrip(), str(row.voice)) for row in _texts(rows)]
    (wide,) = widths_of([""], [[label] for label in labels])
    left_wide = max((width(left) for left, *_ in parts), default=0)
    colour = columns is not None and colours()
    marks = 0 if colour else 2
    shown = [_shown(match, voice, colour) for _, match, _, voice in parts]
    longest = max(
        (width(m) + width(right) + width(n) for (_, m, right, _), n in zip(parts, notes, strict=True)), default=0
    )
    if columns is None or wide + 2 + left_wide + longest + marks + 2 <= columns:
        return "".join(
            f"{padded(label, wide)}  {padded(left, left_wide, right=True)}{match}{right}  {note}\n"
            for label, (left, _, right, _), match, note in zip(labels, parts, shown, notes, strict=True)
        )
    side = max(10, (columns - max(width(match) for _, match, _, _ in parts) - marks - 2) // 2)
    return "".join(
        f"{label}  {note}\n"
        f"  {padded(shortened(left, side, front=True), side, right=True)}{match}{shortened(right, side)}\n"
        for label, (left, _, right, _), match, note in zip(labels, parts, shown, notes, strict=True)
    )


def _texts(rows: pd.DataFrame) -> Iterator[Any]:
    return rows.astype({"left": str, "match": str, "right": str}).itertuples(index=False)


def _note(row: Any) -> str:
    """In brackets the voice, its speaker, and whether it is negated."""
    voice = f"{row.voice}: {clean(str(row.speaker))}" if row.speaker else str(row.voice)
    return f"({voice}{', negated' if row.negated else ''})"


def _shown(match: str, voice: str, colour: bool) -> str:
    return click.style(match, fg=_COLOURS[voice], bold=True) if colour else f"[{match}]"
