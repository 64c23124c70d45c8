"""``framing doctor``: what is installed, what works, and what to do."""

from __future__ import annotations

import click

from framing.cli import options
from framing.cli.output import talk
from framing.records.grammar import counted


@click.command("doctor", short_help="Say what is installed, what works, and what to do.")
@options.place("--store", "The store to look at; framing.db here if left out.", metavar="ADDRESS")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    metavar="FORMAT",
    help="table or json (one object a line).",
)
def command(store: str, form: str) -> None:
    """Look at versions, extras, codebooks, the store, Java, a browser, the room on the disk.

    What is missing costs only what it is needed for; exit code 1 says that something is bad.
    """
    import json
    from dataclasses import asdict

    from framing.cli.text_table import text_table
    from framing.errors import FramingError
    from framing.study.doctor import BAD, examine

    findings = examine(store)
    if form == "json":
        for finding in findings:
            click.echo(json.dumps(asdict(finding), ensure_ascii=False))
    else:
        rows = [[f.state, f.part, f.found + (f" → {f.remedy}" if f.remedy else "")] for f in findings]
        table = text_table(["state", "part", "found"], rows, [False] * 3)
        click.echo(_folded(table, table.index("found")), nl=False)
    bad = [finding.part for finding in findings if finding.state == BAD]
    if bad:
        remedy = "framing doctor says what to do" if form == "json" else "see above"
        raise FramingError(f"{counted(len(bad), 'thing')} must be mended: {', '.join(bad)}", remedy=remedy)
    talk("nothing must be mended")


def _folded(table: str, indent: int) -> str:
    """On a terminal, long lines go on below their last column; a pipe gets one line a row."""
    import textwrap

    from framing.cli.text_table import screen

    columns = screen()
    if columns is None or columns < 2 * indent:
        return table
    lines = (
        textwrap.fill(line, columns, subsequent_indent=" " * indent, break_on_hyphens=False)
        for line in table.splitlines()
    )
    return "".join(f"{line}\n" for line in lines)
