"""One id, one article: what happens when two articles of a run carry the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from framing.records.article import Article
from framing.records.issue import Issue

#: What has an id so far: its digest and its file.
Taken = dict[str, tuple[str, str]]


def settle_ids(articles: Iterable[Article], taken: Taken) -> tuple[list[Article], list[Issue]]:
    """``articles`` without those that say the same under an id already ``taken``, others renamed ``id~2``.

    ``taken`` is brought up to date, so a run over several units gives one dictionary to all of them, in order.
    """
    kept: list[Article] = []
    issues: list[Issue] = []
    for article in articles:
        settled, issue = (article, None) if article.doc_id not in taken else _settle(article, taken)
        if issue is not None:
            issues.append(issue)
        if settled is not None:
            taken[settled.doc_id] = (settled.provenance.digest, _place(settled))
            kept.append(settled)
    return kept, issues


def _settle(article: Article, taken: Taken) -> tuple[Article | None, Issue | None]:
    first = taken[article.doc_id]
    origin = article.provenance
    name, number = article.doc_id, 1
    while name in taken:
        if taken[name][0] == origin.digest:
            return None, Issue(
                article.doc_id,
                origin.file,
                origin.line,
                "skipped",
                "duplicate",
                f"the same id and text as {taken[name][1]}",
                "keep one of the two",
            )
        number += 1
        name = f"{article.doc_id}~{number}"
    issue = Issue(
        name,
        origin.file,
        origin.line,
        "warning",
        "same-id",
        f"the id '{article.doc_id}' is taken by {first[1]}; this article is called '{name}'",
        "give it an id of its own",
    )
    return replace(article, doc_id=name), issue


def _place(article: Article) -> str:
    origin = article.provenance
    return origin.file if origin.line is None else f"{origin.file}:{origin.line}"
