"""Rules for "as somebody said": "As Comey noted, ...", "..., as Ruiz put it", "The plan, as reported by Ruiz, ..."."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.after import next_commas
from framing.annotate.attribution.clauses import clause_starts
from framing.annotate.attribution.complements import Complements
from framing.annotate.attribution.drafts import NONE, Span, draft
from framing.annotate.attribution.flags import FINITE, PUNCT, G, W
from framing.annotate.attribution.passage import Layout, last_of, next_of, taken
from framing.annotate.attribution.phrases import among_words, trim_name
from framing.annotate.attribution.scene import Scene
from framing.annotate.attribution.verbs import Verbs
from framing.records.arrays import Flags, Ints

#: What words that say when or where begin with.
_CIRCUMSTANTIAL = W.TIME | W.PREP | W.ADV
#: Behind these the words are still to come: "noting that, *as Lund said*, grain is dear".
_OPENS = W.THAT | W.SUBORD | W.WH | W.BUT | W.AND | W.REL
_LEAST_WORDS = 3
_SEES, _IT = frozenset("see sees saw".split()), frozenset(["it"])
#: What somebody does, with words or without: "As Oslo *hits back*, growers wait", but before a quotation.
_DOINGS = frozenset(
    """begin begins began continue continues continued fire fires fired go goes went hit hits lash lashes lashed
    press presses pressed push pushes pushed react reacts reacted respond responds responded retaliate retaliates
    retaliated speak speaks spoke start starts started""".split()
)


def claim_as_said(scene: Scene) -> None:
    """ "As Comey noted, ..." and "As reported by Reuters, ...": the words follow the comma."""
    verbs, after, layout = scene.verbs, scene.after, scene.verbs.layout
    opening = layout.has(verbs.first, W.AS)
    rows = opening & scene.finite & (scene.subjects.direct | scene.subjects.apposed)
    rows &= (scene.subjects.phrase - 1 == verbs.first) | (scene.subjects.phrase == verbs.first)
    sees = _sees_it(verbs)
    rows &= verbs.own(W.QUOTEV | W.SAID | W.CLAUSE) | sees
    at, comma = np.flatnonzero(rows), verbs.last.copy()
    who = np.maximum(scene.subjects.end.take(at) - 1, 0)
    rows[at] = verbs.own(W.SAID | W.CLAUSE).take(at) | layout.has(who, W.CAP | W.SPEAKER | W.DOC | W.PRON | W.PLURAL)
    at = np.flatnonzero(rows)
    words = taken(after, at)
    comma[at] = np.where(words.stop, words.start, next_commas(verbs, after, at))
    placed = words.next(W.PREP | W.TIME) & ~words.next(W.TO) & (comma[at] < verbs.last[at])
    placed &= next_of(layout.finite_forms(), words.start) > comma[at]
    rows[at] = (words.stop & words.comma) | placed | sees.take(at)
    rows[at] &= ~among_words(layout, verbs.at.take(at), _DOINGS) | layout.opens.take(np.minimum(comma[at], layout.n))
    scene.claim("as-said", rows, comma, until=verbs.last)
    by = opening & (verbs.group - 1 == verbs.first) & verbs.own(W.PART) & verbs.followed(W.BY)
    at = np.flatnonzero(by)
    name_end = verbs.last.copy()
    name_end[at] = np.minimum(next_of(layout.punct, verbs.end[at] + 1), verbs.last[at])
    by &= (name_end < verbs.last) & layout.gap(np.minimum(name_end, layout.n), G.COMMA)
    scene.claim("as-said", by, name_end, (verbs.end + 1, name_end), until=verbs.last)


def _sees_it(verbs: Verbs) -> Flags:
    """Verbs with "it" and a comma or the end behind them: "As Oslo *sees it*, the levy is fair"."""
    layout, end = verbs.layout, verbs.end
    sees = verbs.followed(W.IT) & ((end + 1 >= verbs.last) | layout.gap(end + 1, PUNCT))
    rows = np.flatnonzero(sees)
    sees[rows] = among_words(layout, verbs.at.take(rows), _SEES) & among_words(layout, end.take(rows), _IT)
    return np.asarray(sees)


def claim_asides(scene: Scene, found: Complements) -> None:
    """ "The levy hurts, *as Lund noted*." and "The levy, *as Lund put it*, hurts": the words stand around the aside."""
    verbs, layout = scene.verbs, scene.verbs.layout
    at, opens, name = _asides(scene, found)
    close = np.minimum(next_of(layout.punct, verbs.end[at]), verbs.last[at])
    left, right = _around(scene, opens, close, verbs.first[at], verbs.last[at])
    some = np.flatnonzero((left[0] >= 0) | (right[0] >= 0))
    at, cue = at[some], (verbs.group[at[some]], verbs.end[at[some]])
    name, left, right = ((span[0][some], span[1][some]) for span in (name, left, right))
    scene.drafts.append(draft("as-said", cue, name, left, right))
    scene.names[0][at], scene.names[1][at] = name
    scene.free[at] = False


def _asides(scene: Scene, found: Complements) -> tuple[Ints, Ints, Span]:
    """The verbs of asides, where those open, and who speaks: ", *as* Lund noted in May", ", *as* reported by Lund"."""
    verbs, layout = scene.verbs, scene.verbs.layout
    active = scene.finite & scene.subjects.direct
    opens = np.where(active, scene.subjects.phrase, verbs.stop) - 1
    noting = verbs.own(W.QUOTEV | W.SAID) | _sees_it(verbs)
    rows = np.flatnonzero(layout.has(np.maximum(opens, 0), W.AS) & scene.free & noting)
    says, at = taken(verbs, rows), opens.take(rows)
    direct = active.take(rows)
    passive = says.own(W.PART) & says.followed(W.BY) & ~says.cut
    joined = layout.has(at - 1, W.AND | W.BUT) & ~layout.has(at - 1, W.SUBORD | W.ADV)  # "But *as Lund noted*, ..."
    opens_at = at - (joined & (at > says.first))
    parted = layout.gap(opens_at, G.COMMA | G.DASH | G.LEFT) | (joined & (opens_at == says.first))
    parted &= ~layout.opens.take(at)
    named = scene.after.ended.take(rows) & says.own(W.QUOTEV) & direct & layout.has(says.stop - 1, W.CAP)
    aside = (direct | passive) & (at > says.first) & (parted | named)  # "it is dear as Ada Lund observed."
    aside[joined] &= ~among_words(layout, says.at.compress(joined), _DOINGS)
    rows = rows.compress(aside & ~says.helped(W.MODAL))
    rows = rows.compress(_says_no_more(scene, rows))
    rows = rows.compress(~_inside_words(scene, found, rows, opens.take(rows)))
    by = verbs.end.take(rows) + 1
    agent = trim_name(layout, by, np.minimum(next_of(layout.punct, by), verbs.last.take(rows)))
    direct = active.take(rows)
    start, end = (np.where(direct, own.take(rows), other) for own, other in zip(scene.speaker, agent, strict=True))
    return rows, opens.take(rows), (start, end)


def _says_no_more(scene: Scene, rows: Ints) -> Flags:
    """Whether nothing but when, where or by whom stands behind the verbs up to the next comma or the end."""
    verbs, layout = scene.verbs, scene.verbs.layout
    after = taken(scene.after, rows)
    close = np.minimum(next_of(layout.punct, verbs.end[rows]), verbs.last[rows])
    placed = after.next(_CIRCUMSTANTIAL) & ~after.next(W.TO | W.THAT | W.OF)
    placed &= next_of(layout.finite_forms(), after.start) >= close
    silent = after.stop | placed | _sees_it(taken(verbs, rows))
    return np.asarray(silent & (layout.next_quotes(verbs.end[rows]) >= close))


def _inside_words(scene: Scene, found: Complements, rows: Ints, opens: Ints) -> Flags:
    """Whether each aside stands in what somebody says before it: "*Ruiz said* the levy hurts, as Lund noted"."""
    speaks = (scene.firm & (found.that | found.told | found.quote)) | ~scene.free
    speaks |= scene.finite & scene.subjects.direct & found.clause
    so_far = np.append(0, np.cumsum(speaks))
    earlier = np.searchsorted(scene.verbs.at, scene.verbs.first.take(rows))
    until = np.maximum(np.searchsorted(scene.verbs.at, opens), earlier)
    return np.asarray(so_far.take(until) > so_far.take(earlier))


def _around(scene: Scene, opens: Ints, close: Ints, first: Ints, last: Ints) -> tuple[Span, Span]:
    """The words before asides from ``opens`` to ``close``, behind them, or on both sides."""
    layout = scene.verbs.layout
    begin = np.maximum(scene.ends.left(opens, first), clause_starts(layout, opens, first))
    begin = last_of(layout.gaps(G.COLON)[:-1], opens - _LEAST_WORDS, begin)
    begin += layout.has(begin, W.AND | W.BUT) & ~layout.has(begin, W.SUBORD)
    verb = next_of(layout.finite_forms(), begin) < opens
    inside = (close < last) & layout.gap(close, G.COMMA | G.DASH | G.RIGHT)
    goes_on = inside & layout.has(close, FINITE | W.NEG)
    opening = layout.has(begin, W.PREP | W.SUBORD | W.TIME | W.ADV) & ~layout.has(begin, W.DET)
    behind = inside & (layout.has(opens - 1, _OPENS) | (~verb & ~goes_on) | (verb & opening & _clause(layout, close)))
    whole = (close >= last) & ~opening & layout.gap(opens, G.COMMA | G.DASH)  # "Grain feeds us, as Lund noted."
    left = ~behind & (verb | goes_on | whole) & (opens - begin >= np.where(goes_on, 1, _LEAST_WORDS))
    right = behind | (goes_on & ~verb)
    end = scene.ends.right(close, last)
    return (
        (np.where(left, begin, NONE), np.where(left, opens, NONE)),
        (np.where(right, close, NONE), np.where(right, end, NONE)),
    )


def _clause(layout: Layout, at: Ints) -> Flags:
    """Whether a clause may start at each word."""
    return layout.has(at, W.CAP | W.PRON | W.DET | W.POSS | W.IT) & ~layout.gap(at + 1, PUNCT)
