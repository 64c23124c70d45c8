"""Salience: where in its article a frame stands, and where it stands first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from framing.records.tables import PLACES
from framing.stats.arrays import Ints, divide
from framing.stats.intervals import PER
from framing.stats.tally import ALL_VOICES, Tally, tally_articles, voice_cells

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
    import pandas as pd

    columns = [by] if isinstance(by, str) else list(by)
    names = sorted(map(str, counts["frame"].dropna().unique())) if frames is None else frames
    tallies = [tally_articles(counts, words, articles, by=columns, frames=names, where=[p]) for p in PLACES]
    first, shape = tallies[0], (len(tallies[0].groups), len(tallies[0].frames))
    values: dict[str, npt.NDArray[Any]] = {}
    for place, tally in zip(PLACES, tallies, strict=True):
        unit, frame, k, _ = voice_cells(tally, voice)
        cell = tally.unit_group[unit] * shape[1] + frame
        values[f"k_{place}"] = np.bincount(cell, weights=k, minlength=shape[0] * shape[1]).reshape(shape)
        n = np.bincount(tally.unit_group, weights=tally.unit_words, minlength=shape[0])[:, None]
        values[f"n_{place}"] = np.broadcast_to(n, shape)
        values[f"rate_{place}"] = PER * divide(values[f"k_{place}"], n)
    firsts = _first_places(tallies, voice)
    rows, frame_of = (index.ravel() for index in np.indices(shape))
    read = sum((tally.unit_words for tally in tallies), np.zeros(len(first.unit_group), np.int64)) > 0
    table = {
        **{column: first.groups[column].to_numpy()[rows] for column in columns},
        "frame": np.asarray(first.frames, object)[frame_of],
        "voice": np.full(len(rows), voice, object),
        "articles": np.bincount(first.unit_group[read], minlength=shape[0])[rows],
        "articles_with": sum(firsts.values(), np.zeros(shape, np.int64)).ravel(),
    }
    for name, array in values.items():
        table[name] = array.ravel() if name.startswith("rate") else array.ravel().astype(np.int64)
    return pd.DataFrame(table | {name: array.ravel() for name, array in firsts.items()})


def _first_places(tallies: list[Tally], voice: str) -> dict[str, Ints]:
    """For each place, groups x frames: articles in which the frame appears there and at no earlier place."""
    shape = (len(tallies[0].groups), len(tallies[0].frames))
    seen = np.zeros(0, np.int64)
    firsts: dict[str, Ints] = {}
    for place, tally in zip(PLACES, tallies, strict=True):
        unit, frame, _, _ = voice_cells(tally, voice)
        new = ~np.isin(unit * shape[1] + frame, seen)
        seen = np.concatenate([seen, (unit * shape[1] + frame)[new]])
        cell = (tally.unit_group[unit] * shape[1] + frame)[new]
        firsts[f"first_{place}"] = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)
    return firsts
