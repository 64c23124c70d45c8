"""``framing export``: articles as JSON lines that come back equal."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from framing.cli import options
from framing.cli.output import counted, opened, talk


@click.command("export", short_help="Write articles as JSON lines that come back equal.")
@options.paths
@options.output
@options.reading
@options.strict
def command(
    paths: tuple[str, ...], output: str | None, outlet: str, encoding: str, no_propose: bool, strict: bool
) -> None:
    """Write articles as JSON lines: plain fields for other tools, and what framing knows of them beside.

    Read back (framing add, or any other verb), each article is what it was, its proposed tags with their evidence
    included. A line that another tool has changed is read as a plain record. Of a store, the current
    versions are written.

    \b
      framing export framing.db -o articles.jsonl
      framing add articles.jsonl --store copy.db
    """
    from framing.study.exporting import records

    tally, number = options.Tally(), 0
    with opened(output) as file:
        for some, issues in records(paths, options.read_options(outlet, encoding, no_propose)):
            tally.add(asdict(issue) for issue in issues)
            file.write("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in some).encode())
            number += len(some)
        tally.fail_if(strict)
    talk(f"wrote {counted(number, 'article')}")
    tally.finish(strict)
