"""What the rules for verbs know of each verb, and which verbs no rule has claimed yet."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from framing.annotate.attribution.after import After, look_after
from framing.annotate.attribution.appositions import is_office
from framing.annotate.attribution.clauseends import clause_ends
from framing.annotate.attribution.drafts import NONE, Drafts, draft
from framing.annotate.attribution.ends import Ends
from framing.annotate.attribution.finite import finite_verbs, firm_verbs
from framing.annotate.attribution.flags import FINITE, PHRASE, PUNCT, G, W
from framing.annotate.attribution.passage import Layout, next_of, taken
from framing.annotate.attribution.phrases import among_words
from framing.annotate.attribution.subjects import Subjects, find_subjects
from framing.annotate.attribution.verbs import Verbs
from framing.annotate.attribution.wording import outlet_speaks
from framing.records.arrays import Flags, Ints

#: "Its head, Ada Lund, *considered* one of the best, left"
_HELD_TO_BE = frozenset("considered deemed viewed dubbed termed labeled labelled branded planned proposed".split())
_STATING = frozenset("said-that said told said-later-that".split())
#: What stands behind the verb of a deed: "and sued *the* port", not "a just and *biased view*".
_ACTED_ON = W.DET | W.POSS | W.PRON | W.OBJPRON | W.CAP
_NO_HELP = frozenset("being having be".split())
_OBJECTS = frozenset("object topic object-infinitive".split())
#: What comes of things, and what those somebody speaks of do; the speaker would be "adding", "declining".
_OUTCOMES = frozenset(
    """resulting leading causing putting leaving forcing bringing letting allowing making giving having depending
    ensuring costing hurting driving pushing keeping agreeing seeking deciding planning opting harming damaging
    undermining weakening disrupting destroying creating increasing boosting reducing cutting lowering
    threatening endangering jeopardizing jeopardising hampering eroding posing providing affecting""".split()
)
#: What comes of things that may be; of what has been, the outlet says so: "said it was late, *raising* fears".
_EFFECTS = frozenset(
    """raising fueling fuelling stoking sparking triggering heightening intensifying worsening exacerbating deepening
    prolonging slowing dragging squeezing straining angering delaying accelerating complicating spreading
    opening closing hitting crippling crushing sending encouraging choosing underestimating""".split()
)
_AND = frozenset(["and"])
_MEANWHILE = frozenset(["as", "while", "after"])
_BESIDES = frozenset("after before since despite".split())
_ACTS = frozenset(
    "announced announces declared declares decided decides felt vowed vows pledged pledges promised agreed".split()
)


@dataclass(slots=True)
class Scene:
    """Everything the rules know about each verb, one row a verb.

    ``free`` marks the verbs that no rule has claimed yet, ``behind`` those that stand behind their words, ``document``
    those by which a poll or letter speaks, ``own`` those behind which the outlet itself does; ``names`` are the
    speakers that the rules gave so far.
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
    own: Flags
    drafts: list[Drafts] = field(default_factory=list)

    @property
    def speaker(self) -> tuple[Ints, Ints]:
        """The subject's name."""
        return self.subjects.start, self.subjects.end

    def nobody(self) -> tuple[Ints, Ints]:
        """Nobody as the speaker of each verb."""
        none = np.full(len(self.verbs.at), NONE)
        return none, none.copy()

    def claim(
        self,
        rule: str,
        rows: Flags,
        start: Ints,
        speaker: tuple[Ints, Ints] | None = None,
        until: Ints | None = None,
        own: Flags | None = None,
    ) -> None:
        """Draft ``rule`` for ``rows`` that are free, with words from ``start`` on, no further than ``until``; where
        ``own`` they are the outlet's."""
        at = np.flatnonzero(rows & self.free)
        at = at[start[at] < self.verbs.last[at]]
        first, until = start[at], self.clause_end[at] if until is None else until[at]
        cue = (self.verbs.group[at], self.verbs.end[at])
        name = speaker or self.speaker
        right = (first, self._ends(rule, at, first, until))
        words = self.own[at] if own is None else self.own[at] | own[at]
        self.drafts.append(draft(rule, cue, (name[0][at], name[1][at]), right=right, own=words))
        self.free[at] = False

    def _ends(self, rule: str, at: Ints, first: Ints, until: Ints) -> Ints:
        """Where words from ``first`` on end: of plain statements behind what comes of it all, "said that mills would
        close, *leaving* many out of work"; but "announced that mills would close, leaving ...": the outlet sees it. An
        aside stands before the verb: "said that dues, *hitting* mills, had to go"."""
        layout, end = self.verbs.layout, self.ends.right(first, until)
        if rule == "participle":  # "claiming it was late, *and leaving* the hall"
            return np.minimum(end, np.maximum(next_of(_joined_deeds(layout), first + 1), first + 1))
        if rule in _OBJECTS:  # "sees the levy as a tax *and has* hit back"
            return _next_deed(layout, first, _next_helper(layout, first, end))
        if rule == "infinitive":  # "threatened to leave, *after losing* a vote"
            end = np.minimum(end, np.maximum(next_of(_other_deeds(layout), first + 1), first + 1))
            return np.minimum(end, _next_helper(layout, first, end))
        if rule == "noun-to":  # "signaled a willingness to talk -- *but could* harden its stance"
            but = layout.words(W.BUT)[:-1]
            return np.minimum(end, next_of(np.append(but.compress(~layout.has(but, W.AS)), layout.n), first + 1))
        if rule not in _STATING:
            return end
        rows = np.flatnonzero((end < until) & layout.has(end, W.GERUND) & ~layout.has(end, W.TRIM))
        rows = rows.compress(layout.gap(end.take(rows), G.COMMA))
        begin, comma = first.take(rows), end.take(rows)
        comes = among_words(layout, comma, _OUTCOMES)
        comes |= among_words(layout, comma, _EFFECTS) & _foreseen(layout, begin, comma)
        rows = rows.compress(comes | _before_verb(layout, begin, comma))
        cue = at.take(rows)
        states = ((self.verbs.bits.take(cue) & W.CLAUSE) != 0) & ~among_words(layout, self.verbs.at.take(cue), _ACTS)
        rows = rows.compress(states)
        end[rows] = self.ends.right(end.take(rows), until.take(rows))
        return end


def _foreseen(layout: Layout, start: Ints, end: Ints) -> Flags:
    """Whether the words tell what something else may do: "said the levy *would* hurt growers, stoking anger"; not "said
    it would leave, stoking anger"."""
    own = layout.has(start + layout.has(start, W.THAT), W.PRON | W.IT)
    return np.asarray((layout.first_between(layout.having(W.MODAL), start, end) < end) & ~own)


def _before_verb(layout: Layout, start: Ints, comma: Ints) -> Flags:
    """Whether the words from each ``start`` on have their verb behind an aside that opens at the ``comma``."""
    close = next_of(layout.gaps(G.COMMA), comma + 1)
    plain = ~layout.has(comma, W.ING) & (layout.next_quotes(start) > close) & layout.has(close, FINITE)
    return np.asarray(plain & (next_of(layout.finite_forms(), start + 1) >= comma))


def _joined_deeds(layout: Layout) -> Ints:
    """And behind a comma and before a verb in -ing that goes on what the words belong to; the end closes."""
    comma = layout.gaps(G.COMMA)[:-1]
    comma = comma.compress(layout.has(comma, W.AND) & layout.has(comma + 1, W.GERUND | W.ING))
    return np.append(comma, layout.n)


def _other_deeds(layout: Layout) -> Ints:
    """Where the outlet tells what somebody did besides, or what went on: "vowed to leave, *after losing* a vote",
    "vowed to leave *as prices rose*"; the end closes."""
    comma = layout.gaps(G.COMMA)[:-1]
    comma = comma.compress(layout.has(comma, W.SUBORD | W.PREP) & layout.has(comma + 1, W.GERUND))
    when = layout.words(W.SUBORD)[:-1]
    when = when.compress(among_words(layout, when, _MEANWHILE) & ~layout.gap(when + 1, PUNCT))
    verb = next_of(layout.finite_forms(), when + 2)
    clause = layout.has(when + 1, PHRASE | W.PLURAL) & ~layout.has(when - 1, W.ADV)  # "as soon *as*"
    when = when.compress(clause & ~layout.has(verb, W.AMBIGUOUS) & (verb < next_of(layout.punct, when + 1)))
    found = np.concatenate((comma.compress(among_words(layout, comma, _BESIDES)), when))
    found.sort(kind="stable")
    return np.append(found, layout.n)


def _next_helper(layout: Layout, start: Ints, end: Ints) -> Ints:
    """Where an and with a helping verb behind it parts what somebody did from what they mean to do: "vows to fight *and
    has raised* dues"; the ``end`` where none does or another verb stands between."""
    joints = layout.words(W.AND)[:-1]
    joints = joints.compress(layout.has(joints + 1, W.HAVE | W.BE) & ~layout.has(joints + 1, W.PRON | W.ING))
    joints = joints.compress(among_words(layout, joints, _AND) & ~among_words(layout, joints + 1, _NO_HELP))
    joint = next_of(np.append(joints, layout.n), start + 1)
    clear = np.minimum(next_of(layout.finite_forms(), start + 2), next_of(layout.words(W.REL | W.THAT), start)) > joint
    return np.where(clear, np.minimum(joint, end), end)


def _next_deed(layout: Layout, start: Ints, end: Ints) -> Ints:
    """Where an and with a verb of the past behind it parts what somebody judged from what they did: "called the levy a
    tax *and sued* the port"; the ``end`` where none does."""
    joints = layout.words(W.AND)[:-1]
    deed = layout.has(joints + 1, W.VERBISH) & layout.has(joints + 2, _ACTED_ON)
    deed |= layout.has(joints + 1, W.PAST) & layout.has(joints + 2, _ACTED_ON | W.SPEAKER)
    deed &= ~layout.has(joints - 1, W.VERBISH | W.GERUND | W.PAST) & ~layout.gap(joints + 2, PUNCT | G.MARK | G.STOP)
    joints = joints.compress(deed)
    joints = joints.compress(among_words(layout, joints, _AND))
    return np.minimum(end, np.maximum(next_of(np.append(joints, layout.n), start + 1), start + 1))


def set_scene(verbs: Verbs, ends: Ends) -> Scene:
    """Decide which verbs are finite and which forms can be trusted to be verbs; find subjects for those that any
    rule may use."""
    finite = finite_verbs(verbs)
    rows = np.flatnonzero(finite | _of_use_otherwise(verbs))
    verbs, finite = taken(verbs, rows), finite.take(rows)
    after = look_after(verbs)
    subjects = find_subjects(verbs)
    firm = firm_verbs(verbs, after) | _behind_person(verbs, after, subjects)
    document = _documents(verbs, subjects)
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
        clause_ends(verbs, subjects, after),
        document,
        outlet_speaks(verbs, subjects, document),
    )


def _behind_person(verbs: Verbs, after: After, subjects: Subjects) -> Flags:
    """Doubtful forms of the past behind a name and an aside: "Ada Lund, a fellow at the guild, *called* it a tax",
    "Oslo, meanwhile, *called* it a tax", "The board, in a letter, *called* it a tax"; not "Ada Lund, *already
    considered* a star, left"."""
    layout = verbs.layout
    told = subjects.apposed & verbs.own(W.AMBIGUOUS) & verbs.own(W.PAST) & ~after.stop
    told &= after.next(PHRASE | W.IT | W.OBJPRON) | (after.next(W.TO) & verbs.own(W.INF))
    rows = np.flatnonzero(told)
    start, end, group = subjects.start.take(rows), subjects.end.take(rows), verbs.group.take(rows)
    named = layout.has(start, W.CAP) & layout.has(end - 1, W.CAP) & ~layout.has(start, W.PREP)
    office = layout.has(start, W.DET | W.POSS | W.CAP) & layout.has(end - 1, W.SPEAKER) & ~layout.has(start, W.PREP)
    office &= (next_of(layout.finite_forms(), start) >= group) & (next_of(layout.punct, end + 1) == group)
    commas = layout.gap(end, G.COMMA) & layout.gap(group, G.COMMA) & (group > end)
    aside = commas & ~layout.has(end, W.AND | W.VERBISH | W.GERUND | W.CAP)
    brackets = layout.gap(end, G.LEFT) & layout.gap(group, G.RIGHT)  # "Ada Lund (R-Ohio) *called* it a tax"
    titled = commas & is_office(layout, start, end) & layout.has(end, W.CAP) & layout.has(group - 1, W.CAP)
    titled |= office & aside  # "Its head, Ada Lund, *called* it a tax"
    titled &= after.next(W.IT | W.OBJPRON).take(rows) | ~among_words(layout, verbs.at.take(rows), _HELD_TO_BE)
    told[rows] = (named & (aside | brackets)) | titled
    return told


def _of_use_otherwise(verbs: Verbs) -> Flags:
    """Verbs that some rule may take though they are not finite: what each of those rules asks for, at the least."""
    begins = verbs.group == verbs.first
    rows = verbs.own(W.ING) | (verbs.own(W.ADJ) & verbs.helped(W.BE))  # participle, attitude
    rows |= verbs.own(W.ADJ) & verbs.cut & (verbs.group == verbs.at)  # "..., *confident* that": participle
    rows |= verbs.own(W.BASE) & verbs.before(W.TO)  # to-say
    rows |= verbs.own(W.BASE | W.PAST | W.SFORM | W.PART) & verbs.before(W.AND | W.BUT)  # coordinated
    rows |= verbs.own(W.SAID | W.QUOTEV) & verbs.cut & (verbs.group == verbs.at)  # inverted
    passive = verbs.own(W.PASSIVE | W.TELL) & (verbs.helped(W.BE) | begins | verbs.before(W.SUBORD))
    opening = (verbs.group - 1 == verbs.first) & verbs.layout.has(verbs.first, W.AS)  # as-said
    passive |= verbs.own(W.OBJ) & verbs.helped(W.BE)
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
