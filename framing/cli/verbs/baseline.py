"""``framing baseline``: scores of a store, pinned under a name."""

from __future__ import annotations

from contextlib import closing

import click

from framing.cli import options
from framing.cli.output import Output, opened, talk
from framing.records.grammar import counted


@click.group("baseline", short_help="Pin the scores of a store, to hold new articles against.")
def command() -> None:
    """Pin the scores of a store under a name. A baseline never moves, whatever comes into the store later.

    \b
      framing baseline save autumn --store framing.db
      framing score new.txt --against autumn --store framing.db
    """


@command.command("save")
@click.argument("name")
@options.store
@options.codebook
@options.coder("As for framing score.")
@options.keep_copies
def save(name: str, store: str, codebook: str, coder: str, keep_copies: bool) -> None:
    """Pin the scores of all articles of the store under NAME. Near-copies count once, as in a report."""
    from framing.lexicon.reading import load_codebook
    from framing.study.stores.baselines import save_baseline
    from framing.study.stores.recipes import what_is_to_do

    book = load_codebook(codebook)
    talk(what_is_to_do([store], book, coder))
    saved, notes = save_baseline(store, name, book, coder, keep_copies=keep_copies)
    for line in notes:
        talk(line)
    talk(f"saved {saved.name}: {counted(saved.articles, 'article')}, {saved.recipe}, hash {saved.digest[:12]}")


@command.command("ls")
@options.store
@options.table_output
def ls(store: str, out: Output) -> None:
    """List the baselines of the store."""
    import pandas as pd

    from framing.store.opening import open_at

    with closing(open_at(store)) as opened:
        rows = [(b.name, b.saved, b.articles, b.recipe, b.digest) for b in opened.baselines()]
    frame = pd.DataFrame(rows, columns=["name", "saved", "articles", "recipe", "digest"])
    out.write(frame, show=["name", "saved", "articles", "recipe"])


@command.command("show")
@click.argument("name")
@options.store
@options.table_output
def show(name: str, store: str, out: Output) -> None:
    """Show what a baseline holds, by outlet."""
    from framing.study.stores.baselines import baseline_table, load_baseline

    baseline, pinned = load_baseline(store, name)
    out.write(baseline_table(pinned))
    talk(f"{baseline.name}, saved {baseline.saved}: {baseline.recipe}, hash {baseline.digest}")


@command.command("export")
@click.argument("name")
@options.store
@options.output
def export(name: str, store: str, output: str | None) -> None:
    """Write a baseline as a file, for another store.

    \b
      framing baseline export autumn --store framing.db -o autumn.jsonl
      framing baseline import autumn.jsonl --store postgresql://me@server/news
    """
    from framing.study.stores.baseline_files import written_baseline

    baseline, data = written_baseline(store, name)
    with opened(output) as file:
        file.write(data)
    talk(f"wrote {baseline.name}: {counted(baseline.articles, 'article')}, hash {baseline.digest[:12]}")


@command.command("import")
@click.argument("file", type=click.Path())
@click.option("--name", default="", help="Another name than the one that it had.")
@options.store
def import_(file: str, name: str, store: str) -> None:
    """Put a baseline that was exported into another store. It is the same, hash, recipe and day included."""
    from framing.study.stores.baseline_files import import_baseline

    saved = import_baseline(store, file, name)
    talk(f"took {saved.name}, saved {saved.saved}: {counted(saved.articles, 'article')}, hash {saved.digest[:12]}")


@command.command("rm")
@click.argument("name")
@options.store
@options.yes
def rm(name: str, store: str, yes: bool) -> None:
    """Delete a baseline; asks first."""
    from framing.store.opening import open_at

    with closing(open_at(store, write=True)) as opened:
        baseline = opened.baseline(name)
        what = f"the baseline '{name}' of {counted(baseline.articles, 'article')}"
        options.ask(f"Delete {what} from {opened.shown}?", yes)
        opened.drop_baseline(name)
        talk(f"deleted {name}")
