"""What in a text is not running prose: marked, never removed, and only where it is certain.

A wrongly marked sentence would vanish from every count, while an unmarked caption adds a few words to a rate; so
each rule wants a shape that prose does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.corpus.credit_lines import BEGINNINGS, credit_kind
from framing.corpus.headings import find_headline, find_subheadings
from framing.corpus.layout import EDGE, Layout
from framing.corpus.lines import Line
from framing.corpus.phrases import KEY as PHRASE_KEY
from framing.corpus.phrases import Phrases
from framing.corpus.textdate import date_line
from framing.records.article import Block

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"\W+")
#: How sentences end; a line that does, and begins like none of the notices, is a paragraph.
_ENDS = frozenset(".”\"’'!?")
_SHORT = 80
_KEY = 3
_STARTS = frozenset(words[:_KEY] for words in BEGINNINGS)
_SIGNS = frozenset(words for words in BEGINNINGS if len(words) == 1) | frozenset(" \t\xa0\u3000")
_CLOSING = 6


def find_blocks(layout: Layout, title: str, banners: Phrases) -> tuple[Block, ...]:
    """The blocks of a text, ordered and apart; ``title`` is its separate title field, ``banners`` the outlets'."""
    if not layout.opening:
        return ()
    candidates = _candidates(layout, banners)
    marked = _marked(layout, candidates, banners)
    blocks = list(marked.values())
    dated = date_line(layout.text)
    if dated and 0 not in marked:
        blocks.append(Block(dated.end() - len(dated[0].strip()), dated.end(), "date"))
    first = next((number for number in range(len(layout.lines)) if number not in marked), None)
    if first is not None:
        blocks += _opening(layout, title, first, dated.end() if dated else 0, marked)
        blocks += _subheadings(layout, candidates, marked)
    blocks += _dateline(layout, marked)
    return tuple(sorted(blocks, key=lambda block: block.start))


def _candidates(layout: Layout, banners: Phrases) -> list[int]:
    """The numbers of the lines that are not plainly paragraphs: all that is looked at more closely."""
    raw = layout.lines.raw
    starts = banners.starts
    closing = len(raw) - _CLOSING
    return [
        number
        for number, words in enumerate(raw)
        if words[-1] not in _ENDS
        or words[:_KEY] in _STARTS
        or words[:PHRASE_KEY] in starts
        or words[0] in _SIGNS
        or (words[-1] == "?" and len(words) <= _SHORT)
        or (number >= closing and ("contributed" in words or words.endswith("m.")))
    ]


def _marked(layout: Layout, candidates: list[int], banners: Phrases) -> dict[int, Block]:
    """The candidates that are credits, captions, bylines, banners or dates, whole lines each."""
    marked: dict[int, Block] = {}
    count = len(layout.lines)
    for number in candidates:
        line = layout.lines[number]
        kind = credit_kind(line.words, number, count - number - 1)
        at_edge = number < EDGE or number >= count - EDGE
        if not kind and at_edge and len(line.words) < 1000 and banners.match(line.words):
            kind = "banner"
        if not kind and number - 1 in marked and marked[number - 1].kind == "banner" and _goes_on(line.words):
            kind = "banner"
        # A hard-wrapped sentence may begin "By Monday Mr Li and": then it goes on below.
        if kind == "byline" and number + 1 < count and layout.lines.raw[number + 1][0].islower():
            kind = ""
        if kind:
            marked[number] = Block(line.start, line.end, kind)
    return marked


def _goes_on(words: str) -> bool:
    """True for the second line of a newsletter box, such as "Your guide to ..."."""
    return (
        words.startswith(("Your ", "Our ", "Get ", "We’ll ", "We'll ")) and words[-1] not in _ENDS and len(words) < 160
    )


def _opening(layout: Layout, title: str, first: int, after: int, marked: dict[int, Block]) -> Iterator[Block]:
    """The headline, or the line that repeats the title."""
    line = layout.lines[first]
    if line.start < after:
        words = layout.text[after : line.end].lstrip()
        line = Line(line.end - len(words), line.end, words)
    kind = "headline" if not title and find_headline(layout, first, line) else ""
    kind = "repeat" if title and _same(title, line.words) else kind
    if kind:
        marked[first] = Block(line.start, line.end, kind)
        yield marked[first]


def _subheadings(layout: Layout, candidates: list[int], marked: dict[int, Block]) -> Iterator[Block]:
    for number in find_subheadings(layout, [n for n in candidates if n not in marked], marked.keys()):
        line = layout.lines[number]
        yield Block(line.start, line.end, "subheading")


def _dateline(layout: Layout, marked: dict[int, Block]) -> Iterator[Block]:
    found = layout.dateline
    if found is None or any(block.start <= found.start < block.end for block in marked.values()):
        return
    yield Block(found.start, found.start + len(layout.text[found.start : found.end].rstrip()), "dateline")


def _same(title: str, words: str) -> bool:
    """True if a line says what the title says, give or take a word or two."""
    if len(words) > 2 * len(title) + 20:
        return False
    if _LETTERS.sub("", title).casefold() == _LETTERS.sub("", words).casefold():
        return True
    one, other = ({word.casefold() for word in _WORD.findall(text)} for text in (title, words))
    return len(one) > 4 and words[-1] not in '.!”"' and len(one & other) >= 0.8 * len(one | other)
