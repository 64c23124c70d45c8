"""``framing add``: new articles into a corpus folder, their tags beside them."""

from __future__ import annotations

from dataclasses import asdict

import click

from framing.cli import options
from framing.cli.output import talk


@click.command("add")
@options.paths
@click.option("--corpus", default="corpus", show_default=True, help="The corpus folder; made if it is not there.")
@click.option("--outlet", default="", help="Who published them.")
@click.option("--date", default="", help="YYYY-MM-DD, YYYY-MM or YYYY: as precise as you know.")
@click.option("--title", default="", help="The headline, where it does not stand in the text.")
@click.option("--byline", default="", help="Who wrote it, as printed.")
@click.option("--genre", default="", help="report, editorial, commentary, analysis ...")
@click.option("--url", default="", help="Where it was published.")
@click.option("--note", default="", help="Anything a reader should know.")
@click.option("--encoding", default="", help="Encoding of the files, instead of UTF-8 or a stated guess.")
@options.strict
def command(paths: tuple[str, ...], corpus: str, encoding: str, strict: bool, **tags: str) -> None:
    """Add article files to a corpus folder and write their tags to its metadata.csv.

    The files are copied byte for byte to OUTLET/DATE-NAME; a text that is there already is named, not doubled.

    \b
      framing add new.txt --outlet "Financial Times" --date 2025-10-27 --corpus corpus/my-story
    """
    from framing.corpus.library import add_files
    from framing.corpus.options import ReadOptions

    done = add_files(paths, corpus, options=ReadOptions(encoding=encoding), **tags)
    for file, place in done.added:
        talk(f"added {file} as {place}")
    for file, place in done.present:
        talk(f"already there: {file} is {place}")
    tally = options.Tally()
    tally.add(asdict(issue) for issue in done.issues)
    talk(f"{len(done.added)} added, {len(done.present)} already there, {tally.skipped_count} skipped")
    tally.finish(strict)
