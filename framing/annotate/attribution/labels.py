"""Names before a colon: "Xi: the door is open" as a headline, "TAPPER: Do you think ..." in a transcript.

As many words before a colon name a subject ("Harbour strike: five questions"), so something has to tell that they are
somebody who speaks: the name of a speaker of the same article, a label it uses again, a listed name, a word for people,
quotation marks behind the colon, or I and we.
"""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.drafts import NONE, Drafts, Span, draft_some
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.interviews import before_colons, interviews
from framing.annotate.attribution.names import PERSON, SIDE, Names
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.phrases import among_words
from framing.records.arrays import Flags, Ints
from framing.records.ascending import among, distinct

_LONGEST_LABEL = 6
_LONGEST_NAME, _LONGEST_CAPTION = 4, 14
_LEAST_LABELLED = 4
#: I or we within so many words of what is said.
_AT_ONCE = 12
#: In headlines, in a transcript, in front of other paragraphs.
_RULES = ("colon-headline", "transcript", "label")
_HEADLINE, _TRANSCRIPT, _LABEL = range(len(_RULES))
_TO = frozenset(["to", "on"])
#: How the name of an outlet's own opinion ends.
_RUBRICS = frozenset("editorial editorials commentary opinion column comment".split())
_FINDINGS = frozenset("report reports poll polls study studies survey surveys".split())


def labels(layout: Layout, names: Names, drafts: list[Drafts]) -> list[Drafts]:
    """The labels that open a paragraph and somebody's words, in articles with the speakers of ``drafts``."""
    turns = interviews(layout)
    start, end, colon, rule = _candidates(layout, turns.cue_start)
    name = np.where(rule == _HEADLINE, _before_hearers(layout, start, colon), colon)
    speak = _speak(layout, names, drafts, (start, name), colon)
    upper = rule == _TRANSCRIPT
    fields = np.searchsorted(layout.passage.field, start, side="right")
    speak |= upper & among(fields, distinct(fields.compress(upper & speak)))
    cue, who, words = (start, colon), (start, name), (colon, end)
    found = [draft_some(one, speak & (rule == number), cue, who, right=words) for number, one in enumerate(_RULES)]
    return [*found, turns, _captions(layout), _claims(layout, names)]


def _candidates(layout: Layout, known: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Start and end of the paragraphs that a few words and a colon open, where the colons are, and which of the rules
    the words have the shape for; but for those that are ``known`` already."""
    start, end = layout.passage.paragraph, layout.paragraph_end
    rows, colon = before_colons(layout, start, end, _LONGEST_LABEL)
    other = np.flatnonzero(~among(start.take(rows), known))
    rows, colon = rows.take(other), colon.take(other)
    start, end = start.take(rows), end.take(rows)
    name = _before_hearers(layout, start, colon)
    like = _name_like(layout, start, colon)
    upper = layout.has(start, W.UPPER) & (layout.has(colon - 1, W.UPPER) | (colon - start == 1))
    upper &= ~layout.has(start, W.WH) & ~layout.has(start, W.LABEL) & ~layout.has(colon - 1, W.LABEL)
    headline = layout.passage.headline[start] & _name_like(layout, start, name) & (name - start <= _LONGEST_NAME)
    headline &= (next_of(layout.finite_forms(), start + 1) >= colon) & ~layout.has(colon, W.WH)
    named = layout.has(start, W.CAP) & layout.has(colon - 1, W.CAP) & like
    named &= (colon - start <= 3) & ~layout.has(colon, W.DIGIT) & (end - colon >= _LEAST_LABELLED)
    rule = np.select((headline, upper, named), (_HEADLINE, _TRANSCRIPT, _LABEL), NONE)
    rows = np.flatnonzero(rule != NONE)
    return start.take(rows), end.take(rows), colon.take(rows), rule.take(rows)


def _before_hearers(layout: Layout, start: Ints, colon: Ints) -> Ints:
    """Where the names before colons end: "*Ada Lund* to Congress: ...", "*Oslo* on salt: ..."."""
    end = colon.copy()
    for ahead in range(_LONGEST_NAME, 0, -1):
        at = start + ahead
        parts = (at < colon - 1) & layout.has(at, W.PREP) & layout.has(at - 1, W.CAP)
        rows = np.flatnonzero(parts)
        parts[rows] = among_words(layout, at.take(rows), _TO)
        end = np.where(parts, at, end)
    return end


def _speak(layout: Layout, names: Names, drafts: list[Drafts], label: Span, colon: Ints) -> Flags:
    """Whether anything tells that each label is somebody who speaks."""
    (start, name), last = label, label[1] - 1
    finds = layout.has(last, W.DOC)
    finds[finds] = among_words(layout, last.compress(finds), _FINDINGS)
    speak = layout.opens.take(colon) | layout.has(last, W.SPEAKER) | finds
    end = np.minimum(layout.sentence_bounds(colon)[1], colon + _AT_ONCE)
    for ahead in range(_AT_ONCE):
        speak |= (colon + ahead < end) & layout.has(np.minimum(colon + ahead, layout.n), W.FIRST)
    articles = np.searchsorted(layout.passage.article, last, side="right")
    keys = _keys(layout, articles, last)
    ordered = np.sort(keys, kind="stable")
    speak |= among(keys, distinct(ordered[1:].compress(ordered[1:] == ordered[:-1])))
    speak |= names.ends((PERSON, SIDE), start, name)
    return np.asarray(speak | among(keys, distinct(_speakers(layout, articles.compress(~speak), drafts))))


def _speakers(layout: Layout, articles: Ints, drafts: list[Drafts]) -> Ints:
    """The keys of the last words of the names that speak in these articles, by their numbers."""
    asked = np.zeros(len(layout.passage.article) + 1, np.bool_)
    asked[articles] = True
    ends = np.concatenate([some.speaker_end.compress(some.speaker_start >= 0) for some in drafts]) - 1
    where = np.searchsorted(layout.passage.article, ends, side="right")
    here = np.flatnonzero(asked.take(where))
    here = here.compress(layout.has(ends.take(here), W.CAP))
    return _keys(layout, where.take(here), ends.take(here))


def _keys(layout: Layout, articles: Ints, at: Ints) -> Ints:
    """A number for each word in its article."""
    return articles << 32 | layout.passage.fold(at)


def _claims(layout: Layout, names: Names) -> Drafts:
    """Headlines that name the speaker at their end: "Tariffs will hurt growers: experts", "Dues ‘unfair’ - retailers".

    Behind a dash a page puts its own name, too ("... - Valley Post"), and behind a colon whose opinion it is: that of
    the outlet itself ("...: Valley Post editorial"), which quotes nobody.
    """
    sign = layout.gaps(G.COLON | G.DASH)[:-1]
    sign = sign[layout.passage.headline[sign]]
    which = layout.paragraph_of(sign)
    start, end = layout.passage.paragraph[which], layout.paragraph_end[which]
    said = (sign - start >= _LEAST_LABELLED) | ((sign - start > 1) & layout.closes.take(sign))
    short = (end - sign <= _LONGEST_NAME) & said
    people = layout.has(end - 1, W.SPEAKER | W.DOC) | layout.has(end - 1, W.UPPER)
    dash = np.flatnonzero(layout.gap(sign, G.DASH))
    people[dash] = layout.has(end.take(dash) - 1, W.SPEAKER) & ~layout.has(end.take(dash) - 1, W.CAP)
    people[dash] |= names.ends((PERSON,), sign.take(dash), end.take(dash))
    marked = np.flatnonzero(layout.gap(sign, G.COLON) & layout.closes.take(sign))  # "‘We will fight’: Beijing"
    people[marked] |= names.ends((PERSON, SIDE), sign.take(marked), end.take(marked))
    alone = (next_of(layout.finite_forms(), sign) >= end) & (next_of(layout.punct, sign + 1) >= end)
    known = short & people & alone & ~layout.has(sign, W.PREP | W.WH | W.DET)
    known &= ~layout.has(sign, W.LABEL) | ((end - sign == 1) & layout.has(sign, W.SPEAKER))  # "...: sources"
    rows = np.flatnonzero(known)
    known[rows] = ~among_words(layout, end.take(rows) - 1, _RUBRICS)
    return draft_some("colon-headline", known, (sign, end), (sign, end), (start, sign))


def _captions(layout: Layout) -> Drafts:
    """Names in capitals and offices that stand before a quotation, with which the paragraph ends: "ADA LUND Minister of
    Salt “...”", as broadcasters write out what was said."""
    passage = layout.passage
    rows = np.flatnonzero(layout.has(passage.paragraph, W.UPPER) & layout.has(passage.paragraph + 1, W.UPPER))
    start, end = passage.paragraph.take(rows), layout.paragraph_end.take(rows)
    quote = layout.next_quotes(start)
    which = np.searchsorted(passage.quote_start, quote)
    speaks = (quote - start > 1) & (quote - start <= _LONGEST_CAPTION) & (quote < end)
    speaks &= np.append(passage.quote_end, NONE).take(which) == end
    speaks &= (next_of(layout.finite_forms(), start) >= quote) & ~layout.has(start, W.LABEL | W.WH | W.DET)
    speaks &= layout.first_between(layout.having(W.SPEAKER), start, np.minimum(quote, end)) < quote
    name = start + 2
    for ahead in range(2, _LONGEST_NAME):
        name += (name == start + ahead) & layout.has(name, W.UPPER) & (name < quote)
    return draft_some("transcript", speaks, (start, quote), (start, name), right=(quote, end))


def _name_like(layout: Layout, start: Ints, end: Ints) -> Flags:
    """Whether the words before a colon can be somebody's name: no article, preposition, date or verb to be."""
    second = np.minimum(start + 1, end - 1)
    odd = layout.has(start, W.DET | W.PREP | W.TIME | W.GERUND | W.WH) | layout.has(second, W.DET | W.PREP | W.BE)
    return np.asarray(~odd & ~layout.has(start, W.LABEL) & ~layout.has(end - 1, W.LABEL))
