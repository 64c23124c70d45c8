"""Whether a piece is built on an agency's copy, and the words that say so.

Dateline, byline and contribution credits count; photo credits, "told Reuters" and "according to Reuters" do not.
Structure is looked for first (a bracket, "By", "contributed to"), names only where it was found, so most texts
cost a few searches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from framing.corpus.channels import Channel, ChannelTable
from framing.corpus.datelines import Dateline
from framing.corpus.layout import Layout

_BYLINE_LENGTH = 200
_BARE = 40
_RIGHTS = ("By ", "BY ", "Source:", "SOURCE:", "Source :", "(Source:", "©", "Copyright", "(c)", "(C)")
_ENDS = frozenset((".", ".”", '."', "!", "?", "。"))
_SPLIT = re.compile(r"[(),|/;\[\]–—]|--| for | of | at | from |\. |: ?|(?i: via )")
_ROLE = re.compile(
    r"\s+(?:[A-Z][a-z]+ )?(?:staff|senior|political|national|special)?\s*"
    r"(?:writers?|reporters?|correspondents?|journalists?|news agency|staff|L\.?P\.?|Inc\.?|All rights reserved)\.?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:\(?c\)?|©|copyright|\s|\d{4}|-|,)+", re.IGNORECASE)
_REPORTING = re.compile(
    r"\(?(?:Additional )?[Rr]eporting by [^\n]{2,300}?[;,.] ?(?:Writing by [^\n]{2,100}[;,.] ?)?[Ee]diting by "
)
_STRETCH = r"(?:[^.;]|\b[A-Z]\.|\bU\.S\.){1,100}?"
_WITH = r"\b[Ww]ith\s(?:additional\s|further\s)?(?:agency\s)?(?:inputs?|reporting|files|contributions?|reports?)\s(?:from|by)\s"
#: What introduces a list of names: a literal that must be there, whether it may stand anywhere (else near the end),
#: whether all of the piece rests on it, and the pattern.
_INTRODUCED = (
    ("eported by", True, True, rf"\b(?:[Aa]s\s)?(?:first\s)?[Rr]eported\sby\s{_STRETCH}\sfor\s"),
    ("ased on report", False, True, r"\b[Bb]ased\son\sreport(?:s|ing)\s(?:by|from)\s"),
    ("riginally ", False, True, r"\boriginally\s(?:appeared|published|ran)\s(?:in|on|by)\s"),
    ("ith ", False, False, _WITH),
    ("dditional reporting", False, False, r"\b[Aa]dditional\sreporting\s(?:by|from)\s"),
    ("ontributing:", False, False, r"\bContributing:\s"),
    ("ompiled ", False, True, r"\b[Cc]ompiled\s(?:by\s[^.;]{1,40}?\s)?from\s"),
    ("nformation ", False, False, r"\b[Ii]nformation\s(?:from|for\sthis\s\w+\swas\scontributed\sby)\s"),
    ("aterial from", False, False, r"\b[Mm]aterial\sfrom\s"),
    ("roduced by", False, True, r"\bThis\s(?:story|article|report)\swas\s(?:\w+\s)?produced\sby\s"),
)  # fmt: skip
_END = 1_200
_CONTRIBUTED = re.compile(
    r"\scontributed\s(?:(?:reporting|material|information)\s)?(?:to|from|for)\s(?:this|the)\s(?:report|story|article|post)"
)


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
        self._name = re.compile(rf"(?<![\w&])(?:{names})(?![\w&])")
        listed = rf"(?:[Tt]he\s)?(?P<name>{names})(?![\w&])"
        others = r"(?:[^.;:]{0,60}?(?:,\s|\sand\s))??"
        self._introduced = [
            (hint, anywhere, whole, re.compile(lead + others + listed)) for hint, anywhere, whole, lead in _INTRODUCED
        ]

    def find(self, layout: Layout, byline: str, dateline: Dateline | None) -> Iterator[Derivation]:
        """All such credits of agencies, datelines first."""
        if dateline is not None and dateline.tag:
            for name in re.split(r"[/,]| and ", dateline.tag):
                channel = self._agency(name)
                if channel is not None:
                    yield Derivation(channel, "dateline", dateline.start, dateline.end, True)
        yield from self._bylines(layout)
        yield from self._contributions(layout)
        if byline and (channel := self.byline_agency(byline)):
            yield Derivation(channel, "byline", -1, -1, True)

    def byline_agency(self, words: str) -> Channel | None:
        """The agency that a byline names, as in "Matt Day, Bloomberg" or "By The Associated Press"."""
        for part in _SPLIT.split(words):
            part = _ROLE.sub("", _YEAR.sub("", part.strip().removeprefix("By ")))
            if part and (channel := self._agency(part)):
                return channel
        return None

    def _bylines(self, layout: Layout) -> Iterator[Derivation]:
        for line in layout.opening:
            if channel := self._opening(line.words):
                yield Derivation(channel, "byline", line.start, line.end, True)
        for line in layout.closing:
            if channel := self._closing(line.words):
                yield Derivation(channel, "byline", line.start, line.end, True)

    def _opening(self, words: str) -> Channel | None:
        """The agency of a line at the top: "By A. Lee, Reuters", "Xinhua | Updated: ...", or its bare name."""
        if len(words) < _BARE:
            return self._agency(words.strip("()[] —–-")) or (self.byline_agency(words) if _is_byline(words) else None)
        return self.byline_agency(words) if len(words) < _BYLINE_LENGTH and _is_byline(words) else None

    def _closing(self, words: str) -> Channel | None:
        """The agency of a closing line: "(Reporting by ...; Editing by ...)", "Source: Xinhua", "— AFP"."""
        if "diting by " in words and _REPORTING.search(words):
            return self._channels.credited("Reuters")
        if len(words) < _BARE and (channel := self._agency(words.strip("()[] —–-"))):
            return channel
        if words.startswith(_RIGHTS) and len(words) < 160:
            return self.byline_agency(words)
        if (
            words[-1] == ")"
            and (opening := words.rfind("(", -_BARE)) > 0
            and words[opening - 2 : opening].strip() in _ENDS
        ):
            return self._agency(words[opening + 1 : -1])
        return None

    def _contributions(self, layout: Layout) -> Iterator[Derivation]:
        text = layout.text
        end = max(len(text) - _END, 0)
        for hint, anywhere, whole, pattern in self._introduced:
            start = text.find(hint, 0 if anywhere else end)
            # A text that keeps repeating the hint has a habit, not a credit.
            for _ in range(3):
                if start < 0:
                    break
                if found := pattern.search(text, max(start - 60, 0), start + 260):
                    if channel := self._agency(found["name"]):
                        yield Derivation(channel, "contribution", found.start(), found.end("name"), whole)
                    break
                start = text.find(hint, start + 1)
        if text.find("contributed", end) >= 0 and (found := _CONTRIBUTED.search(text, end)):
            yield from self._contributors(text, found.start(), found.end())

    def _contributors(self, text: str, verb: int, end: int) -> Iterator[Derivation]:
        begin = max(text.rfind("\n", 0, verb), text.rfind(". ", 0, verb) + 1, verb - 200) + 1
        for found in self._name.finditer(text, begin, verb):
            if channel := self._agency(found[0]):
                yield Derivation(channel, "contribution", found.start(), end, False)

    def _agency(self, name: str) -> Channel | None:
        channel = self._channels.credited(name)
        return channel if channel is not None and channel.is_agency else None


def _is_byline(words: str) -> bool:
    """True for a line that says itself that it is a credit."""
    return words.startswith(_RIGHTS[:6]) or "Updated:" in words
