"""``framing rm``: articles out of a store."""

from __future__ import annotations

from contextlib import closing

import click

from framing.cli import options
from framing.cli.output import counted, talk


@click.command("rm", short_help="Delete articles from a store; asks first.")
@click.argument("doc_ids", nargs=-1, required=True, metavar="ID...")
@options.store
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(doc_ids: tuple[str, ...], store: str, yes: bool) -> None:
    """Delete articles from a store, with all their versions, scores and hand codes. Baselines stay as they were saved.

    \b
      framing rm talks-collapse --store framing.db
    """
    from framing.store.opening import open_at

    with closing(open_at(store, write=True)) as opened:
        names = list(dict.fromkeys(doc_ids))
        for name in names:
            versions, codes = opened.history(name), opened.codes([name])
            coders = ", ".join(sorted({version.code.coder for version in codes}))
            coded = f"; {counted(len(codes), 'coded unit')} by {coders}" if codes else ""
            talk(f"{name}: {counted(len(versions), 'version')}, the first of {versions[0].added}{coded}")
        if not yes:
            options.ask(f"Delete {counted(len(names), 'article')} from {opened.shown}?")
        talk(f"deleted {counted(opened.remove(names), 'article')}")
