"""The person at the end of a speaker's words is the speaker, whatever side is named further left.

A headline that runs on into the text gives such words: "Oslo's levy plan fails Danish Envoy to Oslo Ada Lund said".
"""

from __future__ import annotations

import numpy as np

from framing.annotate.arrays import among
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.names import PERSON, SIDE, Names
from framing.annotate.attribution.passage import Layout
from framing.records.arrays import Ints

_GOVERNING = W.PREP | W.AND | W.BUT


def sides_of_last(layout: Layout, names: Names, start: Ints, end: Ints, side: Ints) -> Ints:
    """The ``side`` of speakers ``[start, end)``, or that of the listed person whose full name ends the words."""
    full = np.flatnonzero((names.category == PERSON) & (names.end - names.start > 1))
    ends = names.end.take(full)
    full = full.take(np.argsort(ends, kind="stable"))
    ends = names.end.take(full)
    told = side.copy()
    for row in np.flatnonzero((side > 0) & among(end, ends)).tolist():
        person = int(full[np.searchsorted(ends, end[row])])
        first, value = int(names.start[person]), int(names.value[person])
        if first > start[row] and value != side[row] and not _governed(layout, names, int(start[row]), first, value):
            told[row] = value
    return told


def _governed(layout: Layout, names: Names, start: int, at: int, side: int) -> bool:
    """Whether a preposition, a joint or a comma stands before the name at ``at`` and its titles; behind a place, as in
    "Envoy to Oslo Ada Lund", it governs that."""
    ending = (names.category == SIDE) & (names.end == at)
    if (ending & (names.value != side)).any():
        return False
    while at > start:
        if layout.gap(np.array([at]), G.COMMA)[0] or layout.has(np.array([at - 1]), _GOVERNING)[0]:
            return True
        if not layout.has(np.array([at - 1]), W.CAP | W.SPEAKER)[0]:
            return False
        at -= 1
    return False
