"""Who says what, without a codebook: the attributions of a corpus or of files of any size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from framing.annotate.batching import Annotator
from framing.corpus.options import ReadOptions
from framing.corpus.units import Paths
from framing.records.article import Article
from framing.records.corpus import Corpus, articles_of
from framing.records.issue import Issue
from framing.records.tables import QUOTES
from framing.study.bridge.arrow import Tables
from framing.study.bridge.bridge import Listener
from framing.study.bridge.descriptive import descriptive_tables
from framing.study.bridge.quote_table import quote_table
from framing.study.runs.streaming import Progress, stream_tables
from framing.study.runs.working import Task

if TYPE_CHECKING:
    import pandas as pd


class Quoter:
    """Finds the attributions of batches; keeps its vocabulary between them. Not thread-safe."""

    def __init__(self) -> None:
        self._annotator, self._listener = Annotator(), Listener()

    def tables(self, articles: Sequence[Article], issues: Sequence[Issue] = ()) -> Tables:
        """The quotes, articles and issues tables of these articles."""
        batch = self._annotator.annotate(articles)
        _, said = self._listener.hear(batch)
        return {"quotes": quote_table(batch, said), **descriptive_tables(batch, issues)}


def quotes(corpus: Corpus | Iterable[Article]) -> pd.DataFrame:
    """Every attribution of a corpus: speaker, cue, content, channel; the columns of ``records.tables.QUOTES``.

    Spans are JSON in code points of the article's text (or title, see ``field``).

    >>> quotes([Article("a", "The ministry said that talks would resume.")])["speaker"].tolist()
    ['The ministry']
    """
    return QUOTES.frame(Quoter().tables(articles_of(corpus))["quotes"])


def quote_files(
    paths: Paths, options: ReadOptions, *, workers: int = 1, progress: Progress | None = None
) -> Iterator[Tables]:
    """The quotes, articles and issues tables of files of any size, in the order of the files."""
    task = Task.of(Quoter, (), options)
    return stream_tables(task, paths, options, workers=workers, progress=progress)
