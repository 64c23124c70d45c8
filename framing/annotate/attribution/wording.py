"""Who words what stands behind a verb: the outlet, where nobody speaks or where it tells what somebody does.

The attribution stands, with its speaker; outside quotation marks its words are the outlet's own.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.flags import AUX, G, W
from framing.annotate.attribution.passage import Flags, Ints
from framing.annotate.attribution.phrases import among_words
from framing.annotate.attribution.subjects import Subjects
from framing.annotate.attribution.verbs import Verbs

_PEOPLE = W.SPEAKER | W.DOC | W.PRON | W.POSS
_ASKS = AUX | W.WH | W.REL
_LONGEST_THING = 12
_POINTS = frozenset("it its it's".split())


def outlet_speaks(verbs: Verbs, subjects: Subjects, document: Flags) -> Flags:
    """Verbs behind which the outlet speaks: in its own questions, and where a thing implies something."""
    own = _asked(verbs)
    implying = np.flatnonzero(verbs.own(W.IMPLIES) & (subjects.direct | subjects.apposed))
    own[implying] |= _things(verbs, subjects, document, implying)
    return own


def _asked(verbs: Verbs) -> Flags:
    """Verbs in questions: "Does Beijing *think* the levy is unfair?"; none that somebody in marks ends."""
    layout, first = verbs.layout, verbs.first
    asked = layout.gap(verbs.last, G.ASK) & ~layout.closes.take(verbs.last)
    rows = np.flatnonzero(asked)
    opens = first.take(rows) + layout.has(first.take(rows), W.AND | W.BUT)
    asked[rows] = layout.has(opens, _ASKS) & ~layout.has(opens, W.PRON | W.THAT)
    return np.asarray(asked)


def _things(verbs: Verbs, subjects: Subjects, document: Flags, rows: Ints) -> Flags:
    """Whether the subjects of the verbs of these rows are things ("the delay", "*nothing* in the report"): no names,
    people or documents."""
    layout, start, end = verbs.layout, subjects.start.take(rows), subjects.end.take(rows)
    thing = (end > start) & (end - start <= _LONGEST_THING) & ~layout.has(np.maximum(end - 1, 0), W.CAP)
    thing |= (end == start + 1) & layout.has(start, W.IT)
    thing &= layout.has(start, W.DET | W.IT) | ~layout.has(start, W.CAP)
    nothing = layout.has(start, W.IT) & ~layout.has(start, W.DET)
    thing &= nothing | ~document.take(rows)
    for ahead in range(_LONGEST_THING):
        thing &= nothing | (start + ahead >= end) | ~layout.has(start + ahead, _PEOPLE)
    alone = np.flatnonzero(thing & (end == start + 1))
    thing[alone] = ~among_words(layout, start.take(alone), _POINTS)
    return np.asarray(thing)
