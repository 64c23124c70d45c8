"""Patterns: the bits that distinct words have, numbered so that the words a rule looks for are found at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from framing.annotate.attribution.flags import AUX, CUE, W
from framing.records.arrays import Flags, Ints
from framing.records.ascending import counted_from

#: The numbers of patterns, two bytes each where that is enough.
Codes = npt.NDArray[np.unsignedinteger[Any]]

#: The bits that ``Layout.words`` is asked for.
_ASKED_FOR = CUE | AUX | W.THAT | W.TO | W.AND | W.WITH | W.VERBISH | W.AS | W.TRIM
_ASKED_FOR |= W.ADVERBIAL | W.BUT | W.SUBORD | W.REL | W.SAID | W.QUOTEV | W.WH
#: The bits of words that may start a name.
_NAMED = W.NAME | W.HE


def kinds(patterns: Ints) -> Ints:
    """0 for patterns that no rule looks for, 1 for those that only start names, 2 for those that do it too, 3 else."""
    asked, named = (patterns & _ASKED_FOR) != 0, (patterns & _NAMED) != 0
    return np.asarray(np.where(asked, 3 - named, named), np.int64)


def in_order(patterns: Ints) -> Ints:
    """The patterns by their kinds: what a rule looks for in all words is a range of codes, which costs next to nothing.

    >>> in_order(np.array([W.THAT, 0, W.NAME])).tolist() == [0, W.NAME, W.THAT]
    True
    """
    return patterns.take(np.lexsort((patterns, kinds(patterns))))


#: So much of all places is gathered by going through all, less by code.
_MANY = 6


@dataclass(slots=True)
class ByCode:
    """Ascending places with their codes: ``grouped`` has those of code ``c`` from ``first[c]`` to ``first[c + 1]``."""

    places: Ints
    codes: Codes
    grouped: Ints
    first: Ints

    @classmethod
    def of(cls, places: Ints, codes: Codes, patterns: int) -> ByCode:
        """Group the places by code."""
        order = np.argsort(codes, kind="stable")
        first = np.append(0, np.cumsum(np.bincount(codes, minlength=patterns)))
        return cls(places, codes, places[order], first)

    def having(self, asked: Flags) -> Ints:
        """The places whose code is one of those asked for, ascending."""
        which = np.flatnonzero(asked)
        first = self.first[which]
        count = self.first[which + 1] - first
        size = int(count.sum())
        if size > len(self.places) // _MANY:
            some: Ints = self.places[np.flatnonzero(asked.take(self.codes))]
            return some
        found: Ints = self.grouped.take(counted_from(first, count))
        found.sort(kind="stable")
        return found
