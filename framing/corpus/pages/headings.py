"""Headlines and subheadings that stand inside a text: short lines between paragraphs, and nothing that could be prose.

Hard-wrapped texts have many short lines without a full stop; there only a line in title case can be a heading, or one
that blank lines set apart where they set apart paragraphs. A heading of Markdown says so itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice

from framing.corpus.pages.layout import Layout
from framing.corpus.pages.lines import ends_sentence

_HEADLINE = 240
_SUBHEADING = 80
#: The same with the spaces at its ends, as far as they are looked at.
_LONGEST = _SUBHEADING + 20
#: A headline that asks has at most so many words; a longer question may begin an essay.
_SHORT_QUESTION = 12
#: In so many lines below a headline, those of the page not counted, there is prose.
_BELOW = 12
#: A headline of two sentences, which blank lines set apart, is no longer.
_TWO_SENTENCES = 140
#: "Salt levy: Who pays ..."
_SUBJECT = re.compile(r"[A-Z][^.:?!]{3,60}: [A-Z]")
_BULLETS = frozenset("•▪")
_OPENERS = "\"'“‘«( #"
#: What only stands inside a sentence: a link ended the line before it.
_INSIDE = frozenset(",;")
#: A heading of Markdown: its signs, its words. A hash sign without a space ("#MeToo") is a word's.
_MARKDOWN = re.compile(r"(#{1,6}[ \t]+)(\S.*?)[ \t#]*")
_LONG_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]{3,}")
_CAPITALS = re.compile(r"[A-Z]{2,}")
_INNER_END = re.compile(r"[a-z]{2}[.?!][\"”’']? (?:[A-Z|(\u2600-\U0001faff]|[–—-] )|^[\"“].*[.,?!][\"”]")
_NAME = r"[A-Z][\w.’'-]+ (?:[A-Z]\.? )?[A-Z][\w’'-]+"
_NAMES = re.compile(rf"{_NAME}(?:(?:,| and|, and) {_NAME})+|{_NAME}")
#: A full stop that belongs to the last word: "Mills to close in U.S."
_SHORTENED = re.compile(r"\b(?:[A-Z]\.){2,}$")
#: "Mills to reopen, owner says" is finished.
_SAID_LAST = re.compile(r"[,:;] (?:[\w’'.-]+ ){1,6}(?:says?|said)$")
_UNFINISHED = re.compile(
    r"\b(?:said|says|added|stated|told|asked|wrote|that|and|or|but|the|a|an|of|to|by|for|with|in|on|at)$"
)


def find_headline(layout: Layout, number: int, words: str, marked: Collection[int]) -> bool:
    """True if ``words``, the ``number``-th line of the text, can only be its headline.

    ``marked`` lines are something else already: credits, dates and boxes may stand between it and the prose.
    """
    if len(words) > _HEADLINE or not 3 <= len(words.split()) <= 40 or not _opens(words):
        return False
    shortened = (number + 1 in marked or title_case(words)) and _SHORTENED.search(words)
    if ends_sentence(words) and not (_asks_or_calls(words) or shortened):
        return False
    unfinished = _unfinished(words) and number + 1 not in marked and not _SAID_LAST.search(words)
    if words[-1] in ",;:—–-…" or unfinished or _NAMES.fullmatch(words):
        return False
    if _holds_end(words) and not (len(words) <= _TWO_SENTENCES and _set_apart(layout, number)):
        return False
    below = (layout.lines.words(n) for n in range(number + 1, len(layout.lines)) if n not in marked)
    following = list(islice(below, _BELOW))
    if not following or following[0][:1].islower() or following[0][0] in _INSIDE:
        return False
    if layout.wrapped and not (number + 1 in marked or title_case(words) or _parted(layout, number)):
        return False
    # Below a headline there is prose: a paragraph that is longer, or at least ends a sentence or is a summary's item.
    prose = any(len(line) > 60 and (line[0] in _BULLETS or ends_sentence(line)) for line in following)
    return prose or layout.wrapped


def _holds_end(words: str) -> bool:
    """True if a sentence ends inside a line: two make no headline, but for a question in title case before one."""
    found = _INNER_END.search(words)
    return found is not None and not (found[0][2:3] == "?" and title_case(words))


def find_subheadings(layout: Layout, candidates: list[int], marked: Collection[int]) -> Iterator[int]:
    """Which of the ``candidates`` can only be subheadings; ``marked`` lines are something else already."""
    raw = layout.lines.raw
    last = len(raw) - 1
    while last in marked:
        last -= 1
    for number in candidates:
        words = raw[number]
        if len(words) > _LONGEST or number in marked or not 0 < number < last or not _heading_shape(words.strip()):
            continue
        if _stands_alone(layout, number, marked) and not _begins_report(layout, number):
            yield number


def markdown_heading(words: str) -> tuple[int, int] | None:
    """Where in a line the words of a heading of Markdown stand.

    >>> markdown_heading("## What comes next ##"), markdown_heading("#MeToo"), markdown_heading("Next")
    ((3, 18), None, None)
    >>> markdown_heading(f"# {'a whole paragraph ' * 20}")  # too long for one
    """
    found = _MARKDOWN.fullmatch(words) if words[0] == "#" and len(words) <= _HEADLINE else None
    return found.span(2) if found else None


def _heading_shape(words: str) -> bool:
    if words.isupper():
        return _capitals(words)
    if len(words) > _SUBHEADING or not (words[0].isupper() or words[0].isdigit()) or words[-1] in ".,;:!—–-…|”\"’')]»*":
        return False
    count = len(words.split())
    if words[-1] == "?":
        return count <= 8 and ":" not in words[:14] and words.count("?") == 1
    return 2 <= count <= 12 and any(map(str.islower, words)) and not _unfinished(words)


def _capitals(words: str) -> bool:
    """Two words and more in capitals: a heading, or that of an article that the page links."""
    return len(words) <= _LONGEST and words[-1] not in ".,;:!—–-…|)]»*" and len(_CAPITALS.findall(words)) > 1


def _unfinished(words: str) -> bool:
    """True if the last word is one that a sentence goes on after; no such word is longer than the stretch searched."""
    return _UNFINISHED.search(words, max(len(words) - 8, 0)) is not None


def _stands_alone(layout: Layout, number: int, marked: Collection[int]) -> bool:
    """Between the end of a paragraph and the beginning of another, in the shape headings have in this text."""
    before, line, after = layout.lines.span(number - 1, number + 2)
    previous_ends = number - 1 in marked or ends_sentence(before)
    if not previous_ends or not _opens(after) or number + 1 in marked:
        return False
    if layout.wrapped:
        return (title_case(line) or _set_apart(layout, number)) and len(after) > 10
    parted = len(before) > 60 or number - 1 in marked or line.isupper()
    return parted and len(after) > _SUBHEADING and ends_sentence(after)


def _parted(layout: Layout, number: int) -> bool:
    """Blank lines part the line from the text, or the report begins at once below it, with its dateline."""
    begins = number + 1 < len(layout.lines) and _begins_report(layout, number + 1)
    return begins or _set_apart(layout, number)


def _begins_report(layout: Layout, number: int) -> bool:
    """The line begins with the dateline."""
    return layout.dateline is not None and layout.dateline.start == layout.lines.place(number)[0]


def _set_apart(layout: Layout, number: int) -> bool:
    """Blank lines stand on both sides of the line, as between the paragraphs of this text."""
    return layout.spaced and layout.stands_off(number) and layout.stands_off(number + 1)


def _opens(words: str) -> bool:
    core = words.lstrip(_OPENERS)
    return bool(core) and (core[0].isupper() or core[0].isdigit() or not core[0].isascii())


def _asks_or_calls(words: str) -> bool:
    """A short question, one behind its subject and a colon, or a question or a call in title case."""
    short = words[-1] == "?" and (len(words.split()) <= _SHORT_QUESTION or _SUBJECT.match(words) is not None)
    return short or (words[-1] in "?!" and len(words) < 120 and title_case(words))


def title_case(words: str) -> bool:
    """True if four of five longer words begin with a capital."""
    longer = _LONG_WORD.findall(words)
    return len(longer) >= 2 and sum(word[0].isupper() for word in longer) >= 0.8 * len(longer)
