"""Articles into a store: read as for scoring, each with its tags and issues, and told what became of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from framing.corpus.files.inputs import opened_inputs
from framing.corpus.filing import checked_tags
from framing.corpus.kept import entries_of
from framing.corpus.options import ReadOptions
from framing.corpus.reading import Reading, read_unit
from framing.corpus.units import Unit, plan
from framing.records.article import Article, oddity
from framing.records.issue import Issue
from framing.store.intake import renamed_issue
from framing.store.interface import ADDED, CHANGED, PRESENT, REFUSED, Code, Entry, Receipt, Standing
from framing.store.store import Store
from framing.study.stores.handcodes import HERE, stands_in
from framing.study.stores.kept_tables import pick

#: Articles from one call that go in together: small enough to wait for, large enough to be quick.
_TOGETHER = 500


@dataclass(slots=True)
class Taken:
    """What became of one part of the input: ``(file, receipt)`` for each article, and issues.

    ``tagged`` are the tags that were typed, as far as an article has them now.
    """

    receipts: list[tuple[str, Receipt]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    tagged: set[str] = field(default_factory=set)


def add_options(outlet: str, encoding: str, **tags: str) -> ReadOptions:
    """How to read what is added: typed tags hold where nothing else says anything."""
    given = checked_tags({"outlet": outlet, **tags}, ReadOptions())
    outlet = given.pop("outlet", "")
    return ReadOptions(outlet=outlet, encoding=encoding, tags=tuple(sorted(given.items())), codes=True, history=True)


def add_paths(store: Store, paths: Sequence[str | os.PathLike[str]], options: ReadOptions) -> Iterator[Taken]:
    """Add files, folders, patterns, archives and stdin (``-``), a part at a time, each whole or not at all."""
    seen: set[str] = set()
    with opened_inputs(paths, options.limits) as inputs:
        for each in inputs:
            if each.issues:
                yield Taken(issues=each.issues)
            if each.paths:
                yield from add_units(store, plan(each.paths, options), options, seen, each.prefix)


def add_units(
    store: Store, units: Iterable[Unit], options: ReadOptions, seen: set[str], prefix: str = ""
) -> Iterator[Taken]:
    """Add the articles of units; ``seen`` are the names this call had so far."""
    for unit in units:
        reading = read_unit(unit, options)
        if prefix:
            reading = _under(prefix, reading)
        taken = add_articles(
            store, reading.articles, reading.issues, seen, reading.renamed, reading.codes, reading.stands
        )
        for name, value in typed_tags(options):
            if any(_has(article, name, value) for article in reading.articles):
                taken.tagged.add(name)
        yield taken


def typed_tags(options: ReadOptions) -> list[tuple[str, str]]:
    """The tags that were typed for articles that carry none, by name; a date has its precision in it."""
    typed = (("outlet", options.outlet), *options.tags)
    return [(name, value) for name, value in typed if value and name != "date_precision"]


def _has(article: Article, name: str, value: str) -> bool:
    if name == "outlet":
        return article.outlet.evidence.startswith("--outlet") or article.outlet.value == value
    return str(getattr(article, name) or "") == value


def add_articles(
    store: Store,
    articles: Sequence[Article],
    issues: Sequence[Issue],
    seen: set[str],
    renamed: Mapping[str, str] | None = None,
    codes: Mapping[str, Sequence[Code]] | None = None,
    stands: Mapping[str, Standing] | None = None,
) -> Taken:
    """Add articles with what there was to say about them; ``renamed`` has the given ids of those renamed since.

    ``codes`` are hand codes by article: they go in together with it. ``stands`` says where some stand in a history.
    An article that could not be told from a damaged one again would spoil the store: it is skipped.
    """
    odd = [Issue.about(one, "skipped", "refused", f"the article {said}") for one in articles if (said := oddity(one))]
    if odd:
        articles = [article for article in articles if not oddity(article)]
    taken = Taken(issues=[*issues, *odd])
    given = renamed or {}
    entries = [
        replace(
            entry,
            doc_id=given.get(entry.doc_id, entry.doc_id),
            codes=_about(entry, codes or {}),
            stands=(stands or {}).get(entry.doc_id),
        )
        for entry in entries_of(articles, issues)
    ]
    for first in range(0, len(entries), _TOGETHER):
        some = slice(first, first + _TOGETHER)
        _put(store, entries[some], articles[some], seen, taken)
    return taken


def _put(store: Store, entries: Sequence[Entry], articles: Sequence[Article], seen: set[str], taken: Taken) -> None:
    for receipt, article in zip(store.put(entries, seen, pick), articles, strict=True):
        origin = article.provenance
        file = origin.file if origin.line is None else f"{origin.file}:{origin.line}"
        taken.receipts.append((file, receipt))
        if receipt.what == REFUSED:
            taken.issues.append(Issue(receipt.given, origin.file, origin.line, "skipped", "refused", receipt.note, ""))
        elif receipt.what == ADDED and receipt.doc_id != receipt.given:
            said = renamed_issue(receipt.note, receipt.doc_id)
            taken.issues.append(Issue(receipt.doc_id, file=origin.file, line=origin.line, **said))


def _about(entry: Entry, codes: Mapping[str, Sequence[Code]]) -> tuple[Code, ...]:
    """The codes of an entry; those of another text than it has are about no version of it that is at hand."""
    return tuple(replace(code, key=HERE if stands_in(code, entry) else "") for code in codes.get(entry.doc_id, ()))


def _under(prefix: str, reading: Reading) -> Reading:
    """The same with the archive before the names of its files."""
    articles = [
        replace(article, provenance=replace(article.provenance, file=prefix + article.provenance.file))
        for article in reading.articles
    ]
    issues = [replace(issue, file=prefix + issue.file) if issue.file else issue for issue in reading.issues]
    return Reading(articles, issues, reading.anchors, reading.renamed, reading.codes, reading.stands)


def told(file: str, receipt: Receipt) -> str:
    """What became of an article, in words.

    >>> told("a.txt", Receipt("a", "a", CHANGED, 2, "text"))
    'a.txt is version 2 of a (what changed: text)'
    """
    codes = f", with codes of {receipt.codes:,} units" if receipt.codes else ""
    if receipt.what == ADDED:
        why = f" ({receipt.note})" if receipt.note else ""
        return f"added {file} as {receipt.doc_id}{codes}{why}"
    if receipt.what == CHANGED:
        return f"{file} is version {receipt.number} of {receipt.doc_id} (what changed: {receipt.note}){codes}"
    if receipt.what == PRESENT:
        return f"already there: {file} is {receipt.doc_id}{codes}"
    return f"not stored: {file} ({receipt.note})"
