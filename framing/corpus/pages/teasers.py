"""Teasers: the titles of other articles, and their labels, below the last sentence of an article."""

from __future__ import annotations

import re
from collections.abc import Collection

from framing.corpus.pages.headings import title_case
from framing.corpus.pages.labels import is_button, is_more
from framing.corpus.pages.layout import Layout
from framing.corpus.pages.lines import ends_sentence
from framing.records.article import Block

#: A teaser below an article has at most so many words and letters.
_TEASER_WORDS, _TEASER = 14, 100
#: So many titles in a row need no label.
_TITLES = 4
#: What a sentence tells that ends without a stop.
_TOLD = re.compile(r"^(?:It|He|She|They|There)\b|\b(?:was|were|is|are|has|had)\b")
#: The title of another article below a label that says so has at most so many.
_TITLE_WORDS, _TITLE = 22, 140
_LABEL_WORDS = 3
#: An item of a list, and no label.
_LISTED = re.compile(r"(?:[•*▪◦–—-]|\d{1,2}[.)])\s*\S+(?:\s+\S+){3}")


def mark_teasers(layout: Layout, marked: dict[int, Block]) -> None:
    """Mark the teasers below the last sentence of a text."""
    if 1 < layout.bottom < len(layout.lines) and (teasers := _find(layout, marked)) and not layout.wrapped:
        for number in teasers:
            marked[number] = layout.block(number, "banner")


def _find(layout: Layout, marked: Collection[int]) -> list[int]:
    """Teasers and labels below the last sentence: labels of three words, titles, and what stands below a button."""
    listed, others, found = False, False, []
    row: list[int] = []
    for number in range(layout.bottom, len(layout.lines)):
        words = layout.lines.words(number)
        # A longer line is a label of nothing, and no teaser.
        label = len(words) <= _TITLE and is_more(words)
        others = others or label
        if number in marked:
            listed = listed or others or is_button(words) or not any(map(str.isalpha, words))
        elif len(words) <= _TITLE:
            listed = listed or others or (words[-1] == ":" and len(words.split()) <= _LABEL_WORDS)
            if label or _is_teaser(words, listed, others):
                found.append(number)
            elif not listed and _is_title(words):
                row.append(number)
                continue
        if row:
            found += _titles(layout, row)
            row = []
    return [*found, *(_titles(layout, row) if row else ())]


def _titles(layout: Layout, row: list[int]) -> list[int]:
    """The lines of a row that is long enough; a box of facts, whose lines tell what was or is, is none."""
    told = sum(_TOLD.search(words) is not None for words in map(layout.lines.words, row))
    return row if len(row) >= _TITLES and 2 * told < len(row) else []


def _is_title(words: str) -> bool:
    """Whether a line below an article may be the title of another: of several in a row, all are."""
    return (
        _is_teaser(words, listed=True, others=True) and len(words.split()) > _LABEL_WORDS and not _LISTED.match(words)
    )


def _is_teaser(words: str, listed: bool, others: bool) -> bool:
    """Whether a line below an article is a teaser; below a label of ``others`` it may be longer, and an item."""
    count = len(words.split())
    longest, most = (_TITLE, _TITLE_WORDS) if others else (_TEASER, _TEASER_WORDS)
    return (
        len(words) <= longest
        and count <= most
        and not words[0].islower()
        and words[0] != "#"
        and not ends_sentence(words)
        and words[-1] not in ",;\"'”’"
        and not (words[-1] == ":" and count > _LABEL_WORDS)
        and (others or not _LISTED.match(words))
        and (count <= _LABEL_WORDS or listed or title_case(words))
    )
