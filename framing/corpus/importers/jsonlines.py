"""JSON lines: one article a line; a bad line is named and costs only itself.

Lines end at ``\\n`` alone: U+2028 and NEL are letters of the text. Refused by line: NaN and Infinity, a key that
stands twice, nesting without end.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import IO, NoReturn

from framing.corpus.drafts import BAD_BYTES, FIELDS, Draft, Importer, NewsFile, Piece, Read, plain_key, skipped
from framing.corpus.files.encodings import choose_encoding, mend_surrogates, not_in
from framing.corpus.files.streams import open_stream, over_limit, refuse_binary
from framing.corpus.importers.exported import as_it_was
from framing.corpus.options import ReadOptions
from framing.corpus.own_tables import refuse_own
from framing.records.issue import Issue

#: The encoding is told by so many bytes.
_HEAD = 8_000_000
_ASCII_BASED = ("utf-16", "utf-32")
#: Escapes that may be half a character. Behind its first byte the pattern looks ahead: a search for a single byte takes
#: a third of the time of one for several.
_HALF = re.compile(rb"\\(?=u[dD][89a-fA-F])")


class Refused(ValueError):
    """A record of JSON that is not plain data; the text says why."""


class _Float(float):
    """A number that remembers how it was written, for ids such as 1.10."""

    written = ""


def _float(written: str) -> _Float:
    number = _Float(written)
    if math.isinf(number):
        raise Refused(f"the number {written[:20]} is too large")
    number.written = written
    return number


def _constant(name: str) -> NoReturn:
    raise Refused(f"{name} is no JSON value")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) != len(pairs):
        seen: set[str] = set()
        key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise Refused(f"the key '{key}' stands twice")
    return record


_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_constant, parse_float=_float)


def _decode(text: str) -> object:
    """What ``DECODER.decode`` gives, without its search for spaces where there are none."""
    if text[:1] == "{":
        value, end = DECODER.raw_decode(text)
        if end == len(text):
            return value
    return DECODER.decode(text)


def cut(file: NewsFile, options: ReadOptions) -> Iterator[Piece]:
    """Pieces of about ``batch_bytes`` of complete lines."""
    with open_stream(file.path, file.shown, options.limits) as stream:
        head = stream.file.read(_HEAD)
        refuse_binary(head, file.shown)
        refuse_own(_names(head), file.shown, 1)
        encoding, issues = choose_encoding(head, file.shown, options.encoding, records=True)
        blocks = _blocks(_stretches(head, stream.file, options.batch_bytes), encoding, file.shown)
        del head
        lines = _lines(blocks, file, options.limits.article_bytes)
        line = 1
        for data in lines:
            name = encoding.removesuffix("-sig")
            yield Piece(file, data=data, size=len(data), first_line=line, encoding=name, issues=issues)
            line, issues = line + _count_lines(data), ()


def _names(head: bytes) -> Iterable[str]:
    """The keys of the first record, if it may be one of ours: those have a voice."""
    first = head.split(b"\n", 1)[0]
    if b'"voice"' not in first:
        return ()
    try:
        record = _decode(first.decode())
    except (ValueError, RecursionError):
        return ()
    return record if isinstance(record, dict) else ()


def _count_lines(data: bytes) -> int:
    """How many lines end in it; ``bytes.count`` takes seven times as long where a line is an article."""
    count, end = 0, data.find(b"\n")
    while end >= 0:
        count, end = count + 1, data.find(b"\n", end + 1)
    return count


def _each(data: bytes) -> Iterator[bytes]:
    """The lines one by one: of eight megabytes split at once, none is at hand any longer when its turn comes."""
    start, end = 0, data.find(b"\n")
    while end >= 0:
        yield data[start:end]
        start, end = end + 1, data.find(b"\n", end + 1)
    yield data[start:]


def _lines(blocks: Iterator[bytes], file: NewsFile, limit: int) -> Iterator[bytes]:
    """The blocks cut after line ends."""
    waiting: list[bytes] = []
    size = 0
    for block in blocks:
        end = block.rfind(b"\n") + 1
        whole = b"".join((*waiting, memoryview(block)[:end])) if end else b""
        # Nothing of what was read is kept meanwhile: the work takes its place, instead of new pages.
        waiting = [block[end:]] if end else [*waiting, block]
        del block
        size = sum(map(len, waiting))
        if whole:
            yield whole
        if size > limit:
            raise over_limit("article_bytes", limit, file.shown)
    last = b"".join(waiting)
    waiting.clear()
    if last:
        yield last


def _stretches(head: bytes, rest: IO[bytes], size: int) -> Iterator[bytes]:
    """A file whose head was read already, ``size`` bytes at a time, none of which is kept here."""
    waiting = [head[start : start + size] for start in range(0, len(head), size)]
    del head
    if waiting:
        waiting[-1] += rest.read(size - len(waiting[-1]))
    waiting.reverse()
    while waiting:
        yield waiting.pop()
    yield from iter(partial(rest.read, size), b"")


def _blocks(stretches: Iterator[bytes], encoding: str, shown: str) -> Iterator[bytes]:
    """The stretches in UTF-8, or in another encoding that has one byte for a line end."""
    import codecs

    if encoding == "utf-8-sig":
        yield next(stretches, b"").removeprefix(codecs.BOM_UTF8)
    if not encoding.startswith(_ASCII_BASED):
        yield from stretches
        return
    # UTF-16 and UTF-32 become UTF-8.
    wide = codecs.getincrementaldecoder(encoding)("surrogatepass")
    try:
        for block in stretches:
            yield wide.decode(block).encode("utf-8", "surrogatepass")
        wide.decode(b"", True)
    except UnicodeError:
        raise not_in(encoding, shown) from None


def read(piece: Piece, options: ReadOptions) -> Read:
    """The articles of some lines."""
    drafts: list[Draft | Issue] = []
    issues: list[Issue] = list(piece.issues)
    encoding = "utf-8" if piece.encoding.startswith(_ASCII_BASED) else piece.encoding
    halves = encoding != "utf-8" or _HALF.search(piece.data) is not None
    for line, raw in enumerate(_each(piece.data), start=piece.first_line):
        if not raw or raw.isspace():
            continue
        try:
            fields, extra = flatten(_decode(raw.decode(encoding)))
        except UnicodeDecodeError:
            issues.append(skipped(piece.file, line, "bad-encoding", f"the line is not {encoding}", BAD_BYTES))
        except (ValueError, RecursionError) as problem:
            issues.append(bad_json(piece.file, line, problem))
        else:
            if halves and (encoding != "utf-8" or _HALF.search(raw)):
                fields, extra = mended(fields, piece.file, line, issues), mended(extra, piece.file, line, issues)
            draft = Draft(piece.file, fields, "jsonlines", piece.encoding, line, "field", "", extra)
            drafts.append(as_it_was(draft, options))
    return drafts, issues


def bad_json(file: NewsFile, line: int, problem: Exception) -> Issue:
    """The Issue for a record that is not JSON, or not plain data."""
    reason = "a whole number in the record is too long"  # the one other ValueError of Python's decoder
    if isinstance(problem, Refused):
        reason = str(problem)
    elif isinstance(problem, RecursionError):
        reason = "the record is nested too deeply"
    elif isinstance(problem, json.JSONDecodeError):
        what = problem.msg.removesuffix(" starting at")  # Python's own words go on with the place
        reason = f"the record is not JSON ({what}, at character {problem.pos + 1})"
    return skipped(file, line, "bad-json", reason, 'write one JSON object a line, as {"id": ..., "text": ...}')


def flatten(record: object) -> tuple[dict[str, str], dict[str, str]]:
    """The known and the other fields of a record, all as text; null is the same as not there.

    >>> flatten({"ID": 7, "text": "Hi.", "labels": {"group": "a"}, "date": None})
    ({'doc_id': '7', 'text': 'Hi.'}, {'labels': '{"group": "a"}'})
    """
    if not isinstance(record, dict):
        raise Refused("the record is not an object in braces")
    fields: dict[str, str] = {}
    extra: dict[str, str] = {}
    for key, value in record.items():
        if value is None:
            continue
        name = key if key in FIELDS else plain_key(key)
        target = fields if name in FIELDS else extra
        if name in target:
            raise Refused(f"the record gives '{name}' twice")
        if name == "text" and isinstance(value, (list, dict)):
            raise Refused("the field 'text' holds a list or an object, not a text")
        target[name] = value if type(value) is str else _as_text(value)
    return fields, extra


def _as_text(value: object) -> str:
    if isinstance(value, _Float):
        return value.written
    return _ENCODE(value)


def mended(values: dict[str, str], file: NewsFile, line: int, issues: list[Issue]) -> dict[str, str]:
    """``values`` without halves of characters; an Issue says so if there were any."""
    whole = {mend_surrogates(key): mend_surrogates(value) for key, value in values.items()}
    if whole != values:
        issues.append(
            Issue(
                "",
                file.shown,
                line,
                "warning",
                "lone-surrogate",
                "half a character (a lone surrogate) was replaced by U+FFFD",
                "write the record as UTF-8 without \\u escapes",
            )
        )
    return whole


IMPORTER = Importer("jsonlines", read, cut)
