"""Hand codes into a store: a coded sheet goes in whole or not at all; ``stored_codes`` takes them out again.

A code counts as long as its unit stands in the current version of its article, at its place and letter for letter
(but for white space). Any other is kept and named, and counts again when such a version comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from shlex import quote

from framing.coding.reading import Place, ReadSheet
from framing.coding.sheet import digest
from framing.errors import InputError, UsageError
from framing.records.codebook import Codebook
from framing.records.coding import Coding
from framing.records.grammar import counted
from framing.records.issue import Issue
from framing.records.unit_codes import joined, packed
from framing.store.interface import ADDED, CHANGED, PRESENT, Code, Entry
from framing.store.opening import open_at
from framing.store.store import Store

__all__ = [
    "HERE",
    "Saved",
    "current_of",
    "place_of",
    "save_codings",
    "save_decisions",
    "save_sheet",
    "stands_in",
]

#: Stands for the key of the version that an entry becomes when it is put into a store.
HERE = "here"


@dataclass(slots=True)
class Saved:
    """What became of the units of a sheet, and an issue for each article whose coded text the store does not have.

    ``unmarked`` units were saved from this sheet earlier, and have no mark in it now.
    """

    added: int = 0
    changed: int = 0
    present: int = 0
    unmarked: int = 0
    issues: list[Issue] = field(default_factory=list)


def save_sheet(address: str | Path, read: ReadSheet, sheet: str) -> Saved:
    """Keep the codes of a coded sheet, called ``sheet``, in a store: all of them when this returns, or none."""
    with closing(open_at(address, write=True)) as store:
        saved, codes = _save(store, read, sheet)
        saved.unmarked = _unmarked(store, read, codes, sheet)
    return saved


def save_codings(address: str | Path, read: ReadSheet, codebook: Codebook, sheet: str) -> Saved:
    """Keep codes that came as a table or from another tool and do not say themselves with which codebook.

    Each is about the text that came with it (``read.digests``), else about the one that was coded there before, else
    about that in the current version of its article.
    """
    frames = codebook.frame_names
    for coding in read.codings:
        if coding.frame not in frames:
            reason = f"{codebook.name} has no frame '{coding.frame}'"
            raise UsageError(reason, file=sheet, remedy="name the codebook of these codes with --codebook")
    with closing(open_at(address, write=True)) as store:
        return _save(store, _complete(store, read, codebook.recipe, sheet), sheet)[0]


def save_decisions(address: str | Path, codings: Sequence[Coding], recipe: str, sheet: str) -> Saved:
    """Keep decisions on single frames: beside what was decided of other frames of the same units.

    A decision is about the text that the coders saw, else about that in the current version of its article.
    """
    with closing(open_at(address, write=True)) as store:
        return _save(store, _complete(store, ReadSheet(list(codings)), recipe, sheet), sheet, _onto)[0]


def _save(
    store: Store, read: ReadSheet, sheet: str, onto: Callable[[Code, Code], Code] | None = None
) -> tuple[Saved, list[Code]]:
    saved = Saved()
    codes = list(_codes_of(store, read, sheet, saved.issues))
    done = store.save_codes(codes, onto)
    saved.added, saved.changed, saved.present = (done.count(what) for what in (ADDED, CHANGED, PRESENT))
    return saved, codes


def _complete(store: Store, read: ReadSheet, recipe: str, sheet: str) -> ReadSheet:
    """The codings in order, under a recipe, each with the digest of what it is about."""
    places = {coding.place for coding in read.codings}
    digests = _digests(store, places - read.digests.keys()) | read.digests
    if unknown := sorted(place[0] for place in places if not digests[place]):
        reason = f"the codes are about '{unknown[0]}', which is not in {store.shown}, and they hold no text"
        raise InputError(reason, file=sheet, remedy="framing add the article first")
    return ReadSheet(sorted(read.codings, key=lambda coding: coding.order), [], recipe, digests)


def _onto(old: Code, new: Code) -> Code:
    return replace(new, body=joined(new.doc_id, new.coder, new.field, new.start, new.end, old.body, new.body))


def _digests(store: Store, places: set[Place]) -> dict[Place, str]:
    """What stood in each place when it was coded."""
    found = dict.fromkeys(places, "")
    for doc_id, some in groupby(sorted(places), key=itemgetter(0)):
        if entry := current_of(store, doc_id):
            for _, field_, start, end in some:
                found[doc_id, field_, start, end] = digest(entry.text_in(field_)[start:end])
    coded = (version.code for version in store.codes(sorted({place[0] for place in places})))
    found.update((place_of(code), code.digest) for code in coded if place_of(code) in places)
    return found


def _codes_of(store: Store, read: ReadSheet, sheet: str, issues: list[Issue]) -> Iterator[Code]:
    """One code a coder and unit, each with the newest version of its article that has the text which was coded."""
    ordered = sorted(read.codings, key=lambda coding: (*coding.place, coding.coder))
    for doc_id, codings in groupby(ordered, key=lambda coding: coding.doc_id):
        versions, homeless = _versions_of(store, doc_id), 0
        for (place, coder), unit in groupby(codings, key=lambda coding: (coding.place, coding.coder)):
            said = list(unit)
            named = (doc_id, coder, read.codebook)
            code = Code(*named, place[1], place[2], place[3], read.digests[place], packed(said), sheet)
            key = next((key for key, entry in versions if stands_in(code, entry)), "")
            homeless += not key
            yield replace(code, key=key)
        if homeless:
            issues.append(_homeless(store, sheet, doc_id, homeless, bool(versions)))


def _versions_of(store: Store, doc_id: str) -> list[tuple[str, Entry]]:
    """The versions of an article with their keys, the newest first; none if the store does not have it."""
    try:
        return [(version.key, version.entry) for version in reversed(store.history(doc_id))]
    except UsageError:
        return []


def current_of(store: Store, doc_id: str) -> Entry | None:
    """The current version of an article; None if the store does not have it."""
    try:
        return store.get(doc_id).entry
    except UsageError:
        return None


def _homeless(store: Store, sheet: str, doc_id: str, units: int, known: bool) -> Issue:
    what = "has another text there in every version" if known else "is not in the store"
    kept = f"the codes are kept in {store.shown}, and do not count yet"
    reason = f"{counted(units, 'unit')} of '{doc_id}', which {what}: {kept}"
    remedy = f"framing add the article as it was coded, --store {quote(store.shown)}"
    return Issue(doc_id, sheet, None, "warning", "not-in-store", reason, remedy)


def _unmarked(store: Store, read: ReadSheet, codes: Sequence[Code], sheet: str) -> int:
    """How many units were saved from this sheet before, and are in its key, but have no mark any more."""
    coders = {code.coder for code in codes}
    now = {(code.doc_id, code.field, code.start, code.end) for code in codes}
    docs = sorted({place[0] for place in read.digests.keys() - now})
    return sum(
        code.coder in coders and (code.codebook, code.sheet) == (read.codebook, sheet) and place_of(code) not in now
        for code in (version.code for version in store.codes(docs))
    )


def place_of(code: Code) -> Place:
    return code.doc_id, code.field, code.start, code.end


def stands_in(code: Code, entry: Entry) -> bool:
    """Whether a unit stands in a version of its article as the coder saw it."""
    text = entry.text_in(code.field)
    return code.end <= len(text) and digest(text[code.start : code.end]) == code.digest
