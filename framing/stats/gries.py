"""Dispersion: is a frame spread over the articles or piled up in a few? Gries' (2008) deviation of proportions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.stats.arrays import divide
from framing.stats.tally import ALL_VOICES, tally_articles, voice_cells

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["dispersion"]


def dispersion(
    counts: pd.DataFrame,
    words: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    by: str | Sequence[str] = "outlet",
    voice: str = ALL_VOICES,
    frames: Sequence[str] | None = None,
    where: str | Sequence[str] | None = None,
) -> pd.DataFrame:
    """DP of each group x frame over its articles.

    Columns: those of ``by``, ``frame``, ``voice``, ``k``, ``articles``, ``articles_with``, ``dp`` and ``dp_norm``
    (Lijffijt and Gries 2012: divided by the largest value these article lengths allow, ``1 - min(n_i)/N``). NaN
    without a match; ``dp_norm`` is NaN with one article.
    """
    import pandas as pd

    columns, places = [by] if isinstance(by, str) else list(by), [where] if isinstance(where, str) else where
    tally = tally_articles(counts, words, articles, by=columns, frames=frames, where=places)
    unit, frame, k, _ = voice_cells(tally, voice)
    shape = (len(tally.groups), len(tally.frames))
    group = tally.unit_group[unit]
    cell = group * shape[1] + frame
    total = np.bincount(cell, weights=k, minlength=shape[0] * shape[1])
    group_words = np.bincount(tally.unit_group, weights=tally.unit_words, minlength=shape[0])
    part = tally.unit_words[unit] / group_words[group]
    gain = np.abs(k / total[cell] - part) - part  # an article without a match adds its part of the words
    sums = np.bincount(cell, weights=gain, minlength=shape[0] * shape[1])
    dp = np.where(total > 0, 0.5 * (1.0 + sums), np.nan).reshape(shape)
    used = tally.unit_words > 0
    least = np.full(shape[0], np.inf)
    np.minimum.at(least, tally.unit_group[used], tally.unit_words[used].astype(float))
    size = np.bincount(tally.unit_group[used], minlength=shape[0])
    most = np.where(size > 1, 1.0 - divide(least, group_words), np.nan)
    rows, names = (index.ravel() for index in np.indices(shape))
    return pd.DataFrame(
        {
            **{column: tally.groups[column].to_numpy()[rows] for column in columns},
            "frame": np.asarray(tally.frames, object)[names],
            "voice": np.full(len(rows), voice, object),
            "k": total.astype(np.int64),
            "articles": size[rows],
            "articles_with": np.bincount(cell, minlength=shape[0] * shape[1]),
            "dp": dp.ravel(),
            "dp_norm": (dp / most[:, None]).ravel(),
        }
    )
