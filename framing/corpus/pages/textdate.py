"""Where a plain file states its own date: its name, its first line, the date stamps of its page; nowhere else."""

from __future__ import annotations

import re

from framing.corpus.pages.labels import is_button, is_rubric
from framing.corpus.pages.layout import Layout
from framing.corpus.pages.stamps import stated_day
from framing.errors import InputError
from framing.records.dates import Date, parse_date

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?![0-9])")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.IGNORECASE)
#: "A version of this article appeared in print on April 2, 2018, on Page A1", "in the print edition of the Post on ..."
_PRINTED = re.compile(
    r"^A version of this (?:article|story) appear(?:s|ed) in (?:the )?print (?:edition of [A-Z][\w’' ]{2,38} )?on"
    r" ([A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\b"
)
_FILED = re.compile(r"\b([A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d)\b")
_WEATHER = re.compile(r"\d{1,3}(?:\.\d)? ?°?[CF]\b")
#: A line of fewer words is no headline.
_HEADLINE_WORDS = 5


def date_of_name(stem: str) -> Date | None:
    """The ISO day that begins a file's name, as in ``2025-10-20-talks``.

    >>> str(date_of_name("2025-10-20-talks")), date_of_name("talks-2025")
    ('2025-10-20', None)
    """
    return _day(_NAME.match(stem))


def impossible_day(stem: str) -> str:
    """What begins a file's name like a day of our time and is none of the calendar; else empty.

    >>> impossible_day("2025-02-30-talks"), impossible_day("2025-02-28-talks"), impossible_day("3041-77-12")
    ('2025-02-30', '', '')
    """
    named = _NAME.match(stem)
    return named[1] if named and named[1][:2] in ("19", "20") and _day(named) is None else ""


def date_of_text(layout: Layout) -> Date | None:
    """The day that a text states before all else.

    >>> str(date_of_text(Layout(" date 2025-10-27 Talks resume"))), date_of_text(Layout("A date in 2025-10-27."))
    ('2025-10-27', None)
    """
    return _day(layout.stated)


def date_of_stamps(layout: Layout) -> Date | None:
    r"""The day that the stamps above the prose state; without any, that of those below it, its print or its dateline.

    >>> str(date_of_stamps(Layout("Mills close\nPublished: 27 Oct 2025 08:12 GMT\nThe mills are shut.")))
    '2025-10-27'
    """
    return _stated(layout) or _printed(layout) or _filed(layout)


def _stated(layout: Layout) -> Date | None:
    above = [stamp for number, stamp in layout.stamps.items() if number < layout.top and not _is_today(layout, number)]
    below = [stamp for number, stamp in layout.stamps.items() if number >= layout.top]
    if any(stamp.days for stamp in above):
        return stated_day(above)
    days = [day for stamp in below for day in stamp.days]
    # A database says when it was published, and when it last touched its copy.
    days = [day for day in days if day[0] == "published"] or days
    return stated_day(below) if len({day for _, day in days}) == 1 else None


def _printed(layout: Layout) -> Date | None:
    """The day of the print edition, if a notice below the article says so."""
    for words in layout.closing:
        if "print" in words and (found := _PRINTED.search(words)):
            return _day(found)
    return None


def _filed(layout: Layout) -> Date | None:
    """The day of the dateline, if it has a year: "ALDMOUTH, Vale, Nov. 12, 2025 (PORT WIRE) --"."""
    line = layout.dateline
    return _day(_FILED.search(layout.text, line.start, line.end)) if line else None


def _day(found: re.Match[str] | None) -> Date | None:
    try:
        return parse_date(found[1]) if found else None
    except InputError:
        return None


def _is_today(layout: Layout, number: int) -> bool:
    """Whether a stamp is the day of the page's copy: "Today: ...", or with the weekday, in a menu on top."""
    raw = layout.lines.raw
    if raw[number].lstrip().startswith("Today"):
        return True
    if not _WEEKDAY.match(raw[number].strip()) or any(map(_may_be_headline, raw[:number])):
        return False
    below = raw[number + 1].strip() if number + 1 < len(raw) else ""
    menu = not number or is_button(below) or is_rubric(below) or _WEATHER.match(below) is not None
    return menu and bool(below) and not _may_be_headline(below)


def _may_be_headline(words: str) -> bool:
    return len(words.split()) >= _HEADLINE_WORDS and not is_button(words.strip())
