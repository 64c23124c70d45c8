"""The rules for verbs: which of them report somebody's words here, and which words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.after import next_commas
from framing.annotate.attribution.clauses import clause_starts, joined_clauses, sentence_subjects
from framing.annotate.attribution.complements import TALKS, Complements
from framing.annotate.attribution.drafts import NONE
from framing.annotate.attribution.finite import noun_like
from framing.annotate.attribution.flags import PUNCT, G, W
from framing.annotate.attribution.objects import verb_follows, what_is_called, what_is_meant
from framing.annotate.attribution.passage import Flags, Ints, Layout, last_of, next_of, taken
from framing.annotate.attribution.phrases import among_words, antecedents, is_subject, trim_name
from framing.annotate.attribution.relatives import claim_relatives
from framing.annotate.attribution.scene import Scene
from framing.annotate.attribution.verbs import Verbs

#: An agent of a passive is no longer than this many words: "described by the state news agency Xinhua as"
_LONGEST_AGENT = 10
#: Behind these a participle tells of them, not of what the clause's subject does: "farmers *saying* that".
_NO_DEED = W.PRON | W.PREP | W.AND | W.BUT | W.DET | W.POSS | W.GENITIVE | W.SUBORD
_PEOPLE = W.SPEAKER | W.PLURAL | W.CAP
_LONGEST_ADDRESS = 4
_SENDING = frozenset("from among between like than about".split())
#: Things do so in no words.
_WORTH = frozenset(["worth"])
_PORTENDING = frozenset("threaten threatens threatened promise promises promised".split())


def claim_before_content(scene: Scene, found: Complements) -> None:
    """Rules with a subject, a verb and then the words: "Bessent said that ..."."""
    verbs, after, subjects = scene.verbs, scene.after, scene.subjects
    adjective = verbs.own(W.ADJ) & verbs.helped(W.BE)
    ready = (scene.finite | adjective) & (subjects.direct | subjects.apposed)
    ready &= ~_portends(scene)
    clausal = verbs.own(TALKS | W.ADJ | W.SHOW)
    plain = ready & (~verbs.own(W.OBJ) | after.next(W.PREP))
    scene.claim("said-that", ready & found.that & clausal, after.start)
    scene.claim("said-quote", ready & found.quote & (clausal | verbs.own(W.QUOTEV | W.OBJ)), after.start)
    scene.claim("said-whether", ready & found.whether & (clausal | verbs.own(W.OBJ)), after.start)
    scene.claim("told", ready & found.told, after.start)
    scene.claim("infinitive", ready & found.to, after.start, own=verbs.own(W.TOPIC))
    scene.claim("object-infinitive", ready & found.object_to, verbs.end, own=verbs.own(W.TOPIC))
    clause = ready & found.clause & scene.free
    scene.claim("said", clause & (verbs.own(W.SAID) | verb_follows(scene, clause)), after.start)
    scene.claim("survey", ready & found.survey, after.start)
    scene.claim("said-later-that", plain & found.far_that, found.next_that)
    scene.claim("said-later-quote", plain & found.far_quote, after.next_quote)
    scene.claim("attitude", adjective & ready & ~after.stop & ~after.next(W.AND | W.BUT | W.BY), verbs.at + 1)
    scene.claim("object", ready & found.object & ~verbs.own(W.TOPIC), verbs.end, until=what_is_called(scene))
    topic = ready & (found.object | found.clause) & verbs.own(W.OBJ) & scene.free
    scene.claim("topic", topic, verbs.end, until=what_is_meant(scene, np.flatnonzero(topic)), own=topic)
    comma = ready & after.stop & after.comma & verbs.own(W.SAID) & ~verbs.before(W.THAT)  # "That said, ..."
    scene.claim("said-comma", comma & ~after.next(W.BUT | W.ING | W.AND), after.start)


def claim_without_subject(scene: Scene, found: Complements) -> None:
    """Rules for verbs that have no subject of their own."""
    says = found.that | found.whether | found.quote | found.told
    claim_relatives(scene, found, says)
    verbs = scene.verbs
    infinitive = verbs.before(W.TO) & verbs.own(W.BASE) & ~verbs.helped(W.BE)
    infinitive &= ~verbs.layout.has(np.maximum(verbs.stop - 2, 0), W.BE | W.NEG)  # "this is not to say that"
    beside = _Beside.of(scene)
    rules = {
        "participle": _participles(scene, found, says, beside),
        "coordinated": _coordinated(scene, found),
        "to-say": infinitive & says & verbs.own(TALKS | W.ADJ | W.SHOW),
    }
    at = np.flatnonzero(scene.free & np.logical_or.reduce(list(rules.values())))
    first = clause_starts(verbs.layout, verbs.group[at], verbs.first[at])
    joined = rules["coordinated"][at]
    first[joined] = joined_clauses(verbs.layout, verbs.group[at[joined]], first[joined])
    speaker = _who_speaks(scene, at, first, joined, beside)
    wedged = verbs.own(W.ING)[at] & (next_of(verbs.layout.finite_forms(), first) >= verbs.group[at])
    until = scene.clause_end.copy()  # "The Journal, citing officials, reported that ..."
    rows = at[wedged]
    until[rows] = np.minimum(next_commas(verbs, scene.after, rows), verbs.last[rows])
    scene.own &= ~(verbs.own(W.ING) & verbs.own(W.IMPLIES) & (_earlier_row(verbs, scene.behind) >= 0))  # "Lund said, *suggesting* that"
    own = _told_of(scene, found, says)
    for rule, claimed in rules.items():
        scene.claim(rule, claimed, scene.after.start, speaker, until, own)
    _claim_passives(scene)


def _told_of(scene: Scene, found: Complements, says: Flags) -> Flags:
    """Verbs whose objects or infinitives the outlet words: ", *alleging* unfair practices", "and *refused* to go"."""
    told = scene.verbs.own(W.TOPIC) & scene.free & ~says
    return told & ~verb_follows(scene, told & found.clause)


def _who_speaks(scene: Scene, at: Ints, first: Ints, joined: Flags, beside: _Beside) -> tuple[Ints, Ints]:
    """The speakers of the verbs ``at``, in clauses from ``first`` on: the main subject, or who stands right before."""
    verbs = scene.verbs
    start, end = _main_subject(scene, at, first)
    who = joined & verbs.layout.has(first, W.REL)
    relative = at[who]
    start[relative], end[relative] = antecedents(verbs.layout, first[who], verbs.first[relative])
    rows = np.flatnonzero(beside.saying)
    start[rows], end[rows] = antecedents(verbs.layout, verbs.stop[rows], verbs.first[rows])[0], verbs.stop[rows]
    return np.where(beside.start >= 0, beside.start, start), np.where(beside.start >= 0, beside.end, end)


@dataclass(slots=True)
class _Beside:
    """Who stands right before a participle without a comma: ``start:end`` behind with (NONE for nobody), or people
    whom it is about."""

    start: Ints
    end: Ints
    saying: Flags

    @classmethod
    def of(cls, scene: Scene) -> _Beside:
        start, end = _no_one(scene)
        rows, start_of, end_of = _with_subjects(scene)
        start[rows], end[rows] = start_of, end_of
        return cls(start, end, _saying(scene))


def _portends(scene: Scene) -> Flags:
    """Verbs by which things tell nobody's words: "the strike *threatens* the harvest", "talks *promise* to be hard"."""
    layout, end = scene.verbs.layout, scene.subjects.end
    people = W.CAP | W.SPEAKER | W.PRON | W.POSS | W.REL | W.IT
    rows = scene.verbs.own(W.INF) & scene.verbs.own(W.OBJ) & scene.finite & ~layout.has(np.maximum(end - 1, 0), people)
    some = np.flatnonzero(rows)
    rows[some] = among_words(layout, scene.verbs.at[some], _PORTENDING)
    return rows


def _participles(scene: Scene, found: Complements, says: Flags, beside: _Beside) -> Flags:
    """ "..., saying that": behind a comma nearly any complement will do, elsewhere only a clear one."""
    verbs = scene.verbs
    comma = verbs.own(W.ING) & (verbs.group > verbs.first)
    rows = np.flatnonzero(comma)
    comma[rows] = verbs.layout.gap(verbs.group.take(rows), G.COMMA | G.DASH | G.RIGHT)
    comma |= beside.start >= 0
    going_on = verbs.helped(W.BE)
    loose = verbs.before(W.PREP | W.SUBORD | W.AND | W.BUT) | (verbs.group == verbs.first) | going_on
    named = found.object & ~verbs.own(W.TOPIC | W.AMBIGUOUS)
    written = W.NOUN | W.MEDIUM | W.DOC
    dated = verbs.before(W.TIME) & (verbs.group - 2 > verbs.first)
    rows = np.flatnonzero(dated)
    dated[rows] = verbs.layout.has(verbs.group.take(rows) - 2, written)
    statement = (verbs.before(written) | dated) & (says | (found.clause & verbs.own(W.SAID)) | named)
    statement |= beside.saying & (says | found.clause)
    statement |= found.that & ~going_on & _doings(verbs)
    clause = found.clause & (comma | statement | verbs.before(W.AND) | going_on | (loose & verbs.own(W.SAID)))
    sure = (scene.firm | comma) & (~verbs.own(W.TOPIC) | comma | going_on)
    later = comma & ((found.far_quote & verbs.own(W.SAID | W.QUOTEV)) | (found.far_that & verbs.own(TALKS)))
    content = says | found.to | found.object_to | ((clause | found.object) & sure) | later
    noun = noun_like(verbs) | verbs.before(W.GENITIVE | W.POSS)  # "familiar with Lund's thinking said"
    return np.asarray(verbs.own(W.ING) & (comma | loose | statement) & ~noun & content)


def _doings(verbs: Verbs) -> Flags:
    """Participles without a comma by which somebody does what the verb before them says: "filed a suit in May *claiming*
    that", "left the hall *saying* that"; not "it is worth *noting* that"."""
    layout = verbs.layout
    doing = verbs.own(W.ING) & verbs.own(W.CLAUSE) & ~verbs.own(W.AMBIGUOUS) & ~verbs.cut & ~verbs.before(_NO_DEED)
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
    quoting = verbs.own(W.SAID) | (verbs.own(W.QUOTEV) & (scene.after.quote | scene.after.colon))
    people &= scene.subjects.direct & quoting & verbs.own(W.ING) & ~verbs.helped(W.BE)
    rows = np.flatnonzero(people)
    told = verbs.layout.has(np.maximum(verbs.stop[rows] - 2, 0), W.TO)  # "a message to voters *saying*"
    people[rows] = ~told & ~(scene.after.next(W.THAT)[rows] & _addressed(verbs, rows, W.TO))
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
    near = layout.has(at, W.WITH) & (group - at > 1) & (group - at <= _LONGEST_AGENT)
    rows, at, group = rows[near], at[near], group[near]
    clear = (next_of(layout.punct, at + 1) > group) & (next_of(layout.finite_forms(), at + 1) >= group)
    return (rows[clear], *trim_name(layout, at[clear] + 1, group[clear]))


def _coordinated(scene: Scene, found: Complements) -> Flags:
    """ "... and insisted that": the subject stands before the verb it is joined to."""
    verbs = scene.verbs
    joined = verbs.before(W.AND | W.BUT)
    past = verbs.own(W.PAST | W.SFORM | W.PART) & ~verbs.helped(W.BE) & scene.firm & found.any_near
    base = verbs.own(W.BASE) & (found.that | found.whether)
    noun = verbs.own(W.AMBIGUOUS) & verbs.own(W.SFORM) & found.that & ~verbs.own(W.PAST)
    rows = np.flatnonzero(noun & joined)  # "rattled by *prices and fears* that", "*says* ... *and fears* that"
    before = verbs.group[rows]
    past[rows] &= verbs.layout.first_between(_present_forms(verbs.layout), verbs.first[rows], before) < before
    return np.asarray(joined & (past | base))


def _present_forms(layout: Layout) -> Flags:
    """The patterns of verbs in the present, as sure as their forms are."""
    sure = layout.having(W.SFORM) & ~layout.having(W.AMBIGUOUS | W.PHRASAL | W.CAP | W.NOUN)
    return sure | layout.having(W.BE | W.HAVE | W.DO | W.MODAL)


def _claim_passives(scene: Scene) -> None:
    """ "was described by Xinhua as ...", and without an agent "is said to ..."."""
    verbs, after = scene.verbs, scene.after
    passive = verbs.helped(W.BE) & verbs.own(W.PART) & verbs.own(W.PASSIVE | W.TELL)
    at = np.flatnonzero(passive & verbs.followed(W.BY))
    name_end = verbs.last.copy()
    far = np.minimum(np.minimum(after.next_punct, verbs.end + _LONGEST_AGENT), verbs.last)
    goes_on = verbs.layout.having(W.AS | W.THAT | W.TO | W.WH)
    name_end[at] = verbs.layout.first_between(goes_on, verbs.end[at] + 1, far[at])
    by = name_end < far
    scene.claim("passive", passive & by, name_end, (verbs.end + 1, name_end))
    alone = verbs.own(W.PART) & verbs.own(W.PASSIVE | W.TELL) & ((verbs.group == verbs.first) | verbs.before(W.SUBORD))
    asked = (passive | alone) & after.next(W.WH) & ~after.stop
    until, rows = verbs.last.copy(), np.flatnonzero(asked & alone)
    until[rows] = np.minimum(until[rows], next_commas(verbs, after, rows))
    foreseen = verbs.own(W.INF)  # "is expected to fall", "was asked to go": but "is said to"
    scene.claim("passive", passive & after.next(W.TO | W.THAT) & ~after.stop, after.start, _no_one(scene), own=foreseen)
    scene.claim("passive", asked, after.start, _no_one(scene), until)


def _no_one(scene: Scene) -> tuple[Ints, Ints]:
    nobody = np.full(len(scene.verbs.at), NONE)
    return nobody, nobody.copy()


def _main_subject(scene: Scene, at: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Who else than a subject of their own may speak through the verbs ``at``, in clauses from ``first`` on.

    The speaker behind words earlier in the sentence (..., Li said, adding), the clause's first noun phrase, or the
    subject of the sentence's first finite cue.
    """
    verbs, subjects = scene.verbs, scene.subjects
    start, end = _no_one(scene)
    start[at], end[at] = sentence_subjects(verbs.layout, first, verbs.last[at])
    start[at] = np.where(start[at] < verbs.group[at], start[at], NONE)  # "..., but *said*" has no subject of its own
    finite = scene.finite & (subjects.direct | subjects.apposed)
    for rows, override in ((finite, start < 0), (scene.behind, np.ones(len(start), np.bool_))):
        row = _earlier_row(verbs, rows)
        use = (row >= 0) & override
        start, end = np.where(use, scene.names[0][row], start), np.where(use, scene.names[1][row], end)
    return start, end


def _earlier_row(verbs: Verbs, rows: Flags) -> Ints:
    """For each verb the nearest earlier one of ``rows`` in its sentence; NONE where there is none."""
    if not len(rows):
        return np.zeros(0, np.int64)
    latest = np.maximum.accumulate(np.where(rows, np.arange(len(rows)), NONE))
    earlier = np.append(NONE, latest[:-1])
    same = (earlier >= 0) & (verbs.first[earlier] == verbs.first)
    return np.where(same, earlier, NONE)
