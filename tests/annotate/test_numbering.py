"""Every word and gap gets the number of what it says, whatever slots are taken and however odd the pieces are."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from framing.annotate import keycache, numbering
from framing.annotate.batching import Annotator
from framing.records.article import Article
from framing.records.batch import Batch
from tests.hostile import hostile_article

WORDS = [
    "a",
    "to",
    "tariffs",
    "eight888",
    "tariffs’",
    "nineteen9",
    "sixteenletters16",
    "x" * 17,
    "x" * 300,
    "善善",
    "é",
]
GAPS = ["\x00", "\n\x00", " \x00", "\x00" * 8, ". . . . . . . . . .", " ", "  ", "\n\n", "-", "!"]


def odd_articles(chance: random.Random, number: int) -> list[Article]:
    """Articles of pieces on both sides of eight and sixteen bytes, with zero bytes between them."""
    texts = ["".join(chance.choice(WORDS + GAPS) for _ in range(chance.randint(1, 60))) for _ in range(number)]
    return [Article(str(i), f"x{text}") for i, text in enumerate(texts)]


def written(batch: Batch) -> tuple[list[str], list[str]]:
    """The words and gaps of a batch as they stand in its buffer."""
    edges = np.concatenate(([0], np.stack((batch.word_start, batch.word_end), 1).ravel(), [len(batch.buffer)])).tolist()
    pieces = [batch.buffer[a:b].decode() for a, b in pairwise(edges)]
    return pieces[1::2], pieces[0::2]


def assert_numbered(batch: Batch) -> None:
    """What the numbers say is what is written, and the gaps said to be odd are all that are no single space."""
    words, gaps = written(batch)
    assert [batch.pieces[i] for i in batch.word_id.tolist()] == words
    assert [batch.pieces[i] for i in batch.gap_id.tolist()] == gaps
    assert {i for i, gap in enumerate(gaps) if gap != " "} <= set(batch.odd_gaps.tolist())
    assert batch.odd_gaps.tolist() == sorted(set(batch.odd_gaps.tolist()))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("bits", [2, 17])
def test_numbers_say_what_is_written(monkeypatch, seed: int, bits: int):
    """In steps of seven pieces, with four slots for all and with many."""
    monkeypatch.setattr(keycache, "_SHORT_BITS", bits)
    monkeypatch.setattr(keycache, "_LONG_BITS", bits)
    monkeypatch.setattr(numbering, "_STEP", 7)
    chance = random.Random(seed)
    annotator = Annotator()
    for _ in range(4):
        assert_numbered(annotator.annotate(odd_articles(chance, 5)))
        assert_numbered(annotator.annotate([replace(hostile_article(chance, str(i)), blocks=()) for i in range(5)]))
    assert len(annotator.vocabulary.pieces) == len(set(annotator.vocabulary.pieces))


def test_texts_without_a_word():
    """Nothing but gaps is one gap."""
    batch = Annotator().annotate([Article("a", " … "), Article("b", "\x00")])
    assert batch.tokens == 0
    assert len(batch.gap_id) == len(batch.odd_gaps) == 1


def test_stretches_are_cut_at_fields(monkeypatch):
    """Where the buffer is read in stretches, no word is lost or cut."""
    articles = odd_articles(random.Random(9), 40)
    whole = Annotator().annotate(articles)
    monkeypatch.setattr("framing.annotate.pieces._STRETCH", 16)
    parts = Annotator().annotate(articles)
    assert parts.word_start.tolist() == whole.word_start.tolist()
    assert parts.word_end.tolist() == whole.word_end.tolist()
