"""Whether a piece is built on an agency's copy, and the words that say so.

Dateline, byline and contribution credits count; photo credits, "told Reuters" and "according to Reuters" do not.
Structure is looked for first (a bracket, "By", "contributed to"), names only where it was found, so most texts
cost a few searches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from framing.corpus.pages.bylines import names_behind
from framing.corpus.pages.credit_lines import tells_of_picture
from framing.corpus.pages.layout import Layout
from framing.corpus.pages.stamps import Stamp
from framing.corpus.tags.channels import Channel, ChannelTable

_BYLINE_LENGTH = 200
_BARE, _SHORT, _LONGEST = 40, 160, 1_000
_BYLINES = ("By ", "BY ", "by ", "- By ", "Source:", "SOURCE:", "Source :", "(Source:", "(source:")
_RIGHTS = (*_BYLINES, "©", "Copyright", "(c)", "(C)")
_RIGHTS_SIGNS = frozenset(words[0] for words in _RIGHTS)
_ENDS = frozenset((".", ".”", '."', "!", "?", "。"))
_SPLIT = re.compile(r"[(),|·/;\[\]–—]|--| for | of | at | from |\. |: ?|(?i: via | with )")
#: "Reuters" behind the last sentence of a piece, after a dash; without one it is in capitals, as "AFP".
_SIGNED = re.compile(r"[.!?”\"’'] ?(?P<dash>[—–-]+ ?)?(?P<names>[A-Z][\w’' ,/&-]{1,38})$")
_TOGETHER = re.compile(r"\(?(?:[A-Z][\w .]{1,30} )?[Ww]ith (?P<names>[A-Z][\w’' ,&-]{1,60}?)[.)]*")
_AND = re.compile(r",| and |/")
#: A byline with nothing between the writer and the agency: "Ann Lee and Bo Li The Associated Press".
_LAST_WORDS = 3
_ROLE = re.compile(
    r"\s+(?:[A-Z][a-z]+ )?(?:staff|senior|political|national|special)?\s*"
    r"(?:writers?|reporters?|correspondents?|journalists?|news agency|staff|L\.?P\.?|Inc\.?|All rights reserved)\.?$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:- )?(?:By|BY|by) ")
_YEAR = re.compile(r"^(?:\(?c\)?|©|copyright|\s|\d{4}|-|,)+", re.IGNORECASE)
_REPORTING = re.compile(
    r"\(?(?:Additional )?[Rr]eporting by [^\n]{2,300}?[;,.] ?(?:Writing by [^\n]{2,100}[;,.] ?)?[Ee]diting by "
)
_STRETCH = r"(?:[^.;]|\b[A-Z]\.|\bU\.S\.){1,100}?"
_HELP = r"(?:inputs?|reporting|files|contributions?|reports?)"
_WITH = rf"\b[Ww]ith\s(?:additional\s|further\s)?(?:agency\s)?{_HELP}\s(?:from|by)\s"
_RELAYED = rf"\b(?:[Aa]s\s)?(?:first\s)?[Rr]eported\sby\s{_STRETCH}\sfor\s"
#: What introduces a list of names near the end: literals of which one must be there, whether all of the piece rests
#: on the agency, and the pattern. Fourth comes what may be read in two ways, and so is read together with the names.
_INTRODUCED = (
    (("nput", "eporting", "ith files", "ith contrib", "ith report"), False, _WITH, ""),
    (("dditional reporting",), False, r"\b[Aa]dditional\sreporting\s(?:by|from)\s", ""),
    (("Contributing:",), False, r"\bContributing:\s", ""),
    (("nformation ",), False, r"\b[Ii]nformation\s(?:from|for\sthis\s\w+\swas\scontributed\sby)\s", ""),
    (("aterial from",), False, r"\b[Mm]aterial\sfrom\s", ""),
    (("ased on report",), True, r"\b[Bb]ased\son\sreport(?:s|ing)\s(?:by|from)\s", ""),
    (("originally ",), True, r"\boriginally\s(?:appeared|published|ran)\s(?:in|on|by)\s", ""),
    (("ompiled ",), True, r"\b[Cc]ompiled\s", r"(?:by\s[^.;]{1,40}?\s)?from\s"),
    (("roduced by",), True, r"\bThis\s(?:story|article|report)\swas\s(?:\w+\s)?produced\sby\s", ""),
)
_CONTRIBUTED = re.compile(
    r"(?<=\s)contributed\s(?:(?:reporting|material|information)\s)?(?:to|from|for)\s(?:this|the)\s(?:report|story|article|post)"
)
_HINTS = ("contributed", *sorted({hint for hints, *_ in _INTRODUCED for hint in hints}))
#: Such credits stand in so many last characters: of 194 in real news 170 in the last hundred, none before the last 400.
_END = 600
#: More "reported by" than this is a habit of the text and not worth a look at each.
_OFTEN = 50

_compiled = lru_cache(maxsize=100)(re.compile)


@dataclass(frozen=True, slots=True)
class Derivation:
    """An agency's credit on a piece: ``kind`` is dateline, byline or contribution; ``whole`` if all rests on it."""

    channel: Channel
    kind: str
    start: int
    end: int
    whole: bool


class DerivationFinder:
    """Finds the credits that make a piece derived, in the order of their strength."""

    def __init__(self, channels: ChannelTable) -> None:
        self._channels = channels
        names = channels.all_names
        #: Patterns of all names are dear to compile, and most corpora need few of them: compiled where first needed.
        self._name = rf"(?<![\w&])(?:{names})(?![\w&])"
        listed = rf"(?:[Tt]he\s)?(?P<name>{names})(?![\w&])"
        others = r"(?:[^.;:]{0,60}?(?:,\s|\sand\s))??"
        self._relayed = _RELAYED + others + listed
        self._introduced = [
            (frozenset(hints), whole, lead, more + others + listed) for hints, whole, lead, more in _INTRODUCED
        ]

    def find(self, layout: Layout, byline: str) -> Iterator[Derivation]:
        """All such credits of agencies, datelines first."""
        dateline = layout.dateline
        if dateline is not None and dateline.tag:
            for name in re.split(r"[/,]| and ", dateline.tag):
                channel = self._agency(name)
                if channel is not None:
                    yield Derivation(channel, "dateline", dateline.start, dateline.end, True)
        own_tag = dateline is not None and bool(dateline.tag) and self._agency(dateline.tag) is None
        yield from self._bylines(layout, own_tag)
        yield from self._contributions(layout)
        if byline and (channel := self.byline_agency(byline[:1_000])):
            yield Derivation(channel, "byline", -1, -1, True)

    def byline_agency(self, words: str) -> Channel | None:
        """The agency that a byline names, as in "Matt Day, Bloomberg" or "By The Associated Press"."""
        for part in _SPLIT.split(words):
            part = _YEAR.sub("", _BY.sub("", part.strip()))
            name = _ROLE.sub("", part)
            if name and (channel := self._agency(part) or self._agency(name) or self._last(name)):
                return channel
        return None

    def _last(self, part: str) -> Channel | None:
        """The agency that ends a part of a byline, behind a writer's first and last name."""
        return next(filter(None, map(self._agency, names_behind(part, _LAST_WORDS))), None)

    def _bylines(self, layout: Layout, own_tag: bool) -> Iterator[Derivation]:
        """Credits in the first and last lines; with somebody's ``own_tag`` in the dateline the desk is theirs."""
        for number, words in enumerate(layout.above):
            stamp = layout.stamps.get(number)
            if _may_open(words, stamp) and (channel := self._opening(words, stamp)):
                yield Derivation(channel, "byline", *layout.lines.place(number), True)
        for number, words in _below(layout):
            if _may_close(words) and (channel := self._closing(words, own_tag, number >= layout.bottom - 1)):
                yield Derivation(channel, "byline", *layout.lines.place(number), True)

    def _opening(self, words: str, stamp: Stamp | None) -> Channel | None:
        """The agency of a line at the top: "By A. Lee, Reuters", "Xinhua | Updated: ...", "AFP, BEIJING", its name."""
        if stamp is not None:
            return self.byline_agency(stamp.names.replace("Editor:", "|")) if stamp.names else None
        if len(words) < _BARE:
            name, _, place = words.strip("()[] —–-").partition(", ")
            if (not place or place.isupper()) and (channel := self._agency(name)):
                return channel
        return self.byline_agency(words) if _is_byline(words) else None

    def _closing(self, words: str, own_tag: bool, last: bool) -> Channel | None:
        """The agency of a closing line: "(Reporting by ...; Editing by ...)", "Source: Xinhua", "— AFP".

        In brackets behind a paragraph that is not the ``last`` one, an agency took a picture.
        """
        length = len(words)
        if length < _LONGEST and "diting by " in words and _REPORTING.search(words):
            return None if own_tag else self._channels.credited("Reuters")
        if length < _BARE and (channel := self._agency(words.strip("()[] —–-"))):
            return channel
        if length < _SHORT and words.startswith(_RIGHTS):
            return self.byline_agency(words)
        if words[-1].isalpha() and (signed := _SIGNED.search(words, max(length - _BARE - 4, 0))):
            counts = (signed["dash"] or signed["names"].isupper()) and not tells_of_picture(words)
            return self._one_of(signed["names"]) if counts else None
        if length < _SHORT and "ith " in words and (together := _TOGETHER.fullmatch(words)):
            return self._one_of(together["names"])
        if (
            last
            and words[-1] == ")"
            and (opening := words.rfind("(", -_BARE)) > 0
            and words[opening - 2 : opening].strip() in _ENDS
        ):
            return self._agency(words[opening + 1 : -1])
        return None

    def _contributions(self, layout: Layout) -> Iterator[Derivation]:
        text = layout.text
        if b"eported by" in layout.encoded:
            yield from self._relays(text)
        ending = text[-_END:]
        held = [hint for hint in _HINTS if hint in ending]
        if not held:
            return
        shift = len(text) - len(ending)
        for hints, whole, lead, names in self._introduced:
            if (
                not hints.isdisjoint(held)
                and (listed := self._listed(lead, names, ending))
                and (channel := self._agency(listed[0]))
            ):
                _, start, end = listed
                yield Derivation(channel, "contribution", start + shift, end + shift, whole)
        if "contributed" in held and (found := _CONTRIBUTED.search(ending)):
            yield from self._contributors(text, found.start() + shift, found.end() + shift)

    def _listed(self, lead: str, names: str, ending: str) -> tuple[str, int, int] | None:
        """The first of the names that follow an introduction, and ``[start, end)`` of the two together."""
        leads = list(_compiled(lead).finditer(ending))
        if leads and self._names_one(ending, leads[0].start(), len(ending)):
            # Names are dear to compile: one pattern of them stands behind nearly all of the leads.
            for led in leads:
                if found := _compiled(names).match(ending, led.end()):
                    return found["name"], led.start(), found.end("name")
        return None

    def _relays(self, text: str) -> Iterator[Derivation]:
        """ "As reported by A. Lee for Reuters", anywhere."""
        start = text.find("eported by")
        for _ in range(_OFTEN):
            if start < 0:
                return
            found = self._names_one(text, start, start + 260) and _compiled(self._relayed).search(
                text, max(start - 20, 0), start + 260
            )
            if found and (channel := self._agency(found["name"])):
                yield Derivation(channel, "contribution", found.start(), found.end("name"), True)
                return
            start = text.find("eported by", start + 1)

    def _contributors(self, text: str, verb: int, end: int) -> Iterator[Derivation]:
        begin = max(text.rfind("\n", 0, verb), text.rfind(". ", 0, verb) + 1, verb - 200) + 1
        for found in _compiled(self._name).finditer(text, begin, verb):
            if channel := self._agency(found[0]):
                yield Derivation(channel, "contribution", found.start(), end, False)

    def _names_one(self, text: str, start: int, end: int) -> bool:
        """True if any name stands there: asked before a pattern of all names is compiled for its own lead."""
        return _compiled(self._name).search(text, start, end) is not None

    def _one_of(self, names: str) -> Channel | None:
        """The first agency of a list of names."""
        return next(filter(None, map(self._agency, map(str.strip, _AND.split(names)))), None)

    def _agency(self, name: str) -> Channel | None:
        channel = self._channels.credited(name)
        return channel if channel is not None and channel.is_agency else None


def _below(layout: Layout) -> Iterable[tuple[int, str]]:
    """The closing lines; those behind the last sentence of the prose, too, where a page put much below it."""
    closing = enumerate(layout.closing, layout.first_closing)
    if layout.bottom >= layout.first_closing:
        return closing
    behind = range(max(layout.bottom - 1, 1), min(layout.bottom + 1, layout.first_closing))
    return chain(((number, layout.lines.words(number)) for number in behind), closing)


def _may_open(words: str, stamp: Stamp | None) -> bool:
    """Whether a line at the top is worth a look: short, and bare, or with a sign of a credit or of the day."""
    length = len(words)
    if length >= _BYLINE_LENGTH:
        return False
    signed = words[0] in _RIGHTS_SIGNS and words.startswith(_BYLINES)
    return length < _BARE or signed or "Updated:" in words or stamp is not None


def _may_close(words: str) -> bool:
    """The same of a line at the end."""
    length, last = len(words), words[-1]
    return (
        length < _BARE
        or last == ")"
        or words[0] in _RIGHTS_SIGNS
        or last.isalpha()
        or (length < _SHORT and "ith " in words)
        or (length < _LONGEST and "diting by " in words)
    )


def _is_byline(words: str) -> bool:
    """True for a line that says itself that it is a credit."""
    return words.startswith(_BYLINES) or "Updated:" in words
