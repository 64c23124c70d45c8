"""Matches as arrays, and what two words must have between them to be neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.records.arrays import Flags, Ints
from framing.records.batch import Batch
from framing.records.flags import Gap


@dataclass(slots=True)
class Hits:
    """Parallel arrays, one a match, by start: tokens ``[start, end)`` and the number of the entry."""

    start: Ints
    end: Ints
    entry: Ints

    def __len__(self) -> int:
        return len(self.start)

    def where(self, keep: Flags | Ints) -> Hits:
        """The hits at a mask or at positions."""
        places = np.flatnonzero(keep) if keep.dtype == np.bool_ else keep
        return Hits(self.start.take(places), self.end.take(places), self.entry.take(places))


def joined(parts: Sequence[Hits]) -> Hits:
    """One after another."""
    return Hits(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("start", "end", "entry")))


def adjacent(batch: Batch, token: Ints) -> Flags:
    """Whether nothing but space, hyphen or quotation marks stands before each token."""
    inside = (token > 0) & (token < batch.tokens)
    return np.asarray(inside & ((batch.gap_flags(np.where(inside, token, 0)) & int(Gap.LOOSE)) == 0))
