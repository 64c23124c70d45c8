"""Where the search begins changes nothing but the work."""

from __future__ import annotations

import random

import numpy as np
import pytest

from framing.annotate.batching import Annotator
from framing.lexicon import matcher as matching
from framing.lexicon.anchors import choose_anchors
from framing.lexicon.matcher import Matcher
from framing.lexicon.reading import load_codebook
from tests.hostile import hostile_article, hostile_codebook


@pytest.mark.parametrize("seed", range(8))
def test_any_anchor_finds_the_same(monkeypatch, seed: int):
    """Anchors by counts that are made up, for entries of words, phrases and gaps."""
    chance, codebook = random.Random(seed), hostile_codebook()
    articles = [hostile_article(chance, str(i)) for i in range(30)]
    batch = Annotator().annotate(articles)
    expected = Matcher(codebook).candidates(batch)
    made_up = np.random.default_rng(seed)

    def anywhere(compiled, counts):
        return choose_anchors(compiled, made_up.integers(0, 50, len(counts)))

    monkeypatch.setattr(matching, "choose_anchors", anywhere)
    found = Matcher(codebook).candidates(batch)
    assert len(expected)
    for name in ("start", "end", "entry"):
        assert getattr(found, name).tolist() == getattr(expected, name).tolist()


@pytest.mark.parametrize("seed", range(8))
def test_the_sieve_loses_nothing(monkeypatch, seed: int):
    """With every anchor let through, and with probes in a made-up order, the same is found; most is kept out."""
    chance, codebook = random.Random(seed), hostile_codebook()
    batch = Annotator().annotate([hostile_article(chance, str(i)) for i in range(30)])
    expected = Matcher(codebook).candidates(batch)
    made_up, choose, sieve = np.random.default_rng(seed), matching.choose_probes, matching.sieve
    let_through = []

    def anyhow(compiled, words, anchors, counts, tokens):
        return choose(compiled, words, anchors, made_up.integers(0, tokens, len(counts)), tokens)

    def open_sieve(batch, signatures, probes, one, several):
        single, passed = sieve(batch, signatures, probes, one, several)
        anchors = (anchoring.count[batch.word_id].nonzero()[0] for anchoring in (one, several))
        everywhere, everything = (a.at(batch.word_id, t) for a, t in zip((one, several), anchors, strict=True))
        let_through.append((len(passed[0]), len(everything[0])))
        assert single[0].tolist() == everywhere[0].tolist()
        return single, everything

    for name, other in (("choose_probes", anyhow), ("sieve", open_sieve)):
        monkeypatch.setattr(matching, name, other)
        found = Matcher(codebook).candidates(batch)
        for column in ("start", "end", "entry"):
            assert getattr(found, column).tolist() == getattr(expected, column).tolist()
    assert all(passed < there for passed, there in let_through)


def test_the_rarest_word_is_the_anchor():
    """By the counts; where they are equal, the word that is less common by itself."""
    matcher = Matcher(load_codebook("us-china-trade"))
    compiled = matcher.compiled
    by_chance = choose_anchors(compiled, np.zeros(len(compiled.atoms), np.int64)).slot
    assert (compiled.chance[np.arange(len(by_chance)), by_chance] == 0).all()
    entry = int(np.flatnonzero(compiled.length == 2)[0])
    first, second = compiled.slots[entry, :2].tolist()
    counts = np.ones(len(compiled.atoms), np.int64)
    for rare, slot in ((first, 0), (second, 1)):
        counts[[first, second]] = 9
        counts[rare] = 3
        assert choose_anchors(compiled, counts).slot[entry] == slot
