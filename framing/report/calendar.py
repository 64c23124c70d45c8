"""Time in classes: days, weeks, months, quarters or years, whichever keeps them few."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

#: More classes than these are too narrow to read.
MOST = 26
MONTHS = "January February March April May June July August September October November December".split()
#: Days so late are typing mistakes, and the last ones have no day after them.
LATEST_YEAR = 9_000


@dataclass(frozen=True, slots=True)
class Periods:
    """``starts`` holds the first day of each period and, last, the day after the last one."""

    unit: str
    starts: tuple[dt.date, ...]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, day: dt.date) -> int:
        """The number of the period that holds ``day``."""
        return bisect_right(self.starts, day) - 1

    def label(self, number: int) -> str:
        """A period as a reader names it.

        >>> days = [dt.date(2024, 3, 4), dt.date(2024, 4, 21)]
        >>> periods_of(days).label(0), periods_of([dt.date(2018, 1, 1), dt.date(2019, 12, 31)]).label(1)
        ('4 Mar 2024', 'Feb 2018')
        """
        start = self.starts[number]
        if self.unit == "year":
            return str(start.year)
        if self.unit == "quarter":
            return f"Q{(start.month + 2) // 3} {start.year}"
        month = f"{MONTHS[start.month - 1][:3]} {start.year}"
        return month if self.unit == "month" else f"{start.day} {month}"


def periods_of(days: Sequence[dt.date]) -> Periods:
    """The finest unit of which no more than ``MOST`` cover the days; weeks begin on Monday.

    >>> periods_of([dt.date(2024, 3, 6), dt.date(2024, 4, 21)]).unit
    'week'
    """
    first, last = min(days), max(days)
    for unit in ("day", "week", "month", "quarter", "year"):
        starts = [_begin(first, unit)]
        while starts[-1] <= last and len(starts) <= MOST:
            starts.append(_next(starts[-1], unit))
        if starts[-1] > last:
            return Periods(unit, tuple(starts))
    return Periods("year", tuple(dt.date(year, 1, 1) for year in range(first.year, last.year + 2)))


def _begin(day: dt.date, unit: str) -> dt.date:
    if unit == "week":
        return day - dt.timedelta(days=day.weekday())
    if unit == "day":
        return day
    month = {"month": day.month, "quarter": 3 * ((day.month - 1) // 3) + 1, "year": 1}[unit]
    return dt.date(day.year, month, 1)


def _next(start: dt.date, unit: str) -> dt.date:
    if unit in ("day", "week"):
        return start + dt.timedelta(days=1 if unit == "day" else 7)
    months = start.month - 1 + {"month": 1, "quarter": 3, "year": 12}[unit]
    return dt.date(start.year + months // 12, months % 12 + 1, 1)


def day_of(iso: str) -> dt.date | None:
    """A full date, or None where the day is not known.

    >>> day_of("2024-03-04"), day_of("2024-03"), day_of("")
    (datetime.date(2024, 3, 4), None, None)
    """
    if len(iso) != 10:
        return None
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return None
    return day if day.year < LATEST_YEAR else None


def span_in_words(first: str, last: str) -> str:
    """Two days as short as they can be said; as much of them as is known.

    >>> span_in_words("2024-03-04", "2024-03-07"), span_in_words("2024-03-30", "2024-04-02")
    ('4–7 March 2024', '30 March – 2 April 2024')
    >>> span_in_words("2023-12-30", "2024-01-02"), span_in_words("2024-03-04", "2024-03-04"), span_in_words("", "")
    ('30 December 2023 – 2 January 2024', '4 March 2024', 'undated')
    >>> span_in_words("2023", "2024-03")
    '2023 – March 2024'
    """
    one, other = day_of(first), day_of(last)
    if one is None or other is None:
        return " – ".join(dict.fromkeys(in_words(iso) for iso in (first, last) if iso)) or "undated"
    if one == other:
        return _full(one)
    if (one.year, one.month) == (other.year, other.month):
        return f"{one.day}–{_full(other)}"
    if one.year == other.year:
        return f"{_full(one).removesuffix(f' {one.year}')} – {_full(other)}"
    return f"{_full(one)} – {_full(other)}"


def in_words(iso: str) -> str:
    """A date as a reader says it.

    >>> in_words("2025-10-27"), in_words("2025-10"), in_words("2025")
    ('27 October 2025', 'October 2025', '2025')
    """
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def _full(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
