"""An article as an export holds it: fields that any tool reads, and beside them all that makes it come back equal."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from framing.corpus.drafts import BLOCKS, FIELDS, plain_key
from framing.corpus.kept import NOT_OURS, Parts, parts_of, rebuilt
from framing.records.article import PLAIN_FIELDS, Article
from framing.records.issue import Issue
from framing.records.unit_codes import unpacked
from framing.store.intake import as_json
from framing.store.interface import Code, Entry, Standing
from framing.store.sealing import digest_of, key_of, mark_of

#: What of a record is the entry's own, and what its mark is over.
_KEPT = frozenset({"doc_id", "title", "text", "framing"})
_CODE = ("coder", "codebook", "field", "start", "end", "digest", "body", "sheet")
_MOMENT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ")
#: All that entries of this framing hold; a later one may know more, which would be lost here.
_TAGS = frozenset({"outlet", "derived_from", "date", *PLAIN_FIELDS})
_REST = frozenset({"blocks", "origin"})


def record_of(entry: Entry) -> dict[str, Any]:
    """The entry as a record of JSON: its fields, and under ``framing`` the rest of it."""
    own: dict[str, Any] = {"digest": entry.digest, "tags": entry.tags, "extra": entry.extra, "rest": entry.rest}
    own |= {"issues": entry.issues, "mark": _mark(entry, entry.stands)}
    if entry.stands:
        own["version"] = [entry.stands.number, entry.stands.added, entry.stands.current]
    if entry.codes:
        codes = [[getattr(code, name) for name in _CODE] for code in entry.codes]
        own |= {"codes": codes, "codes_mark": digest_of(own["mark"], as_json(codes))}
    beside = _beside(parts_of(entry))
    return {"doc_id": entry.doc_id, "title": entry.title, **beside, "text": entry.text, "framing": own}


def _beside(parts: Parts) -> dict[str, Any]:
    """Tags and further columns of an entry, as any tool reads them."""
    further = {name: value for name, value in parts.extra.items() if plain_key(name) not in FIELDS}
    return further | {name: tag[0] for name, tag in parts.tags.items()}


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

    Columns that others have added belong to it; what they say of its blocks changes it.
    """
    try:
        own = json.loads(extra["framing"])
        said = (own["digest"], own["tags"], own["extra"], own["rest"], own["issues"])
        entry = Entry(fields["doc_id"], fields.get("title", ""), fields["text"], *said)
        stands = _standing(own["version"]) if "version" in own else None
        if _mark(entry, stands) != own["mark"]:
            return None
        parts = parts_of(entry)
        added = _added_to(parts, fields, extra)
        if added is None or (added and stands) or BLOCKS in added:
            return None
        if not (parts.tags.keys() <= _TAGS and parts.rest.keys() == _REST):
            return None
        article, issues = rebuilt(entry, parts._replace(extra={**parts.extra, **added}) if added else parts)
        return Restored(article, issues, _codes_of(own, entry.doc_id) if "codes" in own else (), stands)
    except NOT_OURS:
        return None


def _added_to(parts: Parts, fields: Mapping[str, str], extra: Mapping[str, str]) -> dict[str, str] | None:
    """The columns that a record has beyond those of its entry; None if any of those is not what it was."""
    told = {name: value for name, value in {**extra, **fields}.items() if name not in _KEPT}
    for name, value in _beside(parts).items():
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
    codes = own["codes"]
    if codes and digest_of(own["mark"], as_json(codes)) != own["codes_mark"]:
        raise ValueError("the codes were changed")
    made = tuple(Code(doc_id, **dict(zip(_CODE, code, strict=True))) for code in codes)
    for code in made:
        unpacked(doc_id, code.coder, code.field, code.start, code.end, code.body)
        if not all(isinstance(text, str) for text in (code.codebook, code.digest, code.sheet)):
            raise TypeError("a code is not of text")
    return made
