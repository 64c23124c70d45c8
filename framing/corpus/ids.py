"""One id, one article: what happens when two articles of a run carry the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from operator import itemgetter
from typing import TypeVar

from framing.records.article import Article
from framing.records.issue import Issue

#: Looks up an id that was given out: the first half of its digest and its place, or None.
Taken = Callable[[str], "tuple[str, str] | None"]
Row = TypeVar("Row")
#: A series so long is remembered.
_LONG = 8


@dataclass(slots=True)
class _Series:
    """The ids that one given id led to (``a``, ``a~2``, ``a~3`` ...), as far as all of them are taken."""

    length: int = 0
    #: where a text stands, by the first half of its digest
    places: dict[str, str] = field(default_factory=dict)


class Series:
    """The long series of a run, so that ten thousand articles under one id do not walk it ten thousand times."""

    def __init__(self) -> None:
        self._long: dict[str, _Series] = {}

    def settle(
        self, given: str, digest: str, file: str, line: int | None, taken: Taken
    ) -> tuple[str | None, Issue | None]:
        """The name of an article that was given an id: that id, ``id~2`` if another text has it, None if the same has.

        What is ``taken`` once has to stay so.

        >>> Series().settle("a", "0f", "new.csv", 3, {"a": ("77", "old.csv:2")}.get)[0]
        'a~2'
        """
        first = taken(given)
        if first is None:
            return given, None
        walked = self._long.get(given) or _Series()
        half = digest[:32]
        while half not in walked.places:
            name = f"{given}~{walked.length + 1}" if walked.length else given
            there = taken(name)
            if there is None:
                reason = f"the id '{given}' is taken by {first[1]}; this article is called '{name}'"
                return name, Issue(name, file, line, "warning", "same-id", reason, "give it an id of its own")
            walked.places.setdefault(*there)
            walked.length += 1
            if walked.length == _LONG:
                self._long[given] = walked
        reason = f"the same id and text as {walked.places[half]}"
        return None, Issue(given, file, line, "skipped", "duplicate", reason, "keep one of the two")


def place_of(file: str, line: int | None) -> str:
    """Where an article was read, as messages say it."""
    return file if line is None else f"{file}:{line}"


def settle_ids(
    articles: Iterable[Article], renamed: dict[str, str], taken: dict[str, tuple[str, str]], series: Series
) -> tuple[list[Article], list[tuple[int, Issue]], dict[str, str | None]]:
    """Articles under their final names, without those that say the same under an id already ``taken``.

    ``renamed`` holds the given ids of articles that a unit renamed for itself; ``taken`` and ``series`` are brought up
    to date. Second come the issues, each with the number of its article; third the names that changed, None for what
    was left out.
    """
    kept: list[Article] = []
    issues: list[tuple[int, Issue]] = []
    names: dict[str, str | None] = {}
    for number, article in enumerate(articles):
        origin = article.provenance
        given = renamed.get(article.doc_id, article.doc_id)
        name, issue = series.settle(given, origin.digest, origin.file, origin.line, taken.get)
        if issue is not None:
            issues.append((number, issue))
        if name != article.doc_id:
            names[article.doc_id] = name
        if name is not None:
            taken[name] = (origin.digest[:32], place_of(origin.file, origin.line))
            kept.append(article if name == article.doc_id else replace(article, doc_id=name))
    return kept, issues, names


def insert_at(rows: Sequence[Row], anchors: Sequence[int], new: Sequence[tuple[int, Row]]) -> list[Row]:
    """``rows`` with each of the ``new`` ones after the last that belongs to its article; anchors ascend.

    >>> insert_at(["a0", "a2"], [0, 2], [(1, "b1"), (2, "b2")])
    ['a0', 'b1', 'a2', 'b2']
    """
    return [row for _, row in merge(zip(anchors, rows, strict=True), new, key=itemgetter(0))]


def renamed_issue(issue: Issue, names: dict[str, str | None]) -> Issue | None:
    """The issue under the new name of its article; None if that was left out.

    What is about an input that became no article (``skipped``) stays as it is.
    """
    if issue.severity == "skipped" or issue.doc_id not in names:
        return issue
    name = names[issue.doc_id]
    return None if name is None else replace(issue, doc_id=name)
