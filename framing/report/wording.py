"""Sentences built from numbers: no adjective about an outlet, no ranking, nothing that the numbers do not hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from framing.records.sizes import FEWEST_FOR_P, times_noticed
from framing.records.tables import VOICES
from framing.report.grid import ENOUGH, Grid, Outlet
from framing.report.numbers import listing, rate, whole
from framing.report.shortening import apart

if TYPE_CHECKING:
    import pandas as pd

#: The sentence that stands wherever there is one article an outlet.
ONE_EACH = (
    "There is one article per outlet. This page describes these articles; it ranks nothing, and one article says "
    "nothing about how often its outlet does the same."
)
ONE = (
    "This page describes one article. It ranks nothing, and one article says nothing about how often its outlet does "
    "the same."
)
FEW = (
    "Some or all outlets have fewer than four articles: too few to tell a difference between outlets from one "
    "between articles, and none is tested."
)
MIXED = (
    "Outlets with fewer than four articles are shown article by article and not compared. Articles were chosen by "
    "whoever made this collection, not sampled: the intervals of the others describe how much articles of one outlet "
    "differ from each other, and nothing else."
)
SOME = (
    "Articles were chosen by whoever made this collection, not sampled. The intervals describe how much articles of "
    "one outlet differ from each other, and nothing else."
)
METHOD_ONE = "With one article per outlet the numbers describe these articles only; no outlets are compared."
FLAGS = {"genre": "opinion against reports", "translated": "translated against native"}


def guard(grid: Grid) -> str:
    """What the number of articles allows a reader to say."""
    if grid.single:
        return ONE if grid.articles == 1 else ONE_EACH
    if grid.fewest < FEWEST_FOR_P:
        return MIXED if sum(o.known and o.articles >= FEWEST_FOR_P for o in grid.outlets) > 1 else FEW
    return SOME


def flags(unfair: pd.DataFrame | None) -> list[dict[str, str]]:
    """What makes the comparison of the outlets unfair: a few words for the heading, and the sentence."""
    if unfair is None:
        return []
    rows = zip(unfair["code"].astype(str), unfair["reason"].astype(str), strict=True)
    return [{"short": FLAGS[code], "reason": apart(reason)} for code, reason in sorted(rows)]


def power(fewest: int) -> str:
    """How likely a real difference would show between outlets of so many articles; empty where none is tested.

    >>> power(10)
    'Between outlets of 10 articles each, a true 2.5-fold difference is noticed about 15 times in 100.'
    >>> power(4)
    'Between outlets of 4 articles each, a true 2.5-fold difference is noticed about 5 to 10 times in 100.'
    """
    if fewest < FEWEST_FOR_P:
        return ""
    return (
        f"Between outlets of {whole(fewest)} articles each, a true 2.5-fold difference is noticed "
        f"{times_noticed(fewest)} times in 100."
    )


def voices_phrase(voices: tuple[int, ...]) -> str:
    """The split of a cell in words.

    >>> voices_phrase((3, 2, 0, 1))
    'own voice at most 3, quoted 2, reported 1'
    """
    own = f"own voice at most {whole(voices[0])}" if voices[0] else "none in its own voice"
    return ", ".join(part for part in (own, others_phrase(voices)) if part)


def split_phrase(voices: tuple[int, ...]) -> str:
    """The same, as short as a table cell.

    >>> split_phrase((3, 2, 0, 1)), split_phrase((0, 1, 0, 0))
    ('own ≤\\xa03, quoted\\xa02, reported\\xa01', 'quoted\\xa01')
    """
    own = f"own ≤ {whole(voices[0])}" if voices[0] else ""
    phrase = ", ".join(part for part in (own, others_phrase(voices)) if part)
    return re.sub(r" (?=\d)", "\N{NO-BREAK SPACE}", phrase)


def others_phrase(voices: tuple[int, ...]) -> str:
    """The part of a cell that is somebody's words.

    >>> others_phrase((3, 2, 0, 1))
    'quoted 2, reported 1'
    """
    return ", ".join(f"{name} {whole(k)}" for name, k in zip(VOICES[1:], voices[1:], strict=True) if k)


def most_frequent(grid: Grid, outlet: Outlet) -> str:
    """The frame with the most matches in one outlet, if there are enough of them to say so."""
    cells = [(grid.cells[frame.number, outlet.number], frame) for frame in grid.frames]
    largest = max((cell.k for cell, _ in cells), default=0)
    if largest < ENOUGH:
        return ""
    first = [(cell, frame) for cell, frame in cells if cell.k == largest]
    names = listing([frame.label for _, frame in first])
    each = " each" if len(first) > 1 else ""
    return f"Most matches: {names}, {whole(largest)}{each} ({rate(first[0][0].rate)} per 1,000)."
