"""Names before a colon: "Xi: the door is open" as a headline, "TAPPER: Do you think ..." in a transcript.

As many words before a colon name a subject ("Harbour strike: five questions"), so something has to tell that they are
somebody who speaks: the name of a speaker of the same article, a label it uses again, a listed name, a word for people,
quotation marks behind the colon, or I and we.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.arrays import among, distinct
from framing.annotate.attribution.drafts import Drafts, draft_some
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.names import PERSON, SIDE, Names
from framing.annotate.attribution.passage import Flags, Ints, Layout, next_of
from framing.annotate.attribution.phrases import among_words

_LONGEST_LABEL = 6
_LONGEST_NAME = 4
_LEAST_LABELLED = 4
#: I or we within so many words of what is said.
_AT_ONCE = 12
_FINDINGS = frozenset("report reports poll polls study studies survey surveys".split())


def labels(layout: Layout, names: Names, drafts: list[Drafts]) -> list[Drafts]:
    """The labels that open a paragraph and somebody's words, in articles with the speakers of ``drafts``."""
    start, end, colon = _candidates(layout)
    like = _name_like(layout, start, colon)
    upper = layout.has(start, W.UPPER) & (layout.has(colon - 1, W.UPPER) | (colon - start == 1))
    upper &= ~layout.has(start, W.WH) & ~layout.has(start, W.LABEL) & ~layout.has(colon - 1, W.LABEL)
    headline = layout.passage.headline[start] & like & (colon - start <= _LONGEST_NAME)
    headline &= (next_of(layout.finite_forms(), start + 1) >= colon) & ~layout.has(colon, W.WH)
    named = layout.has(start, W.CAP) & layout.has(colon - 1, W.CAP) & like
    named &= (colon - start <= 3) & ~layout.has(colon, W.DIGIT) & (end - colon >= _LEAST_LABELLED)
    speaks = _speak(layout, names, drafts, start, colon)
    fields = np.searchsorted(layout.passage.field, start, side="right")
    speaks |= upper & among(fields, distinct(fields.compress(upper & speaks)))  # a transcript
    cue, words = (start, colon), (colon, end)
    return [
        draft_some("colon-headline", speaks & headline, cue, cue, right=words),
        draft_some("transcript", speaks & upper & ~headline, cue, cue, right=words),
        draft_some("label", speaks & named & ~upper & ~headline, cue, cue, right=words),
        _claims(layout),
    ]


def _candidates(layout: Layout) -> tuple[Ints, Ints, Ints]:
    """Start and end of the paragraphs that a few words and a colon open, and where the colons are."""
    start, end = layout.passage.paragraph, layout.paragraph_end
    colon = next_of(layout.gaps(G.COLON), start + 1)
    rows = np.flatnonzero((colon < end) & (colon - start <= _LONGEST_LABEL))
    rows = rows.compress(next_of(layout.punct, start.take(rows) + 1) == colon.take(rows))
    return start.take(rows), end.take(rows), colon.take(rows)


def _speak(layout: Layout, names: Names, drafts: list[Drafts], start: Ints, colon: Ints) -> Flags:
    """Whether anything tells that each label is somebody who speaks."""
    last = colon - 1
    speak = layout.opens.take(colon) | layout.has(last, W.SPEAKER) | among_words(layout, last, _FINDINGS)
    end = layout.sentence_bounds(colon)[1]
    for ahead in range(_AT_ONCE):
        near = np.minimum(colon + ahead, layout.n)
        speak |= layout.has(near, W.FIRST) & (near < end)
    keys = _keys(layout, last)
    ordered = np.sort(keys, kind="stable")
    speak |= among(keys, distinct(ordered[1:].compress(ordered[1:] == ordered[:-1])))
    named = np.concatenate([some.speaker_end.compress(some.speaker_start >= 0) for some in drafts]) - 1
    speak |= among(keys, distinct(_keys(layout, named.compress(layout.has(named, W.CAP)))))
    listed = names.end.compress((names.category == PERSON) | (names.category == SIDE))
    return np.asarray(speak | among(colon, distinct(listed)))


def _keys(layout: Layout, at: Ints) -> Ints:
    """A number for each word in its article."""
    return np.searchsorted(layout.passage.article, at, side="right") << 32 | layout.passage.fold(at)


def _claims(layout: Layout) -> Drafts:
    """Headlines that name the speaker at their end: "Tariffs will hurt growers: experts"."""
    colon = layout.gaps(G.COLON)[:-1]
    colon = colon[layout.passage.headline[colon]]
    which = np.searchsorted(layout.passage.paragraph, colon, side="right") - 1
    start, end = layout.passage.paragraph[which], layout.paragraph_end[which]
    short = (end - colon <= _LONGEST_NAME) & (colon - start >= _LEAST_LABELLED)
    people = layout.has(end - 1, W.SPEAKER | W.DOC) | layout.has(end - 1, W.UPPER)
    alone = (next_of(layout.finite_forms(), colon) >= end) & (next_of(layout.punct, colon + 1) >= end)
    known = short & people & alone & ~layout.has(colon, W.PREP | W.WH | W.LABEL | W.DET)
    return draft_some("colon-headline", known, (colon, end), (colon, end), (start, colon))


def _name_like(layout: Layout, start: Ints, end: Ints) -> Flags:
    """Whether the words before a colon can be somebody's name: no article, preposition, date or verb to be."""
    second = np.minimum(start + 1, end - 1)
    odd = layout.has(start, W.DET | W.PREP | W.TIME | W.GERUND | W.WH) | layout.has(second, W.DET | W.PREP | W.BE)
    return np.asarray(~odd & ~layout.has(start, W.LABEL) & ~layout.has(end - 1, W.LABEL))
