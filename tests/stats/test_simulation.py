"""False alarms and coverage on invented corpora in which the truth is known. Seeded; bounds, not luck.

Articles of 300 to 1,200 words, counts twice as variable as Poisson, 2 matches per 1,000 words, 2,000 frames as repeats.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.stats import compare, rates
from framing.stats.contingency import g2

REPEATS = 2000
RATE = 2.0
FRAMES = [f"frame-{i:04}" for i in range(REPEATS)]


def invent(articles, ratio, seed):
    """Two outlets; the first uses every frame ``ratio`` times as often."""
    rng = np.random.default_rng(seed)
    n = rng.integers(300, 1200, (2, articles))
    mean = np.broadcast_to((RATE / 1000 * n * np.array([[ratio], [1]]))[:, :, None], (2, articles, REPEATS))
    k = rng.poisson(rng.gamma(mean))  # variance = 2 means
    doc_id = np.array([[f"{outlet}{i}" for i in range(articles)] for outlet in "AB"])
    words = pd.DataFrame({
        "doc_id": doc_id.ravel(), "outlet": np.repeat(["A", "B"], articles), "where": "body", "words": n.ravel(),
        "words_quoted": 0, "sentences": 30,
    })  # fmt: skip
    outlet, article, frame = np.nonzero(k)
    counts = pd.DataFrame({
        "doc_id": doc_id[outlet, article], "outlet": np.array(["A", "B"])[outlet], "frame": np.array(FRAMES)[frame],
        "voice": "own", "where": "body", "matches": k[outlet, article, frame], "negated": 0, "sentences": 1,
    })  # fmt: skip
    return counts, words


@pytest.mark.parametrize("articles", [2, 5, 10, 20])
def test_coverage_of_the_rate(articles):
    """The 95 % interval of a rate holds the true one about 95 times in 100, with 2 articles as with 20."""
    table = rates(*invent(articles, 1.0, seed=articles), frames=FRAMES, voice="all")
    covered = ((table.low <= RATE) & (table.high >= RATE)).mean()
    assert 0.92 <= covered <= 0.99


@pytest.mark.parametrize("articles", [5, 10, 20])
def test_false_alarms(articles):
    """Two outlets alike differ at 5 % about 5 times in 100; the token test calls more than 12."""
    table = compare(*invent(articles, 1.0, seed=articles), frames=FRAMES, against="pairs", draws=999)
    assert (table.p <= 0.05).mean() <= 0.065
    assert ((table.low > 1) | (table.high < 1)).mean() <= 0.065
    assert (table.q <= 0.05).mean() <= 0.001
    assert (g2(table.k1, table.k2, table.n1, table.n2) > 3.841459).mean() >= 0.12


def test_no_alarm_at_all_with_two_articles():
    """With 2 articles an outlet nothing is called a difference."""
    table = compare(*invent(2, 2.5, seed=2), frames=FRAMES, against="pairs")
    assert table[["p", "q", "low", "high"]].isna().all(axis=None)


def test_a_real_difference_is_found_and_measured():
    """20 articles an outlet: a true 2.5-fold ratio is found, and its interval holds it."""
    table = compare(*invent(20, 2.5, seed=7), frames=FRAMES, against="pairs", draws=999)
    assert (table.p <= 0.05).mean() >= 0.75
    assert 0.93 <= ((table.low <= 2.5) & (table.high >= 2.5)).mean() <= 0.98
    assert 2.3 <= np.median(table.ratio) <= 2.7
