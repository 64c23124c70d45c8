"""An article as published: one frozen text, with its tags and its non-prose blocks beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from framing.errors import UsageError, printable
from framing.records.dates import Date, is_date, parse_date

_DATES = frozenset((Date, type(None)))
_AS_TEXT = 'give text: str(5) for a number, "" where there is nothing (df.fillna(""))'
#: The plain fields beside title and text.
PLAIN_FIELDS = ("byline", "genre", "lang", "translated", "url", "note")

GIVEN, PROPOSED, UNKNOWN = "given", "proposed", "unknown"
#: The importer of texts whose paragraphs behind > are quotations.
MARKDOWN = "markdown"
_HOW = frozenset({GIVEN, PROPOSED, UNKNOWN})

#: Blocks that are scored, a headline as headline, a subheading as body; all other kinds are shown and not scored.
SCORED_BLOCKS = frozenset({"headline", "subheading"})
#: The kind of a block that stands in the middle of a sentence, which goes on behind it.
INSERTED = "inserted"
#: All kinds of blocks that are shown and not scored.
SHOWN_BLOCKS = frozenset({"banner", "byline", "caption", "credit", "date", "dateline", "repeat", INSERTED})
BLOCKS = SCORED_BLOCKS | SHOWN_BLOCKS


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
        if type(self.outlet) is not Tag or type(self.derived_from) is not Tag or type(self.date) not in _DATES:
            _read_plain(self)
        if not (isinstance(self.text, str) and isinstance(self.doc_id, str) and isinstance(self.title, str)):
            _refuse_odd(self, ("text", "doc_id", "title"))

    def __repr__(self) -> str:
        """One line: an article's text would fill the screen."""
        day = f", {self.day}" if self.day else ""
        return (
            f"<Article {printable(self.doc_id)} of {printable(self.outlet.value)}{day}: {len(self.text):,} characters>"
        )

    def text_in(self, field: str) -> str:
        """The title or the text, as tables call the field that their positions count in."""
        return self.title if field == "title" else self.text

    @property
    def day(self) -> str:
        """The date as far as it is known, ``2025``, ``2025-10`` or ``2025-10-27``; empty where there is none."""
        return self.date.iso if self.date else ""

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
                raise UsageError(f"the {name} of an article is no text but {kind}", remedy=_AS_TEXT)
            known = value.strip() not in ("", nothing.value)
            tag = Tag(value.strip(), GIVEN, "field", f"Article({name}=...)") if known else nothing
            object.__setattr__(article, name, tag)
    if isinstance(article.date, str):
        object.__setattr__(article, "date", parse_date(article.date))
    elif isinstance(article.date, dt.date):  # and so are the moments of Python and pandas, whose NaT is none
        iso = article.date.isoformat()[:10]
        object.__setattr__(article, "date", Date(iso) if iso != "NaT" else None)
    elif not isinstance(article.date, Date | None):
        kind = type(article.date).__name__
        raise UsageError(f"the date of an article is no date but {kind}", remedy="write it as 2025-10-27")


def has_half_character(text: str) -> bool:
    """Whether it holds a lone surrogate, which no file can."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def check_article(article: Article) -> None:
    """UsageError for an article of somebody's own that no table and no store could hold."""
    if has_half_character(article.text):
        reason = f"the text of article '{article.doc_id}' holds half a character (a lone surrogate)"
        raise UsageError(reason, remedy='decode it as UTF-8, or text.encode("utf-8", "replace").decode()')
    _refuse_odd(article, PLAIN_FIELDS)
    if said := oddity(article):
        raise UsageError(f"article '{article.doc_id}' {said}", remedy="write it as read_corpus would")
    tags = (article.outlet.value, article.derived_from.value, *article.extra, *article.extra.values())
    for value in (article.doc_id, article.title, *(getattr(article, name) for name in PLAIN_FIELDS), *tags):
        if isinstance(value, str) and has_half_character(value):
            reason = f"a field of article '{article.doc_id}' holds half a character (a lone surrogate)"
            raise UsageError(reason, remedy='value.encode("utf-8", "replace").decode() mends it')


def oddity(article: Article) -> str:
    """What in an article the rest of framing could not rely on, as a sentence without its subject; else nothing.

    >>> oddity(Article("a1", "Talks will resume.", blocks=(Block(0, 5, "byline"), Block(3, 8, "credit"))))
    'has blocks that overlap, are out of order or reach beyond its text'
    >>> oddity(Article("a1", "Talks will resume."))
    ''
    """
    if not isinstance(article.blocks, tuple | list) or not isinstance(article.extra, Mapping):
        return "has blocks that are no tuple, or an extra that is no mapping"
    if not isinstance(article.provenance, Provenance):
        return "has a provenance that is none"
    if article.blocks and (said := _odd_blocks(article)):
        return said
    if not all(tag.how in _HOW and isinstance(tag.value, str) for tag in (article.outlet, article.derived_from)):
        return f"has an outlet or agency that is no text, or neither {GIVEN} nor {PROPOSED} nor {UNKNOWN}"
    if article.date is not None and not is_date(article.date):
        return "has a date that no calendar knows"
    return ""


def _odd_blocks(article: Article) -> str:
    if not all(isinstance(block, Block) and block.kind in BLOCKS for block in article.blocks):
        return "has a block of a kind that framing does not know"
    edges = [0, *(edge for block in article.blocks for edge in (block.start, block.end)), len(article.text)]
    if not all(type(edge) is int for edge in edges):
        return "has a block whose start or end is no int"
    if any(one > two for one, two in pairwise(edges)):
        return "has blocks that overlap, are out of order or reach beyond its text"
    return ""


def _refuse_odd(article: Article, names: tuple[str, ...]) -> None:
    """UsageError for the first of these fields that is no text."""
    for name in names:
        if not isinstance(value := getattr(article, name), str):
            reason = f"the {name} of an article is no text but {type(value).__name__}"
            raise UsageError(reason, remedy=_AS_TEXT)
