"""Coders beside each other: what a report shows of a lexicon, a classifier and people who coded the same sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ABSTAINS", "NO", "SILENT", "YES", "Beside", "CoderLine", "Dispute", "Reason"]

#: What a coder says of a frame in a sentence; SILENT where it did not code it.
YES, NO, ABSTAINS, SILENT = "yes", "no", "abstains", ""


@dataclass(frozen=True, slots=True)
class CoderLine:
    """A coder: its name, its kind (lexicon, classifier, coder or people) and what is known of its validity."""

    name: str
    kind: str
    status: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a classifier said so: its probability, its threshold, and what spoke for and against, the largest first.

    ``words`` are ``(start, end, share)`` in code points of the field: each word with its part of the score.
    """

    probability: float
    threshold: float
    words: tuple[tuple[int, int, float], ...]
    toward: tuple[tuple[str, float], ...]
    against: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A sentence in which two coders differ on a frame; ``says`` in the order of the coders.

    ``marks`` are the lexicon's matches of the frame in it, ``(start, end, voice)``.
    """

    frame: str
    doc_id: str
    outlet: str
    field: str
    start: int
    end: int
    says: tuple[str, ...]
    marks: tuple[tuple[int, int, str], ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """``table`` has one row for each pair of coders, outlet and frame (see ``framing.study.coding.beside``).

    ``disputes`` are those that are shown; ``disputed`` is how many there are of each frame. ``coded`` is True where
    people coded the sentences, False where all sentences were compared between machines.
    """

    coders: tuple[CoderLine, ...]
    coded: bool
    units: int
    articles: int
    table: pd.DataFrame
    disputes: tuple[Dispute, ...]
    disputed: dict[str, int]

    def __repr__(self) -> str:
        names = ", ".join(coder.name for coder in self.coders)
        return f"<Beside: {names} in {self.units:,} sentences of {self.articles:,} articles>"

    def _repr_html_(self) -> str:
        return self.table.head(60).to_html(index=False, border=0)
