"""``framing agree``: do coders see the same?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import click

from framing.cli import options
from framing.cli.output import Output, talk
from framing.errors import UsageError
from framing.records.grammar import counted

if TYPE_CHECKING:
    import pandas as pd

    from framing.coding.agreement import Options
    from framing.coding.ratings import Ratings
    from framing.corpus.options import ReadOptions
    from framing.records.corpus import Corpus

_SHOWN = "outlet coders frame units percent positive kappa ac1 alpha alpha_low alpha_high".split()
_NOTE = (
    "alpha: Krippendorff, nominal (label sets: MASI), with 95 % interval by article. Where a frame is rare, kappa and "
    "alpha fall although coders mostly agree: read AC1 and positive agreement beside them."
)
_FEW = "Fewer than 50 units: the interval speaks, and no verdict is given."
_NARROW = "The intervals resample {} articles; from fewer than 20 they come out too narrow, and no verdict is given."
_LEFT_OUT = "Rows in which nobody saw the frame are left out here; --format csv has them all."


@click.command("agree", short_help="Measure agreement between coders, frame by frame.")
@click.argument("codes", nargs=-1, type=click.Path(), metavar="CODES...")
@options.place("--store", "Codes of a store: a .db file, or postgresql://...")
@click.option(
    "--machine",
    multiple=True,
    metavar="NAME",
    help="One more coder of the same units: lexicon, a classifier, another; may be repeated.",
)
@options.corpus("The articles that were coded; may be repeated.")
@options.codebook
@options.key("A sheet's key, for the outlets of codes that name none.")
@click.option("--pairs", is_flag=True, help="Add rows for each pair of coders.")
@click.option("--polarity", is_flag=True, help="Count a negated frame as a category of its own.")
@click.option(
    "--categories",
    type=options.Whole(min=2),
    default=None,
    help="Number of categories for AC1, if not those observed.",
)
@options.number("--resamples", 2000, options.WHOLE, "Resamples of articles for the intervals.")
@click.option(
    "--disagreements",
    type=click.Path(),
    default=None,
    metavar="FILE",
    help="List them here for adjudication: .csv or .xlsx.",
)
@options.table_output
@options.seed
@options.reading
def command(
    codes: tuple[str, ...],
    store: str,
    machine: tuple[str, ...],
    corpus: tuple[str, ...],
    codebook: str,
    key: str | None,
    pairs: bool,
    polarity: bool,
    categories: int | None,
    resamples: int,
    disagreements: str | None,
    out: Output,
    seed: int,
    reader: ReadOptions,
) -> None:
    """Measure agreement between coders, frame by frame and outlet by outlet, with intervals by article.

    \b
      framing agree ann.csv ben.csv --key sheet.key.csv --disagreements open.csv
      framing agree ann.csv ben.csv --machine lexicon --corpus corpus/trade-talks
      framing agree --store framing.db --disagreements open.csv
    """
    from framing.coding.agreement import Options, agreement
    from framing.coding.gridfiles import check_ending
    from framing.coding.ratings import ratings_of

    if disagreements:
        check_ending(disagreements)
    table = _codes(options.together(codes, store, "CODES..."), key, codebook)
    if corpus and not (machine or disagreements):
        options.idle("--corpus", "only --machine and --disagreements look at the articles")
    wanted = (corpus or ((store,) if store else ())) if machine or disagreements else ()
    articles = _articles(wanted, reader)
    machines: list[str] = []
    if machine:
        table, machines = _with_machines(table, articles, wanted, codebook, machine)
    ratings = ratings_of(table)
    how = Options(polarity=polarity, pairs=pairs, declared=categories, resamples=resamples, seed=seed)
    found = agreement(ratings, how)
    if not found["units"].any():
        raise UsageError("no unit was coded by two coders", remedy="name codes of the same sheet")
    _write(found, out, kappa=len(ratings.coders) == 2 or pairs)
    if machines:
        _say_parity(ratings, machines, how)
    if disagreements:
        _write_disagreements(ratings, articles, disagreements, polarity)


def _write(found: pd.DataFrame, out: Output, *, kappa: bool) -> None:
    """The table; what nobody saw, and columns without a word, are not for reading."""
    shown = [name for name in _SHOWN if name != "kappa" or kappa]
    if (found["verdict"] != "").any():
        shown.append("verdict")
    seen = found[found["prevalence"].isna() | (found["prevalence"] > 0)] if out.for_reading else found
    out.write(seen, show=shown, note=_note(found, len(seen)))


def _note(found: pd.DataFrame, shown: int) -> str:
    """What to know when reading the table."""
    from framing.coding.agreement import ENOUGH_ARTICLES, ENOUGH_UNITS

    lines = [_NOTE]
    if shown < len(found):
        lines.append(_LEFT_OUT)
    if (found["units"] < ENOUGH_UNITS).all():
        lines.append(_FEW)
    if (articles := int(found["articles"].max())) < ENOUGH_ARTICLES:
        lines.append(_NARROW.format(articles))
    return "\n".join(lines)


def _articles(corpus: tuple[str, ...], reader: ReadOptions) -> Corpus | None:
    from framing.study.scoring import read_corpus_with

    if corpus:
        return read_corpus_with(corpus, reader)
    options.idle_reading(reader, "no article is read")
    return None


def _codes(paths: tuple[str, ...], key: str | None, codebook: str) -> pd.DataFrame:
    from framing.lexicon.reading import load_codebook
    from framing.study.coding.agreeing import gather_codings

    book, notes = load_codebook(codebook), list[str]()
    table = gather_codings(paths, key, book.frame_names, book.recipe, notes)
    for line in notes:
        talk(line)
    return table


def _with_machines(
    table: pd.DataFrame, articles: Corpus | None, paths: tuple[str, ...], codebook: str, machines: tuple[str, ...]
) -> tuple[pd.DataFrame, list[str]]:
    """The table with the codes of every machine below it, and what the machines are called there."""
    import pandas as pd

    from framing.coding.ratings import ratings_of
    from framing.coding.tables import retyped
    from framing.lexicon.reading import load_codebook
    from framing.study.coding.agreeing import machine_codings
    from framing.study.scoring import score_read

    if articles is None:
        raise UsageError("--machine needs the articles that were coded", remedy="name them with --corpus")
    book = load_codebook(codebook)
    ratings = ratings_of(table)
    parts, names = [table.astype(object)], []
    for machine in machines:
        scores = score_read(articles, paths, book, coder=machine, keep_copies=True)
        if unknown := sorted(set(ratings.frames) - set(scores.frames)):
            talk(f"{scores.coder} knows no frame {', '.join(unknown)}: it says nothing there")
        parts.append(machine_codings(scores, ratings).astype(object))
        names.append(scores.coder)
    return retyped(pd.concat(parts, ignore_index=True)), names


def _say_parity(ratings: Ratings, machines: list[str], how: Options) -> None:
    """On stderr: whether the machine may be said to agree as well as people do."""
    from framing.coding.parity import MARGIN, parity

    found = parity(ratings, machines, how)
    if len(ratings.coders) < len(machines) + 2:
        talk("parity of machine and people: unknown, it takes two people")
        return
    for row in found.to_dict("records"):
        if math.isnan(row["difference"]):
            talk(f"{row['frame']}: no difference can be computed, too few units show the frame")
            continue
        said = f"alpha of people {row['human_human']:.2f}, with {row['machine']} {row['human_machine']:.2f}"
        difference = f"difference {row['difference']:+.2f} [{row['low']:+.2f}, {row['high']:+.2f}]"
        verdict = {"yes": "parity", "not shown": "parity not shown"}.get(
            row["parity"], "too few units or articles to say"
        )
        talk(f"{row['frame']}: {said}; {difference}: {verdict}")
    talk(f"Parity is claimed only where the whole interval of the difference lies above {MARGIN:+.2f}.")


def _write_disagreements(ratings: Ratings, articles: Corpus | None, path: str, polarity: bool) -> None:
    from framing.coding.disagreements import disagreements
    from framing.coding.gridfiles import write_grid
    from framing.study.coding.agreeing import texts_of

    found = disagreements(ratings, None if articles is None else texts_of(articles), polarity=polarity)
    rows = found.astype(object).where(found.notna(), "").astype(str).to_numpy(object).tolist()
    write_grid(path, list(found.columns), rows)
    bare = "" if articles is not None else "; add --corpus to see the sentences"
    talk(f"{path}: {counted(len(found), 'disagreement')} to decide{bare}")
