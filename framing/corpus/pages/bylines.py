"""Who wrote it: the lines of a page that say so, and what the first of them says.

Names are only a byline beside other lines of the page; a line that begins with "By" is one above the prose anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.corpus.pages.credit_lines import is_agency
from framing.corpus.pages.databases import BYLINE
from framing.corpus.pages.layout import Layout, kind_at
from framing.corpus.pages.lines import ends_sentence
from framing.corpus.pages.menus import ITEM
from framing.corpus.pages.stamps import read_stamp
from framing.records.article import Block

#: How a byline begins.
_LEAD = r"(?:[-–—] )?(?:Posted by|Written by|Reported by|By|BY|by|Authors?:) "
_BY = re.compile(_LEAD)
#: What follows a writer's name that is none: the outlet in brackets, its column, its source.
_BESIDE = re.compile(r"\s*(?:[(|·•\[]|[Ss]ource ?[:：]| [-–—] |,? ?\S+@\S+).*")
#: Names of two words and more; a byline without "By" says no more than names and what they do.
_NAMES = re.compile(r"[A-Z][\w.’'-]+ (?:\S+ )*[A-Z]?[\w.’'-]+(?: \S+)*")

#: "Mill File by Ann Lee".
_COLUMN = re.compile(r"[A-Z].{1,40} by (?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+")
#: What somebody is, and not who.
_OFFICE = re.compile(
    r"(?:[A-Z]{2,}|Staff|Special) (?:Columnists?|Staff)|[A-Z][\w.]+ (?:Correspondents?|Editors?|Reporters?|Writers?)"
)

#: No line that names writers is longer, nor one that says how to reach them, nor a brief one.
_LONGEST, _CONTACTS, _BRIEF = 200, 300, 60
_NAME = r"(?:[A-Z][\w.’'-]*|de|van|von|der|al|bin)(?: (?:[A-Z][\w.’'-]*|de|van|von|der|al|bin)){1,3}"
_ROLE = (
    r"(?:[\w&’'/-]+ ){0,5}(?:[Cc]orrespondents?|[Ee]ditors?|[Rr]eporters?|[Ww]riters?|[Cc]olumnists?|[Bb]ureau [Cc]hief"
    r"|[Cc]ontributors?|[Cc]ommentators?|[Jj]ournalists?|[Pp]roducers?|[Aa]gencies|[Ss]taff|[Dd]esk)"
)
#: A line of writers' names, with where they are and what they do.
_WHO = re.compile(
    rf"{_NAME}(?: in {_NAME}| in [A-Z]\w+)?(?:(?:,| and|, and) {_NAME}(?: in {_NAME}| in [A-Z]\w+)?){{0,4}}"
    rf"(?:,? {_ROLE}| \([A-Z][\w .&’'-]{{2,40}}\))?"
)
#: ... and above the headline, where only words that say what a writer does may follow the name.
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
_SAYS_BY = re.compile(
    rf"{_LEAD}(?=[A-Z])"
    r"(?:(?:[A-Z][\w.’'&-]*|and|in|of|for|the|de|van|von|der|al|bin|with|writers?|correspondents?|reporters?"
    r"|special|staff|senior|editor|via)[, ]*){1,18}(?:\([^()]{2,60}\)?|\[+[^\[\]]{2,60}\]+|\S+@\S+)?"
)
_COLUMN_LINE = re.compile(rf"(?:[A-Z][\w’'-]* ){{1,4}}by {_NAME}")
_OPINION = re.compile(r"Opinions?|(?:\w+ )?Columnists?|Comment(?:ary)?")
_TIME_AT_FRONT = re.compile(
    r"(?:By|BY|by) (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|Jan|Feb|March|Apr|May\b|June\b|July\b|Aug|Sept|Oct|Nov|Dec)"
)
_BYS = ("By ", "BY ", "by ")
#: So many sentences may sum an article up above that.
_SUMMED = 3
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
#: What stands before a name in a list of writers and of how to reach them, and an address that a page hides.
_ITEM_SIGN, _HIDDEN = "-–•· ", "[email\xa0protected]"
#: A line that ends so leaves the writer's name to the next.
_BY_LAST = ("By", "BY", " by")
#: How a caption ends above a picture's credit of its own line.
_DATED_END = re.compile(r"\b(?:19|20)\d\d\.?$")
_DESK = re.compile(r"(?:[A-Z][\w.]+ ){1,3}Desk")
_CONTACT = re.compile(
    r"\(?(?:(?:Contact|Email|E-mail|Write to|Reach) (?:the )?(?:reporters?|writers?|editors?|authors?)?\b.{0,80})?"
    r"\S+@\S+\)?"
)


def is_byline(layout: Layout, words: str, above: bool) -> bool:
    """Whether a short line that is no sentence says who wrote an article; ``above`` its prose more shapes do."""
    return bool(
        (("y " in words[:16] or words.startswith(("BY ", "Author"))) and _says_by(words))
        or (" by " in words and _is_column(layout, words))
        or (above and words[-1] in "rt" and (_WHO_DOES.fullmatch(words) or _OPINION.fullmatch(words)))
        or (above and ", " in words and _writes_for(words))
        or (above and words.endswith("Desk") and _DESK.fullmatch(words))
    )


def follows_by(layout: Layout, number: int, words: str) -> bool:
    """Whether a line is the writer's name, which the line above leaves to it: "[April 29, 2025] By"."""
    if not number or len(words) > _BRIEF or not layout.lines.raw[number - 1].rstrip().endswith(_BY_LAST):
        return False
    return _WHO.fullmatch(words) is not None


def is_contact(words: str) -> bool:
    """Whether a line says how to reach the writer."""
    return len(words) < _CONTACTS and "@" in words and _CONTACT.fullmatch(words) is not None


def mark_writers(layout: Layout, headline: int, marked: dict[int, Block]) -> None:
    """Mark who wrote it: between the headline (the ``headline``-th line) and the prose, and below a summary."""
    for number in range(layout.top, min(layout.top + _SUMMED, len(layout.lines) - 1)):
        if number not in marked and _is_byline_below(layout, number):
            marked[number] = layout.block(number, "byline")
    zone = range(headline + 1, layout.top)
    # Where nothing is marked, nobody stands beside it.
    if zone and marked and not layout.wrapped:
        _mark_beside(layout, zone, layout.lines.words(headline) if headline >= 0 else "", marked)


def stated_byline(layout: Layout, blocks: Sequence[Block]) -> str:
    """The first line above the prose that begins with "By", or else the first that is nothing but names.

    >>> words = "Mills close\\nBy Ann Lee (Valley Post) | Updated: 2025-10-27"
    >>> layout = Layout(words)
    >>> stated_byline(layout, [Block(12, len(words), "byline")])
    'By Ann Lee'
    """
    lines, plain = layout.lines, ""
    found = [block for block in blocks if block.kind == "byline"]
    if not found or not layout.top:
        return ""
    end = lines.place(layout.top)[0] if layout.top < len(lines) else len(layout.text)
    for words in (layout.text[block.start : block.end] for block in found if block.start < end):
        if words.startswith(BYLINE):
            return words.partition(": ")[2]
        stamp = read_stamp(words)
        words = _BESIDE.sub("", stamp.names if stamp else words).strip(" ,;/|-–—")
        names, _, last = words.rpartition(", ")
        words = names if is_agency(last) else words
        if _BY.match(words):
            return words.lstrip("-–— ")
        if _COLUMN.fullmatch(words):
            return words.rpartition(" by ")[2]
        if (
            not plain
            and not stamp
            and " by " not in words
            and not any(map(str.isdecimal, words))
            and _NAMES.fullmatch(words)
            and not _OFFICE.fullmatch(words)
        ):
            plain = words
    return plain


def names_behind(writer: str, most: int) -> Iterator[str]:
    """What may be somebody's name behind a writer's first and last one: so many words at most, the longest first.

    A single word counts in capitals alone.

    >>> [list(names_behind(writer, 3)) for writer in ("Ann Lee Fox News", "Ann Lee AFP", "Ann B. Lee")]
    [['Fox News'], ['AFP'], []]
    """
    words = writer.split()
    for first in range(max(len(words) - most, 2), len(words)):
        name = " ".join(words[first:])
        if len(words) - first > 1 or name.isupper():
            yield name


def _is_column(layout: Layout, words: str) -> bool:
    """ "Mill File by Ann Lee", if a line nearby is that name, or says that what follows is somebody's opinion."""
    column, _, name = words.partition(" by ")
    if not name or len(column) > ITEM or not words[0].isupper():
        return False
    above = layout.lines.span(0, layout.top)
    return name in above or (_COLUMN_LINE.fullmatch(words) is not None and any(map(_OPINION.fullmatch, above)))


def _writes_for(words: str) -> bool:
    """ "Ann Lee and Bo Li, The Associated Press"."""
    who, _, agency = words.rpartition(", ")
    return is_agency(agency) and _WHO.fullmatch(who) is not None


def _says_by(words: str) -> bool:
    return _SAYS_BY.fullmatch(words) is not None and not _TIME_AT_FRONT.match(words)


def _is_byline_below(layout: Layout, number: int) -> bool:
    """Whether a line says who wrote it, below sentences that sum the article up."""
    words = layout.lines.raw[number]
    if len(words) > _LONGEST or not words.startswith(_BYS) or not _says_by(words.strip()):
        return False
    before, after = layout.lines.words(number - 1), layout.lines.words(number + 1)
    return bool(number) and ends_sentence(before) and not after[0].islower() and not layout.wrapped


def _near(number: int, marked: dict[int, Block]) -> bool:
    return kind_at(marked, number - 1) in _NEAR or kind_at(marked, number + 1) in _NEAR


def _goes_on(layout: Layout, number: int) -> bool:
    """Whether a line below goes on in small letters: a name that links to a page stands apart from its sentence."""
    below = layout.lines.span(number + 1, number + 3)
    return bool(below) and (below[0][0].islower() or (_WHO.fullmatch(below[0]) is not None and below[-1][0].islower()))


def _mark_beside(layout: Layout, zone: range, headline: str, marked: dict[int, Block]) -> None:
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
    if zone.start not in marked and len(below) <= _BRIEF and _ROLE_ONLY.fullmatch(below):
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
