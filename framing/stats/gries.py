"""Dispersion: is a frame spread over the articles or piled up in a few? Gries' (2008) deviation of proportions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.stats.division import divide
from framing.stats.tally import ALL_VOICES, cell_table, tally_articles, voice_cells

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
    tally = tally_articles(counts, words, articles, by=by, frames=frames, where=where)
    unit, frame, k, _ = voice_cells(tally, voice)
    group = tally.unit_group[unit]
    total, group_words = tally.per_cell(unit, frame, k), tally.per_group(tally.unit_words)
    part = tally.unit_words[unit] / group_words[group]
    gain = np.abs(k / total[group, frame] - part) - part  # an article without a match adds its part of the words
    dp = np.where(total > 0, 0.5 * (1.0 + tally.per_cell(unit, frame, gain)), np.nan)
    used = tally.unit_words > 0
    least = np.full(len(tally.groups), np.inf)
    np.minimum.at(least, tally.unit_group[used], tally.unit_words[used].astype(float))
    size = tally.per_group(used)
    most = np.where(size > 1, 1.0 - divide(least, group_words), np.nan)
    values = {
        "k": total.astype(np.int64),
        "articles": size[:, None].astype(np.int64),
        "articles_with": tally.per_cell(unit, frame).astype(np.int64),
        "dp": dp,
        "dp_norm": dp / most[:, None],
    }
    return cell_table(tally.groups, tally.frames, voice, values)
