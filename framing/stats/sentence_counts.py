"""How many different sentences hold a frame: the one figure that does not add up over voices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.records.arrays import Floats
from framing.stats.tally import Tally, bin_cells, label_rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NEEDED", "distinct_sentences", "sentences_held"]

#: The columns of matches that tell sentences apart.
NEEDED = ("doc_id", "outlet", "where", "frame", "sentence")


def sentences_held(matches: pd.DataFrame) -> pd.DataFrame:
    """One row an article, place and frame: in how many different ``sentences`` there it stands, whatever the voices.

    ``matches`` needs the columns ``NEEDED`` only. The rows of several parts of a corpus may be put together, since no
    article is in two of them.

    >>> import pandas as pd
    >>> places = {"doc_id": "a", "outlet": "X", "where": "body", "frame": "bullying"}
    >>> sentences_held(pd.DataFrame({**places, "sentence": [4, 4, 9]})).values.tolist()
    [['a', 'X', 'body', 'bullying', 2]]
    """
    different = matches[list(NEEDED)].drop_duplicates()
    return different.groupby(list(NEEDED[:-1]), observed=True, sort=False).size().rename("sentences").reset_index()


def distinct_sentences(
    tally: Tally,
    held: pd.DataFrame,
    articles: pd.DataFrame | None = None,
) -> Floats:
    """Sentences with at least one match, as an array group x frame, each sentence once whatever its voices.

    ``tally`` says which groups, frames and places; ``held`` is what ``sentences_held`` counted.
    """
    import pandas as pd

    used = held[(held["where"].isin(tally.places) & held["frame"].isin(tally.frames)).to_numpy()]
    frame = pd.Index(tally.frames).get_indexer(pd.Index(used["frame"].astype(str)))
    group = np.zeros(len(used), np.int64)
    if by := list(tally.groups.columns):
        labels = pd.DataFrame({column: label_rows(used, articles, column) for column in by})
        group = pd.MultiIndex.from_frame(tally.groups).get_indexer(pd.MultiIndex.from_frame(labels))
    known = group >= 0
    shape = (len(tally.groups), len(tally.frames))
    return bin_cells(group[known], frame[known], used["sentences"].to_numpy(float)[known], shape)
