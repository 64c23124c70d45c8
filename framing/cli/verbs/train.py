"""``framing train``: coded sentences in, a classifier with its card out."""

from __future__ import annotations

import click

from framing.cli import options
from framing.cli.output import talk
from framing.records.grammar import counted


@click.command("train", short_help="Train a frame classifier on coded sentences.")
@click.argument("sheets", nargs=-1, required=True, type=click.Path(), metavar="SHEET...")
@options.codebook
@options.written("Where the model goes.", required=True, metavar="FOLDER")
@click.option("--name", default="", help="What tables call the model; its folder's name if left out.")
@click.option("--note", default="", help="A sentence for the model card: who coded what.")
@options.key()
@click.option("--embeddings", is_flag=True, help="Sentence embeddings too; needs newsframing[embeddings].")
@options.seed
def command(
    sheets: tuple[str, ...],
    codebook: str,
    output: str,
    name: str,
    note: str,
    key: str | None,
    embeddings: bool,
    seed: int,
) -> None:
    """Train a frame classifier on coded sheets, or on tables with text, frames, group and outlet.

    Writes model.json, weights.npz, card.json and card.html. The same sentences give the same bytes.

    \b
      framing train week-1.csv week-2.csv -o models/mine
      framing score corpus/trade-talks --coder models/mine
    """
    from pathlib import Path

    from framing.classifier.card import unbeaten
    from framing.classifier.store import check_folder, save_model
    from framing.lexicon.reading import load_codebook
    from framing.report.files import write
    from framing.report.printed import card_page
    from framing.study.coding.training import read_training, train

    check_folder(output)
    book = load_codebook(codebook)
    sentences = read_training(sheets, book, key=key)
    talk(f"{counted(len(sentences), 'coded sentence')}; training and cross-validation take a minute or two")
    model = train(sentences, book, name=name or Path(output).name, seed=seed, note=note, embeddings=embeddings)
    folder = save_model(model, output)
    write(card_page(model.card, model.coder), folder / "card.html")
    for reason in model.classifier.refused_.values():
        talk(f"not learnt: {reason}")
    said = ", ".join(f"{part} {f1:.3f}" for part, f1 in model.card["macro_f1"].items())
    talk(f"wrote {output} ({model.coder}); macro F1 in cross-validation: {said}")
    if better := unbeaten(model.card):
        talk(f"On outlets that it has not seen the model does not beat: {', '.join(better)}.")
