"""Scoring: a corpus in memory, or files of any size as a stream of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from framing.corpus.options import ReadOptions
from framing.corpus.units import Paths, Unit, plan, read_articles
from framing.engine.running import run
from framing.errors import UsageError
from framing.lexicon.reading import load_codebook
from framing.records.article import Article
from framing.records.codebook import Codebook
from framing.records.corpus import Corpus
from framing.study.bridge import Bridge, Tables
from framing.study.duplicates import IdKeeper, join_tables
from framing.study.scores import Scores
from framing.study.working import BATCH_BYTES, prepare, score_unit_packed, unpack

#: Called with the bytes read so far.
Progress = Callable[[int], None]


def read_corpus(
    paths: str | Path | Sequence[str | Path], *, outlet: str = "", encoding: str = "", propose: bool = True
) -> Corpus:
    """The articles in files and folders, tagged by outlet and date, in the order of their ids.

    ``outlet`` tags articles that carry none; ``encoding`` overrules guesses; ``propose=False`` leaves articles that
    nobody tagged ``unknown``. What was skipped or doubtful is in ``corpus.issues``. Raises InputError if a path does
    not exist or holds no article.

    >>> read_corpus("corpus/trade-talks").outlets["China Daily"]
    1
    """
    named = [paths] if isinstance(paths, str | Path) else list(paths)
    return read_corpus_with(named, ReadOptions(outlet=outlet, encoding=encoding, propose=propose))


def read_corpus_with(paths: Paths, options: ReadOptions) -> Corpus:
    """The same with the reader's options in one object."""
    reading = read_articles(paths, options)
    return Corpus(tuple(sorted(reading.articles, key=lambda a: a.doc_id)), tuple(reading.issues))


def score(corpus: Corpus | Iterable[Article], codebook: Codebook | str) -> Scores:
    """Every match of ``codebook`` in ``corpus``, with voice, place and polarity, and the counts that follow.

    ``codebook`` is a loaded one, the name of a shipped one or a .yml file. An article's rows depend on its text and
    the codebook alone.

    >>> scores = score(read_corpus("corpus/trade-talks"), "us-china-trade")
    >>> bool((scores.matches["frame"] == "bullying").any())
    True
    """
    if not isinstance(corpus, Corpus):
        corpus = Corpus(tuple(corpus))
    if not isinstance(codebook, Codebook):
        codebook = load_codebook(codebook)
    bridge = Bridge(codebook)
    parts, documents = [], {}
    for number, articles in enumerate(_batches(corpus.articles)):
        coded = bridge.code(articles)
        parts.append(bridge.tables_of(coded, corpus.issues if number == 0 else ()))
        documents.update(bridge.documents(coded))
    if not parts:
        parts.append(bridge.tables((), corpus.issues))
    return Scores(codebook, join_tables(parts), documents, bridge.rules)


def _batches(articles: Sequence[Article]) -> Iterator[list[Article]]:
    """Articles in groups of about BATCH_BYTES."""
    group: list[Article] = []
    size = 0
    for article in articles:
        group.append(article)
        size += len(article.text)
        if size >= BATCH_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class Shard:
    """Part ``number`` (from 1) of ``of`` parts: every ``of``-th unit of the input."""

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        """``i/n``, as on the command line."""
        number, slash, of = text.partition("/")
        if not (slash and number.isdigit() and of.isdigit() and 1 <= int(number) <= int(of)):
            raise UsageError(f"'{text}' is not a shard", remedy="write i/n with i from 1 to n, such as 2/8")
        return cls(int(number), int(of))

    def of_units(self, units: Iterable[Unit]) -> Iterator[Unit]:
        """The units of this shard."""
        return islice(units, self.number - 1, None, self.of)


def score_files(
    paths: Paths,
    codebook: Codebook,
    options: ReadOptions | None = None,
    *,
    workers: int = 1,
    shard: Shard | None = None,
    progress: Progress | None = None,
) -> Iterator[Tables]:
    """The tables of files of any size, a few thousand articles at a time, in the order of the files.

    Memory does not grow with the number of articles, but for their ids. The rows are the same for any number of
    workers.
    """
    options = options or ReadOptions()
    units = (shard or Shard()).of_units(plan(paths, options))
    keeper = IdKeeper()
    done = 0
    for size, packed in run(score_unit_packed, units, workers=workers, prepare=prepare, arguments=(codebook, options)):
        done += size
        if progress is not None:
            progress(done)
        yield keeper.settle({name: unpack(table) for name, table in packed.items()})
