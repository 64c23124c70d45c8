"""Speakers of quotations that no cue names: in the sentence right behind, in a signature, as the subject beside them.

Together they were right for 43 of 45 hand-coded quotations on the training articles; looser guesses
(the sentence's subject whatever stands between, a speaker two paragraphs back) for half of them or less.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.clauses import clause_starts, joined_clauses, sentence_subjects
from framing.annotate.attribution.drafts import NONE, Span
from framing.annotate.attribution.flags import PHRASE, PUNCT, G, W
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.phrases import is_person
from framing.records.arrays import Flags, Ints
from framing.records.ascending import among

_LONGEST_SIGNATURE = 12
#: A sentence that says no more than who spoke is no longer: "Senator Ada Lund said as she left the hall."
_LONGEST_TAIL = 12
#: "Ada Lund, a pilot of the harbour of Oslo, said quietly."
_LONGEST_ASIDE = 20
_LONGEST_OWNER = 4


def signatures(layout: Layout, end: Ints) -> Span:
    """Who signs each quotation: "“...” — Ada Lund, a farmer", behind it or on the line below; NONE for nobody."""
    passage = layout.passage
    at = np.minimum(end, layout.n)
    stop = next_of(np.append(passage.paragraph, layout.n), at + 1)
    stop = np.minimum(stop, layout.next_quotes(at + 1))
    line = ~among(at, passage.field) & layout.has(at, W.CAP) & (at < layout.n) & (stop - at <= _LONGEST_SIGNATURE)
    line &= (layout.gap(at, G.DASH) & ~layout.has(at, W.PREP | W.PRON | W.WH)) | _signs_below(layout, at, stop)
    name = np.minimum(next_of(layout.punct, at + 1), stop)
    rows = np.flatnonzero(line & ~among(at, passage.paragraph))
    first, end = at.take(rows), name.take(rows)
    for ahead in range(_LONGEST_SIGNATURE):
        line[rows] &= (first + ahead >= end) | layout.has(first + ahead, W.CAP)
    return np.where(line, at, NONE), np.where(line, name, NONE)


def _signs_below(layout: Layout, at: Ints, stop: Ints) -> Flags:
    """Whether the rest of the line behind a quotation, or the line below, signs it though no dash opens it: a name, a
    comma and an office in capitals ("Ada Lund, Harbour Post"), or a name behind which the marks of the quotation close.
    """
    passage = layout.passage
    ends = (stop >= layout.n) | among(stop, passage.field)  # the marks there may be those of another text
    which = np.searchsorted(passage.quote_end, at)
    closed = np.append(passage.quote_closed, True)[np.minimum(which, len(passage.quote_closed))]
    comma = next_of(layout.gaps(G.COMMA), at + 1)
    office = (comma < stop) & layout.has(comma, W.CAP) & (comma - at > 1) & (comma - at <= _LONGEST_OWNER)
    closing = ~ends & layout.gap(np.minimum(stop, layout.n), G.MARK)
    line = office | (among(at, passage.paragraph) & ~closed & closing)
    line &= among(stop, np.append(passage.paragraph, layout.n))
    for ahead in range(_LONGEST_SIGNATURE):
        line &= (at + ahead >= stop) | layout.has(at + ahead, W.CAP | W.PREP | W.AND | W.SPEAKER)
    return np.asarray(line & ~layout.has(at, W.DET | W.PRON | W.WH | W.PREP | W.IT))


def labelled(layout: Layout, start: Ints, end: Ints) -> Span:
    """Who speaks in a transcript set in marks: "“RUIZ: We never agreed to that.”"; NONE for nobody."""
    upper = layout.has(start, W.UPPER) & ~layout.has(start, W.WH | W.LABEL)
    one = upper & layout.gap(start + 1, G.COLON) & (start + 1 < end)
    two = upper & layout.has(start + 1, W.UPPER) & layout.gap(start + 2, G.COLON) & (start + 2 < end)
    return np.where(one | two, start, NONE), np.where(one, start + 1, np.where(two, start + 2, NONE))


def in_sentences(layout: Layout, partial: Span, whole: Span) -> tuple[Span, Span]:
    """Who is named beside parts of sentences, as the subject of their clause, and beside whole quotations, as that of
    the next sentence or of the one before. All subjects are looked for at once: that costs what one look-up does."""
    passage = layout.passage
    first, last = layout.sentence_bounds(partial[0])
    clause = joined_clauses(layout, partial[0], clause_starts(layout, partial[0], first))
    behind = np.flatnonzero(among(whole[1], passage.sentence) & ~among(whole[1], passage.paragraph))
    before = np.flatnonzero(layout.gap(whole[0], G.STOP) & ~among(whole[0], passage.paragraph))
    before = before.compress(among(whole[0].take(before), passage.sentence))
    sentences = np.concatenate((whole[1].take(behind), whole[0].take(before) - 1))
    starts, ends = layout.sentence_bounds(sentences)
    clause = clause + (layout.has(clause, W.REL) & layout.has(clause + 1, PHRASE))  # "which *Ada Lund* called a “mess”"
    name, end = sentence_subjects(layout, np.concatenate((clause, starts)), np.concatenate((last, ends)))
    cuts = np.cumsum((len(clause), len(behind)))
    names, stops, limits = np.split(name, cuts), np.split(end, cuts), np.split(np.concatenate((last, ends)), cuts)
    found = np.full(len(whole[0]), NONE), np.full(len(whole[0]), NONE)
    for rows, some, start, stop in (
        (before, is_person(layout, names[2], stops[2]) & (names[2] >= 0), names[2], stops[2]),
        (behind, _says_no_more(layout, whole[1].take(behind), limits[1], (names[1], stops[1])), names[1], stops[1]),
    ):
        found[0][rows.compress(some)], found[1][rows.compress(some)] = start.compress(some), stop.compress(some)
    beside = _beside(layout, partial[0], names[0], stops[0])
    return (np.where(beside, names[0], NONE), np.where(beside, stops[0], NONE)), found


def _says_no_more(layout: Layout, at: Ints, last: Ints, subject: Span) -> Flags:
    """Whether sentences say no more than who spoke: "“... today!” *Ada Lund said as she left.*"."""
    start, stop = subject
    aside = next_of(layout.gaps(G.COMMA), stop + 1)
    verb = np.where((stop > 0) & layout.gap(stop, G.COMMA), np.minimum(aside, last), stop)
    says = layout.has(verb, W.SAID | W.QUOTEV) | (layout.has(verb, W.VERBISH) & (verb + 1 == last))
    says &= (~layout.gap(verb, PUNCT) | (verb > stop)) & (verb < last)
    rest = W.PREP | W.SUBORD | W.TIME | W.ADV
    empty = (verb + 1 >= last) | layout.gap(verb + 1, PUNCT) | layout.has(verb + 1, rest)
    brief = last - at <= np.where(verb > stop, _LONGEST_ASIDE, _LONGEST_TAIL)
    return np.asarray((start == at) & says & empty & brief & layout.has(at, W.CAP))


def _beside(layout: Layout, start: Ints, name: Ints, end: Ints) -> Flags:
    """Whether the subject of the clause that each quotation stands in is a person, with one verb between."""
    verbs = layout.finite_forms()
    between = np.searchsorted(verbs, start) - np.searchsorted(verbs, end)
    found = (name >= 0) & (end <= start) & (between == 1) & is_person(layout, name, end)
    return np.asarray(found & ~layout.has(next_of(verbs, end), W.BE))  # "Lund is the author of “The Lamps”"


def owners(layout: Layout, start: Ints, end: Ints) -> Span:
    """Whose words "Ada Lund’s “short list” remark" quotes: a genitive before the marks, a noun of saying behind."""
    left = np.maximum(start - 1, 0)
    noun = layout.has(end, W.NOUN) & ~layout.gap(end, PUNCT | G.STOP | G.BREAK)
    owner = layout.has(left, W.GENITIVE) & layout.has(left, W.CAP) & ~layout.gap(start, PUNCT | G.BREAK) & noun
    at = left.copy()
    for _ in range(_LONGEST_OWNER):
        title = layout.has(at - 1, W.CAP) & ~layout.has(at - 1, W.DET) & ~layout.gap(at, PUNCT | G.BREAK)
        at -= owner & (at > 0) & title
    return np.where(owner, at, NONE), np.where(owner, start, NONE)
