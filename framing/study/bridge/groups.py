"""Articles in groups of the size at which the arrays work best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from framing.annotate.batching import Annotator
from framing.records.article import Article
from framing.records.batch import Batch

#: Texts of about this many characters go through the arrays at once; more would not be faster, only larger.
GROUP_SIZE = 8_000_000


def in_groups(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in their order, in groups of about ``GROUP_SIZE`` characters; no articles are one empty group.

    >>> [len(group) for group in in_groups([Article("a", "one"), Article("b", "two")])]
    [2]
    """
    group: list[Article] = []
    size = 0
    for article in articles:
        if size >= GROUP_SIZE:
            yield group
            group, size = [], 0
        group.append(article)
        size += len(article.text)
    yield group


def batches_of(articles: Iterable[Article]) -> Iterator[Batch]:
    """The articles group by group as annotated batches, under one vocabulary."""
    return map(Annotator().annotate, in_groups(articles))
