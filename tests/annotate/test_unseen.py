"""Signs that nobody sees, and those of Markdown round a word, neither part words nor are words."""

from __future__ import annotations

import pytest

import framing as fr

TERMS = ["trade row", "bullying"]


def found(text: str) -> tuple[list[str], int]:
    """What a concordance finds of the terms, and how many words the text has."""
    article = fr.Article("a", text)
    words = fr.score([article], "generic-news").words["words"].sum()
    return [text[row.start : row.end] for row in fr.kwic([article], TERMS).itertuples()], int(words)


@pytest.mark.parametrize("unseen", list("\u200b\u200e\u200f\u061c\u202c\u2068\u2069\u2060\ufeff\ufe0f\u00ad"))
def test_what_nobody_sees_parts_nothing(unseen: str) -> None:
    """Between the words of a phrase, beside a mark and inside a word."""
    text = f"A trade{unseen} row, {unseen}trade {unseen}row{unseen}; bul{unseen}lying."
    assert found(text) == ([f"trade{unseen} row", f"trade {unseen}row", f"bul{unseen}lying"], 6)


def test_the_signs_of_markdown_are_no_part_of_a_word() -> None:
    """An underscore inside a name is."""
    assert found("The _trade row_ is __bullying__, says bullying_desk. ____ ❤\ufe0f") == (["trade row", "bullying"], 7)


def test_a_sentence_ends_before_what_nobody_sees() -> None:
    """And quotation marks beside it are what they are."""
    text = "It rained.\u200b Ann Lee said: \u200e“It is bullying.”\u200f\u200e She left."
    quote = fr.quotes([fr.Article("a", text)]).iloc[0]
    assert (quote.voice, quote.speaker, quote.text) == ("quoted", "Ann Lee", "It is bullying")
