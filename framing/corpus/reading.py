"""Units read: the articles of each, what there is to say about them, and ids that are unique in a unit or in all."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from framing.corpus.drafts import Draft, Piece, Row, skipped
from framing.corpus.fields import make_article
from framing.corpus.ids import Series, insert_at, renamed_issue, settle_ids
from framing.corpus.metadata import read_metadata
from framing.corpus.options import ReadOptions
from framing.corpus.tags.tagging import load_tagger
from framing.corpus.units import Paths, Unit, importer_of, plan, refusal
from framing.errors import FramingError, PlaceError
from framing.records.article import Article
from framing.records.issue import Issue

if TYPE_CHECKING:
    from framing.store.interface import Code, Standing


@dataclass(slots=True)
class Reading:
    """Articles and what there is to say about them and about files that gave none, in the order of the input.

    ``anchors`` holds, for each issue, the number of the article that it is about, or that comes next. ``renamed`` holds
    the given ids of articles whose id another of the same unit has, ``codes`` the hand codes that came with an article,
    ``stands`` its place in the history that came with it.
    """

    articles: list[Article] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    anchors: list[int] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    codes: dict[str, tuple[Code, ...]] = field(default_factory=dict)
    stands: dict[str, Standing] = field(default_factory=dict)

    def say(self, issues: Iterable[Issue]) -> None:
        """Add issues about the article that comes next, or about what stands before it."""
        self.issues.extend(issues)
        self.anchors.extend([len(self.articles)] * (len(self.issues) - len(self.anchors)))


def read_unit(unit: Unit, options: ReadOptions | None = None) -> Reading:
    """The articles of a unit, with ids that are unique in it; nothing in a unit can raise but a damaged store."""
    reader = _UnitReader(options or ReadOptions())
    reader.reading.say(unit.issues)
    for piece in unit.pieces:
        reader.read(piece)
    return reader.reading


def read_articles(paths: Paths, options: ReadOptions | None = None) -> Reading:
    """All articles of ``paths`` at once, for a corpus that fits into memory."""
    whole = Reading()
    for reading in settled_readings(paths, options):
        whole.articles += reading.articles
        whole.issues += reading.issues
    return whole


def read_frame(frame: object, options: ReadOptions) -> Reading:
    """The articles of a data frame, one a row; an InputError if it can hold none."""
    from framing.corpus.importers.frames import rows_of_frame  # here, as files need none of it

    reader = _UnitReader(options)
    reader.take(*rows_of_frame(frame, options), {}, ())
    return next(_settled([reader.reading]))


def settled_readings(paths: Paths, options: ReadOptions | None = None) -> Iterator[Reading]:
    """The articles of ``paths`` a unit at a time, under ids that are unique among all of them."""
    return _settled(read_unit(unit, options) for unit in plan(paths, options))


def _settled(readings: Iterable[Reading]) -> Iterator[Reading]:
    taken: dict[str, tuple[str, str]] = {}
    series = Series()
    outlets: set[str] = set()
    for reading in readings:
        articles, issues, names = settle_ids(reading.articles, reading.renamed, taken, series)
        said = insert_at([renamed_issue(issue, names) for issue in reading.issues], reading.anchors, issues)
        told = [issue for issue in said if issue is not None and is_new(issue, outlets)]
        final = ((names.get(name, name), codes) for name, codes in reading.codes.items())
        yield Reading(articles, told, codes={name: codes for name, codes in final if name is not None})


def is_new(issue: Issue, outlets: set[str]) -> bool:
    """An outlet that nobody knows is worth one line, not one for each of its articles; ``outlets`` is brought up."""
    if issue.code != "unknown-outlet":
        return True
    known = issue.reason in outlets
    outlets.add(issue.reason)
    return not known


class _UnitReader:
    """Reads the pieces of a unit, one after the other, into ``reading``."""

    def __init__(self, options: ReadOptions) -> None:
        self.reading = Reading()
        self._options = options
        self._tagger = load_tagger(options.outlets_file, options.agencies_file, options.outlet, options.propose)
        #: The ids that were given out, each with the last number behind it.
        self._taken: dict[str, int] = {}

    def read(self, piece: Piece) -> None:
        """The articles of a piece, and what is to be said of it, each in its place."""
        importer = importer_of(piece.file)
        try:
            drafts, said = importer.read(piece, self._options)
        except FramingError as problem:
            if importer.sound or isinstance(problem, PlaceError):
                raise
            self.reading.say([refusal(piece.file, problem, piece.doc_id)])
            return
        if piece.doc_id:
            said = [replace(issue, doc_id=piece.doc_id) for issue in said]
        by_id = _rows_by_id(piece.tables, self._options) if piece.tables else {}
        own = (piece.row,) if piece.row else ()
        self.take(drafts, said, by_id, own)

    def take(
        self, drafts: Iterable[Draft | Issue], said: Iterable[Issue], by_id: Mapping[str, Row], own: tuple[Row, ...]
    ) -> None:
        """The articles of some drafts, and what is ``said`` by line; ``by_id`` and ``own`` are their metadata."""
        waiting = deque(sorted(said, key=lambda issue: issue.line or 0))
        for draft in drafts:
            if isinstance(draft, Issue):
                self.reading.say([draft])
                continue
            while waiting and (waiting[0].line or 0) <= (draft.line or 0):
                self.reading.say([waiting.popleft()])
            row = by_id.get(draft.fields.get("doc_id", "").strip() or draft.doc_id) if by_id else None
            self._take(draft, (row, *own) if row else own)
        self.reading.say(waiting)

    def _take(self, draft: Draft, rows: tuple[Row, ...]) -> None:
        """The article of a draft, under an id of its own, with all that came with it."""
        issues: list[Issue] = list(draft.said)
        article, stands = draft.article, draft.stands
        # Metadata hold for an exported article as for any other, and then it is of today; its past is as it was.
        if article is None or (rows and (stands is None or stands.current)):
            issues.clear()
            article = self._made(draft, rows, issues)
            stands = replace(stands, added="") if stands else None
        name = self._free_name(article.doc_id) if article else ""
        if article and name != article.doc_id:
            self.reading.renamed[name] = article.doc_id
            article = replace(article, doc_id=name)
            issues = [replace(issue, doc_id=name) for issue in issues]
        if issues:
            self.reading.say(issues)
        if article:
            self.reading.articles.append(article)
            if draft.codes:
                self.reading.codes[name] = draft.codes
            if stands:
                self.reading.stands[name] = stands

    def _made(self, draft: Draft, rows: tuple[Row, ...], issues: list[Issue]) -> Article | None:
        """The article of a draft; where our own reading fails on one, that is said of it, and the others are read."""
        try:
            return make_article(draft, rows, self._tagger, self._options, issues)
        except (FramingError, MemoryError):
            raise
        except Exception as problem:
            reason = f"reading it failed by a mistake of framing's own ({type(problem).__name__}: {problem})"
            remedy = "report it with this text, please"
            issues.append(skipped(draft.file, draft.line, "not-read", reason, remedy, draft.doc_id))
            return None

    def _free_name(self, given: str) -> str:
        """The id, or one that is unique in the unit until all units are known."""
        name = given
        while name in self._taken:
            self._taken[given] += 1
            name = f"{given}~{self._taken[given]}"
        self._taken[name] = 1
        return name


@lru_cache(maxsize=4)
def _rows_by_id(tables: tuple[tuple[str, str], ...], options: ReadOptions) -> dict[str, Row]:
    return read_metadata(tables, options).by_id
