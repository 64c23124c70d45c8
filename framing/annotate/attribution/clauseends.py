"""Where the clause of each verb ends at the latest: at the comma behind which the main clause follows or goes on."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.after import After
from framing.annotate.attribution.flags import AUX, PHRASE, PUNCT, G, W
from framing.annotate.attribution.passage import next_of
from framing.annotate.attribution.phrases import among_words
from framing.annotate.attribution.subjects import Subjects
from framing.annotate.attribution.verbs import Verbs
from framing.records.arrays import Ints

_NO_HELPERS = frozenset(["that's"])


def clause_ends(verbs: Verbs, subjects: Subjects, after: After) -> Ints:
    """Where the clause of each verb ends at the latest: behind "While Tokyo says ..." and in "Citing what Tokyo says,"
    with the next comma, inside dashes or brackets with the next one of them, elsewhere with the sentence."""
    layout, at = verbs.layout, np.maximum(subjects.phrase - 1, verbs.first)
    word, inside = layout.bits(at), subjects.direct & (subjects.phrase > verbs.first)
    begins = at <= verbs.first + 1
    begins |= (at <= verbs.first + 3) & layout.has(at - 1, W.TIME)  # "A week *after* he vowed to go, Lund left"
    opens = begins & ((word & (W.SUBORD | W.AS)) != 0) & inside
    which = np.flatnonzero(((word & W.WH) != 0) & inside)  # "*What* Tokyo calls a tax, Lund ...", "*For what* ..."
    opening = layout.has(verbs.first[which], W.PREP) & ~layout.has(verbs.first[which], W.PRON | W.DET)
    opening &= next_of(layout.finite_forms(), verbs.first[which]) >= verbs.group[which]
    opening |= at[which] == verbs.first[which]
    opens[which] |= opening & layout.has(next_of(layout.gaps(G.COMMA), after.start.take(which) + 1), PHRASE)
    which = np.flatnonzero(((word & W.REL) != 0) & subjects.direct)
    who = at.take(which)
    opens[which] |= layout.gap(who, G.COMMA) | (layout.has(who - 1, W.PREP) & layout.gap(who - 1, G.COMMA))
    comma = next_of(layout.gaps(G.COMMA), after.start.take(which) + 1)  # "a pilot who Lund said was ill, *told* me"
    goes_on = layout.has(comma, W.VERBISH | W.PAST) & ~layout.has(comma, W.AMBIGUOUS)
    opens[which] |= goes_on & ~layout.has(who - 1, W.PREP)
    opens &= (word & W.THAT) == 0
    which = np.flatnonzero(inside & layout.has(verbs.first, W.ING) & layout.has(verbs.first, W.CAP))
    opens[which] |= next_of(layout.gaps(G.COMMA), verbs.first.take(which) + 1) > verbs.at.take(which)
    rows = np.flatnonzero(inside)
    opened = at.take(rows) + ~layout.has(at.take(rows), W.REL)  # "— which Lund said was late —"
    aside = rows.compress(layout.gap(opened, G.DASH | G.LEFT))
    until = verbs.last.copy()
    for rows, signs in ((np.flatnonzero(opens), G.COMMA), (aside, G.DASH | G.RIGHT)):
        until[rows] = np.minimum(until[rows], next_of(layout.gaps(signs), after.start[rows] + 1))
    dashes = layout.gaps(G.DASH)  # "Lund — who left, but had not *said* why — came back"
    opened = np.searchsorted(dashes, verbs.at, side="right") - np.searchsorted(dashes, verbs.first, side="right")
    rows = np.flatnonzero(opened % 2 == 1)
    close = next_of(dashes, after.start.take(rows) + 1)
    until[rows] = np.minimum(until[rows], np.where(close < verbs.last[rows], close, until[rows]))
    _behind_openings(verbs, after, until)
    _before_verbs(verbs, subjects, after, until)
    return until


def _behind_openings(verbs: Verbs, after: After, until: Ints) -> None:
    """End what stands in a clause that opens the sentence at its comma, if somebody follows: "Asked why mills *deny
    that dues fell*, Lund said", "Despite *having rejected it*, Oslo signed"."""
    layout, first = verbs.layout, verbs.first
    opens = layout.has(first, W.SUBORD | W.PAST) | (layout.has(first, W.BUT) & layout.has(first, W.PREP))
    rows = np.flatnonzero(opens & layout.has(first, W.CAP))
    comma = next_of(layout.gaps(G.COMMA), first.take(rows) + 1)
    inside = (verbs.at.take(rows) < comma) & (verbs.at.take(rows) > first.take(rows))
    inside &= (comma < until.take(rows)) & (comma > after.start.take(rows)) & layout.has(comma, PHRASE)
    rows, comma = rows.compress(inside), comma.compress(inside)
    until[rows] = comma


def _before_verbs(verbs: Verbs, subjects: Subjects, after: After, until: Ints) -> None:
    """End clauses that are no main ones at their first comma if the verb of the clause around them follows: "his first
    days, when he *said it was late*, are likely to"."""
    layout = verbs.layout
    comma = next_of(layout.gaps(G.COMMA), after.start + 1)
    rows = np.flatnonzero((comma < until) & layout.has(comma, AUX) & ~layout.has(comma, W.PRON | W.IT | W.GERUND))
    phrase = subjects.phrase.take(rows)
    opens = layout.gap(phrase, PUNCT) | (layout.has(phrase - 1, W.AND | W.BUT) & ~layout.has(phrase - 1, W.SUBORD))
    opens |= phrase == verbs.first.take(rows)
    main = opens & (subjects.direct | subjects.apposed).take(rows)
    rows = rows.compress(~main)
    at = comma.take(rows)
    verb = ~layout.has(at + 1, W.PRON) & ~among_words(layout, at, _NO_HELPERS)
    until[rows.compress(verb)] = at.compress(verb)
