"""Speakers of quotations that no cue names: in the sentence right behind, in a signature, as the subject beside them.

Together they were right for 43 of 45 hand-coded quotations on the training articles; looser guesses
(the sentence's subject whatever stands between, a speaker two paragraphs back) for half of them or less.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.arrays import among
from framing.annotate.attribution.clauses import clause_starts, joined_clauses, sentence_subjects
from framing.annotate.attribution.drafts import NONE, Span
from framing.annotate.attribution.flags import PUNCT, G, W
from framing.annotate.attribution.passage import Flags, Ints, Layout, next_of
from framing.annotate.attribution.phrases import is_person

_LONGEST_SIGNATURE = 12
#: A sentence that says no more than who spoke is no longer: "Senator Ada Lund said as she left the hall."
_LONGEST_TAIL = 12
#: "Ada Lund, a pilot of the harbour of Oslo, said quietly."
_LONGEST_ASIDE = 20
_LONGEST_OWNER = 4


def signatures(layout: Layout, end: Ints) -> Span:
    """Who signs each quotation: "“...” — Ada Lund, a farmer", behind it or on the line below; NONE for nobody."""
    quotes, passage = layout.passage.quote_start, layout.passage
    at = np.minimum(end, layout.n)
    stop = next_of(np.append(passage.paragraph, layout.n), at + 1)
    stop = np.minimum(stop, next_of(np.append(quotes, layout.n), at + 1))
    line = ~among(at, passage.field) & layout.has(at, W.CAP) & (at < layout.n) & (stop - at <= _LONGEST_SIGNATURE)
    line &= layout.gap(at, G.DASH) | _signs_below(layout, at, stop)
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
    which = np.searchsorted(passage.quote_end, at)
    closed = np.append(passage.quote_closed, True)[np.minimum(which, len(passage.quote_closed))]
    comma = next_of(layout.gaps(G.COMMA), at + 1)
    office = (comma < stop) & layout.has(comma, W.CAP) & (comma - at > 1) & (comma - at <= _LONGEST_OWNER)
    line = office | (among(at, passage.paragraph) & ~closed & layout.gap(np.minimum(stop, layout.n), G.MARK))
    line &= among(stop, np.append(passage.paragraph, layout.n))
    for ahead in range(_LONGEST_SIGNATURE):
        line &= (at + ahead >= stop) | layout.has(at + ahead, W.CAP | W.PREP | W.AND | W.SPEAKER)
    return line & ~layout.has(at, W.DET | W.PRON | W.WH | W.PREP | W.IT)


def labelled(layout: Layout, start: Ints, end: Ints) -> Span:
    """Who speaks in a transcript set in marks: "“RUIZ: We never agreed to that.”"; NONE for nobody."""
    upper = layout.has(start, W.UPPER) & ~layout.has(start, W.WH | W.LABEL)
    one = upper & layout.gap(start + 1, G.COLON) & (start + 1 < end)
    two = upper & layout.has(start + 1, W.UPPER) & layout.gap(start + 2, G.COLON) & (start + 2 < end)
    return np.where(one | two, start, NONE), np.where(one, start + 1, np.where(two, start + 2, NONE))


def tails(layout: Layout, end: Ints) -> Span:
    """Whom the next sentence names: "“... today!” Ada Lund said as she left.": it holds nothing that she said."""
    at = np.minimum(end, layout.n - 1)
    new = among(at, layout.passage.sentence) & ~among(at, layout.passage.paragraph)
    _, last = layout.sentence_bounds(at)
    start, stop = sentence_subjects(layout, at, last)
    aside = next_of(layout.gaps(G.COMMA), stop + 1)
    verb = np.where((stop > 0) & layout.gap(stop, G.COMMA), np.minimum(aside, last), stop)
    says = layout.has(verb, W.SAID | W.QUOTEV) | (layout.has(verb, W.VERBISH) & (verb + 1 == last))
    says &= (~layout.gap(verb, PUNCT) | (verb > stop)) & (verb < last)
    rest = W.PREP | W.SUBORD | W.TIME | W.ADV
    empty = (verb + 1 >= last) | layout.gap(verb + 1, PUNCT) | layout.has(verb + 1, rest)
    brief = last - at <= np.where(verb > stop, _LONGEST_ASIDE, _LONGEST_TAIL)
    found = new & (start == at) & says & empty & brief & layout.has(at, W.CAP)
    return np.where(found, start, NONE), np.where(found, stop, NONE)


def subjects_before(layout: Layout, start: Ints) -> Span:
    """The person whom the sentence before is about, in the same paragraph: "Ada Lund shook her head. “Not today.”"."""
    new = among(start, layout.passage.sentence) & ~among(start, layout.passage.paragraph)
    first, last = layout.sentence_bounds(np.maximum(start - 1, 0))
    name, end = sentence_subjects(layout, first, last)
    found = new & (name >= 0) & is_person(layout, name, end) & layout.gap(np.minimum(start, layout.n), G.STOP)
    return np.where(found, name, NONE), np.where(found, end, NONE)


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


def subjects_beside(layout: Layout, start: Ints) -> Span:
    """The subject of the clause that each quotation stands in, if it is a person and one verb stands between."""
    first, last = layout.sentence_bounds(start)
    clause = joined_clauses(layout, start, clause_starts(layout, start, first))
    name, end = sentence_subjects(layout, clause, last)
    verbs = layout.finite_forms()
    between = np.searchsorted(verbs, start) - np.searchsorted(verbs, end)
    found = (name >= 0) & (end <= start) & (between == 1) & is_person(layout, name, end)
    found &= ~layout.has(next_of(verbs, end), W.BE)  # "Lund is the author of “The Lamps of the Coast”"
    return np.where(found, name, NONE), np.where(found, end, NONE)
