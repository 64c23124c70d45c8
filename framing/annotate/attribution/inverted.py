"""Rules where the words come first and the verb before the speaker: "..., said Guo Jiakun"."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.after import medium_length
from framing.annotate.attribution.behind import LEAST_QUOTED, OPENS_SENTENCE, closing_quotes
from framing.annotate.attribution.drafts import NONE, Span, draft_some
from framing.annotate.attribution.flags import AUX, FINITE, PHRASE, PUNCT, VERB, G, W
from framing.annotate.attribution.passage import Layout, last_of, next_of, taken
from framing.annotate.attribution.phrases import among_words, trim_name
from framing.annotate.attribution.scene import Scene
from framing.annotate.attribution.verbs import Verbs
from framing.records.arrays import Flags, Ints

_LONGEST_NAME, _BRIEF_NAME = 8, 3
_LONGEST_DOCUMENT = 5
_IN = frozenset(["in", "on"])
_RANKS = frozenset("former top senior veteran retired longtime chief acting deputy".split())


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
    behind = np.where(closes, end, _past_apposition(layout, end, words.last))
    resumes = rows & layout.gap(words.at, G.COMMA) & _resumes(layout, words, begin, behind)
    rows[bare] = _paraphrased(layout, taken(words, bare), begin[bare], end[bare]) | resumes[bare]
    _draft_inverted(scene, at[rows], begin[rows], end[rows], np.where(resumes, behind, NONE)[rows])


def _past_apposition(layout: Layout, end: Ints, last: Ints) -> Ints:
    """The comma that closes an apposition to each name which ends at ``end``: "The levy, says Lund, *a pilot*, hurts";
    the ``end`` itself where none follows."""
    comma = next_of(layout.gaps(G.COMMA), end + 1)
    follows = layout.gap(end, G.COMMA) & (comma < last) & ~layout.has(comma, PHRASE | W.AND | W.BUT)
    follows &= layout.has(end - 1, W.CAP)
    follows &= layout.has(end, W.DET | W.POSS) | (layout.has(end, W.SPEAKER) & ~layout.has(end, W.CAP))
    return np.where(follows & (next_of(layout.finite_forms(), end) >= comma), comma, end)


def _resumes(layout: Layout, verbs: Verbs, begin: Ints, end: Ints) -> Flags:
    """Whether what stands before each verb has its own behind the speaker, at ``end``: "The levy, says Lund, *is*"."""
    inside = (end < verbs.last) & layout.gap(end, G.COMMA) & verbs.own(W.SAID | W.CLAUSE) & (begin == verbs.first)
    verb, what = next_of(layout.finite_forms(), begin) < verbs.at, layout.has(begin, W.WH)
    quote = end + layout.has(end, W.ADV)  # "Oslo, adds Lund, just *“gave in”*", "But, adds Lund, *“We gave in”*"
    marks = layout.opens.take(quote) & (~layout.has(quote, W.CAP) | (verbs.at == begin + 1))
    marks &= (verbs.end == verbs.at + 1) & (next_of(layout.finite_forms(), verbs.end) >= end)
    waits = ~verb & (layout.has(end, FINITE | W.NEG) | marks) & ~layout.has(begin, W.PREP | W.SUBORD | W.TIME)
    return np.asarray(inside & (waits | (what & layout.has(end, AUX))))


def _paraphrased(layout: Layout, verbs: Verbs, begin: Ints, end: Ints) -> Flags:
    """Whether the words before the verb have a verb of their own, or a quotation, and those behind it none."""
    no_name = layout.having(VERB | AUX | W.THAT | W.TO | W.ADJ | W.VERBISH) & ~layout.having(W.CAP)  # but Ada *Post*
    verb_in_name = layout.first_between(no_name, _past_document(layout, verbs, end), end) < end
    verb_in_name &= ~_ends_headline(layout, verbs, end)
    verb_in_words = layout.first_between(layout.having(AUX | VERB | W.VERBISH), begin, verbs.at - 1) < verbs.at - 1
    verb_in_name |= layout.next_quotes(verbs.end) < end  # "Lund, who left in May, said the plan “may be dead”"
    verb_in_words |= _no_subject(layout, verbs, begin)
    said = (verb_in_words & ~_speaker_before(layout, verbs, begin)) | (layout.next_quotes(begin) < verbs.at)
    return np.asarray(said & ~verb_in_name)


def _no_subject(layout: Layout, verbs: Verbs, begin: Ints) -> Flags:
    """Whether what stands before each verb can be no subject of it, as one comma parts them, and so holds a verb that
    no list has: "*Grain feeds the port*, said Lund"."""
    opening = layout.has(begin, OPENS_SENTENCE) & ~layout.has(begin, W.DET | W.PRON)
    comma = last_of(layout.gaps(G.COMMA)[:-1], verbs.at - 1, begin)
    parted = np.where(opening, next_of(layout.gaps(G.COMMA), begin + 1) == comma, comma == begin)
    long = (verbs.at - comma >= LEAST_QUOTED) & ~layout.has(comma, W.REL | W.SUBORD | W.AND)
    return np.asarray(verbs.own(W.SAID) & verbs.followed(W.CAP) & parted & long)


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


def _draft_inverted(scene: Scene, at: Ints, begin: Ints, end: Ints, behind: Ints) -> None:
    """Draft the rule for the verbs ``at``, with words from ``begin`` on, names up to ``end``, more ``behind``."""
    verbs, layout = scene.verbs, scene.verbs.layout
    verb = verbs.at[at]
    tail, last = scene.after.next_quote[at], verbs.last[at]
    near = np.minimum(tail, last)
    own = tail < last  # no cue of its own
    own &= layout.first_between(layout.having(W.SAID | W.QUOTEV), verbs.end[at], near) == near
    own &= behind < 0
    right = np.where(own, tail, behind), np.where(own | (behind >= 0), last, NONE)
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
        place = place.take(rows)
        out = _in_paper(layout, start.take(rows), place) | (medium_length(layout, place, end.take(rows)) > 0)
        end[rows.compress(out)] = place.compress(out)
    return start, end


def _in_paper(layout: Layout, start: Ints, at: Ints) -> Flags:
    """Whether a name stands behind each in or on that follows one that begins at ``start``: "says Ada Lund *in The
    Harbour Post*", "says Ada Lund *on Harbour TV*"."""
    named = layout.has(start, W.CAP) & layout.has(at - 1, W.CAP) & layout.has(at + 1, W.CAP)
    clear = layout.first_between(layout.having(W.PREP), start, at) == at
    return np.asarray(named & clear & among_words(layout, at, _IN))


def _name_follows(layout: Layout, verbs: Verbs) -> Flags:
    """Whether a speaker can stand behind the verb: no preposition, "that", date; a pronoun only by itself."""
    word = verbs.right
    follows = (verbs.end < verbs.last) & ~layout.gap(verbs.end, PUNCT) & ~layout.opens[verbs.end]
    starts = (word & (W.CAP | W.PRON | W.DET | W.SPEAKER | W.POSS)) != 0
    # "said growers", "warned *trade experts*", but not "Oslo, ..., announced *strict new rules*"
    people = verbs.own(W.SAID) | layout.closes.take(verbs.at) | among_words(layout, verbs.end, _RANKS)
    people |= layout.has(verbs.end, W.SAID)  # ", *reports said*"
    for ahead in range(1, _BRIEF_NAME + 1):
        people |= layout.has(verbs.end + ahead, W.SPEAKER)
    barred = W.PREP | W.THAT | W.WH | W.TO | W.AND | W.BUT | W.TIME | W.ADV | W.IT | W.OBJPRON
    follows &= starts | (((word & barred) == 0) & people)
    alone = (verbs.end + 1 >= verbs.last) | layout.gap(verbs.end + 1, PUNCT | G.MARK)
    surname = ((word & W.HE) != 0) & ((word & W.CAP) != 0) & layout.has(verbs.end + 1, W.CAP)
    return np.asarray(follows & (((word & W.PRON) == 0) | alone | surname))
