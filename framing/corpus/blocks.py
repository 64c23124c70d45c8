"""What in a text is not running prose: marked, never removed, and only where it is certain.

A wrongly marked sentence would vanish from every count, while an unmarked caption adds a few words to a rate; so
each rule wants a shape that prose does not have.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from operator import attrgetter

from framing.corpus.credit_lines import KEY, SHOWS, SIGNS, STARTS, credit_kind
from framing.corpus.databases import database_lines
from framing.corpus.datelines import Dateline
from framing.corpus.furniture import END as FURNITURE_END
from framing.corpus.furniture import STARTS as FURNITURE
from framing.corpus.furniture import furniture_kind
from framing.corpus.headings import find_headline, find_subheadings, markdown_heading
from framing.corpus.inserted import find_addresses, find_inserted
from framing.corpus.layout import EDGE, OPENING, Layout
from framing.corpus.page import mark_credits, mark_frame, nobody
from framing.corpus.phrases import Phrases
from framing.corpus.textdate import date_line
from framing.records.article import Block

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"\W+")
#: How sentences end; a line that does, and begins like none of the notices, is a paragraph.
_ENDS = frozenset(".”\"’'!?")
_SHORT = 80
#: A line of a page's frame above the headline ("World", "Ann Lee") is no longer than this.
_LABEL = 30
_ITEMS, _WORDY = frozenset("•*>_"), 5
#: How prose ends that is plainly a paragraph; a question may be a heading.
_PLAIN_ENDS = _ENDS - {"?"}
_SPACES_AND_SIGNS = SIGNS | frozenset(" \t\xa0\u3000")
_CLOSING, _CREDIT = 6, 300
_REPEATED = 3


def find_blocks(
    layout: Layout, title: str, banners: Phrases, is_outlet: Callable[[str], bool] = nobody
) -> tuple[Block, ...]:
    """The blocks of a text, ordered and apart.

    ``title`` is its separate title field, ``banners`` the outlets'; ``is_outlet`` tells whether a line is one's name.
    """
    if not layout.opening:
        return ()
    raw = layout.lines.raw
    candidates = _candidates(raw, banners)
    marked = _marked(layout, candidates, banners) if candidates else {}
    for number in database_lines(raw, candidates):
        marked[number] = Block(*layout.lines.place(number), "banner")
    mark_frame(layout, marked, is_outlet)
    dated = date_line(layout.text)
    stated = [Block(dated.end() - len(dated[0].strip()), dated.end(), "date")] if dated and 0 not in marked else []
    first = 0
    while first in marked:
        first += 1
    headings = _glued_headlines(layout, title, marked)
    if first < len(raw):
        headline = (
            min(layout.glued) if headings else _opening(layout, title, first, dated.end() if dated else 0, marked)
        )
        mark_credits(layout, headline, marked)
        if candidates:
            headings += _subheadings(layout, candidates, marked)
            headings += _markdown_headings(layout, candidates, marked)
    blocks = [*stated, *marked.values(), *headings]
    if layout.dateline is not None:
        blocks += _dateline(layout.dateline, layout.text, marked)
    for inserted in (find_inserted, find_addresses):
        blocks += _apart(inserted(layout), blocks)
    if len(blocks) > 1:
        blocks.sort(key=attrgetter("start"))
    return tuple(blocks)


def _candidates(raw: list[str], banners: Phrases) -> list[int]:
    """The numbers of the lines that are not plainly paragraphs: all that is looked at more closely."""
    starts = _starts(banners)
    # Every line of every text comes by here: the cheapest questions first, and no call but for the few that pass.
    found = [
        number
        for number, words in enumerate(raw)
        if words[-1] not in _PLAIN_ENDS
        or ((key := words[:KEY]) in starts and words.startswith(starts[key]))
        or words[0] in _SPACES_AND_SIGNS
        or words.endswith(FURNITURE_END)
    ]
    found = [number for number in found if raw[number][-1] != "?" or _may_be_heading(raw[number], starts)]
    closing = max(len(raw) - _CLOSING, 0)
    last = "\n".join(raw[closing:])
    if not ("contributed" in last or "m." in last or "The author" in last):
        return found
    credits = [
        number
        for number, words in enumerate(raw[closing:], closing)
        if len(words) <= _CREDIT and (words.endswith("m.") or "contributed" in words or words.startswith("The author"))
    ]
    return sorted({*found, *credits}) if credits else found


@lru_cache(maxsize=8)
def _starts(banners: Phrases) -> dict[str, tuple[str, ...]]:
    """How lines begin that may be a block although they end like a sentence, by their first letters."""
    starts: dict[str, tuple[str, ...]] = {key: (key,) for key in STARTS}
    for start in (*FURNITURE, *SHOWS, *sorted(banners.starts)):
        starts[start[:KEY]] = (*starts.get(start[:KEY], ()), start)
    short = [start for start in FURNITURE if len(start) < KEY]
    return {key: (*found, *(start for start in short if key.startswith(start))) for key, found in starts.items()}


def _may_be_heading(words: str, starts: dict[str, tuple[str, ...]]) -> bool:
    """Whether a question is short, or begins as blocks do."""
    return (
        len(words) <= _SHORT
        or words.startswith((*starts.get(words[:KEY], ()), *FURNITURE))
        or words[0] in _SPACES_AND_SIGNS
    )


def _marked(layout: Layout, candidates: list[int], banners: Phrases) -> dict[int, Block]:
    """The candidates that are credits, captions, bylines, banners or dates, whole lines each."""
    marked: dict[int, Block] = {}
    raw = layout.lines.raw
    last = len(raw) - 1
    for number in candidates:
        words, after = raw[number].strip(), last - number
        kind = credit_kind(words, number, after) or furniture_kind(words, number, after)
        if not kind and (
            ((number < EDGE or after < EDGE) and len(words) < 1000 and banners.match(words))
            or (marked and _is_banner(marked.get(number - 1)) and _goes_on(words))
        ):
            kind = "banner"
        # A hard-wrapped sentence may begin "By Monday Mr Li and": then it goes on below.
        if kind == "byline" and after and raw[number + 1][0].islower():
            kind = ""
        if kind:
            marked[number] = Block(*layout.lines.place(number), kind)
    return marked


def _is_banner(block: Block | None) -> bool:
    return block is not None and block.kind == "banner"


def _goes_on(words: str) -> bool:
    """True for the second line of a newsletter box, such as "Your guide to ..."."""
    return (
        words.startswith(("Your ", "Our ", "Get ", "We’ll ", "We'll ")) and words[-1] not in _ENDS and len(words) < 160
    )


def _opening(layout: Layout, title: str, first: int, after: int, marked: dict[int, Block]) -> int:
    """Mark the headline, or the line that repeats the title: the first line, or one below short lines of the page's.

    The number of its line, or -1.
    """
    seen = 0
    for number in range(first, len(layout.lines)):
        if number in marked:
            continue
        if (seen := seen + 1) > OPENING:
            break
        words = layout.lines.words(number)
        if after and layout.lines.place(number)[0] < after:
            words = layout.text[after : layout.lines.place(number)[1]].lstrip()
        heading = markdown_heading(words)
        if heading:
            words = words[slice(*heading)]
        elif _ends_like_next(layout, number, words):
            marked[number] = Block(*layout.lines.place(number), "banner")
            continue
        kind = "repeat" if title and _same(title, words) else ""
        # Below other lines a name ("Valley Journal Sentinel") or an item of a list is likelier than a brief headline.
        likely = number == first or (words[0] not in _ITEMS and len(words.split()) >= _WORDY)
        if kind or (not title and (heading or (likely and find_headline(layout, number, words, marked)))):
            start, end = layout.lines.place(number)
            end = start + heading[1] if heading else end
            marked[number] = Block(end - len(words), end, kind or "headline")
            return number
        if len(words) > _LABEL:
            break
    return -1


def _ends_like_next(layout: Layout, number: int, words: str) -> bool:
    """Whether a menu that ran into a headline stands before that: "HomeWorldMills to close", then "Mills to close"."""
    following = layout.lines.words(number + 1) if number + 1 < len(layout.lines) else ""
    return len(following) > _LABEL and len(words) > len(following) and words.endswith(following)


def _glued_headlines(layout: Layout, title: str, marked: dict[int, Block]) -> list[Block]:
    """The headline that shares its line with the day, which alone stays marked as such."""
    if not layout.glued:
        return []
    number = min(layout.glued)
    start, end = layout.lines.place(number)
    behind = start + layout.glued[number]
    marked[number] = Block(behind, end, "date")
    kind = "repeat" if title and _same(title, layout.text[start:behind]) else "subheading" if title else "headline"
    return [Block(start, behind, kind)]


def _subheadings(layout: Layout, candidates: list[int], marked: dict[int, Block]) -> Iterator[Block]:
    """The subheadings; what says the same three times is the page's, or the name of who speaks next."""
    numbers = list(find_subheadings(layout, candidates, marked))
    if not numbers:
        return
    said = Counter(map(layout.lines.words, numbers))
    for number in numbers:
        kind = "banner" if said[layout.lines.words(number)] >= _REPEATED else "subheading"
        yield Block(*layout.lines.place(number), kind)


def _markdown_headings(layout: Layout, candidates: list[int], marked: dict[int, Block]) -> Iterator[Block]:
    for number in candidates:
        if number not in marked and (heading := markdown_heading(layout.lines.words(number))):
            start = layout.lines.place(number)[0]
            yield Block(start + heading[0], start + heading[1], "subheading")


def _dateline(found: Dateline, text: str, marked: dict[int, Block]) -> Iterator[Block]:
    if not any(block.start <= found.start < block.end for block in marked.values()):
        yield Block(found.start, found.start + len(text[found.start : found.end].rstrip()), "dateline")


def _apart(found: Iterable[Block], blocks: list[Block]) -> list[Block]:
    """Those that overlap none of ``blocks``, which do not overlap each other; there may be very many of both."""
    ends: list[int] | None = None
    apart = []
    for one in found:
        if ends is None:
            blocks = sorted(blocks, key=attrgetter("start"))
            ends = [block.end for block in blocks]
        behind = bisect_right(ends, one.start)
        if behind == len(blocks) or one.end <= blocks[behind].start:
            apart.append(one)
    return apart


def _letters(words: str) -> str:
    return _LETTERS.sub("", words).casefold()


def _may_be_same(one: str, other: str) -> bool:
    """Whether two texts that begin so may hold the same letters: most do not, and that costs less to see."""
    return one == other or not (one.isalnum() and other.isalnum()) or one.casefold()[0] == other.casefold()[0]


def _same(title: str, words: str) -> bool:
    """True if a line says what the title says, give or take a word or two."""
    if len(words) > 2 * len(title) + 20:
        return False
    if words == title or (_may_be_same(title[0], words[0]) and _letters(title) == _letters(words)):
        return True
    if words[-1] in '.!”"':
        return False
    one, other = ({word.casefold() for word in _WORD.findall(text)} for text in (title, words))
    return len(one) > 4 and len(one & other) >= 0.8 * len(one | other)
