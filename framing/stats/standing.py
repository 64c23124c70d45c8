"""Where one article stands among the articles of an outlet: in how many of them the frame is rarer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.stats.arrays import Floats, Ints
from framing.stats.intervals import PER, rate_interval, wilson_interval
from framing.stats.overdispersion import ASSUMED_PHI

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["LEAST", "standing"]

#: Below so many articles of an outlet no percentile is given: its interval would span more than 40 points.
LEAST = 20


def standing(new: pd.DataFrame, reference: pd.DataFrame, *, least: int = LEAST) -> pd.DataFrame:
    """Each new article and frame against the articles of each outlet.

    ``new`` has ``doc_id``, ``frame``, ``k`` matches, ``n`` words; ``reference`` the same with ``outlet``. An article
    is left out of the reference if its ``digest`` is that of the new one, where both have that column.

    One row a new article x frame x outlet, with the columns ``k``, ``n``, ``rate``, ``low``, ``high`` (per 1,000 words;
    one article alone, so a dispersion of 2 is assumed); ``articles`` behind the comparison and the ``median`` of
    their rates; ``percentile``: the share of them with a lower rate, ties counted half, in per cent, with
    ``percentile_low`` and ``percentile_high``, Wilson's 95 % interval for that many articles; ``refused`` says why
    the three are missing, and is empty if they are not.
    """
    import pandas as pd

    reference = reference[reference["n"] > 0]
    outlets = sorted(map(str, reference["outlet"].unique()))
    groups: dict[tuple[str, str], pd.DataFrame] = {
        (str(frame), str(outlet)): part
        for (frame, outlet), part in reference.groupby(["frame", "outlet"], sort=True, observed=True)
    }
    rows = []
    for article in new.to_dict("records"):
        k, n, frame = int(article["k"]), int(article["n"]), str(article["frame"])
        low, high = rate_interval(k, n, ASSUMED_PHI)
        rate = PER * k / n if n else np.nan
        own = {"doc_id": article["doc_id"], "frame": frame, "k": k, "n": n, "rate": rate, "low": low, "high": high}
        for outlet in outlets:
            part = _others(groups.get((frame, outlet), reference[:0]), article.get("digest"))
            rows.append({**own, "outlet": outlet, **_place(k, n, part, least)})
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"rate": float, "low": float, "high": float})


_COLUMNS = [
    "doc_id", "frame", "outlet", "k", "n", "rate", "low", "high", "articles", "median", "percentile", "percentile_low",
    "percentile_high", "refused",
]  # fmt: skip


def _others(part: pd.DataFrame, digest: str | None) -> pd.DataFrame:
    """The articles without the new one itself."""
    if digest is None or "digest" not in part.columns:
        return part
    return part[part["digest"] != digest]


def _place(k: int, n: int, part: pd.DataFrame, least: int) -> dict[str, object]:
    """The percentile of ``k`` in ``n`` words, or why there is none."""
    others: Ints = part["k"].to_numpy(np.int64)
    words: Ints = part["n"].to_numpy(np.int64)
    rates: Floats = PER * others / words
    place: dict[str, object] = {
        "articles": len(part),
        "median": float(np.median(rates)) if len(part) else np.nan,
        "percentile": np.nan,
        "percentile_low": np.nan,
        "percentile_high": np.nan,
        "refused": "",
    }
    if not n:
        place["refused"] = "the article has no words that count"
    elif len(part) < least:
        place["refused"] = f"{len(part)} of at least {least} articles"
    else:
        # Rates are compared as fractions, so that equal ones are equal.
        difference = others * n - k * words
        below = np.count_nonzero(difference < 0) + np.count_nonzero(difference == 0) / 2
        low, high = wilson_interval(below, len(part))
        place |= {
            "percentile": 100 * below / len(part),
            "percentile_low": 100 * float(low),
            "percentile_high": 100 * float(high),
        }
    return place
