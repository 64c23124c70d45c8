"""From the fields as written to an Article: ids, dates, tags, blocks, the same for every format.

What is given counts in this order: front matter, metadata, the record's own field, the ``--outlet`` of the call, the
folder's name. Only then is anything proposed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache

from framing.corpus.drafts import BLOCKS, FIELDS, Draft, Given, Row, skipped
from framing.corpus.files.encodings import mend_line_ends
from framing.corpus.options import ReadOptions
from framing.corpus.pages.blocks import find_blocks
from framing.corpus.pages.bylines import stated_byline
from framing.corpus.pages.databases import articles_said
from framing.corpus.pages.layout import Layout
from framing.corpus.pages.markup import left_markup, twice_decoded
from framing.corpus.pages.textdate import date_of_name, date_of_stamps, date_of_text, impossible_day
from framing.corpus.tags.tagging import Tagger
from framing.errors import InputError
from framing.records.article import PLAIN_FIELDS, Article, Block, Provenance
from framing.records.blocks import blocks_from_words
from framing.records.dates import Date, parse_date
from framing.records.issue import Issue

#: What may be given beside the text, by whomever.
_TAGS = FIELDS - {"text"}
#: Formats whose every record has all columns: one without text has an empty one.
_TABLES = frozenset({"dataframe", "delimited", "parquet", "workbook"})
_PRECISION = {"year": 4, "month": 7, "day": 10}


class Fields:
    """The fields of a draft and of the metadata rows that belong to it, the first to give a value wins.

    ``typed`` are those of the command line, for what nobody else gave.
    """

    def __init__(self, draft: Draft, rows: tuple[Row, ...], typed: tuple[tuple[str, str], ...] = ()) -> None:
        self._draft, self._rows, self._typed = draft, rows, dict(typed)
        self._alone = not rows and not typed

    def values(self) -> dict[str, str]:
        """What was given, whoever gave it."""
        if self._alone:
            return self._draft.fields
        return {name: found.value for name in _TAGS if (found := self.given(name))}

    def given(self, name: str) -> Given | None:
        """The value with its place, or None if nobody gave one."""
        draft = self._draft
        own = draft.fields.get(name, "").strip()
        if not own and self._alone:
            return None
        rule, evidence = _place(draft.place, name)
        here = Given(own, rule, evidence, draft.file.shown, draft.lines.get(name, draft.line)) if own else None
        if here and draft.place == "front matter":
            return here
        for row in self._rows:
            if value := row.fields.get(name, ""):
                return Given(value, "metadata", row.place, row.table, row.line)
        if here is None and (typed := self._typed.get(name)):
            return Given(typed, "flag", f"--{name}", draft.file.shown, draft.line)
        return here

    def further(self, name: str) -> Given | None:
        """The value of a column beyond the known fields, with its place."""
        draft = self._draft
        if value := draft.extra.get(name):
            return Given(value, *_place(draft.place, name), draft.file.shown, draft.lines.get(name, draft.line))
        for row in self._rows:
            if value := row.extra.get(name):
                return Given(value, "metadata", row.place, row.table, row.line)
        return None

    def contradictions(self, doc_id: str, tagger: Tagger) -> Iterator[Issue]:
        """Front matter that says otherwise than metadata: it holds, and nobody who mends the table would know."""
        if self._draft.place != "front matter" or not self._rows:
            return
        for name, plain in (("outlet", tagger.folded), ("date", _day)):
            own = self._draft.fields.get(name, "").strip()
            row = next((row for row in self._rows if row.fields.get(name)), None)
            if own and row is not None and plain(own) != plain(row.fields[name]):
                reason = f"the {name} is '{own}' here and '{row.fields[name]}' in {row.place}; the front matter holds"
                line = self._draft.lines.get(name)
                yield Issue(doc_id, self._draft.file.shown, line, "warning", "two-tags", reason, "keep one of the two")

    def extra(self) -> dict[str, str]:
        """Everything beyond the known fields; the metadata's ``file`` column has done its work."""
        if not self._rows:
            return self._draft.extra
        merged: dict[str, str] = {}
        for row in reversed(self._rows):
            merged.update((name, value) for name, value in row.extra.items() if name != "file" and name not in FIELDS)
        return {**merged, **self._draft.extra}


@lru_cache(maxsize=100)
def _place(place: str, name: str) -> tuple[str, str]:
    """Rule and evidence of a field that stands with the article itself."""
    return place.replace(" ", "-"), f"{place} {name}"


def make_article(
    draft: Draft, rows: tuple[Row, ...], tagger: Tagger, options: ReadOptions, issues: list[Issue]
) -> Article | None:
    """The article of a draft, or None with an Issue if it holds no text."""
    fields = Fields(draft, rows, options.tags)
    value = fields.values().get
    text = mend_line_ends(draft.fields.get("text", ""))
    doc_id = draft.fields.get("doc_id", "").strip() or draft.doc_id or value("doc_id", "").strip()
    doc_id = doc_id or f"{draft.file.stem}-{draft.line}"
    if not text or text.isspace():
        issues.append(_no_text(draft, doc_id))
        return None
    layout = Layout(text)
    title = mend_line_ends(value("title", ""))
    title = "" if title.isspace() else title
    plain = {name: value(name, "").strip() for name in PLAIN_FIELDS}
    outlet, agency = fields.given("outlet"), fields.given("derived_from")
    tags = tagger.tag(layout, title, plain["byline"], plain["url"], outlet, agency, draft.file.folder)
    issues.extend(fields.contradictions(doc_id, tagger))
    if tags.note:
        issues.append(Issue(doc_id, draft.file.shown, draft.line, "note", *tags.note))
    extra = fields.extra()
    blocks = _blocks_said(fields.further(BLOCKS), text, doc_id, issues) if BLOCKS in extra else None
    if blocks is None:
        blocks = find_blocks(layout, title, tagger.outlets.banners, tagger.outlets.alone)
    doubts = _doubts(layout, title, blocks)
    issues.extend(Issue(doc_id, draft.file.shown, draft.line, "warning", *said) for said in doubts)
    plain["byline"] = plain["byline"] or _byline(layout, blocks, tagger)
    return Article(
        doc_id=doc_id,
        text=text,
        title=title,
        outlet=tags.outlet,
        date=_date(draft, fields, value("date_precision", ""), doc_id, layout, issues),
        derived_from=tags.derived_from,
        blocks=blocks,
        provenance=Provenance(
            draft.file.shown, _digest(title, layout.encoded), draft.importer, draft.encoding, draft.line
        ),
        extra=extra,
        **plain,
    )


def _blocks_said(said: Given | None, text: str, doc_id: str, issues: list[Issue]) -> tuple[Block, ...] | None:
    """The blocks as somebody says they are; None if nobody says so, or not so that they can be."""
    if said is None:
        return None
    try:
        return blocks_from_words(said.value, len(text))
    except InputError as problem:
        reason = f"{problem.reason}; the blocks are those that framing finds"
        issues.append(Issue(doc_id, said.file, said.line, "warning", "bad-blocks", reason, problem.remedy))
        return None


def _doubts(layout: Layout, title: str, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, str]]:
    """What is in a text that is no single article's wording: code, reason and remedy of each issue."""
    banners = [block for block in blocks if block.kind == "banner"]
    if len(banners) > 1 and (count := articles_said(layout.text[block.start : block.end] for block in banners)) > 1:
        reason = f"a news database put {count} articles into this text; it is read as one"
        yield "several-articles", reason, "save each as a file of its own, or as a row of a table"
    if markup := left_markup(layout):
        yield "markup", f"the text holds HTML ('{markup[:40]}'), which is taken as words", "save it as plain text"
    if mark := twice_decoded(layout, title):
        reason = f"the text holds '{mark}', a mark of UTF-8 that was read in another encoding: it quotes nothing"
        yield "mojibake", reason, "fetch it again, and save it as UTF-8"


def digest(title: str, text: str) -> str:
    """SHA-256 of title and text, hexadecimal: two articles with the same digest say the same."""
    return _digest(title, text.encode())


def _byline(layout: Layout, blocks: tuple[Block, ...], tagger: Tagger) -> str:
    """The byline that stands in the text; a line that is nothing but an outlet's name is none."""
    stated = stated_byline(layout, blocks)
    return "" if stated and tagger.outlets.named(stated) else stated


def _day(value: str) -> str:
    """A date as we write it; what is none, as it is."""
    try:
        parsed = parse_date(value)
    except InputError:
        return value
    return parsed.iso if parsed else ""


def _digest(title: str, encoded: bytes) -> str:
    found = hashlib.sha256(title.encode() + b"\n")
    found.update(encoded)
    return found.hexdigest()


def _no_text(draft: Draft, doc_id: str) -> Issue:
    remedy = "give it the article's text in a field 'text'"
    if draft.line is None:
        below = draft.place == "front matter" and len(draft.fields) + len(draft.extra) > 1
        reason = "there is no text below the front matter" if below else "the file is empty"
        remedy = "put the article's text into it"
    elif "text" in draft.fields or draft.importer in _TABLES:
        reason = "the text of this record is empty"
    else:
        known = ", ".join(sorted(draft.fields.keys() | draft.extra.keys())[:12])
        reason = f"the record has no field 'text'{', only: ' + known if known else ''}"
        # What a server answers: the articles are one of its fields.
        inside = next((name for name, value in draft.extra.items() if value.startswith('[{"')), "")
        remedy = f"save the list '{inside}' alone, if it holds the articles" if inside else remedy
    return skipped(draft.file, draft.line, "empty", reason, remedy, doc_id)


def _date(
    draft: Draft, fields: Fields, precision: str, doc_id: str, layout: Layout, issues: list[Issue]
) -> Date | None:
    given = fields.given("date")
    if given is None:
        # What a file says about itself: an ISO date that begins its name, a line "date 2025-10-27", a date stamp.
        stem = draft.file.stem if draft.line is None else ""
        if odd := impossible_day(stem):
            reason = f"'{odd}', which begins the file's name, is not a date of the calendar; it dates nothing"
            issues.append(Issue(doc_id, draft.file.shown, None, "warning", "bad-date", reason, "correct the name"))
        return date_of_name(stem) or date_of_text(layout) or date_of_stamps(layout)
    try:
        date = parse_date(given.value)
    except InputError as problem:
        reason = f"{problem.reason}; the date is left empty"
        issues.append(Issue(doc_id, given.file, given.line, "warning", "bad-date", reason, problem.remedy))
        return None
    wanted = precision.strip().lower()
    if doubt := _doubt_of_precision(date, wanted):
        issues.append(Issue(doc_id, given.file, given.line, "warning", "bad-date", *doubt))
    return Date(date.iso[: _PRECISION[wanted]]) if date and wanted in _PRECISION else date


def _doubt_of_precision(date: Date | None, wanted: str) -> tuple[str, str] | None:
    """Reason and remedy where a precision is none, or finer than its date."""
    if wanted and wanted not in _PRECISION:
        return f"'{wanted}' is no precision of a date; the date is taken as it is written", "write year, month or day"
    if date and wanted and len(date.iso) < _PRECISION[wanted]:
        reason = f"the date '{date.iso}' is no more precise than a {date.precision}, not '{wanted}'"
        return f"{reason}; it is taken as it is written", f"complete the date, or write {date.precision}"
    return None
