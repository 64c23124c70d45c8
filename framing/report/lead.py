"""The one sentence under the title: what a reader should take away if nothing else is read.

It says no more than the numbers hold: the difference that is shown best, that none is shown, or which frame was found
most often. It names an outlet only with both rates.
"""

from __future__ import annotations

import math

from framing.records.grammar import counted
from framing.report.comparisons import Ratio, ratios_of, who_with_whom
from framing.report.data import ReportData
from framing.report.figure import by_strength, differences, frames_by_matches
from framing.report.grid import ENOUGH, FrameRow, Grid, grid_of
from framing.report.numbers import listing, rate, times, whole


def lead(data: ReportData) -> str:
    """The sentence; of a collection in which nothing matched, that."""
    grid, ratios = grid_of(data), ratios_of(data)
    if not grid.matches:
        return "No frame of the codebook was found."
    compared = len({(outlet, frame) for outlet, frame, _ in ratios})
    if apart := differences(data):
        first = min(apart, key=_all_words_first)[0]
        return f"{_difference(grid, first)} {_of_how_many(len(apart), compared)}"
    most = _most_found(data, grid)
    if compared:
        none = "No comparison" if compared == 1 else f"None of {whole(compared)} comparisons"
        return f"{none} of {who_with_whom(grid)} shows a difference. {most}"
    return most


def _all_words_first(apart: tuple[Ratio, ...]) -> tuple[bool, float, int]:
    """Own voice is an upper bound, so a difference in all words is the better one to lead with."""
    return apart[0].voice == "own", *by_strength(apart)


def _difference(grid: Grid, ratio: Ratio) -> str:
    frame = grid.frames[grid.frame_number[ratio.frame]].label
    own = ratio.voice == "own"
    who = f"{'In its own voice ' if own else ''}{grid.label_of(ratio.outlet)}"
    rates = f"{'at most ' if own else ''}{rate(ratio.rate1)} against {rate(ratio.rate2)} per 1,000 words"
    whom = grid.label_of(ratio.against) if grid.pair else "all other outlets together"
    return f"{who} uses words of the frame “{frame}” {_how_often(ratio.ratio)} {whom}: {rates}."


def _how_often(ratio: float) -> str:
    """A ratio in words.

    >>> _how_often(5.2), _how_often(0.2), _how_often(math.inf)
    ('5.2 times as often as', 'less often than', 'more often than')
    """
    if ratio < 1:
        return "less often than"
    return "more often than" if math.isinf(ratio) else f"{times(ratio)} times as often as"


def _of_how_many(apart: int, compared: int) -> str:
    """How many comparisons there were, lest one difference look like the only try.

    >>> _of_how_many(7, 120), _of_how_many(1, 8)
    ('Of 120 comparisons, 7 show a difference.', 'Of 8 comparisons, this one shows a difference.')
    """
    if apart == 1:
        return f"Of {counted(compared, 'comparison')}, this one shows a difference."
    if apart == compared:
        return f"All {whole(compared)} comparisons show a difference."
    return f"Of {whole(compared)} comparisons, {whole(apart)} show a difference."


def _most_found(data: ReportData, grid: Grid) -> str:
    """The most frequent frames of all articles together."""
    most = frames_by_matches(data)
    if not most:
        return f"No frame was found {whole(ENOUGH)} times: read the sentences, compare nothing."
    largest = most[0][1]
    names = [f"“{frame.label}”" for frame, k in most if k == largest]
    where = "In this article the" if grid.articles == 1 else "The"
    if len(names) > 1:
        return f"{where} frames found most often are {listing(names)}: {whole(largest)} matches each."
    said = f"{where} frame found most often is {names[0]}: {whole(largest)} of {whole(grid.matches)} matches"
    return f"{said}{_in_articles(grid, most[0][0])}."


def _in_articles(grid: Grid, frame: FrameRow) -> str:
    """``, in 4 of 5 articles``; empty for one article, and where some outlets are not drawn."""
    if grid.articles == 1 or grid.all_outlets > len(grid.outlets):
        return ""
    held = sum(grid.cells[frame.number, outlet.number].articles_with for outlet in grid.outlets)
    return f", in {'all' if held == grid.articles else f'{whole(held)} of'} {whole(grid.articles)} articles"
