"""Who speaks in turns: "Q: Will the port close?", then "A: It will not.", and all paragraphs to the next label.

Ministries publish briefings so, with the asking paper and the answering spokesperson before a colon, and newspapers
interviews. Who answers behind "A" is named by an office above the first question ("The ministry's spokesperson took
questions"), or else by the label alone.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.drafts import Drafts, Span, draft
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.phrases import among_words, np_start
from framing.records.arrays import Flags, Ints
from framing.records.ascending import among, distinct

#: Folded as names are, which leaves short words in capitals as they are.
_ASKS, _ANSWERS = frozenset({"Q", "question"}), frozenset({"A", "answer"})
_OFFICES = frozenset("spokesperson spokesman spokeswoman minister ambassador".split())
#: In so many words at the beginning of an article somebody is introduced.
_INTRODUCTION = 300
_LONGEST_LABEL = 4
_NO_NAME = W.DET | W.PREP | W.TIME | W.WH | W.LABEL


def interviews(layout: Layout) -> Drafts:
    """One row for each turn of the articles that are made of questions and answers."""
    start, colon = _labels(layout)
    lettered, answers = _lettered(layout, start, colon)
    named, replies = _named(layout, start, colon)
    rows = np.flatnonzero(lettered | named)
    start, colon, lettered = start.take(rows), colon.take(rows), (lettered & answers).take(rows)
    ends = _turn_ends(layout, start, (answers | replies).take(rows))
    return draft("transcript", (start, colon), _speakers(layout, (start, colon), lettered), right=(colon, ends))


def _labels(layout: Layout) -> Span:
    """The few words before a colon that open a paragraph, without a number in front: "1. Q: ..."."""
    start, end = layout.passage.paragraph, layout.paragraph_end
    start = start + (layout.has(start, W.DIGIT) & (start + 1 < end))
    rows, colon = before_colons(layout, start, end, _LONGEST_LABEL)
    return start.take(rows), colon


def before_colons(layout: Layout, start: Ints, end: Ints, longest: int) -> tuple[Ints, Ints]:
    """The rows of the paragraphs that no more than so many words and a colon open, and where their colons are."""
    colon = next_of(layout.gaps(G.COLON), start + 1)
    rows = np.flatnonzero((colon < end) & (colon - start <= longest))
    rows = rows.compress(next_of(layout.punct, start.take(rows) + 1) == colon.take(rows))
    return rows, colon.take(rows)


def _lettered(layout: Layout, start: Ints, colon: Ints) -> tuple[Flags, Flags]:
    """The labels Q and A, written out or not, in articles that have both; and which of them are A."""
    single = colon - start == 1
    asks, answers = (single & among_words(layout, start, words) for words in (_ASKS, _ANSWERS))
    article = np.searchsorted(layout.passage.article, start, side="right")
    both = among(article, distinct(article.compress(asks))) & among(article, distinct(article.compress(answers)))
    return both & (asks | answers), both & answers


def _named(layout: Layout, start: Ints, colon: Ints) -> tuple[Flags, Flags]:
    """The names before a colon in texts in which one of them answers two questions of others; and which do not ask.

    One question that stands before the name does, if the article has introduced the name by an office.
    """
    name = layout.has(start, W.CAP) & layout.has(colon - 1, W.CAP)
    name &= ~layout.has(start, _NO_NAME)  # but "Harbour News" is a name
    rows = np.flatnonzero(name)
    field = np.searchsorted(layout.passage.field, start.take(rows), side="right")
    key = field << 32 | layout.passage.fold(colon.take(rows) - 1)
    asks = layout.gap(layout.paragraph_end.take(layout.paragraph_of(start.take(rows))), G.ASK)
    replied = asks[:-1] & ~asks[1:] & (field[:-1] == field[1:]) & (key[:-1] != key[1:])
    ordered = np.sort(key[1:].compress(replied), kind="stable")
    often = distinct(ordered[1:].compress(ordered[1:] == ordered[:-1]))
    once = _answers_once(layout, start.take(rows), colon.take(rows))
    turns = among(field, distinct(np.concatenate((often >> 32, field.compress(once)))))
    named, replies = np.zeros(len(start), np.bool_), np.zeros(len(start), np.bool_)
    named[rows], replies[rows] = turns, turns & ~asks
    return named, replies


def _answers_once(layout: Layout, start: Ints, colon: Ints) -> Flags:
    """Which names answer the paragraph above, a question, and stood where their article began: "We met *Ada Lund*."."""
    passage = layout.passage
    asked = layout.gap(start, G.ASK) & among(start, passage.paragraph)
    article = passage.article.take(np.searchsorted(passage.article, start, side="right") - 1)
    for row in np.flatnonzero(asked).tolist():
        above = np.arange(article[row], min(article[row] + _INTRODUCTION, start[row]))
        name = passage.fold(colon[row : row + 1] - 1)
        asked[row] = bool((layout.has(above, W.CAP) & (passage.fold(above) == name)).any())
    return asked


def _offices(layout: Layout, article: int) -> Ints:
    """Where offices stand in the words with which an article begins."""
    words = np.arange(article, min(article + _INTRODUCTION, layout.n))
    return words.compress(among_words(layout, words, _OFFICES))


def _turn_ends(layout: Layout, start: Ints, replies: Flags) -> Ints:
    """Where each turn ends: at the next label, or with the field; a question that nobody answers with its paragraph."""
    passage = layout.passage
    field = np.append(passage.field[1:], layout.n).take(np.searchsorted(passage.field, start, side="right") - 1)
    following = np.append(start[1:], layout.n)[: len(start)]
    number = layout.has(following - 1, W.DIGIT) & among(following - 1, passage.paragraph)
    goes_on = replies | (following < field)
    paragraph = layout.paragraph_end.take(layout.paragraph_of(start))
    return np.where(goes_on, np.minimum(following - number, field), paragraph)


def _speakers(layout: Layout, label: Span, lettered: Flags) -> Span:
    """The labels; for those that are only a letter, the office that their article introduced before the first."""
    start, stop = label[0].copy(), label[1].copy()
    article = np.searchsorted(layout.passage.article, start, side="right") - 1
    for number in distinct(article.compress(lettered)).tolist():
        rows = np.flatnonzero(article == number)
        office = _offices(layout, int(layout.passage.article[number]))
        office = office.compress(office < start[rows[0]])[:1]
        if len(office):
            rows = rows.compress(lettered.take(rows))
            start[rows] = np_start(layout, office + 1, layout.sentence_bounds(office)[0])[0]
            stop[rows] = office + 1
    return start, stop
