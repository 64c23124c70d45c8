"""What follows a cue: dates, places of saying and a hearer, then what kind of words or sign."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.flags import AUX, NO_VERB, PUNCT, G, W
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.phrases import among_words
from framing.annotate.attribution.verbs import Verbs
from framing.records.arrays import Flags, Ints

_CUT = PUNCT | G.MARK
#: Within how many words "that" or a quotation may follow: "said in a long interview with the paper that".
_FAR = 12
#: What words that say when or where begin with.
_CIRCUMSTANTIAL = W.TIME | W.ADV | W.PREP | W.DIGIT | W.PLURAL | W.DET
#: Between the commas of "noted, as have others, that".
_LONGEST_ASIDE, _LONGEST_SOURCE, _MOST_ASIDES = 9, 16, 2
_OPENS_ASIDE = G.COMMA | G.DASH | G.LEFT
_CITING = frozenset(["citing", "quoting"])
#: What may stand behind whoever is told.
_HEARD = W.THAT | W.WH | W.TO | W.PRON | W.DET | W.POSS | W.IT | W.CAP | W.DIGIT | W.PLURAL | W.PREP | W.NEG | W.AND
_HEARER_ENDS = W.THAT | W.WH | W.TO | W.PREP | W.PRON | W.TIME | AUX | W.AND | W.SUBORD
#: What words begin with behind "in the past".
_OPENS = W.PRON | W.IT | W.DET | W.POSS | W.CAP | W.THAT | W.WH | W.DIGIT | W.TIME
_SUBJECT_MATTER = frozenset("about over against for with".split())
_DEFINITE, _AGO = frozenset(["the"]), frozenset(["ago"])
_NEW_PHRASE = W.DET | W.POSS | W.IT


@dataclass(slots=True)
class After:
    """One row a verb. ``start`` is where the words may begin, after dates, places of saying and a hearer.

    ``bits`` are those of the word there, 0 past the sentence; ``stop``: punctuation or the end comes first.
    """

    start: Ints
    bits: Ints
    stop: Flags
    ended: Flags
    quote: Flags
    colon: Flags
    comma: Flags
    heard: Flags
    next_quote: Ints
    next_punct: Ints
    near: Ints

    def next(self, bits: int) -> Flags:
        """Whether the word at ``start`` has any of ``bits``."""
        return np.asarray((self.bits & bits) != 0)


def look_after(verbs: Verbs) -> After:
    """What stands behind each verb."""
    layout, last = verbs.layout, verbs.last
    start = skip_circumstances(layout, verbs.end, last)
    tells = verbs.own(W.TELL)
    hearer = start.copy()
    hearer[tells] = skip_circumstances(layout, _skip_hearer(layout, start[tells], last[tells]), last[tells])
    hearer = np.where(_opens_clause(verbs, hearer), start, hearer)
    heard = hearer > start
    unbroken = np.where(heard, hearer, start)
    start = _past_asides(verbs, unbroken)
    left = np.flatnonzero((start == last - 1) & (start > verbs.end))
    start[left] += layout.has(start.take(left) - 1, W.MEDIUM)  # "said on the news *shows*."
    ended = start >= last
    inserted = start > unbroken
    next_punct = next_of(layout.punct, start + 1)
    return After(
        start=start,
        bits=np.where(ended, 0, layout.bits(start)),
        stop=ended | (layout.gap(start, PUNCT) & ~inserted),
        ended=ended,
        quote=~ended & layout.opens[start],
        colon=~ended & layout.gap(start, G.COLON),
        comma=~ended & layout.gap(start, G.COMMA | G.DASH) & ~inserted,
        heard=heard,
        next_quote=layout.next_quotes(start),
        next_punct=next_punct,
        near=np.minimum(np.minimum(next_punct + 1, start + _FAR), last),
    )


def _opens_clause(verbs: Verbs, hearer: Ints) -> Flags:
    """Whether what stands up to each ``hearer`` is nobody who is told: "warn *a new levy* could hurt", "warn *a levy*
    on salt could hurt"."""
    layout = verbs.layout
    subject = verbs.own(W.CLAUSE) & ~layout.gap(hearer, _CUT)
    clause = ~layout.has(hearer, _HEARD)
    rows = np.flatnonzero(subject & layout.has(hearer, W.PREP))
    at = hearer.take(rows)
    stop = np.minimum(next_of(layout.punct, at + 1), verbs.last.take(rows))
    verb = layout.first_between(layout.having(AUX | W.THAT | W.REL | W.WH), at, stop)
    clause[rows] = (verb < stop) & layout.has(verb, AUX)
    return subject & clause


def _past_asides(verbs: Verbs, start: Ints) -> Ints:
    """The "that" or "to" behind what stands between commas at each ``start``: "noted, however, *that*", "said (in May),
    citing growers, *that*", "vowed, in a note, *to* leave"; else the ``start``."""
    layout, out = verbs.layout, start.copy()
    rows = np.flatnonzero(layout.gap(start, _OPENS_ASIDE) & (start < verbs.last))
    bits, at = verbs.bits.take(rows), start.take(rows)
    takes = ((bits & (W.CLAUSE | W.THATV | W.TELL | W.INF)) != 0) & ((bits & W.AMBIGUOUS) == 0)
    takes &= ~layout.closes.take(at)
    rows, at = rows.compress(takes), at.compress(takes)
    for _ in range(_MOST_ASIDES):
        citing = among_words(layout, at, _CITING)
        close = next_of(layout.gaps(G.COMMA | G.DASH | G.RIGHT), at + 1)
        aside = (close - at <= np.where(citing, _LONGEST_SOURCE, _LONGEST_ASIDE)) & (close < verbs.last.take(rows))
        aside &= citing | ~layout.has(at, W.ING | W.GERUND | W.THAT | W.AND)  # "said, adding, with a smile, that"
        rows, at, close = rows.compress(aside), at.compress(aside), close.compress(aside)
        infinitive = verbs.own(W.INF).take(rows) & layout.has(close, W.TO) & ~layout.has(close + 1, NO_VERB)
        goes_on = layout.has(close, W.THAT) | infinitive
        out[rows.compress(goes_on)] = close.compress(goes_on)
        again = ~goes_on & layout.gap(close, _OPENS_ASIDE)
        rows, at = rows.compress(again), close.compress(again)
    return out


def next_commas(verbs: Verbs, after: After, rows: Ints) -> Ints:
    """The first comma inside what follows the verbs of these rows."""
    return next_of(verbs.layout.gaps(G.COMMA), after.start.take(rows) + 1)


def skip_circumstances(layout: Layout, start: Ints, last: Ints) -> Ints:
    """Past "on Tuesday", "last week", "in a written statement", "later"."""
    start = start.copy()
    live = np.flatnonzero(start < last)
    for _ in range(4):
        step = _circumstance(layout, start[live], last[live])
        going = np.flatnonzero(step)
        live, step = live.take(going), step.take(going)
        start[live] = np.minimum(start[live] + step, last[live])
        if not len(live):
            break
    return start


def _circumstance(layout: Layout, at: Ints, last: Ints) -> Ints:
    """How many words at ``at`` say when or where it was said; 0 for none."""
    word, steps = layout.bits(at), np.zeros(len(at), np.int64)
    some = np.flatnonzero(((word & _CIRCUMSTANTIAL) != 0) & (at < last))
    some = some.compress(~layout.gap(at.take(some), _CUT))
    at, last, word = at.take(some), last.take(some), word.take(some)
    before, following = layout.bits(at - 1), layout.bits(at + 1)
    one = ((word & (W.TIME | W.ADV)) != 0) & ((word & (W.DET | W.THAT)) == 0)
    preposition = (word & W.PREP) != 0
    joined = preposition & ~layout.gap(at + 1, _CUT) & (at + 1 < last)
    dated = joined & ((following & W.TIME) != 0)
    number = ((word & W.DIGIT) != 0) & ((before & W.TIME) != 0) & ((before & W.CAP) != 0)
    clause = layout.has(at + 2, W.PRON | W.IT | W.THAT | W.DET | W.POSS) & ~layout.gap(at + 2, _CUT) & (at + 2 < last)
    placed = joined & clause & ((following & W.CAP) != 0)  # "said in Oslo it would"
    this = ((word & W.TIME) != 0) & ((word & W.DET) != 0) & ((following & W.TIME) != 0)  # "said this week"
    step = np.where(dated | placed | this, 2, np.where(one | number, 1, 0))
    rows = np.flatnonzero(preposition & (step == 0))
    step[rows] = medium_length(layout, at[rows], last[rows])
    rows = rows.compress((step.take(rows) == 0) & ((following.take(rows) & W.DET) != 0))
    step[rows] = 3 * _in_the_past(layout, at.take(rows) + 1, last.take(rows))
    rows = np.flatnonzero(step == 0)
    step[rows] = _ago(layout, at.take(rows), last.take(rows))
    steps[some] = step
    return steps


def _ago(layout: Layout, at: Ints, last: Ints) -> Ints:
    """Length of "two weeks ago", "a few years ago" at each word; 0 where nothing of the kind stands there."""
    length = np.zeros(len(at), np.int64)
    for ahead in (1, 2, 3):
        ago = layout.has(at + ahead, W.TIME) & (at + ahead < last) & ~layout.gap(at + ahead, _CUT)
        rows = np.flatnonzero(ago & (length == 0))
        length[rows] = (ahead + 1) * among_words(layout, at.take(rows) + ahead, _AGO)
    return length


def _in_the_past(layout: Layout, the: Ints, last: Ints) -> Flags:
    """Whether each "the" behind a preposition opens a date: "in *the past* it would", not "in *the early days*"."""
    dated = layout.has(the + 1, W.TIME) & (the + 1 < last) & ~layout.gap(the + 1, _CUT)
    dated &= layout.has(the + 2, _OPENS) | layout.gap(the + 2, _CUT | G.STOP)
    rows = np.flatnonzero(dated)
    dated[rows] = among_words(layout, the.take(rows), _DEFINITE)
    return dated


def medium_length(layout: Layout, at: Ints, last: Ints) -> Ints:
    """Length of "in a joint press statement" at a preposition; 0 where no such noun comes within four words, and at
    "to" before a verb: "vowed *to write a report*"."""
    length, counts = np.zeros(len(at), np.int64), ~layout.has(at, W.TO)
    going = counts | layout.has(at + 1, NO_VERB | W.OBJPRON | W.SPEAKER | W.PLURAL | W.MEDIUM)
    counts[counts] = ~among_words(layout, at.compress(counts), _SUBJECT_MATTER)  # "about the 1979 attack"
    article = layout.has(at + 1, W.DET | W.CAP | W.TIME | W.POSS)  # "in a 2015 review", but "at least 40 of"
    for ahead in (1, 2, 3, 4, 5):
        going &= (at + ahead < last) & ~layout.gap(at + ahead, _CUT)
        word = layout.bits(at + ahead)
        dated = (ahead <= 2) & ((word & W.DIGIT) != 0) & counts & (article | (ahead == 1))
        rows = np.flatnonzero(dated)
        behind = at.take(rows) + ahead + 1
        dated[rows] = ~layout.has(behind, W.PLURAL) | layout.has(behind, W.CAP | W.TIME)  # "about 40 firms"
        medium = going & (((word & W.MEDIUM) != 0) | dated)
        length = np.where(medium & ((length == 0) | (length == ahead)), ahead + 1, length)
    return length


def _skip_hearer(layout: Layout, start: Ints, last: Ints) -> Ints:
    """Past whoever is told: "reporters", "the Global Times", "him"."""
    at = start.copy()
    going = np.ones(len(at), np.bool_)
    short = (layout.bits(start) & (W.CAP | W.DET | W.POSS)) == 0
    short = layout.has(start, W.OBJPRON) | (short & layout.has(start, W.PLURAL))
    for ahead in range(7):
        ends = layout.has(at, _HEARER_ENDS)
        ends &= ~(layout.has(at, W.OF) & layout.has(at + 1, W.CAP | W.SPEAKER))  # "told a group of officials"
        going &= (at < last) & ~layout.gap(at, _CUT) & ~layout.opens[at] & ~ends
        if ahead:
            going &= ~layout.has(at, _NEW_PHRASE)
        if ahead == 1:
            going &= ~short
        at = at + going
    return at
