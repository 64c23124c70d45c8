"""Menus: rows of lines of a few words, above and below an article and, where they are long, in the middle of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from framing.corpus.pages.headings import ends_sentence, is_wrapped
from framing.corpus.pages.layout import Layout

#: A menu at an edge has so many lines in a row, each of so many words and letters at most.
ROW, ITEM, _WORDS = 4, 32, 3
#: The same of a box that a page put into its article: no list of prose has so many items that short.
_BOX, _ENTRY, _ENTRY_WORDS = 12, 48, 6


def find_menus(layout: Layout, edges: list[int], marked: Collection[int]) -> Iterator[int]:
    """Rows of short lines, with what is ``marked`` among them; the last of a row above the prose may be a headline."""
    row: list[int] = []
    for number in (*edges, -1):
        words = layout.lines.words(number) if number >= 0 else ""
        follows = bool(row) and all(between in marked for between in range(row[-1] + 1, number))
        if row and not follows:
            yield from row if len(row) >= ROW else ()
            row = []
        if words and _is_item(words, ITEM, _WORDS):
            row.append(number)
        elif row:
            yield from row if len(row) >= ROW else ()
            row = []


def find_boxes(layout: Layout, candidates: list[int]) -> Iterator[int]:
    """Long rows of short lines among the ``candidates``, wherever they stand: courses, offers, tables of figures."""
    if len(candidates) < _BOX:
        return
    row: list[int] = []
    short = [number for number in candidates if len(layout.lines.raw[number]) <= _ENTRY]
    for number in (*short, -1):
        if row and number != row[-1] + 1:
            yield from row if len(row) >= _BOX and not is_wrapped(layout) else ()
            row = []
        if number >= 0 and _is_item(layout.lines.words(number), _ENTRY, _ENTRY_WORDS):
            row.append(number)


def _is_item(words: str, letters: int, count: int) -> bool:
    return len(words) <= letters and len(words.split()) <= count and not ends_sentence(words)
