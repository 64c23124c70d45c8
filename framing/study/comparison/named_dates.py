"""Days that an article names in its text: “on March 4”, “4 April 2025”. Never a day that it does not name."""

from __future__ import annotations

import datetime as dt
import re
from operator import attrgetter

from framing.records.article import SCORED_BLOCKS, Article
from framing.records.dates import Date

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join([*(name.title() for name in _MONTHS), *(f"{name[:3].title()}\\." for name in _MONTHS), "Sept\\."])
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?(?!\d)"
_FORMS = (
    re.compile(rf"\b(?P<month>{_MONTH})\s+(?P<day>{_DAY})\b(?!:)(?!\s*(?:percent|per cent|%|million|billion)){_YEAR}"),
    re.compile(rf"\b(?P<day>{_DAY})\s+(?P<month>{_MONTH})(?!\w){_YEAR}"),
)


def named_dates(article: Article) -> frozenset[dt.date]:
    """The full dates that the prose names; a day without a year takes the year that brings it nearest to the article's.

    An article without a date of its own lends no year, so only days with a year count there. Weekdays, “yesterday” and
    the dateline are not read.

    >>> sorted(map(str, named_dates(Article("a", "From April 1, as said on 28 December.", date=Date("2025-01-05")))))
    ['2024-12-28', '2025-04-01']
    >>> named_dates(Article("a", "From April 1."))
    frozenset()
    """
    text = _prose(article)
    found = set()
    for form in _FORMS:
        for hit in form.finditer(text):
            month = next(i for i, name in enumerate(_MONTHS, start=1) if hit["month"].lower().startswith(name[:3]))
            day = int(re.sub(r"\D", "", hit["day"]))
            if (date := _dated(month, day, hit["year"], article.date)) is not None:
                found.add(date)
    return frozenset(found)


def _prose(article: Article) -> str:
    """The text with a space in the place of each block that is no prose."""
    parts, done = [], 0
    for block in sorted(article.blocks, key=attrgetter("start", "end")):
        if block.kind not in SCORED_BLOCKS and block.end > done:
            parts.append(article.text[done : max(block.start, done)])
            done = block.end
    return " ".join([*parts, article.text[done:]])


def _dated(month: int, day: int, year: str | None, published: Date | None) -> dt.date | None:
    if year:
        return _calendar(int(year), month, day)
    if published is None:
        return None
    own = int(published.iso[:4])
    if published.precision != "day":
        return _calendar(own, month, day) if published.precision == "month" else None
    middle = dt.date.fromisoformat(published.iso)
    near = [date for y in (own - 1, own, own + 1) if (date := _calendar(y, month, day)) is not None]
    return min(near, key=lambda date: abs((date - middle).days), default=None)


def _calendar(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
