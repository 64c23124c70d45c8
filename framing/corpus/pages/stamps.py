"""Date stamps: the line of a page that says when it was published, perhaps with who wrote it and where it comes from.

Such a line is made of a day, a clock, a label ("Updated", "Published on"), a few capitalised names and the signs
between them; whatever holds a word more is prose. A day that can be read in two ways (10/11/2025) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from framing.corpus.pages.labels import is_rubric
from framing.errors import InputError
from framing.records.dates import Date, parse_date

#: No date stamp is longer.
LONGEST = 220
_MONTHS = 12
#: So many words beside the day are names; more are a sentence, or a headline, unless "By" stands before them.
_NAMED, _BY_MANY = 14, 30
_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_ZONES = r"(?:(?:UTC|GMT)(?:[+-]\d{1,2})?|E[SD]T|C[SD]T|P[SD]T|A?E[SD]T|CES?T|BST|HKT|SGT|MYT|IST|JST|KST|PHT)"
_LABEL = (
    r"(?:First |Last |Originally )?(?:Published|Updated|Posted|Modified|Issued|Created|Aired)"
    r"(?: (?:on|at|in)\b| Date\b)?\s?:?|(?:Publish(?:ed)?|Publication) (?:Date|Time)\s?:?"
    r"|Update\s?:|Today\s?:|发布时间\s?[:：]"
)
_LETTER = r"(?<![A-Za-z])"
#: A label may follow a zone at once: "9:54 AM UTCUpdated 2 hours ago".
_SMALL_LETTER = r"(?<!(?-i:[a-z]))"
#: What holds no such thing states no day.
_DATED = re.compile(rf"{_YEAR}|\d[:/-]\d|\d\.\d\d?\.\d| ago\b|day,? [A-Z][a-z]+\.? \d|\d\d? [A-Z][a-z]{{2}}")
#: Words in small letters of which a stamp holds no more: "by", "and", "hours ago", "updated", "at".
_SMALL_WORDS = 6
_STAMP = re.compile(
    rf"(?P<iso>(?<!\d){_YEAR}[-/.](?:\d{{1,2}}|{_MONTH})[-/.]\d{{1,2}})T?"
    rf"|(?P<dmy>(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}[ ,-]+{_YEAR})"
    rf"|(?P<mdy>{_LETTER}{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?,? +{_YEAR})"
    r"|(?P<unclear>(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)(?!\d))"
    rf"|(?P<clock>\d{{1,2}}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?(?:,? (?:[ECP]T|UK)\b)?|{_LETTER}{_ZONES})"
    rf"|(?P<label>{_SMALL_LETTER}(?:{_LABEL}))"
    rf"|(?P<part>{_LETTER}{_MONTH} \d{{1,2}}(?!\d)|(?<!\d)\d{{1,2}} {_MONTH})"
    rf"|(?P<weekday>{_LETTER}(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b)"
    r"|(?P<ago>(?:\d+|an?) (?:min(?:ute)?|hour|hr|day|week|month|year)s? ago\b)"
    r"|(?P<read>(?<!\d)\d{1,2}[ -]min(?:ute)?s?(?: (?:read(?:ing time)?)\b)?|\bpage ?\d+)",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"(?:[\s|,·•:;/()\[\]–—-]|\.(?!\w))+")
#: Small words of credits.
_SMALL = frozenset(
    "by in and of for the with from at de van von der al bin la le el staff writer writers reporter reporters"
    " correspondent editor source agencies".split()
)
_BY = ("By ", "BY ", "by ")
#: Signs beside the day.
_BESIDE = " |,·•:;/-–—"
#: Behind this stands a name, which one editor of Xinhua writes small.
_EDITOR = re.compile(r"\bEditor ?[:：] ?\w+")
_CREDITED = re.compile(r"\b(?:[Ss]ource|[Ee]ditor)s? ?[:：]|[|·•]")
#: "(Xinhua) April 08, 2025"; a page may lose the first bracket.
_IN_BRACKETS = re.compile(r"\(?[A-Z][\w’'&. ]{1,40}\) ")
#: A site's name of at most so many words, at once before the day: "Valley Post29-04-2025".
_RUN_TOGETHER, _SITE = re.compile(r"[a-z]\d{1,2}[-/]\d"), 4
_UPDATES = ("up", "mo", "last u", "last m")


class Stamp(NamedTuple):
    """What a date stamp says: ``days`` with the label before each ("published", "updated" or nothing), ``names``."""

    days: tuple[tuple[str, str], ...]
    names: str


def read_stamp(words: str) -> Stamp | None:
    """The date stamp that a whole line is, or None.

    >>> read_stamp("By Ann Lee | Valley Post | Updated: 2025-10-27 07:12")
    Stamp(days=(('updated', '2025-10-27'),), names='By Ann Lee | Valley Post')
    >>> read_stamp("Ann Lee said on Oct. 27, 2025 that mills would close") is None
    True
    """
    # The dear pattern is kept for lines that are no plain sentence.
    if len(words) > LONGEST or not _DATED.search(words) or sum(map(str.islower, words.split())) > _SMALL_WORDS:
        return None
    kinds: set[str] = set()
    days, rest, label, end = [], [], "", 0
    for found in _STAMP.finditer(words):
        kind = found.lastgroup or ""
        rest.append(words[end : found.start()])
        end = found.end()
        kinds.add(kind)
        if kind == "label":
            label = "updated" if found[0].lower().startswith(_UPDATES) else "published"
        elif kind in ("iso", "dmy", "mdy"):
            days.append((label, found[0]))
        elif kind == "unclear" and (day := _clear(found[0])):
            days.append((label, day))
    names = "".join((*rest, words[end:]))
    if not kinds & {"iso", "dmy", "mdy", "unclear", "ago"} and not (
        "part" in kinds and kinds & {"clock", "label", "weekday"}
    ):
        return None
    bare = _SIGNS.sub(" ", _EDITOR.sub("Editor:", names)).split()
    names = names if bare != ["at"] * len(bare) else ""
    if names and bare and not _is_credit(words, names, bare, kinds):
        return None
    return Stamp(tuple(days), " ".join(names.split()).strip(_BESIDE))


def _is_credit(words: str, names: str, bare: list[str], kinds: set[str]) -> bool:
    """Whether what stands beside the day can only be names, and something says that the line is a credit."""
    if (
        len(bare) > (_BY_MANY if words.startswith(_BY) else _NAMED)
        or words[-1] in "?!”\"’'"
        or (words[-1] == "." and not words.endswith("m."))
    ):
        return False
    if not all(not word[0].islower() or word in _SMALL or "." in word for word in bare):
        return False
    cued = (
        kinds & {"clock", "label"}
        or (_RUN_TOGETHER.search(words) and len(bare) <= _SITE)
        or words.startswith(_BY)
        or words[0] == "["
        or _IN_BRACKETS.match(words)
        or names.lstrip(_BESIDE).startswith(_BY)
        or _CREDITED.search(words)
        or _is_rubric(names)
    )
    return bool(cued) or (bool(kinds & {"ago"}) and len(bare) <= 4)


def _is_rubric(names: str) -> bool:
    """ "Oct 27, 2025 - Politics & Policy"."""
    return is_rubric(names.strip(_BESIDE))


def stated_day(stamps: Iterable[Stamp]) -> Date | None:
    """The day on which the stamps of a page say that it was published; None if they do not, or contradict each other.

    A day under "Published" counts before one without a label, and that before one under "Updated".

    >>> str(stated_day([Stamp((("published", "5 Jun, 2019"), ("updated", "6 Jun, 2019")), "")]))
    '2019-06-05'
    """
    days = [day for stamp in stamps for day in stamp.days]
    for label in ("published", "", "updated"):
        read = {_day(words) for labelled, words in days if labelled == label} - {None}
        if read:
            return read.pop() if len(read) == 1 else None
    return None


def _clear(words: str) -> str:
    """The day in figures as an ISO day, where it can be read in one way only; or an empty string.

    >>> _clear("27/10/2025"), _clear("10.27.2025"), _clear("10/11/2025"), _clear("27/10/25")
    ('2025-10-27', '2025-10-27', '', '')
    """
    first, second, year = re.split(r"[/.-]", words)
    if len(year) < len("2025") or (int(first) > _MONTHS) + (int(second) > _MONTHS) != 1:
        return ""
    day, month = (first, second) if int(first) > _MONTHS else (second, first)
    return f"{year}-{month:0>2}-{day:0>2}"


def _day(words: str) -> Date | None:
    plain = re.sub(r"[ ,-]+", " ", words) if words[-1].isdecimal() and not words[:4].isdecimal() else words
    if words[:4].isdecimal():
        year, month, day = re.split(r"[-/.]+", words)
        plain = f"{year}-{month:0>2}-{day:0>2}" if month.isdecimal() else f"{day} {month} {year}"
    try:
        return parse_date(plain)
    except InputError:
        return None
