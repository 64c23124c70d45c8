"""Dates as strict as their source: a year, a month or a day, never an invented one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from framing.errors import InputError

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:[T ]\d{2}:\d{2}.*)?)?)?", re.ASCII)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", re.ASCII)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sep sept,"
            "october oct,november nov,december dec"
        ).split(","),
        start=1,
    )
    for name in names.split()
}
_DAY_MONTH_YEAR = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?(?:\s+(?:of\s+)?|[-/])(?P<month>[A-Za-z]+)(?:\.?,?\s+|[-/])(?P<year>\d{4})"
)
_MONTH_DAY_YEAR = re.compile(r"(?P<month>[A-Za-z]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
_MONTH_YEAR = re.compile(r"(?P<month>[A-Za-z]+)\.?,?\s+(?P<year>\d{4})")
#: A cell that is no date may hold a whole article; so much of it is shown.
_SHOWN = 60
#: A longer cell is no date; to look for a clock at each blank of it would take the square of their number.
_LONGEST = 200
#: As Python, Twitter and C write it, behind the weekday: "Nov 10 08:32:00 +0000 2025".
_CLOCK_BEFORE_YEAR = re.compile(
    r"(?P<month>[A-Za-z]+)\s+(?P<day>\d{1,2})\s+\d{1,2}:\d{2}:\d{2}\s+(?:(?:[A-Z]{2,5}|[+-]\d{4})\s+)?(?P<year>\d{4})"
)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})", re.ASCII)
_CHINESE = re.compile(r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月(?:\s?(?P<day>\d{1,2})\s?[日号])?", re.ASCII)
_BARE = (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR, _MONTH_YEAR, _CLOCK_BEFORE_YEAR, _YEAR_FIRST, _CHINESE)
#: What feeds and web pages write round a day: "Mon, " and "08:00:00 GMT" or ", 8:15 a.m. EDT".
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_WEEKDAY_BEHIND = re.compile(r",?\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day$", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:,|\s+at)?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s*(?:[A-Z]{1,5}|[+-]\d{2}:?\d{2}))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A calendar date of known precision; ``iso`` is ``2025``, ``2025-10`` or ``2025-10-27``."""

    iso: str

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``."""
        return {4: "year", 7: "month", 10: "day"}[len(self.iso)]

    def __str__(self) -> str:
        return self.iso


def is_date(date: Date) -> bool:
    """Whether a calendar has it; one that was not parsed may be anything.

    >>> is_date(Date("2025-10")), is_date(Date("2025-02-30")), is_date(Date("autumn"))
    (True, False, False)
    """
    try:
        return isinstance(date.iso, str) and parse_date(date.iso) == date
    except InputError:
        return False


@lru_cache(maxsize=10_000)  # a corpus has few days and many articles
def parse_date(text: str) -> Date | None:
    """The date that ``text`` states, or None for an empty text.

    Read: ISO forms, ``20251027``, ``2025/10/27``, ``2025年10月27日`` and English forms with the month as a word; a
    weekday and a time of day are dropped. A form that two countries read differently (``10/11/2025``, and so
    ``27/10/2025`` too, lest half a column be read) is refused with an InputError, as is a day that does not exist.

    >>> parse_date("27 Oct 2025").iso, parse_date("2025-10").precision, parse_date("")
    ('2025-10-27', 'month', None)
    >>> parse_date("Mon, 27 Oct 2025 08:00:00 GMT").iso
    '2025-10-27'
    """
    text = text.strip()
    if not text:
        return None
    found = _first(text, (_ISO, _COMPACT)) or _first(_without_clock(text) if len(text) <= _LONGEST else "", _BARE)
    if found:
        return _checked(text, found)
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    raise InputError(
        f"'{shown}' is not a date that can be read one way only", remedy="write YYYY-MM-DD, YYYY-MM or YYYY"
    )


def _first(text: str, forms: Sequence[re.Pattern[str]]) -> dict[str, str] | None:
    """The parts of the first form that ``text`` has; a word that is no month makes none."""
    for form in forms:
        if found := form.fullmatch(text):
            parts = {name: part for name, part in found.groupdict().items() if part}
            month = parts.get("month", "1").lower()
            if month.isdigit() or month in _MONTHS:
                return parts
    return None


def _without_clock(text: str) -> str:
    weekday = _WEEKDAY.match(text)
    text = _WEEKDAY_BEHIND.sub("", text[weekday.end() :] if weekday else text)
    clock = _CLOCK.search(text[:80])
    return text[: clock.start()] if clock and clock.end() == len(text) else text


def _checked(text: str, parts: dict[str, str]) -> Date:
    """The date of these parts, as far as they go."""
    year, day = int(parts["year"]), int(parts.get("day", 1))
    month = _MONTHS.get(parts.get("month", "1").lower()) or int(parts.get("month", 1))
    try:
        dt.date(year, month, day)
    except ValueError:
        raise InputError(
            f"'{text}' is not a date of the calendar", remedy="write YYYY-MM-DD, YYYY-MM or YYYY"
        ) from None
    iso = f"{year:04d}"
    if "month" in parts:
        iso += f"-{month:02d}"
    if "day" in parts:
        iso += f"-{day:02d}"
    return Date(iso)
