"""``framing rm``: articles out of a store, or scores that no longer serve."""

from __future__ import annotations

from contextlib import closing

import click

from framing.cli import options
from framing.cli.output import talk
from framing.errors import UsageError
from framing.records.grammar import counted


@click.command("rm", short_help="Delete articles from a store; asks first.")
@click.argument("doc_ids", nargs=-1, metavar="ID...")
@options.store
@click.option(
    "--old-scores", is_flag=True, help="Instead: kept scores that a newer recipe for the same codebook replaced."
)
@click.option(
    "--scores", default="", metavar="CODEBOOK", help="Instead: all kept scores of this codebook (quotes: attributions)."
)
@options.yes
def command(doc_ids: tuple[str, ...], store: str, old_scores: bool, scores: str, yes: bool) -> None:
    """Delete articles from a store, with all their versions, scores and hand codes. Baselines stay as they were saved.

    With --old-scores no article goes, only scores under a former version of a codebook, of the rules or of framing,
    with --scores all those of a codebook that nobody uses any more; who goes back to it scores again.

    \b
      framing rm talks-collapse --store framing.db
      framing rm --old-scores --store framing.db
      framing rm --scores policy-frames --store framing.db
    """
    from framing.store.opening import open_at

    if sum(map(bool, (doc_ids, old_scores, scores))) != 1:
        reason = "name articles, or --old-scores, or --scores"
        raise UsageError(reason, remedy="framing ls lists the articles of a store")
    if not doc_ids:
        _forget_scores(store, scores, yes)
        return
    from framing.study.stores.kept_tables import pick

    with closing(open_at(store, write=True)) as opened:
        names = list(dict.fromkeys(doc_ids))
        for name in names:
            versions, codes = opened.history(name), opened.codes([name])
            coders = ", ".join(sorted({version.code.coder for version in codes}))
            coded = f"; {counted(len(codes), 'coded unit')} by {coders}" if codes else ""
            talk(f"{name}: {counted(len(versions), 'version')}, the first of {versions[0].added}{coded}")
        options.ask(f"Delete {counted(len(names), 'article')} from {opened.shown}?", yes)
        talk(f"deleted {counted(opened.remove(names, pick), 'article')}")


def _forget_scores(address: str, codebook: str, yes: bool) -> None:
    """Those of one codebook, or those that newer ones replaced."""
    from framing.store.opening import open_at
    from framing.study.stores.recipes import kept_under, superseded

    with closing(open_at(address, write=True)) as store:
        old = kept_under(store, codebook) if codebook else superseded(store)
        if not old:
            talk(f"{store.shown}: every kept score is of the newest recipe for its codebook; nothing was deleted")
            return
        for recipe, size in old.items():
            talk(f"{recipe}: {size / 1e6:,.1f} MB")
        options.ask(f"Delete the scores under {counted(len(old), 'recipe')} from {store.shown}?", yes)
        store.forget_scores(list(old))
        talk(f"deleted the scores under {counted(len(old), 'recipe')}, {sum(old.values()) / 1e6:,.1f} MB")
