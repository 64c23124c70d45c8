"""``framing code`` and a store: codes that are kept there, what there is, and codes taken out again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output, talk
from framing.records.grammar import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from framing.coding.reading import ReadSheet
    from framing.records.coding import Coding
    from framing.records.issue import Issue
    from framing.study.stores.handcodes import Saved

_MOST_LISTED = 200
_SHEETS = ["coder", "codebook", "sheet", "units", "codes", "articles", "left_out", "saved"]
_VERSIONS = ["field", "start", "end", "coder", "version", "saved", "shows", "note"]


def list_issues(issues: Sequence[Issue]) -> None:
    """Each issue on a line of its own."""
    from framing.errors import printable

    for issue in issues[:_MOST_LISTED]:
        remedy = f" → {issue.remedy}" if issue.remedy else ""
        line = f":{issue.line}" if issue.line else ""
        talk(printable(f"{issue.file}{line}: {issue.reason}{remedy}"))
    if len(issues) > _MOST_LISTED:
        talk(f"and {len(issues) - _MOST_LISTED} more")


def save(store: str, found: ReadSheet, sheet: Path, codebook: str) -> None:
    """Keep the codes of a file, and say so when they are on the disk; ``codebook`` is that of codes that name none."""
    from framing.lexicon.reading import load_codebook
    from framing.study.stores.handcodes import save_codings, save_sheet

    if found.codebook:
        saved = save_sheet(store, found, sheet.name)
    else:
        saved = save_codings(store, found, load_codebook(codebook), sheet.name)
    _say(store, saved, sheet, ", ".join(sorted({coding.coder for coding in found.codings})) or sheet.stem)


def save_settled(store: str, found: Sequence[Coding], codebook: str, sheet: Path, coder: str) -> None:
    """Keep decisions, and say so when they are on the disk."""
    from framing.lexicon.reading import load_codebook
    from framing.study.stores.handcodes import save_decisions

    _say(store, save_decisions(store, found, load_codebook(codebook).recipe, sheet.name), sheet, coder)


def write_codes(codings: Sequence[Coding], output: str | None) -> pd.DataFrame:
    """Write codes as a table, to the terminal or to a file, and hand it back."""
    from framing.coding.tables import frame_of, write_codings

    table = frame_of(codings)
    if output is None:
        Output("csv").write(table)
    else:
        write_codings(table, output)
    return table


def shown(store: str) -> str:
    """A store as messages show it."""
    from framing.store.addresses import is_server, without_password

    return without_password(store) if is_server(store) else store


def _say(store: str, saved: Saved, sheet: Path, coder: str) -> None:
    list_issues(saved.issues)
    if saved.unmarked:
        talk(f"{sheet}: no mark now in {counted(saved.unmarked, 'unit')} saved earlier; what was saved stays")
    if saved.added or saved.changed:
        changed = f", {saved.changed:,} of them changed" if saved.changed else ""
        present = f"; {saved.present:,} there already" if saved.present else ""
        talk(f"{shown(store)}: saved {counted(saved.added + saved.changed, 'unit')} by {coder}{changed}{present}")
    elif not saved.present:
        talk(f"{sheet}: there is no code in it, so nothing was saved")
    else:
        talk(f"{shown(store)}: nothing new; all {counted(saved.present, 'unit')} by {coder} are there already")


@click.command("ls", short_help="List the hand codes of a store.")
@options.store
@click.option("--history", default="", metavar="ID", help="All versions of the codes of one article.")
@options.table_output
def ls_command(store: str, history: str, out: Output) -> None:
    """List the hand codes of a store: coders, sheets, and how many units and codes of how many articles."""
    from framing.study.stores.stored_codes import code_history, code_sheets

    if history:
        out.write(code_history(store, history), show=_VERSIONS)
        return
    found = code_sheets(store)
    out.write(found, show=_SHEETS)
    if found["left_out"].any():
        talk("left_out: their text is not in the current version of their article; they count again when it is")


@click.command("rm", short_help="Delete the codes of one coder; asks first.")
@click.argument("coder")
@options.store
@options.yes
def rm_command(coder: str, store: str, yes: bool) -> None:
    """Delete all codes of one coder from a store, those of the past too; it asks first. The articles stay."""
    from framing.errors import UsageError
    from framing.store.opening import open_at

    with closing(open_at(store, write=True)) as opened:
        units = sum(version.code.coder == coder for version in opened.codes())
        if not units:
            raise UsageError(
                f"there are no codes by '{coder}'", file=opened.shown, remedy="framing code ls lists coders"
            )
        options.ask(f"Delete the codes of {counted(units, 'unit')} by {coder} from {opened.shown}?", yes)
        talk(f"deleted the codes of {counted(opened.remove_codes(coder), 'unit')} by {coder}")
