"""Hand codes out of a store: those that count, as the table every coder fills, and what there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from framing.coding.tables import frame_of
from framing.errors import InputError, UsageError
from framing.records.coding import Coding
from framing.records.grammar import counted, some_of
from framing.records.unit_codes import unpacked
from framing.store.addresses import the_store
from framing.store.interface import Code, CodeVersion
from framing.store.opening import open_at
from framing.store.store import Store
from framing.study.stores.handcodes import current_of, place_of, stands_in

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.score_tables import ScoreTables

__all__ = ["code_history", "code_sheets", "kept_codes", "stored_codings"]

_MOST_NAMED = 5


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
        units = f"{counted(len(others), 'unit')} of {_named(others)}"
        notes.append(f"{store.shown}: {units} left out: the text has changed or is gone")
    chosen: dict[tuple[object, ...], CodeVersion] = {}
    for version in sorted(counting, key=lambda version: (version.code.codebook == recipe, version.saved)):
        chosen[version.code.coder, place_of(version.code), _book(version.code.codebook)] = version
    for old in sorted({version.code.codebook for version in chosen.values()} - {recipe}) if recipe else ():
        count = sum(version.code.codebook == old for version in chosen.values())
        notes.append(f"{store.shown}: {counted(count, 'unit')} coded under {old}; the codebook is {recipe} now")
    return frame_of(coding for version in chosen.values() for coding in _codings(store, version.code))


def kept_codes(paths: Sequence[str | Path], scores: ScoreTables, notes: list[str]) -> pd.DataFrame | None:
    """The codes that stand in a store beside the articles that were scored; None if there are none, or it is no store.

    Articles that count as copies of others are left out of every number, and their codes with them.
    """
    address = the_store(paths)
    if not address:
        return None
    found = stored_codings(address, scores.codebook.recipe, notes)
    counted = scores.documents.keys() - scores.left_out
    said = found["value"].notna() & found["frame"].astype(str).isin(scores.frames) & found["doc_id"].isin(counted)
    return found if said.any() else None


def _sorted_out(store: Store, versions: Iterable[CodeVersion]) -> tuple[list[CodeVersion], list[CodeVersion]]:
    """The codes whose text stands in the current version of their article, and the others."""
    counting: list[CodeVersion] = []
    others: list[CodeVersion] = []
    for doc_id, some in groupby(versions, key=lambda version: version.code.doc_id):
        entry = current_of(store, doc_id)
        for version in some:
            (counting if entry and stands_in(version.code, entry) else others).append(version)
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


def _named(versions: Sequence[CodeVersion]) -> str:
    return some_of([f"'{name}'" for name in sorted({version.code.doc_id for version in versions})], _MOST_NAMED)
