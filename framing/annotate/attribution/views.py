"""Rules for views set apart by commas: "In Lund's view, the levy ...", "The levy, in the words of Lund, ..."."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.clauses import clause_starts
from framing.annotate.attribution.drafts import NONE, Drafts, draft
from framing.annotate.attribution.ends import Ends
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.passage import Layout, last_of, next_of
from framing.annotate.attribution.phrases import among_words
from framing.records.arrays import Ints

_OPENS = frozenset("in from by to".split())
_VIEWS = frozenset(
    """view views opinion eyes mind words perspective viewpoint standpoint telling account estimation estimate reckoning
    judgment judgement assessment analysis reading admission""".split()
)
_WORDS = frozenset(["words"])
_AUTHORS = frozenset("my our your whose".split())
_LONGEST = 9


def in_views(layout: Layout, ends: Ends) -> Drafts:
    """What stands behind or round "in Lund's view"; not in my view: there the author speaks."""
    at, close, name, end = _views(layout)
    first, last = layout.sentence_bounds(at)
    leading = (at == first) | ((at - first == 1) & layout.has(first, W.AND | W.BUT | W.ADV))
    begin = np.maximum(ends.left(at, first), clause_starts(layout, at, first))
    begin = last_of(layout.gaps(G.DASH)[:-1], at - 1, begin)
    goes_on = close < last
    words = among_words(layout, close - 1, _WORDS) | among_words(layout, at + 2, _WORDS) if len(at) else leading
    leading |= words & goes_on  # "a man of, in Lund's words, *great luck*"
    left = ~leading & (at > begin)
    right = np.where(goes_on, close, NONE), np.where(goes_on, ends.right(close, last), NONE)
    rows = np.flatnonzero((leading & (right[0] >= 0)) | left)
    spans = ((at, close), (name, end), (np.where(left, begin, NONE), np.where(left, at, NONE)), right)
    cue, speaker, before, behind = ((span[0].take(rows), span[1].take(rows)) for span in spans)
    return draft("according-to", cue, speaker, before, behind)


def _views(layout: Layout) -> tuple[Ints, Ints, Ints, Ints]:
    """Where phrases such as "in Lund's view" start and close, and the names in them."""
    commas = layout.gaps(G.COMMA)
    opens = np.concatenate((layout.passage.sentence, layout.passage.sentence + 1, commas[:-1]))
    opens = opens.compress(layout.has(opens, W.PREP) & ~layout.inside.take(opens))
    opens.sort(kind="stable")
    close = np.minimum(next_of(commas, opens + 1), layout.sentence_bounds(np.minimum(opens, layout.n - 1))[1])
    near = (close - opens <= _LONGEST) & (close - opens > 2) & (opens < layout.n) & ~layout.has(close, W.REL)
    opens, close = opens.compress(near), close.compress(near)
    name, end = _owners(layout, opens, close)
    owned = end > name
    opens, close, name, end = (column.compress(owned) for column in (opens, close, name, end))
    if not len(opens):
        return opens, close, name, end
    known = among_words(layout, opens, _OPENS) & ~among_words(layout, name, _AUTHORS)
    return opens.compress(known), close.compress(known), name.compress(known), end.compress(known)


def _owners(layout: Layout, opens: Ints, close: Ints) -> tuple[Ints, Ints]:
    """Whose view it is: the owner before the noun at the end, or who stands behind "of"; empty where there is none."""
    noun = close - 1
    owner = noun - 1
    owner -= ~layout.has(owner, W.GENITIVE | W.POSS) & layout.has(owner - 1, W.GENITIVE | W.POSS)  # "Lund's own view"
    several = layout.gap(noun, G.OWNER) & ~layout.closes.take(noun)  # "the growers' view"
    owner = np.where(several, noun - 1, owner)
    owned = (several | layout.has(owner, W.GENITIVE | W.POSS)) & (owner > opens)
    of = opens + 3
    held = layout.has(opens + 1, W.DET) & layout.has(of, W.OF) & (of + 1 < close)
    rows = np.flatnonzero(owned | held)
    views = np.zeros(len(opens), np.bool_)
    views[rows] = among_words(layout, np.where(owned, noun, opens + 2).take(rows), _VIEWS) if len(rows) else views[rows]
    name = np.where(owned, opens + 1, of + 1)
    end = np.where(owned, owner + 1, close)
    return name, np.where(views, end, name)
