"""What kinds of words stand behind each verb: a clause with or without "that", a quotation, "to", a thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.after import After
from framing.annotate.attribution.flags import AUX, FINITE, NO_VERB, OPENS_CLAUSE, PUNCT, G, W
from framing.annotate.attribution.passage import Layout, next_of, taken
from framing.annotate.attribution.phrases import among_words, is_subject
from framing.annotate.attribution.scene import Scene
from framing.annotate.attribution.verbs import Verbs
from framing.records.arrays import Flags, Ints
from framing.records.ascending import distinct

_FREE_START = W.PREP | W.AND | W.BUT | W.SUBORD | W.TO | W.TIME
_PHRASE_START = W.PRON | W.IT | W.DET | W.POSS
#: "That" may come so many words after a verb if only dates and places stand between.
_FAR_ASIDE = 18
#: Who is asked to do something is named in fewer words.
_LONGEST_HEARER = 9
_ORDER = frozenset(["order"])
_ADDS = frozenset("add adds added".split())
_IF, _WHEN = frozenset(["if"]), frozenset("when once unless".split())
_ACTS = frozenset(
    """respond responds responded responding retaliate retaliates retaliated retaliating react reacts reacted
    reacting""".split()
)
#: What words that say when or where begin with.
_CIRCUMSTANTIAL = W.TIME | W.ADV | W.PREP | W.DIGIT | W.OBJPRON
#: Before its verb a heading has no more words than that.
_HEADING = 5
#: Behind these the outlet says when somebody spoke: "said it was ready *after* Oslo said no".
_LATER = frozenset(["after"])
#: Verbs that take a clause.
TALKS = W.CLAUSE | W.THATV | W.TELL


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
    verbs, after = scene.verbs, scene.after
    going = ~after.stop
    linked = after.next(W.AND | W.BUT | W.SUBORD) & ~after.next(W.AS)
    thing = going & ~linked & (~after.next(W.PREP) | after.next(W.OF | W.AS))
    thing &= ~after.next(AUX) | after.next(W.PRON)  # "what they want *is* late" says nothing
    that = _that(verbs, after)
    free = _free(verbs, after) & (that | ~after.next(W.THAT) | (after.start == verbs.end))
    far_that, next_that = _far_that(verbs, after)
    return Complements(
        that=that,
        quote=after.quote | (after.colon & ~_is_heading(verbs)),
        whether=going & after.next(W.WH) & ~_acts_if(verbs, after),
        to=going & after.next(W.TO) & verbs.own(W.INF),
        object_to=_asked_to(verbs, after),
        clause=free & (verbs.own(W.CLAUSE) | _bare(verbs, after)),
        told=free & verbs.own(W.TELL) & after.heard,
        object=(thing | after.quote) & verbs.own(W.OBJ),
        survey=going & ~linked & verbs.own(W.SHOW) & scene.document,
        far_that=far_that,
        next_that=next_that,
        far_quote=_far_quote(verbs, after),
    )


def _is_heading(verbs: Verbs) -> Flags:
    """Whether each verb closes a heading on its paragraph's line: "*What Oslo said:* Growers are angry"."""
    layout = verbs.layout
    return np.asarray(layout.has(verbs.first, W.WH) & (verbs.group - verbs.first <= _HEADING))


def _that(verbs: Verbs, after: After) -> Flags:
    """Whether "that" stands right behind each verb, and is not the subject of another one behind a noun."""
    that = ~after.stop & after.next(W.THAT)
    nouns = np.flatnonzero(that & verbs.own(W.AMBIGUOUS) & (verbs.helpers == 0) & ~verbs.before(W.PRON | W.CAP))
    that[nouns] = ~is_subject(verbs.layout, after.start.take(nouns))
    later = np.flatnonzero(that & (after.start > verbs.end) & ~after.heard)  # "wrote in a note *that recalled* it"
    later = later.compress(verbs.layout.has(after.start.take(later) - 1, W.MEDIUM))
    that[later] = ~is_subject(verbs.layout, after.start.take(later))
    return that


def _acts_if(verbs: Verbs, after: After) -> Flags:
    """Whether each verb tells what somebody will do, and "if" when: "will *respond if* dues rise"."""
    acts = after.next(W.WH) & verbs.own(W.THATV)
    rows = np.flatnonzero(acts)
    acts[rows] = among_words(verbs.layout, verbs.at.take(rows), _ACTS)
    rows = np.flatnonzero(acts)
    acts[rows] = among_words(verbs.layout, after.start.take(rows), _IF)
    return acts


def _asked_to(verbs: Verbs, after: After) -> Flags:
    """Whether somebody and what is asked of them stand behind each verb: "urged *both sides to* talk"."""
    layout, takes = verbs.layout, verbs.own(W.INF) & ~after.stop & ~after.next(W.PREP | W.AND | W.THAT | W.WH)
    rows = np.flatnonzero(takes)
    end = verbs.end.take(rows)
    to = next_of(layout.words(W.TO), end)
    near = to < np.minimum(np.minimum(after.next_punct.take(rows), end + _LONGEST_HEARER), verbs.last.take(rows))
    rows, to = rows.compress(near), to.compress(near)
    asked = ~layout.has(to + 1, NO_VERB) & ~_in_order(layout, to)
    asked &= layout.first_between(layout.having(AUX), after.start.take(rows), to) == to  # not "agreed it *was* time to"
    takes[:] = False
    takes[rows] = asked
    return takes


def _in_order(layout: Layout, to: Ints) -> Flags:
    """Whether each "to" tells what for: "asked for time *in order to* think"."""
    purpose = layout.has(to - 2, W.PREP)
    rows = np.flatnonzero(purpose)
    purpose[rows] = among_words(layout, to.take(rows) - 1, _ORDER)
    return purpose


def _bare(verbs: Verbs, after: After) -> Flags:
    """Whether a clause without "that" follows a verb that seldom has one: "maintains *she made* no promise", "bets
    *Oslo will* wait"."""
    bare = verbs.own(W.THATV) & ~verbs.own(W.AMBIGUOUS | W.TELL) & after.next(W.PRON | W.CAP)
    rows = np.flatnonzero(bare)
    start = after.start.take(rows)
    helped = verbs.layout.has(start, W.CAP) & verbs.layout.has(start + 1, AUX)
    bare[rows] = helped | (verbs.layout.has(start, W.PRON) & verbs.layout.has(start + 1, FINITE))
    return bare


def _free(verbs: Verbs, after: After) -> Flags:
    """Whether a clause may start right behind each verb."""
    free = ~after.stop & ((~after.quote & ~after.next(_FREE_START)) | after.next(_PHRASE_START))
    rows = np.flatnonzero(verbs.own(W.SAID) & ~free & ~after.stop & ~after.quote)
    free[rows] |= verbs.layout.gap(after.start.take(rows) + 1, G.HYPHEN)  # "said *over-fishing* is a threat"
    _free_openings(verbs, after, free)
    return free


def _free_openings(verbs: Verbs, after: After, free: Flags) -> None:
    """Mark the plain verbs of saying whose clause opens with a number or another clause: "said *about 40* firms left",
    "said *despite the levy*, exports rose", "said *while he liked it*, he would wait"."""
    layout = verbs.layout
    rows = np.flatnonzero(verbs.own(W.SAID) & ~after.stop & ~after.quote & after.next(W.PREP | W.BUT | W.SUBORD))
    start = after.start.take(rows)
    two = layout.has(start + 2, W.DIGIT) & ~layout.has(start + 1, W.TIME | W.CAP)
    counted = layout.has(start, W.PREP) & (layout.has(start + 1, W.DIGIT) | two)
    comma = next_of(layout.gaps(G.COMMA), start + 1)
    opening = layout.has(start, W.BUT) & ~layout.has(start, W.AS | W.TIME | W.ING | W.GERUND | W.ADV)
    opening &= layout.has(start, W.PREP) != layout.has(start, W.SUBORD)
    opening |= among_words(layout, start, _WHEN)
    opening &= ~layout.has(start + 1, W.GERUND | W.VERBISH | W.PART)
    opening &= layout.has(comma, OPENS_CLAUSE) & ~layout.has(comma, W.REL | W.TRIM)
    goes_on = layout.opens.take(comma) & layout.has(comma, W.PRON | W.IT)  # "said while dues rose, “we stay”"
    opening &= goes_on | (next_of(layout.finite_forms(), comma + 1) < verbs.last.take(rows))
    free[rows] |= counted | opening


def _far_that(verbs: Verbs, after: After) -> tuple[Flags, Ints]:
    """Whether "that" follows a verb of saying, with no more than dates and places between, and where it is: "said in
    Rome, Ohio, that", "said in a letter to the Harbour Board (HB) that"."""
    layout = verbs.layout
    found, place = verbs.own(TALKS) & ~verbs.own(W.AMBIGUOUS), verbs.last.copy()
    rows = np.flatnonzero(found)
    words = taken(after, rows)
    that = next_of(layout.words(W.THAT), words.start)
    near = that < words.near
    at = np.flatnonzero(~near & (words.next(W.PREP | W.TIME) | words.heard) & (that < verbs.last.take(rows)))
    start, distant = words.start.take(at), that.take(at)
    aside = layout.gap(distant, G.COMMA) | words.heard.take(at)
    unsure = np.flatnonzero((distant - start < _FAR_ASIDE) & ~aside)
    aside[unsure] = _behind_brackets(layout, start.take(unsure), distant.take(unsure))
    near[at] = aside & (distant - start < _FAR_ASIDE) & (next_of(layout.finite_forms(), start) >= distant)
    at = np.flatnonzero(near & ~words.heard & ~words.next(_CIRCUMSTANTIAL | W.SUBORD | W.THAT))
    near[at] = layout.has(that.take(at) - 1, W.TIME | W.ADV) & ~layout.gap(that.take(at), PUNCT)  # not "the plan that"
    at = np.flatnonzero(near & (that > verbs.end.take(rows)) & ~layout.gap(that, PUNCT))
    near[at] = ~is_subject(layout, that.take(at))  # "hit back in a way that could hurt"
    at = np.flatnonzero(near & words.next(W.TO))
    near[at] = ~among_words(layout, verbs.at.take(rows.take(at)), _ADDS)  # "added to the rules that"
    found[rows], place[rows] = near, that
    return found, place


def _behind_brackets(layout: Layout, start: Ints, that: Ints) -> Flags:
    """Whether only brackets part each "that" from the ``start``: "in a letter to the Harbour Board (HB) that"."""
    closed = next_of(layout.gaps(G.RIGHT), start + 1) <= that
    rows = np.flatnonzero(closed)
    start, that = start.take(rows), that.take(rows)
    closed[rows] = (next_of(layout.gaps(PUNCT & ~(G.LEFT | G.RIGHT)), start + 1) > that) & ~is_subject(layout, that)
    return closed


def _far_quote(verbs: Verbs, after: After) -> Flags:
    """Whether a quotation follows a verb of saying, with no clause between: "wrote in a letter, “...”"."""
    far = (after.next_quote < after.near) & verbs.own(TALKS | W.QUOTEV) & ~verbs.layout.gap(after.start, G.SEMI)
    rows = np.flatnonzero(far)
    quote = after.next_quote.take(rows)
    far[rows] = next_of(verbs.layout.finite_forms(), after.start.take(rows)) > quote
    far[rows] &= ~after.next(W.GERUND).take(rows) | verbs.layout.gap(quote, PUNCT)  # not "began selling “green” tea"
    return far


def end_at_new_clauses(scene: Scene, found: Complements) -> None:
    """Let words end where the sentence goes on with a cue and a subject of its own: "... and others said"."""
    verbs, layout, phrase = scene.verbs, scene.verbs.layout, scene.subjects.phrase
    rows = scene.finite & scene.subjects.direct & found.any_near & verbs.own(W.SAID | W.CLAUSE | W.TELL | W.THATV)
    topic = scene.finite & scene.subjects.direct & found.object & verbs.own(W.TOPIC) & verbs.before(W.SPEAKER)
    rows |= topic & layout.gap(np.maximum(phrase - 1, 0), G.COMMA)  # "..., and union leaders warn of a strike"
    rows &= phrase > verbs.first
    joint = distinct(phrase[rows]) - 1
    turns = layout.has(joint, W.AND | W.TRIM) | (layout.has(joint, W.SUBORD) & among_words(layout, joint, _LATER))
    turns &= ~layout.has(joint - 1, W.THAT)  # "said that while he feared it"
    scene.ends = scene.ends.also_at(joint[turns])
