"""The stream of words that reuse compares: held against one that is made token by token."""

from __future__ import annotations

import random

import numpy as np
import pytest

from framing.records.article import Article, Block
from framing.records.batch import BODY, LEAD, TEXT, Batch
from framing.stats.grams import BORDER
from framing.study.bridge.groups import batches_of
from framing.study.wording.wordstream import positions_of_tokens, read_words, stream_sizes
from tests.hostile import hostile_article


def plain_stream(batch: Batch) -> tuple[list[int], list[int]]:
    """The token of each entry, and how many entries each article has."""
    tokens = np.arange(batch.tokens)
    fields, places = batch.field_of(tokens), batch.place_of(tokens)
    entries, sizes = [], []
    for article in range(len(batch.articles)):
        before, own = None, []
        for token in tokens[batch.field_article[fields] == article].tolist():
            if places[token] in (LEAD, BODY) and batch.field_kind[fields[token]] == TEXT:
                own += [BORDER] if before is not None and token > before + 1 else []
                own.append(before := token)
        entries += [*own, BORDER]
        sizes.append(len(own) + 1)
    return entries, sizes


@pytest.mark.parametrize("seed", range(12))
def test_every_stretch_is_there_once_with_a_border_behind_it(seed: int) -> None:
    """Whatever stands between: titles, blocks, articles without a word."""
    chance = random.Random(seed)
    articles = [hostile_article(chance, f"a{i}") for i in range(15)]
    for batch in batches_of(articles):
        entries, sizes = plain_stream(batch)
        assert positions_of_tokens(batch).tolist() == entries
        assert stream_sizes(batch).tolist() == sizes


def test_captions_part_the_words_around_them() -> None:
    """Words on both sides of what is not prose are not neighbours."""
    caption = Block(11, 24, "caption")
    stream, numbers = read_words(
        [Article("a", "Mills shut.\nA closed mill\nThey wait.", blocks=(caption,)), Article("b", "")]
    )
    names = {number: word for word, number in numbers.items()}
    assert [names.get(number, "|") for number in stream.word.tolist()] == [
        "mills",
        "shut",
        "|",
        "they",
        "wait",
        "|",
        "|",
    ]
