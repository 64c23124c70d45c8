"""Lines that are the page's and not the reporter's, by their own words: credits, captions, bylines, days."""

from __future__ import annotations

import re

from framing.corpus.pages.labels import is_button, is_figure
from framing.corpus.pages.lines import PLAIN_ENDS
from framing.corpus.pages.notices import INVITES, LINKS, is_box
from framing.corpus.pages.stamps import read_stamp

_BYLINE = re.compile(
    r"(?:By|BY)\s+"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|March|Apr|May\b|June\b|July\b|Aug|Sept|Oct|Nov|Dec)"
    r"(?:[A-Z][\w.’'-]*|[A-Z]\.)(?:,?\s+(?:[A-Z][\w.’'-]*|and|AND|in|of|for|the|de|van|von|al|bin|&|\|)){0,16}[\s,]*"
    r"(?:[(|,–—-]\s*[^.!?]{0,80})?"
)
_UPDATED = re.compile(r".{0,80}\b(?:Updated|Published|Last updated|Posted)\s*(?:at|on)?\s*:?\s.{0,60}\d{1,4}.{0,40}")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:date:?\s+)?"
    rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}})"
    r"(?:,?\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?"
    r"(?:[\s,|T]+(?:at\s+)?\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?",
    re.IGNORECASE,
)
#: Who takes pictures and writes for others.
_AGENCIES = (
    r"(?:Xinhua|XINHUA|China Daily|CHINA DAILY|Reuters|REUTERS|AP|AFP|Getty(?: Images)?|EPA(?:-EFE)?|VCG|IC|CFP"
    r"|Bloomberg|Shutterstock|CNS(?:Photo)?"
    r"|China News Service|Kyodo|Yonhap|YONHAP|PTI|TASS|dpa|Alamy|iStock|Associated Press|Agence France-Presse|Newscom"
    r"|NurPhoto|(?:ZUMA|Zuma)(?: Press| Wire)?|Sipa(?: USA)?|Anadolu(?: Agency)?|UPI|TNS|Polaris|Redux|BBC"
    r"|AAP(?:IMAGE)?|PA (?:Media|Wire|Images)|ANI|IANS|Bernama|EFE|ANSA|The Canadian Press|MAXPPP|IMAGO|Imago)"
)
_AGENCY = re.compile(_AGENCIES)
#: How a caption ends: "Photo: A. Lee", "[Photo/VCG]" ...
_NAMED_END = re.compile(
    r"(?:\b(?:Photo|PHOTO|[Ff]ile photo|Photos|PHOTOS|Photograph|Picture|Image|Credit|Illustration|Graphic|Cartoon"
    r"|(?:Photo|Image) [Cc]redit|Image [Ss]ource|Video)"
    r"\s*(?:by|:|：|/|courtesy of)\s*[^.!?\n]{2,60}\.?\)?\]?"
    r"|\bCredit(?:\.\.\.|…)[^.!?\n]{2,80}"
    r"|[(\[]\s*(?:Photo|File [Pp]hoto|AP Photo|Xinhua|Reuters|VCG|CFP|Getty|Source ?:)(?!\w)[^()\[\]\n]{0,60}[)\]]\.?)$"
)
#: ... or "... | AP Photo" ...
_BARRED_END = re.compile(
    rf"[.”\"’'] ?\| ?{_AGENCIES}(?: Photos?| Images)?$"
    r"|[.”\"’'] ?[A-Z][\w ,&’'-]{0,50}(?:via )?(?:Getty Images|Shutterstock)$"
)
_PICTURE_ENDS = ("Getty Images", "Shutterstock")
#: ... or "A. Lee/AP", "REUTERS/A. Lee".
_SLASHED_END = re.compile(
    rf"/\s?(?:{_AGENCIES})(?:\s?(?:/|via)\s?[A-Z][\w ]{{1,30}})*(?:[)\]]\.?)?$"
    r"|\b(?:REUTERS|AFP|AP(?: Photo)?|EPA|AAP|Xinhua|XINHUA|Bloomberg)\s?/\s?[A-Z][\w.’' /-]{2,50}\)?$"
)
#: ... or, at the end of however long a caption, "(Xinhua/Ann Lee)", "(Ann Lee/The Post)".
_PERSON = r"(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w.’'-]+"
_BRACKETED_END = re.compile(
    rf"[(\[](?:{_AGENCIES}/ ?{_PERSON}|{_PERSON}/ ?[A-Z][\w.&’' -]{{1,40}}"
    r"|(?:[Ff]ile )?(?:[Pp]hoto|PHOTO|[Ii]mage)s?(?: courtesy of|:| by) ?[^()\[\]]{2,70})[)\]]$"
)
#: A picture's credit in a line of its own: "Ann Lee | Reuters", "Ann Lee | AFP | Getty Images".
_BARRED = re.compile(rf"(?:(?:[A-Z][\w.’'/-]+ ){{1,3}}[A-Z][\w.’'-]+|{_AGENCIES})(?: \| (?:By )?{_AGENCIES})+")
_SIGNED = r"(?:(?:©|\(c\)|Credit:?|Image copyright|Photo:?|Image source,?)\s*)?"
#: A caption above an article may end with no more than the agency: "... in May. REUTERS", "... in May (AP)", or a site.
_CREDITED_END = re.compile(
    r"(?:\. ?(?:REUTERS|AFP|AP|EPA)"
    rf"|[.”\"’'] ?[-–—] ?{_AGENCIES}(?: ?(?:pic|photo|file photo))?"
    rf"|[(\[](?:(?:{_AGENCIES})(?: Photos?)?(?: via [A-Z][\w ]{{1,30}})?"
    r"|[\w-]{2,30}\.(?:com|org|net|gov|edu))[)\]])\.?$"
)
#: A caption says who stands where.
_POINTS = re.compile(r"\((?:(?:second|2nd|third|3rd|far) (?:from )?)?(?:left|right|cent(?:re|er)|[LRC])\)")
#: The same without a slash, the quicker question, and how such a line begins.
_BARE_STARTS = frozenset("(c Cr Im Ph Xi Re RE AP AF Ge EP VC IC CF Bl Sh CN Ch Ky Yo PT TA dp Al iS".split())
_CREDIT_BARE = re.compile(
    rf"{_SIGNED}{_AGENCIES}(?: [Pp]hotos?)?(?:\s?via\s?[A-Z][\w ]{{1,30}})*(?:, [A-Z]{{3}}[A-Z ]*)?"
)
_CREDIT_ONLY = re.compile(
    rf"{_SIGNED}(?:{_AGENCIES}|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{0,3}}\s?/\s?{_AGENCIES})"
    rf"(?:\s?(?:/|via)\s?[A-Z][\w ]{{1,30}})*|[(\[](?:[A-Z][\w.’'-]+ ?){{0,4}}/\s?(?:{_AGENCIES})[^()\n]{{0,30}}[)\]]"
)
_CAPTION_STARTS = (
    "FILE PHOTO",
    "File photo",
    "FILE - ",
    "FILE – ",
    "FILE — ",
    "Image caption",
    "Media caption",
    "[Photo",
    "(Photo",
    "Photo:",
    "PHOTO:",
    "![",
)
#: Sentences that say what a picture shows, and how they begin; and the place and day before one.
_SHOWS = re.compile(
    r"(?:This|In this) (?:(?:undated|aerial|file|handout|combination|combo|composite|of) )*"
    r"(?:photo|picture|image|photograph)s?\b.{0,60}\b(?:taken|created|provided|released|made|shows?|from)\b.*"
)
SHOWS = tuple(
    f"{this} {kind}"
    for this in ("This", "In this")
    for kind in ("photo", "picture", "image", "combination", "combo", "file ", "handout", "aerial", "undated")
)
_THIS = frozenset(words[:2] for words in SHOWS)
_PLACED = re.compile(r"[A-Z][A-Z .'’-]{2,30}, [A-Z][A-Z .'’-]{2,30} [–—-] [A-Z]{3,9} \d{1,2}(?:, \d{4})?: .*")
_TAIL_CREDIT = re.compile(
    r"\(?(?:Additional |With )?[Rr]eporting by [^\n]{2,400}"
    r"|\(?(?:Writing|Editing|Compiled|Edited|Translated) by [A-Z][^\n.]{2,100}\.?\)?"
    r"|[^\n]{2,200} contributed (?:reporting )?to this (?:report|story|article)\.?\)?"
    r"|\(?Source ?: ?[^\n]{2,80}|(?:Web |Responsible )?[Ee]ditors?: ?[^\n]{2,60}"
    r"|\(?(?:With|with) (?:inputs?|files|contributions?|reporting) (?:from|by) [^\n]{2,120}|Contributing: [^\n]{2,120}"
)
#: How everything begins that ends like a sentence and yet may be a block; the rest of such lines are paragraphs.
BEGINNINGS = (
    *_CAPTION_STARTS, *INVITES, *LINKS, "©", "(c)", "(C)", "Copyright", "COPYRIGHT", "All ", "*", "_", ">", "•",
    "[", "(", "Reporting by", "Additional reporting", "With ", "Writing by", "Editing by", "Compiled by", "Edited by",
    "Translated by", "Source", "Editor", "Web editor", "Contributing:",
)  # fmt: skip
#: Their first letters, and those among them that are one sign: what a line is asked first.
KEY = 3
STARTS = frozenset(words[:KEY] for words in BEGINNINGS)
SIGNS = frozenset(words for words in BEGINNINGS if len(words) == 1)
_FIRST_SIGNS = frozenset(words[0] for words in BEGINNINGS if len(words) < KEY)
_NAMED_HINTS = ("hoto", "HOTO", "icture", "redit", "mage", "llustration", "raphic", "ideo", "artoon", "Source")
_HOURS = ("pdated", "ublished", "osted")
#: How closing credits begin, if they do not hold "contributed", the one of them that may be a text's first line, and
#: what a line that is a date begins with.
_TAIL_STARTS = frozenset("Add Wit wit Rep rep Res Wri Edi edi Com Tra Sou Web Con".split())
_SOURCES = ("Source:", "Source :", "Source：")
_DATE_STARTS = frozenset("mon tue wed thu fri sat sun dat jan feb mar apr may jun jul aug sep oct nov dec".split())
_CAPTION, _LONG_CAPTION = 450, 1_000
#: A longer line of several sentences is a paragraph, and the agency in brackets at its end what it rests on.
_PARAGRAPH, _SENTENCES = 200, re.compile(r"[a-z]{2}[.!?] (?=[A-Z])")
#: ... nor the credit at its end.
_CREDIT = 110
#: "The image above is AI-generated", and no longer.
_MADE, _MACHINE = re.compile(r"\b[Ii]mages?\b.{0,30}\bAI\b|\bAI[- ]generated image"), 120


def credit_kind(words: str, before: int, after: int) -> str:
    """The kind of block that a whole line is, or an empty string.

    ``before`` and ``after`` count the lines above and below it.

    >>> credit_kind("By Ann Lee and Bo Li (Morning Post)", 1, 20), credit_kind("By noon the talks were over.", 1, 20)
    ('byline', '')
    """
    length = len(words)
    if words[-1] in ")]" and length < _LONG_CAPTION and _BRACKETED_END.search(words, max(length - _CREDIT, 1)):
        return "caption"
    if length > 500:
        return ""
    if length < 40 and (is_button(words) or is_figure(words)):
        return "banner"
    if words[:KEY] in STARTS or words[0] in _FIRST_SIGNS or (words[:2] in _THIS and words.startswith(SHOWS)):
        if is_box(words):
            return "banner"
        if tells_of_picture(words):
            return "caption"
    # A picture's line ends like a sentence only where it says that it is a photo's.
    if (
        length < 450
        and (words[-1] not in PLAIN_ENDS or "hoto" in words[-110:])
        and (kind := _picture(words, length, before))
    ):
        return kind
    return _credit(words, length, before) if before < 8 or after < 6 else ""


def _credit(words: str, length: int, before: int) -> str:
    """Bylines, dates and closing credits: only near the ends."""
    if before < 8 and length < 200:
        if words.startswith(("By ", "BY ")) and words[-1] not in '.!?”"' and _BYLINE.fullmatch(words):
            return "byline"
        if "d" in words and words[-1] != "." and _holds(words, _HOURS) and _UPDATED.fullmatch(words):
            stamp = read_stamp(words)
            return "date" if stamp and not stamp.names else "byline"
    if (
        length < 60
        and (words[-1] != "." or words.endswith("m."))
        and (words[0].isdecimal() or words[:KEY].casefold() in _DATE_STARTS)
        and _DATE.fullmatch(words)
    ):
        return "date"
    ends = (before > 0 or words.startswith(_SOURCES)) and (
        words[:KEY] in _TAIL_STARTS or words[0] == "(" or "contributed" in words
    )
    return "credit" if ends and _TAIL_CREDIT.fullmatch(words) else ""


def _picture(words: str, length: int, before: int) -> str:
    end = words[-110:]
    slash = "/" in end
    if length < 80 and (
        _CREDIT_ONLY.fullmatch(words)
        if slash
        else (words[:2] in _BARE_STARTS or words[0] == "©") and _CREDIT_BARE.fullmatch(words)
    ):
        return "credit" if before or length < 40 else ""
    if length < 80 and " | " in words and _BARRED.fullmatch(words):
        return "credit"
    if (slash and _SLASHED_END.search(end)) or (
        ("| " in end or end.endswith(_PICTURE_ENDS)) and _BARRED_END.search(end)
    ):
        return "caption"
    if (words[:2].isupper() and _PLACED.fullmatch(words)) or (
        length < _MACHINE and "AI" in words and _MADE.search(words)
    ):
        return "caption"
    if _holds(end, _NAMED_HINTS) and (found := _NAMED_END.search(end)):
        return "credit" if found.start() == 0 and length < 110 else "caption"
    return ""


def tells_of_picture(words: str) -> bool:
    """Whether a line begins as captions do.

    >>> tells_of_picture("This file photo taken in May shows a crane. — AFP"), tells_of_picture("This picture is odd.")
    (True, False)
    """
    return words.startswith(_CAPTION_STARTS) or (words.startswith(SHOWS) and _SHOWS.fullmatch(words) is not None)


def is_picture(words: str) -> bool:
    """Whether a line above an article is a picture's.

    >>> is_picture("A crane at the port, May 1, 2025. REUTERS"), is_picture("He spoke to Reuters")
    (True, False)
    """
    if words.startswith("Head shot of "):
        return True
    credited = len(words) < _CAPTION and _CREDITED_END.search(words[-40:]) is not None
    return credited and not (len(words) > _PARAGRAPH and words[-1] == ")" and _SENTENCES.search(words))


def is_agency(name: str) -> bool:
    """Whether a name is one of those that take pictures and write for others."""
    return _AGENCY.fullmatch(name.removeprefix("The ")) is not None


def points_at(words: str) -> bool:
    """Whether a line says who stands where in a picture.

    >>> points_at("Ada Lin (centre) at the gate with Bo Po (left)."), points_at("The left (and the right) agreed.")
    (True, False)
    """
    return "(" in words and len(words) < _CAPTION and _POINTS.search(words) is not None


def _holds(words: str, hints: tuple[str, ...]) -> bool:
    """True if one of the hints is there: much cheaper than the pattern that then decides."""
    for hint in hints:  # noqa: SIM110  (any() with a generator takes three times as long)
        if hint in words:
            return True
    return False
