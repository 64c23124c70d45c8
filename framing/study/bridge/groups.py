"""Articles in groups of the size at which the arrays work best."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from framing.records.article import Article

#: Texts of about this many characters go through the arrays at once; more would not be faster, only larger.
GROUP_SIZE = 8_000_000


def in_groups(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in their order, in groups of about ``GROUP_SIZE`` characters.

    >>> [len(group) for group in in_groups([Article("a", "one"), Article("b", "two")])]
    [2]
    """
    group: list[Article] = []
    size = 0
    for article in articles:
        group.append(article)
        size += len(article.text)
        if size >= GROUP_SIZE:
            yield group
            group, size = [], 0
    if group:
        yield group
