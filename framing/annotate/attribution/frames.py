"""The rules for verbs: which of them report somebody's words here, and which words."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.after import next_commas
from framing.annotate.attribution.clauses import clause_starts, joined_clauses, sentence_subjects, told_in_past
from framing.annotate.attribution.complements import TALKS, Complements
from framing.annotate.attribution.drafts import NONE
from framing.annotate.attribution.flags import OPENS_CLAUSE, PHRASE, G, W
from framing.annotate.attribution.objects import (
    bound_to,
    holding_words,
    named_as,
    protests,
    verb_follows,
    what_is_called,
    what_is_meant,
)
from framing.annotate.attribution.participles import Beside, participles
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.passives import claim_passives
from framing.annotate.attribution.phrases import among_words, antecedents
from framing.annotate.attribution.relatives import claim_relatives
from framing.annotate.attribution.scene import Scene
from framing.annotate.attribution.verbs import Verbs
from framing.annotate.attribution.wording import names_things, told_behind, told_to, what_to_do
from framing.records.arrays import Flags, Ints

#: "But, she added, ...", "In fact, he noted, ..."
_LONGEST_OPENING = 3
_WHILE = frozenset("while as when if once unless until".split())
_WHICH = frozenset(["that", "which"])
#: Behind these and whom they are about an infinitive tells what those say, in no more words than that.
_LEADING = frozenset(
    """led leads lead leading left leaves leave leaving caused causes causing forced forces forcing prompted prompts
    prompting pushed pushes pushing allowed allows allowing moved inspired""".split()
)
_LONGEST_LED = 8
#: Things do so in no words.
_PORTENDING = frozenset("threaten threatens threatened promise promises promised".split())
#: Somebody does so with words, a thing without.
_GOING_ON = frozenset(
    """begin begins began begun continue continues continued go goes went gone press presses pressed start starts
    started""".split()
)


def claim_before_content(scene: Scene, found: Complements) -> None:
    """Rules with a subject, a verb and then the words: "Bessent said that ..."."""
    verbs, after, subjects = scene.verbs, scene.after, scene.subjects
    adjective = verbs.own(W.ADJ) & verbs.helped(W.BE)
    ready = (scene.finite | adjective) & (subjects.direct | subjects.apposed)
    ready &= ~_portends(scene) & ~_goes_on(scene)
    clausal = verbs.own(TALKS | W.ADJ | W.SHOW)
    plain = ready & (~verbs.own(W.OBJ) | after.next(W.PREP))
    says_so = found.that & (clausal | protests(scene, ready & found.that))
    scene.claim("said-that", ready & says_so, after.start)
    scene.claim("said-quote", ready & found.quote & (clausal | verbs.own(W.QUOTEV | W.OBJ)), after.start)
    whether = ready & found.whether & (clausal | verbs.own(W.OBJ))
    scene.claim("said-whether", whether, after.start, own=what_to_do(verbs, after))
    scene.claim("told", ready & found.told, after.start)
    told = told_to(verbs, ready & found.to)
    scene.claim("passive", told, after.start, scene.nobody(), own=told)
    scene.claim("infinitive", ready & found.to, after.start, own=verbs.own(W.TOPIC))
    scene.claim("object-infinitive", ready & found.object_to, verbs.end, own=verbs.own(W.TOPIC))
    clause = ready & found.clause & scene.free
    scene.claim("said", clause & (verbs.own(W.SAID) | verb_follows(scene, clause)), after.start)
    scene.claim("survey", ready & found.survey, after.start)
    scene.claim("said-later-that", plain & found.far_that, found.next_that)
    scene.claim("said-later-quote", plain & found.far_quote, after.next_quote)
    attitude = adjective & ready & ~after.stop & ~after.next(W.AND | W.BUT | W.BY)
    scene.claim("attitude", attitude, verbs.at + 1, own=attitude)  # "is worried about *the levy*"
    _claim_things(scene, found, ready)
    comma = ready & after.stop & after.comma & ~after.next(W.BUT | W.ING | W.AND)
    said = verbs.own(W.SAID) & ~verbs.before(W.THAT)  # "That said, ..."
    scene.claim("said-comma", comma & (said | _wedged(scene, comma)), after.start)


def _claim_things(scene: Scene, found: Complements, ready: Flags) -> None:
    """Rules for verbs with a thing behind them: "called the levy *a tax*", "criticised *the levy*"."""
    verbs = scene.verbs
    things = ready & found.object & ~verbs.own(W.TOPIC)
    scene.claim("object", things, verbs.end, until=what_is_called(scene), own=names_things(verbs))
    topic = ready & (found.object | found.clause) & verbs.own(W.OBJ) & scene.free
    holding, that = holding_words(verbs, topic & verbs.own(W.TOPIC))
    scene.claim("noun-that", holding, that)
    scene.claim("noun-to", *bound_to(verbs, topic & verbs.own(W.TOPIC) & scene.free))
    topic &= scene.free
    rows = np.flatnonzero(topic)
    own = topic.copy()
    own[rows] = ~named_as(scene, rows)
    scene.claim("topic", topic, verbs.end, until=what_is_meant(scene, rows), own=own)


def _wedged(scene: Scene, rows: Flags) -> Flags:
    """Which of the verbs stand with their subject between a short opening and a clause: "But, *she added*, the mill is
    shut"."""
    verbs, layout, after = scene.verbs, scene.verbs.layout, scene.after
    wedged = rows & scene.subjects.direct & verbs.own(W.CLAUSE) & verbs.own(W.QUOTEV) & ~verbs.own(W.AMBIGUOUS)
    at = np.flatnonzero(wedged)
    phrase, start = scene.subjects.phrase.take(at), after.start.take(at)
    opening = layout.gap(phrase, G.COMMA) & (phrase > verbs.first.take(at)) & (start == verbs.end.take(at))
    opening &= phrase - verbs.first.take(at) <= _LONGEST_OPENING
    clause = layout.has(start, OPENS_CLAUSE) & (next_of(layout.finite_forms(), start + 1) < verbs.last.take(at))
    wedged[at] = opening & clause
    return wedged


def claim_without_subject(scene: Scene, found: Complements, beside: Beside) -> None:
    """Rules for verbs that have no subject of their own, with who stands ``beside`` participles."""
    says = found.that | found.whether | found.quote | found.told
    claim_relatives(scene, found, says)
    verbs = scene.verbs
    infinitive = verbs.before(W.TO) & verbs.own(W.BASE) & ~verbs.helped(W.BE)
    infinitive &= ~verbs.layout.has(np.maximum(verbs.stop - 2, 0), W.BE | W.NEG)  # "this is not to say that"
    rules = {
        "participle": participles(scene, found, says, beside),
        "coordinated": _coordinated(scene, found),
        "to-say": infinitive & says & verbs.own(TALKS | W.ADJ | W.SHOW),
    }
    at = np.flatnonzero(scene.free & np.logical_or.reduce(list(rules.values())))
    first = clause_starts(verbs.layout, verbs.group[at], verbs.first[at])
    joined = rules["coordinated"][at]
    first[joined] = joined_clauses(verbs.layout, verbs.group[at[joined]], first[joined])
    speaker = _who_speaks(scene, at, first, joined, beside)
    _who_is_led(verbs, rules["to-say"], speaker)
    wedged = verbs.own(W.ING | W.ADJ)[at] & (next_of(verbs.layout.finite_forms(), first) >= verbs.group[at])
    until = scene.clause_end.copy()  # "The Journal, citing officials, reported that ..."
    rows = at[wedged]
    until[rows] = np.minimum(next_commas(verbs, scene.after, rows), verbs.last[rows])
    scene.own = told_behind(verbs, scene.own, _earlier_row(verbs, scene.behind) >= 0)
    voicing = rules["participle"] & verbs.own(W.TOPIC) & scene.free & ~found.that & ~found.far_that
    holding, that = holding_words(verbs, voicing)
    scene.claim("noun-that", holding, that, speaker, until)  # "..., voicing hope *that* prices fall"
    scene.claim("noun-to", *bound_to(verbs, voicing & scene.free), speaker, until)
    own = _told_of(scene, found, says)
    for rule, claimed in rules.items():
        scene.claim(rule, claimed, scene.after.start, speaker, until, own)
    claim_passives(scene)


def _told_of(scene: Scene, found: Complements, says: Flags) -> Flags:
    """Verbs whose objects or infinitives the outlet words: ", *alleging* unfair practices", "and *refused* to go"."""
    thing = found.object & ~found.to & ~found.object_to & names_things(scene.verbs)
    thing |= scene.verbs.own(W.ADJ)  # ", *worried* about the levy"
    told = (scene.verbs.own(W.TOPIC) | thing) & scene.free & ~says
    return (told & ~verb_follows(scene, told & found.clause)) | (scene.free & what_to_do(scene.verbs, scene.after))


def _who_speaks(scene: Scene, at: Ints, first: Ints, joined: Flags, beside: Beside) -> tuple[Ints, Ints]:
    """The speakers of the verbs ``at``, in clauses from ``first`` on: the main subject, or who stands right before."""
    verbs = scene.verbs
    start, end = _main_subject(scene, at, first)
    who = joined & verbs.layout.has(first, W.REL)
    relative = at[who]
    start[relative], end[relative] = antecedents(verbs.layout, first[who], verbs.first[relative])
    rows = np.flatnonzero(beside.saying)
    start[rows], end[rows] = antecedents(verbs.layout, verbs.stop[rows], verbs.first[rows])[0], verbs.stop[rows]
    return np.where(beside.start >= 0, beside.start, start), np.where(beside.start >= 0, beside.end, end)


def _who_is_led(verbs: Verbs, rows: Flags, speaker: tuple[Ints, Ints]) -> None:
    """Let those speak whom something leads to it: "the delay led *growers* to say that", "leaving *many* to wonder"."""
    layout, at = verbs.layout, np.flatnonzero(rows)
    for back in range(_LONGEST_LED, 1, -1):
        lead = verbs.stop[at] - back
        led = (lead >= verbs.first[at]) & among_words(layout, np.maximum(lead, 0), _LEADING)
        led &= layout.has(lead + 1, OPENS_CLAUSE) & (next_of(layout.punct, lead + 1) >= verbs.stop[at])
        speaker[0][at[led]], speaker[1][at[led]] = lead[led] + 1, verbs.stop[at[led]] - 1


def _portends(scene: Scene) -> Flags:
    """Verbs by which things tell nobody's words: "the strike *threatens* the harvest", "talks *promise* to be hard"."""
    layout, end = scene.verbs.layout, scene.subjects.end
    people = W.CAP | W.SPEAKER | W.PRON | W.POSS | W.REL | W.IT
    rows = scene.verbs.own(W.INF) & scene.verbs.own(W.OBJ) & scene.finite
    some = np.flatnonzero(rows)
    which = layout.has(scene.verbs.stop[some] - 1, W.REL) & ~scene.verbs.cut[some]
    thing = ~layout.has(np.maximum(end[some] - 1, 0), people)
    thing |= which & among_words(layout, scene.verbs.stop[some] - 1, _WHICH)  # "a row *that threatened* to spread"
    rows[some] = thing & among_words(layout, scene.verbs.at[some], _PORTENDING)
    return rows


def _goes_on(scene: Scene) -> Flags:
    """Verbs by which things begin and go on: "talks *continue* “in good faith”", "the row *began* with “a slap”"."""
    layout, subjects = scene.verbs.layout, scene.subjects
    going = scene.finite & scene.verbs.own(W.QUOTEV) & (subjects.end > subjects.start)
    rows = np.flatnonzero(going)
    last = subjects.end.take(rows) - 1
    things = layout.has(last, W.PLURAL) & (last == scene.verbs.first.take(rows)) & ~layout.has(last, W.SPEAKER)
    things |= ~layout.has(last, W.CAP | W.SPEAKER | W.DOC | W.PRON | W.REL) | layout.has(last, W.WH)
    going[rows] = things & among_words(layout, scene.verbs.at.take(rows), _GOING_ON)
    return going


def _coordinated(scene: Scene, found: Complements) -> Flags:
    """ "... and insisted that": the subject stands before the verb it is joined to."""
    verbs = scene.verbs
    joined = verbs.before(W.AND | W.BUT)
    rows = np.flatnonzero(joined & verbs.before(W.SUBORD))  # "*while framed* as fair", but "since said"
    joined[rows] = ~among_words(verbs.layout, verbs.stop[rows] - 1, _WHILE)
    past = verbs.own(W.PAST | W.SFORM | W.PART) & ~verbs.helped(W.BE) & scene.firm & found.any_near
    base = verbs.own(W.BASE) & (found.that | found.whether)
    noun = verbs.own(W.AMBIGUOUS) & verbs.own(W.SFORM) & found.that & ~verbs.own(W.PAST)
    rows = np.flatnonzero(noun & joined)  # "rattled by *prices and fears* that", "*says* ... *and fears* that"
    before = verbs.group[rows]
    past[rows] &= verbs.layout.first_between(_present_forms(verbs.layout), verbs.first[rows], before) < before
    rows = np.flatnonzero(past & joined)
    past[rows] = ~told_in_past(verbs.layout, verbs.at[rows]) & ~_passive_before(scene, rows)
    return np.asarray(joined & (past | base))


def _passive_before(scene: Scene, rows: Ints) -> Flags:
    """Whether each participle is joined to a passive one, so that its subject does not speak: "was held *and
    described* as"."""
    layout, joint = scene.verbs.layout, scene.verbs.stop[rows] - 1
    passive = layout.has(joint - 1, W.VERBISH | W.PART) & scene.verbs.own(W.PART)[rows] & scene.after.next(W.AS)[rows]
    return passive & (layout.has(joint - 2, W.BE) | (layout.has(joint - 2, W.ADV) & layout.has(joint - 3, W.BE)))


def _present_forms(layout: Layout) -> Flags:
    """The patterns of verbs in the present, as sure as their forms are."""
    sure = layout.having(W.SFORM) & ~layout.having(W.AMBIGUOUS | W.PHRASAL | W.CAP | W.NOUN)
    return sure | layout.having(W.BE | W.HAVE | W.DO | W.MODAL)


def _main_subject(scene: Scene, at: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Who else than a subject of their own may speak through the verbs ``at``, in clauses from ``first`` on.

    The speaker behind words earlier in the sentence (..., Li said, adding), the clause's first noun phrase, or the
    subject of the sentence's first finite cue.
    """
    verbs, subjects = scene.verbs, scene.subjects
    start, end = scene.nobody()
    behind, opening = _behind_opening(verbs, at)
    start[at], end[at] = sentence_subjects(verbs.layout, np.where(opening, behind, first), verbs.last[at])
    told = start[at] < verbs.group[at]
    told |= (opening | (verbs.group[at] == verbs.first[at])) & (start[at] > verbs.at[at])  # "Noting that, *Lund* said"
    start[at] = np.where(told, start[at], NONE)  # "..., but *said*" has no subject of its own
    finite = scene.finite & (subjects.direct | subjects.apposed)
    for rows, override in ((finite, start < 0), (scene.behind, np.ones(len(start), np.bool_))):
        row = _earlier_row(verbs, rows)
        use = (row >= 0) & override
        start, end = np.where(use, scene.names[0][row], start), np.where(use, scene.names[1][row], end)
    return start, end


def _behind_opening(verbs: Verbs, at: Ints) -> tuple[Ints, Flags]:
    """The commas behind which the clause follows that the verbs ``at`` open with a preposition, and which do: "After
    *saying* that it was late, Lund left"."""
    layout, first, group = verbs.layout, verbs.first[at], verbs.group[at]
    opening = verbs.own(W.ING)[at] & layout.has(group - 1, W.PREP | W.SUBORD) & (group > first)
    joint = first + (layout.has(first, W.AND | W.BUT | W.ADV) & ~layout.has(first, W.PREP | W.SUBORD))
    opening &= (group - joint <= _LONGEST_OPENING) & layout.has(joint, W.PREP | W.SUBORD)
    comma = next_of(layout.gaps(G.COMMA), verbs.end[at])
    return comma, np.asarray(opening & (comma < verbs.last[at]) & layout.has(comma, PHRASE))


def _earlier_row(verbs: Verbs, rows: Flags) -> Ints:
    """For each verb the nearest earlier one of ``rows`` in its sentence; NONE where there is none."""
    if not len(rows):
        return np.zeros(0, np.int64)
    latest = np.maximum.accumulate(np.where(rows, np.arange(len(rows)), NONE))
    earlier = np.append(NONE, latest[:-1])
    same = (earlier >= 0) & (verbs.first[earlier] == verbs.first)
    return np.where(same, earlier, NONE)
