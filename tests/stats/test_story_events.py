"""Events of one running story, against the same rules written down the plain way."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_array
from scipy.spatial.distance import squareform
from scipy.stats import poisson

from framing.stats.events import bursts, dense_bursts, group_story, mean_cosine, story_background
from framing.stats.similarity import tfidf


def plain_bursts(day: list[int]) -> list[int]:
    """Four days without an article begin a new one."""
    number = [0]
    for before, after in pairwise(day):
        number.append(number[-1] + (after - before > 3))
    return number


def plain_dense(day: list[int], burst: list[int]) -> list[bool]:
    """More articles than the pace of the month before and after, and one more, makes likely."""
    dense = []
    for number in sorted(set(burst)):
        own = [d for d, b in zip(day, burst, strict=True) if b == number]
        around = sum(own[0] - 30 <= d <= own[-1] + 30 for d in day) - len(own)
        expected = (own[-1] - own[0] + 1) * (around + 1) / 60
        dense.append(len(own) > 1 and bool(poisson.sf(len(own) - 1, expected) < 0.001))
    return dense


def plain_linkage(likeness: np.ndarray, day: list[int], members: list[int], least: float, window: int) -> list[int]:
    """Average linkage of all pairs, which have nothing in common when they are further apart than the window."""
    if len(members) == 1:
        return [0]
    distance = np.zeros((len(members),) * 2)
    for (i, one), (j, other) in combinations(enumerate(members), 2):
        near = abs(day[one] - day[other]) <= window
        distance[i, j] = distance[j, i] = 1 - likeness[one, other] * near
    return fcluster(linkage(squareform(distance), "average"), 1 - least + 1e-9, "distance").tolist()


def plain_story(likeness: np.ndarray, day: list[int]) -> tuple[set[frozenset[int]], list[bool]]:
    """The groups as sets of articles, and of which the days decided."""
    burst = plain_bursts(day)
    dense = plain_dense(day, burst)
    across = [likeness[i, j] for i, j in combinations(range(len(day)), 2) if burst[i] != burst[j]]
    lower, upper = np.quantile(across, [0.25, 0.75]) if across else (0.0, 0.0)
    groups, by_days = set(), [False] * len(day)
    for number in sorted(set(burst)):
        members = [i for i, b in enumerate(burst) if b == number]
        pairs = [likeness[i, j] for i, j in combinations(members, 2)]
        alike = sum(pairs) / len(pairs) if pairs else 0.0
        short = day[members[-1]] - day[members[0]] <= 6
        decided = dense[number] and short and alike > 0 and alike >= min(upper, 0.15)
        least, window = (min(lower, 0.15), 6) if decided else (0.15, 3)
        labels = plain_linkage(likeness, day, members, least, window)
        for label in set(labels):
            groups.add(frozenset(i for i, other in zip(members, labels, strict=True) if other == label))
        for i in members:
            by_days[i] = decided
    return groups, by_days


def story(seed: int) -> tuple[csr_array, list[int]]:
    """Articles of one story: some steady coverage, some bursts of one to nine days, words mostly shared."""
    rng = np.random.default_rng(seed)
    day = rng.integers(0, 200, 12).tolist()
    for start in rng.choice(200, 5, replace=False).tolist():
        day += (start + rng.integers(0, rng.integers(1, 10), rng.integers(2, 9))).tolist()
    shared = rng.choice([0.0, 0.3, 1.0])
    counts = rng.poisson(0.35, (len(day), 40)) + rng.poisson(shared, (1, 40))
    return tfidf(csr_array(counts), most_shared=1.0), sorted(day)


@pytest.mark.parametrize("seed", range(40))
def test_a_story_is_grouped_as_the_rules_say(seed: int):
    """Bursts, their density, the background, and which articles stand together."""
    rows, day = story(seed)
    likeness = (rows @ rows.T).toarray()
    burst = bursts(np.array(day))
    assert burst.tolist() == plain_bursts(day)
    assert dense_bursts(np.array(day), burst).tolist() == plain_dense(day, plain_bursts(day))
    groups, by_days = plain_story(likeness, day)
    found, decided = group_story(rows, np.array(day))
    assert {frozenset(np.flatnonzero(found == number).tolist()) for number in set(found.tolist())} == groups
    assert decided.tolist() == by_days
    assert found.tolist() == [list(dict.fromkeys(found.tolist())).index(number) for number in found]


def test_the_stories_hold_every_case():
    """Bursts that days decide, dense ones that words part, and others."""
    cases = set()
    for rows, day in map(story, range(40)):
        burst = plain_bursts(day)
        dense, decided = plain_dense(day, burst), plain_story((rows @ rows.T).toarray(), day)[1]
        cases |= {(dense[number], by_days) for number, by_days in zip(burst, decided, strict=True)}
    assert cases == {(True, True), (True, False), (False, False)}


@pytest.mark.parametrize("apart", [29, 30, 31])
def test_the_pace_is_that_of_thirty_days(apart: int):
    """The thirtieth day counts, the next one does not."""
    day = [0] * 2 + [apart] * 2 + [2 * apart] * 2
    assert dense_bursts(np.array(day), np.repeat([0, 1, 2], 2)).tolist() == plain_dense(day, plain_bursts(day))


def test_how_alike_articles_are():
    """The mean of all pairs; nothing for one."""
    rows, _ = story(1)
    likeness = (rows @ rows.T).toarray()
    members = np.array([0, 3, 4, 9])
    assert mean_cosine(rows, members) == pytest.approx(np.mean([likeness[i, j] for i, j in combinations(members, 2)]))
    assert mean_cosine(rows, members[:1]) == 0.0


def test_the_background_is_of_pairs_from_different_bursts():
    """Their quartiles; of many articles a thousand stand for all."""
    rows, day = story(2)
    likeness, burst = (rows @ rows.T).toarray(), plain_bursts(day)
    across = [likeness[i, j] for i, j in combinations(range(len(day)), 2) if burst[i] != burst[j]]
    found = story_background(rows, np.array(burst))
    assert [found.lower, found.upper] == pytest.approx(np.quantile(across, [0.25, 0.75]).tolist())
    assert story_background(csr_array((0, 3)), np.zeros(0, np.int64)).upper == 0.0
    many = csr_array(np.ones((2001, 1)))
    assert story_background(many, np.repeat([0, 1], [2000, 1])).lower == pytest.approx(1.0)  # the last one is picked
