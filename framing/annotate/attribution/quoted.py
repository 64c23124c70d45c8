"""Rules for people whom somebody quotes: "Xinhua quoted Lund as saying ...", "..., Lund was quoted as saying"."""

from __future__ import annotations

import numpy as np

from framing.annotate.attribution.drafts import NONE, draft
from framing.annotate.attribution.flags import G, W
from framing.annotate.attribution.phrases import among_words
from framing.annotate.attribution.scene import Scene
from framing.annotate.attribution.subjects import antecedent
from framing.records.arrays import Ints

_QUOTING = frozenset("quoted quotes quote quoting cited cites cite citing".split())
_LONGEST_NAME = 16
_LEAST_WORDS = 3


def claim_quoted(scene: Scene) -> None:
    """Who is quoted speaks, not who quotes; the words stand behind saying, or before it all."""
    verbs, after = scene.verbs, scene.after
    quoting, rows = _quoting(scene)
    if not len(rows):
        return
    start, end = _who_is_quoted(scene, quoting, rows)
    content = after.start.take(rows)
    behind = (~after.stop | after.quote | after.colon).take(rows) & ~after.next(W.BY | W.PREP).take(rows)
    aside = scene.subjects.relative.take(quoting) & verbs.helped(W.BE).take(quoting)  # "Lund, who was quoted as ..."
    until = np.where(aside, np.minimum(after.next_punct.take(rows), verbs.last.take(rows)), verbs.last.take(rows))
    right = np.where(behind, content, NONE), np.where(behind, scene.ends.right(content, until), NONE)
    phrase, first = scene.subjects.phrase.take(quoting), verbs.first.take(rows)
    parted = verbs.layout.gap(phrase, G.COMMA) | verbs.layout.closes.take(phrase)
    begin = scene.ends.left(phrase, first)
    before = ~behind & parted & (phrase - begin >= _LEAST_WORDS)
    left = np.where(before, begin, NONE), np.where(before, phrase, NONE)
    some = np.flatnonzero((end > start) & (start >= 0) & (behind | before))
    rows, quoting = rows.take(some), quoting.take(some)
    name, left, right = ((span[0].take(some), span[1].take(some)) for span in ((start, end), left, right))
    scene.drafts.append(draft("postposed", (verbs.group.take(rows), verbs.end.take(rows)), name, left, right))
    scene.free[rows], scene.free[quoting] = False, False


def _quoting(scene: Scene) -> tuple[Ints, Ints]:
    """The verbs that quote, and those behind "as", or behind a name, right behind them in their sentences."""
    verbs = scene.verbs
    named = verbs.own(W.ING) & verbs.own(W.CLAUSE) & ~verbs.own(W.AMBIGUOUS) & verbs.before(W.CAP | W.SPEAKER)
    rows = np.flatnonzero(verbs.before(W.AS) | named)
    bits = verbs.bits.take(rows)
    saying = ((bits & W.ING) != 0) & ((bits & (W.CLAUSE | W.THATV)) != 0) & scene.free.take(rows)
    rows = rows.compress(saying & (rows > 0))
    quoting = rows - 1
    near = (verbs.first.take(quoting) == verbs.first.take(rows)) & scene.free.take(quoting)
    near &= verbs.stop.take(rows) - verbs.end.take(quoting) <= _LONGEST_NAME
    near &= verbs.before(W.AS).take(rows) | (verbs.stop.take(rows) > verbs.end.take(quoting))
    near &= verbs.before(W.AS).take(rows) | ~verbs.helped(W.BE).take(quoting)
    rows, quoting = rows.compress(near), quoting.compress(near)
    known = among_words(verbs.layout, verbs.at.take(quoting), _QUOTING)
    return quoting.compress(known), rows.compress(known)


def _who_is_quoted(scene: Scene, quoting: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The names: "quoted *Lund* as saying", "*Lund* was quoted as saying", "*Lund*, who was quoted as saying"."""
    verbs, subjects = scene.verbs, scene.subjects
    passive = (verbs.helped(W.BE) & verbs.own(W.PART)).take(quoting)
    named = (subjects.direct | subjects.apposed).take(quoting)
    start, end = (np.where(named, column.take(quoting), NONE) for column in scene.speaker)
    who = np.flatnonzero(passive & subjects.relative.take(quoting))
    (start[who], end[who]), _ = antecedent(verbs, quoting.take(who))
    stop = verbs.stop.take(rows) - verbs.before(W.AS).take(rows)
    return np.where(passive, start, verbs.end.take(quoting)), np.where(passive, end, stop)
