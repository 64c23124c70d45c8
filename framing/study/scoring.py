"""Scoring: a corpus in memory, or files of any size as a stream of tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from framing.arguments import check_flag
from framing.corpus.options import ReadOptions
from framing.corpus.reading import Reading, read_articles, read_frame
from framing.corpus.units import Paths
from framing.lexicon.reading import as_codebook
from framing.records.article import Article
from framing.records.codebook import Codebook
from framing.records.corpus import Corpus, articles_of, is_table
from framing.records.tables import LEXICON
from framing.store.addresses import the_store
from framing.study.bridge.arrow import Tables, join_tables
from framing.study.bridge.coders import Named, make_bridge
from framing.study.bridge.documents import documents_of
from framing.study.bridge.groups import in_groups
from framing.study.runs.working import scoring

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.runs.streaming import Progress, Shard
    from framing.study.scores import Scores


def read_corpus(
    paths: str | Path | Sequence[str | Path] | pd.DataFrame,
    *,
    outlet: str = "",
    encoding: str = "",
    propose: bool = True,
) -> Corpus:
    """The articles in files and folders, or in a data frame, tagged by outlet and date, in the order of their ids.

    ``outlet`` tags articles that carry none; ``encoding`` overrules guesses; ``propose=False`` leaves articles that
    nobody tagged ``unknown``. What was skipped or doubtful is in ``corpus.issues``. Raises InputError if a path does
    not exist or holds no article.

    >>> read_corpus("corpus/trade-talks").outlets["China Daily"]
    1
    """
    check_flag("propose", propose)
    options = ReadOptions(outlet=outlet, encoding=encoding, propose=bool(propose))
    if is_table(paths):
        return _corpus(read_frame(paths, options))
    # Not any Iterable: bytes are one, of numbers. What is no path is named by who looks for it.
    several = isinstance(paths, Sequence | Set | Iterator) and not isinstance(paths, str | bytes)
    named: list[str | Path] = list(paths) if several else [paths]  # type: ignore[arg-type,list-item]
    return read_corpus_with(named, options)


def read_corpus_with(paths: Paths, options: ReadOptions) -> Corpus:
    """The same with the reader's options in one object."""
    return _corpus(read_articles(paths, options))


def _corpus(reading: Reading) -> Corpus:
    return Corpus(tuple(sorted(reading.articles, key=lambda a: a.doc_id)), tuple(reading.issues))


def score(
    corpus: Corpus | Iterable[Article],
    codebook: Codebook | str,
    *,
    coder: Named = LEXICON,
    keep_copies: bool = False,
) -> Scores:
    """Every match of ``codebook`` in ``corpus``, with voice, place and polarity, and the counts that follow.

    ``codebook`` is a loaded one, the name of a shipped one or a file. ``coder`` is ``lexicon``, ``lexicon-marks``
    (voices by quotation marks alone, no speakers), a classifier (a shipped model's name or a model's folder), the name
    of one that another package brings, or a coder itself (``records.coder.Coder``): articles on which that fails are
    left out. An article's rows depend on its text, the codebook and the coder alone. What is made of them
    (``scores.by`` and all else) counts near-copies once, unless ``keep_copies``. A broken codebook is a CodebookError,
    an unknown coder a UsageError.

    >>> scores = score(read_corpus("corpus/trade-talks"), "us-china-trade")
    >>> bool((scores.matches["frame"] == "bullying").any())
    True
    """
    from framing.study.scores import Scores  # here, as scoring files needs none of it

    check_flag("keep_copies", keep_copies)
    if not isinstance(corpus, Corpus):
        corpus = Corpus(articles_of(corpus))
    codebook = as_codebook(codebook)
    bridge = make_bridge(codebook, coder)
    parts, documents = [], {}
    for number, articles in enumerate(in_groups(corpus.articles)):
        coded = bridge.code(articles)
        issues = corpus.issues if number == 0 else ()
        parts.append(bridge.tables_of(coded, issues) | bridge.quotes(coded))
        documents.update(documents_of(coded.batch))
    code = partial(_coded_each, codebook)
    return Scores(bridge.instrument, join_tables(parts), documents, keep_copies=keep_copies, code=code)


def _coded_each(codebook: Codebook, corpus: Corpus, coder: Named) -> Scores:
    return score(corpus, codebook, coder=coder, keep_copies=True)


def score_read(
    corpus: Corpus, paths: Paths, codebook: Codebook, *, coder: Named = LEXICON, keep_copies: bool = False
) -> Scores:
    """Score a corpus that was read from ``paths``, as ``score`` does.

    If that is one store, what it keeps under the same recipe is not scored again, and what is new is kept.
    """
    if address := the_store(paths):
        from framing.study.stores.kept_scores import KeptScores  # as above

        return KeptScores(address, corpus, codebook, coder=coder, keep_copies=keep_copies)
    return score(corpus, codebook, coder=coder, keep_copies=keep_copies)


def score_files(
    paths: Paths,
    codebook: Codebook,
    options: ReadOptions | None = None,
    *,
    workers: int = 1,
    shard: Shard | None = None,
    progress: Progress | None = None,
    coder: Named = LEXICON,
    only: str = "",
    keep: bool = True,
) -> Iterator[Tables]:
    """The tables of files of any size, a few thousand articles at a time, in the order of the files.

    Memory does not grow with the number of articles, but for their ids. The rows are the same for any number of
    workers. If ``paths`` is one store, what it has scores of is not scored again, and new scores are kept in it.
    ``only`` names the one table that is asked for; others may then be missing. Without ``keep`` a store is read like
    any file.
    """
    from framing.study.runs.streaming import stream_tables  # here, as articles in memory need none of it

    options = options or ReadOptions()
    task = scoring(paths if keep else (), codebook, coder, options, only)
    return stream_tables(task, paths, options, workers=workers, shard=shard, progress=progress)


def scores_of_files(
    tables: Tables,
    codebook: Codebook,
    coder: str,
    paths: Paths,
    options: ReadOptions,
    *,
    keep_copies: bool = False,
    held: pd.DataFrame | None = None,
) -> tuple[Scores, list[str]]:
    """Scores of what ``score_files`` yielded, joined, and what to know about their numbers.

    There are no documents in them. If ``tables`` has no matches, ``held`` is what ``stats.sentences_held`` counted.
    The files are read once more for near-copies, unless ``keep_copies`` or there are too many of them, which a note
    says.
    """
    from framing.study.scores import Scores
    from framing.study.wording.copies import copies_to_collapse

    instrument = make_bridge(codebook, coder).instrument
    copies, said = copies_to_collapse(paths, options, len(tables["articles"]), keep_copies=keep_copies)
    scores = Scores(instrument, tables, {}, keep_copies=copies is None, copies=copies, held=held)
    return scores, [*scores.notes, *said]
