"""The byline that stands in an article: who wrote it, as the page says it, without the day and the outlet beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.corpus.pages.credit_lines import is_agency
from framing.corpus.pages.databases import BYLINE
from framing.corpus.pages.layout import Layout
from framing.corpus.pages.stamps import read_stamp
from framing.records.article import Block

_BY = re.compile(r"(?:[-–—] )?(?:Posted by|Written by|Reported by|By|BY|by|Authors?:) ")
#: What follows a writer's name that is none: the outlet in brackets, its column, its source.
_BESIDE = re.compile(r"\s*(?:[(|·•\[]|[Ss]ource ?[:：]| [-–—] |,? ?\S+@\S+).*")
#: Names of two words and more; a byline without "By" says no more than names and what they do.
_NAMES = re.compile(r"[A-Z][\w.’'-]+ (?:\S+ )*[A-Z]?[\w.’'-]+(?: \S+)*")

#: "Mill File by Ann Lee".
_COLUMN = re.compile(r"[A-Z].{1,40} by (?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+")
#: What somebody is, and not who.
_DESK = re.compile(
    r"(?:[A-Z]{2,}|Staff|Special) (?:Columnists?|Staff)|[A-Z][\w.]+ (?:Correspondents?|Editors?|Reporters?|Writers?)"
)


def stated_byline(layout: Layout, blocks: Sequence[Block]) -> str:
    """The first line above the prose that begins with "By", or else the first that is nothing but names.

    >>> words = "Mills close\\nBy Ann Lee (Valley Post) | Updated: 2025-10-27"
    >>> layout = Layout(words)
    >>> stated_byline(layout, [Block(12, len(words), "byline")])
    'By Ann Lee'
    """
    lines, plain = layout.lines, ""
    found = [block for block in blocks if block.kind == "byline"]
    if not found or not layout.top:
        return ""
    end = lines.place(layout.top)[0] if layout.top < len(lines) else len(layout.text)
    for words in (layout.text[block.start : block.end] for block in found if block.start < end):
        if words.startswith(BYLINE):
            return words.partition(": ")[2]
        stamp = read_stamp(words)
        words = _BESIDE.sub("", stamp.names if stamp else words).strip(" ,;/|-–—")
        names, _, last = words.rpartition(", ")
        words = names if is_agency(last) else words
        if _BY.match(words):
            return words.lstrip("-–— ")
        if _COLUMN.fullmatch(words):
            return words.rpartition(" by ")[2]
        if (
            not plain
            and not stamp
            and " by " not in words
            and not any(map(str.isdecimal, words))
            and _NAMES.fullmatch(words)
            and not _DESK.fullmatch(words)
        ):
            plain = words
    return plain


def names_behind(writer: str, most: int) -> Iterator[str]:
    """What may be somebody's name behind a writer's first and last one: so many words at most, the longest first.

    A single word counts in capitals alone.

    >>> [list(names_behind(writer, 3)) for writer in ("Ann Lee Fox News", "Ann Lee AFP", "Ann B. Lee")]
    [['Fox News'], ['AFP'], []]
    """
    words = writer.split()
    for first in range(max(len(words) - most, 2), len(words)):
        name = " ".join(words[first:])
        if len(words) - first > 1 or name.isupper():
            yield name
