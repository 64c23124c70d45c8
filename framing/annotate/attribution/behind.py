"""Rules where the words come first, then the speaker and the verb: "..., Li said"."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.complements import Complements
from framing.annotate.attribution.drafts import NONE, Span, draft
from framing.annotate.attribution.ends import in_a_move
from framing.annotate.attribution.flags import AUX, FINITE, G, W
from framing.annotate.attribution.passage import Layout, next_of, taken
from framing.annotate.attribution.scene import Scene
from framing.records.arrays import Flags, Ints

#: Fewer words before a comma are an adverbial, not somebody's words: "Still, Li said"
_LEAST_WORDS = 3
#: So many words in marks, or with but one comma before "said Lund", are somebody's by themselves.
LEAST_QUOTED = 4
#: What adverbials begin with: "In May, ..."
OPENS_SENTENCE = W.PREP | W.SUBORD | W.OPENER | W.TIME
_NO_CLAUSE = W.REL | W.SUBORD | W.PREP | W.AND | W.GERUND | W.VERBISH | W.TIME
_GOES_ON = W.BUT | W.ING | W.REL | W.ACCORDING | W.AND | W.SUBORD | W.CAP


def closing_quotes(scene: Scene, at: Ints, phrase: Ints) -> Flags:
    """Where a quotation of some length closes right before ``phrase``, of the verbs ``at``; a short one if they end
    their clause."""
    layout, quotes = scene.verbs.layout, scene.verbs.layout.passage
    closes = (phrase > scene.verbs.first[at]) & layout.closes[phrase]
    rows = np.flatnonzero(closes)
    which = np.searchsorted(quotes.quote_end, phrase[rows])
    long = quotes.quote_end[which] - quotes.quote_start[which] >= LEAST_QUOTED
    whole = (quotes.quote_start[which] == scene.verbs.first[at[rows]]) | scene.after.stop[at[rows]]
    speaker = layout.gap(phrase[rows], G.COMMA | G.ASK) | layout.has(phrase[rows], W.PRON | W.CAP | W.DET | W.POSS)
    closes[rows] = long | (whole & speaker)  # but "a “first” deal announced"
    return np.asarray(closes)


def claim_postposed(scene: Scene, found: Complements) -> None:
    """The words, a comma, the speaker, the verb: and perhaps more of the words after it."""
    verbs, layout, subjects = scene.verbs, scene.verbs.layout, scene.subjects
    rows = scene.finite & (subjects.direct | subjects.apposed) & verbs.own(W.QUOTEV | W.SAID) & scene.free
    at = np.flatnonzero(rows & (subjects.phrase > verbs.first) & ~verbs.before(W.THAT))  # "a report that showed"
    start = subjects.start.take(at)
    at = at.compress(~layout.has(start, W.PREP) | layout.has(start + 1, W.DIGIT | W.SPEAKER | W.PLURAL))
    at = at.compress(~layout.has(subjects.start.take(at), W.GERUND | W.ING))  # ", turning it into a police *state*"
    phrase = subjects.phrase.take(at)
    quote = closing_quotes(scene, at, phrase)
    parted = quote | (layout.gap(phrase, G.COMMA | G.DASH | G.ASK) & ~layout.has(phrase, W.SAID))
    at, phrase, quote = at[parted], phrase[parted], quote[parted]
    begin = scene.ends.left(phrase, verbs.first[at])
    rows = _behind_their_words(scene, found, at, begin, quote) & ~layout.has(phrase, W.SAID)
    at, begin, phrase = at[rows], begin[rows], phrase[rows]
    cue, name = (verbs.group[at], verbs.end[at]), (subjects.start[at], subjects.end[at])
    more = _continuation(scene, at)
    _only_quoted(layout, (begin, phrase), more)
    scene.drafts.append(draft("postposed", cue, name, (begin, phrase), more))
    scene.behind[at], scene.free[at] = True, False


def _behind_their_words(scene: Scene, found: Complements, at: Ints, begin: Ints, quote: Flags) -> Flags:
    """Whether what stands from ``begin`` to the subjects of the verbs ``at`` are somebody's words."""
    layout = scene.verbs.layout
    verbs, after = taken(scene.verbs, at), taken(scene.after, at)
    words = scene.subjects.phrase[at] - begin
    plain = ~verbs.own(W.AMBIGUOUS) | verbs.helped(W.DO | W.HAVE) | verbs.before(W.PRON)
    plain |= verbs.own(W.SFORM) & verbs.before(W.CAP) & (after.ended | layout.gap(after.start, G.STOP))
    parted = after.stop & after.comma & layout.has(after.start, FINITE | W.NEG)
    plain |= parted & ~verbs.before(W.POSS | W.GENITIVE)  # "the levy, Lund fears, will hurt"
    told = verbs.own(W.TELL) & after.heard & after.stop
    told |= verbs.own(W.THATV) & ~verbs.own(W.SHOW) & parted  # "the levy, Lund maintains, will hurt"
    verb = next_of(layout.finite_forms(), begin) < scene.subjects.phrase[at]
    found_out = verbs.own(W.THATV) & verbs.own(W.SHOW) & verbs.own(W.PAST) & verbs.before(W.SPEAKER | W.CAP)
    found_out &= (verb | after.comma) & ~layout.has(begin, W.SUBORD)  # "The mills are safe, the researchers found."
    plain |= found_out
    told |= (
        verbs.own(W.THATV) & (verbs.helped(W.HAVE) | found_out) & after.stop & plain
    )  # "..., researchers have found"
    shown = verbs.own(W.SHOW) & scene.document[at]
    told |= layout.opens[begin] & after.stop  # "“It is late,” by any count, she *continued*."
    speech = (plain & (verbs.own(W.SAID | W.CLAUSE) | told)) | shown
    rows = quote | (speech & ~verbs.helped(W.MODAL))
    rows &= (words >= _LEAST_WORDS) | ((quote | parted) & (words > 0))
    rows &= verb | quote | ~(after.stop & after.quote) | (words < _LEAST_WORDS)  # "In a speech, Lund said, “...”"
    opening = after.stop & after.quote & ~quote & layout.has(after.next_quote, W.CAP)
    opening &= layout.has(begin, OPENS_SENTENCE) & ~layout.has(begin, W.DET)
    rows &= ~opening | _clause_between(layout, begin, scene.subjects.phrase[at])  # "As ships left, Lund said, “...”"
    goes_on = found.any_near[at] & ~after.stop
    goes_on &= ~found.clause[at] | found.that[at] | (next_of(layout.finite_forms(), after.start) < verbs.last)
    rows &= ~(layout.has(begin, W.SUBORD | W.OPENER) & ~layout.opens[begin] & quote & goes_on)
    rows &= after.stop | quote | _trailing(scene, found, at, begin)
    rows &= quote | ~(after.ended & layout.gap(verbs.end, G.COLON))  # "*In a note*, the port said:"
    return np.asarray(rows & ~(after.colon & ~quote) & ~(after.quote & ~quote & ~after.stop))


def _trailing(scene: Scene, found: Complements, at: Ints, begin: Ints) -> Flags:
    """Whether when or where they spoke stands behind the verbs ``at``, and their words, from ``begin`` on, before."""
    layout, after = scene.verbs.layout, taken(scene.after, at)
    adverbial = layout.has(begin, W.PREP | W.SUBORD) | (scene.subjects.phrase[at] - begin < _LEAST_WORDS + 1)
    adverbial &= ~_main_clause(scene, at, begin)
    adverbial |= found.any_near[at] | found.far_that[at]
    trailing = after.next(W.PREP | W.SUBORD | W.BUT | W.AND) | (after.next(W.THAT) & ~found.that[at])
    return np.asarray(trailing & ~adverbial)


def _main_clause(scene: Scene, at: Ints, begin: Ints) -> Flags:
    """Whether a clause follows what opens the sentence before the subjects of the verbs ``at``, and when or where they
    spoke ends it: "In May, *grain was dear*, Lund said on her page"."""
    layout, phrase = scene.verbs.layout, scene.subjects.phrase[at]
    clause = scene.verbs.own(W.SAID)[at] & ~layout.closes[phrase] & _clause_between(layout, begin, phrase)
    ends = np.minimum(next_of(layout.punct, scene.verbs.end[at]), scene.verbs.last[at])
    return np.asarray(
        clause & (ends >= scene.verbs.last[at]) & (next_of(layout.finite_forms(), scene.verbs.end[at]) >= ends)
    )


def _clause_between(layout: Layout, begin: Ints, phrase: Ints) -> Flags:
    """Whether a main clause stands behind the comma of what opens each sentence at ``begin``, before the ``phrase``."""
    comma = next_of(layout.gaps(G.COMMA), begin + 1)
    verb = next_of(layout.finite_forms(), comma + 1)
    clause = (comma < phrase) & (verb < phrase) & (phrase - comma >= _LEAST_WORDS)
    return np.asarray(clause & ~layout.has(comma, _NO_CLAUSE))


def _only_quoted(layout: Layout, words: Span, more: Span) -> None:
    """Behind words that are one whole quotation let ``more`` of them start with the next quotation: "“It is late,” Lund
    said, *shaking her head*."."""
    at = np.flatnonzero((more[0] >= 0) & layout.closes[words[1]])
    quotes = layout.passage.quote_end
    which = np.searchsorted(quotes, words[1][at])
    at = at[(layout.passage.quote_start[which] == words[0][at]) & ~layout.has(more[0][at], W.ADV | AUX)]
    start = layout.next_quotes(more[0][at])
    more[0][at] = np.where(start < more[1][at], start, NONE)
    more[1][at] = np.where(start < more[1][at], more[1][at], NONE)


def _continuation(scene: Scene, at: Ints) -> tuple[Ints, Ints]:
    """More of the words after the verbs ``at``: behind a comma, or in a quotation."""
    after, last, layout = scene.after, scene.verbs.last[at], scene.verbs.layout
    comma = np.where(after.stop[at], after.start[at], after.next_punct[at])
    more = (comma < last) & layout.gap(comma, G.COMMA | G.DASH) & ~layout.closes[comma]
    more |= after.colon[at] & (comma < last)
    clause = after.stop.take(at) & more & layout.has(comma, W.CAP | W.THAT)
    rows = np.flatnonzero(clause)
    clause[rows] = _long(layout, comma.take(rows), last.take(rows))
    more &= ~layout.has(comma, _GOES_ON) | clause
    more &= ~in_a_move(layout, comma)
    for ahead in (1, 2, 3):  # "..., Lund said, just hours after the vote"
        more &= ~(layout.has(comma + ahead, W.SUBORD) & layout.has(comma + ahead - 1, W.TIME))
    next_quote = np.where(_tells_more(layout, comma, after.next_quote[at]), layout.n, after.next_quote[at])
    start = np.where(more, comma, np.where(next_quote < last, next_quote, NONE))
    end = np.where(start >= 0, scene.ends.right(np.maximum(start, 0), last), NONE)
    return start, end


def _tells_more(layout: Layout, comma: Ints, quote: Ints) -> Flags:
    """Whether a participle behind the comma has the next quotation: "Lund said, *adding that it was* “late”"."""
    comma = np.minimum(comma, layout.n)
    more = layout.gap(comma, G.COMMA) & layout.has(comma, W.ING) & layout.has(comma, W.CLAUSE | W.THATV | W.OBJ)
    return np.asarray(more & (layout.has(comma + 1, W.THAT) | ~layout.gap(quote, G.COMMA | G.COLON)))


def _long(layout: Layout, comma: Ints, last: Ints) -> Flags:
    """Whether a clause with a verb of its own follows, not "..., Li said, Xinhua reported."."""
    verb = layout.first_between(layout.having(FINITE), comma + 1, last - 1)
    cue = layout.first_between(layout.having(W.SAID | W.QUOTEV), comma + 1, last)
    return np.asarray((verb < last - 1) & (verb < cue))
