"""What the rules for verbs know: which verbs are finite, who stands before them, what kind of words behind them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from framing.annotate.arrays import distinct
from framing.annotate.attribution.after import After, Ends, look_after
from framing.annotate.attribution.drafts import Drafts, draft
from framing.annotate.attribution.flags import AUX, PUNCT, VERB, G, W
from framing.annotate.attribution.passage import Flags, Ints, last_of, next_of, taken
from framing.annotate.attribution.phrases import is_subject
from framing.annotate.attribution.subjects import Subjects, find_subjects
from framing.annotate.attribution.verbs import Verbs

_FREE_START = W.PREP | W.AND | W.BUT | W.SUBORD | W.TO | W.TIME
_PHRASE_START = W.PRON | W.IT | W.DET | W.POSS
#: A doubtful form is a verb where a quotation opens within so many words: "called the plan a “farce”"
_NEAR_QUOTE = 9
#: "That" may come so many words after a verb if only dates and places stand between.
_FAR_ASIDE = 18
_LONGEST_NAME = 8
#: "Offered a loan to *the* mill", "to *Congress*": what stands behind "to" where no verb does.
_NO_VERB = W.DET | W.CAP | W.POSS | W.DIGIT | W.PRON | W.IT
#: What a main clause behind another one starts with.
_OPENS_CLAUSE = W.CAP | W.PRON | W.DET | W.POSS | W.IT | W.SPEAKER | W.PLURAL
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


def set_scene(verbs: Verbs, ends: Ends) -> Scene:
    """Decide which verbs are finite and which forms can be trusted to be verbs; find subjects for those that any
    rule may use."""
    finite = _finite(verbs) & ~noun_like(verbs) & ~_passive_participle(verbs)
    rows = np.flatnonzero(finite | _of_use_otherwise(verbs))
    verbs, finite = taken(verbs, rows), finite.take(rows)
    after = look_after(verbs)
    firm = _firm(verbs, after)
    subjects = find_subjects(verbs)
    return Scene(
        verbs,
        subjects,
        after,
        ends,
        finite & firm,
        firm,
        np.ones(len(verbs.at), np.bool_),
        np.zeros(len(verbs.at), np.bool_),
        (subjects.start.copy(), subjects.end.copy()),
        _clause_ends(verbs, subjects, after),
        _documents(verbs, subjects),
    )


def _firm(verbs: Verbs, after: After) -> Flags:
    """Forms that are no nouns or adjectives: by themselves, or by what stands before or behind them."""
    firm = ~verbs.own(W.AMBIGUOUS) | verbs.helped(W.MODAL | W.DO | W.HAVE)
    firm |= verbs.before(W.PRON | W.IT | W.CAP | W.SPEAKER | W.DOC) | (after.next(W.THAT) & ~after.stop)
    firm |= verbs.own(W.ING) & _comma_left(verbs)
    near = after.next_quote < np.minimum(np.minimum(after.next_punct, verbs.end + _NEAR_QUOTE), verbs.last)
    return np.asarray(firm | (verbs.own(W.PAST | W.SFORM) & near & ~after.quote))


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
    """Subjects of verbs that show what speaks for others: "a poll by the institute", "court records"."""
    layout, document = verbs.layout, verbs.own(W.SHOW)
    rows = np.flatnonzero(document)
    start, end = subjects.start.take(rows), subjects.end.take(rows)
    found = verbs.before(W.DOC).take(rows) | layout.has(np.maximum(end - 1, 0), W.DOC)
    for ahead in range(4):
        found |= (start + ahead < end) & layout.has(np.maximum(start + ahead, 0), W.DOC)
    document[rows] = found
    return document


def _clause_ends(verbs: Verbs, subjects: Subjects, after: After) -> Ints:
    """Where the clause of each verb ends at the latest: behind "While Tokyo says ..." with the next comma, inside
    dashes or brackets with the next one of them, elsewhere with the sentence."""
    layout, at = verbs.layout, np.maximum(subjects.phrase - 1, verbs.first)
    word, inside = layout.bits(at), subjects.direct & (subjects.phrase > verbs.first)
    opens = (at <= verbs.first + 1) & ((word & (W.SUBORD | W.AS)) != 0) & inside
    which = np.flatnonzero(((word & W.REL) != 0) & subjects.direct)
    who = at.take(which)
    opens[which] |= layout.gap(who, G.COMMA) | (layout.has(who - 1, W.PREP) & layout.gap(who - 1, G.COMMA))
    opens &= (word & W.THAT) == 0
    rows = np.flatnonzero(inside)
    aside = rows.compress(layout.gap(subjects.phrase.take(rows), G.DASH | G.LEFT))
    until = verbs.last.copy()
    for rows, signs in ((np.flatnonzero(opens), G.COMMA), (aside, G.DASH | G.RIGHT)):
        until[rows] = np.minimum(until[rows], next_of(layout.gaps(signs), after.start[rows] + 1))
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
    plural |= (_behind_name(verbs) | _comma_left(verbs)) & ~verbs.own(W.AMBIGUOUS)
    clear = verbs.own(W.CLAUSE) & ~verbs.own(W.AMBIGUOUS | W.INF) & ~verbs.cut
    plural |= clear & ~verbs.before(W.DET | W.POSS | W.PREP | W.GENITIVE | W.TO | W.AND | AUX | W.ADV | W.PART)
    bare = verbs.own(W.BASE) & ~verbs.own(W.PAST)
    finite |= bare & (helped | plural)
    finite |= verbs.own(W.BASE) & helped
    return np.asarray(finite & (~bare | helped | plural) & (~verbs.own(W.ADJ) | verbs.own(VERB)))


def _behind_name(verbs: Verbs) -> Flags:
    """Whether a name stands before each verb, no single thing: "a US *think* tank"."""
    layout, named = verbs.layout, verbs.before(W.CAP)
    rows = np.flatnonzero(named & ~verbs.before(W.PLURAL))
    two, three = (np.maximum(verbs.stop.take(rows) - back, 0) for back in (2, 3))
    named[rows] = ~(layout.has(two, W.DET) | (layout.has(two, W.CAP) & layout.has(three, W.DET)))
    return named


def noun_like(verbs: Verbs) -> Flags:
    """An article, possessive or preposition right before a doubtful form: "the report", "in question"."""
    doubtful = verbs.before(W.DET | W.POSS | W.PREP | W.GENITIVE) & verbs.own(W.AMBIGUOUS | W.BASE)
    doubtful &= verbs.own(W.AMBIGUOUS) | ~verbs.before(W.PLURAL)
    article = verbs.before(W.DET) & ~verbs.before(W.SPEAKER | W.IT | W.PRON)
    helped_next = (verbs.end < verbs.last) & verbs.followed(W.BE | W.HAVE | W.MODAL)
    rows = np.flatnonzero(helped_next & verbs.own(W.SFORM | W.BASE) & ~verbs.own(W.SAID))
    doubtful[rows] |= ~verbs.layout.gap(verbs.end.take(rows), PUNCT | G.MARK)
    return doubtful | ((article | verbs.before(W.POSS | W.GENITIVE)) & verbs.own(W.PART) & ~verbs.own(W.SAID))


def _passive_participle(verbs: Verbs) -> Flags:
    """An -ed form with a preposition behind: "a man accused of murder"."""
    participle = verbs.own(W.PAST) & verbs.own(W.PART) & ~verbs.helped(W.HAVE) & (verbs.end == verbs.at + 1)
    participle &= verbs.followed(W.PREP) & ~verbs.followed(W.TO) & (verbs.end < verbs.last)
    rows = np.flatnonzero(participle)
    some = taken(verbs, rows)
    active = some.before(W.PRON) & some.followed(W.AS)  # "which he described as"
    named = np.flatnonzero(some.followed(W.AS) & ~active)
    active[named] = _behind_which(taken(some, named))
    agent = some.followed(W.BY) & ~some.before(W.PRON | W.CAP)  # "prices charged by exporters"
    about = some.own(W.OBJ) & ~some.own(W.CLAUSE) & ~active
    participle[rows] = (about | agent) & ~verbs.layout.gap(some.end, PUNCT)
    return np.asarray(participle)


def _behind_which(verbs: Verbs) -> Flags:
    """Whether which, what or that and a name stand before each verb: "what *Ms Ruiz* described"."""
    layout = verbs.layout
    which = last_of(layout.words(W.REL | W.WH)[:-1], verbs.stop - 2, verbs.first)
    near = layout.has(which, W.REL | W.WH) & (verbs.stop - which <= _LONGEST_NAME)
    clear = next_of(layout.punct, which + 1) >= verbs.stop
    return np.asarray(near & clear & (next_of(layout.finite_forms(), which + 1) >= verbs.at))


@dataclass(slots=True)
class Complements:
    """Which kinds of complement stand behind each verb, as far as its class allows them; ``next_that`` is where the
    one of ``far_that`` is."""

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
    next_that: Ints
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
    _free_openings(verbs, after, free)
    takes_to = np.flatnonzero(verbs.own(W.INF))
    next_to = verbs.last.copy()
    to = next_of(layout.words(W.TO), verbs.end[takes_to])
    next_to[takes_to] = np.where(layout.has(to + 1, _NO_VERB), layout.n, to)
    talks = verbs.own(TALKS)
    linked = after.next(W.AND | W.BUT | W.SUBORD) & ~after.next(W.AS)
    far_that, next_that = _far_that(verbs, after)
    that = going & after.next(W.THAT)
    nouns = np.flatnonzero(that & verbs.own(W.AMBIGUOUS) & (verbs.helpers == 0) & ~verbs.before(W.PRON | W.CAP))
    that[nouns] = ~is_subject(layout, after.start.take(nouns))
    return Complements(
        that=that,
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
        far_that=far_that,
        next_that=next_that,
        far_quote=(after.next_quote < after.near) & (talks | verbs.own(W.QUOTEV)),
    )


def _free_openings(verbs: Verbs, after: After, free: Flags) -> None:
    """Mark the plain verbs of saying whose clause opens with a number or another clause: "said *about 40* firms left",
    "said *despite the levy*, exports rose", "said *while he liked it*, he would wait"."""
    layout = verbs.layout
    rows = np.flatnonzero(verbs.own(W.SAID) & ~after.stop & ~after.quote & after.next(W.PREP | W.BUT))
    start = after.start.take(rows)
    two = layout.has(start + 2, W.DIGIT) & ~layout.has(start + 1, W.TIME | W.CAP)
    counted = layout.has(start, W.PREP) & (layout.has(start + 1, W.DIGIT) | two)
    comma = next_of(layout.gaps(G.COMMA), start + 1)
    opening = layout.has(start, W.BUT) & ~layout.has(start, W.AS | W.TIME | W.ING | W.GERUND | W.ADV)
    opening &= (layout.has(start, W.PREP) != layout.has(start, W.SUBORD)) & ~layout.has(start + 1, W.GERUND | W.VERBISH)
    opening &= layout.has(comma, _OPENS_CLAUSE) & ~layout.has(comma, W.REL | W.TRIM)
    opening &= next_of(layout.finite_forms(), comma + 1) < verbs.last.take(rows)
    free[rows] |= counted | opening


def _far_that(verbs: Verbs, after: After) -> tuple[Flags, Ints]:
    """Whether "that" follows a verb of saying, with no more than dates and places between, and where it is: "said in
    Rome, Ohio, that"."""
    layout = verbs.layout
    found, place = verbs.own(TALKS) & ~verbs.own(W.AMBIGUOUS), verbs.last.copy()
    rows = np.flatnonzero(found)
    words = taken(after, rows)
    that = next_of(layout.words(W.THAT), words.start)
    near = that < words.near
    at = np.flatnonzero(~near & (words.next(W.PREP | W.TIME) | words.heard) & (that < verbs.last.take(rows)))
    start, distant = words.start.take(at), that.take(at)
    aside = (layout.gap(distant, G.COMMA) | words.heard.take(at)) & (distant - start < _FAR_ASIDE)
    near[at] = aside & (next_of(layout.finite_forms(), start) >= distant)
    found[rows], place[rows] = near, that
    return found, place


def end_at_new_clauses(scene: Scene, found: Complements) -> None:
    """Let words end where the sentence goes on with a cue and a subject of its own: "... and others said"."""
    verbs, layout, phrase = scene.verbs, scene.verbs.layout, scene.subjects.phrase
    rows = scene.finite & scene.subjects.direct & found.any_near & verbs.own(W.SAID | W.CLAUSE | W.TELL | W.THATV)
    rows &= phrase > verbs.first
    joint = distinct(phrase[rows]) - 1
    turns = layout.has(joint, W.AND | W.TRIM) & ~layout.has(joint - 1, W.THAT)  # "said that while he feared it"
    scene.ends = scene.ends.also_at(joint[turns])
