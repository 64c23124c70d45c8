"""Codings as arrays: who said what of which unit, ready to be counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from framing.errors import InputError
from framing.records.arrays import Flags, Ints
from framing.records.coding import CODINGS, NEGATED, PLACE

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MISSING", "Ratings", "Values", "ratings_of"]

#: What coders say, a byte each.
Values = npt.NDArray[np.int8]
MISSING = -1


@dataclass(slots=True)
class Ratings:
    """``values[frame, coder, unit]``: 0, 1, 2 (shows, negated) or MISSING. Units are sorted by article.

    ``units`` is a table with one row a unit: doc_id, field, start, end, unit, sentence, outlet, stratum,
    stratum_units, slice. ``article`` numbers the article of each unit, ascending.
    """

    coders: list[str]
    frames: Sequence[str]
    values: Values
    units: pd.DataFrame
    article: Ints

    def pick(self, units: Any, coders: Sequence[int] | None = None) -> Ratings:
        """The chosen units (a mask) and coders, articles numbered anew."""
        kept = list(range(len(self.coders))) if coders is None else list(coders)
        at = np.flatnonzero(np.asarray(units, bool))
        _, article = np.unique(self.article[at], return_inverse=True)
        values = self.values[:, kept][:, :, at]
        rows = self.units.iloc[at].reset_index(drop=True)
        return Ratings([self.coders[i] for i in kept], self.frames, values, rows, article.astype(np.int64))

    @property
    def outlets(self) -> list[str]:
        """Names of the outlets that are known, sorted."""
        return sorted({str(name) for name in self.units["outlet"]} - {""})

    def told(self, polarity: bool) -> tuple[Values, int]:
        """The values, and how many categories they are: without ``polarity`` a negated frame shows as any other."""
        return (self.values, 3) if polarity else (np.minimum(self.values, 1), 2)

    def sets(self, polarity: bool = False) -> tuple[Ints, Flags]:
        """Label sets: a number for each coder and unit (MISSING unless every frame is coded), and their members.

        With ``polarity`` a negated frame is a label of its own.
        """
        labels = [self.values == 1, self.values == 2] if polarity else [self.values >= 1]
        members = np.concatenate(labels).transpose(1, 2, 0).reshape(-1, len(labels) * len(self.frames))
        complete = (self.values != MISSING).all(axis=0).reshape(-1)
        codes = np.full(len(complete), MISSING, np.int64)
        packed = np.packbits(members[complete], axis=1)
        _, first, number = np.unique(packed, axis=0, return_index=True, return_inverse=True)
        codes[complete] = number.reshape(-1)
        return codes.reshape(len(self.coders), -1), members[complete][first]


def ratings_of(codings: pd.DataFrame, frames: Sequence[str] | None = None) -> Ratings:
    """The ratings in a table of codings: coders sorted by name; ``frames`` in the given order, else sorted.

    Rows without a frame or a value say nothing and are left out. InputError where one coder said two things of one
    frame in one unit.
    """
    CODINGS.check(codings)
    said = codings[(codings["frame"].astype(str) != "") & codings["value"].notna()]
    if not len(said):
        raise InputError("nothing is coded in these files", remedy="code some units, then read the sheet again")
    units, unit = _units(said)
    coder_names, coder = _numbered(said["coder"], None)
    frame_names, frame = _numbered(said["frame"], frames)
    known = frame >= 0
    value = said["value"].to_numpy(np.int8) + (said["polarity"].astype(str) == NEGATED).to_numpy(np.int8)
    values = np.full((len(frame_names), len(coder_names), len(units)), MISSING, np.int8)
    place = ((frame * len(coder_names) + coder) * len(units) + unit)[known]
    values.reshape(-1)[place] = value[known]
    if (differs := values.reshape(-1)[place] != value[known]).any():
        row = said[known].iloc[int(np.flatnonzero(differs)[0])]
        raise InputError(
            f"coder '{row['coder']}' said two things of frame '{row['frame']}' in {row['doc_id']} "
            f"{row['start']}-{row['end']}",
            remedy="give the two codings different coders, or delete one",
        )
    _, article = np.unique(units["doc_id"].to_numpy(str), return_inverse=True)
    return Ratings(coder_names, frame_names, values, units, article.astype(np.int64))


def _units(said: pd.DataFrame) -> tuple[pd.DataFrame, Ints]:
    """One row a unit, sorted by place, and the unit of each coding."""
    wanted = [*PLACE, "unit", "sentence", "outlet", "stratum", "stratum_units", "slice"]
    texts = dict.fromkeys(("field", "outlet", "stratum", "slice"), "str")
    plain = said[wanted].astype({**texts, "start": "int64", "end": "int64"})
    number = plain.groupby(list(PLACE), sort=True, observed=True).ngroup().to_numpy().astype(np.int64)
    empty = [plain[name].to_numpy(str) == "" for name in ("outlet", "stratum")]
    order = np.lexsort((*empty, number))
    first = order[np.unique(number[order], return_index=True)[1]]
    return plain.iloc[first].reset_index(drop=True), number


def _numbered(column: pd.Series[Any], names: Sequence[str] | None) -> tuple[list[str], Ints]:
    import pandas as pd

    known = sorted(set(column.astype(str).unique())) if names is None else list(names)
    return known, pd.Index(known).get_indexer(pd.Index(column.astype(str))).astype(np.int64)
