"""``framing compare``: outlets held against each other."""

from __future__ import annotations

import click

from framing.cli import options
from framing.cli.output import write_frame


@click.command("compare")
@options.paths
@options.codebook
@click.option("--by", default="outlet", show_default=True, help="The column of articles that makes the groups.")
@click.option(
    "--voice",
    type=click.Choice(["all", "own", "quoted", "fragment", "reported"]),
    default="all",
    show_default=True,
    help="Whose words to compare.",
)
@options.form()
@options.output
@options.seed
@options.reading
@options.strict
def command(
    paths: tuple[str, ...],
    codebook: str,
    by: str,
    voice: str,
    form: str,
    output: str | None,
    seed: int,
    outlet: str,
    encoding: str,
    no_propose: bool,
    strict: bool,
) -> None:
    """Compare groups of articles by rate ratios with intervals; a p only from four articles a group on."""
    from framing.lexicon.reading import load_codebook
    from framing.study.scoring import read_corpus_with, score

    book = load_codebook(codebook)
    corpus = read_corpus_with(paths, options.read_options(outlet, encoding, no_propose))
    scores = score(corpus, book)
    tally = options.Tally()
    tally.add(scores.issues.to_dict("records"))
    tally.fail_if(strict)
    write_frame(scores.compare(by, voice=voice, seed=seed).table, form, output)
    tally.finish(strict)
