"""Which verbs are finite, and which forms can be trusted to be verbs at all: "they *report*", not "a *report*"."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.after import After
from framing.annotate.attribution.flags import AUX, FINITE, PUNCT, VERB, G, W
from framing.annotate.attribution.passage import last_of, next_of, taken
from framing.annotate.attribution.phrases import among_words, behind_clause, is_subject, np_start
from framing.annotate.attribution.verbs import Verbs
from framing.records.arrays import Flags, Ints

#: A doubtful form is a verb where a quotation opens within so many words: "called the plan a “farce”"
_NEAR_QUOTE = 9
_LONGEST_NAME = 8
_HELPS = frozenset("help helps helped".split())
_NO_DOCUMENTS = W.DET | W.POSS | W.PREP | W.GENITIVE | W.TO | W.AND | W.ADV


def finite_verbs(verbs: Verbs) -> Flags:
    """Verbs with a subject of their own, as far as their forms and the words beside them tell."""
    return _finite(verbs) & ~noun_like(verbs) & ~_passive_participle(verbs) & ~_dated_participle(verbs)


def firm_verbs(verbs: Verbs, after: After) -> Flags:
    """Forms that are no nouns or adjectives: by themselves, or by what stands before or behind them."""
    firm = ~verbs.own(W.AMBIGUOUS) | verbs.helped(W.MODAL | W.DO | W.HAVE)
    named = verbs.before(W.CAP) & ~verbs.before(W.OPENER)  # not "Stirring *fears* of a strike"
    firm |= named | verbs.before(W.PRON | W.IT | W.SPEAKER | W.DOC) | (after.next(W.THAT) & ~after.stop)
    firm |= verbs.own(W.ING) & verbs.behind_comma()
    near = after.next_quote < np.minimum(np.minimum(after.next_punct, verbs.end + _NEAR_QUOTE), verbs.last)
    return np.asarray(firm | (verbs.own(W.PAST | W.SFORM) & near & ~after.quote))


def _finite(verbs: Verbs) -> Flags:
    being, having = verbs.helped(W.BE), verbs.helped(W.HAVE)
    finite = verbs.own(W.PAST | W.SFORM) & ~being & ~verbs.own(W.ING)
    finite |= (verbs.own(W.PART) & having & ~being) | (verbs.own(W.ING) & being)
    helped = verbs.helped(W.MODAL | W.DO) | verbs.before(W.TO)
    plural = verbs.before(W.PRON | W.PLURAL | W.DIGIT)
    plural |= (verbs.before(W.CAP) | verbs.behind_comma()) & ~verbs.own(W.AMBIGUOUS)
    plural |= verbs.followed(W.PRON) & verbs.before(W.SPEAKER) & verbs.own(W.CLAUSE)  # "his aides at home *claim* he"
    clear = verbs.own(W.CLAUSE) & ~verbs.own(W.AMBIGUOUS | W.INF) & ~verbs.cut
    plural |= clear & ~verbs.before(W.DET | W.POSS | W.PREP | W.GENITIVE | W.TO | W.AND | AUX | W.ADV | W.PART)
    plural |= _of_documents(verbs)
    bare = verbs.own(W.BASE) & ~verbs.own(W.PAST)
    rows = np.flatnonzero(bare & plural & ~helped)
    plural[rows] = ~_governed(verbs, rows)
    finite |= bare & (helped | plural)
    finite |= verbs.own(W.BASE) & helped
    return np.asarray(finite & (~bare | helped | plural) & (~verbs.own(W.ADJ) | verbs.own(VERB)))


def _governed(verbs: Verbs, rows: Ints) -> Flags:
    """Whether a verb before each of these bare ones governs it: "that *helps* explain why", "*demanded* mills reveal
    it"."""
    layout, before = verbs.layout, verbs.stop.take(rows) - 1
    demanded = (before > verbs.first.take(rows)) & layout.has(before - 1, W.INF) & layout.has(before - 1, W.OBJ)
    return np.asarray(demanded | among_words(layout, before, _HELPS))


def _of_documents(verbs: Verbs) -> Flags:
    """Bare verbs whose subject is several documents of somebody: "*data from the port show* ..."."""
    layout = verbs.layout
    shows = verbs.own(W.SHOW)
    rows = np.flatnonzero(shows)
    bits, left = verbs.bits.take(rows), verbs.left.take(rows)
    bare = ((bits & W.BASE) != 0) & ((bits & W.AMBIGUOUS) == 0) & (verbs.helpers.take(rows) == 0)
    bare &= ~verbs.cut.take(rows) & ((left & _NO_DOCUMENTS) == 0)
    shows[:] = False
    rows = rows.compress(bare)
    stop, first = verbs.stop.take(rows), verbs.first.take(rows)
    found = np.zeros(len(rows), np.bool_)
    for back in range(3, _LONGEST_NAME):
        at = np.maximum(stop - back, first)
        found |= layout.has(at, W.DOC) & layout.has(at + 1, W.PREP)
    clear = next_of(layout.punct, np.maximum(stop - _LONGEST_NAME, first) + 1) >= stop
    shows[rows] = found & clear
    return shows


def noun_like(verbs: Verbs) -> Flags:
    """An article, possessive or preposition right before a doubtful form: "the report", "in question"."""
    doubtful = verbs.before(W.DET | W.POSS | W.PREP | W.GENITIVE) & verbs.own(W.AMBIGUOUS | W.BASE)
    doubtful &= verbs.own(W.AMBIGUOUS) | ~verbs.before(W.PLURAL)
    doubtful |= verbs.before(W.GERUND) & verbs.own(W.NOUN) & verbs.own(W.AMBIGUOUS) & (verbs.helpers == 0)
    doubtful |= verbs.before(W.VERBISH) & verbs.own(W.NOUN) & verbs.own(W.AMBIGUOUS) & (verbs.helpers == 0)
    doubtful |= _advocates(verbs)
    article = verbs.before(W.DET) & (~verbs.before(W.SPEAKER | W.IT | W.PRON) | _the_most(verbs))
    one_word = verbs.own(W.AMBIGUOUS) & (verbs.end == verbs.at + 1) & ~verbs.cut
    verb = verbs.followed(W.BE | W.HAVE | W.MODAL) | (one_word & verbs.followed(W.PAST))  # "a Reuters *report* quoted"
    helped_next = (verbs.end < verbs.last) & verb
    helped_next &= ~verbs.followed(W.PRON | W.IT)  # "suggests *it's* late"
    rows = np.flatnonzero(helped_next & verbs.own(W.SFORM | W.BASE) & ~verbs.own(W.SAID))
    rows = rows.compress(~_behind_what(taken(verbs, rows)))
    doubtful[rows] |= ~verbs.layout.gap(verbs.end.take(rows), PUNCT | G.MARK)
    people = verbs.before(W.PRON | W.SPEAKER) | (verbs.helpers != 0)
    rows = np.flatnonzero(one_word & verbs.followed(W.THAT) & ~people)
    doubtful[rows] |= is_subject(verbs.layout, verbs.end.take(rows))  # "the trade *disputes* that have"
    return doubtful | ((article | verbs.before(W.POSS | W.GENITIVE)) & verbs.own(W.PART) & ~verbs.own(W.SAID))


def _advocates(verbs: Verbs) -> Flags:
    """People, not what somebody does, with a name and of beside them: "the Danish *advocates* of peace"."""
    people = verbs.own(W.SPEAKER) & verbs.own(W.AMBIGUOUS) & verbs.own(W.SFORM) & verbs.followed(W.OF)
    return np.asarray(people & (verbs.end == verbs.at + 1))


def _the_most(verbs: Verbs) -> Flags:
    """Whether most stands between an article and each verb: "*the most* confirmed cases", not "most said"."""
    most = verbs.before(W.DET)
    rows = np.flatnonzero(most)
    before = verbs.stop.take(rows) - 2
    most[rows] = (before >= verbs.first.take(rows)) & verbs.layout.has(before, W.DET)
    return most


def _behind_what(verbs: Verbs) -> Flags:
    """Whether what or which and a name or pronoun stand before each verb: "what *Oslo* claims are unfair dues", "a step
    that *growers* fear will hurt"; or people behind a thing: ", a step *experts* warn could hurt"."""
    layout, what = verbs.layout, np.zeros(len(verbs.at), np.bool_)
    for back in (2, 3):
        at = np.maximum(verbs.stop - back, 0)
        what |= layout.has(at, W.WH | W.REL) & (verbs.stop - back > verbs.first) & ~layout.gap(at + 1, PUNCT)
        what &= ~layout.has(at + 1, AUX) | layout.has(at + 1, W.PRON)  # "who *does* Lund think will win"
    what &= verbs.before(W.CAP | W.PRON | W.IT | W.SPEAKER)
    what |= _behind_thing(verbs)
    it = verbs.before(W.PRON) | (verbs.before(W.IT) & ~verbs.before(W.DET))  # "dues *it* claims are unfair"
    return np.asarray(
        (what | it) & ~verbs.cut & ~layout.has(verbs.end + 1, W.THAT | W.WH | W.TO)
    )  # "what I know is that"


def _behind_thing(verbs: Verbs) -> Flags:
    """Whether people stand before each verb behind a thing that they speak about: ", a step *many experts* warn"."""
    layout = verbs.layout
    found = verbs.before(W.SPEAKER) & verbs.before(W.PLURAL) & verbs.followed(W.MODAL)
    rows = np.flatnonzero(found)
    if len(rows):
        stop = verbs.stop.take(rows)
        phrase, _ = np_start(layout, stop, verbs.first.take(rows))
        found[rows] = behind_clause(layout, phrase, stop) > phrase
    return found


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


def _dated_participle(verbs: Verbs) -> Flags:
    """An -ed form of a thing, with a day and the clause's verb behind: "the truce *announced Monday* came late"."""
    layout = verbs.layout
    dated = verbs.own(W.PAST) & verbs.own(W.PART) & (verbs.helpers == 0) & verbs.followed(W.TIME) & ~verbs.cut
    rows = np.flatnonzero(dated & ~verbs.before(W.CAP | W.SPEAKER | W.PRON | W.IT | W.REL | W.DOC))
    dated[:] = False
    at = verbs.end.take(rows) + 1
    at += layout.has(at, W.TIME | W.DIGIT)
    dated[rows] = layout.has(at, FINITE) & ~layout.gap(at, PUNCT)
    return np.asarray(dated)


def _behind_which(verbs: Verbs) -> Flags:
    """Whether which, what or that and a name stand before each verb: "what *Ms Ruiz* described"."""
    layout = verbs.layout
    which = last_of(layout.words(W.REL | W.WH)[:-1], verbs.stop - 2, verbs.first)
    near = layout.has(which, W.REL | W.WH) & (verbs.stop - which <= _LONGEST_NAME)
    clear = next_of(layout.punct, which + 1) >= verbs.stop
    return np.asarray(near & clear & (next_of(layout.finite_forms(), which + 1) >= verbs.at))
