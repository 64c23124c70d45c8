"""An article as published: one frozen text, with its tags and its non-prose blocks beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from framing.records.dates import Date

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

    @property
    def headline(self) -> str:
        """The title, or the text of the headline block, or an empty string."""
        if self.title:
            return self.title
        return next((" ".join(self.text[b.start : b.end].split()) for b in self.blocks if b.kind == "headline"), "")
