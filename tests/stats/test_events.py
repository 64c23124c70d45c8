"""Events: words where news is mixed, days where it is one story."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from scipy.sparse import csr_array

from framing.stats import events
from framing.stats.events import bursts, dense_bursts, group_story, group_words, story_background
from framing.stats.similarity import coherence, tfidf


def test_the_window_parts_what_words_do_not():
    """Two storms a month apart are two events."""
    rows = csr_array(np.tile([[1.0, 0.0]], (4, 1)))
    assert group_words(rows, np.array([1, 3, 40, 41])).tolist() == [0, 0, 1, 1]


def test_average_linkage_with_the_threshold():
    """One likeness above .15 does not pull in a third article whose average is below."""
    rows = np.array([[1.0, 0.0, 0.0], [0.9, np.sqrt(0.19), 0.0], [0.0, 0.28, 0.96]])
    assert (rows @ rows.T)[1, 2] < 0.15
    assert group_words(csr_array(rows), np.array([1, 1, 1])).tolist() == [0, 0, 1]


def test_components_and_one_matrix_agree():
    """Splitting into components first gives what one dense linkage of everything gives."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    rng = np.random.default_rng(1)
    counts = csr_array(rng.poisson(0.15, (80, 60)))
    rows, day = tfidf(counts), np.sort(rng.integers(0, 20, 80))
    near = abs(day[:, None] - day[None]) <= 3
    distance = np.clip(1 - (rows @ rows.T).toarray() * near, 0, 1)
    np.fill_diagonal(distance, 0)
    dense = fcluster(linkage(squareform(distance, checks=False), "average"), 0.85 + 1e-9, "distance")
    mine = group_words(rows, day)
    assert ((dense[:, None] == dense[None]) == (mine[:, None] == mine[None])).all()


@pytest.mark.parametrize("at_once", [1, 7, 1_000])
def test_however_many_are_compared_at_once(at_once, monkeypatch):
    """Pairs are found whole: those within three days, the third included, by their likeness alone."""
    monkeypatch.setattr(events, "_AT_ONCE", at_once)
    day = np.array([1, 1, 2, 4, 5, 9])
    likeness = csr_array(np.ones((6, 1)))
    pairs = events._close_pairs(likeness, day, np.arange(6), 1.0, 3)
    found = [pair for one, other in pairs for pair in zip(one.tolist(), other.tolist(), strict=True)]
    assert sorted(found) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3), (2, 4), (3, 4)]


def test_bursts_end_with_a_silence_longer_than_the_window():
    """Three days are no silence, four are."""
    assert bursts(np.array([1, 4, 8])).tolist() == [0, 0, 1]


def test_a_pair_at_the_story_s_pace_is_no_burst():
    """Two articles on one day mean nothing where one appears every few days."""
    day = np.arange(0, 120, 4)
    day = np.sort(np.append(day, 60))
    dense = dense_bursts(day, bursts(day))
    assert not dense.any()


def test_short_dense_bursts_of_one_story_are_events():
    """Words that all share do not part them."""
    rng = np.random.default_rng(2)
    rows = tfidf(csr_array(rng.poisson(0.5, (30, 40)) + 1), most_shared=1.0)
    day = np.repeat([1, 2, 3, 30, 31, 32], 5)
    group, by_days = group_story(rows, day)
    assert by_days.all() or group.max() >= 1
    assert set(group[:15]).isdisjoint(group[15:])


def test_background_is_zero_with_one_burst():
    """Nothing to compare with."""
    assert story_background(csr_array(np.eye(3)), np.zeros(3, np.int64)).upper == 0.0


def test_tfidf_of_sklearn():
    """The weights are those of scikit-learn's TfidfVectorizer (sublinear, smooth, unit length)."""
    from sklearn.feature_extraction.text import TfidfTransformer

    counts = csr_array(np.random.default_rng(0).poisson(0.4, (12, 9)))
    theirs = TfidfTransformer(sublinear_tf=True).fit_transform(counts).toarray()
    np.testing.assert_allclose(tfidf(counts, most_shared=1.0).toarray(), theirs)


def test_coherence_is_the_median_of_all_pairs():
    """As computed the plain way; nothing to say of one article."""
    counts = np.random.default_rng(3).poisson(0.7, (9, 12))
    weights = np.where(counts > 0, 1 + np.log(np.maximum(counts, 1)), 0)
    length = np.linalg.norm(weights, axis=1, keepdims=True)
    rows = weights / np.where(length > 0, length, 1)
    plain = np.median((rows @ rows.T)[np.triu_indices(9, 1)])
    assert np.isclose(coherence(csr_array(counts)), plain)
    assert np.isnan(coherence(csr_array(counts[:1])))


def test_what_is_alike_at_every_threshold_is_held_once(monkeypatch):
    """A component that is too large is looked at again and again; its millions of pairs are let go each time."""
    monkeypatch.setattr(events, "_LARGEST", 100)
    number = 1000
    rows = csr_array(np.ones((number, 1)))
    tracemalloc.start()
    groups = group_words(rows, np.arange(number) // 500)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert set(groups) == {0}
    assert peak < 8 * number**2 * 6
