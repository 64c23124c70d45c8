"""Where coders differ: the list that people sit down with to decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from framing.coding.grids import Grid
from framing.coding.marks import MarkError, read_mark
from framing.coding.ratings import MISSING, Ratings
from framing.errors import InputError
from framing.records.coding import ADJUDICATED, Coding
from framing.records.issue import Issue

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["decisions", "disagreements"]

_SHOWN = np.array(["", "0", "1", "n"])
_LEAD = ("frame", "doc_id", "outlet", "field", "start", "end", "sentence", "unit")


def disagreements(
    ratings: Ratings, texts: Mapping[tuple[str, str], str] | None = None, *, polarity: bool = False
) -> pd.DataFrame:
    """One row for each frame and unit in which two coders differ, frame by frame.

    Each coder has a column (1, 0, n or empty); ``text`` is the unit's sentence where ``texts`` (by doc_id and field)
    hold it; ``decision`` and ``reason`` are empty columns to fill in.
    """
    import pandas as pd

    values, _ = ratings.told(polarity)
    known = values != MISSING
    most = np.where(known, values, -9).max(axis=1)
    least = np.where(known, values, 9).min(axis=1)
    frame, unit = np.nonzero((known.sum(axis=1) >= 2) & (most != least))
    rows = ratings.units.iloc[unit].reset_index(drop=True)
    out = pd.DataFrame({"frame": [ratings.frames[i] for i in frame.tolist()]})
    for name in _LEAD[1:]:
        out[name] = rows[name]
    for i, coder in enumerate(ratings.coders):
        out[f"coder {coder}"] = _SHOWN[ratings.values[frame, i, unit].astype(int) + 1]
    if texts is not None:
        places = zip(out["doc_id"], out["field"], out["start"], out["end"], strict=True)
        out["text"] = [texts.get((doc, field), "")[start:end] for doc, field, start, end in places]
    return out.assign(decision="", reason="")


def decisions(grid: Grid, coder: str = ADJUDICATED) -> tuple[list[Coding], list[Issue]]:
    """The codings that the filled-in list decides on, and an issue for each cell that cannot be read.

    Rows without a decision are left out; ``reason`` becomes the note. InputError if the table is no such list.
    """
    if missing := [name for name in (*_LEAD, "decision") if name not in grid.names]:
        raise InputError(
            f"this is no list of disagreements: it lacks the column '{missing[0]}'",
            file=grid.file,
            remedy="name the file that framing agree --disagreements wrote",
        )
    out, issues = [], []
    for row in range(len(grid.rows)):
        cells = dict(zip(grid.names, grid.rows[row], strict=True))
        try:
            decided = _decision(cells, coder)
        except MarkError as problem:
            reason = f"cell {grid.cell_name(row, 'decision')}: {problem}"
            issues.append(Issue("", grid.file, grid.numbers[row], "skipped", "bad-cell", reason, problem.remedy))
        except (ValueError, OverflowError):  # nan, inf
            reason = "start, end or sentence is no whole number"
            remedy = "restore the row"
            issues.append(Issue("", grid.file, grid.numbers[row], "skipped", "bad-row", reason, remedy))
        else:
            out += [] if decided is None else [decided]
    return out, issues


def _decision(cells: Mapping[str, str], coder: str) -> Coding | None:
    mark = read_mark(cells["decision"])
    if mark is None:
        return None
    return Coding(
        cells["doc_id"],
        coder,
        int(cells["start"]),
        int(cells["end"]),
        unit=cells["unit"],
        field=cells["field"],
        sentence=int(float(cells["sentence"])) if cells["sentence"] else None,
        frame=cells["frame"],
        value=mark.value,
        polarity=mark.polarity,
        note=cells.get("reason", ""),
        outlet=cells["outlet"],
    )
