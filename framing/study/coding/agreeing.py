"""Codings of several coders, people or machines, brought together and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.coding.grids import read_grid
from framing.coding.ratings import Ratings
from framing.coding.sheet import read_key
from framing.coding.tables import retyped
from framing.errors import InputError, UsageError
from framing.records.article import Article
from framing.records.coding import ASSERTED, CODINGS, NEGATED, PLACE
from framing.records.corpus import Corpus
from framing.study.coding.coded_units import unit_hits
from framing.study.coding.codes import read_any_codes

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.score_tables import ScoreTables


def gather_codings(
    paths: Sequence[str | Path],
    key: str | Path | None = None,
    frames: Sequence[str] = (),
    recipe: str = "",
    notes: list[str] | None = None,
) -> pd.DataFrame:
    """The codings in several files as one table; outlets are filled in from a sheet's key, if one is named.

    A file is a table of ``framing code read``, a coded sheet with its key beside it (or ``key``), or stand-off codes
    (doc_id, field, start, end, frames), whose coder is the file's stem and in which a frame of ``frames`` that is not
    named does not show; or a store, of which the codes under any version of the codebook ``recipe`` are taken (and what
    is to be said about them goes into ``notes``).

    InputError where two files hold the same coder's word on the same unit: two people would pass for one.
    """
    import pandas as pd

    parts = [read_any_codes(path, key, frames, recipe, notes) for path in paths]
    _refuse_namesakes(paths, parts)
    out = pd.concat([part.astype(object) for part in parts], ignore_index=True)
    return retyped(out if key is None else _with_key(out, key))


def _refuse_namesakes(paths: Sequence[str | Path], parts: Sequence[pd.DataFrame]) -> None:
    """InputError at the first file in which a coder of an earlier one coded the same frame of the same unit."""
    seen: dict[str, list[tuple[str | Path, pd.DataFrame]]] = {}
    for path, part in zip(paths, parts, strict=True):
        for coder, rows in part[[*PLACE, "frame", "coder"]].groupby("coder", observed=True):
            earlier = seen.setdefault(str(coder), [])
            for other, theirs in earlier:
                if len(rows.merge(theirs, on=[*PLACE, "frame"])):
                    raise InputError(
                        f"'{coder}' coded the same units in {other}: the two files would count as one coder",
                        file=path,
                        remedy="read one of the sheets again with another --coder name",
                    )
            earlier.append((path, rows))


def _with_key(frame: pd.DataFrame, path: str | Path) -> pd.DataFrame:
    """Outlet, stratum and slice of the units that stand in the key, where the codes do not say."""
    units = {(u.doc_id, u.field, u.start, u.end): u for u in read_key(read_grid(path)).units.values()}
    places = list(zip(*(frame[name] for name in PLACE), strict=True))
    for name in ("outlet", "stratum", "slice", "stratum_units"):
        found = [getattr(units.get(place), name, None) for place in places]
        empty = frame[name].isna() | (frame[name].astype(str) == "")
        known = empty.to_numpy(bool) & np.array([value is not None for value in found], bool)
        filled = np.where(known, np.array(found, object), frame[name].to_numpy(object))
        frame = frame.assign(**{name: filled})
    return frame


def machine_codings(scores: ScoreTables, ratings: Ratings) -> pd.DataFrame:
    """A lexicon or a model as one more coder of the same units: a frame shows where it has a match.

    It is negated where every match of the frame in the unit is. Frames that the machine does not know are left out;
    UsageError if it knows none of those that were coded.
    """
    import pandas as pd

    units = ratings.units
    frames = [frame for frame in ratings.frames if frame in scores.frames]
    if not frames:
        reason = f"{scores.coder} of {scores.codebook.name} knows none of the coded frames: {', '.join(ratings.frames)}"
        raise UsageError(reason, remedy="name the codebook of these codes with --codebook")
    hits = unit_hits(scores, units)
    counts = np.zeros((len(frames), len(units), 2), np.int64)
    number = pd.Index(frames).get_indexer(pd.Index(hits["frame"].astype(str))).astype(np.int64)
    known = number >= 0
    cell = (number[known], hits["row"].to_numpy(np.int64)[known], hits["negated"].to_numpy(np.int64)[known])
    np.add.at(counts, cell, 1)
    value = (counts.sum(axis=2) > 0).astype(np.int64)
    polarity = np.where(value == 0, "", np.where(counts[:, :, 0] > 0, ASSERTED, NEGATED))
    repeated = pd.concat([units] * len(frames), ignore_index=True)
    added: dict[str, Any] = {
        "coder": scores.coder,
        "frame": np.repeat(frames, len(units)),
        "value": value.reshape(-1),
        "polarity": polarity.reshape(-1),
    }
    empty = {name: "" for name in CODINGS.names if name not in repeated.columns and name not in added}
    return retyped(repeated.assign(**added, **empty))


def texts_of(corpus: Corpus | Sequence[Article]) -> Mapping[tuple[str, str], str]:
    """Every field's text by doc_id and field."""
    return {(a.doc_id, field): text for a in corpus for field, text in (("title", a.title), ("text", a.text))}
