"""How many different sentences hold a frame: the one figure that does not add up over voices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.records.tables import MATCHES, PLACES
from framing.stats.arrays import Floats
from framing.stats.tally import Tally, label_rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["distinct_sentences"]


def distinct_sentences(
    tally: Tally,
    matches: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    by: Sequence[str] = ("outlet",),
    where: Sequence[str] | None = None,
) -> Floats:
    """Sentences with at least one match, as an array group x frame, each sentence once whatever its voices.

    ``tally`` says which groups and frames; ``matches`` is the table of that name.
    """
    MATCHES.check(matches)
    places = PLACES if where is None else where
    used = matches[(matches["where"].isin(places) & matches["frame"].isin(tally.frames)).to_numpy()]
    keys = used[["doc_id", "frame", "sentence"]].copy()
    for column in by:
        keys[column] = label_rows(used, articles, column)
    return _count(keys.drop_duplicates(), tally, list(by))


def _count(sentences: pd.DataFrame, tally: Tally, by: list[str]) -> Floats:
    import pandas as pd

    frame = pd.Index(tally.frames).get_indexer(pd.Index(sentences["frame"].astype(str)))
    if by:
        groups = pd.MultiIndex.from_frame(tally.groups)
        group = groups.get_indexer(pd.MultiIndex.from_frame(sentences[by]))
    else:
        group = np.zeros(len(sentences), np.int64)
    shape = (len(tally.groups), len(tally.frames))
    cell = (group * shape[1] + frame)[group >= 0]
    return np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape).astype(float)
