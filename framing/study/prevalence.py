"""How many sentences show a frame: as the lexicon counts, and as it would be without the lexicon's errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from framing.coding.validations import FrameValidity, Validation
from framing.stats.intervals import wilson_interval
from framing.stats.misclassification import correct_share
from framing.stats.overdispersion import overdispersion

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.scores import Scores

__all__ = ["COLUMNS", "corrected_prevalence"]

COLUMNS = (
    "outlet", "frame", "k", "n", "articles", "share", "low", "high", "corrected", "corrected_low", "corrected_high",
    "sensitivity", "specificity", "note",
)  # fmt: skip


def corrected_prevalence(scores: Scores, validation: Validation, *, by: str = "outlet") -> pd.DataFrame:
    """One row for each group and frame: the share of sentences with a match, raw and corrected (Rogan-Gladen).

    ``k`` of ``n`` sentences hold a match of the frame in any voice. Intervals are scaled by the overdispersion of the
    group's articles; that of the corrected share also holds the uncertainty of sensitivity and specificity, each worth
    its effective number of validated units. The correction assumes that the lexicon errs alike in every group. Where
    it cannot be made, ``note`` says why and the corrected columns are NaN.
    """
    import pandas as pd

    groups = dict(zip(scores.articles["doc_id"], scores.articles[by].astype(str), strict=True))
    sentences = scores.words.groupby("doc_id")["sentences"].sum()
    hit = scores.matches.drop_duplicates(["doc_id", "field", "sentence", "frame"])
    counts = hit.groupby(["frame", "doc_id"], observed=True).size()
    rows: list[list[Any]] = []
    for group in sorted(set(groups.values())):
        members = [doc for doc in sentences.index if groups[doc] == group and sentences[doc] > 0]
        n = sentences[members].to_numpy(float)
        for frame in scores.codebook.frames:
            if len(members):
                k = np.array([counts.get((frame.name, doc), 0) for doc in members], float)
                cells = _row(k, n, validation.frame(frame.name))
                rows.append([group, frame.name, *(round(x, 6) if isinstance(x, float) else x for x in cells)])
    return pd.DataFrame(rows, columns=[by, *COLUMNS[1:]])


def _row(k: Any, n: Any, frame: FrameValidity | None) -> list[Any]:
    phi = overdispersion(k, n)
    total, size = float(k.sum()), float(n.sum())
    low, high = wilson_interval(total / phi, size / phi)
    cells: list[Any] = [int(total), int(size), len(n), total / size, float(low), float(high)]
    nothing = [np.nan] * 3
    if frame is None or frame.recall is None or frame.specificity is None:
        return [*cells, *nothing, np.nan, np.nan, "no coded unit shows the frame"]
    rates = [frame.recall, frame.specificity]
    if frame.recall + frame.specificity <= 1:
        return [*cells, *nothing, *rates, "the lexicon is no better than chance here"]
    validated = (max(1, round(frame.effective_present)), max(1, round(frame.effective_absent)))
    found = correct_share(total, size, sensitivity=rates[0], specificity=rates[1], validated=validated, phi=phi)
    few = f"coded units that show the frame: only {frame.present}" if frame.present < 10 else ""
    return [*cells, *(float(x) for x in found), *rates, few]
