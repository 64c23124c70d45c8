"""Containment: exact, directed, and indifferent to order and company."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.stats.grams import BORDER, WordStream, shared_grams
from framing.stats.reuse import Pairs, containment_level, find_pairs, linked_groups, representatives

ARTICLES = st.lists(st.lists(st.integers(0, 3), max_size=30), min_size=2, max_size=6)


def grams_of(words):
    """Different 5-grams, the plain way."""
    grams = {tuple(words[i : i + 5]) for i in range(len(words) - 4)}
    return {gram for gram in grams if BORDER not in gram}


def as_dict(pairs):
    """Pairs with both directions."""
    columns = (pairs.first, pairs.second, pairs.of_first, pairs.of_second)
    return {(a, b): (x, y) for a, b, x, y in zip(*(c.tolist() for c in columns), strict=True)}


@settings(max_examples=150, deadline=None)
@given(ARTICLES, st.sampled_from([1, 2, 100]))
def test_pairs_are_those_of_plain_sets(articles, most_articles):
    """Every pair of the brute force is found with the same two numbers, between 0 and 1."""
    truth = {}
    for a in range(len(articles)):
        for b in range(a + 1, len(articles)):
            one, other = grams_of(articles[a]), grams_of(articles[b])
            if one & other and max(len(one & other) / len(one), len(one & other) / len(other)) >= 0.1:
                truth[a, b] = (len(one & other) / len(one), len(one & other) / len(other))
    found = as_dict(find_pairs(WordStream.of(articles), most_articles=most_articles))
    assert all(0.0 <= value <= 1.0 for pair in found.values() for value in pair)
    assert found == (truth if most_articles == 100 else {pair: truth[pair] for pair in found})


@settings(max_examples=60, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_nothing(articles, random):
    """Shuffled articles make the same pairs."""
    order = list(range(len(articles)))
    random.shuffle(order)
    shuffled = as_dict(find_pairs(WordStream.of([articles[i] for i in order])))
    back = {}
    for (a, b), (x, y) in shuffled.items():
        one, other = order[a], order[b]
        back[min(one, other), max(one, other)] = (x, y) if one < other else (y, x)
    assert back == as_dict(find_pairs(WordStream.of(articles)))


@settings(max_examples=60, deadline=None)
@given(ARTICLES)
def test_an_unrelated_article_changes_no_pair(articles):
    """An article in words of its own adds nothing."""
    alone = as_dict(find_pairs(WordStream.of(articles)))
    assert as_dict(find_pairs(WordStream.of([*articles, list(range(100, 140))]))) == alone


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(13)), st.booleans())
def test_a_text_that_many_print_counts_once_as_one_that_few_print(preference, within_a_longer_one):
    """Each printing has an end of its own; beyond ``most_articles`` one printing leads the others."""
    text = list(range(100))
    articles = [[*text, *range(1000 * i, 1000 * i + 6)] for i in range(1, 13)]
    articles.append([*text, *range(200, 300 if within_a_longer_one else 206)])
    order = np.array(sorted(range(13), key=preference.__getitem__))
    stream = WordStream.of(articles)
    full, led = (find_pairs(stream, most_articles=most, order=order) for most in (100, 5))
    assert len(full) == 13 * 12 / 2
    assert len(led) < 30
    assert as_dict(led).items() <= as_dict(full).items()
    kept = [set(representatives(pairs, preference).tolist()) for pairs in (full, led)]
    assert kept[0] == kept[1] == {12 if within_a_longer_one else int(order[0])}


def test_containment_has_a_direction():
    """A note inside a long report is wholly contained; the report is not."""
    note, report = list(range(20)), list(range(100))
    pairs = find_pairs(WordStream.of([note, report]))
    assert pairs.of_first.tolist() == [1.0]
    assert pairs.of_second.tolist() == [16 / 96]


def test_a_border_inside_an_article_parts_grams():
    """A gram does not reach over what was left out between two stretches."""
    pairs = find_pairs(WordStream.of([[1, 2, 3, BORDER, 4, 5, 6], [1, 2, 3, 4, 5, 6]]))
    assert len(pairs) == 0


def test_large_streams_are_sorted_in_parts(monkeypatch):
    """The parts make the same grams as one pass."""
    rng = np.random.default_rng(0)
    stream = WordStream.of([rng.integers(0, 6, 200).tolist() for _ in range(20)])
    whole = find_pairs(stream, least=0.01)
    monkeypatch.setattr("framing.stats.grams._SORTED_AT_ONCE", 500)
    monkeypatch.setattr("framing.stats.grams._HASHED_AT_ONCE", 300)
    assert as_dict(find_pairs(stream, shared_grams(stream), least=0.01)) == as_dict(whole)


@pytest.mark.parametrize(
    ("containment", "level"),
    [
        (1.0, "copy"),
        (0.8, "copy"),
        (0.79, "substantially derived"),
        (0.3, "substantially derived"),
        (0.1, "shares text"),
        (0.09, ""),
    ],
)
def test_levels(containment, level):
    """.80, .30 and .10 are the borders (docs/methods.md)."""
    assert containment_level(containment) == level


def test_without_enough_that_is_shared_nothing_is_multiplied(monkeypatch):
    """Two texts of 40 words with 7 in common: no pair can reach .10, and that is known before; one reaches 3/36."""
    shared = list(range(7))
    stream = WordStream.of([shared + list(range(100, 133)), shared + list(range(200, 233))])
    assert len(find_pairs(stream, least=3 / 36)) == 1
    monkeypatch.setattr("framing.stats.reuse._matrices", None)
    assert len(find_pairs(stream)) == 0


def pairs_of(*rows):
    """Pairs from (first, second, of_first, of_second)."""
    first, second, x, y = (np.array(column) for column in zip(*rows, strict=True))
    return Pairs(first, second, np.ones(len(rows), np.int64), x, y)


def test_the_contained_article_gives_way():
    """Also where it came first: its text lies in the other."""
    assert representatives(pairs_of((0, 1, 0.95, 0.3)), [0, 1]).tolist() == [1, 1]


def test_of_two_copies_the_preferred_stays():
    """Preference decides only between texts that hold each other."""
    assert representatives(pairs_of((0, 1, 0.9, 0.95)), [0, 1]).tolist() == [0, 0]
    assert representatives(pairs_of((0, 1, 0.9, 0.95)), [1, 0]).tolist() == [1, 1]


def test_chains_of_copies_end_at_one_article():
    """A text in a text in a text."""
    found = representatives(pairs_of((0, 1, 0.9, 0.4), (1, 2, 0.9, 0.4)), [0, 1, 2])
    assert found.tolist() == [2, 2, 2]


def test_circles_of_copies_keep_one_article():
    """However the pairs lie, somebody stays."""
    found = representatives(pairs_of((0, 1, 0.9, 0.9), (1, 2, 0.9, 0.9), (0, 2, 0.9, 0.9)), [2, 0, 1])
    assert len(set(found.tolist())) == 1


def test_a_copy_begins_at_the_limit_itself():
    """.80 is a copy; whoever holds less of the other is none."""
    assert representatives(pairs_of((0, 1, 0.8, 0.3)), [0, 1]).tolist() == [1, 1]
    assert representatives(pairs_of((0, 1, 0.79, 0.3)), [0, 1]).tolist() == [0, 1]


def test_derived_articles_stay():
    """Below .80 nothing gives way, but both are of one group."""
    pairs = pairs_of((0, 1, 0.5, 0.5))
    assert representatives(pairs, [0, 1]).tolist() == [0, 1]
    assert linked_groups(pairs, 3).tolist() == [0, 0, 1]
