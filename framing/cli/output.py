"""Tables to stdout or a file, in the format asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from framing.cli.text_table import clean, on_points, screen, text_table, width
from framing.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


@contextmanager
def opened(path: str | None) -> Iterator[BinaryIO]:
    """The file to write, whole or absent; stdout if there is no path."""
    if path is None or path == "-":
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        from framing.engine.places import Folder, is_remote
        from framing.engine.wholefile import whole_file
        from framing.study.output.writers import is_stream

        if is_remote(path):
            folder, _, name = path.rpartition("/")
            with Folder(folder).whole(name) as file:
                yield file
            return
        with Path(path).open("ab") if is_stream(path) else whole_file(path) as file:
            yield file


def refuse_terminal(out: Output) -> None:
    """A UsageError for bytes on a terminal: said before any work is done."""
    if out.form == "parquet" and out.path in (None, "-") and sys.stdout.isatty():
        raise UsageError("Parquet is not for a terminal", remedy="send it to a file: > table.parquet")


@dataclass(frozen=True, slots=True)
class Output:
    """Where a table goes (``path``; None: stdout), and as what: ``form`` is table, csv, json or parquet."""

    form: str
    path: str | None = None

    @property
    def for_reading(self) -> bool:
        """A table for people; all other forms are data."""
        return self.form == "table"

    def write(
        self, frame: pd.DataFrame, *, show: Sequence[str] | None = None, note: str = "", said: Sequence[str] = ()
    ) -> None:
        """Write a DataFrame.

        ``show`` are the columns that fit a page, and ``note`` says what they are, under a table for reading. What is
        ``said`` of the numbers stands there too, and on stderr beside data.

        On a terminal what many rows share becomes a heading over them, then long words are cut until the table fits,
        and a line says so; one that cannot fit is laid out as the page of 80 columns that a file holds, of which
        nothing is cut; a pipe gets one line a row. Heads without a row are not for a terminal.
        """
        if self.for_reading:
            shown = frame if show is None else frame[[name for name in show if name in frame.columns]]
            page, cut = _page(shown, "\n".join([*([note] if note else []), *said]), self.path)
            with opened(self.path) as file:
                file.write(page.encode("utf-8"))
            if cut:
                talk(f"cut to fit the screen: {', '.join(cut)}; --format csv or -o FILE has all of it")
            return
        import pyarrow as pa

        table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
        self.write_parts([table], table.schema)
        for line in said:
            talk(line)

    def write_parts(
        self, parts: Iterable[pa.Table], schema: pa.Schema, json_columns: frozenset[str] = frozenset()
    ) -> None:
        """Write the parts of one table as csv, json or parquet as they come."""
        from framing.study.output.writers import writing

        with opened(self.path) as file, writing(file, schema, self.form, json_columns) as writer:
            for part in parts:
                writer.write(part)


def _page(frame: pd.DataFrame, note: str, path: str | None) -> tuple[str, list[str]]:
    """A table for reading with its note, and the columns in which words were cut."""
    names, numbers = list(frame.columns), [kind.kind in "iuf" for kind in frame.dtypes]
    rows = _rows(frame)
    columns = screen() if path is None else None
    if columns and not rows:
        return f"{note}\n" if note else "", []
    if path in (None, "-"):
        table = text_table(names, rows, numbers)
        if columns is None or max(map(width, table.splitlines())) <= columns:
            return table + (f"\n{note}\n" if note else ""), []
    from framing.cli.text_page import COLUMNS, screen_page, text_note, text_page

    size = columns or COLUMNS
    page, cut = screen_page(names, rows, numbers, size) if columns else (text_page(names, rows, numbers, size), [])
    return page + (f"\n{text_note(note, size)}\n" if note else ""), cut


def _rows(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """The cells by row; of a column of decimals one point stands under the other."""
    kinds = [kind.kind for kind in frame.dtypes]
    cells = [[_cell(value) for value in frame.iloc[:, i].tolist()] for i in range(len(kinds))]
    return list(zip(*(on_points(c) if k == "f" else c for c, k in zip(cells, kinds, strict=True)), strict=True))


def _cell(value: Any) -> str:
    import pandas as pd

    if value is None or pd.isna(value):
        return ""
    if isinstance(value, float):
        return _decimal(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value)


def _decimal(value: float) -> str:
    """Two places; two digits where that would show a small number as nothing."""
    if abs(value) == float("inf"):
        return "∞"
    return f"{value:,.2f}" if value == 0 or abs(value) >= 0.095 else f"{value:.2g}"


def talk(message: str) -> None:
    """Say something that is not data; names in it may come from data, so each line is cleaned."""
    click.echo("\n".join(map(clean, message.split("\n"))), err=True)
