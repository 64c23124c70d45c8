"""What the rules for verbs know: which verbs are finite, who stands before them, what kind of words behind them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from framing.annotate.attribution.after import After, Ends
from framing.annotate.attribution.drafts import Drafts, draft
from framing.annotate.attribution.flags import AUX, PUNCT, VERB, G, W
from framing.annotate.attribution.passage import Flags, Ints, last_of, next_of, taken
from framing.annotate.attribution.subjects import Subjects, find_subjects
from framing.annotate.attribution.verbs import Verbs

_FREE_START = W.PREP | W.AND | W.BUT | W.SUBORD | W.TO | W.TIME
_PHRASE_START = W.PRON | W.IT | W.DET | W.POSS
#: A doubtful form is a verb where a quotation opens within so many words: "called the plan a “farce”"
_NEAR_QUOTE = 9
#: "That" may come so many words after a verb if only dates and places stand between.
_FAR_ASIDE = 18
_LONGEST_NAME = 8
#: Verbs that take a clause.
TALKS = W.CLAUSE | W.THATV | W.TELL


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
    clause_end: Ints
    document: Flags
    drafts: list[Drafts] = field(default_factory=list)

    @property
    def speaker(self) -> tuple[Ints, Ints]:
        """The subject's name."""
        return self.subjects.start, self.subjects.end

    def claim(
        self, rule: str, rows: Flags, start: Ints, speaker: tuple[Ints, Ints] | None = None, until: Ints | None = None
    ) -> None:
        """Draft ``rule`` for ``rows`` that are free, with words from ``start`` on, no further than ``until``."""
        at = np.flatnonzero(rows & self.free)
        at = at[start[at] < self.verbs.last[at]]
        first, until = start[at], self.clause_end[at] if until is None else until[at]
        cue = (self.verbs.group[at], self.verbs.end[at])
        name = speaker or self.speaker
        right = (first, self.ends.right(first, until))
        self.drafts.append(draft(rule, cue, (name[0][at], name[1][at]), right=right))
        self.free[at] = False


def set_scene(verbs: Verbs, after: After, ends: Ends) -> Scene:
    """Decide which verbs are finite and which forms can be trusted to be verbs; find subjects for those that any
    rule may use."""
    firm = ~verbs.own(W.AMBIGUOUS) | verbs.helped(W.MODAL | W.DO | W.HAVE)
    firm |= verbs.before(W.PRON | W.IT | W.CAP | W.SPEAKER | W.DOC) | (after.next(W.THAT) & ~after.stop)
    firm |= verbs.own(W.ING) & _comma_left(verbs)
    firm |= (
        verbs.own(W.PAST | W.SFORM)
        & (after.next_quote < np.minimum(np.minimum(after.next_punct, verbs.end + _NEAR_QUOTE), verbs.last))
        & ~after.quote
    )
    finite = _finite(verbs) & ~noun_like(verbs) & firm & ~_passive_participle(verbs)
    rows = np.flatnonzero(finite | _of_use_otherwise(verbs))
    verbs, after, finite, firm = taken(verbs, rows), taken(after, rows), finite[rows], firm[rows]
    subjects = find_subjects(verbs)
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
        _clause_ends(verbs, subjects, after),
        _documents(verbs, subjects),
    )


def _of_use_otherwise(verbs: Verbs) -> Flags:
    """Verbs that some rule may take though they are not finite: what each of those rules asks for, at the least."""
    begins = verbs.group == verbs.first
    rows = verbs.own(W.ING) | (verbs.own(W.ADJ) & verbs.helped(W.BE))  # participle, attitude
    rows |= verbs.own(W.BASE) & verbs.before(W.TO)  # to-say
    rows |= verbs.own(W.BASE | W.PAST | W.SFORM | W.PART) & verbs.before(W.AND | W.BUT)  # coordinated
    rows |= verbs.own(W.SAID | W.QUOTEV) & verbs.cut & (verbs.group == verbs.at)  # inverted
    passive = verbs.own(W.PASSIVE | W.TELL) & (verbs.helped(W.BE) | begins | verbs.before(W.SUBORD))
    opening = (verbs.group - 1 == verbs.first) & verbs.layout.has(verbs.first, W.AS)  # as-said
    return np.asarray(rows | (verbs.own(W.PART) & (passive | opening)))


def _documents(verbs: Verbs, subjects: Subjects) -> Flags:
    """Subjects that speak for others: "a poll by the institute", "court records"."""
    layout = verbs.layout
    document = verbs.before(W.DOC) | layout.has(np.maximum(subjects.end - 1, 0), W.DOC)
    for ahead in range(4):
        at = subjects.start + ahead
        document |= (at < subjects.end) & layout.has(np.maximum(at, 0), W.DOC)
    return document


def _clause_ends(verbs: Verbs, subjects: Subjects, after: After) -> Ints:
    """Where the clause of each verb ends at the latest: behind "While Tokyo says ..." with the next comma, inside
    dashes or brackets with the next one of them, elsewhere with the sentence."""
    layout, at = verbs.layout, np.maximum(subjects.phrase - 1, verbs.first)
    opens = (at <= verbs.first + 1) & layout.has(at, W.SUBORD | W.AS) & (subjects.phrase > verbs.first)
    which = layout.has(at, W.REL) & (
        layout.gap(at, G.COMMA) | (layout.has(at - 1, W.PREP) & layout.gap(at - 1, G.COMMA))
    )
    opens = (opens | which) & ~layout.has(at, W.THAT) & subjects.direct
    until = verbs.last.copy()
    inside = subjects.direct & (subjects.phrase > verbs.first)
    aside = layout.gap(subjects.phrase, G.DASH | G.LEFT) & inside
    for rows, signs in ((opens, G.COMMA), (aside, G.DASH | G.RIGHT)):
        some = np.flatnonzero(rows)
        until[some] = np.minimum(until[some], next_of(layout.gaps(signs), after.start[some] + 1))
    return until


def _comma_left(verbs: Verbs) -> Flags:
    layout, stop = verbs.layout, verbs.stop
    return (stop > verbs.first) & layout.gap(stop, G.COMMA | G.DASH | G.RIGHT) & ~layout.closes[stop]


def _finite(verbs: Verbs) -> Flags:
    being, having = verbs.helped(W.BE), verbs.helped(W.HAVE)
    finite = verbs.own(W.PAST | W.SFORM) & ~being & ~verbs.own(W.ING)
    finite |= (verbs.own(W.PART) & having & ~being) | (verbs.own(W.ING) & being)
    helped = verbs.helped(W.MODAL | W.DO) | verbs.before(W.TO)
    plural = verbs.before(W.PRON | W.PLURAL | W.DIGIT)
    two, three = (np.maximum(verbs.stop - back, 0) for back in (2, 3))
    one = verbs.layout.has(two, W.DET) | (verbs.layout.has(two, W.CAP) & verbs.layout.has(three, W.DET))
    one &= ~verbs.before(W.PLURAL)  # "a US *think* tank"
    plural |= ((verbs.before(W.CAP) & ~one) | _comma_left(verbs)) & ~verbs.own(W.AMBIGUOUS)
    clear = verbs.own(W.CLAUSE) & ~verbs.own(W.AMBIGUOUS | W.INF) & ~verbs.cut
    plural |= clear & ~verbs.before(W.DET | W.POSS | W.PREP | W.GENITIVE | W.TO | W.AND | AUX | W.ADV | W.PART)
    bare = verbs.own(W.BASE) & ~verbs.own(W.PAST)
    finite |= bare & (helped | plural)
    finite |= verbs.own(W.BASE) & helped
    return np.asarray(finite & (~bare | helped | plural) & (~verbs.own(W.ADJ) | verbs.own(VERB)))


def noun_like(verbs: Verbs) -> Flags:
    """An article, possessive or preposition right before a doubtful form: "the report", "in question"."""
    doubtful = verbs.before(W.DET | W.POSS | W.PREP | W.GENITIVE) & verbs.own(W.AMBIGUOUS | W.BASE)
    doubtful &= verbs.own(W.AMBIGUOUS) | ~verbs.before(W.PLURAL)
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
    active = verbs.before(W.PRON) & layout.has(verbs.end, W.AS)  # "which he described as"
    named = np.flatnonzero(participle & followed & single & ~active & layout.has(verbs.end, W.AS))
    active[named] = _behind_which(taken(verbs, named))
    agent = layout.has(verbs.end, W.BY) & ~verbs.before(W.PRON | W.CAP)  # "prices charged by exporters"
    about = verbs.own(W.OBJ) & ~verbs.own(W.CLAUSE) & ~active
    return np.asarray(participle & followed & single & (about | agent))


def _behind_which(verbs: Verbs) -> Flags:
    """Whether which, what or that and a name stand before each verb: "what *Ms Ruiz* described"."""
    layout = verbs.layout
    which = last_of(layout.words(W.REL | W.WH)[:-1], verbs.stop - 2, verbs.first)
    near = layout.has(which, W.REL | W.WH) & (verbs.stop - which <= _LONGEST_NAME)
    clear = next_of(layout.punct, which + 1) >= verbs.stop
    return np.asarray(near & clear & (next_of(layout.finite_forms(), which + 1) >= verbs.at))


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
    takes_to = np.flatnonzero(verbs.own(W.INF))
    next_to = verbs.last.copy()
    next_to[takes_to] = next_of(layout.words(W.TO), verbs.end[takes_to])
    talks = verbs.own(TALKS)
    linked = after.next(W.AND | W.BUT | W.SUBORD) & ~after.next(W.AS)
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
        object=(going & ~linked & (~after.next(W.PREP) | after.next(W.OF | W.AS)) | after.quote) & verbs.own(W.OBJ),
        survey=going & ~linked & verbs.own(W.SHOW) & scene.document,
        far_that=_far_that(verbs, after) & talks & ~verbs.own(W.AMBIGUOUS),
        far_quote=(after.next_quote < after.near) & (talks | verbs.own(W.QUOTEV)),
    )


def _far_that(verbs: Verbs, after: After) -> Flags:
    """Whether "that" follows, with no more than dates and places between: "said in Rome, Ohio, that"."""
    layout = verbs.layout
    near = after.next_that < after.near
    at = np.flatnonzero(~near & (after.next(W.PREP | W.TIME) | after.heard) & (after.next_that < verbs.last))
    that = after.next_that[at]
    aside = (layout.gap(that, G.COMMA) | after.heard[at]) & (that - after.start[at] < _FAR_ASIDE)
    near[at] = aside & (next_of(layout.finite_forms(), after.start[at]) >= that)
    return near


def end_at_new_clauses(scene: Scene, found: Complements) -> None:
    """Let words end where the sentence goes on with a cue and a subject of its own: "... and others said"."""
    verbs, layout, phrase = scene.verbs, scene.verbs.layout, scene.subjects.phrase
    rows = scene.finite & scene.subjects.direct & found.any_near & verbs.own(W.SAID | W.CLAUSE | W.TELL | W.THATV)
    rows &= phrase > verbs.first
    joint = np.unique(phrase[rows]) - 1
    turns = layout.has(joint, W.AND | W.TRIM) & ~layout.has(joint - 1, W.THAT)  # "said that while he feared it"
    scene.ends = scene.ends.also_at(joint[turns])
