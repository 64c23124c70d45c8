"""Furniture of web pages that was copied with the text: players, teasers, "Follow ...", authors' notes."""

from __future__ import annotations

import re

from framing.corpus.pages.offers import STARTS as OFFERS
from framing.corpus.pages.offers import is_offer

#: How a line of furniture begins that may end like a sentence; its first letters are what a line is asked first.
STARTS = (
    "Media playback is unsupported", "JUST WATCHED", "NOW WATCH", "Thank you for signing up", "Enlarge this image",
    "Follow ", "Getty Images ", "Graphic by ", "Image ", "Updated", "—", "–", "--", "Morning ", "CLOSE ",
    "Newsletter ", "Photos: ", "Play Video", "This browser ", "Your browser ", "Already a", "Join us on ",
    "Like us on ", "This article ",
)  # fmt: skip
#: How a newsletter's line may end that begins with its name, and a label that waits for something.
END = ("Sign up here.", "Sign up here!", "...")
#: How all other lines begin that are furniture wherever they stand.
_HEADS = (
    *STARTS, "Slideshow", "This story", "Newsletter", "Click ", "Watch the", "Read ", "Learn more",
    "Find out more", "More from", "More on ", "Most ", "Related ", "CLICK HERE ", "Sign up ", "SIGN UP ",
    "Photo illustration", "Illustration", "( Also on", "(Also on", "toggle caption", "hide caption", *OFFERS,
)  # fmt: skip
#: Their first letters, and their first signs where they are shorter.
_KEY = 3
_LONGEST = 600
_KEYS = frozenset(start[:_KEY] for start in _HEADS if len(start) >= _KEY)
_DASHES = frozenset(start[0] for start in _HEADS if len(start) < _KEY)
_NAME = r"(?:[A-Z][\w.’'-]+ ?){2,4}"
_SITES = "Twitter|Facebook|Instagram|LinkedIn|YouTube|TikTok|Telegram|WhatsApp|Threads|Bluesky|Google News|X"
_TEASER = re.compile(
    r"Media playback is unsupported\b.*|JUST WATCHED\b.*|NOW WATCH: .*|Thank you for signing up\. .*"
    r"|Slideshow \(\d+ Images?\)|This (?:article|story) (?:is )?tagged under\b.*"
    r"|This article is more than .{1,12} old\.?|This article was published .{3,60}\bago\).{0,80}"
    r"|[A-Z][\w ]{1,20} in your inbox"
    r"|Newsletter [Ss]ign-?\s?[Uu]p(?: Continue reading\b.*)?"
    r"|\( ?Also on [A-Z][\w ]{2,30}: .{5,200}\)|(?:This|Your) browser (?:does not|doesn['’]t) support .{3,160}"
    r"|Follow (?:@\w+(?: ?@\w+)*|[A-Z][\w.’' -]{2,60} on (?:Twitter|Facebook|Instagram|X)\b.{0,80})"
    rf"|(?:Follow|Join|Like) (?:us|me|him|her|them) on .{{0,40}}?\b(?:{_SITES})\b.{{0,100}}"
    r"|Click (?:here )?for more\b.{0,80}|Click here (?:for|to) [^.!?]{3,100}"
    r"|CLICK HERE (?:TO|FOR) [^a-z]{3,100}|Watch the latest video at \S+"
    r"|.{10,280}\b[Nn]ewsletters?\b.{0,200}\b(?:Sign up here[.!]?|[Bb]y signing up,? you agree\b.*)"
)
#: Links to other articles: no sentence, so without a full stop.
_LINK = re.compile(
    r"(?:Read [Mm]ore|Learn more|Find out more) (?:on|from|about|at) [^.!?]{2,80}|More from [A-Z]\w+: [^.!?]{5,120}"
    r"|More on [A-Z][\w’' -]{2,30}|Most (?:Read|Popular) (?:from|in|on) [A-Z][^.!?]{2,50}"
    r"|Related (?=[A-Z0-9])[^.!?]{5,120}|.{5,250}[^.!?”\"] Read more|[^.!?]{5,200}\? Read more"
    r"|(?:Sign up|SIGN UP) (?:for|to|FOR|TO) [^.!?]{5,120}"
)
_CAPTION = re.compile(
    r"Image (?:copyright|source),? .{2,80}? Image caption .{3,400}|(?:toggle|hide) caption\b.{0,120}"
    r"|Play Video (?:\d+:\d\d )?[^.!?]{5,200}(?:\? [–—-] video)?"
    r"|Enlarge this image\b.*|Image [A-Z].{5,300} Credit .{2,100}|Getty Images [A-Z].{20,300}|CLOSE [A-Z][a-z].{20,400}"
    r"|(?:Photo illustration|Graphic|Illustration) by .{2,60}\. Photos? by .{2,200}"
)
#: A gallery of pictures with all its captions, in one line of any length.
_GALLERY, _GALLERY_LEAF = "Photos: ", "Hide Caption"
_UPDATED = re.compile(r"(?:—|–|--)?\s?Updated:? (?:at |on )?(?:[A-Z][a-z]{2,8}\.?,? |\d{1,2}:\d\d).{0,60}")
_ASSISTED = re.compile(
    r"(?:—|–|--)\s?With (?:additional )?(?:reporting|assistance|help) (?:from|by) .{3,250}"
    rf"|{_NAME}(?:, {_NAME})*(?:,? ?and {_NAME})? ?contributed\.?"
    r"|[A-Z][^.]{3,100} reported from [A-Z][^.]{2,60}\. .{3,150} contributed\b.{0,60}"
)
_AUTHOR = re.compile(
    r"The authors? (?:is|are) (?:an?|the|deputy|chief|editor|senior|professors?|former|director|associate|executive)\b"
    r"[^.!?]{3,200}\.?(?: ?\S+@\S+| The (?:views?|opinions?)\b.{10,140})?"
)
_STORIES, _STORIES_LONGEST = re.compile(r"(?<=[.!?”\"’'] )\((?:Read more|More) [^().]{2,60} stories\.\)$"), 90
_ADDRESS = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}")
_PICTURE = re.compile(
    rf"{_NAME}/ ?(?:China Daily|Global Times|People[’']s Daily|Xinhua|NPR|CNN|CGTN|SCMP|WSJ|POLITICO|USA TODAY"
    r"|(?:ABC|NBC|CBS) News|(?:The )?(?:New York Times|Washington Post|Los Angeles Times|Wall Street Journal))"
)


def furniture_kind(words: str, before: int, after: int) -> str:
    """The kind of block that a line of page furniture is, or an empty string; as ``credit_lines.credit_kind``.

    >>> furniture_kind("Slideshow (4 Images)", 20, 9), furniture_kind("Slideshows bored him.", 20, 9)
    ('banner', '')
    """
    if words.startswith(_GALLERY) and _GALLERY_LEAF in words:
        return "caption"
    if len(words) > _LONGEST:
        return ""
    return _anywhere(words) or (_at_an_end(words, before, after) if before < 8 or after < 6 else "")


def link_behind(words: str) -> int:
    """How many letters at the end of a paragraph are a link to other articles: "... are shut. (More mill stories.)".

    >>> link_behind("The mills are shut. (More wool levy stories.)"), link_behind("(He told more stories.)")
    (25, 0)
    """
    found = _STORIES.search(words, max(len(words) - _STORIES_LONGEST, 0)) if words.endswith("stories.)") else None
    return len(words) - found.start() if found else 0


def _anywhere(words: str) -> str:
    # A template that nobody filled in, or a list of keywords in the page's code.
    if ("{{" in words and "}}" in words) or (words.startswith('["') and words.endswith('"]')):
        return "banner"
    begins = (words[:_KEY] in _KEYS or words[0] in _DASHES) and words.startswith(_HEADS)
    if not (begins or words.endswith((" Read more", " in your inbox", *END)) or "ewsletter" in words):
        return ""
    if _TEASER.fullmatch(words) or (words[-1] not in '.!?”"' and _LINK.fullmatch(words)) or is_offer(words):
        return "banner"
    return "caption" if _CAPTION.fullmatch(words) else ""


def _at_an_end(words: str, before: int, after: int) -> str:
    if (
        len(words) < 90
        and ("pdated" in words or "@" in words)
        and (_UPDATED.fullmatch(words) or _ADDRESS.fullmatch(words))
    ):
        return "byline"
    if len(words) < 80 and "/" in words and _PICTURE.fullmatch(words):
        return "credit"
    if not before or after >= 6:
        return ""
    if ("contributed" in words or words[0] in "—–-") and _ASSISTED.fullmatch(words):
        return "credit"
    return "byline" if after < 4 and words.startswith("The author") and _AUTHOR.fullmatch(words) else ""
