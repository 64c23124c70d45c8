"""Boxes that offer a subscription, in the middle of an article or round it: prices, terms, "Already a subscriber?".

Their lines look like prose and end like it, so a box is known by several lines that only such a box has, close
together; what stands between them is the box's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from framing.corpus.pages.layout import Layout

#: How a line of a box begins that is known by itself, and the whole of it.
STARTS = ("Already ", "To continue ", "Monthly ", "Annual ", "Yearly ", "Digital ", "Unlock ", "Subscribe ")
_ALONE = re.compile(
    r"Already (?:an? |have an )(?:subscriber|account|member)\?.{0,40}|To continue reading, [^.!?]{3,40}"
    r"|(?:Monthly|Annual|Yearly|Digital)(?: Digital| Print)? (?:Plan|Pass|Subscription|Access)"
    r"|Subscribe (?:now|today|here|for)\b[^.!?]{3,80}"
)
_PERIOD = r"(?:day|week|month|mo|year|yr)s?\b"
_PRICE = r"(?:(?:US|A|C|HK|NZ|S)?[$€£]|R[MsP]\.? ?)\d[\d.,]*"
#: What else such lines say.
_OFFER = re.compile(
    rf".{{0,40}}{_PRICE}(?: ?/ ?| (?:per|an?|every) |.{{0,20}}\bfor (?:(?:the|your) )?(?:\w+ ){{0,2}})"
    rf"{_PERIOD}.{{0,30}}"
    r"|\*\S.{8,300}"
    r"|\W{0,3}(?:Read (?:this article|unlimited articles) for free|Billed |Your next |No charge )\b.{0,300}"
    r"|.{0,300}\b(?:[Cc]ancel any ?time|T&Cs? appl(?:y|ies)|[Uu]nlimited (?:digital |online )?(?:access|reading)"
    r"|(?:[Dd]igital|[Pp]rint|[Aa]ll[- ][Aa]ccess) [Ss]ubscription|[Ee]-Edition|free trial)\b.{0,200}"
)
#: A line of a box is no longer, nor are there more lines between two that tell of it; so many tell.
_LONGEST, _BETWEEN, _TELLING = 320, 4, 3
#: What stands between is short; so far round a line that is known by itself the others stand.
_SHORT, _AROUND = 90, 25


def is_offer(words: str) -> bool:
    """Whether a line is an offer wherever it stands.

    >>> is_offer("Already a subscriber? Log in"), is_offer("Monthly Plan"), is_offer("Monthly plans were dropped.")
    (True, True, False)
    """
    return _ALONE.fullmatch(words) is not None


def find_offers(layout: Layout, marked: Collection[int]) -> Iterator[int]:
    """The numbers of the lines of such boxes; of each at least one line is ``marked`` already."""
    raw = layout.lines.raw
    known = [number for number in marked if raw[number].startswith(STARTS) and is_offer(raw[number].strip())]
    if not known:
        return
    box: list[int] = []
    for number in range(max(min(known) - _AROUND, 0), min(max(known) + _AROUND, len(raw))):
        if len(raw[number]) > _LONGEST or not (number in known or _OFFER.fullmatch(raw[number].strip())):
            continue
        if box and not _goes_on(raw, box[-1], number):
            yield from _whole(box)
            box = []
        box.append(number)
    yield from _whole(box)


def _goes_on(raw: list[str], last: int, number: int) -> bool:
    return number - last <= _BETWEEN and all(len(words) <= _SHORT for words in raw[last + 1 : number])


def _whole(box: list[int]) -> Iterator[int]:
    if len(box) >= _TELLING:
        yield from range(box[0], box[-1] + 1)
