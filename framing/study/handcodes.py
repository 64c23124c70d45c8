"""Hand codes in a store: a coded sheet goes in whole or not at all, and comes out as the table every coder fills.

A code counts as long as its unit stands in the current version of its article, at its place and letter for letter
(but for white space). Any other is kept and named, and counts again when such a version comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from framing.coding.reading import Place, ReadSheet
from framing.coding.sheet import digest
from framing.coding.tables import frame_of
from framing.errors import InputError, UsageError
from framing.records.coding import Coding
from framing.records.issue import Issue
from framing.records.unit_codes import joined, packed, unpacked
from framing.store.interface import ADDED, CHANGED, PRESENT, Code, CodeVersion, Entry, Store
from framing.store.opening import open_at, the_store

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.scores import Scores

__all__ = [
    "HERE",
    "Saved",
    "code_history",
    "code_sheets",
    "kept_codes",
    "save_decisions",
    "save_sheet",
    "stands_in",
    "stored_codings",
]

#: Stands for the key of the version that an entry becomes when it is put into a store.
HERE = "here"
_MOST_NAMED = 5


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
        saved = Saved()
        codes = list(_codes_of(store, read, sheet, saved.issues))
        done = store.save_codes(codes)
        saved.added, saved.changed, saved.present = (done.count(what) for what in (ADDED, CHANGED, PRESENT))
        saved.unmarked = _unmarked(store, read, codes, sheet)
    return saved


def save_decisions(address: str | Path, codings: Sequence[Coding], recipe: str, sheet: str) -> Saved:
    """Keep decisions on single frames: beside what was decided of other frames of the same units.

    A decision is about the text that the coders saw, else about that in the current version of its article.
    """
    with closing(open_at(address, write=True)) as store:
        places = {coding.place for coding in codings}
        read = ReadSheet(sorted(codings, key=lambda coding: coding.order), [], recipe, _digests(store, places))
        saved = Saved()
        done = store.save_codes(list(_codes_of(store, read, sheet, saved.issues)), _onto)
        saved.added, saved.changed, saved.present = (done.count(what) for what in (ADDED, CHANGED, PRESENT))
    return saved


def _onto(old: Code, new: Code) -> Code:
    return replace(new, body=joined(new.doc_id, new.coder, new.field, new.start, new.end, old.body, new.body))


def _digests(store: Store, places: set[Place]) -> dict[Place, str]:
    """What stood in each place when it was coded."""
    found = dict.fromkeys(places, "")
    for doc_id, field_, start, end in places:
        for _, entry in _versions(store, doc_id)[:1]:
            text = entry.title if field_ == "title" else entry.text
            found[doc_id, field_, start, end] = digest(text[start:end])
    coded = (version.code for version in store.codes(sorted({place[0] for place in places})))
    found.update((_place(code), code.digest) for code in coded if _place(code) in places)
    return found


def _codes_of(store: Store, read: ReadSheet, sheet: str, issues: list[Issue]) -> Iterator[Code]:
    """One code a unit, each with the newest version of its article that has the text which was coded."""
    for doc_id, codings in groupby(read.codings, key=lambda coding: coding.doc_id):
        versions, homeless = _versions(store, doc_id), 0
        for place, unit in groupby(codings, key=lambda coding: coding.place):
            said = list(unit)
            named = (doc_id, said[0].coder, read.codebook)
            code = Code(*named, place[1], place[2], place[3], read.digests[place], packed(said), sheet)
            key = next((key for key, entry in versions if stands_in(code, entry)), "")
            homeless += not key
            yield replace(code, key=key)
        if homeless:
            issues.append(_homeless(store, sheet, doc_id, homeless, bool(versions)))


def _versions(store: Store, doc_id: str) -> list[tuple[str, Entry]]:
    """The versions of an article with their keys, the newest first; none if the store does not have it."""
    try:
        return [(version.key, version.entry) for version in reversed(store.history(doc_id))]
    except UsageError:
        return []


def _homeless(store: Store, sheet: str, doc_id: str, units: int, known: bool) -> Issue:
    what = "has another text there in every version" if known else "is not in the store"
    reason = f"{_units(units)} of '{doc_id}', which {what}: the codes are kept in {store.shown}, and do not count yet"
    remedy = f"framing add the article as it was coded, --store {store.shown}"
    return Issue(doc_id, sheet, None, "warning", "not-in-store", reason, remedy)


def _unmarked(store: Store, read: ReadSheet, codes: Sequence[Code], sheet: str) -> int:
    """How many units were saved from this sheet before, and are in its key, but have no mark any more."""
    coders = {code.coder for code in codes}
    now = {(code.doc_id, code.field, code.start, code.end) for code in codes}
    docs = sorted({place[0] for place in read.digests.keys() - now})
    return sum(
        code.coder in coders and (code.codebook, code.sheet) == (read.codebook, sheet) and _place(code) not in now
        for code in (version.code for version in store.codes(docs))
    )


def _place(code: Code) -> Place:
    return code.doc_id, code.field, code.start, code.end


def stands_in(code: Code, entry: Entry) -> bool:
    """Whether a unit stands in a version of its article as the coder saw it."""
    text = entry.title if code.field == "title" else entry.text
    return code.end <= len(text) and digest(text[code.start : code.end]) == code.digest


def stored_codings(address: str | Path, recipe: str, notes: list[str]) -> pd.DataFrame:
    """The table of the codings that count, under any version of the codebook of ``recipe``.

    Where a coder coded a unit under several versions, that of ``recipe`` counts, else the last; without a recipe the
    codes of all codebooks are taken. ``notes`` gets what a reader should know: codes that do not count, and those made
    under another version.
    """
    with closing(open_at(address)) as store:
        ours = [version for version in store.codes() if _book(version.code.codebook) == _book(recipe) or not recipe]
        counting, others = _sorted_out(store, ours)
    if others:
        notes.append(
            f"{store.shown}: {_units(len(others))} of {_named(others)} left out: the text has changed or is gone"
        )
    chosen: dict[tuple[object, ...], CodeVersion] = {}
    for version in sorted(counting, key=lambda version: (version.code.codebook == recipe, version.saved)):
        chosen[version.code.coder, _place(version.code), _book(version.code.codebook)] = version
    for old in sorted({version.code.codebook for version in chosen.values()} - {recipe}) if recipe else ():
        count = sum(version.code.codebook == old for version in chosen.values())
        notes.append(f"{store.shown}: {_units(count)} coded under {old}; the codebook is {recipe} now")
    return frame_of(coding for version in chosen.values() for coding in _codings(store, version.code))


def kept_codes(paths: Sequence[str | Path], scores: Scores, notes: list[str]) -> pd.DataFrame | None:
    """The codes that stand in a store beside the articles that were scored; None if there are none, or it is no store.

    Articles that count as copies of others are left out of every number, and their codes with them.
    """
    address = the_store(paths)
    if not address:
        return None
    found = stored_codings(address, scores.codebook.recipe, notes)
    counted = set(scores.documents) - set(scores.copies["doc_id"])
    said = found["value"].notna() & found["frame"].astype(str).isin(scores.frames) & found["doc_id"].isin(counted)
    return found if said.any() else None


def _sorted_out(store: Store, versions: Iterable[CodeVersion]) -> tuple[list[CodeVersion], list[CodeVersion]]:
    """The codes whose text stands in the current version of their article, and the others."""
    counting: list[CodeVersion] = []
    others: list[CodeVersion] = []
    for doc_id, some in groupby(versions, key=lambda version: version.code.doc_id):
        entries = _versions(store, doc_id)[:1]
        for version in some:
            found = any(stands_in(version.code, entry) for _, entry in entries)
            (counting if found else others).append(version)
    return counting, others


def _codings(store: Store, code: Code) -> list[Coding]:
    try:
        return unpacked(code.doc_id, code.coder, code.field, code.start, code.end, code.body)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        raise InputError(
            f"a code of '{code.doc_id}' by '{code.coder}' is none of this framing",
            file=store.shown,
            remedy="pip install -U newsframing",
        ) from None


def code_sheets(address: str | Path) -> pd.DataFrame:
    """One row for each coder, codebook and sheet: how many units and codes, of how many articles, and when.

    ``left_out`` units do not count, since their text is not in the current version of their article.
    """
    import pandas as pd

    groups: dict[tuple[str, str, str], list[CodeVersion]] = {}
    with closing(open_at(address)) as store:
        counting, others = _sorted_out(store, store.codes())
    absent = set(others)
    for version in (*counting, *others):
        groups.setdefault((version.code.coder, version.code.codebook, version.code.sheet), []).append(version)
    rows = []
    for (coder, codebook, sheet), some in sorted(groups.items()):
        said = sum(coding.value is not None for version in some for coding in _codings(store, version.code))
        articles = len({version.code.doc_id for version in some})
        left_out = sum(version in absent for version in some)
        rows.append((coder, codebook, sheet, len(some), said, articles, left_out, max(one.saved for one in some)))
    names = ["coder", "codebook", "sheet", "units", "codes", "articles", "left_out", "saved"]
    return pd.DataFrame(rows, columns=names)


def code_history(address: str | Path, doc_id: str) -> pd.DataFrame:
    """All that was ever saved of the units of an article: one row a version, the oldest of each unit first."""
    import pandas as pd

    with closing(open_at(address)) as store:
        versions = store.codes([doc_id], past=True)
    if not versions:
        raise UsageError(
            f"'{doc_id}' has no codes", file=store.shown, remedy="framing code ls shows whose codes there are"
        )
    rows = []
    for version in versions:
        code, said = version.code, _codings(store, version.code)
        shows = "; ".join(" ".join(filter(None, (one.frame, one.polarity, one.voice))) for one in said if one.value)
        rows.append((
            doc_id, code.field, code.start, code.end, code.coder, version.number, version.saved, version.current,
            shows, said[0].note, code.sheet, code.codebook,
        ))  # fmt: skip
    names = ["doc_id", "field", "start", "end", "coder", "version", "saved", "current", "shows", "note", "sheet"]
    return pd.DataFrame(rows, columns=[*names, "codebook"])


def _book(recipe: str) -> str:
    return recipe.partition("@")[0]


def _units(number: int) -> str:
    return f"{number:,} unit{'' if number == 1 else 's'}"


def _named(versions: Sequence[CodeVersion]) -> str:
    names = sorted({version.code.doc_id for version in versions})
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(f"'{name}'" for name in names[:_MOST_NAMED]) + more
