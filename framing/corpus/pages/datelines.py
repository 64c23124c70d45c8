"""Datelines: the place, day and agency with which a news report begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.corpus.pages.lines import Lines

_WORD = r"(?:[A-Z][\w.’'-]*|\d{1,2}\.?|de|al|la|el|the|of|and|le|san|st\.)"
#: A press release has the year, too, and may have a dash before the brackets.
_PLACE = re.compile(
    rf"(?:{_WORD}(?:[ ,/]+{_WORD}){{0,7}}(?:, (?:19|20)\d\d)?,?(?:[ ]*|--)"
    rf"(?:\[[A-Z]\w+\],?[ ]*(?:{_WORD}[ ]*){{0,2}})?)?"
)
_DASH = re.compile(r"[ ]*(?:--+|[-–—_])[ ]*")
#: Tags that make a dateline without a dash, as in "(CNN) The court" or "New Delhi (ANI): The court".
_UNDASHED = frozenset(
    "CNN CNNMoney AP AFP UPI ANI PTI IANS Reuters Xinhua Bloomberg Kyodo Yonhap TASS ECNS MENAFN".split()
)
_SLASHED = re.compile(rf"{_PLACE.pattern}/(?P<tag>[A-Za-z][\w ]{{1,20}})/[. ]*(?:--+|[-–—])?[ ]*")
#: "Hong Kong CNN — The court", or only "CNN —".
_STATION = re.compile(r"(?:[A-Z][\w.]+,? ){0,4}(?P<tag>CNN(?: Business)?) ?— ?")
#: "[NEW YORK] The court", as one paper of Singapore has it.
_BOXED = re.compile(r"\[[A-Z][A-Z .,/’'-]{2,40}\] +(?=\S)")
_DAYED = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2} ?$")
_PLAIN = re.compile(
    r"[A-Z][A-Z.’'-]{2,}(?:[ ,/]+[A-Z][A-Z.’'-]+){0,3}"  # BEIJING, NEW YORK, WASHINGTON/LONDON
    r"(?:, [A-Z][a-z]+\.?(?: [A-Z][a-z]+)?)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, (?:19|20)\d\d)?)?"
    r"[ ]+(?:--+|—|–|-)[ ]+(?=\S)"
    r"(?![A-Z]{3,9} \d{1,2}(?:, \d{4})?:)"  # "BEIJING, CHINA - MARCH 28: Weavers wait" stands below a picture
)

#: Cities from which news is reported, in small letters.
_CITY_NAMES = """
    abu dhabi, abuja, accra, addis ababa, ahmedabad, algiers, amman, amsterdam, ankara, athens, atlanta, auckland,
    baghdad, bangkok, barcelona, beijing, beirut, belgrade, bengaluru, berlin, bern, bogota, boston, brasilia,
    brisbane, brussels, bucharest, budapest, buenos aires, busan, cairo, canberra, cape town, caracas, chennai,
    chicago, colombo, copenhagen, dakar, dallas, damascus, davos, delhi, detroit, dhaka, doha, dubai, dublin,
    edinburgh, frankfurt, gaza, geneva, guangzhou, hanoi, havana, helsinki, hong kong, houston, hyderabad,
    islamabad, istanbul, jakarta, jerusalem, johannesburg, kabul, karachi, kathmandu, khartoum, kigali, kolkata,
    kuala lumpur, kyiv, lagos, lahore, lima, lisbon, london, los angeles, madrid, manila, melbourne, mexico city,
    miami, milan, minsk, montreal, moscow, mumbai, munich, nairobi, new delhi, new york, osaka, oslo, ottawa,
    paris, phnom penh, prague, pretoria, pyongyang, quito, ramallah, riyadh, rome, san francisco, santiago, sao
    paulo, seattle, seoul, shanghai, shenzhen, singapore, sofia, stockholm, strasbourg, sydney, taipei, tashkent,
    tbilisi, tehran, tel aviv, the hague, tokyo, toronto, tripoli, tunis, ulaanbaatar, united nations, vancouver,
    vienna, vientiane, warsaw, washington, washington dc, wellington, yangon, yerevan, zurich
"""
_CITIES = frozenset(" ".join(_CITY_NAMES.split()).split(", "))
#: "BEIJING—The", "BEIJING- The": with no space before the dash only behind a known city.
_TIGHT = re.compile(r"(?P<city>[A-Z][A-Z .’']{2,30}[A-Z])(?:(?:--|—) ?|[-–] )(?=[A-Z\d“\"‘])")

#: A line of a hard-wrapped text may be as short as that.
_SHORT = 40

_COUNTRY = re.compile(r" \[[A-Z][\w ]+\]")
_DAY = re.compile(r",? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})$")


class Dateline(NamedTuple):
    """``[start, end)`` of a dateline with its dash; ``tag`` is what stands in its brackets, or empty."""

    start: int
    end: int
    tag: str
    dashed: bool


def find_dateline(lines: Lines, opening: list[str]) -> Dateline | None:
    """The first dateline among the first lines; ``opening`` holds their words.

    >>> words = "BEIJING, Oct 27 (Xinhua) -- Talks resumed on Monday in the capital."
    >>> find_dateline(Lines(words), [words])
    Dateline(start=0, end=28, tag='Xinhua', dashed=True)
    """
    for number, words in enumerate(opening):
        # A dateline stands before prose; a short line with brackets is a credit or a byline.
        if words.find("CNN", 0, 40) >= 0 and (station := _STATION.match(words)):
            begin = lines.place(number)[0]
            return Dateline(begin, begin + station.end(), station["tag"], True)
        if (
            (len(words) > _SHORT or (words[:3].isupper() and "".join(opening[number + 1 : number + 2])[:1].islower()))
            and (
                words[:3].isupper()
                or "(" in (start := words[:80])
                or "/" in start[:40]
                or ": " in start[:30]
                or "[" in start[:40]
            )
            and (found := _bracketed(words) or _other(words))
        ):
            begin = lines.place(number)[0]
            return Dateline(begin, begin + found.end, found.tag, found.dashed)
    return None


def _bracketed(words: str) -> Dateline | None:
    opening = words.find("(", 0, 80)
    closing = words.find(")", opening, opening + 42) if opening >= 0 else -1
    if closing < 0:
        return None
    tag = words[opening + 1 : closing].strip()
    dash = _DASH.match(words, closing + 1)
    # Most brackets are no dateline's and have no dash behind them; the place is the dearer question.
    undashed = tag in _UNDASHED or _DAYED.search(words, 0, opening)
    if (dash is None and not undashed) or not _PLACE.fullmatch(words, 0, opening):
        return None
    return Dateline(0, dash.end() if dash else closing + 1, tag, dash is not None)


def _other(words: str) -> Dateline | None:
    slash = words.find("/", 0, 80)
    if slash >= 0 and (found := _SLASHED.match(words)) and found.start("tag") <= slash + 1:
        return Dateline(0, found.end(), found["tag"].strip(), True)
    if words[:3].isupper() and (found := _PLAIN.match(words) or _BOXED.match(words)):
        return Dateline(0, found.end(), "", True)
    if words[:3].isupper() and (found := _TIGHT.match(words)) and found["city"].casefold() in _CITIES:
        return Dateline(0, found.end(), "", True)
    return _before_colon(words)


def _before_colon(words: str) -> Dateline | None:
    """The dateline that ends in a colon: "KUALA LUMPUR, Oct 26: The two", "BEIJING/WASHINGTON: China hit back".

    One agency's has the countries in brackets: "Beijing [China]/ Washington DC [US], October 14 : China on Tuesday".
    """
    colon = words.find(": ", 0, 80 if "[" in words[:40] else 40)
    places = _COUNTRY.sub("", _DAY.sub("", words[: max(colon, 0)].rstrip())).casefold()
    if places and all(city.strip() in _CITIES for city in places.split("/")):
        return Dateline(0, colon + 2, "", True)
    return None
