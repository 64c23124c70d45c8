"""Articles read, and scored, for the verbs that hold them in memory."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from framing.cli.output import talk
from framing.cli.tally import Tally
from framing.records.tables import LEXICON

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions
    from framing.records.codebook import Codebook
    from framing.records.corpus import Corpus
    from framing.study.scores import Scores


def read(paths: tuple[str, ...], reader: ReadOptions, strict: bool) -> tuple[Corpus, Tally]:
    """The articles, and what was skipped on the way."""
    from framing.study.scoring import read_corpus_with

    corpus = read_corpus_with(paths, reader)
    evidence = (article.outlet.evidence for article in corpus)
    return corpus, Tally.of(map(asdict, corpus.issues), strict, reader, evidence)


def scored(
    paths: tuple[str, ...],
    reader: ReadOptions,
    codebook: Codebook | str,
    strict: bool,
    *,
    coder: str = LEXICON,
    keep_copies: bool = False,
) -> tuple[Scores, Tally]:
    """The scores of articles, and what was skipped on the way; of a store it is said what has no scores yet."""
    from framing.lexicon.reading import as_codebook
    from framing.study.scoring import read_corpus_with, score_read
    from framing.study.stores.recipes import what_is_to_do

    book = as_codebook(codebook)
    if said := what_is_to_do(paths, book, coder):
        talk(said)
    corpus = read_corpus_with(paths, reader)
    scores = score_read(corpus, paths, book, coder=coder, keep_copies=keep_copies)
    evidence = (article.outlet.evidence for article in corpus)
    return scores, Tally.of(scores.issues.to_dict("records"), strict, reader, evidence)
