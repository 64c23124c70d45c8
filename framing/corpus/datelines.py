"""Datelines: the place, day and agency with which a news report begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.corpus.lines import Line

_WORD = r"(?:[A-Z][\w.’'-]*|\d{1,2}\.?|de|al|la|el|the|of|and|le|san|st\.)"
_PLACE = re.compile(rf"(?:{_WORD}(?:[ ,/]+{_WORD}){{0,7}},?[ ]*(?:\[[A-Z]\w+\],?[ ]*(?:{_WORD}[ ]*){{0,2}})?)?")
_DASH = re.compile(r"[ ]*(?:--+|[-–—_])[ ]*")
#: Tags that make a dateline without a dash, as in "(CNN) The court" or "New Delhi (ANI): The court".
_UNDASHED = frozenset("CNN CNNMoney AP AFP UPI ANI PTI IANS Reuters Xinhua Bloomberg Kyodo Yonhap TASS".split())
_SLASHED = re.compile(rf"{_PLACE.pattern}/(?P<tag>[A-Za-z][\w ]{{1,20}})/[. ]*(?:--+|[-–—])?[ ]*")
_PLAIN = re.compile(
    r"[A-Z][A-Z.’'-]{2,}(?:[ ,/]+[A-Z][A-Z.’'-]+){0,3}"  # BEIJING, NEW YORK, WASHINGTON/LONDON
    r"(?:, [A-Z][a-z]+\.?)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?[ ]+(?:--+|—|–|-)[ ]+(?=\S)"
)


class Dateline(NamedTuple):
    """``[start, end)`` of a dateline with its dash; ``tag`` is what stands in its brackets, or empty."""

    start: int
    end: int
    tag: str
    dashed: bool


def find_dateline(lines: list[Line]) -> Dateline | None:
    """The first dateline among the first lines.

    >>> find_dateline([Line(0, 71, "BEIJING, Oct 27 (Xinhua) -- Talks resumed on Monday in the capital.")])
    Dateline(start=0, end=28, tag='Xinhua', dashed=True)
    """
    for line in lines:
        # A dateline stands before prose; a short line with brackets is a credit or a byline.
        words = line.words
        if (
            len(words) > 40
            and ("(" in words[:80] or "/" in words[:40] or words[:3].isupper())
            and (found := _bracketed(line) or _other(line))
        ):
            return found
    return None


def _bracketed(line: Line) -> Dateline | None:
    opening = line.words.find("(", 0, 80)
    closing = line.words.find(")", opening, opening + 42) if opening >= 0 else -1
    if closing < 0:
        return None
    place, tag = line.words[:opening], line.words[opening + 1 : closing].strip()
    if not _PLACE.fullmatch(place):
        return None
    dash = _DASH.match(line.words, closing + 1)
    if dash is None and tag not in _UNDASHED:
        return None
    end = dash.end() if dash else closing + 1
    return Dateline(line.start, line.start + end, tag, dash is not None)


def _other(line: Line) -> Dateline | None:
    if (
        (slash := line.words.find("/", 0, 80)) >= 0
        and (found := _SLASHED.match(line.words))
        and found.start("tag") <= slash + 1
    ):
        return Dateline(line.start, line.start + found.end(), found["tag"].strip(), True)
    if line.words[:3].isupper() and (found := _PLAIN.match(line.words)):
        return Dateline(line.start, line.start + found.end(), "", True)
    return None
