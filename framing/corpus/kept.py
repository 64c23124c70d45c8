"""An article as a store (or an exported line) keeps it, and back again: equal in every field."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from framing.corpus.drafts import FIELDS, plain_key, without_gz
from framing.corpus.fields import digest
from framing.errors import InputError
from framing.records.article import PLAIN_FIELDS, Article, Block, Provenance, Tag, oddity
from framing.records.dates import Date
from framing.records.issue import Issue
from framing.records.unit_codes import unpacked
from framing.store.intake import as_json
from framing.store.interface import Code, Entry, Standing
from framing.store.sealing import digest_of, key_of, mark_of

_TAGS = ("outlet", "derived_from")
#: What of a record is the entry's own, and what its mark is over.
_KEPT = frozenset({"doc_id", "title", "text", "framing"})
_CODE = ("coder", "codebook", "field", "start", "end", "digest", "body", "sheet")
_MOMENT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ")
_SEVERITIES = ("skipped", "warning", "note")
#: What JSON of another make than ours raises where it is taken for ours.
_NOT_OURS = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


def entry_of(article: Article, issues: Iterable[Issue] = ()) -> Entry:
    """The article, with what there was to say about it when it was read."""
    tags: dict[str, list[str]] = {}
    for name in _TAGS:
        tag: Tag = getattr(article, name)
        if tag != Tag(value="" if name == "derived_from" else "unknown"):
            tags[name] = [tag.value, tag.how, tag.rule, tag.evidence]
    if article.date:
        tags["date"] = [article.date.iso]
    tags.update((name, [getattr(article, name)]) for name in PLAIN_FIELDS if getattr(article, name))
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
        tags=as_json(tags),
        extra=as_json(dict(article.extra)),
        rest=as_json(rest),
        issues=as_json([_told(issue) for issue in issues]),
        own_id=not _numbered(article),
    )


def article_of(entry: Entry, shown: str) -> tuple[Article, list[Issue]]:
    """The article of an entry, and its issues; an InputError names the store ``shown`` if it is not of our making."""
    try:
        return _article_of(entry)
    except _NOT_OURS:
        reason = f"'{entry.doc_id}' is no article of this framing"
        raise InputError(reason, file=shown, remedy="delete it (framing rm), and add it again") from None


def _article_of(entry: Entry) -> tuple[Article, list[Issue]]:
    """The same; one of ``_NOT_OURS`` if it is not what we wrote."""
    tags: dict[str, list[str]] = json.loads(entry.tags)
    rest: dict[str, Any] = json.loads(entry.rest)
    file, digest, importer, encoding, line = rest["origin"]
    plain = {name: tags[name][0] for name in PLAIN_FIELDS if name in tags}
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
    issues = [Issue(entry.doc_id, **issue) for issue in json.loads(entry.issues)]
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
    )


def entries_of(articles: Sequence[Article], issues: Sequence[Issue]) -> list[Entry]:
    """The articles, each with the issues that are about it."""
    own: dict[str, list[Issue]] = {}
    for issue in issues:
        own.setdefault(issue.doc_id, []).append(issue)
    return [entry_of(article, own.get(article.doc_id, ())) for article in articles]


def _told(issue: Issue) -> dict[str, Any]:
    """An issue without the article's name, which may be another one in the store."""
    return {name: value for name, value in asdict(issue).items() if name != "doc_id"}


def record_of(entry: Entry) -> dict[str, Any]:
    """The entry as a record of JSON: fields that any tool reads, and under ``framing`` all that makes it come back."""
    own: dict[str, Any] = {"digest": entry.digest, "tags": entry.tags, "extra": entry.extra, "rest": entry.rest}
    own |= {"issues": entry.issues, "mark": _mark(entry, entry.stands)}
    if entry.stands:
        own["version"] = [entry.stands.number, entry.stands.added, entry.stands.current]
    if entry.codes:
        codes = [[getattr(code, name) for name in _CODE] for code in entry.codes]
        own |= {"codes": codes, "codes_mark": digest_of(own["mark"], as_json(codes))}
    return {"doc_id": entry.doc_id, "title": entry.title, **_beside(entry), "text": entry.text, "framing": own}


def _beside(entry: Entry) -> dict[str, Any]:
    """Tags and further columns of an entry, as any tool reads them."""
    tags = {name: tag[0] for name, tag in json.loads(entry.tags).items()}
    return {name: value for name, value in json.loads(entry.extra).items() if plain_key(name) not in FIELDS} | tags


def _mark(entry: Entry, stands: Standing | None) -> str:
    key = key_of(entry)
    return mark_of(key, entry, stands.number, stands.added) if stands else mark_of(key, entry)


class Restored(NamedTuple):
    """What ``record_of`` made a record of."""

    article: Article
    issues: list[Issue]
    codes: tuple[Code, ...]
    stands: Standing | None


def restored(fields: Mapping[str, str], extra: Mapping[str, str]) -> Restored | None:
    """The article of a record that ``record_of`` made, with its codes; None for any other, or one changed since.

    Columns that others have added belong to it.
    """
    try:
        own = json.loads(extra["framing"])
        parts = (own["digest"], own["tags"], own["extra"], own["rest"], own["issues"])
        entry = Entry(fields["doc_id"], fields.get("title", ""), fields["text"], *parts)
        article, issues = _article_of(entry)
        stands = _standing(own["version"]) if "version" in own else None
        same = _mark(entry, stands) == own["mark"] and _parts(entry_of(article, issues)) == _parts(entry)
        added = _added_to(entry, fields, extra)
        if not same or added is None or (added and stands):
            return None
        article = replace(article, extra={**article.extra, **added}) if added else article
        return Restored(article, issues, _codes_of(own, entry.doc_id), stands)
    except _NOT_OURS:
        return None


def _added_to(entry: Entry, fields: Mapping[str, str], extra: Mapping[str, str]) -> dict[str, str] | None:
    """The columns that a record has beyond those of its entry; None if any of those is not what it was."""
    told = {name: value for name, value in {**extra, **fields}.items() if name not in _KEPT}
    for name, value in _beside(entry).items():
        if told.pop(plain_key(name), None) != (value if isinstance(value, str) else as_json(value)):
            return None
    return None if FIELDS & told.keys() else told


def _standing(said: Any) -> Standing:
    """The place in a history; ValueError or TypeError if it is none."""
    number, added, current = said
    if type(number) is not int or number < 1 or type(current) is not bool or not _MOMENT.fullmatch(added):
        raise ValueError("no place in a history")
    return Standing(number, added, current)


def _codes_of(own: Mapping[str, Any], doc_id: str) -> tuple[Code, ...]:
    """The codes of a record; ValueError or the like if they are not what we wrote."""
    codes = own.get("codes", [])
    if codes and digest_of(own["mark"], as_json(codes)) != own["codes_mark"]:
        raise ValueError("the codes were changed")
    made = tuple(Code(doc_id, **dict(zip(_CODE, code, strict=True))) for code in codes)
    for code in made:
        unpacked(doc_id, code.coder, code.field, code.start, code.end, code.body)
        if not all(isinstance(text, str) for text in (code.codebook, code.digest, code.sheet)):
            raise TypeError("a code is not of text")
    return made


def _parts(entry: Entry) -> tuple[str, ...]:
    return entry.tags, entry.extra, entry.rest, entry.issues


def _tag(parts: list[str] | None, otherwise: Tag) -> Tag:
    return Tag(*parts) if parts else otherwise


def _numbered(article: Article) -> bool:
    """The id is nothing but the record's place in its file."""
    origin = article.provenance
    if origin.line is None:
        return False
    stem = without_gz(origin.file.rsplit("/", 1)[-1]).rpartition(".")[0]
    return article.doc_id == f"{stem}-{origin.line}"
