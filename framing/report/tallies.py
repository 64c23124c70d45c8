"""Matches summed the ways that several sections ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def by_frame(counts: pd.DataFrame) -> dict[str, int]:
    """Matches of each frame in all articles together; frames without any are left out."""
    sums: Any = counts.groupby(counts["frame"].astype(str))["matches"].sum()
    return {str(frame): int(k) for frame, k in sums.items()}


def by_article_and_frame(counts: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Matches of each frame in each article; where there are none, there is no key."""
    sums: Any = counts.groupby([counts["doc_id"], counts["frame"].astype(str)])["matches"].sum()
    return {(str(doc_id), str(frame)): int(k) for (doc_id, frame), k in sums.items()}
