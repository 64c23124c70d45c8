"""The headline, and the sentence below it: what a reader should take away if nothing else is read.

They say no more than the numbers hold: the difference that is shown best, that none is shown, or which frame was found
most often. An outlet is named only with both rates.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from framing.records.grammar import counted
from framing.report.comparisons import Ratio, how_many, ratios_of, who_with_whom
from framing.report.data import ReportData
from framing.report.figure import by_strength, differences, frames_by_matches
from framing.report.grid import ENOUGH, FrameRow, Grid, grid_of
from framing.report.numbers import listing, rate, times, whole


@dataclass(frozen=True, slots=True)
class Lead:
    """``headline`` is the finding; ``text`` are the numbers behind it."""

    headline: str
    text: str


def lead(data: ReportData) -> Lead:
    """The finding of ``data``; of a collection in which nothing matched, that."""
    grid, ratios = grid_of(data), ratios_of(data)
    if not grid.matches:
        return Lead("No frame of the codebook was found", "Read the articles: the codebook may be one for other news.")
    compared = how_many(ratios)
    if apart := differences(data):
        return _difference(grid, min(apart, key=_all_words_first)[0], _of_how_many(len(apart), compared))
    most = _most_found(data, grid)
    if not compared:
        return most
    none = "the two outlets are not shown to differ" if grid.pair else "no outlet is shown to differ from the others"
    comparisons = "No comparison" if compared == 1 else f"None of {whole(compared)} comparisons"
    return Lead(f"{most.headline}; {none}", f"{most.text} {comparisons} of {who_with_whom(grid)} shows a difference.")


def _all_words_first(apart: tuple[Ratio, ...]) -> tuple[bool, float, int]:
    """Own voice is an upper bound, so a difference in all words is the better one to lead with."""
    return apart[0].voice == "own", *by_strength(apart)


def _difference(grid: Grid, ratio: Ratio, of_how_many: str) -> Lead:
    """Who uses a frame's words how often, and both rates; of two outlets the one that uses them more comes first."""
    frame, own = grid.frames[grid.frame_number[ratio.frame]].label, ratio.voice == "own"
    who, whom = grid.label_of(ratio.outlet), "the other outlets together"
    often, rates = ratio.ratio, (ratio.rate1, ratio.rate2)
    if grid.pair:
        whom = grid.label_of(ratio.against)
        if often < 1:
            who, whom, often, rates = whom, who, 1 / often if often else math.inf, rates[::-1]
    voice, at_most = ("In its own voice ", "At most ") if own else ("", "")
    return Lead(
        f"{voice}{who} uses words of “{frame}” {_how_often(often)} {whom}",
        f"{at_most}{rate(rates[0])} against {rate(rates[1])} matches per 1,000 words. {of_how_many}",
    )


def _how_often(ratio: float) -> str:
    """A ratio in words.

    >>> _how_often(5.2), _how_often(0.2), _how_often(math.inf)
    ('5.2\xa0times as often as', 'less often than', 'more often than')
    """
    if ratio < 1:
        return "less often than"
    return "more often than" if math.isinf(ratio) else f"{times(ratio)}\N{NO-BREAK SPACE}times as often as"


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


def _most_found(data: ReportData, grid: Grid) -> Lead:
    """The most frequent frames of all articles together."""
    most = frames_by_matches(data)
    if not most:
        return Lead(f"No frame was found {whole(ENOUGH)} times", "So few matches can be read, and not compared.")
    largest = most[0][1]
    names = [f"“{frame.label}”" for frame, k in most if k == largest]
    where = " in this article" if grid.articles == 1 else ""
    if len(names) > 1:
        return Lead(f"{listing(names)} are the frames found most often{where}", f"{whole(largest)} matches each.")
    of_all = f"{whole(largest)} of {whole(grid.matches)} matches"
    return Lead(f"{names[0]} is the frame found most often{where}", f"{of_all}{_in_articles(grid, most[0][0])}.")


def _in_articles(grid: Grid, frame: FrameRow) -> str:
    """``, in 4 of 5 articles``; empty for one article, and where some outlets are not drawn."""
    if grid.articles == 1 or grid.all_outlets > len(grid.outlets):
        return ""
    held = sum(grid.cells[frame.number, outlet.number].articles_with for outlet in grid.outlets)
    return f", in {'all' if held == grid.articles else f'{whole(held)} of'} {whole(grid.articles)} articles"
