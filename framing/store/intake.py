"""Is it new? What an incoming entry is to the articles that are there already.

The same text by the same outlet is the same article, whatever its file is called. The same name (or address) with
another text is a new version, unless two outlets that somebody named say that these are two articles.
"""

from __future__ import annotations

import json
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from framing.store.interface import ADDED, CHANGED, PRESENT, REFUSED, Entry, Standing
from framing.store.sealing import key_of

_NOTHING = ("", "unknown")
_GIVEN = "given"
#: What is no prose: in ``rest`` as it is, and as a further column where somebody said so.
_BLOCKS = "blocks"
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Known:
    """The current version of an article that is there."""

    row: int
    doc_id: str
    number: int
    key: str
    digest: str
    outlet: str
    firm: bool


class Shelf(Protocol):
    """How to look up what is there."""

    def by_id(self, doc_id: str) -> Known | None:
        """The article of that name."""

    def by_text(self, digest: str) -> list[Known]:
        """The articles with that title and text."""

    def by_url(self, url: str) -> list[Known]:
        """The articles of that address."""

    def holds(self, doc_id: str, number: int, key: str) -> bool:
        """Whether this is, or was, the version of the article with that number."""

    def entry(self, known: Known) -> Entry:
        """All of it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with an entry: store it (or not) as the successor of ``before``; ``note`` says what differs."""

    what: str
    entry: Entry
    before: Known | None = None
    note: str = ""
    #: when it came in, if that was before today
    added: str = ""


def value(entry: Entry, field: str) -> str:
    """The value of a tag."""
    return str(json.loads(entry.tags).get(field, [""])[0])


def outlet_of(entry: Entry) -> tuple[str, bool]:
    """The outlet, and whether somebody gave it."""
    tag = json.loads(entry.tags).get("outlet", [""])
    return str(tag[0]), len(tag) > 1 and tag[1] == _GIVEN


def decide(entry: Entry, shelf: Shelf, seen: Container[str]) -> Decision:
    """Whether ``entry`` is new, a new version, or there already; ``seen`` are the articles this call has had."""
    if entry.stands and (found := _in_history(entry, entry.stands, shelf, seen)):
        return found
    alike = [known for known in shelf.by_text(entry.digest) if _one_outlet(known, entry)]
    if alike:
        same = next((known for known in alike if known.doc_id == entry.doc_id), alike[0])
        # Of two copies in one call the first holds: else each call would give the article two versions more.
        return _follow(entry, same, shelf, only_gaps=same.doc_id in seen and not entry.stands)
    name, number = entry.doc_id, 1
    while (known := shelf.by_id(name)) is not None:
        if entry.own_id and name not in seen and _one_outlet(known, entry):
            return _follow(entry, known, shelf)
        number += 1
        name = f"{entry.doc_id}~{number}"
    if successor := _of_address(entry, shelf, seen):
        return _follow(entry, successor, shelf)
    note = _whose(entry, shelf.by_id(entry.doc_id)) if name != entry.doc_id else ""
    first = entry.stands.added if entry.stands and entry.stands.number == 1 else ""
    new = replace(entry, doc_id=name, issues=_also(entry, renamed_issue(note, name)) if note else entry.issues)
    return Decision(ADDED, new, note=note, added=first)


def renamed_issue(note: str, name: str) -> dict[str, str]:
    """What there is to say about an article that could not have its name."""
    return {
        "severity": "warning",
        "code": "same-id",
        "reason": f"{note}; this one is called '{name}'",
        "remedy": "give it its own id, or delete the one that was wrong (framing rm)",
    }


def _also(entry: Entry, issue: dict[str, str]) -> str:
    """The issues of an entry and one more, so that it can be listed for as long as the article is there."""
    file, *_, line = json.loads(entry.rest)["origin"]
    return as_json([*json.loads(entry.issues), {**issue, "file": file, "line": line}])


def _whose(entry: Entry, known: Known | None) -> str:
    """Why an article cannot have its name; where nothing but the outlet is another, it may have been corrected."""
    taken = f"the name '{entry.doc_id}' is taken by "
    if known is None or _one_outlet(known, entry):
        return f"{taken}another article"
    if known.digest != entry.digest:
        return f"{taken}an article of {known.outlet}"
    return f"{taken}an article of {known.outlet} with the same text; if that outlet was wrong, delete that one"


def _in_history(entry: Entry, stands: Standing, shelf: Shelf, seen: Container[str]) -> Decision | None:
    """What to do with a version that brings its history: it follows the one before it as it is.

    The past of an article that was there before is refused, since nothing can be put before what is there; its current
    version becomes the newest. None where there is no such article yet.
    """
    known = shelf.by_id(entry.doc_id)
    if known is None or not _one_outlet(known, entry):
        return None
    if shelf.holds(known.doc_id, stands.number, key_of(entry)):
        return Decision(PRESENT, entry, known)
    if known.doc_id in seen and known.number == stands.number - 1:
        changed = ", ".join(differences(shelf.entry(known), entry))
        return Decision(CHANGED, entry, known, changed, stands.added)
    if stands.current:
        return _follow(entry, known, shelf)
    note = f"'{known.doc_id}' is there already, and an earlier version cannot be put before it"
    return Decision(REFUSED, entry, known, note)


def _of_address(entry: Entry, shelf: Shelf, seen: Container[str]) -> Known | None:
    """The one article of the same address, if this call has not had it yet: an address that many share says nothing."""
    url = value(entry, "url")
    known = shelf.by_url(url) if url else []
    if len(known) == 1 and known[0].doc_id not in seen and _one_outlet(known[0], entry):
        return known[0]
    return None


def _one_outlet(known: Known, entry: Entry) -> bool:
    outlet, firm = outlet_of(entry)
    return known.outlet == outlet or not (known.firm and firm)


def _follow(entry: Entry, known: Known, shelf: Shelf, *, only_gaps: bool = False) -> Decision:
    """A new version of ``known``, if anything is new: its tags hold on where the entry says nothing better.

    With ``only_gaps`` they hold on wherever they say anything.
    """
    before = shelf.entry(known)
    if entry.text == before.text:
        entry = _of_same_text(entry, before)
    weak, strong = (entry, before) if only_gaps else (before, entry)
    tags = _merged(json.loads(weak.tags), json.loads(strong.tags))
    extra = {**json.loads(weak.extra), **json.loads(strong.extra)}
    if entry.text != before.text and _BLOCKS not in json.loads(entry.extra):
        extra.pop(_BLOCKS, None)  # what was said of the blocks was said of another text
    new = replace(entry, doc_id=known.doc_id, tags=as_json(tags), extra=as_json(extra))
    changed = differences(before, new)
    if not changed:
        return Decision(PRESENT, new, known)
    return Decision(CHANGED, new, known, ", ".join(changed))


def _of_same_text(entry: Entry, before: Entry) -> Entry:
    """The entry with what was said before of headline and blocks, where this time nobody says anything of them."""
    headed = entry if entry.title else before
    told = next((one for one in (entry, before) if _BLOCKS in json.loads(one.extra)), headed)
    rest = headed.rest
    if told is not headed:
        rest = as_json({**json.loads(rest), _BLOCKS: json.loads(told.rest)[_BLOCKS]})
    return replace(entry, title=headed.title, digest=headed.digest, rest=rest)


def _merged(old: dict[str, Sequence[str]], new: dict[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    merged = dict(old)
    for field, tag in new.items():
        proposed = len(tag) > 1 and tag[1] != _GIVEN
        was_given = field in old and old[field][0] not in _NOTHING and (len(old[field]) == 1 or old[field][1] == _GIVEN)
        if field not in old or (tag[0] not in _NOTHING and not (proposed and was_given)):
            merged[field] = tag
    return merged


def differences(before: Entry, after: Entry) -> list[str]:
    """The names of what differs between two versions: text, title, tags and further columns."""
    old, new = json.loads(before.tags), json.loads(after.tags)
    old_extra, new_extra = json.loads(before.extra), json.loads(after.extra)
    changed = [field for field in sorted({*old, *new}) if old.get(field, [""])[0] != new.get(field, [""])[0]]
    changed += [name for name in sorted({*old_extra, *new_extra}) if old_extra.get(name) != new_extra.get(name)]
    own = [field for field in ("text", "title") if getattr(before, field) != getattr(after, field)]
    return own + changed


def as_json(something: Any) -> str:
    """JSON that is the same for the same thing."""
    return _ENCODE(something)
