"""What a comparison of outlets owes to single entries: each is taken out in turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from framing.study.scores import Scores

__all__ = ["Effect", "leave_one_out"]

Floats = npt.NDArray[np.float64]


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


def leave_one_out(scores: Scores) -> list[Effect]:
    """One effect for each entry that matches rather than shields, in the order of the codebook.

    Counts are those of all voices; half a match is added to both sides of a ratio so that none is infinite. An entry's
    matches are taken away; that another entry might then take its words is not considered.
    """
    words = scores.words.groupby("outlet", observed=True)["words"].sum()
    outlets = sorted(str(name) for name in words.index[words > 0])
    n = np.array([float(words[name]) for name in outlets])
    counts = scores.matches.groupby(["frame", "entry", "outlet"], observed=True).size().reset_index(name="k")
    by_entry: dict[tuple[str, str], Floats] = {}
    columns = (counts["frame"].astype(str), counts["entry"].astype(str), counts["outlet"].astype(str), counts["k"])
    for name, pattern, outlet, k in zip(*columns, strict=True):
        if outlet in outlets:
            by_entry.setdefault((name, pattern), np.zeros(len(n)))[outlets.index(outlet)] += k
    out = []
    for frame in scores.codebook.frames:
        total = np.zeros(len(n))
        for entry in frame.entries:
            total = total + by_entry.get((frame.name, entry.pattern), 0.0)
        for entry in frame.entries:
            if not entry.exclude:
                k = by_entry.get((frame.name, entry.pattern), np.zeros(len(n)))
                out.append(_effect(frame.name, entry.pattern, entry.line, k, total, n, outlets))
    return out


def _effect(
    frame: str, entry: str, line: int | None, k: Floats, total: Floats, n: Floats, outlets: list[str]
) -> Effect:
    if len(outlets) < 2 or not k.sum():
        return Effect(frame, entry, line, int(k.sum()))
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
    return Effect(frame, entry, line, int(k.sum()), outlets[at], float(before[at]), float(after[at]), ", ".join(turned))


def _ratios(k: Floats, n: Floats) -> Floats:
    """Each outlet's rate over that of all others together."""
    return np.asarray(((k + 0.5) / n) / ((k.sum() - k + 0.5) / (n.sum() - n)))
