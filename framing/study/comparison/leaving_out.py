"""What a comparison of outlets owes to single entries: each is taken out in turn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from framing.records.arrays import Floats
from framing.records.article import UNKNOWN

if TYPE_CHECKING:
    from framing.study.score_tables import ScoreTables

__all__ = ["Effect", "leave_one_out"]


@dataclass(frozen=True, slots=True)
class Effect:
    """An entry and the outlet whose rate ratio (against all others) moves most without it.

    ``change`` is ``direction`` where the ratio crosses 1, ``order`` where another outlet now has the highest rate,
    both joined by a comma, or empty. NaN and empty where there is one outlet only.
    """

    frame: str
    entry: str
    line: int | None
    matches: int
    outlet: str = ""
    ratio: float = np.nan
    ratio_without: float = np.nan
    change: str = ""


def leave_one_out(scores: ScoreTables) -> list[Effect]:
    """One effect for each entry that matches rather than shields, in the order of the codebook.

    Counts are those of all voices; half a match is added to both sides of a ratio so that none is infinite. As in any
    comparison, articles without an outlet stand on neither side; ``matches`` counts theirs too. An entry's matches are
    taken away; that another entry might then take its words is not considered.
    """
    matches, _, scored = scores.counted
    words = scored.groupby("outlet", observed=True)["words"].sum()
    outlets = sorted({str(name) for name in words.index[words > 0]} - {UNKNOWN})
    n = np.array([float(words[name]) for name in outlets])
    by_entry = matches.groupby(["frame", "entry", "outlet"], observed=True).size().unstack(fill_value=0)
    places = {(str(frame), str(entry)): row for row, (frame, entry) in enumerate(by_entry.index)}
    everywhere = by_entry.sum(axis=1).to_numpy(np.int64)
    by_outlet = by_entry.reindex(columns=outlets, fill_value=0).to_numpy(float)
    out = []
    for frame in scores.codebook.frames:
        rows = [places.get((frame.name, entry.pattern)) for entry in frame.entries]
        total = by_outlet[[row for row in rows if row is not None]].sum(axis=0)
        for entry, row in zip(frame.entries, rows, strict=True):
            if entry.exclude:
                continue
            effect = Effect(frame.name, entry.pattern, entry.line, 0 if row is None else int(everywhere[row]))
            out.append(effect if row is None else _moved(effect, by_outlet[row], total, n, outlets))
    return out


def _moved(effect: Effect, k: Floats, total: Floats, n: Floats, outlets: list[str]) -> Effect:
    """The effect with what taking ``k`` of ``total`` matches away changes, if there is anything to compare."""
    if len(outlets) < 2 or not k.sum():
        return effect
    before, after = _ratios(total, n), _ratios(total - k, n)
    at = int(np.argmax(np.abs(np.log(before) - np.log(after))))
    turned = [
        name
        for name, true in (
            ("direction", (before[at] - 1) * (after[at] - 1) < 0),
            ("order", bool((total - k).sum()) and int(np.argmax(total / n)) != int(np.argmax((total - k) / n))),
        )
        if true
    ]
    return replace(
        effect,
        outlet=outlets[at],
        ratio=float(before[at]),
        ratio_without=float(after[at]),
        change=", ".join(turned),
    )


def _ratios(k: Floats, n: Floats) -> Floats:
    """Each outlet's rate over that of all others together."""
    return np.asarray(((k + 0.5) / n) / ((k.sum() - k + 0.5) / (n.sum() - n)))
