"""The headline that stands in a text, or the line that repeats the title, and the lines that say it again."""

from __future__ import annotations

import re

from framing.corpus.pages.headings import find_headline, markdown_heading
from framing.corpus.pages.layout import OPENING, Layout, kind_at
from framing.corpus.pages.lines import ends_sentence
from framing.records.article import Block

_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"\W+")
#: A line of a page's frame above the headline ("World", "Ann Lee") is no longer than this.
_LABEL = 30
#: A sentence of the page's above the headline ("Independent. Since 1902.") is no longer.
_SLOGAN = 60
#: Said again with other signs ("’" for "'", or one more space), it has as many letters more or fewer at most.
_SIGNS = 4
#: A headline that comes again has at least so many letters and words, and no more letters than that.
_BRIEF, _BRIEF_WORDS, _HEADLINE = 24, 4, 240
#: A paragraph that comes again, whole or as the beginning of another, is no shorter and stands no oftener.
_LEAD, _TWICE, _BEGINS = 60, 2, 12
#: A rubric has at most so many words.
_RUBRIC = 3
_ITEMS, _WORDY = frozenset("•*>_"), 5


def mark_headline(layout: Layout, title: str, marked: dict[int, Block]) -> int:
    """Mark the headline, or the line that repeats the title: the first line, or one below short lines of the page's.

    Returns the number of the headline's line, or -1.
    """
    seen = 0
    for number in range(len(layout.lines)):
        if number in marked:
            continue
        if (seen := seen + 1) > OPENING:
            break
        words = layout.lines.words(number)
        heading = markdown_heading(words)
        if heading:
            words = words[slice(*heading)]
        elif _ends_like_next(layout, number, words):
            marked[number] = layout.block(number, "banner")
            continue
        kind = "repeat" if title and _same(title, words) else ""
        if not kind and not title and not heading and _is_headline(layout, number, words, seen == 1, marked):
            number = _below_label(layout, number, marked)
            words, kind = layout.lines.words(number), "headline"
        if kind or (heading and not title):
            start, end = layout.lines.place(number)
            end = start + heading[1] if heading else end
            marked[number] = Block(end - len(words), end, kind or "headline")
            _mark_repeats(layout, number, marked)
            _mark_rubrics(layout, number, marked)
            return number
        if len(words) > _LABEL and (len(words) > _SLOGAN or not ends_sentence(words)):
            break
    return -1


def _is_headline(layout: Layout, number: int, words: str, first: bool, marked: dict[int, Block]) -> bool:
    # Below other lines a name ("Valley Journal Sentinel") or an item of a list is likelier than a brief headline.
    likely = first or (words[0] not in _ITEMS and len(words.split()) >= _WORDY)
    return (likely and find_headline(layout, number, words, marked)) or _returns(layout, number)


def glued_headlines(layout: Layout, title: str, marked: dict[int, Block]) -> list[Block]:
    """The headline that shares its line with the day, which alone stays marked as such."""
    if not layout.glued:
        return []
    number = min(layout.glued)
    start, end = layout.lines.place(number)
    behind = start + layout.glued[number]
    marked[number] = Block(behind, end, "date")
    kind = "repeat" if title and _same(title, layout.text[start:behind]) else "subheading" if title else "headline"
    return [Block(start, behind, kind)]


def _returns(layout: Layout, number: int) -> bool:
    """Whether a line that is no sentence stands in the text again, as headlines do below a menu or a picture."""
    raw = layout.lines.raw
    words = raw[number]
    return (
        _BRIEF < len(words) <= _HEADLINE
        and raw.count(words) > 1
        and len(words.split()) >= _BRIEF_WORDS
        and not ends_sentence(words)
    )


def _below_label(layout: Layout, number: int, marked: dict[int, Block]) -> int:
    """The number of the headline: of a line below that stands in the text again, if this one is a brief label.

    A longer one is a label too, if nothing but the page's stands between the two, and something does.
    """
    raw = layout.lines.raw
    below = range(number + 1, min(number + OPENING, len(raw)))
    headline = next((other for other in below if _returns(layout, other)), number)
    between = [kind_at(marked, other) for other in range(number + 1, headline)]
    if len(raw[number]) > _LABEL and (set(between) != {"banner"} or _returns(layout, number)):
        return number
    for above in range(number, headline):
        marked.setdefault(above, layout.block(above, "banner"))
    return headline


def _mark_repeats(layout: Layout, headline: int, marked: dict[int, Block]) -> None:
    """Mark the lines that say the headline again, as below a picture; near it other signs may stand between letters."""
    raw = layout.lines.raw
    said, below = raw[headline], range(headline + 1, len(raw))
    again = [number for number in below[:OPENING] if abs(len(raw[number]) - len(said)) <= _SIGNS]
    again = [number for number in again if _letters(raw[number]) == _letters(said)]
    if raw.count(said) > 1:
        again += [number for number in below if raw[number] == said]
    for number in again:
        marked.setdefault(number, layout.block(number, "repeat"))


def _mark_rubrics(layout: Layout, headline: int, marked: dict[int, Block]) -> None:
    """Mark the brief lines above the headline that are in capitals, or beside other lines of the page's: rubrics."""
    for number in range(headline):
        words = layout.lines.words(number)
        if number in marked or len(words) > _LABEL or ends_sentence(words):
            continue
        beside = len(words.split()) <= _RUBRIC and (number - 1 in marked or number + 1 in marked.keys() - {headline})
        if words.isupper() or beside:
            marked[number] = layout.block(number, "banner")


def mark_leads(layout: Layout, marked: dict[int, Block]) -> None:
    """Mark the paragraphs at the top that come again below nothing but the page's lines, whole or longer.

    A summary may be the beginning of the first
    paragraph, cut short with dots, and a caption stands below itself or what begins it.
    """
    raw = layout.lines.raw
    for number in range(min(layout.top + 1, len(raw) - 1)):
        begins, last = raw[number][:_BEGINS], number + 1
        # Most lines do not even begin like the next.
        if not (raw[last].startswith(begins) or last in marked) or number in marked:
            continue
        if raw[number] == raw[last] and len(raw[number]) > _BRIEF and not ends_sentence(raw[number]):
            marked.update({said: layout.block(said, "caption") for said in (number, last)})
            continue
        if len(raw[number]) < _LEAD:
            if kind_at(marked, last) == "caption" and raw[last].startswith(raw[number].strip()):
                marked[number] = layout.block(number, "caption")
            continue
        while last in marked and last + 1 < len(raw):
            last += 1
        alike = [line.lstrip() for line in raw[number + 1 : last + 1] if line.startswith(begins)]
        words = raw[number].strip().rstrip(" .…")
        if any(line.startswith(words) for line in alike) and raw.count(raw[number]) <= _TWICE:
            marked[number] = layout.block(number, "repeat")


def _ends_like_next(layout: Layout, number: int, words: str) -> bool:
    """Whether a menu that ran into a headline stands before that: "HomeWorldMills to close", then "Mills to close"."""
    following = layout.lines.words(number + 1) if number + 1 < len(layout.lines) else ""
    return len(following) > _LABEL and len(words) > len(following) and words.endswith(following)


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


def _may_be_same(one: str, other: str) -> bool:
    """Whether two texts that begin so may hold the same letters: most do not, and that costs less to see."""
    return one == other or not (one.isalnum() and other.isalnum()) or one.casefold()[0] == other.casefold()[0]


def _letters(words: str) -> str:
    return _LETTERS.sub("", words).casefold()
