"""Data frames: one article a row, as in a Parquet file of the frame; ``line`` is the row's number, from 1.

Of pandas, or any table that hands itself over as Arrow: polars, Arrow's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.corpus.drafts import Draft, NewsFile, Read, plain_key
from framing.corpus.importers.arrow_rows import columns_of, read_rows
from framing.corpus.importers.jsonlines import mended
from framing.corpus.options import ReadOptions
from framing.errors import InputError
from framing.records.issue import Issue

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_FRAME = NewsFile("", "DataFrame", "")
#: Rows are unpacked so many at a time.
_ROWS = 1_000


def rows_of_frame(frame: Any, options: ReadOptions) -> Read:
    """The articles of a data frame; an InputError if it can hold none."""
    drafts: list[Draft | Issue] = []
    issues: list[Issue] = []
    table = _as_arrow(frame, issues)
    columns_of(table.schema, _FRAME.shown)
    row = 1
    for batch in table.to_batches(_ROWS):
        drafts += read_rows(batch, row, _FRAME, "dataframe", options, issues)
        row += batch.num_rows
    return drafts, issues


def _as_arrow(frame: Any, issues: list[Issue]) -> pa.Table:
    """The frame as a table of Arrow; of pandas the index counts where it has a name."""
    import pyarrow as pa

    if not len(frame):
        raise InputError("the table has no rows", file=_FRAME.shown, remedy="put articles into it")
    if not hasattr(frame, "reset_index"):
        return pa.table(frame)
    named = [name for name in frame.index.names if name is not None and name not in frame.columns]
    frame = frame.reset_index(level=named) if named else frame
    names = list(map(str, frame.columns))
    columns = [_column(frame.iloc[:, number], name, issues) for number, name in enumerate(names)]
    return pa.Table.from_arrays(columns, names=names)


def _column(values: pd.Series[Any], name: str, issues: list[Issue]) -> pa.Array:
    """A column of pandas; where Arrow has no kind for it, as for numbers among texts, its cells as they print."""
    import pyarrow as pa

    empty = values.isna()
    if empty.all():
        return pa.nulls(len(values), pa.string())
    try:
        column = pa.Array.from_pandas(values)
    except (pa.ArrowException, UnicodeError):
        column = None
    if column is not None and not isinstance(column, pa.ExtensionArray):
        return column
    written: list[str | None] = []
    for line, (value, nothing) in enumerate(zip(values, empty, strict=True), start=1):
        if not nothing and plain_key(name) == "text" and not isinstance(value, str):
            reason = f"the column '{name}' holds {type(value).__name__} here, not text"
            raise InputError(reason, file=_FRAME.shown, line=line, remedy="write the texts as strings")
        written.append(None if nothing else mended({name: str(value)}, _FRAME, line, issues)[name])
    return pa.array(written, pa.string())
