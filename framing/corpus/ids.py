"""One id, one article: what happens when two articles of a run carry the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from operator import itemgetter
from typing import TypeVar

from framing.records.article import Article
from framing.records.issue import Issue

#: What tells articles of one id apart: the id, the digest, the file and the line.
Named = tuple[str, str, str, "int | None"]
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

    def settle_all(
        self, articles: Iterable[Named], renamed: Mapping[str, str], taken: Taken
    ) -> tuple[list[str | None], list[tuple[int, Issue]]]:
        """The names of the articles of a unit, one after the other, and the issues, each with its article's number.

        ``renamed`` holds the given ids of articles that the unit renamed for itself.
        """
        here: dict[str, tuple[str, str]] = {}
        names: list[str | None] = []
        issues: list[tuple[int, Issue]] = []

        def given_out(name: str) -> tuple[str, str] | None:
            return here.get(name) or taken(name)

        for number, (doc_id, digest, file, line) in enumerate(articles):
            given = renamed.get(doc_id, doc_id)
            name, issue = self.settle(given, digest, file, line, given_out)
            names.append(name)
            if issue is not None:
                issues.append((number, issue))
            if name is not None:
                here[name] = (digest[:32], place_of(file, line))
        return names, issues


def place_of(file: str, line: int | None) -> str:
    """Where an article was read, as messages say it."""
    return file if line is None else f"{file}:{line}"


def settle_ids(
    articles: Sequence[Article], renamed: Mapping[str, str], taken: dict[str, tuple[str, str]], series: Series
) -> tuple[list[Article], list[tuple[int, Issue]], dict[str, str | None]]:
    """Articles under their final names, without those that say the same under an id already ``taken``.

    ``renamed`` holds the given ids of articles that a unit renamed for itself; ``taken`` and ``series`` are brought up
    to date. Second come the issues, each with the number of its article; third the names that changed, None for what
    was left out.
    """
    origins = [article.provenance for article in articles]
    named = [(a.doc_id, o.digest, o.file, o.line) for a, o in zip(articles, origins, strict=True)]
    names, issues = series.settle_all(named, renamed, taken.get)
    kept: list[Article] = []
    changed: dict[str, str | None] = {}
    for article, origin, name in zip(articles, origins, names, strict=True):
        if name != article.doc_id:
            changed[article.doc_id] = name
        if name is not None:
            taken[name] = (origin.digest[:32], place_of(origin.file, origin.line))
            kept.append(article if name == article.doc_id else replace(article, doc_id=name))
    return kept, issues, changed


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
