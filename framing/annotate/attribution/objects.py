"""What stands behind a verb that no "that" or mark opens: a clause or a thing, and how far the thing reaches."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.flags import AUX, FINITE, NO_VERB, OPENS_CLAUSE, PHRASE, PUNCT, VERB, G, W
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.phrases import among_words, is_subject
from framing.annotate.attribution.scene import Scene
from framing.annotate.attribution.verbs import Verbs
from framing.records.arrays import Flags, Ints

_LONGEST_OBJECT = 12
_LONGEST_HOLDER = 6
#: Whoever does so to a fear or a claim does not hold it.
WAVED_OFF = frozenset(
    """allay allays allayed allaying downplay downplays downplayed downplaying ease eases eased easing fuel fuels fueled
    fueling stoke stokes stoked stoking""".split()
)
#: What somebody has who will do something.
_WILL = frozenset("willingness readiness desire intention intent determination eagerness hope hopes".split())
#: What a name or view somebody gives a thing does not begin with: "as *it moved*", "as *in* May"
_NO_NAME = W.PRON | W.IT | W.CAP | W.PREP | W.SUBORD | AUX
#: "Backed pilots *such* as Lund"; "left as *soon* as"
_SUCH = frozenset("such same so well long far much".split())
_SOON = frozenset("soon well far long much many few little part".split())


def verb_follows(scene: Scene, rows: Flags) -> Flags:
    """Whether the words behind each of the verbs hold a finite verb: a clause, not just a noun phrase."""
    layout, at = scene.verbs.layout, np.flatnonzero(rows)
    start, last = scene.after.start[at], scene.verbs.last[at]
    finite = _next_verb(layout, layout.words(FINITE), start + 1)
    last_word = (finite + 1 >= last) | layout.gap(finite + 1, PUNCT)
    noun = last_word & layout.has(finite, W.AMBIGUOUS) & layout.has(finite, W.NOUN)  # "denied such *claims*."
    what = next_of(layout.words(W.WH), start + 1) < finite  # "repeated his call to end *what he calls* a tax"
    noun |= scene.verbs.own(W.OBJ)[at] & (what | _related(layout, start, finite))
    noun |= (
        layout.has(finite, W.VERBISH) & layout.has(finite + 1, W.BY) & ~layout.has(finite, AUX)
    )  # "mills *shaken by*"
    noun |= layout.has(finite, W.PHRASAL) & ~layout.has(finite, VERB | W.PAST | AUX)  # "resuming *talks*"
    when = next_of(layout.words(W.ADVERBIAL), start + 1) < finite  # "felt the pain *when* dues rose"
    noun |= when & ~layout.has(start, W.SFORM)
    pronoun = scene.after.next(W.PRON | W.IT | AUX)[at] & (start + 1 < last) & ~layout.gap(start + 1, PUNCT)
    joint = finite - 1 - layout.has(finite - 1, W.ADV)
    noun |= (
        layout.has(joint, W.AND | W.BUT) & ~layout.has(joint, W.SUBORD) & (joint > start)
    )  # "announced dues *and left*"
    comma = next_of(layout.gaps(G.COMMA), start + 1)
    goes_on = layout.has(start, W.SUBORD | W.PREP) | layout.has(comma, W.REL | W.DET | W.PREP | W.DIGIT)
    opening = scene.verbs.own(W.ING)[at] & (scene.verbs.group == scene.verbs.first)[at]  # "*Fearing* a levy, Oslo left"
    near = (finite < comma) | (goes_on & ~opening)
    end = scene.ends.right(start, last)
    noun |= _aside_only(layout, finite, comma, end)
    follows = np.zeros(len(rows), np.bool_)
    follows[at] = ((finite < end) & near & ~noun) | pronoun
    return follows


def protests(scene: Scene, rows: Flags) -> Flags:
    """Which of the verbs of these rows, which take things, have a clause behind "that": "criticised *that dues hurt
    mills*", but "criticised *that levy*"."""
    verbs = scene.verbs
    layout, start = verbs.layout, scene.after.start
    protest = rows & verbs.own(W.OBJ) & verbs.own(W.TOPIC) & ~verbs.own(W.INF | W.AMBIGUOUS) & (start == verbs.at + 1)
    at = np.flatnonzero(protest)
    that = start.take(at)
    protest[at] = ~is_subject(layout, that) & layout.has(that + 1, OPENS_CLAUSE) & (that + 2 < verbs.last.take(at))
    protest[at] &= ~layout.gap(that + 1, PUNCT)
    return np.asarray(protest & (verb_follows(scene, protest) | layout.has(start + 1, PHRASE)))


def _next_verb(layout: Layout, verbs: Ints, start: Ints) -> Ints:
    """The first of the ``verbs`` from each ``start`` on that is one: not "a *proposed* list", "Oslo's *demands*"."""
    verb = next_of(verbs, start)
    looks = layout.has(verb, W.VERBISH | W.PAST | W.AMBIGUOUS) & ~layout.has(verb, AUX | W.SAID)
    owned = layout.has(verb - 1, W.GENITIVE | W.POSS) | layout.gap(verb, G.OWNER)
    owned |= layout.has(verb - 1, W.DET) & ~layout.has(verb - 1, W.PLURAL | W.IT | W.PRON)
    return np.where(looks & owned, next_of(verbs, verb + 1), verb)


def _aside_only(layout: Layout, verb: Ints, comma: Ints, end: Ints) -> Flags:
    """Whether the verb belongs to who or which behind the comma, and no other follows: "knew it, *which is* why"."""
    aside = (verb > comma) & layout.has(comma, W.REL) & (verb < end)
    rows = np.flatnonzero(aside)
    closes = next_of(layout.gaps(G.COMMA), verb.take(rows))
    again = next_of(layout.finite_forms(), closes)
    aside[rows] = again >= end.take(rows)
    return aside


def _related(layout: Layout, start: Ints, verb: Ints) -> Flags:
    """Whether each verb is one of a relative clause: "revealed *a plan that may* fail", but "his claim that it may"."""
    who = next_of(layout.words(W.REL), start + 1)
    related = who < verb
    rows = np.flatnonzero(related)
    at = who.take(rows)
    claim = layout.has(at, W.THAT) & layout.has(at - 1, W.NOUN)
    claim &= ~layout.has(at - 2, W.GENITIVE) & ~layout.gap(at - 1, G.OWNER)  # "denied *Oslo's* claim that it may"
    related[rows] = ~claim | is_subject(layout, at)
    return related


def named_as(scene: Scene, rows: Ints) -> Flags:
    """Whether the object of each of these verbs has as and what somebody thinks of it behind it: "hailed the deal *as
    historic*", "sees the levy *as a tax*", but "backed the plan *as* it moved ahead"."""
    verbs, layout = scene.verbs, scene.verbs.layout
    start = scene.after.start.take(rows)
    start = start + ~layout.has(start, W.AS)  # "which she hailed *as* historic"
    stop = np.minimum(next_of(layout.punct, start), verbs.last.take(rows))
    at = np.minimum(next_of(layout.words(W.AS), start), stop)
    behind = at + 1
    named = (behind < stop) & ~verbs.helped(W.MODAL).take(rows) & ~layout.has(behind, _NO_NAME)
    few = np.flatnonzero(named)
    named[few] = ~among_words(layout, at.take(few) - 1, _SUCH) & ~among_words(layout, behind.take(few), _SOON)
    clause = _next_verb(layout, layout.finite_forms(), start)
    alone = (clause >= stop) | ~layout.has(behind, W.DET) | _related(layout, at, clause)
    return np.asarray(named & (clause > at) & alone)


def what_is_called(scene: Scene) -> Ints:
    """Where the object of a verb ends at the latest: in "what he calls abuse *with* a package" before a preposition."""
    verbs, layout, until = scene.verbs, scene.verbs.layout, scene.clause_end.copy()
    at = np.flatnonzero(verbs.own(W.OBJ) & scene.free)
    phrase = scene.subjects.phrase.take(at)
    what = layout.has(np.maximum(phrase - 1, verbs.first.take(at)), W.WH)
    what |= layout.has(phrase, W.WH) & (scene.subjects.start.take(at) > phrase)
    at = at.compress(what)
    for ahead in range(_LONGEST_OBJECT, 0, -1):
        place = np.minimum(verbs.end[at] + ahead, layout.n)
        stops = layout.has(place, W.PREP) & ~layout.has(place, W.OF)
        until[at[stops]] = np.minimum(until[at[stops]], place[stops])
    return until


def what_is_meant(scene: Scene, rows: Ints) -> Ints:
    """Where the objects of the verbs of these rows end: at a comma and who or which, or with the clause."""
    verbs, until = scene.verbs, scene.clause_end.copy()
    commas = verbs.layout.gaps(G.COMMA)[:-1]
    who = np.append(commas.compress(verbs.layout.has(commas, W.REL)), verbs.layout.n)
    until[rows] = np.minimum(until[rows], next_of(who, verbs.end[rows] + 1))
    return until


def bound_to(verbs: Verbs, rows: Flags) -> tuple[Flags, Ints]:
    """Verbs of these rows whose object is what somebody will or would do, and where it begins: "expressed *its
    readiness to talk*"."""
    layout, bound = verbs.layout, np.zeros(len(rows), np.bool_)
    at = np.flatnonzero(rows)
    end = verbs.end.take(at)
    to = next_of(layout.words(W.TO), end)
    near = (to > end) & (to - end <= _LONGEST_HOLDER) & (to < verbs.last.take(at))
    at, end, to = at.compress(near), end.compress(near), to.compress(near)
    held = among_words(layout, to - 1, _WILL) & ~layout.has(to + 1, NO_VERB) & (next_of(layout.punct, end + 1) > to)
    held &= ~layout.has(to - 3, W.PREP)  # "praised her *for her readiness*"
    bound[at.compress(held)] = True
    return bound, verbs.end


def holding_words(verbs: Verbs, rows: Flags) -> tuple[Flags, Ints]:
    """Verbs of these rows whose object holds somebody's words, and where those are: "voiced their fear *that* mills may
    close"."""
    layout, holding, place = verbs.layout, np.zeros(len(rows), np.bool_), verbs.last.copy()
    at = np.flatnonzero(rows)
    end = verbs.end.take(at)
    that = next_of(layout.words(W.THAT), end)
    near = (that > end) & (that - end <= _LONGEST_HOLDER) & (that < verbs.last.take(at))
    at, end, that = at.compress(near), end.compress(near), that.compress(near)
    held = layout.has(that - 1, W.NOUN) & ~is_subject(layout, that) & (next_of(layout.punct, end + 1) > that)
    held &= next_of(layout.finite_forms(), end) >= that - 1
    held &= ~layout.has(that - 2, W.GENITIVE) & ~layout.gap(that - 1, G.OWNER)  # "rejected *Oslo's* claim that"
    held &= ~among_words(
        layout, verbs.at.take(at), WAVED_OFF
    )  # "downplayed *fears* that": nobody is named who has them
    holding[at], place[at] = held, that
    return holding, place
