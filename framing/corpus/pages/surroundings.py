"""The frame of a web page that was copied with its article: menus and rubrics above, buttons and notes below.

What stands between the article's first and last sentence is left alone here. Above and below, a short line that is no
sentence is the page's; only the headline and the lines that sum an article up stand there as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from framing.corpus.pages.bylines import follows_by, is_byline, is_contact
from framing.corpus.pages.credit_lines import is_picture, points_at
from framing.corpus.pages.labels import is_button, is_rubric
from framing.corpus.pages.layout import Layout
from framing.corpus.pages.lines import ENDS, ends_sentence
from framing.corpus.pages.menus import ITEM, ROW, find_menus
from framing.corpus.pages.notices import KEY, KEYS, is_notice, note_kind
from framing.records.article import Block

#: No short line of a page is longer.
_LONGEST = 200
#: No label that ends like a sentence ("One app.") is longer.
_LABEL = 60
#: Nor has what a page runs together more spaces.
_SPACED = 16
_SENTENCE_ENDS = ENDS | {","}
#: "Published in News & Features".
_FILED = re.compile(r"(?:Published|Posted|Filed) (?:in|under):? [A-Z][\w&, ]{2,40}")
#: "The News Herald (Willoughby, OH)".
_PAPER = re.compile(r"[A-Z][\w.&’' -]{2,50} \([A-Z][\w. ]+, [A-Z][A-Za-z.]+\)")
_RUN_TOGETHER = re.compile(r"[a-z][A-Z][a-z]")
#: The address of a site.
_SITE = re.compile(r"(?:www\.)?(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|[a-z]{2})/?")
#: A list of keywords has more commas than names of writers do, and so many words at most between them.
_KEYWORDS, _KEYWORD = 5, 4
#: From here on letters are those of East Asia.
_EAST_ASIAN = "\u2e80"


def nobody(name: str) -> bool:
    """No name is an outlet's."""
    return False


def mark_frame(layout: Layout, marked: dict[int, Block], is_outlet: Callable[[str], object]) -> None:
    """Mark what stands above the headline and below the last sentence and can only be the page's.

    ``is_outlet`` tells whether a line is the name of one.
    """
    raw, top, items, said = layout.lines.raw, layout.top, 0, len(layout.lines)
    edges = [number for number in layout.frame if number not in marked]
    for number in edges:
        words = raw[number]
        # Most are sentences of the prose, of which only notices are looked at more closely.
        if number < top and words[-1] in _SENTENCE_ENDS and len(words) > _LABEL and words[:KEY] not in KEYS:
            if points_at(words) and _reports_below(layout, number):
                marked[number] = layout.block(number, "caption")
            continue
        words = words.strip()
        items += len(words) <= ITEM
        if words[-1] in _SENTENCE_ENDS and not is_notice(words) and not is_button(words):
            said = min(said, number)
        kind = _framing_kind(layout, number, words, is_outlet)
        # Below a sentence, however short, a word that stands alone may be the article's own.
        if not kind and number < min(top, said) and layout.prose and _is_label(layout, words):
            kind = "banner"
        if kind:
            marked[number] = layout.block(number, kind)
    if items >= ROW and layout.prose and not layout.wrapped:
        for number in find_menus(layout, edges, marked):
            marked.setdefault(number, layout.block(number, "banner"))


def _framing_kind(layout: Layout, number: int, words: str, is_outlet: Callable[[str], object]) -> str:
    above = number < layout.top
    if number in layout.stamps:
        return "byline" if layout.stamps[number].names else "date"
    if is_notice(words) or (not above and words[0] >= _EAST_ASIAN > layout.lines.raw[0].lstrip()[0]):
        return "banner"
    if above and follows_by(layout, number, words):
        return "byline"
    short = len(words) <= _LONGEST and not ends_sentence(words)
    if short and (kind := _short_kind(layout, words, above, is_outlet)):
        return kind
    if words.count(",") >= _KEYWORDS and _lists_keywords(words):
        return "banner"
    if above:
        pictured = words[-1:] not in _SENTENCE_ENDS and is_picture(words) and _runs_on(layout, number)
        return "caption" if pictured else ""
    return "byline" if is_contact(words) else note_kind(words)


def _runs_on(layout: Layout, number: int) -> bool:
    """Whether sentences stand below a line: the last of a brief report may end in "(AP)" as captions do."""
    return any(len(words) > _LABEL and ends_sentence(words) for words in layout.lines.raw[number + 1 :])


def _reports_below(layout: Layout, number: int) -> bool:
    """Whether the report begins below a line, with its dateline."""
    return layout.dateline is not None and layout.lines.place(number)[1] < layout.dateline.start


def _lists_keywords(words: str) -> bool:
    """Whether a line is a list of what an article is about: "mill strike 2025, Lee Li meeting, wool news, levy"."""
    listed = words.split(", ")
    return len(listed) > _KEYWORDS and words[-1].isalnum() and all(len(one.split()) <= _KEYWORD for one in listed)


def _short_kind(layout: Layout, words: str, above: bool, is_outlet: Callable[[str], object]) -> str:
    """The kind of a short line that is no sentence."""
    paper = words[-1] == ")" and len(words) <= _LABEL and _PAPER.fullmatch(words)
    if paper or is_button(words) or (is_rubric(words) and layout.prose):
        return "banner"
    if is_byline(layout, words, above):
        return "byline"
    if (" " not in words and "." in words and _SITE.fullmatch(words)) or _FILED.fullmatch(words):
        return "banner"
    if not above or (len(words) > _LABEL and words.count(" ") > _SPACED):
        return ""
    return "banner" if is_outlet(words) else ""


def _is_label(layout: Layout, words: str) -> bool:
    """One word, or several that a page has run together: "ChinaDiplomacy", "TradeNews from AsiaMore"."""
    if len(words) <= ITEM and not any(map(str.isalpha, words)):
        return True
    run = " " not in words or len(_RUN_TOGETHER.findall(words)) > 2
    return run and not ends_sentence(words) and not layout.wrapped
