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

from framing.corpus.pages.bylines import mark_writers
from framing.corpus.pages.credit_lines import KEY, SHOWS, SIGNS, STARTS, credit_kind
from framing.corpus.pages.databases import BYLINE, database_lines
from framing.corpus.pages.datelines import Dateline
from framing.corpus.pages.furniture import END as FURNITURE_END
from framing.corpus.pages.furniture import STARTS as FURNITURE
from framing.corpus.pages.furniture import furniture_kind, link_behind
from framing.corpus.pages.headings import find_subheadings, markdown_heading
from framing.corpus.pages.inserted import find_addresses, find_inserted
from framing.corpus.pages.layout import CLOSING, EDGE, Layout, kind_at
from framing.corpus.pages.lines import ENDS, PLAIN_ENDS
from framing.corpus.pages.menus import find_boxes
from framing.corpus.pages.notices import BOX, box_end
from framing.corpus.pages.offers import find_offers
from framing.corpus.pages.opening import glued_headlines, mark_headline, mark_leads
from framing.corpus.pages.phrases import Phrases
from framing.corpus.pages.surroundings import mark_frame, nobody
from framing.corpus.pages.teasers import mark_teasers
from framing.records.article import Block

_SHORT = 80
_SPACES_AND_SIGNS = SIGNS | frozenset(" \t\xa0\u3000")
_CREDIT = 300
_REPEATED = 3
#: A text with an offer in it has so many lines of the page's.
_BOXED = 3
#: A label above the headline of another article.
_LINKS = re.compile(r"(?:Related|Read|More|See|Also)(?: \w+){0,2}:", re.IGNORECASE)


def find_blocks(
    layout: Layout, title: str, banners: Phrases, is_outlet: Callable[[str], object] = nobody
) -> tuple[Block, ...]:
    """The blocks of a text, ordered and apart.

    ``title`` is its separate title field, ``banners`` the outlets'; ``is_outlet`` tells whether a line is one's name.
    """
    day = layout.stated
    stated = [Block(day.end(1) - len(day[0].strip()), day.end(1), "date")] if day else []
    if not layout.opening:
        return tuple(stated)
    raw = layout.lines.raw
    candidates = _candidates(raw, banners)
    marked = _marked(layout, candidates, banners) if candidates else {}
    for number in database_lines(raw, candidates):
        kind = "byline" if raw[number].lstrip().startswith(BYLINE) else "banner"
        marked[number] = layout.block(number, kind)
    mark_frame(layout, marked, is_outlet)
    boxed = [*find_offers(layout, marked)] if len(marked) >= _BOXED else []
    boxed += find_boxes(layout, candidates) if layout.prose else []
    for number in boxed:
        marked.setdefault(number, layout.block(number, "banner"))
    unmarked = len(marked) < len(raw)
    headings = glued_headlines(layout, title, marked)
    if unmarked:
        headline = min(layout.glued) if headings else mark_headline(layout, title, marked)
        mark_writers(layout, headline, marked)
        mark_teasers(layout, marked)
        mark_leads(layout, marked)
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
        if words[-1] not in PLAIN_ENDS
        or ((key := words[:KEY]) in starts and words.startswith(starts[key]))
        or words[0] in _SPACES_AND_SIGNS
        or words.endswith(FURNITURE_END)
    ]
    found = [number for number in found if raw[number][-1] != "?" or _may_be_heading(raw[number], starts)]
    closing = max(len(raw) - CLOSING, 0)
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
        if words[-1] == ")" and (link := link_behind(words)):
            end = layout.lines.place(number)[1]
            marked[number] = Block(end - link, end, "banner")
            continue
        kind = credit_kind(words, number, after) or furniture_kind(words, number, after)
        if not kind and (number < EDGE or after < EDGE) and (found := banners.match(words)):
            # A box that runs into the article on the same line ends before it.
            if end := box_end(words, *found[1]):
                start = layout.lines.place(number)[0]
                marked[number] = Block(start, start + end, "banner")
                continue
            kind = "banner" if len(words) < BOX else ""
        if not kind and kind_at(marked, number - 1) == "banner" and _goes_on(words):
            kind = "banner"
        # A hard-wrapped sentence may begin "By Monday Mr Li and": then it goes on below.
        if kind == "byline" and after and raw[number + 1][0].islower():
            kind = ""
        if kind:
            marked[number] = layout.block(number, kind)
    return marked


def _goes_on(words: str) -> bool:
    """True for the second line of a newsletter box, such as "Your guide to ..."."""
    return (
        words.startswith(("Your ", "Our ", "Get ", "We’ll ", "We'll ")) and words[-1] not in ENDS and len(words) < 160
    )


def _subheadings(layout: Layout, candidates: list[int], marked: dict[int, Block]) -> Iterator[Block]:
    """The subheadings; what is linked or says the same three times is the page's, or the name of who speaks next."""
    numbers = list(find_subheadings(layout, candidates, marked))
    if not numbers:
        return
    said = Counter(map(layout.lines.words, numbers))
    for number in numbers:
        linked = number - 1 in marked and _LINKS.fullmatch(layout.lines.words(number - 1))
        kind = "banner" if linked or said[layout.lines.words(number)] >= _REPEATED else "subheading"
        yield layout.block(number, kind)


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
