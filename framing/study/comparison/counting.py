"""What is counted: every article but near-copies that another article stands for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from framing.stats.tally import label_rows

if TYPE_CHECKING:
    import pandas as pd

    from framing.records.arrays import Ints

__all__ = ["Counted", "copies_by", "copies_note", "leave_out", "untagged_note", "without"]

#: How many near-copies are named one by one in a note.
_NAMED = 5


class Counted(NamedTuple):
    """Tables that every number is made of."""

    matches: pd.DataFrame
    counts: pd.DataFrame
    words: pd.DataFrame


def leave_out(counts: pd.DataFrame, words: pd.DataFrame, copies: Collection[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables without the articles ``copies``.

    Their rows of ``words`` stay, with no words: a group whose articles are all copies is shown with n 0, not hidden.
    """
    counted = ~words["doc_id"].isin(list(copies))
    if counted.all():
        return counts, words
    numbers = {name: words[name].where(counted, 0) for name in ("words", "words_quoted", "sentences")}
    return without(counts, copies), words.assign(**numbers)


def without(table: pd.DataFrame, copies: Collection[str]) -> pd.DataFrame:
    """The rows of articles that are counted."""
    return table[~table["doc_id"].isin(list(copies))].reset_index(drop=True) if len(copies) else table


def untagged_note(number: int, by: str = "outlet") -> list[str]:
    """A sentence on articles that stand for no group; none where there are none.

    >>> untagged_note(1), untagged_note(0)
    (['1 article has no outlet and is in no comparison.'], [])
    """
    if not number:
        return []
    return [
        f"{number:,} article{f' has no {by} and is' if number == 1 else f's have no {by} and are'} in no comparison."
    ]


def copies_by(table: pd.DataFrame, articles: pd.DataFrame, copies: Collection[str], by: Sequence[str]) -> Ints:
    """For each row of a table of rates, how many articles of its group are not counted."""
    left = articles[articles["doc_id"].isin(copies)]
    if not len(left):
        return np.zeros(len(table), np.int64)
    if not by:
        return np.full(len(table), len(left), np.int64)
    labels = zip(*(label_rows(left, articles, name) for name in by), strict=True)
    sizes: dict[tuple[str, ...], int] = {}
    for label in labels:
        sizes[label] = sizes.get(label, 0) + 1
    groups = zip(*(table[name].astype(str) for name in by), strict=True)
    return np.array([sizes.get(group, 0) for group in groups], np.int64)


def copies_note(copies: pd.DataFrame) -> list[str]:
    """Sentences on what was counted once; none where there was nothing to collapse.

    >>> import pandas as pd
    >>> row = {"doc_id": "b", "outlet": "Mirror", "stands_for": "a", "other_outlet": "Wire", "containment": 0.875}
    >>> print(copies_note(pd.DataFrame([row]))[1])
    b (Mirror): 88 % of its wording stands in a (Wire), which is counted for it.
    """
    if not len(copies):
        return []
    number = f"{len(copies):,} near-{'copy is' if len(copies) == 1 else 'copies are'}"
    lines = [f"{number} not counted, because another article holds the text; --keep-copies counts each."]
    names = ("doc_id", "outlet", "containment", "stands_for", "other_outlet")
    for doc_id, outlet, share, other, publisher in zip(*(copies[name].head(_NAMED) for name in names), strict=True):
        part = "its wording" if np.isnan(share) else f"{100 * share:.0f} % of its wording"
        lines.append(f"{doc_id} ({outlet}): {part} stands in {other} ({publisher}), which is counted for it.")
    if len(copies) > _NAMED:
        lines.append(f"and {len(copies) - _NAMED:,} more: framing reuse --table copies lists all.")
    return lines
