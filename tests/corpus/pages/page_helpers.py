"""A web page of some lines as an article, and what of it is scored."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus_helpers import read

from framing.records.article import SCORED_BLOCKS, Article

Write = Callable[[str, str | bytes], Path]

PROSE = (
    "Weavers and dockers met on Tuesday to talk about the levy that has closed four mills since the spring, and both sides say that they will meet again before the summer if the port keeps still.",
    "Nobody expects an end before the autumn, and the port has told its crews to stay at home until further notice, as it did when the first of the mills closed its gates in the winter of that year.",
)
HEADLINE = "Weavers and dockers agree to meet again"


def page(write: Write, *lines: str) -> Article:
    """The article that a page of these lines is."""
    (article,) = read(write("a.txt", "\n".join(lines) + "\n")).articles
    return article


def scored(article: Article) -> list[str]:
    """The lines of which at least one letter is scored, headlines and subheadings among them."""
    shown = [(block.start, block.end) for block in article.blocks if block.kind not in SCORED_BLOCKS]
    letters = "".join(
        " " if letter != "\n" and any(a <= at < b for a, b in shown) else letter
        for at, letter in enumerate(article.text)
    )
    return [line.strip() for line in letters.split("\n") if line.strip()]
