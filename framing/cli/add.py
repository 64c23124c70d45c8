"""``framing add``: new articles into a corpus folder."""

from __future__ import annotations

import click

from framing.cli import options


@click.command("add")
@options.paths
def command(paths: tuple[str, ...]) -> None:
    """Add."""
