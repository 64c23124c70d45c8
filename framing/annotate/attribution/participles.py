"""Participles that report somebody's words: "..., saying that", "filed a suit claiming that", "with drivers saying"."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.complements import TALKS, Complements
from framing.annotate.attribution.drafts import NONE
from framing.annotate.attribution.finite import noun_like
from framing.annotate.attribution.flags import PUNCT, G, W
from framing.annotate.attribution.passage import last_of, next_of, taken
from framing.annotate.attribution.phrases import among_words, is_subject, trim_name
from framing.annotate.attribution.scene import Scene
from framing.annotate.attribution.verbs import Verbs
from framing.records.arrays import Flags, Ints

#: Who says so behind with has no longer name than this: "with several drivers at the port saying"
_LONGEST_PARTNER = 10
#: Behind these a participle is none of what the clause's subject does; behind people it tells of them, unless they are
#: whom it was sent to.
_NO_DEED = W.PRON | W.PREP | W.AND | W.BUT | W.DET | W.POSS | W.GENITIVE | W.SUBORD
_PEOPLE = W.SPEAKER | W.PLURAL | W.CAP
_LONGEST_ADDRESS = 4
_SENDING = frozenset("from among between like than about".split())
_WORTH = frozenset(["worth"])
_ADDING = frozenset(["adding"])
_THINKING = frozenset(["thinking"])


@dataclass(slots=True)
class Beside:
    """Who stands right before a participle without a comma: ``start:end`` behind with (NONE for nobody), or people
    whom it is about."""

    start: Ints
    end: Ints
    saying: Flags

    @classmethod
    def of(cls, scene: Scene) -> Beside:
        start, end = np.full((2, len(scene.verbs.at)), NONE)
        rows, start_of, end_of = _with_subjects(scene)
        start[rows], end[rows] = start_of, end_of
        return cls(start, end, _saying(scene))


def end_before_partners(scene: Scene, beside: Beside) -> None:
    """Let words end where somebody else speaks behind a comma and with: "blamed the port, *with Lund accusing* it"."""
    verbs, layout = scene.verbs, scene.verbs.layout
    rows = np.flatnonzero(beside.start >= 0)
    start = beside.start.take(rows)
    told = taken(verbs, rows).own(W.SAID | W.TELL | W.OBJ | W.INF) & scene.firm.take(rows)
    told &= layout.gap(start - 1, G.COMMA)
    scene.ends = scene.ends.also_at(start.compress(told) - 1)


def participles(scene: Scene, found: Complements, says: Flags, beside: Beside) -> Flags:
    """ "..., saying that": behind a comma nearly any complement will do, elsewhere only a clear one."""
    verbs = scene.verbs
    comma = verbs.own(W.ING) & (verbs.group > verbs.first)
    rows = np.flatnonzero(comma)
    comma[rows] = verbs.layout.gap(verbs.group.take(rows), G.COMMA | G.DASH | G.RIGHT)
    comma |= beside.start >= 0
    going_on = verbs.helped(W.BE)
    loose = verbs.before(W.PREP | W.SUBORD | W.AND | W.BUT) | (verbs.group == verbs.first) | going_on
    named = found.object & (~verbs.own(W.TOPIC) | (verbs.end - verbs.at > 1)) & ~verbs.own(W.AMBIGUOUS)
    written = W.NOUN | W.MEDIUM | W.DOC
    dated = verbs.before(W.TIME) & (verbs.group - 2 > verbs.first)
    rows = np.flatnonzero(dated)
    dated[rows] = verbs.layout.has(verbs.group.take(rows) - 2, written)
    statement = (verbs.before(written) | dated) & (says | (found.clause & verbs.own(W.SAID)) | named)
    statement |= (beside.saying & (says | found.clause)) | (verbs.own(W.TRIM) & scene.after.quote)
    statement |= _doings(verbs, found.that & ~going_on)
    clause = found.clause & (comma | statement | verbs.before(W.AND) | going_on | (loose & verbs.own(W.SAID)))
    sure = (scene.firm | comma) & (~verbs.own(W.TOPIC) | comma | going_on)
    later = comma & ((found.far_quote & verbs.own(W.SAID | W.QUOTEV)) | (found.far_that & verbs.own(TALKS)))
    content = says | found.to | found.object_to | ((clause | found.object) & sure) | later
    noun = noun_like(verbs) | verbs.before(W.GENITIVE | W.POSS)  # "familiar with Lund's thinking said"
    noun |= _is_subject(verbs, ~says & ~found.clause) | _adds_things(scene, ~says & ~later) | _is_owned(verbs)
    mood = verbs.own(W.ADJ) & verbs.cut & ~verbs.own(W.CLAUSE) & (verbs.group == verbs.at)
    mood &= found.that | (scene.after.next(W.PREP) & ~scene.after.next(W.BY) & ~scene.after.stop)
    return np.asarray((verbs.own(W.ING) & (comma | loose | statement) & ~noun & content) | mood)


def _is_owned(verbs: Verbs) -> Flags:
    """Whether each participle is a way of thinking that somebody has: "its *wishful thinking* that"."""
    owned = verbs.own(W.ING) & ~verbs.cut & (verbs.group - 1 > verbs.first)
    rows = np.flatnonzero(owned)
    owned[rows] = verbs.layout.has(verbs.group.take(rows) - 2, W.POSS | W.GENITIVE)
    rows = np.flatnonzero(owned)
    owned[rows] = among_words(verbs.layout, verbs.at.take(rows), _THINKING)
    return owned


def _adds_things(scene: Scene, rows: Flags) -> Flags:
    """Whether somebody adds a thing, and no words: ", *adding* two more to the list", "*adding* it to the list"."""
    verbs, layout = scene.verbs, scene.verbs.layout
    at = np.flatnonzero(rows & verbs.own(W.ING))
    at = at.compress(among_words(layout, verbs.at.take(at), _ADDING))
    start = scene.after.start.take(at)
    verb, sign = (next_of(places, start) for places in (layout.finite_forms(), layout.punct))
    bare = verb >= np.minimum(sign, verbs.last.take(at))
    moved = layout.has(start, W.IT | W.OBJPRON) & layout.has(start + 1, W.TO | W.PREP)
    adds = np.zeros(len(rows), np.bool_)
    adds[at.compress(bare | moved)] = True
    return adds


def _is_subject(verbs: Verbs, rows: Flags) -> Flags:
    """Whether each participle that opens its sentence is the subject: "*Asking growers* to pay twice *is* unfair"."""
    subject = rows & verbs.own(W.ING) & (verbs.group == verbs.first)
    at = np.flatnonzero(subject)
    verb, sign = (next_of(places, verbs.end.take(at)) for places in (verbs.layout.finite_forms(), verbs.layout.punct))
    subject[at] = (verb < np.minimum(sign, verbs.last.take(at))) | (sign >= verbs.last.take(at))
    return np.asarray(subject)


def _doings(verbs: Verbs, that: Flags) -> Flags:
    """Participles before "that" without a comma by which somebody does what the verb before them says: "filed a suit
    *claiming* that", "left the hall *saying* that"; not "it is worth *noting* that"."""
    layout = verbs.layout
    doing = (
        that & verbs.own(W.ING) & verbs.own(W.CLAUSE) & ~verbs.own(W.AMBIGUOUS) & ~verbs.cut & ~verbs.before(_NO_DEED)
    )
    rows = np.flatnonzero(doing)
    doing[rows] = ~taken(verbs, rows).before(_PEOPLE) | _addressed(verbs, rows)
    rows = np.flatnonzero(doing)
    group, first = verbs.group[rows], verbs.first[rows]
    told = last_of(layout.finite_forms()[:-1], group - 1, first - 1)
    clear = (told >= first) & ~layout.has(group - 1, W.ADV) & ~among_words(layout, group - 1, _WORTH)
    doing[rows] = clear & ~is_subject(layout, verbs.end[rows])
    return doing


def _saying(scene: Scene) -> Flags:
    """Saying right behind people: "voters *saying* they would pay", "- Ruiz *saying* it was late"."""
    verbs = scene.verbs
    people = verbs.before(W.SPEAKER | W.PLURAL | W.CAP | W.PRON) & ~verbs.before(W.TIME | W.PREP | W.BE)
    quoting = verbs.own(W.QUOTEV) & ~verbs.own(W.TRIM) & (scene.after.quote | scene.after.colon)
    quoting |= verbs.own(W.SAID)
    people &= scene.subjects.direct & quoting & verbs.own(W.ING) & ~verbs.helped(W.BE)
    rows = np.flatnonzero(people)
    told = verbs.layout.has(np.maximum(verbs.stop[rows] - 2, 0), W.TO)  # "a message to voters *saying*"
    people[rows] = ~told
    rows = np.flatnonzero(people & scene.after.next(W.THAT))
    people[rows] = ~_addressed(verbs, rows, W.TO)
    return np.asarray(people)


def _addressed(verbs: Verbs, rows: Ints, by: int = W.PREP) -> Flags:
    """Whether people or a place before each verb are whom or where something was sent: "a message *to voters* saying",
    "filed a suit *in Texas* claiming", but "letters *from growers* saying"."""
    layout, at = verbs.layout, verbs.stop[rows] - 1
    for _ in range(_LONGEST_ADDRESS):
        going = (at > verbs.first[rows]) & ~layout.has(at, W.PREP) & ~layout.gap(at, PUNCT)
        at = at - going
    source = layout.has(at, W.OF | W.BY | W.WITH | W.BUT | W.SUBORD) | among_words(layout, at, _SENDING)
    return np.asarray(layout.has(at, by) & ~source)


def _with_subjects(scene: Scene) -> tuple[Ints, Ints, Ints]:
    """The participles that somebody behind with says: "..., with *several drivers* saying", and who that is."""
    verbs, layout = scene.verbs, scene.verbs.layout
    free = verbs.own(W.ING) & ~verbs.before(W.PREP | W.AND | W.BUT | W.SUBORD | W.DET)
    rows = np.flatnonzero(free)
    group, first = verbs.group[rows], verbs.first[rows]
    at = last_of(layout.words(W.WITH)[:-1], group - 1, first)
    near = layout.has(at, W.WITH) & (group - at > 1) & (group - at <= _LONGEST_PARTNER)
    rows, at, group = rows[near], at[near], group[near]
    clear = (next_of(layout.punct, at + 1) > group) & (next_of(layout.finite_forms(), at + 1) >= group)
    return (rows[clear], *trim_name(layout, at[clear] + 1, group[clear]))
