"""The rules for verbs: which of them report somebody's words here, and which words."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from framing.annotate.attribution.after import After, Ends
from framing.annotate.attribution.drafts import NONE, Drafts, draft
from framing.annotate.attribution.flags import AUX, PUNCT, VERB, G, W
from framing.annotate.attribution.passage import Flags, Ints, next_of
from framing.annotate.attribution.subjects import Subjects, antecedent, sentence_subjects
from framing.annotate.attribution.verbs import Verbs

_FREE_START = W.PREP | W.AND | W.BUT | W.SUBORD | W.TO | W.TIME
_PHRASE_START = W.PRON | W.IT | W.DET | W.POSS
#: An agent of a passive is no longer than this many words: "described by the state news agency Xinhua as"
_LONGEST_AGENT = 10
_TALKS = W.CLAUSE | W.THATV | W.TELL


@dataclass(slots=True)
class Scene:
    """Everything the rules know about each verb; ``free`` marks the verbs no rule has claimed yet,

    ``behind`` those that stand behind their words; ``names`` are the speakers that the rules gave so far.
    """

    verbs: Verbs
    subjects: Subjects
    after: After
    ends: Ends
    finite: Flags
    firm: Flags
    free: Flags
    behind: Flags
    names: tuple[Ints, Ints]
    drafts: list[Drafts] = field(default_factory=list)

    @property
    def speaker(self) -> tuple[Ints, Ints]:
        """The subject's name."""
        return self.subjects.start, self.subjects.end

    def claim(
        self, rule: str, rows: Flags, start: Ints, speaker: tuple[Ints, Ints] | None = None, until: Ints | None = None
    ) -> None:
        """Draft ``rule`` for ``rows`` that are free, with words from ``start`` on, no further than ``until``."""
        rows = rows & self.free & (start < self.verbs.last)
        end = self.ends.right(start, self.verbs.last if until is None else until)
        cue = (self.verbs.group, self.verbs.end)
        self.drafts.append(draft(rule, rows, cue, speaker or self.speaker, right=(start, end)))
        self.free = self.free & ~rows


def set_scene(verbs: Verbs, subjects: Subjects, after: After, ends: Ends) -> Scene:
    """Decide which verbs are finite verbs with a subject, and which forms can be trusted to be verbs at all."""
    firm = ~verbs.own(W.AMBIGUOUS) | verbs.helped(W.MODAL | W.DO | W.HAVE)
    firm |= verbs.before(W.PRON | W.CAP | W.SPEAKER | W.DOC) | (after.next(W.THAT) & ~after.stop)
    firm |= verbs.own(W.ING) & _comma_left(verbs)
    finite = _finite(verbs) & ~_noun_like(verbs) & firm & ~_passive_participle(verbs)
    return Scene(
        verbs,
        subjects,
        after,
        ends,
        finite,
        firm,
        np.ones(len(verbs.at), np.bool_),
        np.zeros(len(verbs.at), np.bool_),
        (subjects.start.copy(), subjects.end.copy()),
    )


def _comma_left(verbs: Verbs) -> Flags:
    layout = verbs.layout
    return (
        (verbs.group > verbs.first) & layout.gap(verbs.group, G.COMMA | G.DASH | G.RIGHT) & ~layout.closes[verbs.group]
    )


def _finite(verbs: Verbs) -> Flags:
    being, having = verbs.helped(W.BE), verbs.helped(W.HAVE)
    finite = verbs.own(W.PAST | W.SFORM) & ~being & ~verbs.own(W.ING)
    finite |= (verbs.own(W.PART) & having & ~being) | (verbs.own(W.ING) & being)
    helped = verbs.helped(W.MODAL | W.DO) | verbs.before(W.TO)
    plural = verbs.before(W.PRON | W.PLURAL | W.DIGIT)
    plural |= (verbs.before(W.CAP) | _comma_left(verbs)) & ~verbs.own(W.AMBIGUOUS)
    bare = verbs.own(W.BASE) & ~verbs.own(W.PAST)
    finite |= bare & (helped | plural)
    finite |= verbs.own(W.BASE) & helped
    return np.asarray(finite & (~bare | helped | plural) & (~verbs.own(W.ADJ) | verbs.own(VERB)))


def _noun_like(verbs: Verbs) -> Flags:
    """An article, possessive or preposition right before a doubtful form: "the report", "in question"."""
    doubtful = verbs.before(W.DET | W.POSS | W.PREP | W.GENITIVE) & verbs.own(W.AMBIGUOUS | W.BASE)
    article = verbs.before(W.DET) & ~verbs.before(W.SPEAKER | W.IT | W.PRON)
    layout = verbs.layout
    helped_next = (
        (verbs.end < verbs.last)
        & layout.has(verbs.end, W.BE | W.HAVE | W.MODAL)
        & ~layout.gap(verbs.end, PUNCT | G.MARK)
    )
    doubtful |= helped_next & verbs.own(W.SFORM | W.BASE) & ~verbs.own(W.SAID)
    return doubtful | ((article | verbs.before(W.POSS)) & verbs.own(W.PART) & ~verbs.own(W.SAID))


def _passive_participle(verbs: Verbs) -> Flags:
    """An -ed form with a preposition behind: "a man accused of murder"."""
    layout = verbs.layout
    followed = (
        (verbs.end < verbs.last)
        & layout.has(verbs.end, W.PREP)
        & ~layout.has(verbs.end, W.TO)
        & ~layout.gap(verbs.end, PUNCT)
    )
    single = verbs.end == verbs.at + 1
    participle = verbs.own(W.PAST) & verbs.own(W.PART) & ~verbs.helped(W.HAVE)
    return np.asarray(participle & followed & single & verbs.own(W.OBJ) & ~verbs.own(W.CLAUSE))


@dataclass(slots=True)
class Complements:
    """Which kinds of complement stand behind each verb, as far as its class allows them."""

    that: Flags
    quote: Flags
    whether: Flags
    to: Flags
    object_to: Flags
    clause: Flags
    told: Flags
    object: Flags
    survey: Flags
    far_that: Flags
    far_quote: Flags

    @property
    def any_near(self) -> Flags:
        """Any of those that begin right behind the verb."""
        return (
            self.that
            | self.quote
            | self.whether
            | self.to
            | self.object_to
            | self.clause
            | self.told
            | self.object
            | self.survey
        )


def find_complements(scene: Scene) -> Complements:
    """Look at the word behind each verb, and at the next "that", "to" and quotation."""
    verbs, after, layout = scene.verbs, scene.after, scene.verbs.layout
    going = ~after.stop
    free = going & ~after.quote & ~after.next(_FREE_START) | (after.next(_PHRASE_START) & going)
    next_to = next_of(layout.words(W.TO), verbs.end)
    talks = verbs.own(_TALKS)
    linked = after.next(W.AND | W.BUT | W.SUBORD)
    name_end = np.maximum(scene.subjects.end - 1, 0)
    document = verbs.before(W.DOC) | layout.has(name_end, W.DOC)
    for ahead in range(4):
        at = scene.subjects.start + ahead
        document |= (at < scene.subjects.end) & layout.has(np.maximum(at, 0), W.DOC)
    return Complements(
        that=going & after.next(W.THAT),
        quote=after.quote | after.colon,
        whether=going & after.next(W.WH),
        to=going & after.next(W.TO) & verbs.own(W.INF),
        object_to=going
        & verbs.own(W.INF)
        & (next_to < np.minimum(np.minimum(after.next_punct, verbs.end + 9), verbs.last))
        & ~after.next(W.PREP | W.AND | W.THAT | W.WH),
        clause=free & verbs.own(W.CLAUSE),
        told=free & verbs.own(W.TELL) & after.heard,
        object=(going & ~linked & (~after.next(W.PREP) | after.next(W.OF)) | after.quote) & verbs.own(W.OBJ),
        survey=going & ~linked & verbs.own(W.SHOW) & document,
        far_that=(after.next_that < after.near) & talks & ~verbs.own(W.AMBIGUOUS),
        far_quote=(after.next_quote < after.near) & (talks | verbs.own(W.QUOTEV)),
    )


def claim_before_content(scene: Scene, found: Complements) -> None:
    """Rules with a subject, a verb and then the words: "Bessent said that ..."."""
    verbs, after, subjects = scene.verbs, scene.after, scene.subjects
    adjective = verbs.own(W.ADJ) & verbs.helped(W.BE)
    ready = (scene.finite | adjective) & (subjects.direct | subjects.apposed)
    clausal = verbs.own(_TALKS | W.ADJ | W.SHOW)
    plain = ready & ~verbs.own(W.OBJ)
    scene.claim("said-that", ready & found.that & clausal, after.start)
    scene.claim("said-quote", ready & found.quote & (clausal | verbs.own(W.QUOTEV | W.OBJ)), after.start)
    scene.claim("said-whether", ready & found.whether & (clausal | verbs.own(W.OBJ)), after.start)
    scene.claim("told", ready & found.told, after.start)
    scene.claim("infinitive", ready & found.to, after.start)
    scene.claim("object-infinitive", ready & found.object_to, verbs.end)
    scene.claim("said", ready & found.clause & (_verb_follows(scene) | verbs.own(W.SAID)), after.start)
    scene.claim("survey", ready & found.survey, after.start)
    scene.claim("said-later-that", plain & found.far_that, after.next_that)
    scene.claim("said-later-quote", plain & found.far_quote, after.next_quote)
    scene.claim("attitude", adjective & ready & ~after.stop & ~after.next(W.AND | W.BUT), verbs.at + 1)
    scene.claim("object", ready & found.object & ~verbs.own(W.TOPIC), verbs.end)
    scene.claim("topic", ready & (found.object | found.clause) & verbs.own(W.OBJ), verbs.end)
    comma = ready & after.stop & after.comma & verbs.own(W.SAID)
    scene.claim("said-comma", comma & ~verbs.layout.has(after.start, W.BUT | W.ING | W.AND), after.start)


def claim_without_subject(scene: Scene, found: Complements) -> None:
    """Rules for verbs that have no subject of their own."""
    says = found.that | found.whether | found.quote | found.told
    _claim_relatives(scene, found, says)
    _claim_participles(scene, found, says)
    _claim_coordinated(scene, found)
    verbs, after = scene.verbs, scene.after
    infinitive = verbs.before(W.TO) & verbs.own(W.BASE) & ~verbs.helped(W.BE)
    scene.claim("to-say", infinitive & says & verbs.own(_TALKS | W.ADJ | W.SHOW), after.start, _main_subject(scene))
    _claim_passives(scene)


def _claim_relatives(scene: Scene, found: Complements, says: Flags) -> None:
    """ "Ogawa, who said the levy was illegal, left": the words end with the relative clause."""
    verbs, after = scene.verbs, scene.after
    name, aside = antecedent(verbs)
    until = np.where(aside, np.minimum(after.next_punct, verbs.last), verbs.last)
    clause = found.clause & ~verbs.own(W.AMBIGUOUS)
    scene.claim("relative", scene.finite & scene.subjects.relative & (says | clause), after.start, name, until)


def _claim_participles(scene: Scene, found: Complements, says: Flags) -> None:
    """ "..., saying that": behind a comma nearly any complement will do, elsewhere only a clear one."""
    verbs = scene.verbs
    comma = (verbs.group > verbs.first) & verbs.layout.gap(verbs.group, G.COMMA | G.DASH | G.RIGHT)
    going_on = verbs.helped(W.BE)
    loose = verbs.before(W.PREP | W.SUBORD | W.AND | W.BUT) | (verbs.group == verbs.first) | going_on
    statement = verbs.before(W.NOUN | W.MEDIUM | W.DOC) & (says | (found.clause & verbs.own(W.SAID)))
    clause = found.clause & (comma | statement | verbs.before(W.AND) | going_on)
    sure = (scene.firm | comma) & (~verbs.own(W.TOPIC) | comma | going_on)
    content = says | found.to | found.object_to | ((clause | found.object) & sure)
    rows = verbs.own(W.ING) & (comma | loose | statement) & ~_noun_like(verbs) & content
    scene.claim("participle", rows, scene.after.start, _main_subject(scene))


def _claim_coordinated(scene: Scene, found: Complements) -> None:
    """ "... and insisted that": the subject stands before the verb it is joined to."""
    verbs = scene.verbs
    joined = verbs.before(W.AND | W.BUT)
    past = verbs.own(W.PAST | W.SFORM | W.PART) & ~verbs.helped(W.BE) & scene.firm & found.any_near
    base = verbs.own(W.BASE) & (found.that | found.whether)
    scene.claim("coordinated", joined & (past | base), scene.after.start, _main_subject(scene))


def _claim_passives(scene: Scene) -> None:
    """ "was described by Xinhua as ...", and without an agent "is said to ..."."""
    verbs, after = scene.verbs, scene.after
    passive = verbs.helped(W.BE) & verbs.own(W.PART) & verbs.own(W.PASSIVE | W.TELL)
    name_end = next_of(verbs.layout.words(W.AS | W.THAT | W.TO), verbs.end + 1)
    by = (
        verbs.layout.has(verbs.end, W.BY)
        & (name_end < verbs.last)
        & (name_end < np.minimum(after.next_punct, verbs.end + _LONGEST_AGENT))
    )
    scene.claim("passive", passive & by, name_end, (verbs.end + 1, name_end))
    scene.claim("passive", passive & after.next(W.TO | W.THAT) & ~after.stop, after.start, _no_one(scene))


def _verb_follows(scene: Scene) -> Flags:
    """Whether the words behind the verb hold a finite verb: a clause, not just a noun phrase."""
    verbs, start = scene.verbs, scene.after.start
    finite = next_of(verbs.layout.words(AUX | W.VERBISH | W.SFORM | W.PAST), start + 1)
    return finite < scene.ends.right(start, verbs.last)


def _no_one(scene: Scene) -> tuple[Ints, Ints]:
    nobody = np.full(len(scene.verbs.at), NONE)
    return nobody, nobody


def _main_subject(scene: Scene) -> tuple[Ints, Ints]:
    """Who else than a subject of its own may speak through a verb: the speaker behind words earlier in the sentence
    (..., Li said, adding), the sentence's first noun phrase, or the subject of its first finite cue."""
    verbs, subjects = scene.verbs, scene.subjects
    start, end = sentence_subjects(verbs.layout, verbs.first, verbs.last)
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
