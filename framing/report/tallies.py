"""Matches summed, and numbers ranked, the ways that several sections ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def ranked(numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    """Names with their numbers, the largest first and equal ones by name.

    >>> ranked({"a": 1, "c": 2, "b": 2})
    [('b', 2), ('c', 2), ('a', 1)]
    """
    return sorted(numbers.items(), key=lambda item: (-item[1], item[0]))


def by_frame(counts: pd.DataFrame) -> dict[str, int]:
    """Matches of each frame in all articles together; frames without any are left out."""
    sums: Any = counts.groupby(counts["frame"].astype(str))["matches"].sum()
    return {str(frame): int(k) for frame, k in sums.items()}


def by_article_and_frame(counts: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Matches of each frame in each article; where there are none, there is no key."""
    sums: Any = counts.groupby([counts["doc_id"], counts["frame"].astype(str)])["matches"].sum()
    return {(str(doc_id), str(frame)): int(k) for (doc_id, frame), k in sums.items()}
