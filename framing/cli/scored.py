"""Articles read, and scored, for the verbs that hold them in memory."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from framing.cli.output import talk
from framing.cli.tally import Tally

if TYPE_CHECKING:
    from framing.corpus.options import ReadOptions
    from framing.records.codebook import Codebook
    from framing.records.corpus import Corpus
    from framing.study.scores import Scores


def read(paths: tuple[str, ...], reader: ReadOptions, strict: bool) -> tuple[Corpus, Tally]:
    """The articles, and what was skipped on the way."""
    from framing.study.scoring import read_corpus_with

    corpus = read_corpus_with(paths, reader)
    tally = Tally.of((asdict(issue) for issue in corpus.issues), strict, reader, evidence_of(corpus))
    return corpus, tally


def evidence_of(corpus: Corpus) -> list[str]:
    """What each article's outlet rests on."""
    return [article.outlet.evidence for article in corpus]


def scored(
    paths: tuple[str, ...],
    reader: ReadOptions,
    codebook: Codebook,
    strict: bool,
    *,
    coder: str = "lexicon",
    keep_copies: bool = False,
) -> tuple[Corpus, Scores, Tally]:
    """The articles, their scores, and what was skipped on the way; of a store it is said what has no scores yet."""
    from framing.study.scoring import score_paths
    from framing.study.stores.recipes import what_is_to_do

    if said := what_is_to_do(paths, codebook, coder):
        talk(said)
    corpus, scores = score_paths(paths, reader, codebook, coder=coder, keep_copies=keep_copies)
    return corpus, scores, Tally.of(scores.issues.to_dict("records"), strict, reader, evidence_of(corpus))
