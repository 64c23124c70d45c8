"""How many different sentences hold a frame: the one figure that does not add up over voices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.records.tables import PLACES
from framing.stats.arrays import Floats
from framing.stats.tally import Tally, label_rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NEEDED", "distinct_sentences", "sentences_held"]

#: The columns of matches that tell sentences apart.
NEEDED = ("doc_id", "outlet", "where", "frame", "sentence")


def sentences_held(matches: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """One row an article, place and frame: in how many different ``sentences`` there it stands, whatever the voices.

    ``matches`` needs the columns ``NEEDED`` only. All sentences of a title bear the number 0 there: they are as many as
    ``counts`` has of the frame's commonest voice. The rows of several parts of a corpus may be put together, since no
    article is in two of them.

    >>> import pandas as pd
    >>> places = {"doc_id": "a", "outlet": "X", "where": "body", "frame": "bullying"}
    >>> counts = pd.DataFrame({**places, "voice": ["own", "quoted"], "sentences": 1})
    >>> sentences_held(pd.DataFrame({**places, "sentence": [4, 4, 9]}), counts).values.tolist()
    [['a', 'X', 'body', 'bullying', 2]]
    """
    different = matches[list(NEEDED)].drop_duplicates()
    held = different.groupby(list(NEEDED[:-1]), observed=True, sort=False).size().rename("sentences").reset_index()
    least = _of_headlines(counts).groupby(["doc_id", "frame"])["sentences"].max()
    headlines = _of_headlines(held)
    places = zip(headlines["doc_id"], headlines["frame"], strict=True)
    held.loc[headlines.index, "sentences"] = np.maximum(headlines["sentences"], [least.get(each, 0) for each in places])
    return held


def _of_headlines(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["where"] == "headline"].astype({"frame": "str"})


def distinct_sentences(
    tally: Tally,
    held: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    by: Sequence[str] = ("outlet",),
    where: Sequence[str] | None = None,
) -> Floats:
    """Sentences with at least one match, as an array group x frame, each sentence once whatever its voices.

    ``tally`` says which groups and frames; ``held`` is what ``sentences_held`` counted.
    """
    places = PLACES if where is None else where
    used = held[(held["where"].isin(places) & held["frame"].isin(tally.frames)).to_numpy()]
    keys = used[["frame", "sentences"]].copy()
    for column in by:
        keys[column] = label_rows(used, articles, column)
    return _count(keys, tally, list(by))


def _count(held: pd.DataFrame, tally: Tally, by: list[str]) -> Floats:
    import pandas as pd

    frame = pd.Index(tally.frames).get_indexer(pd.Index(held["frame"].astype(str)))
    if by:
        groups = pd.MultiIndex.from_frame(tally.groups)
        group = groups.get_indexer(pd.MultiIndex.from_frame(held[by]))
    else:
        group = np.zeros(len(held), np.int64)
    shape = (len(tally.groups), len(tally.frames))
    known = group >= 0
    cell, weights = (group * shape[1] + frame)[known], held["sentences"].to_numpy(float)[known]
    return np.bincount(cell, weights=weights, minlength=shape[0] * shape[1]).reshape(shape).astype(float)
