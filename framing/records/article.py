"""An article as published: one frozen text, with its tags and its non-prose blocks beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from framing.errors import UsageError
from framing.records.dates import Date, parse_date

GIVEN, PROPOSED, UNKNOWN = "given", "proposed", "unknown"

#: Blocks that are scored, a headline as headline, a subheading as body; all other kinds are shown and not scored.
SCORED_BLOCKS = frozenset({"headline", "subheading"})
#: The kind of a block that stands in the middle of a sentence, which goes on behind it.
INSERTED = "inserted"
#: All kinds of blocks that are shown and not scored.
SHOWN_BLOCKS = frozenset({"banner", "byline", "caption", "credit", "date", "dateline", "repeat", INSERTED})


@dataclass(frozen=True, slots=True)
class Tag:
    """A value and how it came about.

    ``how`` is ``given`` (metadata, front matter, folder, flag), ``proposed`` (title, byline, domain, banner,
    house style) or ``unknown``; ``evidence`` quotes the words that led to a proposal or names the place
    where it was given; ``rule`` is the short name of that place.
    """

    value: str = UNKNOWN
    how: str = UNKNOWN
    rule: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """``[start, end)`` of the text that is not running prose, in code points.

    Kinds: ``headline``, ``subheading`` (both scored); ``banner``, ``byline``, ``caption``,
    ``credit``, ``date``, ``dateline``, ``repeat`` (shown, not scored); ``inserted`` (the same, and the sentence
    in which it stands goes on behind it).
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the text came from.

    ``file`` is relative to what was named, ``digest`` the SHA-256 of title and text, ``line`` that of its record.
    """

    file: str = ""
    digest: str = ""
    importer: str = ""
    encoding: str = "utf-8"
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as published.

    ``text`` is what the importer decoded, with line ends made ``\\n``, and never changes. ``title`` is a
    separate title field, empty when the headline stands inside the text (then a ``headline`` block marks it).
    Positions everywhere are code points of ``text`` (or ``title``), from 0, the end not included.

    >>> article = Article("a1", "Talks will resume.", outlet=Tag("Northern Herald"))
    >>> article.outlet.value, article.text[0:5]
    ('Northern Herald', 'Talks')

    Outlet, agency and date may be written as plain text; they are then given, and a date that cannot be read is an
    InputError:

    >>> Article("a2", "Talks.", outlet="Northern Herald", date="27 Oct 2025").date.iso
    '2025-10-27'
    """

    doc_id: str
    text: str
    title: str = ""
    outlet: Tag = Tag()
    date: Date | None = None
    byline: str = ""
    genre: str = ""
    lang: str = ""
    translated: str = ""
    url: str = ""
    derived_from: Tag = Tag(value="")
    note: str = ""
    blocks: tuple[Block, ...] = ()
    provenance: Provenance = Provenance()
    extra: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Every article comes by here: what is as it should be costs three questions.
        if type(self.outlet) is not Tag or type(self.derived_from) is not Tag or isinstance(self.date, str):
            _read_plain(self)
        if not (isinstance(self.text, str) and isinstance(self.doc_id, str) and isinstance(self.title, str)):
            odd = next(name for name in ("text", "doc_id", "title") if not isinstance(getattr(self, name), str))
            kind = type(getattr(self, odd)).__name__
            raise UsageError(f"the {odd} of an article is no text but {kind}", remedy='write Article("id", "its text")')

    @property
    def headline(self) -> str:
        """The title, or the text of the headline block, or an empty string."""
        if self.title:
            return self.title
        return next((" ".join(self.text[b.start : b.end].split()) for b in self.blocks if b.kind == "headline"), "")


def _read_plain(article: Article) -> None:
    """Put tags and date in the place of the plain text in which somebody wrote them."""
    for name, nothing in (("outlet", Tag()), ("derived_from", Tag(value=""))):
        if not isinstance(value := getattr(article, name), Tag):
            if not isinstance(value, str):
                kind = type(value).__name__
                raise UsageError(f"the {name} of an article is no text but {kind}", remedy="write a name")
            known = value.strip() not in ("", nothing.value)
            tag = Tag(value.strip(), GIVEN, "field", f"Article({name}=...)") if known else nothing
            object.__setattr__(article, name, tag)
    if isinstance(article.date, str):
        object.__setattr__(article, "date", parse_date(article.date))
