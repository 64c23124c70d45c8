"""How far a speaker's words reach: where a comma, a dash or a further cue lets the outlet speak again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.clauses import told_in_past
from framing.annotate.attribution.flags import FINITE, PUNCT, G, W
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.phrases import among_words
from framing.records.arrays import Flags, Ints

#: Behind "but", the words go on.
_CONTRASTS = frozenset("also instead rather".split())
_BUT, _FARTHEST_NOT = frozenset(["but"]), 12
_WHO = frozenset(["who"])
#: "a move described by the state news agency Xinhua as"
_LONGEST_AGENT = 10
#: What the outlet takes somebody's doing for.
_IN, _SOME = frozenset(["in"]), frozenset("a an another".split())
_COMMENTS = frozenset("comment comments reaction".split())
_STEPS = frozenset("move step decision shift reversal development measure setback blow".split())
_MOVES = frozenset(
    """move sign signal bid effort attempt blow setback step reversal shift escalation confrontation echo rebuke nod
    swipe concession boost warning victory test twist departure reference recognition response decision""".split()
)


@dataclass(slots=True)
class Ends:
    """Where the words of a speaker stop inside a sentence."""

    layout: Layout
    trims: Ints
    semicolons: Ints

    @classmethod
    def of(cls, layout: Layout) -> Ends:
        """Places where a comma and the next word, a semicolon, or a further cue end somebody's words."""
        semicolons = layout.gaps(G.SEMI)
        new = semicolons[~layout.has(semicolons, W.THAT | W.WH)]  # "...: if it wants a fight, ...; if talks, ..."
        according = layout.words(W.ACCORDING)[:-1]
        plain = according[~layout.has(according, W.PREP)]
        found = np.concatenate((_turns(layout), _who(layout), _joints(layout), _next_deeds(layout), new, plain))
        found.sort(kind="stable")
        return cls(layout, np.append(found[found < layout.n], layout.n), semicolons)

    def also_at(self, places: Ints) -> Ends:
        """The same with further places where words end."""
        trims = np.concatenate((self.trims, places))
        trims.sort(kind="stable")
        return Ends(self.layout, trims, self.semicolons)

    def right(self, start: Ints, last: Ints) -> Ints:
        """Where words that begin at ``start`` end."""
        return np.minimum(next_of(self.trims, start + 1), last)

    def left(self, at: Ints, first: Ints) -> Ints:
        """Where words that end before ``at`` begin."""
        index = np.searchsorted(self.semicolons, at - 1, side="right") - 1
        return np.where(index >= 0, np.maximum(self.semicolons[np.maximum(index, 0)], first), first)


def _turns(layout: Layout) -> Ints:
    """Commas and dashes behind which the outlet speaks again: ", but ...", ", adding ...", ", a move that followed"."""
    comma = layout.gaps(G.COMMA | G.DASH)[:-1]
    word = layout.bits(comma)
    moves = comma.compress(((word & W.PREP) != 0) & layout.has(comma + 1, W.DET | W.POSS))
    some = np.flatnonzero((word & (W.TRIM | W.ING | W.GERUND | W.DET | W.BUT)) != 0)
    comma, word = comma.take(some), word.take(some)
    second, third = layout.bits(comma + 1), layout.bits(comma + 2)
    turns = ((word & (W.TRIM | W.ING | W.GERUND)) != 0) & ~layout.opens[comma + 1]
    # "..., but that a lot of people", "..., but will not meet under threats"
    going_on = ((word & W.BUT) != 0) & (((second & (W.THAT | W.SUBORD | W.MODAL)) != 0) | _now_that(second, third))
    turns &= ((word & W.GERUND) != 0) | ~going_on
    rows = np.flatnonzero(turns & ((word & W.BUT) != 0))  # "said it was no deal, but rather a pause"
    turns[rows] = ~among_words(layout, comma.take(rows) + 1, _CONTRASTS)
    rows = rows.compress(turns.take(rows) & ((second.take(rows) & (W.PREP | W.TO)) != 0))
    turns[rows] = ~_contrasted(layout, comma.take(rows))
    rows = np.flatnonzero(turns & ((word & W.SUBORD) != 0))  # "said that, while talks go on, the levy stays"
    turns[rows] = ~layout.has(comma.take(rows) - 1, W.THAT)
    turns |= ((word & (W.ADV | W.BUT)) == (W.ADV | W.BUT)) & ((second & W.AS) != 0)  # "..., *even as* many doubt it"
    aside = ((word & W.DET) != 0) & ((second & (W.CAP | W.OF)) == 0) & ((third & W.REL) != 0)  # not "many of whom"
    aside &= ~layout.gap(comma + 1, PUNCT) & ~layout.gap(comma + 2, PUNCT)
    aside[np.flatnonzero((word & W.DET) != 0)] |= _steps(layout, comma.compress((word & W.DET) != 0))
    return np.concatenate((comma.compress(turns | aside), moves.compress(in_a_move(layout, moves))))


def _contrasted(layout: Layout, comma: Ints) -> Flags:
    """Whether what follows but stands, without a verb of its own, against what is not so: "said dues were meant *not*
    to hurt, *but to* help"."""
    first, last = layout.sentence_bounds(comma)
    again = next_of(layout.gaps(G.COMMA), comma + 1)
    goes_on = layout.has(again, W.AND) & layout.has(again + 1, W.THAT)
    stop = np.where(goes_on, np.minimum(again, last), last)
    ends = among_words(layout, comma, _BUT) & (next_of(layout.finite_forms(), comma + 1) >= stop)
    return ends & _denied(layout, first, comma)


def _denied(layout: Layout, first: Ints, at: Ints) -> Flags:
    """Whether a negation, one in quotation marks too, stands close before each word, behind the ``first`` ones."""
    found = np.zeros(len(at), np.bool_)
    for back in range(1, _FARTHEST_NOT):
        found |= (first < at - back) & layout.has(np.maximum(at - back, 0), W.NEG)
    return found


def _steps(layout: Layout, comma: Ints) -> Flags:
    """Whether the outlet says behind each comma what it all means: "said dues would rise, a *move* aimed at"; not where
    somebody else does: "a move seen *by* growers as ..."."""
    step = among_words(layout, comma, _SOME) & layout.gap(comma, G.COMMA)
    at = comma + 1 + ~among_words(layout, comma + 1, _STEPS)
    meant = layout.has(at + 1, W.VERBISH | W.REL | W.PREP | W.TO | W.PAST) & ~layout.has(at + 1, W.OF)
    step &= among_words(layout, at, _STEPS) & ~layout.gap(at, PUNCT) & ~layout.gap(at + 1, PUNCT) & meant
    by = np.flatnonzero(step & layout.has(at + 2, W.BY))
    after = at.take(by) + 3
    stop = np.minimum(next_of(layout.punct, after), after + _LONGEST_AGENT)
    step[by] = layout.first_between(layout.having(W.AS), after, stop) == stop
    return step


def _now_that(second: Ints, third: Ints) -> Flags:
    """Whether "now that" or the like stands behind but."""
    return np.asarray(((second & W.ADV) != 0) & ((third & W.THAT) != 0))


def in_a_move(layout: Layout, comma: Ints) -> Flags:
    """Whether the outlet judges behind each comma what somebody did or said, or tells where they spoke: "said it would
    close, *in another heavy blow* to ...", "called it late, *in a brief statement*", "said so,
    *in her first comments*"."""
    some = among_words(layout, comma + 1, _SOME) | layout.has(comma + 1, W.POSS)
    judged = among_words(layout, comma, _IN) & some & ~layout.opens.take(comma)
    rows = np.flatnonzero(judged)
    move, hers = np.zeros(len(rows), np.bool_), layout.has(comma.take(rows) + 1, W.POSS)
    for ahead in (2, 3, 4):
        at = comma.take(rows) + ahead
        move |= layout.has(at, W.MEDIUM) | among_words(layout, at, _COMMENTS)
        move |= among_words(layout, at, _MOVES) & ~hers
    again = next_of(layout.gaps(G.COMMA), comma.take(rows) + 1)
    move &= ~hers | (again >= layout.sentence_bounds(comma.take(rows))[1])  # not "Lund, in her letter, said"
    judged[rows] = move
    return judged


def _who(layout: Layout) -> Ints:
    """Commas behind which the outlet tells who somebody is, to the end of the sentence: "said it would help growers,
    *who* lost a fifth"."""
    comma = layout.words(W.REL)[:-1]
    comma = comma.compress(layout.gap(comma, G.COMMA) & ~layout.has(comma, W.THAT | W.POSS))
    comma = comma.compress(among_words(layout, comma, _WHO))
    again = next_of(layout.gaps(G.COMMA), comma + 1)
    goes_on = layout.has(again, FINITE) & (again < layout.sentence_bounds(comma)[1])
    return comma.compress(~goes_on)


def _next_deeds(layout: Layout) -> Ints:
    """Commas of headlines behind which they tell what somebody does next: "Oslo slams levy, *vows* to fight"."""
    comma = layout.gaps(G.COMMA)[:-1]
    comma = comma.compress(layout.passage.headline.take(comma))
    return comma.compress(layout.has(comma, W.SFORM) & ~layout.has(comma + 1, W.AND) & ~layout.opens.take(comma))


def _joints(layout: Layout) -> Ints:
    """And or but before a further cue: "... and said", "... but has denied"."""
    joints = layout.words(W.AND | W.TRIM)[:-1]
    joints = joints[layout.has(joints, W.AND | W.BUT) & ~layout.gap(joints + 1, PUNCT | G.STOP | G.BREAK)]
    following = layout.bits(joints + 1)
    cue = ((following & (W.PAST | W.SFORM)) != 0) & ((following & (W.CLAUSE | W.TELL | W.OBJ)) != 0)
    rows = np.flatnonzero(cue)
    cue[rows] = ~told_in_past(layout, joints.take(rows) + 1)
    new_verb = layout.has(joints, W.BUT) & ((following & (W.HAVE | W.BE)) != 0)
    rows = np.flatnonzero(new_verb & ((following & W.BE) != 0))
    new_verb[rows] = ~told_in_past(layout, joints.take(rows) + 1)
    rows = np.flatnonzero(new_verb & ((following & W.BE) != 0))
    new_verb[rows] &= ~_not_so_but(layout, joints.take(rows))
    return np.asarray(joints[cue | new_verb])


def _not_so_but(layout: Layout, joints: Ints) -> Flags:
    """Whether what somebody says is not so stands before each but, and the words go on: "says it does *not* want a
    strike *but is* ready for one"."""
    first, _ = layout.sentence_bounds(joints)
    return _denied(layout, next_of(layout.words(W.CLAUSE | W.THAT), first + 1), joints)
