"""Near-copies: a text that two outlets print counts once, in the article that stands for it, and the list says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing.corpus.options import ReadOptions
from framing.corpus.reading import settled_readings
from framing.corpus.units import Paths
from framing.records.arrays import Ints
from framing.records.article import UNKNOWN, Article
from framing.records.tables import Column, Table
from framing.stats.grams import WordStream
from framing.stats.reuse import COPY, DERIVED, Pairs, find_pairs, representatives
from framing.study.wording.wordstream import read_words

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "COPIES",
    "copies_in_files",
    "copies_of",
    "copies_to_collapse",
    "find_copies",
    "in_preference",
    "near_copies",
]

#: Files with more articles than these are counted as printed: their words would not fit into memory beside the scores.
MOST_ARTICLES = 50_000

COPIES = Table(
    "copies",
    "an article that is not counted, because another that holds its text stands for it",
    (
        Column("doc_id", "text", "the article that is not counted"),
        Column("outlet", "category", "who published it"),
        Column("date", "text", "as in articles"),
        Column("stands_for", "text", "the article that is counted in its place"),
        Column("other_outlet", "category", "who published that"),
        Column("other_date", "text", "as in articles"),
        Column("containment", "float", "share of doc_id's word 5-grams that the other holds, 0 to 1"),
        Column("reverse", "float", "share of the other's that doc_id holds, 0 to 1"),
    ),
)


def near_copies(articles: Iterable[Article]) -> dict[str, str]:
    """Articles that another one stands for where near-copies count once: ``doc_id`` to the other's.

    An article gives way to one that holds .8 or more of its 5-grams. Where each holds the other, the one
    stays that credits no agency (``derived_from``), then the one with the earlier full date, the longer, the first by
    id. All other articles are not in the mapping. It says what is counted, never who copied whom.

    >>> text = "Talks on trade went on for a third day in Geneva, two officials said on Monday."
    >>> near_copies([Article("a", text), Article("b", text + " Reuters reported."), Article("c", "Other words.")])
    {'a': 'b'}
    """
    held = tuple(articles)
    stream, _ = read_words(held)
    return copies_of(held, find_pairs(stream, least=COPY, order=in_preference(held)))


def copies_of(articles: Iterable[Article], pairs: Pairs) -> dict[str, str]:
    """``near_copies`` from pairs that are known."""
    return _stand_ins([_Printed.of(article) for article in articles], pairs)


def in_preference(articles: Iterable[Article]) -> Ints:
    """The numbers of the articles, those first that would rather stay than give way to another."""
    return _preferred([_Printed.of(article) for article in articles])


def find_copies(articles: Iterable[Article]) -> pd.DataFrame:
    """The near-copies of ``near_copies`` as a table, sorted by ``doc_id``.

    ``containment`` is that in the article that stands for it: below .8 only where a chain of copies leads there.
    """
    held = tuple(articles)
    return _table([_Printed.of(article) for article in held], read_words(held)[0])


def copies_in_files(paths: Paths, options: ReadOptions) -> pd.DataFrame | None:
    """``find_copies`` of files that are read for it once more; None where there are more than MOST_ARTICLES.

    Ids are settled as in scoring. Of each article its words are kept as numbers, not its text.
    """
    printed: list[_Printed] = []
    stream, _ = read_words(_noted(paths, options, printed))
    return None if len(printed) > MOST_ARTICLES else _table(printed, stream)


def copies_to_collapse(
    paths: Paths, options: ReadOptions, articles: int, *, keep_copies: bool
) -> tuple[pd.DataFrame | None, list[str]]:
    """``find_copies`` of files, for numbers made of so many articles; None where each is counted.

    A note says so where nobody asked for that.
    """
    if keep_copies:
        return None, []
    if articles < 2:
        return find_copies(()), []
    found = None if articles > MOST_ARTICLES else copies_in_files(paths, options)
    return found, [f"More than {MOST_ARTICLES:,} articles: near-copies are counted each."] if found is None else []


class _Printed(NamedTuple):
    """What is known of an article without its text. ``date`` is empty where there is none."""

    doc_id: str
    outlet: str
    date: str
    derived: bool
    length: int

    @classmethod
    def of(cls, article: Article) -> _Printed:
        return cls(
            article.doc_id, article.outlet.value, article.day, bool(article.derived_from.value), len(article.text)
        )

    @property
    def preference(self) -> tuple[bool, bool, str, int, str]:
        """The smaller, the rather it stays."""
        date = self.date if len(self.date) == len("2025-01-31") else "9999"
        return self.outlet == UNKNOWN, self.derived, date, -self.length, self.doc_id


def _noted(paths: Paths, options: ReadOptions, printed: list[_Printed]) -> Iterator[Article]:
    """The articles one by one, noted in ``printed``; the first beyond MOST_ARTICLES is the last."""
    units = (reading.articles for reading in settled_readings(paths, options))
    for article in islice(chain.from_iterable(units), MOST_ARTICLES + 1):
        printed.append(_Printed.of(article))
        yield article


def _preferred(printed: Sequence[_Printed]) -> Ints:
    return np.array(sorted(range(len(printed)), key=lambda i: printed[i].preference), np.int64)


def _stand_ins(printed: Sequence[_Printed], pairs: Pairs) -> dict[str, str]:
    ways = _to_known_outlets(pairs, np.array([each.outlet == UNKNOWN for each in printed], np.bool_))
    stands_for = representatives(ways, [each.preference for each in printed]).tolist()
    return {printed[i].doc_id: printed[other].doc_id for i, other in enumerate(stands_for) if i != other}


def _to_known_outlets(pairs: Pairs, unknown: np.ndarray[Any, Any]) -> Pairs:
    """The pairs without the ways from an article of a known outlet to one of none: its outlet would lose it."""
    first, second = unknown[pairs.first], unknown[pairs.second]
    of_first = np.where(second & ~first, 0.0, pairs.of_first)
    of_second = np.where(first & ~second, 0.0, pairs.of_second)
    return Pairs(pairs.first, pairs.second, pairs.shared, of_first, of_second)


def _table(printed: Sequence[_Printed], stream: WordStream) -> pd.DataFrame:
    # Pairs far below a copy too, for the containment at the end of a chain.
    pairs = find_pairs(stream, least=DERIVED, order=_preferred(printed))
    shares: dict[tuple[str, str], float] = {}
    columns = (pairs.first, pairs.second, pairs.of_first, pairs.of_second)
    for a, b, of_a, of_b in zip(*(column.tolist() for column in columns), strict=True):
        shares[printed[a].doc_id, printed[b].doc_id] = of_a
        shares[printed[b].doc_id, printed[a].doc_id] = of_b
    known = {each.doc_id: each[:3] for each in printed}
    rows = [
        (*known[doc_id], *known[other], shares.get((doc_id, other), np.nan), shares.get((other, doc_id), np.nan))
        for doc_id, other in sorted(_stand_ins(printed, pairs).items())
    ]
    return COPIES.frame_of_rows(rows)
