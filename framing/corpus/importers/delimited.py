"""CSV and TSV: a header, then one article a row; every cell is text, so an outlet "NA" and an id "007" stay."""

from __future__ import annotations

from collections.abc import Iterator

from framing.corpus.drafts import FIELDS, Draft, Importer, NewsFile, Piece, Read, in_groups
from framing.corpus.options import ReadOptions
from framing.corpus.own_tables import refuse_own
from framing.corpus.rows import open_table


def cut(file: NewsFile, options: ReadOptions) -> Iterator[Piece]:
    """Pieces of about ``batch_bytes`` of rows, each with its line."""
    with open_table(file.path, file.shown, options, ("text",)) as table:
        refuse_own(table.names, file.shown, 1)
        sized = ((row, sum(map(len, row[1]))) for row in table.rows)
        for rows, size in in_groups(sized, options.batch_bytes):
            said = tuple(table.issues)
            yield Piece(file, header=table.names, rows=rows, size=size, encoding=table.encoding, issues=said)
            table.issues.clear()
        if table.issues:
            yield Piece(file, header=table.names, encoding=table.encoding, issues=tuple(table.issues))


def read(piece: Piece, options: ReadOptions) -> Read:
    """The articles of some rows."""
    return drafts_of(piece, "delimited"), list(piece.issues)


def drafts_of(piece: Piece, importer: str) -> list[Draft]:
    """The rows of a table by their columns; an empty cell is none."""
    drafts: list[Draft] = []
    for line, cells in piece.rows:
        fields = {name: cell for name, cell in zip(piece.header, cells, strict=True) if cell}
        extra = {name: fields.pop(name) for name in piece.header if name in fields and name not in FIELDS}
        extra.pop("", None)
        drafts.append(Draft(piece.file, fields, importer, piece.encoding, line, extra=extra))
    return drafts


IMPORTER = Importer("delimited", read, cut)
