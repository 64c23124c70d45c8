"""Where coders differ: the list that people sit down with to decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from framing.coding.ratings import MISSING, Ratings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["disagreements"]

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

    values = ratings.values if polarity else np.minimum(ratings.values, 1)
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
