"""What in a text is not running prose: marked, never removed, and only where it is certain.

A wrongly marked sentence would vanish from every count, while an unmarked caption adds a few words to a rate; so
each rule wants a shape that prose does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.corpus.credit_lines import credit_kind
from framing.corpus.headings import find_headline, find_subheadings
from framing.corpus.layout import Layout
from framing.corpus.lines import Line
from framing.corpus.phrases import Phrases
from framing.corpus.textdate import date_line
from framing.records.article import Block

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"\W+")


def find_blocks(layout: Layout, title: str, banners: Phrases) -> tuple[Block, ...]:
    """The blocks of a text, ordered and apart; ``title`` is its separate title field, ``banners`` the outlets'."""
    if not layout.lines:
        return ()
    dated = date_line(layout.text)
    marked: dict[int, Block] = {}
    for number, line in enumerate(layout.lines):
        kind = _kind(line, number, len(layout.lines), banners)
        if kind:
            marked[number] = Block(line.start, line.end, kind)
    first = next((number for number in range(len(layout.lines)) if number not in marked), None)
    blocks = list(marked.values())
    if dated and 0 not in marked:
        blocks.append(Block(dated.start() + len(dated[0]) - len(dated[0].lstrip()), dated.end(), "date"))
    if first is not None:
        blocks += _opening(layout, title, first, dated.end() if dated else 0, marked)
    blocks += _dateline(layout, marked)
    return tuple(sorted(blocks, key=lambda block: block.start))


def _kind(line: Line, number: int, count: int, banners: Phrases) -> str:
    at_edge = number < 12 or number >= count - 12
    if at_edge and len(line.words) < 1000 and banners.match(line.words):
        return "banner"
    return credit_kind(line.words, number, count - number - 1)


def _opening(layout: Layout, title: str, first: int, after: int, marked: dict[int, Block]) -> Iterator[Block]:
    """The headline (or the line that repeats the title), and the subheadings after it."""
    line = layout.lines[first]
    line = line if line.start >= after else _rest(layout, line, after)
    if title:
        if _same(title, line.words):
            marked[first] = Block(line.start, line.end, "repeat")
            yield marked[first]
    elif find_headline(layout, first, line):
        marked[first] = Block(line.start, line.end, "headline")
        yield marked[first]
    for number in find_subheadings(layout, set(marked)):
        where = layout.lines[number]
        marked[number] = Block(where.start, where.end, "subheading")
        yield marked[number]


def _rest(layout: Layout, line: Line, after: int) -> Line:
    words = layout.text[after : line.end].lstrip()
    return Line(line.end - len(words), line.end, words)


def _dateline(layout: Layout, marked: dict[int, Block]) -> Iterator[Block]:
    found = layout.dateline
    if found is None or any(block.start <= found.start < block.end for block in marked.values()):
        return
    # Without a dash only brackets with a tag in capitals, as in "(CNN)", are surely no part of the sentence.
    if found.dashed or found.tag.isupper():
        end = found.end - len(layout.text[found.start : found.end]) + len(layout.text[found.start : found.end].rstrip())
        yield Block(found.start, end, "dateline")


def _same(title: str, words: str) -> bool:
    """True if a line says what the title says, give or take a word or two."""
    if len(words) > 2 * len(title) + 20:
        return False
    if _LETTERS.sub("", title).casefold() == _LETTERS.sub("", words).casefold():
        return True
    one, other = ({word.casefold() for word in _WORD.findall(text)} for text in (title, words))
    return len(one) > 4 and words[-1] not in ".!”\"" and len(one & other) >= 0.8 * len(one | other)
