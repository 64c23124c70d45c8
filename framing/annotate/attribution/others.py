"""Rules without a verb: according to, per, nouns of saying."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.appositions import named_behind
from framing.annotate.attribution.clauses import clause_starts, main_verbs, sentence_subjects
from framing.annotate.attribution.drafts import NONE, Drafts, Span, draft, draft_some, one_of
from framing.annotate.attribution.ends import Ends
from framing.annotate.attribution.flags import AUX, FINITE, NO_VERB, PUNCT, VERB, G, W
from framing.annotate.attribution.objects import WAVED_OFF
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.phrases import among_words, is_person, is_subject
from framing.records.arrays import Flags, Ints

_LONGEST_SOURCE = 6
#: "His message to the growers of the valley was as clear as ever:"
_LONGEST_JUDGEMENT = 12
#: Rules for words of the outlet: of all of them, and of those that are nobody's: "amid fears *that prices will rise*".
_OUTLETS, _NEEDS_SOMEBODY = one_of("noun-of"), one_of("noun-that")
_SOURCE = frozenset("by from among".split())
_HOLDING = frozenset("of in at on within inside".split())
#: Their object is the outlet's: "the announcement of new levies"
_OF_DEEDS = frozenset(["announcement", "announcements"])
#: What does not stand between an article and an owner, whose name is no longer than this.
_NO_MODIFIER = W.PREP | W.AND | W.BUT | AUX | W.VERBISH | W.TO | W.THAT | W.SUBORD | W.REL | W.WH | W.PRON | W.POSS
_NO_MODIFIER |= W.GENITIVE | W.TIME | W.ING | W.GERUND | VERB
_LONGEST_OWNER, _LONGEST_KIND = 6, 3
_ABROAD = frozenset("amid among despite over on by after following against".split())
_VOICING = frozenset("raising sharing airing making issuing having holding".split())
#: "Her view *of* the plan"; what stands behind other prepositions says when or where: "his remarks *during* the visit".
_SUBJECT_MATTER = frozenset("of on about for as with over around against from toward towards regarding".split())


def according_to(layout: Layout, ends: Ends) -> list[Drafts]:
    """ "According to X, ..." and "..., according to X[, ...]"; "per X" behind a comma likewise."""
    every = layout.words(W.ACCORDING)[:-1]
    at = every[~layout.has(every, W.PREP)]
    at = at[layout.has(at + 1, W.TO) & ~layout.gap(at + 1, PUNCT | G.STOP | G.BREAK)]
    per = every[layout.has(every, W.PREP) & layout.gap(every, G.COMMA)]
    first, last = layout.sentence_bounds(at)
    name = at + 2
    name_end = _name_end(layout, name, last)
    joined = layout.has(at - 1, W.AND | W.BUT) & layout.gap(at - 1, G.COMMA) & ~layout.gap(at, PUNCT)
    leading = (at - first <= 1) | joined | layout.gap(at, G.COLON)  # "..., and according to X, ...", "...: According"
    _, named = named_behind(layout, name, name_end)  # "According to its head, Ada Lund, *grain is dear*"
    begin = np.where(leading, _past_office(layout, name, np.minimum(named, last), last), name_end)
    after = (begin, ends.right(begin, last))
    cue = (at, name)
    out = [draft_some("according-to", leading & (name_end < last), cue, (name, name_end), right=after)]
    begin = ends.left(at, first)
    more = _goes_on(layout, begin, at, name_end, last)
    out.append(draft_some("according-to", ~leading & (at > begin), cue, (name, name_end), (begin, at), more))
    return [*out, _per(layout, ends, per)]


def _past_office(layout: Layout, name: Ints, end: Ints, last: Ints) -> Ints:
    """Where the words begin behind each name: "According to Ada Lund, a trader at the port, *grain is dear*"."""
    comma = next_of(layout.gaps(G.COMMA), end + 1)
    person = layout.has(name, W.CAP) & layout.has(end - 1, W.CAP) & (end - name > 1) & layout.gap(end, G.COMMA)
    office = layout.has(end, W.DET | W.SPEAKER) & ~layout.has(end, W.CAP) & (comma < last)
    office &= (next_of(layout.finite_forms(), end) >= comma) & ~layout.has(comma, W.REL | AUX | W.VERBISH | W.DIGIT)
    return np.where(person & office, comma, end)


def _goes_on(layout: Layout, begin: Ints, at: Ints, end: Ints, last: Ints) -> Span:
    """More words behind "according to" and a name: where those before it lack a verb, or the verb follows, perhaps
    behind an office: "The port, according to Ada Lund, a trader, *is shut*". What else follows tells who Lund is."""
    inserted = (end < last) & layout.gap(end, G.COMMA) & layout.gap(at, G.COMMA)
    comma = next_of(layout.gaps(G.COMMA), end + 1)
    verbs = FINITE | W.NEG | W.THAT
    follows = layout.has(end, verbs) | layout.opens.take(end)
    office = ~follows & (comma < last) & layout.has(comma, verbs)
    complete = next_of(layout.finite_forms(), begin) < at
    inserted &= office | follows | ~complete
    start = np.where(office, comma, end)
    return np.where(inserted, start, NONE), np.where(inserted, last, NONE)


def _per(layout: Layout, ends: Ends, at: Ints) -> Drafts:
    first, last = layout.sentence_bounds(at)
    name_end = _name_end(layout, at + 1, last)
    begin = ends.left(at, first)
    source = layout.has(at + 1, W.DET) | (layout.has(at + 1, W.CAP) & ~layout.has(at + 1, W.DIGIT))
    source &= at + 1 < last  # a sentence that breaks off there names nobody
    return draft_some("per", source & (name_end >= last) & (at > begin), (at, at + 1), (at + 1, name_end), (begin, at))


def _name_end(layout: Layout, start: Ints, last: Ints) -> Ints:
    return np.minimum(next_of(layout.punct, start + 1), last)


def nouns(layout: Layout, ends: Ends, used: Ints) -> list[Drafts]:
    """Claims that ..., an answer was that ..., Beijing's refusal to ...; ``used`` are words that are cue verbs here."""
    at, owner, that = _nouns(layout, used)
    _, last = layout.sentence_bounds(at)
    after, owned, cue = layout.bits(at + 1), owner >= 0, (at, at + 1)
    speaker, holder = _whose(layout, at, owner)
    was_that = ((after & W.BE) != 0) & layout.has(at + 2, W.THAT) & (at + 2 < last)
    rest, phrase_end = last.copy(), _name_end(layout, at + 1, last)
    held = np.flatnonzero(layout.has(that, W.THAT))
    rest[held] = _clause_end(layout, ends, at.take(held), that.take(held))
    rows = np.flatnonzero(owned)
    stops = layout.having(W.SUBORD | W.AS | AUX)
    phrase_end[rows] = layout.first_between(stops, at.take(rows) + 2, phrase_end.take(rows))
    phrase_end[rows] = np.minimum(phrase_end[rows], _past_tense(layout, at[rows]))
    is_of = ((after & (W.PREP | W.TO)) == W.PREP) & ~layout.has(at + 2, W.TIME)
    is_to = ((after & W.TO) != 0) & ~layout.has(at + 2, NO_VERB | W.SPEAKER)  # "her answer to the court"
    of = np.flatnonzero(is_of & owned)
    is_of[of] = among_words(layout, at.take(of) + 1, _SUBJECT_MATTER) & ~among_words(layout, at.take(of), _OF_DEEDS)
    elsewhere = _free_nouns(layout, used, W.PREP)
    drafts = [
        draft_some("noun-that", layout.has(that, W.THAT) & ~is_subject(layout, that), cue, speaker, right=(that, rest)),
        draft_some("noun-was", was_that, (at, at + 2), speaker, right=(at + 2, ends.right(at + 2, last))),
        _is_clear(layout, ends, at.compress(owned), (speaker[0].compress(owned), speaker[1].compress(owned))),
        draft_some("noun-to", owned & is_to, cue, holder, right=(at + 1, phrase_end)),
        draft_some("noun-of", owned & is_of, cue, holder, right=(at + 1, phrase_end)),
        _claims_by(layout, ends, elsewhere),
        _held_by(layout, ends, elsewhere),
    ]
    for one in drafts:
        one.own = _OUTLETS.take(one.rule) | (_NEEDS_SOMEBODY.take(one.rule) & (one.speaker_start < 0))
    return drafts


def _past_tense(layout: Layout, at: Ints) -> Ints:
    """Where the verb stands of which nouns that open a sentence are the subject: "Oslo's threat to raise dues *drew* a
    reply"; the end of the sentence for others."""
    finite, (first, last) = layout.finite_forms(), layout.sentence_bounds(at)
    verb = next_of(finite, at + 3)  # behind "to" and its verb
    found = (next_of(finite, first) >= at) & (verb < last) & layout.has(verb, W.VERBISH) & ~layout.has(verb, AUX)
    found &= layout.has(verb + 1, W.DET | W.POSS | W.PRON | W.TO) & ~layout.gap(verb + 1, PUNCT)
    found &= ~layout.has(verb - 1, AUX)  # "to be told the truth"
    return np.where(found, verb, last)


def _whose(layout: Layout, at: Ints, owner: Ints) -> tuple[Span, Span]:
    """Who says that, and who holds what, by the nouns: their owners, else the persons that are their clauses' subjects;
    for whom "his" stands only where he holds it."""
    owned, (first, last) = owner >= 0, layout.sentence_bounds(at)
    subject, end = sentence_subjects(layout, clause_starts(layout, at, first), last)
    possessive = owned & layout.has(np.maximum(owner, 0), W.POSS)
    precedes = (end > 0) & (end < at) & (~owned | possessive)
    rows = np.flatnonzero(precedes)
    precedes[rows] = is_person(layout, subject.take(rows), end.take(rows)) & ~_abroad(layout, at.take(rows))
    precedes[rows] &= ~layout.has(subject.take(rows), W.THAT)  # "*That* has raised fears that"
    owners = _whole_name(layout, owner, first), np.where(owner >= 0, owner + 1, NONE)
    return _either(~owned & precedes, (subject, end), owners), _either(precedes, (subject, end), owners)


def _is_clear(layout: Layout, ends: Ends, at: Ints, speaker: Span) -> Drafts:
    """ "*Oslo's* position on fish is clear: talks must go on": what it is stands behind a colon."""
    _, last = layout.sentence_bounds(at)
    colon = next_of(layout.gaps(G.COLON), at + 1)
    verb = next_of(layout.finite_forms(), at + 1)
    told = (colon < last) & (colon - at <= _LONGEST_JUDGEMENT) & (verb < colon)
    told &= layout.has(verb, W.BE | W.HAVE) & (next_of(layout.punct, at + 1) >= colon)
    told &= ~layout.has(at + 1, W.THAT)
    again = next_of(layout.finite_forms(), verb + 1)
    told &= (again >= colon) | layout.has(again, W.BE)  # "has always been the same"
    return draft_some("noun-was", told, (at, colon), speaker, right=(colon, ends.right(colon, last)))


def _claims_by(layout: Layout, ends: Ends, at: Ints) -> Drafts:
    """ "Warnings *by allies* that prices will rise": whose they are stands between the noun and that."""
    at = at[among_words(layout, at + 1, _SOURCE)]
    _, last = layout.sentence_bounds(at)
    that = next_of(layout.words(W.THAT), at + 2)
    near = (that > at + 2) & (that < np.minimum(last, at + 2 + _LONGEST_SOURCE)) & ~is_subject(layout, that)
    near &= (next_of(layout.punct, at + 2) > that) & (next_of(layout.finite_forms(), at + 2) >= that)
    return draft_some(
        "noun-that", near, (at, at + 1), (at + 2, that), right=(that, _clause_end(layout, ends, at, that))
    )


def _held_by(layout: Layout, ends: Ends, at: Ints) -> Drafts:
    """ "The consensus *among traders* is that grain is dear": whose it is, or where, stands between the noun and is."""
    verb = next_of(layout.finite_forms(), at + 2)
    held = (verb - at <= _LONGEST_SOURCE) & layout.has(verb, W.BE) & layout.has(verb + 1, W.THAT)
    at, verb = at.compress(held), verb.compress(held)
    _, last = layout.sentence_bounds(at)
    held = (verb + 1 < last) & (next_of(layout.punct, at + 1) > verb + 1)
    at, verb, last = at.compress(held), verb.compress(held), last.compress(held)
    known = among_words(layout, at + 1, _SOURCE | _HOLDING)  # but "the reason for the delay is that"
    at, verb, last = at.compress(known), verb.compress(known), last.compress(known)
    whose = among_words(layout, at + 1, _SOURCE) | layout.has(at + 1, W.OF)
    name = np.where(whose, at + 2, NONE), np.where(whose, verb, NONE)
    return draft("noun-was", (at, verb + 1), name, right=(verb + 1, ends.right(verb + 1, last)))


def _clause_end(layout: Layout, ends: Ends, at: Ints, that: Ints) -> Ints:
    """Where the clause from each "that" on ends: "*Despite* warnings that prices will rise, he signed" at the comma,
    "The claim that prices will rise *is* false" at the main verb."""
    first, last = layout.sentence_bounds(at)
    end = np.minimum(ends.right(that, last), main_verbs(layout, that, at))
    leading = layout.has(first, W.PREP | W.SUBORD) & (next_of(layout.finite_forms(), first) >= at)
    comma = next_of(layout.gaps(G.COMMA), that + 1)
    verb = next_of(layout.finite_forms(), that)
    leading |= (next_of(layout.finite_forms(), first) >= at) & (verb < comma) & layout.has(comma, AUX)
    return np.where(leading, np.minimum(end, comma), end)


def _nouns(layout: Layout, used: Ints) -> tuple[Ints, Ints, Ints]:
    """The nouns of saying that what follows them lets a rule use, who owns them, and where "that" is, if it follows."""
    at = _free_nouns(layout, used, W.THAT | W.BE | W.PREP | W.TO | W.TIME)
    first, last = layout.sentence_bounds(at)
    owner, that = _owner(layout, at, first), _past_date(layout, at + 1, last)
    alone = layout.has(that, W.THAT) | (layout.has(at + 1, W.BE) & layout.has(at + 2, W.THAT))
    rows = (at + 1 < last) & (alone | (owner >= 0))
    return at[rows], owner[rows], that[rows]


def _past_date(layout: Layout, start: Ints, last: Ints) -> Ints:
    """Where "that" stands behind a date at each ``start``: "her warning *on Friday* that"; else the
    ``start``."""
    one = layout.has(start, W.TIME) & layout.has(start + 1, W.THAT)
    two = layout.has(start, W.PREP) & layout.has(start + 1, W.TIME) & layout.has(start + 2, W.THAT)
    that = start + np.where(one, 1, 2 * two)
    return np.where((that < last) & ~layout.gap(that, PUNCT), that, start)


def _free_nouns(layout: Layout, used: Ints, before: int) -> Ints:
    """The nouns of saying that are no cue verbs here and stand before a word with any of these bits."""
    at = layout.words(W.NOUN)[:-1]
    at = at[layout.has(at + 1, before) & ~layout.gap(at + 1, PUNCT | G.MARK)]
    taken = np.zeros(layout.n, np.bool_)
    taken[used] = True
    return at[~taken[at]]


def _abroad(layout: Layout, at: Ints) -> Flags:
    """Whether each noun is none of what the clause's subject says: "Ruiz left *amid fears* that"."""
    near = np.maximum(at - 1 - layout.has(np.maximum(at - 1, 0), W.DET), 0)
    abroad = layout.has(near, W.PREP)
    rows = np.flatnonzero(abroad)
    abroad[rows] = among_words(layout, near.take(rows), _ABROAD)
    rows = np.flatnonzero(layout.has(near, W.VERBISH | W.PAST | W.SFORM))
    abroad[rows] |= among_words(layout, near.take(rows), WAVED_OFF)  # "Ruiz downplayed fears that"
    rows = np.flatnonzero(layout.has(near, W.GERUND) & ~layout.has(near, W.ING) & layout.gap(near, G.COMMA))
    abroad[rows] = ~among_words(layout, near.take(rows), _VOICING)  # "Ruiz left, fueling fears that"
    return abroad


def _either(subject: Flags, span: Span, owners: Span) -> Span:
    """The sentence's subject where ``subject`` says so, elsewhere the owner."""
    return np.where(subject, span[0], owners[0]), np.where(subject, span[1], owners[1])


def _whole_name(layout: Layout, owner: Ints, first: Ints) -> Ints:
    """Where the names of owners start: "*the Chinese ministry's* warning", "*Oslo trade officials'* claim"."""
    start = owner.copy()
    rows = np.flatnonzero((owner > first) & ~layout.has(owner, W.POSS))
    named = layout.has(owner[rows], W.CAP)
    for back in range(1, _LONGEST_OWNER + 1):
        before = owner[rows] - back
        goes_on = (before >= first[rows]) & ~layout.gap(before + 1, PUNCT) & ~layout.has(before, _NO_MODIFIER)
        rows, named, before = rows[goes_on], named[goes_on], before[goes_on]
        article, capital = layout.has(before, W.DET), layout.has(before, W.CAP) & ~layout.has(before, W.ADV)
        begins = article | (capital & (named | (back <= _LONGEST_KIND)))
        start[rows[begins]] = before[begins]
        rows, named = rows[~article], (named | capital)[~article]
    return start


def _owner(layout: Layout, at: Ints, first: Ints) -> Ints:
    """The possessive before a noun in its sentence, with at most one word or a quotation between; NONE where there is
    none."""
    one, two = np.maximum(at - 1, 0), np.maximum(at - 2, 0)
    near = (layout.has(one, W.POSS | W.GENITIVE) | (layout.gap(at, G.OWNER) & ~layout.closes[at])) & (at > first)
    far = layout.has(two, W.POSS | W.GENITIVE) & ~layout.gap(one, PUNCT) & (at > first + 1)
    owner = np.where(near, one, np.where(far, two, NONE))
    rows = np.flatnonzero(layout.closes.take(at) & (owner < 0))  # "*his* “port first” argument"
    quotes = layout.passage
    opens = quotes.quote_start.take(np.searchsorted(quotes.quote_end, at.take(rows)), mode="clip") - 1
    owner[rows] = np.where((opens >= first.take(rows)) & layout.has(opens, W.POSS | W.GENITIVE), opens, NONE)
    return owner
