"""Rules where the words come first: "..., Li said", "..., said Guo Jiakun"."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.after import medium_length
from framing.annotate.attribution.complements import Complements
from framing.annotate.attribution.drafts import NONE, Span, draft, draft_some
from framing.annotate.attribution.ends import in_a_move
from framing.annotate.attribution.flags import AUX, FINITE, PUNCT, VERB, G, W
from framing.annotate.attribution.passage import Flags, Ints, Layout, next_of, taken
from framing.annotate.attribution.phrases import trim_name
from framing.annotate.attribution.scene import Scene
from framing.annotate.attribution.verbs import Verbs

#: Fewer words before a comma are an adverbial, not somebody's words: "Still, Li said"
_LEAST_WORDS = 3
_LEAST_QUOTED = 4
_LONGEST_NAME, _BRIEF_NAME = 8, 3
_LONGEST_DOCUMENT = 5
_GOES_ON = W.BUT | W.ING | W.REL | W.ACCORDING | W.AND | W.SUBORD | W.CAP


def closing_quotes(scene: Scene, at: Ints, phrase: Ints) -> Flags:
    """Where a quotation of some length closes right before ``phrase``, of the verbs ``at``; a short one if they end
    their clause."""
    layout, quotes = scene.verbs.layout, scene.verbs.layout.passage
    closes = (phrase > scene.verbs.first[at]) & layout.closes[phrase]
    rows = np.flatnonzero(closes)
    which = np.searchsorted(quotes.quote_end, phrase[rows])
    long = quotes.quote_end[which] - quotes.quote_start[which] >= _LEAST_QUOTED
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
    goes_on = found.any_near[at] & ~after.stop
    goes_on &= ~found.clause[at] | found.that[at] | (next_of(layout.finite_forms(), after.start) < verbs.last)
    rows &= ~(layout.has(begin, W.SUBORD | W.OPENER) & ~layout.opens[begin] & quote & goes_on)
    rows &= after.stop | quote | _trailing(scene, found, at, begin)
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
    comma = next_of(layout.gaps(G.COMMA), begin + 1)
    verb = next_of(layout.finite_forms(), comma + 1)
    clause = scene.verbs.own(W.SAID)[at] & (comma < phrase) & (verb < phrase) & (phrase - comma >= _LEAST_WORDS)
    clause &= ~layout.closes[phrase] & ~layout.has(
        comma, W.REL | W.SUBORD | W.PREP | W.AND | W.GERUND | W.VERBISH | W.TIME
    )
    ends = np.minimum(next_of(layout.punct, scene.verbs.end[at]), scene.verbs.last[at])
    return np.asarray(
        clause & (ends >= scene.verbs.last[at]) & (next_of(layout.finite_forms(), scene.verbs.end[at]) >= ends)
    )


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


def claim_inverted(scene: Scene) -> None:
    """The words, then the verb, then the speaker, who ends the clause or breaks it: "The levy, *says Lund*, hurts"."""
    verbs, layout = scene.verbs, scene.verbs.layout
    speech = (verbs.own(W.SAID) & ~verbs.own(W.ING)) | (verbs.own(W.QUOTEV) & verbs.own(W.PAST | W.SFORM))
    at = np.flatnonzero(speech & verbs.cut & (verbs.group == verbs.at) & scene.free & (verbs.at > verbs.first))
    words = taken(verbs, at)
    closes = closing_quotes(scene, at, words.at)
    begin = scene.ends.left(words.at, words.first)
    end = np.minimum(next_of(layout.punct, words.end + 1), words.last)
    rows = layout.gap(words.at, G.COMMA | G.DASH | G.ASK) | closes
    stated = words.own(W.THATV) & words.followed(W.CAP) & ~words.own(W.AMBIGUOUS | W.TELL)
    rows &= layout.closes[words.at] | words.own(W.SAID | W.CLAUSE) | stated
    rows &= _name_follows(layout, words) & ~_clause_follows(layout, words, end)
    bare = np.flatnonzero(rows & ~layout.closes[words.at])
    resumes = rows & layout.gap(words.at, G.COMMA) & _resumes(layout, words, begin, end)
    rows[bare] = _paraphrased(layout, taken(words, bare), begin[bare], end[bare]) | resumes[bare]
    _draft_inverted(scene, at[rows], begin[rows], end[rows], resumes[rows])


def _resumes(layout: Layout, verbs: Verbs, begin: Ints, end: Ints) -> Flags:
    """Whether what stands before each verb has its own behind the speaker: "The levy, says Lund, *hurts*"."""
    inside = (end < verbs.last) & layout.gap(end, G.COMMA) & verbs.own(W.SAID | W.CLAUSE) & (begin == verbs.first)
    verb, what = next_of(layout.finite_forms(), begin) < verbs.at, layout.has(begin, W.WH)
    waits = ~verb & layout.has(end, FINITE | W.NEG) & ~layout.has(begin, W.PREP | W.SUBORD | W.TIME)
    return np.asarray(inside & (waits | (what & layout.has(end, AUX))))


def _paraphrased(layout: Layout, verbs: Verbs, begin: Ints, end: Ints) -> Flags:
    """Whether the words before the verb have a verb of their own, or a quotation, and those behind it none."""
    no_name = layout.having(VERB | AUX | W.THAT | W.TO | W.ADJ | W.VERBISH) & ~layout.having(W.CAP)  # but Ada *Post*
    verb_in_name = layout.first_between(no_name, _past_document(layout, verbs, end), end) < end
    verb_in_name &= ~_ends_headline(layout, verbs, end)
    verb_in_words = layout.first_between(layout.having(AUX | VERB | W.VERBISH), begin, verbs.at - 1) < verbs.at - 1
    verb_in_name |= layout.next_quotes(verbs.end) < end  # "Lund, who left in May, said the plan “may be dead”"
    said = (verb_in_words & ~_speaker_before(layout, verbs, begin)) | (layout.next_quotes(begin) < verbs.at)
    return np.asarray(said & ~verb_in_name)


def _ends_headline(layout: Layout, verbs: Verbs, end: Ints) -> Flags:
    """Whether a few words that may be a name end a headline: "Fees hurt growers, says *farm lobby*"; not "..., says
    *growers suffer*"."""
    brief = layout.passage.headline.take(verbs.at) & (end == verbs.last) & (end - verbs.end <= _BRIEF_NAME)
    for ahead in range(_BRIEF_NAME - 1):
        brief &= (verbs.end + ahead >= end - 1) | ~layout.has(verbs.end + ahead, W.PLURAL)
    return np.asarray(brief & ~layout.has(np.maximum(end - 1, 0), AUX | W.SFORM | W.PAST | W.ADJ))


def _speaker_before(layout: Layout, verbs: Verbs, begin: Ints) -> Flags:
    """Whether nothing but somebody and an aside stand before each verb: "*The envoy, speaking on Monday*, said"."""
    commas = layout.gaps(G.COMMA)
    aside = next_of(commas, begin + 1)
    alone = (aside < verbs.at) & (next_of(commas, aside + 1) == verbs.at)
    alone &= layout.has(aside, W.ING | W.GERUND | W.REL | W.VERBISH | W.PART)
    return np.asarray(alone & (next_of(layout.finite_forms(), begin + 1) >= aside))


def _past_document(layout: Layout, verbs: Verbs, end: Ints) -> Ints:
    """Where verbs may stand in the name: behind a document that speaks itself, and when or by whom it came out: "said
    *a new report released* in May"."""
    past = verbs.end + 1
    rows = np.flatnonzero(verbs.own(W.SAID) & layout.has(verbs.end, W.DET))
    at, end = past.take(rows), end.take(rows)
    for _ in range(_LONGEST_DOCUMENT):
        at = at + ~layout.has(at, W.DOC | W.PREP)
    out = layout.has(at + 1, W.VERBISH | W.PART) & ~layout.has(at + 1, AUX) & layout.has(at + 2, W.PREP | W.TIME)
    ends = layout.has(at, W.DOC) & (at < end) & (out | layout.has(at + 1, W.PREP | W.TIME) | (at + 1 >= end))
    past[rows] = np.where(ends, at + 1 + out, past.take(rows))
    return past


def _clause_follows(layout: Layout, verbs: Verbs, end: Ints) -> Flags:
    """Whether a clause stands where the name should: "“a gift”, said *the plan was late*", but "said a man who was"."""
    verb = next_of(layout.finite_forms(), verbs.end + 1)
    clause = np.flatnonzero(verb < end)
    at = verb.take(clause)
    follows = np.zeros(len(verb), np.bool_)
    follows[clause] = layout.has(at, AUX) & (next_of(layout.words(W.REL), verbs.end.take(clause)) > at)
    return follows


def _draft_inverted(scene: Scene, at: Ints, begin: Ints, end: Ints, resumes: Flags) -> None:
    """Draft the rule for the verbs ``at``, with words from ``begin`` on, names up to ``end``, perhaps more behind."""
    verbs, layout = scene.verbs, scene.verbs.layout
    verb = verbs.at[at]
    tail, last = scene.after.next_quote[at], verbs.last[at]
    near = np.minimum(tail, last)
    own = tail < last  # no cue of its own
    own &= layout.first_between(layout.having(W.SAID | W.QUOTEV), verbs.end[at], near) == near
    own &= ~resumes
    right = np.where(own, tail, np.where(resumes, end, NONE)), np.where(own | resumes, last, NONE)
    name = _before_circumstances(layout, trim_name(layout, verbs.end[at], end))
    headline = layout.passage.headline[verb]
    for rule, where in (("inverted", ~headline), ("says-headline", headline)):
        scene.drafts.append(draft_some(rule, where, (verb, verbs.end[at]), name, (begin, verb), right))
    scene.names[0][at], scene.names[1][at] = name
    scene.behind[at], scene.free[at] = True, False


def _before_circumstances(layout: Layout, name: Span) -> Span:
    """Names without what tells more than who speaks: "said *Ada Lund* in a letter to voters", "said *a clerk* who had
    left", but "said *those who left*"."""
    start, end = name[0], name[1].copy()
    who = layout.first_between(layout.having(W.REL), start + 1, end)
    end = np.where(who > start + 1, who, end)
    for ahead in range(_LONGEST_NAME, 0, -1):
        place = start + ahead
        aside = (place < end) & layout.has(place, W.PREP) & ~layout.has(place, W.OF)
        rows = np.flatnonzero(aside & ~layout.has(place - 1, W.VERBISH | W.PAST))  # "an aide briefed on the talk"
        rows = rows.compress(medium_length(layout, place.take(rows), end.take(rows)) > 0)
        end[rows] = place.take(rows)
    return start, end


def _name_follows(layout: Layout, verbs: Verbs) -> Flags:
    """Whether a speaker can stand behind the verb: no preposition, "that", date; a pronoun only by itself."""
    word = verbs.right
    follows = (verbs.end < verbs.last) & ~layout.gap(verbs.end, PUNCT) & ~layout.opens[verbs.end]
    starts = (word & (W.CAP | W.PRON | W.DET | W.SPEAKER | W.POSS)) != 0
    barred = W.PREP | W.THAT | W.WH | W.TO | W.AND | W.BUT | W.TIME | W.ADV | W.IT | W.OBJPRON
    follows &= starts | ((word & barred) == 0)
    alone = (verbs.end + 1 >= verbs.last) | layout.gap(verbs.end + 1, PUNCT | G.MARK)
    surname = ((word & W.HE) != 0) & ((word & W.CAP) != 0) & layout.has(verbs.end + 1, W.CAP)
    return np.asarray(follows & (((word & W.PRON) == 0) | alone | surname))
