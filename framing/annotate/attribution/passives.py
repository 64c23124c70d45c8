"""Rules for passives: "was described by Xinhua as ...", "was accused of ...", "is said to ...", "was asked to ..."."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.after import next_commas
from framing.annotate.attribution.drafts import NONE
from framing.annotate.attribution.flags import AUX, W
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.phrases import among_words
from framing.annotate.attribution.scene import Scene
from framing.records.arrays import Flags, Ints

#: An agent of a passive is no longer than this many words: "described by the state news agency Xinhua as"
_LONGEST_AGENT = 10
#: "Known as the Old Port": nobody's view.
_NAMED = frozenset("known cited used listed quoted".split())
#: So do people at large; whose view it is must be told.
_SEEN = frozenset(
    """seen viewed regarded considered perceived recognized recognised deemed thought expected reported announced
    welcomed""".split()
)
_ACCUSED = frozenset(["accused"])


def claim_passives(scene: Scene) -> None:
    """ "was described by Xinhua as ...", and without an agent "is said to ..."."""
    verbs, after = scene.verbs, scene.after
    passive = verbs.helped(W.BE) & verbs.own(W.PART)
    every = np.flatnonzero(passive)
    named = passive & verbs.own(W.OBJ) & verbs.followed(W.BY)  # "was hailed by Oslo *as* a step"
    passive &= verbs.own(W.PASSIVE | W.TELL)
    at = np.flatnonzero(passive & verbs.followed(W.BY))
    name_end = verbs.last.copy()
    far = np.minimum(np.minimum(after.next_punct, verbs.end + _LONGEST_AGENT), verbs.last)
    goes_on = verbs.layout.having(W.AS | W.THAT | W.TO | W.WH)
    name_end[at] = verbs.layout.first_between(goes_on, verbs.end[at] + 1, far[at])
    also = np.flatnonzero(named & ~passive)
    name_end[also] = verbs.layout.first_between(verbs.layout.having(W.AS), verbs.end[also] + 1, far[also])
    accused = at.compress(among_words(verbs.layout, verbs.at.take(at), _ACCUSED))
    of = verbs.layout.having(W.OF)
    name_end[accused] = verbs.layout.first_between(of, verbs.end[accused] + 1, far[accused])
    by, until = name_end < far, scene.clause_end.copy()
    until[also] = np.minimum(until[also], next_of(verbs.layout.punct, name_end[also] + 1))
    scene.claim("passive", (passive | named) & by, name_end, (verbs.end + 1, name_end), until)
    alone = verbs.own(W.PART) & verbs.own(W.PASSIVE | W.TELL) & ((verbs.group == verbs.first) | verbs.before(W.SUBORD))
    _claim_named(scene, every)
    asked = (passive | alone) & after.next(W.WH) & ~after.stop
    until, rows = verbs.last.copy(), np.flatnonzero(asked & alone)
    until[rows] = np.minimum(until[rows], next_commas(verbs, after, rows))
    foreseen = verbs.own(W.INF)  # "is expected to fall", "was asked to go": but "is said to"
    heard = verbs.own(W.TELL) & after.next(W.PRON) & verbs.layout.has(after.start + 1, AUX)  # "were told *they may* go"
    told = passive & (after.next(W.TO | W.THAT) | heard) & ~after.stop
    scene.claim("passive", told, after.start, scene.nobody(), own=foreseen & ~heard)
    scene.claim("passive", asked, after.start, scene.nobody(), until)


def _claim_named(scene: Scene, at: Ints) -> None:
    """ "The levy is widely seen *as a tax*", "was called *a tax* by growers", "Oslo was accused *of cheating*"."""
    verbs, layout, after = scene.verbs, scene.verbs.layout, scene.after
    at = at.compress((scene.free & ~after.stop & ~verbs.helped(W.MODAL)).take(at))
    at = at.compress((verbs.bits.take(at) & (W.OBJ | W.PASSIVE)) != 0)
    at = at.compress(~among_words(layout, verbs.at.take(at), _NAMED))
    start, last = after.start.take(at), verbs.last.take(at)
    stop = np.minimum(next_of(layout.punct, start + 1), last)
    accused = layout.has(start, W.OF) & (start + 1 < stop) & among_words(layout, verbs.at.take(at), _ACCUSED)
    later = layout.having(W.SUBORD) & ~layout.having(W.AS)
    stop = np.where(accused, layout.first_between(later, start + 1, stop), stop)
    by = layout.first_between(layout.having(W.BY), start + 1, stop)
    agent = (by < stop) & (stop - by <= _LONGEST_AGENT) & ~layout.has(by - 1, W.VERBISH | W.PART | W.ADV)
    agent &= layout.has(by + 1, W.CAP | W.DET | W.SPEAKER | W.PLURAL | W.POSS)
    seen = layout.has(start, W.AS) & ~layout.has(start + 1, W.OF | W.ADV) & ~_clause(layout, start, stop)
    seen &= agent | ~among_words(layout, verbs.at.take(at), _SEEN)
    called = agent & verbs.own(W.OBJ).take(at) & layout.has(start, W.DET | W.VERBISH)
    until, name = verbs.last.copy(), scene.nobody()
    until[at] = np.where(agent, by, stop)
    name[0][at], name[1][at] = np.where(agent, by + 1, NONE), np.where(agent, stop, NONE)
    rows = np.zeros(len(verbs.at), np.bool_)
    rows[at] = seen | called | accused
    scene.claim("passive", rows, after.start, name, until)


def _clause(layout: Layout, start: Ints, stop: Ints) -> Flags:
    """Whether a clause stands behind each "as": "announced *as a judge was about* to rule", not "as one who was"."""
    verb = next_of(layout.finite_forms(), start + 1)
    return np.asarray((verb < stop) & (next_of(layout.words(W.REL), start + 1) > verb))
