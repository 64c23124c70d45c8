"""Tables of text: the rows of a CSV or TSV with their lines; every cell stays the text it is.

A ``.csv`` may be separated by comma, semicolon or tab: the one that gives the header its columns. A row that does
not fit the header is named with its line and left out; it never shifts into other columns.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from framing.corpus.drafts import BAD_BYTES, plain_key, skipped
from framing.corpus.files.encodings import choose_encoding, mend_line_ends, not_in
from framing.corpus.files.streams import open_stream, over_limit, refuse_binary, rejoined
from framing.corpus.options import ReadOptions
from framing.corpus.own_tables import refuse_own
from framing.errors import InputError
from framing.records.article import has_half_character
from framing.records.issue import Issue

_HEAD = 1 << 20
#: So many columns are named where none is the one that is needed.
_MOST_NAMED = 12


@dataclass(slots=True)
class Table:
    """An open table: its columns (under our names where we know them) and what is wrong with single rows.

    ``issues`` fills while ``rows`` is read, and may be emptied by the reader.
    """

    shown: str
    names: tuple[str, ...]
    delimiter: str
    encoding: str
    rows: Iterator[tuple[int, list[str]]] = field(default_factory=lambda: iter(()))
    issues: list[Issue] = field(default_factory=list)


@contextmanager
def open_table(
    path: str, shown: str, options: ReadOptions, need: tuple[str, ...], key: Callable[[str], str] = plain_key
) -> Iterator[Table]:
    """The table in a file, which is open as long as the block lasts.

    An InputError says so if none of the ``need`` columns is there. ``key`` turns a column's name into ours.
    """
    with open_stream(path, shown, options.limits) as stream:
        head = stream.file.read(_HEAD)
        refuse_binary(head, shown)
        encoding, issues = choose_encoding(head, shown, options.encoding, records=True)
        text = io.TextIOWrapper(rejoined(head, stream.file), encoding=encoding, errors="surrogateescape", newline="")
        csv.field_size_limit(options.limits.article_bytes)
        first, line = _first_line(text, shown), 1
        if first.lower().startswith("sep="):
            first, line = _first_line(text, shown), 2
        names, delimiter = _header(first, shown, line, need, key)
        if any(map(_broken, names)):
            reason = f"the header holds bytes that are not {encoding.removesuffix('-sig')}"
            raise InputError(reason, file=shown, line=line, remedy=BAD_BYTES)
        table = Table(shown, names, delimiter, encoding.removesuffix("-sig"), issues=list(issues))
        table.rows = _rows(text, table, line)
        yield table


def _first_line(text: io.TextIOWrapper, shown: str) -> str:
    try:
        return text.readline(_HEAD)
    except UnicodeError:
        raise not_in(text.encoding, shown) from None


def _header(
    line: str, shown: str, number: int, need: tuple[str, ...], key: Callable[[str], str]
) -> tuple[tuple[str, ...], str]:
    if not line:
        raise InputError("the file is empty", file=shown, remedy="put a header and rows into it")
    if not line.strip():
        raise InputError(
            "the table has no header", file=shown, line=number, remedy="name the columns in the first line"
        )
    choices = "\t" if shown.lower().removesuffix(".gz").endswith(".tsv") else ",;\t"
    splits = [(tuple(map(key, _cells(line, delimiter))), delimiter) for delimiter in choices]
    names, delimiter = max(splits, key=lambda split: (not set(need).isdisjoint(split[0]), len(split[0])))
    check_names(names, need, shown, number)
    return names, delimiter


def check_names(names: tuple[str, ...], need: tuple[str, ...], shown: str, number: int) -> None:
    """An InputError if none of the ``need`` columns is among those of the header, or one stands there twice."""
    if set(need).isdisjoint(names):
        refuse_own(names, shown, number)
        wanted = " or ".join(f"'{name}'" for name in need)
        raise InputError(
            f"the table has no column {wanted}; its columns are: {', '.join(names[:_MOST_NAMED])}",
            file=shown,
            line=number,
            remedy=f"name the columns in the first line, one of them {wanted}",
        )
    twice = sorted(name for name, times in Counter(names).items() if name and times > 1)
    if twice:
        raise InputError(
            f"the column '{twice[0]}' stands twice in the header",
            file=shown,
            line=number,
            remedy="rename or remove one of the two",
        )


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _rows(text: io.TextIOWrapper, table: Table, before: int) -> Iterator[tuple[int, list[str]]]:
    """Each good row with the line it begins on; what is wrong goes to ``table.issues``."""
    reader = csv.reader(_lines(text, table.shown, before), delimiter=table.delimiter, strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except UnicodeError:  # of UTF-16 and UTF-32, whose bad bytes cannot be smuggled through
            raise not_in(text.encoding, table.shown) from None
        except csv.Error as problem:
            table.issues.append(_bad_row(table.shown, line, str(problem)))
            continue
        width = len(table.names)
        if len(cells) > width and not any(cells[width:]):
            cells = cells[:width]
        if any(map(_broken, cells)):
            reason = f"the row holds bytes that are not {table.encoding}"
            table.issues.append(skipped(table.shown, line, "bad-encoding", reason, BAD_BYTES))
        elif len(cells) == width:
            yield line, list(map(mend_line_ends, cells))
        elif cells:
            reason = f"the row has {len(cells)} {'cell' if len(cells) == 1 else 'cells'}, the header has {width}"
            remedy = "put double quotes round a cell that contains the separator"
            table.issues.append(skipped(table.shown, line, "bad-row", reason, remedy))


def _lines(text: io.TextIOWrapper, shown: str, before: int) -> Iterator[str]:
    """The lines of a table; one without end stops at the limit of a cell, before it is all in memory."""
    limit = csv.field_size_limit()
    for number, line in enumerate(iter(partial(text.readline, limit + 1), ""), start=before + 1):
        if len(line) > limit:
            raise over_limit("article_bytes", limit, shown, number)
        yield line


def _bad_row(shown: str, line: int, problem: str) -> Issue:
    if "field larger" in problem:
        over = over_limit("article_bytes", csv.field_size_limit(), shown, line)
        return skipped(shown, line, "too-large", over.reason, over.remedy)
    if "unexpected end" in problem:
        reason = "the quotation mark opened in this row is never closed"
        return skipped(shown, line, "bad-row", reason, "close it, or write a quotation mark inside a cell as two")
    reason = "a quotation mark stands inside a cell where none may stand"
    return skipped(shown, line, "bad-row", reason, "write a quotation mark inside a quoted cell as two")


def _broken(cell: str) -> bool:
    # Bytes that could not be decoded were smuggled through as lone surrogates; a NUL is no character either.
    return "\x00" in cell or has_half_character(cell)
