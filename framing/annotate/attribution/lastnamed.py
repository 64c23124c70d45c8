"""The person at the end of a speaker's words is the speaker, whatever side is named further left.

A headline that runs on into the text gives such words: "Oslo's levy plan fails Danish Envoy to Oslo Ada Lund said".
"""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.names import PERSON, SIDE, Names
from framing.annotate.attribution.passage import Layout
from framing.records.arrays import Flags, Ints
from framing.records.ascending import among

_GOVERNING = W.PREP | W.AND | W.BUT


def sides_of_last(layout: Layout, names: Names, start: Ints, end: Ints, side: Ints) -> Ints:
    """The ``side`` of speakers ``[start, end)``, or that of the listed person whose full name ends the words."""
    full = np.flatnonzero((names.category == PERSON) & (names.end - names.start > 1))
    full = full.take(np.argsort(names.end.take(full), kind="stable"))
    ends = names.end.take(full)
    rows = np.flatnonzero((side > 0) & among(end, ends))
    person = full.take(np.searchsorted(ends, end.take(rows)))
    first, value = names.start.take(person), names.value.take(person)
    other = np.flatnonzero((first > start.take(rows)) & (value != side.take(rows)))
    rows, first, value = rows.take(other), first.take(other), value.take(other)
    speaks = _behind_another(names, first, value) | ~_governed(layout, start.take(rows), first)
    told = side.copy()
    told[rows.compress(speaks)] = value.compress(speaks)
    return told


def _behind_another(names: Names, at: Ints, side: Ints) -> Flags:
    """Whether the name of another side ends where each person's begins, so that a preposition before it governs that:
    "Envoy to *Oslo* Ada Lund"."""
    rows = np.flatnonzero(names.category == SIDE)
    ends, values = names.end.take(rows), names.value.take(rows)
    most = int(names.value.max(initial=0)) + 1
    every, alike = np.sort(ends), np.sort(ends * most + values)
    return np.asarray(_count(every, at) > _count(alike, at * most + side))


def _count(ordered: Ints, values: Ints) -> Ints:
    return np.searchsorted(ordered, values, side="right") - np.searchsorted(ordered, values)


def _governed(layout: Layout, start: Ints, at: Ints) -> Flags:
    """Whether a preposition, a joint or a comma stands before the names at ``at`` and their titles."""
    governed, live = np.zeros(len(at), np.bool_), np.flatnonzero(at > start)
    while len(live):
        here = at.take(live)
        stops = layout.gap(here, G.COMMA) | layout.has(here - 1, _GOVERNING)
        governed[live.compress(stops)] = True
        live = live.compress(~stops & layout.has(here - 1, W.CAP | W.SPEAKER) & (here - 1 > start.take(live)))
        at = at - 1
    return governed
