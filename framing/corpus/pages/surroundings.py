"""The frame of a web page that was copied with its article: menus and rubrics above, buttons and teasers below.

What stands between the article's first and last sentence is left alone here. Above and below, a short line that is no
sentence is the page's; only the headline and the lines that sum an article up stand there as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from framing.corpus.pages.credit_lines import is_agency, is_picture, points_at
from framing.corpus.pages.labels import is_button, is_rubric
from framing.corpus.pages.layout import Layout, kind_at
from framing.corpus.pages.lines import ENDS, ends_sentence
from framing.corpus.pages.menus import ITEM, ROW, find_menus
from framing.corpus.pages.notices import KEY, KEYS, is_notice, note_kind
from framing.corpus.pages.stamps import Stamp
from framing.corpus.pages.teasers import find_teasers
from framing.records.article import Block

#: No short line of a page is longer, nor a line that says how to reach its writer.
_LONGEST, _CONTACTS = 200, 300
#: No label that ends like a sentence ("One app.") is longer.
_LABEL = 60
#: Nor has what a page runs together more spaces.
_SPACED = 16
_SENTENCE_ENDS = ENDS | {","}
_NAME = r"(?:[A-Z][\w.’'-]*|de|van|von|der|al|bin)(?: (?:[A-Z][\w.’'-]*|de|van|von|der|al|bin)){1,3}"
_ROLE = (
    r"(?:[\w&’'/-]+ ){0,5}(?:[Cc]orrespondents?|[Ee]ditors?|[Rr]eporters?|[Ww]riters?|[Cc]olumnists?|[Bb]ureau [Cc]hief"
    r"|[Cc]ontributors?|[Cc]ommentators?|[Jj]ournalists?|[Pp]roducers?|[Aa]gencies|[Ss]taff|[Dd]esk)"
)
_WHO = re.compile(
    rf"{_NAME}(?: in {_NAME}| in [A-Z]\w+)?(?:(?:,| and|, and) {_NAME}(?: in {_NAME}| in [A-Z]\w+)?){{0,4}}"
    rf"(?:,? {_ROLE}| \([A-Z][\w .&’'-]{{2,40}}\))?"
)
#: The same above the headline, where only words that say what a writer does may follow the name.
_WHO_DOES = re.compile(
    r"[A-Z][\w.’'-]+ (?:[A-Z][\w.’'-]+,? )+?"
    r"(?:(?:Senior|Chief|Deputy|Special|Staff|China|Asia|Beijing|US|World|Economics?|Business|Trade|Diplomatic|Foreign"
    r"|Political|Politics|Global|International|News|Markets|Technology|diplomatic|foreign|political|economics|business"
    r"|affairs|Affairs|defence|defense|environment|climate|energy|health|science|security|technology|transport|industry"
    r"|rural|social|legal|media|finance|markets|trade|north|east|south|west|of|and) )*"
    r"(?:[Cc]orrespondent|[Ee]ditor|[Rr]eporter|[Ww]riter|[Cc]olumnist|[Cc]ommentator)"
)
_ROLE_ONLY = re.compile(rf"{_ROLE}(?: in [A-Z]\w+)?|Reporting from [A-Z][\w ,]+")
#: "By Ann Lee with AP", "by AFP", "- By Ann Lee and Bo Li Valley Wire", "Posted by Ann Lee".
_BY = re.compile(
    r"(?:[-–—] )?(?:Posted by|Written by|Reported by|By|BY|by|Authors?:) (?=[A-Z])"
    r"(?:(?:[A-Z][\w.’'&-]*|and|in|of|for|the|de|van|von|der|al|bin|with|writers?|correspondents?|reporters?"
    r"|special|staff|senior|editor|via)[, ]*){1,18}(?:\([^()]{2,60}\)?|\[+[^\[\]]{2,60}\]+|\S+@\S+)?"
)
_COLUMN = re.compile(rf"(?:[A-Z][\w’'-]* ){{1,4}}by {_NAME}")
#: "Published in News & Features".
_FILED = re.compile(r"(?:Published|Posted|Filed) (?:in|under):? [A-Z][\w&, ]{2,40}")
_OPINION = re.compile(r"Opinions?|(?:\w+ )?Columnists?|Comment(?:ary)?")
_TIME_AT_FRONT = re.compile(
    r"(?:By|BY|by) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|Jan|Feb|March|Apr|May\b|June\b|July\b|Aug|Sept|Oct|Nov|Dec)"
)
_BYS = ("By ", "BY ", "by ")
#: So many sentences may sum an article up above that.
_SUMMED = 3
#: "The News Herald (Willoughby, OH)".
_PAPER = re.compile(r"[A-Z][\w.&’' -]{2,50} \([A-Z][\w. ]+, [A-Z][A-Za-z.]+\)")
_RUN_TOGETHER = re.compile(r"[a-z][A-Z][a-z]")
_NEAR = frozenset({"byline", "date", "credit", "banner"})
_TITLED = re.compile(r"(?:[A-Z][\w’'-]+ ){3}[A-Z][\w’'-]+")
#: Who holds an office stands in the picture, and has not written about it.
_IN_OFFICE = re.compile(
    r"(?:(?:Prime |Foreign |Finance |Trade |Vice |Deputy |Former )?"
    r"(?:Leader|Minister|Premier|President|Secretary|Chancellor|Governor|Mayor|King|Queen|Prince|Princess|Pope)"
    r"|Senator|Sen\.|Rep\.|Gov\.|Ambassador) "
)
#: A name that stands alone as often is one of a table or a map.
_OFTEN = 3
#: A list of keywords has more commas than names of writers do, and so many words at most between them.
_KEYWORDS, _KEYWORD = 5, 4
#: What stands before a name in a list of writers and of how to reach them, and an address that a page hides.
_ITEM_SIGN, _HIDDEN = "-–•· ", "[email\xa0protected]"
#: A line that ends so leaves the writer's name to the next.
_BY_LAST = ("By", "BY", " by")
#: How a caption ends above a picture's credit of its own line, and the address of a site.
_DATED_END = re.compile(r"\b(?:19|20)\d\d\.?$")
_SITE = re.compile(r"(?:www\.)?(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|info|[a-z]{2})/?")
_DESK = re.compile(r"(?:[A-Z][\w.]+ ){1,3}Desk")
#: From here on letters are those of East Asia.
_EAST_ASIAN = "\u2e80"
_CONTACT = re.compile(
    r"\(?(?:(?:Contact|Email|E-mail|Write to|Reach) (?:the )?(?:reporters?|writers?|editors?|authors?)?\b.{0,80})?"
    r"\S+@\S+\)?"
)


def nobody(name: str) -> bool:
    """No name is an outlet's."""
    return False


def stamp_kind(stamp: Stamp) -> str:
    """The kind of block that a date stamp is."""
    return "byline" if stamp.names else "date"


def mark_frame(layout: Layout, marked: dict[int, Block], is_outlet: Callable[[str], object]) -> None:
    """Mark what stands above the headline and below the last sentence and can only be the page's.

    ``is_outlet`` tells whether a line is the name of one.
    """
    raw, top, items, said = layout.lines.raw, layout.top, 0, len(layout.lines)
    edges = [number for number in layout.frame if number not in marked]
    for number in edges:
        words = raw[number]
        # Most are sentences of the prose, of which only notices are looked at more closely.
        if number < top and words[-1] in _SENTENCE_ENDS and len(words) > _LABEL and words[:KEY] not in KEYS:
            if points_at(words) and _reports_below(layout, number):
                marked[number] = layout.block(number, "caption")
            continue
        words = words.strip()
        items += len(words) <= ITEM
        if words[-1] in _SENTENCE_ENDS and not is_notice(words) and not is_button(words):
            said = min(said, number)
        kind = _framing_kind(layout, number, words, is_outlet)
        # Below a sentence, however short, a word that stands alone may be the article's own.
        if not kind and number < min(top, said) and layout.prose and _is_label(layout, words):
            kind = "banner"
        if kind:
            marked[number] = layout.block(number, kind)
    if items >= ROW and layout.prose and not layout.wrapped:
        for number in find_menus(layout, edges, marked):
            marked.setdefault(number, layout.block(number, "banner"))


def mark_credits(layout: Layout, headline: int, marked: dict[int, Block]) -> None:
    """Mark who wrote it, between the headline (the ``headline``-th line) and the prose, and the tail's teasers."""
    zone = range(headline + 1, layout.top)
    for number in range(layout.top, min(layout.top + _SUMMED, len(layout.lines) - 1)):
        if number not in marked and _is_byline_below(layout, number):
            marked[number] = layout.block(number, "byline")
    # Where nothing is marked, nobody stands beside it.
    if zone and marked and not layout.wrapped:
        _mark_writers(layout, zone, layout.lines.words(headline) if headline >= 0 else "", marked)
    if 1 < layout.bottom < len(layout.lines) and (teasers := find_teasers(layout, marked)) and not layout.wrapped:
        for number in teasers:
            marked[number] = layout.block(number, "banner")


def _framing_kind(layout: Layout, number: int, words: str, is_outlet: Callable[[str], object]) -> str:
    above = number < layout.top
    if number in layout.stamps:
        return stamp_kind(layout.stamps[number])
    if is_notice(words) or (not above and words[0] >= _EAST_ASIAN > layout.lines.raw[0].lstrip()[0]):
        return "banner"
    if (
        above
        and number
        and len(words) <= _LABEL
        and _ends_in_by(layout.lines.raw[number - 1])
        and _WHO.fullmatch(words)
    ):
        return "byline"
    short = len(words) <= _LONGEST and not ends_sentence(words)
    if short and (kind := _short_kind(layout, words, above, is_outlet)):
        return kind
    if words.count(",") >= _KEYWORDS and _lists_keywords(words):
        return "banner"
    if above:
        pictured = words[-1:] not in _SENTENCE_ENDS and is_picture(words) and _runs_on(layout, number)
        return "caption" if pictured else ""
    if len(words) < _CONTACTS and "@" in words and _CONTACT.fullmatch(words):
        return "byline"
    return note_kind(words)


def _runs_on(layout: Layout, number: int) -> bool:
    """Whether sentences stand below a line: the last of a brief report may end in "(AP)" as captions do."""
    return any(len(words) > _LABEL and ends_sentence(words) for words in layout.lines.raw[number + 1 :])


def _reports_below(layout: Layout, number: int) -> bool:
    """Whether the report begins below a line, with its dateline."""
    return layout.dateline is not None and layout.lines.place(number)[1] < layout.dateline.start


def _lists_keywords(words: str) -> bool:
    """Whether a line is a list of what an article is about: "mill strike 2025, Lee Li meeting, wool news, levy"."""
    listed = words.split(", ")
    return len(listed) > _KEYWORDS and words[-1].isalnum() and all(len(one.split()) <= _KEYWORD for one in listed)


def _ends_in_by(words: str) -> bool:
    """Whether a line leaves the writer's name to the next: "[April 29, 2025] By"."""
    return words.rstrip().endswith(_BY_LAST)


def _short_kind(layout: Layout, words: str, above: bool, is_outlet: Callable[[str], object]) -> str:
    """The kind of a short line that is no sentence."""
    paper = words[-1] == ")" and len(words) <= _LABEL and _PAPER.fullmatch(words)
    if paper or is_button(words) or (is_rubric(words) and layout.prose):
        return "banner"
    if (
        (("y " in words[:16] or words.startswith(("BY ", "Author"))) and _is_byline(words))
        or (" by " in words and _is_column(layout, words))
        or (above and words[-1] in "rt" and (_WHO_DOES.fullmatch(words) or _OPINION.fullmatch(words)))
        or (above and ((", " in words and _writes_for(words)) or (words.endswith("Desk") and _DESK.fullmatch(words))))
    ):
        return "byline"
    if (" " not in words and "." in words and _SITE.fullmatch(words)) or _FILED.fullmatch(words):
        return "banner"
    if not above or (len(words) > _LABEL and words.count(" ") > _SPACED):
        return ""
    return "banner" if is_outlet(words) else ""


def _is_label(layout: Layout, words: str) -> bool:
    """One word, or several that a page has run together: "ChinaDiplomacy", "TradeNews from AsiaMore"."""
    if len(words) <= ITEM and not any(map(str.isalpha, words)):
        return True
    run = " " not in words or len(_RUN_TOGETHER.findall(words)) > 2
    return run and not ends_sentence(words) and not layout.wrapped


def _is_column(layout: Layout, words: str) -> bool:
    """ "Mill File by Ann Lee", if a line nearby is that name, or says that what follows is somebody's opinion."""
    column, _, name = words.partition(" by ")
    if not name or len(column) > ITEM or not words[0].isupper():
        return False
    above = layout.lines.span(0, layout.top)
    return name in above or (_COLUMN.fullmatch(words) is not None and any(map(_OPINION.fullmatch, above)))


def _writes_for(words: str) -> bool:
    """ "Ann Lee and Bo Li, The Associated Press"."""
    who, _, agency = words.rpartition(", ")
    return is_agency(agency) and _WHO.fullmatch(who) is not None


def _is_byline(words: str) -> bool:
    return _BY.fullmatch(words) is not None and not _TIME_AT_FRONT.match(words)


def _is_byline_below(layout: Layout, number: int) -> bool:
    """Whether a line says who wrote it, below sentences that sum the article up."""
    words = layout.lines.raw[number]
    if len(words) > _LONGEST or not words.startswith(_BYS) or not _is_byline(words.strip()):
        return False
    before, after = layout.lines.words(number - 1), layout.lines.words(number + 1)
    return bool(number) and ends_sentence(before) and not after[0].islower() and not layout.wrapped


def _near(number: int, marked: dict[int, Block]) -> bool:
    return kind_at(marked, number - 1) in _NEAR or kind_at(marked, number + 1) in _NEAR


def _goes_on(layout: Layout, number: int) -> bool:
    """Whether a line below goes on in small letters: a name that links to a page stands apart from its sentence."""
    below = layout.lines.span(number + 1, number + 3)
    return bool(below) and (below[0][0].islower() or (_WHO.fullmatch(below[0]) is not None and below[-1][0].islower()))


def _mark_writers(layout: Layout, zone: range, headline: str, marked: dict[int, Block]) -> None:
    """Mark the headline that comes again, lines of one word, and names and offices beside what is marked."""
    above = zone.start - 1
    for number in zone:
        words = layout.lines.words(number)
        alone = " " not in words and not ends_sentence(words) and (number - 1 == above or number - 1 in marked)
        if number not in marked and (words == headline or alone):
            marked[number] = layout.block(number, "repeat" if words == headline else "banner")
        # A picture's credit stands below its caption.
        elif number not in marked and kind_at(marked, number + 1) == "credit" and _DATED_END.search(words):
            marked[number] = layout.block(number, "caption")
    below = layout.lines.words(zone.start)
    if zone.start not in marked and len(below) <= _LABEL and _ROLE_ONLY.fullmatch(below):
        marked[zone.start] = layout.block(zone.start, "byline")
    # A name may stand above the office that stands above the day.
    for number in (*zone, *reversed(zone)):
        if number not in marked and _near(number, marked) and not _goes_on(layout, number):
            words = layout.lines.words(number).lstrip(_ITEM_SIGN)
            who = _is_who(layout, number, words)
            if who or _ROLE_ONLY.fullmatch(words) or words.replace(" ", "\xa0") == _HIDDEN:
                kind = "caption" if _IN_OFFICE.match(words) else "byline"
                marked[number] = layout.block(number, kind)


def _is_who(layout: Layout, number: int, words: str) -> bool:
    """Whether a line is names of writers: four words in capitals may be a headline, and a name said often a label."""
    if not _WHO.fullmatch(words) or _TITLED.fullmatch(words):
        return False
    return layout.lines.raw.count(layout.lines.raw[number]) < _OFTEN
