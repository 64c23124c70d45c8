"""Who words what stands behind a verb: the outlet, where nobody speaks or where it tells what somebody does.

The attribution stands, with its speaker; outside quotation marks its words are the outlet's own.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.after import After
from framing.annotate.attribution.flags import AUX, G, W
from framing.annotate.attribution.passage import Layout
from framing.annotate.attribution.phrases import among_words
from framing.annotate.attribution.subjects import Subjects
from framing.annotate.attribution.verbs import Verbs
from framing.records.arrays import Flags, Ints

_PEOPLE = W.SPEAKER | W.DOC | W.PRON | W.POSS
_ASKS = AUX | W.WH | W.REL
_LONGEST_THING = 12
_POINTS = frozenset("it its it's".split())
#: Nobody urges to or tells to without somebody who is urged or told.
_URGED = frozenset("urged told advised encouraged pressured instructed".split())
_ASKED = frozenset("asked ordered warned".split())
_CONSIDERING = frozenset(["considering"])
_SIGNS = frozenset("signaling signalling showing demonstrating highlighting underscoring underlining".split())
_NOBODY = frozenset("few no nobody none neither".split())
_NUMBERS = frozenset("numbers figures data statistics".split())
#: What somebody owns and says: "Oslo's *statement* suggests".
_SPOKEN = W.NOUN | W.MEDIUM | W.DOC


def names_things(verbs: Verbs) -> Flags:
    """Verbs whose object is worded by the outlet, though what somebody asks, promises or fears is theirs: "threatened
    *a levy*", "urged *talks*", "is considering *a levy*"; not "called the levy *a tax*"."""
    considering = verbs.own(W.ING) & verbs.own(W.OBJ) & verbs.helped(W.BE)
    rows = np.flatnonzero(considering)
    considering[rows] = among_words(verbs.layout, verbs.at.take(rows), _CONSIDERING)
    return considering | verbs.own(W.INF)


def told_to(verbs: Verbs, rows: Flags) -> Flags:
    """Which of the verbs tell what their subject is asked to do: "Oslo *urged* to keep its promise"; in a headline also
    "Lund *asked* to leave"."""
    told = rows & verbs.own(W.PAST) & verbs.own(W.PART) & (verbs.helpers == 0)
    some = np.flatnonzero(told)
    at = verbs.at.take(some)
    headline = verbs.layout.passage.headline.take(at)
    told[some] = among_words(verbs.layout, at, _URGED) | (headline & among_words(verbs.layout, at, _ASKED))
    return np.asarray(told)


def what_to_do(verbs: Verbs, after: After) -> Flags:
    """Verbs behind which stands what somebody may do: "decided *whether to leave*", "knows *how to* haggle"."""
    second = after.start + 1
    return np.asarray(after.next(W.WH) & verbs.layout.has(second, W.TO) & (second < verbs.last))


def told_behind(verbs: Verbs, own: Flags, said: Flags) -> Flags:
    """Those of the verbs behind which the outlet speaks (``own``) that do so behind what somebody ``said``, too: "Lund
    said, *suggesting* that" is Lund's; but what was said is a sign for the outlet: "..., *signaling* a pause"."""
    implying = verbs.own(W.ING) & verbs.own(W.IMPLIES)
    own = own & ~(implying & said)
    rows = np.flatnonzero(implying)
    rows = rows.compress(verbs.layout.gap(verbs.group.take(rows), G.COMMA | G.DASH))
    own[rows] |= among_words(verbs.layout, verbs.at.take(rows), _SIGNS)
    return own


def outlet_speaks(verbs: Verbs, subjects: Subjects, document: Flags) -> Flags:
    """Verbs behind which the outlet speaks: in its own questions, and where a thing implies something."""
    own = _asked(verbs) | (verbs.own(W.TOPIC) & ~verbs.own(W.OBJ | W.INF))  # "knows *that the levy is late*"
    own |= _nobody(verbs, subjects)
    implying = np.flatnonzero(verbs.own(W.IMPLIES) & (subjects.direct | subjects.apposed))
    own[implying] |= _things(verbs, subjects, document, implying)
    return own


def _asked(verbs: Verbs) -> Flags:
    """Verbs in questions: "Does Beijing *think* the levy is unfair?"; none that somebody in marks ends."""
    layout, first = verbs.layout, verbs.first
    asked = layout.gap(verbs.last, G.ASK) & ~layout.closes.take(verbs.last)
    rows = np.flatnonzero(asked)
    opens = first.take(rows) + layout.has(first.take(rows), W.AND | W.BUT)
    asked[rows] = layout.has(opens, _ASKS) & ~layout.has(opens, W.PRON | W.THAT)
    return np.asarray(asked)


def _nobody(verbs: Verbs, subjects: Subjects) -> Flags:
    """Verbs of nobody or of few: "*no one* expects a deal", "*few traders* think the levy will last"."""
    layout, nobody = verbs.layout, subjects.direct & (subjects.end > subjects.start)
    rows = np.flatnonzero(nobody)
    start = subjects.start.take(rows)
    rows = rows.compress(
        layout.has(start, W.NEG | W.SPEAKER) | (layout.has(start, W.DET) & layout.has(start, W.PLURAL))
    )
    nobody[:] = False
    nobody[rows] = among_words(layout, subjects.start.take(rows), _NOBODY)
    return nobody


def _things(verbs: Verbs, subjects: Subjects, document: Flags, rows: Ints) -> Flags:
    """Whether the subjects of the verbs of these rows are things ("the delay", "*nothing* in the report", "the war with
    China"): no names, people or documents, unless those are bare numbers."""
    layout, start, end = verbs.layout, subjects.start.take(rows), subjects.end.take(rows)
    head = _heads(layout, start, end)
    thing = (end > start) & (end - start <= _LONGEST_THING) & ~layout.has(head, W.CAP)
    thing |= (end == start + 1) & layout.has(start, W.IT)
    owned = (layout.has(start, W.GENITIVE) | layout.has(start + 1, W.GENITIVE)) & ~layout.has(head, _SPOKEN)
    thing &= layout.has(start, W.DET | W.IT) | ~layout.has(start, W.CAP) | owned  # "Oslo's *delay*", but its *tweet*
    nothing = layout.has(start, W.IT) & ~layout.has(start, W.DET)
    bare = _numbers(layout, start, end)
    thing &= nothing | ~document.take(rows) | bare
    for ahead in range(_LONGEST_THING):
        thing &= nothing | bare | (start + ahead >= end) | ~layout.has(start + ahead, _PEOPLE)
    alone = np.flatnonzero(thing & (end == start + 1))
    thing[alone] = ~among_words(layout, start.take(alone), _POINTS)
    return np.asarray(thing | (bare & (end > start)))


def _heads(layout: Layout, start: Ints, end: Ints) -> Ints:
    """The last words of phrases, or of what stands before a preposition other than of: "the trade *war* with China"."""
    head = np.maximum(end - 1, 0)
    for ahead in range(_LONGEST_THING - 1, 0, -1):
        aside = (start + ahead < end) & layout.has(start + ahead, W.PREP) & ~layout.has(start + ahead, W.OF)
        head = np.where(aside, start + ahead - 1, head)
    return head


def _numbers(layout: Layout, start: Ints, end: Ints) -> Flags:
    """Whether phrases are numbers that nobody is named for: "the numbers", "Statistics", but "data of the port"."""
    bare = (end > start) & (end - start <= 2) & layout.has(np.maximum(end - 1, 0), W.DOC) & (start >= 0)
    bare &= (end == start + 1) | layout.has(start, W.DET)
    rows = np.flatnonzero(bare)
    bare[rows] = among_words(layout, end.take(rows) - 1, _NUMBERS)
    return np.asarray(bare)
