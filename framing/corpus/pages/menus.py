"""Menus: rows of lines of a few words, above and below an article and, where they are long, in the middle of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from framing.corpus.pages.layout import Layout
from framing.corpus.pages.lines import ends_sentence

#: A menu at an edge has so many lines in a row, each of so many letters and words at most.
ROW, ITEM, _WORDS = 4, 32, 3
#: The same of a box that a page put into its article: no list of prose has so many items that short.
_BOX, _ENTRY, _ENTRY_WORDS = 12, 48, 6


def find_menus(layout: Layout, edges: list[int], marked: Collection[int]) -> Iterator[int]:
    """Rows of short lines, with what is ``marked`` among them; the last of a row above the prose may be a headline."""
    for row in _rows(layout, edges, ITEM, _WORDS, marked):
        yield from row if len(row) >= ROW else ()


def find_boxes(layout: Layout, candidates: list[int]) -> Iterator[int]:
    """Long rows of short lines among the ``candidates``, wherever they stand: courses, offers, tables of figures."""
    if len(candidates) < _BOX:
        return
    short = [number for number in candidates if len(layout.lines.raw[number]) <= _ENTRY]
    for row in _rows(layout, short, _ENTRY, _ENTRY_WORDS):
        yield from row if len(row) >= _BOX and not layout.wrapped else ()


def _rows(
    layout: Layout, numbers: Iterable[int], letters: int, count: int, among: Collection[int] = ()
) -> Iterator[list[int]]:
    """Those of the lines that are no sentence and no longer, side by side but for others that stand ``among`` them."""
    row: list[int] = []
    for number in numbers:
        words = layout.lines.words(number)
        item = len(words) <= letters and len(words.split()) <= count and not ends_sentence(words)
        if row and not (item and all(other in among for other in range(row[-1] + 1, number))):
            yield row
            row = []
        if item:
            row.append(number)
    yield row
