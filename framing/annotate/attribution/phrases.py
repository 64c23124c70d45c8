"""Noun phrases: where one starts that ends at a place, what of it is a name, whom who and which stand for."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.drafts import NONE
from framing.annotate.attribution.flags import AUX, PUNCT, VERB, G, W
from framing.annotate.attribution.passage import Layout, last_of, next_of
from framing.records.arrays import Flags, Ints

#: Words that no subject reaches across to the left.
_STOPPERS = W.THAT | W.WH | W.SUBORD | W.BUT | W.REL | W.MODAL | W.HAVE | W.BE | W.DO | W.TO
_CONNECTIVES = W.AND | W.BUT | W.SUBORD | W.ADV | W.TIME | W.WH
#: Behind none of these does a second noun phrase start: "a tax *the mayor* backs", but "in *the mayor*".
_NO_NOUN = W.PREP | W.AND | W.BUT | W.DET | W.POSS | W.GENITIVE | AUX | VERB | W.VERBISH | W.GERUND | W.ADV | W.CAP
_NO_NOUN |= W.TO
_LONGEST_SUBJECT = 12
_LONGEST_NAME = 9
_LONGEST_PERSON = 6
_LONGEST_PARTNER = 6
_LONGEST_LINKED = 3
_ONE = frozenset(["a", "an", "another"])
_ONE_PERSON = frozenset(["witness", "boss"])
_PAPERS = frozenset("times post news journal daily herald tribune gazette globe".split())
#: Behind these stands a name that belongs to them.
_CALLED = frozenset("newspaper magazine agency broadcaster daily network tabloid outlet website weekly company".split())
_WHO = frozenset(["who"])
_AMOUNTS = frozenset(
    """group number majority minority range handful string lot couple percentage host series pair trio team wing crowd
    bunch band generation coalition delegation class kind sort type part board all
    head heads architect commissioner mastermind dean darling hero hope heir""".split()
)
_PARTY_LETTERS = frozenset("R D I".split())


def trim_name(layout: Layout, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """A name without connectives and dates at its edges: "But on Thursday the minister later" gives "the minister"."""
    start, end = start.copy(), end.copy()
    rows = np.flatnonzero(start < end - 1)
    for _ in range(3):
        at = start[rows]
        word = layout.bits(at)
        one = ((word & _CONNECTIVES) != 0) & ((word & (W.PRON | W.DET)) == 0)
        this = np.flatnonzero((word & (W.IT | W.DET)) == (W.IT | W.DET))
        one[this] = layout.has(at.take(this) + 1, W.TIME) & (at.take(this) < end.take(rows.take(this)) - 2)
        two = np.flatnonzero(((word & W.PREP) != 0) & ~one & (at < end.take(rows) - 2))
        two = two.compress(layout.has(at.take(two) + 1, W.TIME))
        step, date = one.astype(np.int64), at.take(two)
        step[two] = 2 + (layout.has(date + 2, W.DIGIT) & (date < end.take(rows.take(two)) - 3))
        start[rows] = at + step
        rows = rows.compress(step > 0)
        rows = rows.compress(start.take(rows) < end.take(rows) - 1)
        if not len(rows):
            break
    rows = np.flatnonzero(end > start + 1)
    for _ in range(3):
        word = layout.bits(end[rows] - 1)
        drop = ((word & (W.TIME | W.ADV)) != 0) & ((word & W.PRON) == 0)
        end[rows] -= drop
        rows = rows.compress(drop & (end.take(rows) > start.take(rows) + 1))
        if not len(rows):
            break
    rows = np.flatnonzero(end > start + 1)
    end[rows] -= layout.has(np.maximum(end.take(rows) - 1, 0), W.PREP)
    return start, end


def np_start(layout: Layout, stop: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Where the noun phrase that ends at ``stop`` starts; and where its relative clause does, NONE where it has none:
    "Republicans *who have praised him* said"."""
    bounds = _bounds(layout)
    start = last_of(bounds, stop - 1, first)
    floor = last_of(layout.edges, stop - 1, first)
    start = np.maximum(start, floor)
    _with_partners(layout, bounds, start, stop, first, floor)
    relative = np.full(len(start), NONE)
    rows = np.flatnonzero(start > floor)
    rows = rows.compress(layout.has(start.take(rows) - 1, W.REL | W.MODAL | W.HAVE | W.BE | W.DO | W.TO))
    left = start.take(rows) - 1
    who = last_of(_relatives(layout), left, relative.take(rows))
    inside = (who > floor.take(rows)) & (who < stop.take(rows) - 2)
    inside &= (who == left) | layout.has(left, W.MODAL | W.HAVE | W.BE | W.DO | W.TO)
    behind = layout.bits(who + 1)  # "in ways that *some growers* say"
    which = (behind & (W.CAP | W.DET | W.POSS) != 0) | (behind & (W.SPEAKER | W.PLURAL) == W.SPEAKER | W.PLURAL)
    which &= (who == left) & (behind & (W.VERBISH | W.PAST) == 0)
    inside &= ~which | (next_of(layout.finite_forms(), who + 1) < stop.take(rows))
    rows, who = rows.compress(inside), who.compress(inside)
    relative[rows] = who
    start[rows] = np.maximum(last_of(bounds, np.maximum(who - 1, 0), first.take(rows)), floor.take(rows))
    return start, relative


def _bounds(layout: Layout) -> Ints:
    """Where a noun phrase may start at the earliest: behind words that no subject reaches across; ascending."""
    known = layout.kept.get("bounds")
    if known is None:
        word = layout.patterns
        stops = ((word & _STOPPERS) != 0) & ((word & W.PRON) == 0)
        stops &= ((word & W.PREP) == 0) | ((word & W.SUBORD) != 0)
        stops |= (word & W.SAID) != 0
        joints = layout.places(((word & W.AND) != 0) & ~stops)
        known = np.concatenate((layout.places(stops), joints[~_joined_names(layout, joints)])) + 1
        known.sort(kind="stable")
        layout.kept["bounds"] = known
    return known


def _with_partners(layout: Layout, bounds: Ints, start: Ints, stop: Ints, first: Ints, floor: Ints) -> None:
    """Let phrases start at who is joined to them by and: "*Farmers and trade groups* say", "the port *and the town*",
    but not at a clause: "Farmers left *and trade groups* say"."""
    rows = np.flatnonzero((start > floor + 1) & (start < stop))
    rows = rows.compress(layout.has(start.take(rows) - 1, W.AND) & ~layout.has(start.take(rows), W.PRON | W.IT | W.ADV))
    joint, least = start.take(rows) - 1, floor.take(rows)
    left = np.maximum(last_of(bounds, joint - 1, first.take(rows)), least)
    opens = (left == first.take(rows)) | (left == least)
    opens |= layout.has(left - 1, W.THAT | W.BUT | W.SUBORD | W.WH | W.SAID)
    pronoun = layout.has(left, W.PRON) & (joint == left + 1)  # "said *he and others* would decide"
    opens &= (joint > left) & (joint - left <= _LONGEST_PARTNER) & ~layout.has(left, W.PREP | W.TO | W.IT)
    opens &= ~layout.has(left, W.ADV) | layout.has(left, W.DET)  # both
    opens &= layout.has(joint - 1, W.CAP | W.PLURAL | W.SPEAKER) | layout.has(left, W.SPEAKER) | pronoun
    opens &= (next_of(layout.finite_forms(), left) >= joint) | pronoun
    rows, left, joint, pronoun = (column.compress(opens) for column in (rows, left, joint, pronoun))
    plain = np.ones(len(rows), np.bool_)
    for ahead in range(_LONGEST_PARTNER):
        verb = layout.has(left + ahead, VERB | W.PRON | W.GERUND) & ~layout.has(left + ahead, W.AMBIGUOUS | W.SPEAKER)
        plain &= (left + ahead >= joint) | ~verb | pronoun
    start[rows.compress(plain)] = left.compress(plain)


def _joined_names(layout: Layout, words: Ints) -> Flags:
    """And between two names, or between the halves of "the senator and presidential candidate" behind a quotation."""
    name = layout.has(words + 1, W.CAP) | (layout.has(words + 1, W.DET) & layout.has(words + 2, W.CAP))
    names = name & layout.has(words - 1, W.CAP) & (words > 0)
    names |= layout.has(words - 1, W.SPEAKER) & layout.has(words + 1, W.SPEAKER) & (words > 0)
    quotes = layout.passage.quote_end
    close = words - last_of(quotes, words, np.full(len(words), -_LONGEST_SUBJECT)) < _LONGEST_SUBJECT // 2
    return names | close


def _relatives(layout: Layout) -> Ints:
    """Who, and that and which behind people, where a clause about them begins."""
    known = layout.kept.get("relatives")
    if known is None:
        words = layout.words(W.REL)[:-1]
        people = layout.has(words - 1, W.SPEAKER | W.PLURAL) & ~layout.has(words - 1, VERB) & (words > 0)
        who = ~layout.has(words, W.THAT) & ~layout.has(words, W.SUBORD)
        known = words[(who | people) & ~layout.gap(words, PUNCT) & ~layout.has(words - 1, W.PREP)]
        layout.kept["relatives"] = known
    return known


def behind_clause(layout: Layout, phrase: Ints, stop: Ints) -> Ints:
    """Where the phrase is a clause that the subject only ends, the subject: "it is a trend *Ruiz* said would last"."""
    phrase = phrase.copy()
    rows = np.flatnonzero(stop - phrase > 2)
    at = stop[rows] - 1
    for _ in range(_LONGEST_NAME):
        live = at > phrase[rows] + 1
        rows, at = rows.compress(live), at.compress(live)
        word = layout.bits(at)
        inner = ((word & W.DET) != 0) & ((word & (W.PLURAL | W.PRON)) == 0)
        inner &= (layout.bits(at - 1) & _NO_NOUN) == 0  # "a tax *the mayor* said would end"
        found = np.flatnonzero(inner)
        phrase[rows.take(found)] = at.take(found)
        rows, at = rows.compress(~inner), at.compress(~inner) - 1
    _behind_thing(layout, phrase, stop)
    rows = np.flatnonzero(stop - phrase > 2)
    rows = rows.compress(layout.has(phrase.take(rows), W.PRON | W.IT))
    opens = phrase.take(rows)
    rows = rows.compress(layout.has(opens, W.BE) | layout.has(opens + 1, AUX | W.VERBISH))
    at = stop[rows] - 1
    for _ in range(_LONGEST_NAME):
        inner = (at > phrase[rows] + 1) & ~layout.has(at, W.DET | W.POSS | W.PRON)
        inner &= layout.has(at - 1, W.CAP) | ~layout.has(at, W.CAP)
        at = at - inner
    phrase[rows] = np.where(layout.has(at, W.CAP | W.DET | W.POSS | W.PRON), at, phrase[rows])
    return phrase


def _behind_thing(layout: Layout, phrase: Ints, stop: Ints) -> None:
    """Let phrases start at the name behind a thing that is told about: ", a move *Beijing* called abuse", ", a move
    *many growers* say is unfair"."""
    _people_behind_thing(layout, phrase, stop)
    rows = np.flatnonzero((stop - phrase > 2) & layout.has(stop - 1, W.CAP))
    opens = _opens_thing(layout, phrase[rows])
    at = stop[rows] - 1
    for _ in range(_LONGEST_LINKED):
        at -= (at > phrase[rows] + 1) & layout.has(at - 1, W.CAP)
    thing = ~layout.has(at - 1, _NO_NOUN | W.SPEAKER) & ~layout.has(at, W.DET | W.POSS)
    thing &= ~among_words(layout, np.maximum(at - 1, 0), _CALLED)  # "an editor of the newspaper *Harbour Times* said"
    clause = next_of(layout.finite_forms(), phrase[rows] + 1) < at - 1
    rows, at = rows.compress(thing & (opens | clause)), at.compress(thing & (opens | clause))
    phrase[rows] = at


def _people_behind_thing(layout: Layout, phrase: Ints, stop: Ints) -> None:
    rows = np.flatnonzero((stop - phrase > 2) & layout.has(stop - 1, W.SPEAKER) & layout.has(stop - 1, W.PLURAL))
    rows = rows.compress(_opens_thing(layout, phrase[rows]) & ~among_words(layout, stop[rows] - 1, _ONE_PERSON))
    at = stop[rows] - 1
    at -= layout.has(at - 1, W.DET) & layout.has(at - 1, W.PLURAL) & (at > phrase[rows] + 2)  # some, many, most
    thing = ~layout.has(at - 1, _NO_NOUN | W.SPEAKER | W.DIGIT)
    thing &= layout.first_between(layout.having(W.PREP), phrase[rows], at) == at
    thing &= ~layout.has(phrase[rows] + 1, W.PLURAL)  # "a few growers"
    phrase[rows.compress(thing)] = at.compress(thing)


def _opens_thing(layout: Layout, phrase: Ints) -> Flags:
    """Whether each phrase is a thing that the sentence comes back to: ", *a move* ...", "is *the kind of step* ..."."""
    opens = among_words(layout, phrase, _ONE) & layout.gap(phrase, G.COMMA | G.DASH)
    return np.asarray(opens | (layout.has(np.maximum(phrase - 1, 0), W.BE) & ~layout.gap(phrase, PUNCT | G.STOP)))


def antecedents(layout: Layout, who: Ints, first: Ints) -> tuple[Ints, Ints]:
    """The noun phrase before each who, and it: "cut aid to *farmers who*", "*the head of the bank, who*"."""
    left = np.maximum(who - 1, 0)
    start = last_of(layout.punct, left, first)
    senator = parties(layout, start) & (start > first)  # "Ada Ruiz, R-Ohio, who": the name stands before the party
    end = np.where(senator, start, who + 1)
    who = np.where(senator, start, who)
    left = np.where(senator, np.maximum(start - 1, 0), left)
    start = np.where(senator, last_of(layout.punct, left, first), start)
    verb = last_of(layout.finite_forms()[:-1] + 1, left, start)
    start = np.maximum(start, verb)
    for back in range(2, _LONGEST_SUBJECT):
        at = np.maximum(who - back, 0)
        inside = (at >= start) & layout.has(at, W.PREP) & ~layout.has(at, W.OF) & (at < left)
        start = np.where(inside, at + 1, start)
    start += layout.has(start, W.GERUND) & layout.has(start - 1, W.PREP)  # "by quoting *Lund, who*"
    start = _whose_it_is(layout, start, who)
    start, _ = trim_name(layout, start, who)
    nobody = layout.has(left, W.AND | W.TIME | W.DIGIT) & (who - start == 1)  # "and who said", "in 2012, who said"
    return np.where(nobody, NONE, start), np.where(nobody, NONE, end)


def _whose_it_is(layout: Layout, start: Ints, who: Ints) -> Ints:
    """Where those of whom a thing is start, as who stands for people: "drew the ire of *Ada Lund who*", but "*the head
    of the bank who*", "*a number of growers who*"."""
    of = start.copy()
    for back in range(_LONGEST_SUBJECT, 1, -1):
        at = np.maximum(who - back, 0)
        of = np.where((at > start) & layout.has(at, W.OF), at, of)
    thing = (of > start) & layout.has(who - 1, W.CAP | W.SPEAKER | W.PLURAL)
    rows = np.flatnonzero(thing & ~layout.has(of - 1, W.SPEAKER | W.CAP | W.DIGIT | W.PLURAL | W.DET))
    thing[:] = False
    thing[rows] = among_words(layout, who.take(rows), _WHO) & ~among_words(layout, of.take(rows) - 1, _AMOUNTS)
    return np.where(thing, of + 1, start)


def parties(layout: Layout, at: Ints) -> Flags:
    """Whether each word is a senator's party before a hyphen and a state: "Ada Lund, *R*-South Carolina, said"."""
    found = layout.gap(at + 1, G.HYPHEN)
    rows = np.flatnonzero(found)
    found[rows] = among_words(layout, at[rows], _PARTY_LETTERS)
    return np.asarray(found)


def is_subject(layout: Layout, that: Ints) -> Flags:
    """Whether each "that" behind a noun is the subject of a verb: "a report *that was* late"."""
    finite = layout.has(that + 1, AUX | W.SAID) & ~layout.has(that + 1, W.PRON | W.IT)
    verb = layout.has(that + 1, W.VERBISH) | (layout.has(that + 1, W.BASE) & ~layout.has(that + 1, W.AMBIGUOUS))
    rows = np.flatnonzero(verb & ~finite)
    finite[rows] = layout.has(that.take(rows) + 2, W.DET | W.POSS | W.PRON | W.OBJPRON | W.PREP | W.CAP | W.IT)
    return np.asarray(finite)


def papers(layout: Layout, end: Ints) -> Flags:
    """Whether names that end at each place are titles of papers that no list need hold: "the Valley *Times*"."""
    last = np.maximum(end - 1, 0)
    return np.asarray(layout.has(last, W.CAP) & among_words(layout, last, _PAPERS))


def is_person(layout: Layout, start: Ints, end: Ints) -> Flags:
    """Whether the words are a pronoun, a name without an article, or end in a word for people who speak."""
    one, last = np.maximum(start, 0), np.maximum(end - 1, 0)
    pronoun = (end == one + 1) & layout.has(one, W.PRON)
    name = layout.has(one, W.CAP) & layout.has(last, W.CAP) & ~layout.has(one, W.DET | W.IT | W.UPPER)
    speaker = layout.has(last, W.SPEAKER)
    return np.asarray(pronoun | ((name | speaker) & (end - one <= _LONGEST_PERSON)))


def among_words(layout: Layout, at: Ints, words: frozenset[str]) -> Flags:
    """Whether each word, folded, is one of these."""
    numbers, found = layout.numbers(words), layout.passage.fold(np.minimum(at, layout.n - 1))
    return np.asarray(numbers.take(np.searchsorted(numbers, found), mode="clip") == found)
