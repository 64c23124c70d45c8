"""How many sentences show a frame: as the coder counts, and as it would be without the coder's errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from framing.coding.validations import FrameValidity, Validation
from framing.stats.intervals import wilson_interval
from framing.stats.misclassification import correct_share
from framing.stats.overdispersion import overdispersion
from framing.stats.quantiles import normal_quantile
from framing.stats.tally import label_rows

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.score_tables import ScoreTables

__all__ = ["COLUMNS", "corrected_prevalence"]

#: Of both intervals and of the correction.
METHOD = "Wilson, dispersion-scaled; Rogan-Gladen with Lang-Reiczigel interval"
COLUMNS = (
    "outlet", "frame", "k", "n", "articles", "share", "low", "high", "corrected", "corrected_low", "corrected_high",
    "sensitivity", "specificity", "note", "method", "validation", "signature",
)  # fmt: skip


def corrected_prevalence(scores: ScoreTables, validation: Validation | None, *, by: str = "outlet") -> pd.DataFrame:
    """One row for each group and frame: the share of sentences with a match, raw and corrected (Rogan-Gladen).

    ``k`` of ``n`` sentences hold a match of the frame in any voice. Intervals are scaled by the overdispersion of the
    group's articles; that of the corrected share (Lang and Reiczigel 2014) also holds the uncertainty of sensitivity
    and specificity, each worth its effective number of validated units. The correction assumes that the coder errs
    alike in every group. Where it cannot be made, ``note`` says why and the corrected columns are NaN. ``validation``
    is the coder's status, ``signature`` the recipe. Near-copies count once, as in ``scores.by``.
    """
    import pandas as pd

    articles = scores.articles_by(by)
    groups = dict(zip(articles["doc_id"], label_rows(articles, None, by), strict=True))
    sentences = scores.counted.words.groupby("doc_id")["sentences"].sum()
    sizes = {str(doc_id): int(number) for doc_id, number in sentences.items() if number > 0}
    members: dict[str, list[str]] = {}
    for doc_id in sizes:
        members.setdefault(groups[doc_id], []).append(doc_id)
    counts = scores.sentences_held.groupby(["frame", "doc_id"], observed=True)["sentences"].sum().to_dict()
    rows: list[list[Any]] = []
    for group in sorted(members):
        n = np.array([sizes[doc_id] for doc_id in members[group]], float)
        for frame in scores.codebook.frames:
            k = np.array([counts.get((frame.name, doc_id), 0) for doc_id in members[group]], float)
            cells = _row(k, n, validation.frame(frame.name) if validation else None, validation is not None)
            rows.append([group, frame.name, *(round(x, 6) if isinstance(x, float) else x for x in cells)])
    kinds = {by: "str", "frame": "str", "note": "str", "k": "int64", "n": "int64", "articles": "int64"}
    names = [by, *COLUMNS[1:-3]]
    table = pd.DataFrame(rows, columns=names).astype({name: kinds.get(name, "float64") for name in names})
    return table.assign(method=METHOD, validation=scores.validation, signature=scores.signature)


def _row(k: Any, n: Any, frame: FrameValidity | None, validated: bool) -> list[Any]:
    phi = overdispersion(k, n, share=True)
    total, size = float(k.sum()), float(n.sum())
    low, high = wilson_interval(total / phi, size / phi)
    cells: list[Any] = [int(total), int(size), len(n), total / size, float(low), float(high)]
    nothing = [np.nan] * 3
    if not validated:
        return [*cells, *nothing, np.nan, np.nan, "not validated"]
    if frame is None or frame.recall is None or frame.specificity is None:
        return [*cells, *nothing, np.nan, np.nan, "no coded unit shows the frame"]
    rates = [frame.recall, frame.specificity]
    if frame.recall + frame.specificity <= 1:
        return [*cells, *nothing, *rates, "the coder is no better than chance here"]
    share = correct_share(total, size, sensitivity=rates[0], specificity=rates[1])[0]
    limits = _interval(total / size, size / phi, frame)
    few = f"coded units that show the frame: only {frame.present}" if frame.present < 10 else ""
    return [*cells, float(share), min(limits[0], float(share)), max(limits[1], float(share)), *rates, few]


def _interval(share: float, n: float, frame: FrameValidity) -> tuple[float, float]:
    """95 % interval of the corrected share after Lang and Reiczigel (2014).

    The delta method says that a recall of 1, seen in one unit, is certain; pseudo-counts (one unit found and one
    missed; half of z squared in the corpus) say that it is not. ``n`` is the number of sentences over ``phi``.
    """
    z = normal_quantile(0.95)
    z2 = z**2
    apparent = (n * share + z2 / 2) / (n + z2)
    found, silent = frame.effective_present + 2, frame.effective_absent + 2
    sens = (frame.effective_present * (frame.recall or 0.0) + 1) / found
    spec = (frame.effective_absent * (frame.specificity or 0.0) + 1) / silent
    gain = sens + spec - 1
    if gain <= 0:
        return 0.0, 1.0
    true = (apparent + spec - 1) / gain
    spread_sens, spread_spec = sens * (1 - sens) / found, spec * (1 - spec) / silent
    shift = 2 * z2 * (true * spread_sens - (1 - true) * spread_spec)
    variance = apparent * (1 - apparent) / (n + z2) + true**2 * spread_sens + (1 - true) ** 2 * spread_spec
    half = z * variance**0.5 / gain
    return max(0.0, min(1.0, true + shift - half)), max(0.0, min(1.0, true + shift + half))
