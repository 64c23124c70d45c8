"""What an importer hands over: the fields of one article as they were written, and where.

Every field is text; what they mean is decided once, in ``fields``, whatever the format was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from framing.corpus.options import ReadOptions
from framing.records.article import Article
from framing.records.issue import Issue

if TYPE_CHECKING:
    from framing.store.interface import Code, Standing

#: What may be said of an article beside its name and text, in the order of the columns of a ``metadata.csv``.
TAGS = (
    "outlet", "date", "date_precision", "title", "byline", "genre", "lang", "translated", "url", "derived_from", "note",
)  # fmt: skip
#: The fields an article knows; everything else a record holds is kept as ``extra``.
FIELDS = frozenset({"doc_id", "text", *TAGS})
#: A further column that says what in a text is no prose.
BLOCKS = "blocks"
GZ = ".gz"
#: Line, fields, other fields.
Record = tuple[int, dict[str, str], dict[str, str]]
BAD_BYTES = "save the file as UTF-8, or say what it is with --encoding"


def without_gz(name: str) -> str:
    """A file's name without the ending that says that it is packed, in capitals or not.

    >>> without_gz("a.txt.gz"), without_gz("A.TXT.GZ"), without_gz("a.txt")
    ('a.txt', 'A.TXT', 'a.txt')
    """
    return name[: -len(GZ)] if name.lower().endswith(GZ) else name


@dataclass(frozen=True, slots=True)
class NewsFile:
    """A file to read: ``path`` opens it, ``shown`` is what tables and messages call it (``/`` between parts).

    ``folder`` holds the names of the folders it lies in, from the one that was named on (``/`` between them), any of
    which may be an outlet. ``suffix`` is without ``.gz``.
    """

    path: str
    shown: str
    suffix: str
    size: int = 0
    folder: str = ""

    @property
    def stem(self) -> str:
        """The name without folder and suffixes.

        >>> NewsFile("x/ft/2025-10-20-talks.txt.gz", "ft/2025-10-20-talks.txt.gz", ".txt").stem
        '2025-10-20-talks'
        """
        return without_gz(self.shown.rsplit("/", 1)[-1])[: -len(self.suffix) or None]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a ``metadata.csv``: the tags it gives, other columns, and where it stands (``metadata.csv:4``)."""

    table: str
    line: int
    fields: dict[str, str]
    extra: dict[str, str]

    @property
    def place(self) -> str:
        """Table and line, for messages and evidence."""
        return f"{self.table}:{self.line}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file that one worker reads: the whole of it, or some records.

    ``doc_id`` is set for files that hold one article. ``data`` holds complete lines of JSON, or rows as an Arrow
    stream; ``rows`` holds ``(line, cells)`` under ``header``, ``records`` holds those of a JSON list, ``groups``
    are row groups of a Parquet file, ``size`` their bytes. ``row`` is the file's metadata; ``tables`` are metadata
    tables with rows for single records, to be looked up by ``doc_id``.
    """

    file: NewsFile
    doc_id: str = ""
    data: bytes = b""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[int, list[str]], ...] = ()
    records: tuple[Record | Issue, ...] = ()
    groups: tuple[int, ...] = ()
    size: int = 0
    first_line: int = 1
    encoding: str = "utf-8"
    issues: tuple[Issue, ...] = ()
    row: Row | None = None
    tables: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its file gives it; ``place`` says where its own tags stand (``front matter``, ``field``).

    ``line`` is that of its record, ``lines`` those of the tags in front matter.

    ``article`` is set where it was made an article before it was kept: nothing is left to be found out. With it came
    what was ``said`` about it, its hand ``codes``, and where it ``stands`` in its history.
    """

    file: NewsFile
    fields: dict[str, str]
    importer: str
    encoding: str = "utf-8"
    line: int | None = None
    place: str = "field"
    doc_id: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    article: Article | None = None
    said: tuple[Issue, ...] = ()
    codes: tuple[Code, ...] = ()
    stands: Standing | None = None


class Given(NamedTuple):
    """A value that somebody wrote, and the place: ``rule`` is its kind, ``evidence`` the words to show."""

    value: str
    rule: str
    evidence: str
    file: str
    line: int | None


Item = TypeVar("Item")
#: What a piece gave: its articles in order, with what there is to say between them; and what has its place by its line.
Read = tuple[Sequence[Draft | Issue], Sequence[Issue]]


@dataclass(frozen=True, slots=True)
class Importer:
    """How one format is read: ``cut`` runs once over a file, ``read`` runs on its pieces, in any process.

    ``single`` says that a file is one article; such files are not cut and travel in groups. ``sound`` says that an
    error in a part of it ends the reading: what is left cannot be trusted.
    """

    name: str
    read: Callable[[Piece, ReadOptions], Read]
    cut: Callable[[NewsFile, ReadOptions], Iterator[Piece]] | None = None
    sound: bool = False

    @property
    def single(self) -> bool:
        """True if a file of this format holds one article."""
        return self.cut is None


def in_groups(items: Iterable[tuple[Item, int]], most: int) -> Iterator[tuple[tuple[Item, ...], int]]:
    """``items``, each with its size, in groups of about ``most``, each with its own.

    An error comes after what was read before it.
    """
    group: list[Item] = []
    total = 0
    try:
        for item, size in items:
            group.append(item)
            total += size
            if total > most:
                yield tuple(group), total
                group, total = [], 0
    except Exception:
        # Even an empty group takes along what was said about its neighbours.
        yield tuple(group), total
        raise
    if group:
        yield tuple(group), total


def skipped(file: NewsFile | str, line: int | None, code: str, reason: str, remedy: str, doc_id: str = "") -> Issue:
    """An Issue for an input that is not in the results."""
    return Issue(doc_id, file if isinstance(file, str) else file.shown, line, "skipped", code, reason, remedy)


@lru_cache(maxsize=1_000)
def plain_key(key: str) -> str:
    """A column or key as our field name, if it is one: capitals, spaces and ``id`` do not matter.

    >>> [plain_key(key) for key in ("Doc ID", "id", "Derived-From", "My Column")]
    ['doc_id', 'doc_id', 'derived_from', 'My Column']
    """
    name = key.strip().lower().replace(" ", "_").replace("-", "_")
    name = "doc_id" if name == "id" else name
    return name if name in FIELDS else key
