"""A JSON file: a list of articles, or objects one after the other, read without holding all of it.

The text is parsed value by value from a buffer that grows only as long as one value does not end.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from framing.corpus.drafts import Draft, Importer, NewsFile, Piece, Read, Record, in_groups
from framing.corpus.encodings import choose_encoding
from framing.corpus.files import open_stream, over_limit, refuse_binary, rejoined
from framing.corpus.importers.jsonlines import DECODER, Refused, bad_json, flatten, mended
from framing.corpus.options import ReadOptions
from framing.errors import InputError
from framing.records.issue import Issue

#: Characters read at a time.
_BLOCK = 8_000_000
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
        for records in in_groups(_records(values, file), options.batch_bytes):
            yield Piece(file, records=records, encoding=encoding, issues=found)
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
        self._buffer, self._line, self._ended = "", 1, False

    def __iter__(self) -> Iterator[tuple[int, object]]:
        listed = self._step_over() == "["
        if listed:
            self._drop(1)
        while (first := self._step_over()) and not (listed and first == "]"):
            line = self._line
            yield line, self._value()
        if listed and not first:
            raise self._broken("the list is not closed by ]", 0)
        if listed:
            self._drop(1)
            if self._step_over():
                raise self._broken("something stands after the list", 0)

    def _more(self) -> bool:
        """Read on, at least as much as there is; False at the end of the file."""
        try:
            block = "" if self._ended else self._text.read(max(_BLOCK, len(self._buffer)))
        except UnicodeDecodeError:
            raise InputError(
                f"the text is not {self._text.encoding}",
                file=self._file.shown,
                remedy="save it as UTF-8, or say what it is with --encoding",
            ) from None
        self._ended = not block
        self._buffer += block
        return not self._ended

    def _drop(self, count: int) -> None:
        self._line += self._buffer.count("\n", 0, count)
        self._buffer = self._buffer[count:]

    def _step_over(self) -> str:
        """The next character that is no space or comma; empty at the end."""
        while True:
            found = _BETWEEN.match(self._buffer)
            self._drop(found.end() if found else 0)
            if self._buffer or not self._more():
                return self._buffer[:1]

    def _value(self) -> object:
        while True:
            try:
                value, end = _decoded(self._buffer)
            except RecursionError:
                raise self._broken("a record is nested too deeply", 0) from None
            except json.JSONDecodeError as problem:
                if len(self._buffer) <= self._limit and self._more():
                    continue
                if not self._ended and problem.msg.startswith("Unterminated"):
                    raise over_limit("article_bytes", self._limit, self._file.shown, self._line) from None
                raise self._broken(f"this is not JSON ({problem.msg})", problem.pos) from None
            if not _is_text(self._buffer[:end]):
                value = Refused(f"the record holds bytes that are not {self._text.encoding}")
            self._drop(end)
            return value

    def _broken(self, reason: str, position: int) -> InputError:
        line = self._line + self._buffer.count("\n", 0, position)
        return InputError(reason, file=self._file.shown, line=line, remedy="write a list of objects, [{...}, {...}]")


def _is_text(record: str) -> bool:
    """Whether no byte of it was smuggled through as a lone surrogate, since it could not be decoded."""
    if record.isascii():
        return True
    try:
        record.encode()
    except UnicodeEncodeError:
        return False
    return True


def _decoded(text: str) -> tuple[object, int]:
    """The value that ``text`` begins with, or the exception that refuses it, and where it ends.

    RecursionError where it is nested too deeply, JSONDecodeError where it does not end, or is no JSON.
    """
    try:
        return DECODER.raw_decode(text)
    except json.JSONDecodeError as problem:
        # A line end inside a text, as sloppy programs write it, is one record's fault.
        if not problem.msg.startswith("Invalid control character"):
            raise
        return problem, _LENIENT.raw_decode(text)[1]
    except ValueError as problem:
        return problem, _LENIENT.raw_decode(text)[1]


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
