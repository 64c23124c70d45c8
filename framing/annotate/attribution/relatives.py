"""Rules for who and which before a verb: whose words they introduce, and where the main clause goes on."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.after import After
from framing.annotate.attribution.clauses import main_verbs
from framing.annotate.attribution.complements import Complements
from framing.annotate.attribution.drafts import NONE
from framing.annotate.attribution.flags import AUX, W
from framing.annotate.attribution.passage import next_of
from framing.annotate.attribution.scene import Scene
from framing.annotate.attribution.subjects import antecedent
from framing.annotate.attribution.verbs import Verbs
from framing.annotate.attribution.wording import names_things
from framing.records.arrays import Flags, Ints

#: "People who know *the latest plan* say"
_LONGEST_THING = 4


def claim_relatives(scene: Scene, found: Complements, says: Flags) -> None:
    """ "Ogawa, who said the levy was illegal, left": the words end with the relative clause."""
    verbs, after = scene.verbs, scene.after
    clause = found.clause & ~verbs.own(W.AMBIGUOUS)
    named = found.object & (~verbs.own(W.TOPIC) | (verbs.end - verbs.at > 1))
    rows = scene.finite & scene.subjects.relative & scene.free
    later = rows & found.far_quote & ~(says | clause | named)
    rows &= says | clause | named | later
    rows[np.flatnonzero(rows)] &= ~_ends_at_a_cue(verbs, after, np.flatnonzero(rows))
    at = np.flatnonzero(rows)
    name, until = (np.full(len(verbs.at), NONE), np.full(len(verbs.at), NONE)), verbs.last.copy()
    (name[0][at], name[1][at]), aside = antecedent(verbs, at)
    until[at[aside]] = np.minimum(after.next_punct, verbs.last)[at[aside]]
    until[later] = verbs.last[later]
    until[at] = np.minimum(
        np.minimum(until[at], scene.clause_end[at]), main_verbs(verbs.layout, after.start[at], verbs.group[at])
    )
    own = named & (names_things(verbs) | verbs.own(W.TOPIC))
    own[at] |= verbs.own(W.IMPLIES).take(at) & ~_speaks(verbs, name[1].take(at))
    scene.claim("relative", rows, np.where(later, after.next_quote, after.start), name, until, own)


def _speaks(verbs: Verbs, end: Ints) -> Flags:
    """Whether what "which" stands for, up to ``end``, can say something: not "a row *which suggests* that it fears"."""
    last = end - 1 - verbs.layout.has(np.maximum(end - 1, 0), W.REL)
    return verbs.layout.has(np.maximum(last, 0), W.CAP | W.SPEAKER | W.DOC | W.PRON | W.MEDIUM)


def _ends_at_a_cue(verbs: Verbs, after: After, rows: Ints) -> Flags:
    """Whether the relative clause holds no more than a thing and the main clause's verb of saying follows: "people who
    know *the plan* say it is late"."""
    layout, start = verbs.layout, after.start.take(rows)
    cue = start + 1
    for _ in range(_LONGEST_THING):
        cue += ~layout.has(cue, W.CLAUSE | W.TELL) & (cue < verbs.last[rows])
    thing = layout.has(start, W.DET | W.POSS) & (cue < np.minimum(next_of(layout.punct, start + 1), verbs.last[rows]))
    thing &= layout.has(cue, W.PAST | W.BASE) & ~layout.has(cue, W.AMBIGUOUS | W.GERUND)
    thing &= next_of(layout.finite_forms(), start) >= cue
    thing &= layout.has(cue, W.BASE) | ~layout.has(cue - 1, W.DOC)  # "who know the report say", not "said"
    return np.asarray(thing & ~layout.has(cue - 1, W.CAP | W.SPEAKER | W.PLURAL | W.PRON | W.TO | AUX))
