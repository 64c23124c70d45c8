"""A JSON file: a list of articles, or objects one after the other, read without holding all of it.

The text is parsed value by value from a buffer that grows only as long as one value does not end.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from framing.corpus.drafts import Draft, Importer, NewsFile, Piece, Read, Record, in_groups
from framing.corpus.files.encodings import choose_encoding, not_in
from framing.corpus.files.streams import open_stream, over_limit, refuse_binary, rejoined
from framing.corpus.importers.jsonlines import DECODER, Refused, bad_json, flatten, mended
from framing.corpus.options import ReadOptions
from framing.errors import InputError
from framing.records.article import has_half_character
from framing.records.issue import Issue

#: Characters read at a time.
_BLOCK = 8_000_000
#: What was taken is let go of when it is this part of what is held: at each value, it would all be copied each time.
_PART = 16
_BETWEEN = re.compile(r"[\s,]*")
#: Finds where a refused value ends; numbers stay text, since some are too long for Python.
_LENIENT = json.JSONDecoder(parse_int=str, strict=False)


def cut(file: NewsFile, options: ReadOptions) -> Iterator[Piece]:
    """Pieces of about ``batch_bytes`` of records, each with the line it begins on."""
    with open_stream(file.path, file.shown, options.limits) as stream:
        head = stream.file.read(_BLOCK)
        refuse_binary(head, file.shown)
        encoding, found = choose_encoding(head, file.shown, options.encoding, records=True)
        text = io.TextIOWrapper(rejoined(head, stream.file), encoding=encoding, errors="surrogateescape", newline="\n")
        values = _Values(text, file, options.limits.article_bytes)
        for records, size in in_groups(_records(values, file), options.batch_bytes):
            yield Piece(file, records=records, size=size, encoding=encoding, issues=found)
            found = ()


def _records(values: _Values, file: NewsFile) -> Iterator[tuple[Record | Issue, int]]:
    """The records among the values, with their sizes; an Issue in the place of one that is none."""
    for line, value in values:
        try:
            if isinstance(value, Exception):
                raise value
            fields, extra = flatten(value)
        except ValueError as problem:
            yield bad_json(file, line, problem), 0
        else:
            yield (line, fields, extra), sum(map(len, fields.values())) + sum(map(len, extra.values()))


class _Values:
    """The values of a JSON text, each with the line it begins on; one that is refused comes as its exception."""

    def __init__(self, text: io.TextIOWrapper, file: NewsFile, limit: int) -> None:
        self._text, self._file, self._limit = text, file, limit
        # What was taken of the buffer lies before ``_at``.
        self._buffer, self._at, self._line, self._ended = "", 0, 1, False

    def __iter__(self) -> Iterator[tuple[int, object]]:
        listed = self._step_over() == "["
        if listed:
            self._take(self._at + 1)
        while (first := self._step_over()) and not (listed and first == "]"):
            line = self._line
            yield line, self._value()
        if listed and not first:
            raise self._broken("the list is not closed by ]", self._at)
        if listed:
            self._take(self._at + 1)
            if self._step_over():
                raise self._broken("something stands after the list", self._at)

    def _more(self) -> bool:
        """Read on, at least as much as there is; False at the end of the file."""
        try:
            block = "" if self._ended else self._text.read(max(_BLOCK, len(self._buffer) - self._at))
        except UnicodeError:
            raise not_in(self._text.encoding, self._file.shown) from None
        self._ended = not block
        if block:
            self._buffer, self._at = self._buffer[self._at :] + block, 0
        return not self._ended

    def _take(self, end: int) -> None:
        self._line += self._buffer.count("\n", self._at, end)
        self._at = end
        if end * _PART > len(self._buffer):
            self._buffer, self._at = self._buffer[end:], 0

    def _step_over(self) -> str:
        """The next character that is no space or comma; empty at the end."""
        while True:
            found = _BETWEEN.match(self._buffer, self._at)
            self._take(found.end() if found else self._at)
            if self._at < len(self._buffer) or not self._more():
                return self._buffer[self._at : self._at + 1]

    def _value(self) -> object:
        while True:
            try:
                value, end = _decoded(self._buffer, self._at)
            except RecursionError:
                raise self._broken("a record is nested too deeply", self._at) from None
            except json.JSONDecodeError as problem:
                if len(self._buffer) - self._at <= self._limit and self._more():
                    continue
                if not self._ended and problem.msg.startswith("Unterminated"):
                    raise over_limit("article_bytes", self._limit, self._file.shown, self._line) from None
                raise self._broken(f"this is not JSON ({problem.msg})", problem.pos) from None
            if has_half_character(self._buffer[self._at : end]):  # as which a byte that is none was smuggled through
                value = Refused(f"the record holds bytes that are not {self._text.encoding}")
            self._take(end)
            return value

    def _broken(self, reason: str, position: int) -> InputError:
        line = self._line + self._buffer.count("\n", self._at, position)
        return InputError(reason, file=self._file.shown, line=line, remedy="write a list of objects, [{...}, {...}]")


def _decoded(text: str, at: int) -> tuple[object, int]:
    """The value that stands ``at`` a place, or the exception that refuses it, and where it ends.

    RecursionError where it is nested too deeply, JSONDecodeError where it does not end, or is no JSON.
    """
    try:
        return DECODER.raw_decode(text, at)
    except json.JSONDecodeError as problem:
        # A line end inside a text, as sloppy programs write it, is one record's fault.
        if not problem.msg.startswith("Invalid control character"):
            raise
        problem.pos -= at
        return problem, _LENIENT.raw_decode(text, at)[1]
    except ValueError as problem:
        return problem, _LENIENT.raw_decode(text, at)[1]


def read(piece: Piece, options: ReadOptions) -> Read:
    """The articles of some records."""
    read: list[Draft | Issue] = []
    for record in piece.records:
        if isinstance(record, Issue):
            read.append(record)
            continue
        line, given, further = record
        issues: list[Issue] = []
        fields, extra = (mended(values, piece.file, line, issues) for values in (given, further))
        read += [*issues, Draft(piece.file, fields, "jsonlist", piece.encoding, line, extra=extra)]
    return read, list(piece.issues)


IMPORTER = Importer("jsonlist", read, cut)
