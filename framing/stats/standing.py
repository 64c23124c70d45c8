"""Where one article stands among the articles of an outlet: in how many of them the frame is rarer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.records.arrays import Floats, Ints
from framing.records.columns import with_text
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
    one article alone, so a dispersion of 2 is assumed, but for none where nothing was found, as in ``rates``);
    ``articles`` behind the comparison and the ``median`` of their rates; ``percentile``: the share of them with a lower
    rate, ties counted half, in per cent, with ``percentile_low`` and ``percentile_high``, Wilson's 95 % interval for
    that many articles; ``refused`` says why the three are missing, and is empty if they are not.
    """
    import pandas as pd

    reference = reference[reference["n"] > 0]
    outlets = sorted(map(str, reference["outlet"].unique()))
    groups = {
        (str(frame), str(outlet)): _Peers(part)
        for (frame, outlet), part in reference.groupby(["frame", "outlet"], sort=True, observed=True)
    }
    nobody = _Peers(reference[:0])
    rows = []
    for article in new.to_dict("records"):
        k, n, frame = int(article["k"]), int(article["n"]), str(article["frame"])
        low, high = rate_interval(k, n, ASSUMED_PHI if k else 1.0)
        rate = PER * k / n if n else np.nan
        own = {"doc_id": article["doc_id"], "frame": frame, "k": k, "n": n, "rate": rate, "low": low, "high": high}
        for outlet in outlets:
            others, words = groups.get((frame, outlet), nobody).without(article.get("digest"))
            rows.append({**own, "outlet": outlet, **_place(k, n, others, words, least)})
    numbers = dict.fromkeys(_WHOLE, "int64") | dict.fromkeys(_DECIMAL, "float64")
    return with_text(pd.DataFrame(rows, columns=_COLUMNS).astype(numbers))


_COLUMNS = [
    "doc_id", "frame", "outlet", "k", "n", "rate", "low", "high", "articles", "median", "percentile", "percentile_low",
    "percentile_high", "refused",
]  # fmt: skip
_WHOLE = ("k", "n", "articles")
_DECIMAL = ("rate", "low", "high", "median", "percentile", "percentile_low", "percentile_high")


class _Peers:
    """The articles of an outlet that a frame is compared in, as arrays: a table would be asked thousands of times."""

    def __init__(self, part: pd.DataFrame) -> None:
        self._matches: Ints = part["k"].to_numpy(np.int64)
        self._words: Ints = part["n"].to_numpy(np.int64)
        self._digests = part["digest"].tolist() if "digest" in part.columns else []
        self._known = frozenset(self._digests)

    def without(self, digest: str | None) -> tuple[Ints, Ints]:
        """Matches and words of each, but for the new article itself."""
        if digest not in self._known:
            return self._matches, self._words
        others = [other != digest for other in self._digests]
        return self._matches[others], self._words[others]


def _place(k: int, n: int, others: Ints, words: Ints, least: int) -> dict[str, object]:
    """The percentile of ``k`` in ``n`` words among matches and words of others, or why there is none."""
    rates: Floats = PER * others / words
    place: dict[str, object] = {
        "articles": len(others),
        "median": float(np.median(rates)) if len(others) else np.nan,
        "percentile": np.nan,
        "percentile_low": np.nan,
        "percentile_high": np.nan,
        "refused": "",
    }
    if not n:
        place["refused"] = "the article has no words that count"
    elif len(others) < least:
        place["refused"] = f"{len(others)} of at least {least} articles"
    else:
        # Rates are compared as fractions, so that equal ones are equal.
        difference = others * n - k * words
        below = np.count_nonzero(difference < 0) + np.count_nonzero(difference == 0) / 2
        low, high = wilson_interval(below, len(others))
        place |= {
            "percentile": 100 * below / len(others),
            "percentile_low": 100 * float(low),
            "percentile_high": 100 * float(high),
        }
    return place
