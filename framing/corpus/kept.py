"""An article as a store (or an exported line) keeps it, and back again: equal in every field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from framing.errors import InputError
from framing.records.article import Article, Block, Provenance, Tag
from framing.records.dates import Date
from framing.records.issue import Issue
from framing.store.intake import as_json
from framing.store.interface import Entry

_PLAIN = ("byline", "genre", "lang", "translated", "url", "note")
_TAGS = ("outlet", "derived_from")


def entry_of(article: Article, issues: Iterable[Issue] = ()) -> Entry:
    """The article, with what there was to say about it when it was read."""
    tags: dict[str, list[str]] = {}
    for name in _TAGS:
        tag: Tag = getattr(article, name)
        if tag != Tag(value="" if name == "derived_from" else "unknown"):
            tags[name] = [tag.value, tag.how, tag.rule, tag.evidence]
    if article.date:
        tags["date"] = [article.date.iso]
    tags.update((name, [getattr(article, name)]) for name in _PLAIN if getattr(article, name))
    origin = article.provenance
    rest = {
        "blocks": [[block.start, block.end, block.kind] for block in article.blocks],
        "origin": [origin.file, origin.digest, origin.importer, origin.encoding, origin.line],
        "issues": [_told(issue) for issue in issues],
    }
    return Entry(
        doc_id=article.doc_id,
        title=article.title,
        text=article.text,
        digest=origin.digest,
        tags=as_json(tags),
        extra=as_json(dict(article.extra)),
        rest=as_json(rest),
        own_id=not _numbered(article),
    )


def article_of(entry: Entry) -> tuple[Article, list[Issue]]:
    """The article of an entry, and its issues; ValueError, TypeError or KeyError if it is not what we wrote."""
    tags: dict[str, list[str]] = json.loads(entry.tags)
    rest: dict[str, Any] = json.loads(entry.rest)
    file, digest, importer, encoding, line = rest["origin"]
    plain = {name: tags[name][0] for name in _PLAIN if name in tags}
    article = Article(
        doc_id=entry.doc_id,
        text=entry.text,
        title=entry.title,
        outlet=_tag(tags.get("outlet"), Tag()),
        date=Date(tags["date"][0]) if "date" in tags else None,
        derived_from=_tag(tags.get("derived_from"), Tag(value="")),
        blocks=tuple(Block(start, end, kind) for start, end, kind in rest["blocks"]),
        provenance=Provenance(file, digest, importer, encoding, line),
        extra=json.loads(entry.extra),
        **plain,
    )
    issues = [Issue(entry.doc_id, **issue) for issue in rest["issues"]]
    return article, issues


def entries_of(articles: Sequence[Article], issues: Sequence[Issue]) -> list[Entry]:
    """The articles, each with the issues that are about it."""
    own: dict[str, list[Issue]] = {}
    for issue in issues:
        own.setdefault(issue.doc_id, []).append(issue)
    return [entry_of(article, own.get(article.doc_id, ())) for article in articles]


def _told(issue: Issue) -> dict[str, Any]:
    """An issue without the article's name, which may be another one in the store."""
    return {name: value for name, value in asdict(issue).items() if name != "doc_id"}


def _tag(parts: list[str] | None, otherwise: Tag) -> Tag:
    return Tag(*parts) if parts else otherwise


def _numbered(article: Article) -> bool:
    """The id is nothing but the record's place in its file."""
    origin = article.provenance
    if origin.line is None:
        return False
    stem = origin.file.rsplit("/", 1)[-1].removesuffix(".gz").rpartition(".")[0]
    return article.doc_id == f"{stem}-{origin.line}"


def unreadable(doc_id: str, shown: str) -> InputError:
    """The error for an entry that is sound but not of our making."""
    return InputError(f"'{doc_id}' is no article of this framing", file=shown, remedy="add it again")
