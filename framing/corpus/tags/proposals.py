"""What in an article gives its outlet away, rule by rule, each with the words it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from framing.corpus.pages.bylines import names_behind
from framing.corpus.pages.layout import EDGE, Layout
from framing.corpus.tags.outlets import Outlet, OutletTable

_SHORT = 200
#: A line that is an outlet's name is among so many first lines; a name that ends a piece is no longer.
_NAMED, _NAME = 5, 40
_SIGNED = re.compile(r"[.!?”\"’] ?(?P<name>[A-Z][\w’'&. ]{1,30})$")
#: How the last sentence ends, below which an outlet may sign.
_STOPS = frozenset('.”"?!。')
_LONGEST = 1_000
#: How often a house's turn of phrase must stand in a text to say that it is that house's.
_HOUSE_STYLE = 3
_RUBRIC = (
    r"(?:editorial|commentary|opinion|comment|analysis|op-ed|explainer|fact check|explains|exclusive|insight|view|voice"
    r"|headlines|reality check|interview|sources?)"
)
_LAST = re.compile(rf"[:|–—-]\s*(?P<name>[^:|–—]{{2,40}}?)\s+{_RUBRIC}$", re.IGNORECASE)
_FIRST = re.compile(rf"(?P<name>[A-Z][^:|–—]{{1,40}}?)(?:['’]s)?\s+{_RUBRIC}\s*:", re.IGNORECASE)
_SITE = re.compile(r"\s(?P<bar>[|–—:-])\s(?P<name>[^|–—:]{2,40}?)(?:\s[–—-]\s\d{1,2}/\d{1,2}/\d{4})?$")
#: The same in a line below others of the page, where less is sure.
_STATED = re.compile(r": (?P<name>[^:|–—]{2,40}?) editorial(?= [-|–] |$)")
#: What stands before the name in a picture's credit.
_PICTURED = ("Photo", "photo", "PHOTO", "Photos", "Image", "Picture", "Credit", "credit", "Video")
_BYLINE_PARTS = re.compile(r"[(),|·/;\[\]]| for | of | at |\bUpdated:|\bPublished:| - | – | — |\bSource ?[:：]")
_BY = ("By ", "BY ", "by ", "- By ")
#: "(Valley Post with Reuters)".
_WITH = re.compile(r"\(?(?P<name>[A-Z][\w .&’'-]{1,30}?) with [A-Z][\w ,&-]{1,40}\)?")
_PRINTED = re.compile(r"\bprint edition of (?P<name>[A-Z][\w’' ]{2,38}?) on\b")
#: What one news database says of where an article stood.
_TITLE_OF = re.compile(r"Publication title: (?P<name>[^;]{2,60})")
#: Of so many words at most is an outlet's name behind a writer's.
_LAST_WORDS = 4
_LEAD = re.compile(r"^(?:- )?(?:By|BY|by) ")
#: Labels beside a day; what follows an editor's is a name.
_LABELS = re.compile(r"\b(?:Source|SOURCE|来源) ?[:：]|\bEditor ?[:：].*|字体大小.*")
_STAFF = re.compile(
    r"\s+(?:staff|special|senior|chief|political|business|national|foreign)?\s*(?:staff|writers?|reporters?|correspondents?|columnists?|editors?|"
    r"editorial board|bureau chief|contributors?|online|digital|agency|(?:(?:news|web|digital) )?desk)"
    r"(?:\s+in\s+[A-Z]\w+)?$",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})")
_ADDRESS = re.compile(
    r"(?:(?:source|link|url|original(?: article)?|read more(?: at| on)?|first published(?: at| on)?)\s*:?\s*)?"
    r"(https?://\S+|www\.\S+|(?:[\w-]+\.)+[a-z]{2,}/\S+)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)[\s©ⓒ]*(?:\(c\))?\s*(?:\d{4}(?:-\d{4})?)?[,.]?\s*(?P<name>[A-Z][\w&'’. ]{1,40}?)"
    r"(?=[,.|]|\s+(?:all|inc|llc|ltd|l\.p|limited|company|media|group|publish\w+|news\w*)\b|$)",
    re.IGNORECASE,
)
_RIGHTS_STARTS, _YEAR = frozenset("©(cC"), re.compile(r"\b(?:19|20)\d\d\b")
_OWN_STAFF = re.compile(
    r"[–—-]{0,2} ?(?P<name>[A-Z][\w. ]{1,30}?)['’]s? [A-Z][^.\n]{2,120}"
    r" contributed (?:to this (?:report|story|article)|reporting|to the reporting)"
)


class Proposal(NamedTuple):
    """``outlet`` may have published it, says ``rule``, resting on the words ``evidence``."""

    outlet: str
    agency: bool
    rule: str
    evidence: str


def propose(outlets: OutletTable, layout: Layout, title: str, byline: str, url: str) -> Iterator[Proposal]:
    """All that suggests an outlet, the most telling first; what nobody asks for is not looked for.

    A photo credit is no evidence, nor is an agency's name inside the text.
    """
    found = _Search(outlets, layout, title, byline, url)
    rules = (
        ("domain", found.domain()),
        ("title", found.titles()),
        ("byline", found.bylines()),
        ("dateline", found.datelines()),
        ("name", found.names()),
        ("banner", found.banners()),
        ("e-mail", found.mails()),
        ("copyright", found.rights()),
        ("staff", found.staff()),
        ("url-line", found.addresses()),
        ("house-style", found.house()),
    )
    for rule, hits in rules:
        for outlet, evidence in hits:
            yield Proposal(outlet.name, outlet.kind == "agency", rule, evidence[:300])


Hits = Iterator[tuple[Outlet, str]]


class _Search:
    """The rules, over one article."""

    def __init__(self, outlets: OutletTable, layout: Layout, title: str, byline: str, url: str) -> None:
        self._outlets, self._layout = outlets, layout
        self._title, self._byline, self._url = title[:_LONGEST].strip(), byline[:_LONGEST], url[:_LONGEST]

    def domain(self) -> Hits:
        """The host of the article's URL."""
        if self._url and (outlet := self._outlets.of_url(self._url)):
            yield outlet, self._url

    def titles(self) -> Hits:
        """A title that says whose it is: "...: China Daily editorial", "... | Reuters", "AP FACT CHECK: ..."."""
        first = self._layout.opening[0] if self._layout.opening else ""
        for words in (self._title, first if len(first) <= _SHORT + 100 else ""):
            for look, is_credit in _TITLES:
                found = look(words)
                if found and (outlet := self._outlets.named(found["name"])) and not is_credit(found, outlet):
                    yield outlet, found[0].strip(" |:–—-")
        for words in self._layout.opening[1:]:
            if "editorial" in words and len(words) <= _SHORT:
                for outlet, evidence in self._named(_STATED.search(words)):
                    yield outlet, evidence.strip(": ")

    def bylines(self) -> Hits:
        """The byline field, "By ..." and rubric lines: a part that is nothing but an outlet's name."""
        if self._byline:
            yield from self._parts(self._byline)
        for line in (*self._layout.above, *self._layout.closing):
            if len(line) > _SHORT:
                continue
            if (line.startswith(_BY) and line[-1] != ".") or "Updated:" in line or "Published:" in line:
                yield from self._parts(line)
            if line[-1] != "." and (found := self._outlets.bylines.match(line)):
                yield self._outlets.outlets[found[0].value], line
            elif line.startswith(("Source:", "SOURCE:", "Source：")) and (named := self._source(line)):
                yield named, line
            elif together := _WITH.fullmatch(line):
                yield from self._parts(together["name"])
        yield from self._stamped()

    def datelines(self) -> Hits:
        """ "BEIJING, Oct 27 (Xinhua) --", "(CNN)"; without a dash only where nothing else can be meant."""
        line = self._layout.dateline
        if line is None or not line.tag:
            return
        outlet = self._outlets.named(line.tag)
        if outlet is not None and (line.dashed or outlet.kind in ("agency", "broadcaster")):
            yield outlet, self._layout.text[line.start : line.end].strip()

    def names(self) -> Hits:
        """A line near the top that is nothing but an outlet's name; an agency's there is a credit."""
        head = max(_NAMED, min(self._layout.top, EDGE))
        for line in self._layout.head[:head]:
            name = line.partition(" (")[0] if line[-1] == ")" else line
            if outlet := _no_agency(self._outlets.alone(name)):
                yield outlet, line
        yield from self._signed()

    def _signed(self) -> Hits:
        """An outlet's name below or behind the last sentence."""
        *_, before, last = ("", "", *self._layout.closing)
        signed = _SIGNED.search(last, max(len(last) - _NAME, 0))
        name = signed["name"] if signed else last if before[-1:] in _STOPS else ""
        if outlet := _no_agency(self._outlets.alone(name)):
            yield outlet, last

    def banners(self) -> Hits:
        """Newsletter boxes and notices, as ``outlets.yml`` lists them."""
        for line in (*self._layout.head, *self._layout.tail):
            if found := self._outlets.banners.match(line[:1000]):
                yield self._outlets.outlets[found[0].value], line
        if any("ProQuest" in line for line in self._layout.closing):
            for line in self._layout.lines.raw:
                title = _TITLE_OF.match(line)
                if title and (outlet := self._outlets.meant(title["name"].strip())):
                    yield outlet, line.strip()
        for line in self._layout.closing:
            if "print edition of " in line:
                yield from self._named(_PRINTED.search(line), line)

    def mails(self) -> Hits:
        """Addresses of the newsroom in the outer lines."""
        for line in (*self._layout.head[:4], *self._layout.closing):
            if "@" in line:
                for found in _MAIL.finditer(line[:2000]):
                    if outlet := self._outlets.of_url(found[1]):
                        yield outlet, found[0]

    def rights(self) -> Hits:
        """ "© 2020 The Guardian" in the last lines; in the first ones, where pictures stand, only with a year."""
        dated = (line for line in self._layout.head if line[:1] in _RIGHTS_STARTS and _YEAR.search(line))
        for line in (*dated, *self._layout.closing):
            if len(line) <= _SHORT and line[:12].lower().startswith(("©", "(c)", "copyright")):
                yield from self._named(_RIGHTS.match(line), line)

    def staff(self) -> Hits:
        """ "CNN's Ann Lee and Bo Li contributed to this report": the outlet's own people."""
        for line in self._layout.closing:
            if " contributed " in line:
                yield from self._named(_OWN_STAFF.match(line))

    def addresses(self) -> Hits:
        """A line that is nothing but the address of one page of one outlet."""
        hits = []
        for line in (*self._layout.head[: max(3, min(self._layout.top, EDGE))], *self._layout.closing[-4:]):
            if found := _ADDRESS.fullmatch(line):
                hits.append((self._outlets.of_url(found[1]), line))
        if hits and len({outlet.name if outlet else "" for outlet, _ in hits}) == 1 and hits[0][0] is not None:
            yield hits[0][0], hits[0][1]

    def house(self) -> Hits:
        """A turn of phrase of one house, several times; once or twice is how others quote its interviews."""
        text = self._layout.text
        found = {p.value: p.parts[0] for p in self._outlets.house if text.count(p.parts[0]) >= _HOUSE_STYLE}
        if len(found) == 1:
            ((name, words),) = found.items()
            yield self._outlets.outlets[name], words

    def _named(self, found: re.Match[str] | None, evidence: str = "") -> Hits:
        """The outlet whose name a pattern found, if it is one's; the evidence is what was found, or more."""
        if found and (outlet := self._outlets.named(found["name"])):
            yield outlet, evidence or found[0]

    def _stamped(self) -> Hits:
        """What stands beside the day: "Source: Global Times", "Valley Post | 27 Oct 2025", "By A. Lee Fox News"."""
        for number, stamp in self._layout.stamps.items():
            if stamp.names:
                words = self._layout.lines.words(number)
                for outlet, _ in self._parts(_LABELS.sub("|", stamp.names)):
                    yield outlet, words

    def _parts(self, words: str) -> Hits:
        whole = self._outlets.named(_LEAD.sub("", words))
        for part in [words] if whole else _BYLINE_PARTS.split(words):
            name = _LEAD.sub("", part.strip())
            outlet = self._outlets.named(name) or self._outlets.named(_STAFF.sub("", name)) or self._last(name)
            if (outlet := _no_agency(outlet)) and len(name) > 1 and not name[0].islower():
                yield outlet, words

    def _last(self, name: str) -> Outlet | None:
        """The outlet that follows a writer's name without a comma: "Ann Lee Fox News"."""
        return next(filter(None, map(self._outlets.of_folder, names_behind(name, _LAST_WORDS))), None)

    def _source(self, words: str) -> Outlet | None:
        name = re.split(r"[|/,(]|Editor:|\d", words.split(":", 1)[-1].lstrip("："))[0].strip()
        return _no_agency(self._outlets.named(name))


def _no_agency(outlet: Outlet | None) -> Outlet | None:
    """The outlet itself; an agency that is credited for a piece need not have published it: that is a derivation."""
    return None if outlet is not None and outlet.kind == "agency" else outlet


def _no_credit(found: re.Match[str], outlet: Outlet) -> bool:
    return False


def _behind_a_dash(found: re.Match[str], outlet: Outlet) -> bool:
    return found[0][0] in "–—-"


def _credits_another(found: re.Match[str], outlet: Outlet) -> bool:
    """Whether the name at a title's end credits another's report, as "... - WSJ" and "... - Global Times" do.

    A site's own title ends with its name in full ("- The New York Times", "- BBC News", "- POLITICO"), behind a bar or
    behind a colon that stands alone (" : NPR"), or with the day (" – DW – 10/27/2025").
    """
    if found.string.endswith(_PICTURED, 0, found.start()):
        return True
    if found["bar"] == ":" or found[0][-1].isdigit():
        return False
    if found["bar"] == "|":  # "... in Oakland on Monday. Ada Lin | Reuters" is a picture's
        return outlet.kind == "agency" and ". " in found.string
    name = found["name"].strip()
    in_full = name.startswith("The ") or name.endswith((" News", " Online")) or (len(name) > 5 and name.isupper())
    return outlet.kind == "agency" or not in_full


_Look = Callable[[str], re.Match[str] | None]
_IsCredit = Callable[[re.Match[str], Outlet], bool]
#: Where a title may say whose it is, and whether the name there is that of somebody who is credited.
_TITLES: tuple[tuple[_Look, _IsCredit], ...] = (
    (_LAST.search, _behind_a_dash),
    (_FIRST.match, _no_credit),
    (_SITE.search, _credits_another),
)
