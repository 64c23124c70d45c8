"""Texts without an end: what grows with their square would take minutes for the megabyte of a broken export."""

from __future__ import annotations

import time

import numpy as np
import pytest

from framing.annotate.actors import ActorFinder
from framing.annotate.attribution.output import by_place
from framing.annotate.attribution.rules import Rules
from framing.annotate.batching import Annotator
from framing.annotate.negation import polarity
from framing.annotate.terms import TermReader
from framing.records.article import Article

RULES = Rules.load()
SIZE = 250_000
#: CPU seconds; each takes a half or less, and took 10 to 100 where something grew with its square.
MOST = 8

ENDLESS = {
    "a pronoun in every sentence": "He said it was so. ",
    "pronouns behind quotations": "“It is so,” she said. ",
    "a surname that is a pronoun": "He Lifeng said it was so. He said it was late. ",
    "a spokesperson of nobody": "A spokesperson said it. ",
    "asides in one sentence": "as Lund said, ",
    "quoted as saying": "Xinhua quoted Lund as saying ",
    "one country": "US ",
    "one compound": "a-",
    "initials": "A.",
    "quotations that go on": "“so it is\n\n",
    "marks alone": '" ',
    "unpaired marks": "“a ‘b ”c ’d \"e 'f ` ",
    "commas": ", a",
    "brackets": "(a ",
    "letters": "a ",
    "one verb": "said ",
    "combining marks": "\u0301",
    "joiners": "a\u200d",
    "right to left": "שלום \u202e",
    "line breaks": "a\n",
}


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS.keys())
def test_no_text_takes_for_ever(piece: str) -> None:
    """A quarter of a megabyte in one paragraph is read in seconds, with every fourth word a match."""
    article = Article("a", piece * (SIZE // len(piece.encode())))
    start = time.process_time()
    batch = Annotator().annotate([article])
    said = RULES.said(RULES.find(RULES.reader().read(batch)))
    said.speakers(by_place(said.contents()))
    words = np.arange(0, batch.tokens, 4)
    polarity(batch, words, words + 1)
    ActorFinder(RULES.parties).find(batch, said.names, words, words + 1, ["EU"] * len(words))
    TermReader().read(batch)
    assert time.process_time() - start < MOST


def test_many_speakers_in_one_paragraph() -> None:
    """A pronoun behind thousands of names asks the last hundred of them."""
    names = ("Lu" + "".join(chr(97 + number // 26**place % 26) for place in range(3)) for number in range(5000))
    text = "".join(f"{name} said it is late. He said it was so. " for name in names)
    start = time.process_time()
    said = RULES.said(RULES.find(RULES.reader().read(Annotator().annotate([Article("a", text)]))))
    said.speakers(by_place(said.contents()))
    assert time.process_time() - start < MOST
