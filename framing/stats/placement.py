"""Salience: where in its article a frame stands, and where it stands first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.records.arrays import Ints
from framing.records.tables import PLACES
from framing.stats.division import divide
from framing.stats.intervals import PER
from framing.stats.tally import ALL_VOICES, Tally, cell_table, tally_articles, voice_cells

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["salience"]


def salience(
    counts: pd.DataFrame,
    words: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    by: str | Sequence[str] = "outlet",
    voice: str = ALL_VOICES,
    frames: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Headline, lead and body of each group x frame.

    Columns: those of ``by``, ``frame``, ``voice``, ``articles``, ``articles_with``; for each place ``k_<place>``,
    ``n_<place>`` and ``rate_<place>`` per 1,000 words (NaN without words there; headlines are short, so their rates
    jump); and ``first_<place>``: in how many articles the frame appears there first, in the order headline, lead,
    body. The three ``first_`` columns add up to ``articles_with``.
    """
    names = sorted(map(str, counts["frame"].dropna().unique())) if frames is None else frames
    tallies = [tally_articles(counts, words, articles, by=by, frames=names, where=p) for p in PLACES]
    first, firsts = tallies[0], _first_places(tallies, voice)
    read = np.sum([tally.unit_words for tally in tallies], axis=0) > 0
    values = {
        "articles": first.per_group(read)[:, None].astype(np.int64),
        "articles_with": np.sum(list(firsts.values()), axis=0),
    }
    for place, tally in zip(PLACES, tallies, strict=True):
        unit, frame, matches, _ = voice_cells(tally, voice)
        k, n = tally.per_cell(unit, frame, matches), tally.per_group(tally.unit_words)[:, None]
        values[f"k_{place}"], values[f"n_{place}"] = k.astype(np.int64), n.astype(np.int64)
        values[f"rate_{place}"] = PER * divide(k, n)
    return cell_table(first.groups, first.frames, voice, values | firsts)


def _first_places(tallies: list[Tally], voice: str) -> dict[str, Ints]:
    """For each place, groups x frames: articles in which the frame appears there and at no earlier place."""
    width, seen = len(tallies[0].frames), np.zeros(0, np.int64)
    firsts: dict[str, Ints] = {}
    for place, tally in zip(PLACES, tallies, strict=True):
        unit, frame, _, _ = voice_cells(tally, voice)
        new = ~np.isin(unit * width + frame, seen)
        seen = np.concatenate([seen, (unit * width + frame)[new]])
        firsts[f"first_{place}"] = tally.per_cell(unit[new], frame[new]).astype(np.int64)
    return firsts
