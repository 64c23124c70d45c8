"""An article's text as tagging, credits and blocks look at it, so that each looks only once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from framing.corpus.pages.datelines import Dateline, find_dateline
from framing.corpus.pages.lines import ENDS, Lines, ends_sentence
from framing.corpus.pages.notices import is_below, is_notice
from framing.corpus.pages.stamps import LONGEST as STAMP
from framing.corpus.pages.stamps import Stamp, read_stamp
from framing.records.article import Block

#: How a text may begin by stating its day, behind empty lines.
_LEADING = frozenset("\n\r \tdD")
_STATED_DAY = re.compile(r"[ \t]*date[: ][ \t]*(\d{4}-\d{2}-\d{2})(?![0-9])[^\S\n]*", re.IGNORECASE)
#: How many lines (with words) from either end can hold what surrounds an article ...
EDGE = 12
#: ... and how many from the beginning and from the end can be credits.
OPENING, CLOSING = 8, 6
#: A page puts at most so many lines above or below its article.
_FRAME = 40
#: A line that ends like a sentence and is longer than this is one; a longer one is a paragraph.
_SENTENCE, _PARAGRAPH = 60, 160
#: A caption with its credit in brackets is longer than a stamp that ends with one.
_CAPTION = 110
#: What each stamp holds, unless it says "a day ago".
_DIGIT = re.compile(r"\d")
#: No line of a hard-wrapped text is shorter that goes on in the next, nor longer; and so many go on.
_WRAPPED, _WIDEST, _WRAPS = 20, 200, 3
#: So many lines of summaries and captions may stand between the first sentence and the dateline.
_LEADS = 4
#: What stands between a headline and the day on one line.
_GLUE = " | Updated: "
_STOPS, _CLOSERS = frozenset(".!?。"), "”\"’' "
_STOPPED = _STOPS | frozenset(_CLOSERS)
#: Below the first paragraph the day may stand in a line no longer than this, so many lines down, or so many short ones.
_STAMPED, _BELOW, _SHORT_BELOW = 90, 3, 6


class Layout:
    """The lines of ``text`` that hold words, and the words of the outer ones.

    ``encoded`` is the text in UTF-8, in which a literal is found in a third of the time.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.encoded = text.encode()
        #: Where it states its day before all else ("date 2025-10-27"); its first line begins behind that.
        self.stated = _stated_day(text)
        self.lines = Lines(text, self.stated.end() if self.stated else 0)
        #: The number of the first line of prose, a sentence of summary not counted: the page's frame is above.
        self.top = _top(self.lines.raw)
        #: The number of the line behind the last sentence, notices not counted.
        self.bottom = _bottom(self.lines.raw)
        #: The numbers of the lines above and below the prose.
        self.frame = [*range(self.top), *range(max(self.bottom, self.top), len(self.lines.raw))]
        #: Lines that hold a headline and, behind this many letters, the day: "Mills to reopen | Updated: 2018-08-05".
        self.glued: dict[int, int] = {}
        #: The date stamps above and below the prose, by the numbers of their lines.
        self.stamps: dict[int, Stamp] = {}
        self._read_stamps()
        self.opening: list[str] = self.lines.span(0, OPENING)
        #: The last lines, the first line of the text never among them.
        self.first_closing = max(len(self.lines) - CLOSING, 1)
        self.closing: list[str] = self.lines.span(self.first_closing, len(self.lines))
        #: Those in which a credit or a dateline may stand, down to the first two of the prose.
        self.above = self.opening if self.top <= OPENING else self.lines.span(0, self.top + 2)
        self.dateline: Dateline | None = find_dateline(self.lines, self.above[: self.top + _LEADS])

    def block(self, number: int, kind: str) -> Block:
        """A line as a block of that kind."""
        return Block(*self.lines.place(number), kind)

    @cached_property
    def prose(self) -> bool:
        """Whether a line is as long as sentences are: round a list of phrases no page stands."""
        return max(map(len, self.lines.raw)) > _SENTENCE

    @cached_property
    def head(self) -> list[str]:
        """The first lines around which a page may put its boxes."""
        return self.lines.span(0, EDGE)

    @cached_property
    def tail(self) -> list[str]:
        """The last such lines, as far as they are not in ``head``."""
        count = len(self.lines)
        return self.lines.span(max(count - EDGE, EDGE), count)

    def _read_stamps(self) -> None:
        raw = self.lines.raw
        for number in self.frame:
            words = raw[number]
            # Every article comes by here with a line or two: the cheapest questions first.
            if (
                len(words) > STAMP
                or (words[-1] in ENDS and words[-2:] != "m.")  # "8:12 a.m."
                or (words[-1] == ")" and len(words) > _CAPTION)
                or not (_DIGIT.search(words) or words.endswith(" ago"))
            ):
                continue
            words = words.strip()
            if stamp := read_stamp(words):
                self.stamps[number] = stamp
            elif _GLUE in words and (stamp := read_stamp(words.rpartition(_GLUE)[2])):
                self.stamps[number] = stamp
                self.glued[number] = words.rindex(_GLUE)

    @cached_property
    def wrapped(self) -> bool:
        """True if sentences run on over line ends: at least three lines go on in small letters."""
        raw = self.lines.raw
        lower = [number for number, words in enumerate(raw) if number and words[0].islower() and " " in words]
        return len(lower) >= _WRAPS and sum(_is_cut(raw[number - 1].rstrip()) for number in lower) >= _WRAPS

    @cached_property
    def spaced(self) -> bool:
        """True if blank lines part paragraphs, and none stands inside a sentence that goes on in small letters."""
        return not any(words[0].islower() and self.stands_off(at) for at, words in enumerate(self.lines.raw) if at)

    def stands_off(self, number: int) -> bool:
        """Whether a blank line, or an end of the text, stands before the ``number``-th line with words."""
        lines = self.lines
        return (
            number in (0, len(lines)) or self.text.count("\n", lines.place(number - 1)[1], lines.place(number)[0]) > 1
        )


def kind_at(marked: Mapping[int, Block], number: int) -> str:
    """As what a line is marked already; empty if as nothing."""
    return marked[number].kind if number in marked else ""


def _is_cut(words: str) -> bool:
    """Whether a narrow page may have cut a line: buttons and initials were not, nor was a paragraph at its links."""
    return _WRAPPED <= len(words) <= _WIDEST and not ends_sentence(words)


def _stated_day(text: str) -> re.Match[str] | None:
    if text[:1] not in _LEADING:
        return None
    return _STATED_DAY.match(text, next((i for i, c in enumerate(text[:200]) if c not in "\n\r"), 0))


def _top(raw: list[str]) -> int:
    sentences = 0
    for number, words in enumerate(raw[:_FRAME]):
        length = len(words)
        if length > _SENTENCE and (_ends(words) or length > 2 * _PARAGRAPH) and not is_notice(words):
            sentences += 1 + (length > _PARAGRAPH)
            if sentences > 1:
                return _below_stamp(raw, number)
    return min(len(raw), _FRAME)


def _ends(words: str) -> bool:
    """Whether a line ends a sentence; a headline may end in a quotation mark, but holds no stop before it."""
    return words[-1] in _STOPS or (words[-1] in _CLOSERS and words.rstrip(_CLOSERS)[-1:] in _STOPS)


def _below_stamp(raw: list[str], top: int) -> int:
    """The line below the day, and below the notices beside it, where a page puts that behind the first paragraph."""
    last = top + _SHORT_BELOW
    # Every article comes by here, and below most first paragraphs stand others.
    if min(map(len, raw[top + 1 : top + 1 + _BELOW]), default=_STAMPED + 1) > _STAMPED:
        return top
    for number, words in enumerate(raw[top + 1 : last + 1], top + 1):
        if len(words) > _STAMPED:
            last = top + _BELOW
        elif words[-1] not in _STOPS and _DIGIT.search(words) and read_stamp(words.strip()):
            below = range(number + 1, min(number + _SHORT_BELOW, len(raw)))
            return max((other for other in below if is_notice(raw[other])), default=number) + 1
        if number >= last:
            break
    return top


def _bottom(raw: list[str]) -> int:
    last = len(raw)
    for number in range(last - 1, max(last - _FRAME, 0) - 1, -1):
        words = raw[number]
        if len(words) > _SENTENCE and words.rstrip()[-1] in _STOPPED and not is_below(words):
            return number + 1
    return last
