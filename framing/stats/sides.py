"""What a comparison needs: matches article by article, and each group's totals, which add and subtract."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.records.arrays import Floats, Ints
from framing.stats.tally import Tally, voice_cells

__all__ = ["Sides", "Totals", "read_sides"]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over the articles of each group: ``matches`` and ``k2_over_n`` groups x frames, the others one a group."""

    matches: Floats
    k2_over_n: Floats
    words: Floats
    articles: Ints

    def take(self, groups: Ints) -> Totals:
        """The totals of these groups, in this order."""
        return Totals(self.matches[groups], self.k2_over_n[groups], self.words[groups], self.articles[groups])

    def rest(self) -> Totals:
        """For each group, the totals of all the others."""
        return Totals(
            self.matches.sum(axis=0) - self.matches,
            self.k2_over_n.sum(axis=0) - self.k2_over_n,
            self.words.sum() - self.words,
            self.articles.sum() - self.articles,
        )

    def join(self, below: Totals) -> Totals:
        """These groups and then those."""
        return Totals(
            np.vstack([self.matches, below.matches]),
            np.vstack([self.k2_over_n, below.k2_over_n]),
            np.concatenate([self.words, below.words]),
            np.concatenate([self.articles, below.articles]),
        )


@dataclass(frozen=True, slots=True)
class Sides:
    """Articles that have words: ``matches`` articles x frames, ``words`` and ``group`` one an article."""

    matches: Floats
    words: Floats
    group: Ints
    totals: Totals


def read_sides(tally: Tally, voice: str) -> Sides:
    """The articles with words of a tally, in one voice or "all"."""
    unit, frame, k, _ = voice_cells(tally, voice)
    matches = np.zeros((len(tally.unit_group), len(tally.frames)))
    matches[unit, frame] = k
    used = tally.unit_words > 0
    matches, words, group = matches[used], tally.unit_words[used].astype(float), tally.unit_group[used]
    totals = Totals(
        _add_up(matches, group, len(tally.groups)),
        _add_up(matches**2 / words[:, None], group, len(tally.groups)),
        _add_up(words[:, None], group, len(tally.groups))[:, 0],
        np.bincount(group, minlength=len(tally.groups)).astype(np.int64),
    )
    return Sides(matches, words, group, totals)


def _add_up(values: Floats, group: Ints, size: int) -> Floats:
    """Column sums by group."""
    sums = np.zeros((size, values.shape[1]))
    np.add.at(sums, group, values)
    return sums
