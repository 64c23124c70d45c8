"""An article as a store keeps it, and back again: equal in every field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from framing.corpus.drafts import without_gz
from framing.corpus.fields import digest
from framing.errors import InputError
from framing.records.article import PLAIN_FIELDS, Article, Block, Provenance, Tag, oddity
from framing.records.dates import Date
from framing.records.issue import Issue
from framing.store.intake import as_json
from framing.store.interface import Entry

_NO_TAGS = {"outlet": Tag(), "derived_from": Tag(value="")}
_MOST_LINES = 1 << 63
_SEVERITIES = ("skipped", "warning", "note")
#: What JSON of another make than ours raises where it is taken for ours.
NOT_OURS = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


def entry_of(article: Article, issues: Iterable[Issue] = ()) -> Entry:
    """The article, with what there was to say about it when it was read."""
    origin = article.provenance
    rest = {
        "blocks": [[block.start, block.end, block.kind] for block in article.blocks],
        "origin": [origin.file, origin.digest, origin.importer, origin.encoding, origin.line],
    }
    return Entry(
        doc_id=article.doc_id,
        title=article.title,
        text=article.text,
        digest=origin.digest,
        tags=as_json(_tags(article)),
        extra=as_json(dict(article.extra)),
        rest=as_json(rest),
        issues=as_json([_told(issue) for issue in issues]),
        own_id=not _numbered(article),
    )


def _tags(article: Article) -> dict[str, list[str]]:
    """What is said of the article beside its name and text, each with how it came about where that is known."""
    tags: dict[str, list[str]] = {}
    for name, nothing in _NO_TAGS.items():
        tag: Tag = getattr(article, name)
        if tag != nothing:
            tags[name] = [tag.value, tag.how, tag.rule, tag.evidence]
    if article.date:
        tags["date"] = [article.date.iso]
    tags.update((name, [value]) for name in PLAIN_FIELDS if (value := getattr(article, name)))
    return tags


def article_of(entry: Entry, shown: str) -> tuple[Article, list[Issue]]:
    """The article of an entry, and its issues; an InputError names the store ``shown`` if it is not of our making."""
    try:
        return rebuilt(entry, parts_of(entry))
    except NOT_OURS:
        reason = f"'{entry.doc_id}' is no article of this framing"
        raise InputError(reason, file=shown, remedy="delete it (framing rm), and add it again") from None


class Parts(NamedTuple):
    """What an entry holds as JSON, as the objects it stands for."""

    tags: dict[str, list[str]]
    extra: dict[str, str]
    rest: dict[str, Any]
    issues: list[dict[str, Any]]


def parts_of(entry: Entry) -> Parts:
    """The parts of an entry; one of ``NOT_OURS`` if they are no JSON."""
    # Most articles have neither further columns nor issues.
    extra = {} if entry.extra == "{}" else json.loads(entry.extra)
    issues = [] if entry.issues == "[]" else json.loads(entry.issues)
    return Parts(json.loads(entry.tags), extra, json.loads(entry.rest), issues)


def rebuilt(entry: Entry, parts: Parts) -> tuple[Article, list[Issue]]:
    """The article of an entry with these parts, and its issues; one of ``NOT_OURS`` if it is not what we wrote."""
    tags, rest = parts.tags, parts.rest
    file, digest, importer, encoding, line = rest["origin"]
    plain = {name: tags[name][0] for name in PLAIN_FIELDS if name in tags}
    article = Article(
        doc_id=entry.doc_id,
        text=entry.text,
        title=entry.title,
        outlet=_tag(tags, "outlet"),
        date=Date(tags["date"][0]) if "date" in tags else None,
        derived_from=_tag(tags, "derived_from"),
        blocks=tuple(Block(start, end, kind) for start, end, kind in rest["blocks"]),
        provenance=Provenance(file, digest, importer, encoding, line),
        extra=parts.extra,
        **plain,
    )
    issues = [Issue(entry.doc_id, **issue) for issue in parts.issues]
    if not _sane(article, issues):
        raise ValueError("no article of our making")
    return article, issues


def _sane(article: Article, issues: Sequence[Issue]) -> bool:
    """Nobody but us should have written it, but anybody could: what the rest of framing relies on holds."""
    return (
        not oddity(article)
        and article.provenance.digest == digest(article.title, article.text)
        and bool(article.text.strip())
        and all(issue.severity in _SEVERITIES for issue in issues)
        and _plain(article, issues)
    )


def _plain(article: Article, issues: Sequence[Issue]) -> bool:
    """Words are text, and lines are numbers of a table; ValueError for half a character."""
    origin, outlet, agency = article.provenance, article.outlet, article.derived_from
    words = [origin.file, origin.importer, origin.encoding, *(getattr(article, name) for name in PLAIN_FIELDS)]
    words += [outlet.value, outlet.rule, outlet.evidence, agency.value, agency.rule, agency.evidence]
    words += [word for issue in issues for word in (issue.file, issue.code, issue.reason, issue.remedy)]
    if set(map(type, words)) != {str}:
        return False
    "".join(words).encode()
    if article.extra:
        as_json(dict(article.extra)).encode()
    lines = [line for line in (origin.line, *(issue.line for issue in issues)) if line is not None]
    return all(type(line) is int and abs(line) < _MOST_LINES for line in lines)


def entries_of(articles: Sequence[Article], issues: Sequence[Issue]) -> list[Entry]:
    """The articles, each with the issues that are about it."""
    own: dict[str, list[Issue]] = {}
    for issue in issues:
        own.setdefault(issue.doc_id, []).append(issue)
    return [entry_of(article, own.get(article.doc_id, ())) for article in articles]


def _told(issue: Issue) -> dict[str, Any]:
    """An issue without the article's name, which may be another one in the store."""
    return {name: value for name, value in asdict(issue).items() if name != "doc_id"}


def _tag(tags: Mapping[str, list[str]], name: str) -> Tag:
    return Tag(*tags[name]) if tags.get(name) else _NO_TAGS[name]


def _numbered(article: Article) -> bool:
    """The id is nothing but the record's place in its file."""
    origin = article.provenance
    if origin.line is None:
        return False
    stem = without_gz(origin.file.rsplit("/", 1)[-1]).rpartition(".")[0]
    return article.doc_id == f"{stem}-{origin.line}"
