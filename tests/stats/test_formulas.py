"""Formulas: maximal strings, printed by several outlets that do not share text otherwise."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.stats.formulas import find_formulas, prune_formulas
from framing.stats.grams import WordStream, shared_grams

ARTICLES = st.lists(st.lists(st.integers(0, 2), max_size=25), min_size=2, max_size=5)


def formulas_of(articles, outlet=None, group=None):
    """Strings with the set of their places."""
    stream = WordStream.of(articles)
    numbers = np.arange(len(articles))
    found = find_formulas(
        stream,
        shared_grams(stream),
        numbers if outlet is None else np.array(outlet),
        numbers if group is None else np.array(group),
    )
    out = {}
    for words, a, b in zip(found.words.tolist(), found.first[:-1].tolist(), found.first[1:].tolist(), strict=True):
        places = found.position[a:b]
        strings = {tuple(stream.word[p : p + words].tolist()) for p in places}
        assert len(strings) == 1
        out[strings.pop()] = set(places.tolist())
    return out, stream


def plain(articles):
    """All maximal strings of five words and more in two articles, the slow way."""
    stream = WordStream.of(articles)
    word = stream.word.tolist()
    places = {}
    for start in range(len(word)):
        for end in range(start + 5, len(word) + 1):
            if -1 in word[start:end]:
                break
            places.setdefault(tuple(word[start:end]), set()).add(start)
    article = {p: int(stream.article_of(np.array([p]))[0]) for p in range(len(word))}
    out = {}
    for string, where in places.items():
        if len({article[p] for p in where}) < 2:
            continue
        after = {word[p + len(string)] for p in where}
        before = {word[p - 1] if p else -1 for p in where}
        grows = [side for side in (after, before) if len(side) == 1 and side != {-1}]
        if not grows:
            out[string] = where
    return out


@settings(max_examples=120, deadline=None)
@given(ARTICLES)
def test_formulas_are_the_maximal_strings(articles):
    """Every formula is a maximal repeat, and each gram's own maximal repeat is found."""
    found, _ = formulas_of(articles)
    truth = plain(articles)
    assert set(found) <= set(truth)
    assert all(found[string] == truth[string] for string in found)
    for string in truth:
        assert any(set(truth[string]) <= set(found[other]) or len(other) >= 5 for other in found)


def test_a_formula_grows_to_the_longest_shared_string():
    """Seven words that two outlets print are one formula of seven words."""
    found, _ = formulas_of([[9, 1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 2, 3, 4, 5, 6, 7, 10]])
    assert list(found) == [(1, 2, 3, 4, 5, 6, 7)]


def test_one_outlet_alone_makes_no_formula():
    """A phrase that only one outlet repeats does not travel."""
    assert formulas_of([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]], outlet=[0, 0])[0] == {}


def test_articles_that_share_text_count_once():
    """What only a copy repeats does not travel either."""
    assert formulas_of([[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]], group=[0, 0])[0] == {}


def test_pruning_keeps_the_travelling_core():
    """The core that three print stays; the variant of two with one word more goes; chance strings go."""
    articles = [[1, 2, 3, 4, 5, 6, 7], [8, 2, 3, 4, 5, 6, 7], [2, 3, 4, 5, 6, 9]]
    stream = WordStream.of(articles)
    found = find_formulas(stream, shared_grams(stream), np.arange(3), np.arange(3))
    assert prune_formulas(found, stream, np.ones(10, bool)).words.tolist() == [5]
    assert len(prune_formulas(found, stream, np.zeros(10, bool))) == 0


def test_pruning_drops_what_is_hardly_printed_without_the_rest():
    """Centers for Disease Control and (Prevention)."""
    long, short = [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5]
    articles = [[*long, 10 + i] for i in range(4)] + [[*short, 20]]
    stream = WordStream.of(articles)
    found = find_formulas(stream, shared_grams(stream), np.arange(5), np.arange(5))
    assert sorted(found.words.tolist()) == [5, 6]
    assert prune_formulas(found, stream, np.ones(30, bool)).words.tolist() == [6]
