"""Rules where the words come first: "..., Li said", "..., said Guo Jiakun", "As Comey noted, ..."."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.drafts import NONE, draft
from framing.annotate.attribution.flags import AUX, PUNCT, VERB, G, W
from framing.annotate.attribution.passage import Flags, Ints, next_of
from framing.annotate.attribution.scene import Complements, Scene
from framing.annotate.attribution.subjects import trim_name

#: Fewer words before a comma are an adverbial, not somebody's words: "Still, Li said"
_LEAST_WORDS = 3
_LEAST_QUOTED = 4
_GOES_ON = W.BUT | W.ING | W.REL | W.ACCORDING | W.AND | W.SUBORD | W.CAP


@dataclass(slots=True)
class Behind:
    """One row a verb: where the words before it start, and whether a quotation closes right before the subject."""

    start: Ints
    quote: Flags
    comma: Flags


def look_behind(scene: Scene, phrase: Ints) -> Behind:
    """What stands before ``phrase``, the start of the subject (or of the verb, when it is inverted)."""
    verbs, layout = scene.verbs, scene.verbs.layout
    quotes = layout.passage
    inner = phrase > verbs.first
    closes = inner & layout.closes[phrase]
    long = np.zeros(len(phrase), np.bool_)
    if len(quotes.quote_start):
        which = np.maximum(np.searchsorted(quotes.quote_start, phrase - 1, side="right") - 1, 0)
        long = quotes.quote_end[which] - quotes.quote_start[which] >= _LEAST_QUOTED
    quote = closes & (scene.after.stop | long)
    comma = inner & (layout.gap(phrase, G.COMMA | G.DASH | G.ASK) | quote)
    return Behind(scene.ends.left(phrase, verbs.first), quote, comma)


def claim_postposed(scene: Scene, found: Complements) -> None:
    """The words, a comma, the speaker, the verb: and perhaps more of the words after it."""
    verbs, after, subjects, layout = scene.verbs, scene.after, scene.subjects, scene.verbs.layout
    behind = look_behind(scene, subjects.phrase)
    words = subjects.phrase - behind.start
    says = verbs.own(W.QUOTEV | W.SAID)
    plain = ~verbs.own(W.AMBIGUOUS) | verbs.helped(W.DO | W.HAVE) | verbs.before(W.PRON)
    sure = behind.quote | (plain & verbs.own(W.SAID | W.CLAUSE) & ~verbs.helped(W.MODAL))
    rows = scene.finite & (subjects.direct | subjects.apposed) & says & sure & behind.comma
    rows &= ~layout.has(subjects.phrase, W.SAID)
    parted = after.stop & after.comma & layout.has(after.start, AUX | W.VERBISH | W.SFORM | W.PAST)
    rows &= (words >= _LEAST_WORDS) | ((behind.quote | parted) & (words > 0))
    adverbial = (
        layout.has(behind.start, W.PREP | W.SUBORD) | found.any_near | found.far_that | (words < _LEAST_WORDS + 1)
    )
    trailing = after.next(W.PREP | W.SUBORD | W.BUT | W.AND) & ~adverbial
    rows &= after.stop | behind.quote | trailing
    rows &= ~after.colon & ~(after.quote & ~behind.quote & ~after.stop) & scene.free
    right = _continuation(scene, rows)
    scene.drafts.append(
        draft("postposed", rows, (verbs.group, verbs.end), scene.speaker, (behind.start, subjects.phrase), right)
    )
    scene.behind, scene.free = rows, scene.free & ~rows


def _continuation(scene: Scene, rows: Flags) -> tuple[Ints, Ints]:
    """More of the words after the verb: behind a comma, or in a quotation."""
    verbs, after, layout = scene.verbs, scene.after, scene.verbs.layout
    comma = np.where(after.stop, after.start, after.next_punct)
    inside = comma < verbs.last
    more = rows & inside & layout.gap(comma, G.COMMA | G.DASH) & ~layout.has(comma, _GOES_ON) & ~layout.closes[comma]
    quoted = rows & (after.next_quote < verbs.last)
    start = np.where(more, comma, np.where(quoted, after.next_quote, NONE))
    end = np.where(start >= 0, scene.ends.right(np.maximum(start, 0), verbs.last), NONE)
    return start, end


def claim_inverted(scene: Scene) -> None:
    """The words, then the verb, then the speaker, who ends the clause."""
    verbs, layout = scene.verbs, scene.verbs.layout
    behind = look_behind(scene, verbs.group)
    end = np.minimum(next_of(layout.punct, verbs.end + 1), verbs.last)
    rows = behind.comma & (verbs.group == verbs.at) & scene.free & _name_follows(scene, end)
    speech = verbs.own(W.SAID) | (verbs.own(W.QUOTEV) & verbs.own(W.PAST | W.SFORM))
    verb_in_name = next_of(layout.words(VERB | AUX | W.THAT | W.TO | W.ADJ | W.VERBISH), verbs.end + 1) < end
    verb_in_words = next_of(layout.words(AUX | VERB | W.VERBISH), behind.start) < verbs.group - 1
    quotes = np.append(scene.verbs.layout.passage.quote_start, layout.n)
    verb_in_words |= next_of(quotes, behind.start) < verbs.group
    paraphrase = ~verb_in_name & verb_in_words & verbs.own(W.SAID | W.CLAUSE)
    rows &= speech & (layout.closes[verbs.group] | paraphrase)
    tail = rows & (scene.after.next_quote < verbs.last)
    right = np.where(tail, scene.after.next_quote, NONE), np.where(tail, verbs.last, NONE)
    name = trim_name(layout, verbs.end, end)
    headline = layout.passage.headline[verbs.at]
    for rule, where in (("inverted", ~headline), ("says-headline", headline)):
        found = draft(rule, rows & where, (verbs.at, verbs.end), name, (behind.start, verbs.group), right)
        scene.drafts.append(found)
    scene.names = np.where(rows, name[0], scene.names[0]), np.where(rows, name[1], scene.names[1])
    scene.behind, scene.free = scene.behind | rows, scene.free & ~rows


def _name_follows(scene: Scene, end: Ints) -> Flags:
    """Whether a speaker can stand behind the verb: no preposition, "that", date; a pronoun only by itself."""
    verbs, layout = scene.verbs, scene.verbs.layout
    word = layout.wf[verbs.end]
    follows = (verbs.end < verbs.last) & ~layout.gap(verbs.end, PUNCT) & ~layout.opens[verbs.end]
    starts = (word & (W.CAP | W.PRON | W.DET | W.SPEAKER | W.POSS)) != 0
    barred = W.PREP | W.THAT | W.WH | W.TO | W.AND | W.BUT | W.TIME | W.ADV | W.IT | W.OBJPRON
    follows &= starts | ((word & barred) == 0)
    alone = (verbs.end + 1 >= verbs.last) | layout.gap(verbs.end + 1, PUNCT | G.MARK)
    surname = ((word & W.HE) != 0) & ((word & W.CAP) != 0) & layout.has(verbs.end + 1, W.CAP)
    return np.asarray(follows & (((word & W.PRON) == 0) | alone | surname))


def claim_as_said(scene: Scene) -> None:
    """ "As Comey noted, ..." and "As reported by Reuters, ...": the words follow the comma."""
    verbs, after, layout = scene.verbs, scene.after, scene.verbs.layout
    opening = layout.has(verbs.first, W.AS)
    rows = opening & scene.finite & scene.subjects.direct & (scene.subjects.phrase - 1 == verbs.first)
    rows &= after.stop & after.comma & verbs.own(W.QUOTEV | W.SAID | W.CLAUSE)
    scene.claim("as-said", rows, after.start)
    by = opening & (verbs.group - 1 == verbs.first) & verbs.own(W.PART) & layout.has(verbs.end, W.BY)
    name_end = np.minimum(next_of(layout.punct, verbs.end + 1), verbs.last)
    by &= (name_end < verbs.last) & layout.gap(np.minimum(name_end, layout.n), G.COMMA)
    scene.claim("as-said", by, name_end, (verbs.end + 1, name_end))
