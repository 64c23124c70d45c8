"""Whose clause a place in a sentence belongs to: the noun phrase that the clause starts with."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.drafts import NONE
from framing.annotate.attribution.flags import AUX, PHRASE, PUNCT, G, W
from framing.annotate.attribution.passage import Layout, last_of, next_of
from framing.annotate.attribution.phrases import among_words, trim_name
from framing.records.arrays import Flags, Ints
from framing.records.ascending import counted_from

_OPENERS = W.OPENER | W.ACCORDING | W.PREP | W.SUBORD | W.GERUND | W.ING | W.TIME | W.AS
_JOINTS = W.AND | W.BUT | W.ADV | W.WH
#: Behind these a verb has a subject of its own.
_CONNECTIVES = W.THAT | W.WH | W.REL | W.SUBORD | W.BUT | W.AND | W.AS
_MOST_VERBS = 4
_NOT_FINITE = frozenset("be been being".split())
_PRESENT_BE = frozenset("is are isn't aren't".split())
_LONGEST_SUBJECT = 12
_LONGEST_DATELINE = 8
_LONGEST_TIME = 6
_LONGEST_PLACE = 3
_OPENINGS = 4
_ONE, _SUCH = frozenset(["A", "a", "an"]), frozenset(["such"])
#: Behind these stands no verb: "the *lists* the board made".
_NO_SUBJECT = W.DET | W.POSS | W.GENITIVE | W.PREP | W.AND


def sentence_subjects(layout: Layout, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """The noun phrase that a sentence starts with, after a dateline and adverbials: "In Florida, *the senator* ...".

    NONE where the sentence starts with a quotation or the phrase is too long to be a name.
    """
    start = _past_dateline(layout, first, last)
    live = np.arange(len(start))
    for _ in range(_OPENINGS):
        before, end = start[live], last[live]
        after = _past_opening(layout, _past_joints(layout, before, end), end)
        start[live] = after
        live = live[after != before]
        if not len(live):
            break
    start, _ = trim_name(layout, start, last)
    verb = next_of(layout.finite_forms(), start + 1 + layout.has(start, W.POSS))  # "his *comments* came"
    end = np.minimum(np.minimum(next_of(layout.punct, start + 1), verb), last)
    _, end = trim_name(layout, start, _before_verb(layout, start, end))
    start, end = _behind_description(layout, start, end)
    pronoun = layout.has(start, W.PRON) & ~(layout.has(start, W.HE) & layout.has(start + 1, W.CAP))
    end = np.where(pronoun & (end > start + 1) & ~layout.has(start + 1, W.AND), start + 1, end)
    known = ~layout.inside[start] & (end > start) & (end - start <= _LONGEST_SUBJECT) & ~layout.opens[start]
    return np.where(known, start, NONE), np.where(known, end, NONE)


def _before_verb(layout: Layout, start: Ints, end: Ints) -> Ints:
    """Where each phrase ends, before a verb in -s that no table lists, but its object or adverb gives away: "*China*
    lists the dues", "*Lund* usually waits"; else its ``end``."""
    rows = np.flatnonzero(end - start > 1)
    count = np.minimum(end.take(rows) - start.take(rows), _LONGEST_SUBJECT + 1) - 1
    at, out = counted_from(start.take(rows) + 1, count), end.copy()
    word, behind = layout.bits(at), layout.bits(at + 1)
    verb = ((word & W.PLURAL) != 0) & ((word & (W.CAP | W.SPEAKER)) == 0)
    named = (layout.bits(at - 1) & (W.CAP | W.GENITIVE | W.TIME)) == W.CAP
    verb &= ((behind & (W.DET | W.POSS)) != 0) | (named & ((behind & W.PLURAL) != 0))  # "*Oslo* tightens rules"
    verb &= ((behind & (W.CAP | W.SPEAKER)) == 0) & ~layout.gap(at + 1, PUNCT)
    adverb = ((word & W.ADV) != 0) & ((word & (W.DET | W.SPEAKER)) == 0)
    adverb &= ((behind & W.PLURAL) != 0) & ((behind & (W.CAP | W.SPEAKER)) == 0)
    found = np.flatnonzero(verb | adverb)
    place = at.take(found)
    clear = adverb.take(found) | ~layout.has(place - 1, _NO_SUBJECT)
    clear &= ~among_words(layout, place + 1, _SUCH)
    found, place = found.compress(clear)[::-1], place.compress(clear)[::-1]
    which = np.repeat(rows, count).take(found)
    out[which] = place - layout.has(place - 1, W.NEG)  # the first one is written last
    return out


def _behind_description(layout: Layout, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """The names behind phrases that only tell who it is: "A former pilot, *Lund* called for a strike"."""
    start, end = start.copy(), end.copy()
    rows = np.flatnonzero(layout.gap(end, G.COMMA) & layout.has(start, W.DET) & layout.has(end, W.CAP))
    rows = rows.compress(among_words(layout, start.take(rows), _ONE) & ~layout.has(end.take(rows), W.DET | W.PRON))
    name = end.take(rows)
    stop = next_of(layout.finite_forms(), name + 1)
    named = (stop - name <= _LONGEST_PLACE) & (next_of(layout.punct, name + 1) >= stop)
    named &= layout.has(stop - 1, W.CAP)
    start[rows.compress(named)], end[rows.compress(named)] = name.compress(named), stop.compress(named)
    return start, end


def _past_dateline(layout: Layout, first: Ints, last: Ints) -> Ints:
    """The word after the dash of "ORLANDO, Fla. (Reuters) - President ..."; ``first`` where there is no dateline."""
    dash = next_of(layout.gaps(G.DASH), first + 1)
    agency = next_of(layout.gaps(G.RIGHT), first + 1) == dash
    dated = (
        ((layout.has(first, W.UPPER) & ~layout.has(first, W.DET)) | agency)
        & (dash < last)
        & (dash - first <= _LONGEST_DATELINE)
    )
    return np.where(dated, dash, first)


def _past_joints(layout: Layout, start: Ints, last: Ints) -> Ints:
    """Past But, And, Still at the start of a clause, unless they open a subordinate one: "while", "since"."""
    start = start.copy()
    for _ in range(2):
        joint = layout.has(start, _JOINTS) & ~layout.has(start, W.PREP | W.SUBORD | W.PRON | W.DET | W.ING | W.GERUND)
        start += joint & (start + 1 < last) & ~layout.opens[start + 1]
    return start


def _past_opening(layout: Layout, start: Ints, last: Ints) -> Ints:
    """The word after the comma that ends an adverbial; ``start`` where the clause opens with none."""
    commas, verbs = layout.gaps(G.COMMA), layout.finite_forms()
    opening = layout.has(start, _OPENERS) & ~layout.has(start, W.PRON | W.DET)
    clause = opening & layout.has(start, W.SUBORD) & layout.has(start + 1, PHRASE)
    after = next_of(commas, start + 1)
    rows = np.flatnonzero(clause)
    behind = next_of(commas, next_of(verbs, start[rows] + 2) + 1)
    after[rows] = np.where(behind >= last[rows], after[rows], behind)
    after = _past_place(layout, start, after, last)
    when = np.flatnonzero(~opening & (after - start <= _LONGEST_TIME))
    comma = after[when]
    dated = layout.has(comma - 1, W.TIME) | (layout.has(comma - 1, W.PREP | W.ADV) & layout.has(comma - 2, W.TIME))
    opening[when] = dated & (next_of(verbs, start[when]) >= comma)
    out = np.where(opening & (after < last), after, start)
    rows = np.flatnonzero(opening & ~clause)
    rows = rows[layout.has(start[rows], _OPENERS) & ~layout.has(start[rows], W.PRON | W.DET)]
    inside = _inside_opening(layout, start[rows], np.minimum(after, last)[rows])
    out[rows] = np.where(inside > start[rows], inside, out[rows])
    return out


def _inside_opening(layout: Layout, start: Ints, comma: Ints) -> Ints:
    """The subject in front of the first verb, if that comes before the comma: "On Monday *Ms Ruiz* made it clear"."""
    verb = next_of(layout.finite_forms(), start + 1)
    at = np.where(verb < comma, verb - 1, start)
    pronoun = layout.has(at, W.PRON)
    for _ in range(_LONGEST_PLACE):
        at -= ~pronoun & (at > start) & layout.has(at, W.CAP) & layout.has(at - 1, W.CAP) & ~layout.has(at - 1, W.TIME)
    dated = layout.has(at, W.CAP) & layout.has(at - 1, W.TIME | W.ADV)
    article = np.where(verb < comma, verb - 1, start)
    for _ in range(_LONGEST_SUBJECT // 2):
        found = layout.has(article, W.DET) & layout.has(article - 1, W.TIME | W.DIGIT)
        article -= ~found & (article > start + 1)
    found = layout.has(article, W.DET) & layout.has(article - 1, W.TIME | W.DIGIT) & (article > start + 1)
    at = np.where(found, article, at)
    return np.where((at > start + 1) & (pronoun | dated | found), at, start)


def _past_place(layout: Layout, start: Ints, comma: Ints, last: Ints) -> Ints:
    """The comma after "Salem, New Hampshire," where the adverbial ends in such a place; else the same ``comma``."""
    rows = np.flatnonzero((comma < last) & layout.has(comma, W.CAP) & layout.has(comma - 1, W.CAP))
    at, first = comma[rows], start[rows]
    following = next_of(layout.gaps(G.COMMA), at + 1)
    named = (following < last[rows]) & (following - at <= _LONGEST_PLACE) & layout.has(following - 1, W.CAP)
    named &= ~layout.has(at, W.PRON | W.DET | W.SPEAKER)
    placed = np.zeros(len(rows), np.bool_)
    for back in (2, 3, 4):
        placed |= (at - back >= first) & layout.has(at - back, W.PREP) & layout.has(at - back + 1, W.CAP)
    goes_on = layout.has(following, PHRASE | W.PREP | W.TIME) & ~layout.has(following, W.REL)
    out = comma.copy()
    out[rows] = np.where(named & placed & goes_on, following, at)
    return out


def clause_starts(layout: Layout, at: Ints, first: Ints) -> Ints:
    """Where the main clause that holds each ``at`` starts: behind a semicolon, or ", but he ..." with a verb on either
    side; the sentence's first word where it is one clause."""
    joint = last_of(layout.new_clauses, at - 1, first)
    verbs = layout.finite_forms()
    two = (joint > first) & (next_of(verbs, joint + 1) < at) & (next_of(verbs, first) < joint)
    start = np.where(two, joint + 1, first)
    return np.maximum(start, last_of(layout.gaps(G.SEMI)[:-1], at - 1, first))


def main_verbs(layout: Layout, start: Ints, at: Ints) -> Ints:
    """Where the main clause goes on behind the clauses that begin at each ``start`` and that no comma ends: "voters who
    *say* the port is closed *were* angry", with the place ``at`` of what opens them: at a helping verb with no subject
    of its own. The end of the sentence where it does not."""
    finite, (first, last) = layout.finite_forms(), layout.sentence_bounds(at)
    until, verb = last.copy(), last.copy()
    live = np.flatnonzero(next_of(finite, first) >= at)
    found = next_of(finite, start[live])
    verb[live] = np.where(_no_verbs(layout, found), next_of(finite, found + 1), found)
    live = live[verb[live] < last[live]]
    for _ in range(_MOST_VERBS):
        following = next_of(finite, verb[live] + 1)
        inside = following < last[live]
        until_verb = np.where(inside, following + 1, verb[live])
        alone = layout.first_between(layout.having(_CONNECTIVES), verb[live], until_verb) == until_verb
        alone &= inside & (next_of(layout.punct, verb[live] + 1) > following)
        before = following - 1 - (layout.has(following - 1, W.ADV) & ~layout.has(following - 1, AUX))
        alone &= layout.has(following, AUX) & ~layout.has(before, AUX | W.PRON | W.NEG | W.TO)
        alone[alone] = ~among_words(layout, following.compress(alone), _NOT_FINITE)
        found = live[alone]
        until[found] = following[alone]
        verb[live] = following
        live = live[~alone & (following < last[live])]
    return until


def _no_verbs(layout: Layout, at: Ints) -> Flags:
    """Whether each word only looks like a verb: "*protests* are fair", "dues *set by* the port", "the *agreed* fee"."""
    noun = layout.has(at, W.AMBIGUOUS) & ~layout.has(at - 1, W.PRON)
    part = layout.has(at, W.VERBISH) & (layout.has(at + 1, W.BY) | layout.has(at - 1, W.DET))
    return np.asarray((noun | part) & ~layout.has(at, AUX))


def joined_clauses(layout: Layout, at: Ints, first: Ints) -> Ints:
    """Where the clause of a verb joined by and starts: behind the last "when" or "as" before it that has a subject
    and a verb, else at ``first``: "Clerks left *when the mayor* rose and said"."""
    opens = layout.words(W.ADVERBIAL)[:-1]
    opens = opens[layout.has(opens + 1, PHRASE) & ~layout.gap(opens + 1, PUNCT)]
    start = last_of(opens, at - 1, first)
    verb = next_of(layout.finite_forms(), start + 2)
    found = (start > first + 1) & (verb < at)
    found &= next_of(layout.words(W.REL), start + 1) > verb  # "called it *a plan that* would fail and said"
    start = np.where(found, start + 1, first)
    who = _whos(layout)
    near = last_of(who, at - 1, start)
    clear = (
        (near > start) & (next_of(layout.punct, near + 1) > at) & (next_of(layout.finite_forms(), near + 1) < at - 1)
    )
    return np.where(clear, near, start)


def told_in_past(layout: Layout, at: Ints) -> Flags:
    """Whether each verb in the present, joined by and or but, is of what somebody said in the past: "*said* that the
    port opposes the levy and urges talks", "*said* it wants no row but is not afraid", not "said Lund, *who* teaches
    law and warns". Two verbs of one subject have one tense."""
    told = layout.has(at, W.SFORM) & ~layout.has(at, W.PAST)
    being = np.flatnonzero(layout.has(at, W.BE))
    told[being] = among_words(layout, at.take(being), _PRESENT_BE)
    rows = np.flatnonzero(told)
    cues = _sure_cues(layout)
    first, _ = layout.sentence_bounds(at.take(rows))
    cue = last_of(cues, at.take(rows) - 1, first - 1)
    past = (cue >= first) & layout.has(cue, W.PAST)
    present = cues.compress(~layout.has(cues, W.PAST))
    past &= last_of(present, cue, first - 1) < first
    who = _whos(layout)
    told[rows] = past & (last_of(who, at.take(rows), cue) == cue)
    return told


def _sure_cues(layout: Layout) -> Ints:
    """Finite verbs of saying that are nothing else, ascending."""
    known = layout.kept.get("sure cues")
    if known is None:
        sure = layout.having(W.CLAUSE) & layout.having(W.PAST | W.SFORM) & ~layout.having(W.AMBIGUOUS | W.CAP | W.NOUN)
        known = layout.kept["sure cues"] = layout.places(sure)
    return known


def _whos(layout: Layout) -> Ints:
    """Where clauses about somebody or something start: who, which, not that."""
    who = layout.words(W.REL)[:-1]
    return who.compress(~layout.has(who, W.THAT))
