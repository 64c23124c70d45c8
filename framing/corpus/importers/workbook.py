"""Excel (.xlsx): of the first sheet the header, then one article a row, each cell as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.corpus.drafts import Importer, NewsFile, Piece, Read, in_groups, plain_key, skipped
from framing.corpus.files.encodings import mend_line_ends
from framing.corpus.files.streams import read_bytes
from framing.corpus.importers.delimited import drafts_of
from framing.corpus.options import ReadOptions
from framing.corpus.own_tables import refuse_own
from framing.corpus.rows import check_names
from framing.errors import InputError
from framing.records.issue import Issue
from framing.xlsxsafe import LONGEST_CELL, first_sheet

#: How some programs write the end of a line into a cell.
_LINE_END = "_x000D_\n"


def cut(file: NewsFile, options: ReadOptions) -> Iterator[Piece]:
    """Pieces of about ``batch_bytes`` of rows, each with its number in the sheet."""
    cells, others = first_sheet(read_bytes(file.path, file.shown, options.limits), file.shown)
    numbered = [(number, row) for number, row in enumerate(map(_trimmed, cells), 1) if row]
    if not numbered:
        raise InputError("the first sheet is empty", file=file.shown, remedy="put a header and rows into it")
    first, header = numbered[0]
    names = tuple(map(plain_key, header))
    check_names(names, ("text",), file.shown, first)
    refuse_own(names, file.shown, first)
    issues = [_unread(file, others)] if others else []
    rows = list(_rows(numbered[1:], names, file, issues))
    sized = ((row, sum(map(len, row[1]))) for row in rows)
    for some, size in list(in_groups(sized, options.batch_bytes)) or [((), 0)]:
        yield Piece(file, header=names, rows=some, size=size, issues=tuple(issues))
        issues.clear()


def _trimmed(row: Sequence[str]) -> list[str]:
    """The cells up to the last that holds anything."""
    cells = [mend_line_ends(cell.replace(_LINE_END, "\n")) for cell in row]
    while cells and not cells[-1].strip():
        cells.pop()
    return cells


def _rows(
    numbered: Sequence[tuple[int, list[str]]], names: tuple[str, ...], file: NewsFile, issues: list[Issue]
) -> Iterator[tuple[int, list[str]]]:
    """Each row as wide as the header; one that is wider is named, as is a text that a cell could not hold."""
    place = names.index("text")
    for number, row in numbered:
        if len(row) > len(names):
            reason = f"the row has {len(row)} cells, the header has {len(names)}"
            issues.append(skipped(file, number, "bad-row", reason, "name the further columns in the header"))
            continue
        row = row + [""] * (len(names) - len(row))
        if len(row[place].encode("utf-16-le", "replace")) // 2 >= LONGEST_CELL:
            reason = f"the text fills its cell, which holds {LONGEST_CELL:,} characters: the rest of it is lost"
            issues.append(Issue("", file.shown, number, "warning", "cut-off", reason, "give it a file of its own"))
        yield number, row


def _unread(file: NewsFile, others: Sequence[str]) -> Issue:
    reason = (
        f"only the first sheet is read; {', '.join(map(repr, others[:5]))} {'hold' if len(others) > 1 else 'holds'}"
    )
    return Issue(
        "", file.shown, None, "note", "more-sheets", f"{reason} something, too", "save it as a file of its own"
    )


def read(piece: Piece, options: ReadOptions) -> Read:
    """The articles of some rows."""
    return drafts_of(piece, "workbook"), list(piece.issues)


IMPORTER = Importer("workbook", read, cut)
