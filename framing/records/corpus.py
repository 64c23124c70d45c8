"""A corpus: articles in the order of their ids, with what there is to say about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from framing.errors import UsageError
from framing.records.article import Article
from framing.records.issue import Issue


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles tagged by outlet; ``issues`` are the rows of what was skipped or doubtful.

    >>> corpus = Corpus((Article("a1", "Talks will resume."),))
    >>> len(corpus), corpus["a1"].text, corpus.outlets
    (1, 'Talks will resume.', {'unknown': 1})
    """

    articles: tuple[Article, ...]
    issues: tuple[Issue, ...] = ()

    def __len__(self) -> int:
        return len(self.articles)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __getitem__(self, doc_id: str) -> Article:
        for article in self.articles:
            if article.doc_id == doc_id:
                return article
        raise UsageError(f"there is no article '{doc_id}' in this corpus", remedy="look at corpus.articles")

    @property
    def outlets(self) -> dict[str, int]:
        """Number of articles by outlet, in the order of names."""
        return dict(sorted(Counter(article.outlet.value for article in self.articles).items()))

    def __repr__(self) -> str:
        return f"<Corpus of {len(self)} articles by {len(self.outlets)} outlets>"
