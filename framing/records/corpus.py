"""A corpus: articles in the order of their ids, with what there is to say about them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from framing.errors import UsageError
from framing.records.article import UNKNOWN, Article, check_article
from framing.records.issue import Issue


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles tagged by outlet; ``issues`` are the rows of what was skipped or doubtful.

    UsageError for an article that no table could hold, and for an id that two articles have.

    >>> corpus = Corpus((Article("a1", "Talks will resume."),))
    >>> len(corpus), "a1" in corpus, corpus["a1"].text, corpus.outlets
    (1, True, 'Talks will resume.', {'unknown': 1})
    """

    articles: tuple[Article, ...]
    issues: tuple[Issue, ...] = ()

    def __post_init__(self) -> None:
        for name, kind, remedy in (
            ("articles", Article, 'write fr.Article("id", "its text")'),
            ("issues", Issue, "leave them out"),
        ):
            object.__setattr__(self, name, _rows(name, getattr(self, name), kind, remedy))
        seen: set[str] = set()
        for article in self.articles:
            check_article(article)
            if article.doc_id in seen:
                raise UsageError(f"two articles have the id '{article.doc_id}'", remedy="give each its own")
            seen.add(article.doc_id)

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __getitem__(self, doc_id: str) -> Article:
        if not isinstance(doc_id, str):
            reason = f"an article is looked up by its id, not by {type(doc_id).__name__}"
            raise UsageError(reason, remedy="corpus.articles[0] is the first, fr.Corpus(corpus.articles[:9]) a part")
        for article in self.articles:
            if article.doc_id == doc_id:
                return article
        raise UsageError(f"there is no article '{doc_id}' in this corpus", remedy="look at corpus.articles")

    def __contains__(self, one: object) -> bool:
        """Whether an article, or one of this id, is in the corpus."""
        return any(one in (article.doc_id, article) for article in self.articles)

    @property
    def outlets(self) -> dict[str, int]:
        """Number of articles by outlet, in the order of names."""
        return dict(sorted(Counter(article.outlet.value for article in self.articles).items()))

    def __repr__(self) -> str:
        outlets = self.outlets
        untagged = outlets.pop(UNKNOWN, 0)
        without = f", {untagged:,} without an outlet" if untagged else ""
        return f"<Corpus of {len(self):,} articles by {len(outlets):,} outlets{without}>"


def _rows(name: str, value: object, kind: type, remedy: str) -> tuple[object, ...]:
    """Articles or issues as a tuple; UsageError for anything else."""
    refuse_table(value)
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise UsageError(f"{name} is no list but {type(value).__name__}", remedy="give a list of them")
    rows = tuple(value)
    for row in rows:
        if not isinstance(row, kind):
            raise UsageError(f"{name} holds no {kind.__name__} but {type(row).__name__}", remedy=remedy)
    return rows


def articles_of(corpus: Corpus | Iterable[Article]) -> tuple[Article, ...]:
    """The articles of a corpus, or of a list of one's own, whose ids must differ.

    >>> articles_of("my-corpus")
    Traceback (most recent call last):
        ...
    framing.errors.UsageError: 'my-corpus' is no corpus
      → fr.read_corpus('my-corpus') reads one
    """
    if isinstance(corpus, Corpus):
        return corpus.articles
    if isinstance(corpus, str | os.PathLike):
        raise UsageError(f"'{corpus}' is no corpus", remedy=f"fr.read_corpus('{corpus}') reads one")
    if isinstance(corpus, Article) or not isinstance(corpus, Iterable):
        kind = type(corpus).__name__
        raise UsageError(f"this is no corpus but {kind}", remedy="give a corpus or a list of articles")
    return Corpus(corpus).articles  # type: ignore[arg-type]  # which makes a tuple of any of them


def is_table(value: object) -> bool:
    """Whether it is a data frame of pandas or polars, or a table of Arrow; none of them is imported for it.

    >>> is_table("corpus")
    False
    """
    return type(value).__name__ in ("DataFrame", "Table")


def refuse_table(value: object) -> None:
    """UsageError for a data frame where articles are wanted: whoever has them in one is told how they are read."""
    if is_table(value):
        remedy = "fr.read_corpus(df) reads it; it needs a column text"
        raise UsageError(f"this is a {type(value).__name__}, and no articles", remedy=remedy)
