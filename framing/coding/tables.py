"""Codings as files: CSV, Excel, JSON lines and Parquet, read back with every bad value named."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.coding.formats.jsonfiles import load, text_of
from framing.coding.gridfiles import write_grid
from framing.coding.grids import read_bytes, read_grid
from framing.engine.wholefile import whole_file
from framing.errors import InputError, UsageError
from framing.records.coding import ASSERTED, CODINGS, NEGATED, Coding
from framing.records.tables import VOICES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["codings_of", "frame_of", "read_codings", "retyped", "write_codings"]

#: Files of codes that could be nothing else; .csv and .xlsx may be a sheet.
CODES_ONLY = (".parquet", ".jsonl", ".ndjson")
_REQUIRED = ("doc_id", "coder", "start", "end", "frame", "value")
_NUMBERS = tuple(column.name for column in CODINGS.columns if column.kind == "int")
#: How pandas and Arrow print a number that is not there.
_NOTHING = frozenset({"None", "nan", "<NA>"})
_ALLOWED = {
    "value": ("", "0", "1"),
    "polarity": ("", ASSERTED, NEGATED),
    "voice": ("", *VOICES),
    "field": ("text", "title"),
}


def frame_of(codings: Iterable[Coding]) -> pd.DataFrame:
    """The codings as a table with the columns of ``CODINGS``, sorted.

    >>> frame_of([Coding("a", "Ann", 0, 9, frame="bullying", value=1)])["value"].tolist()
    [1]
    """
    rows = sorted(codings, key=attrgetter("order"))
    columns = {name: [getattr(coding, name) for coding in rows] for name in CODINGS.names}
    return CODINGS.frame_of(columns)


def codings_of(frame: pd.DataFrame) -> list[Coding]:
    """The rows of a table of codings."""
    CODINGS.check(frame)
    columns = _lists(frame).values()
    return [Coding(**dict(zip(CODINGS.names, row, strict=True))) for row in zip(*columns, strict=True)]


def _plain(value: Any, kind: str) -> Any:
    if kind != "int":
        return str(value)
    return None if str(value) in _NOTHING else int(value)


def write_codings(frame: pd.DataFrame, path: str | Path) -> None:
    """Write a table of codings as .csv, .xlsx, .jsonl or .parquet, by the suffix; whole or not at all."""
    CODINGS.check(frame)
    suffix = Path(path).suffix.lower()
    if suffix == ".parquet":
        import pyarrow.parquet as pq

        with whole_file(path) as file:
            pq.write_table(CODINGS.from_columns(_lists(frame)), file, compression="zstd")
    elif suffix in (".jsonl", ".ndjson"):
        with whole_file(path) as file:
            for row in zip(*_lists(frame).values(), strict=True):
                line = json.dumps(dict(zip(CODINGS.names, row, strict=True)), ensure_ascii=False)
                file.write((line + "\n").encode("utf-8", errors="replace"))
    elif suffix in (".csv", ".xlsx"):
        columns = [["" if value is None else str(value) for value in values] for values in _lists(frame).values()]
        write_grid(path, CODINGS.names, list(zip(*columns, strict=True)))
    else:
        raise UsageError(f"'{path}' names no format of codings", remedy="end it in .csv, .xlsx, .jsonl or .parquet")


def _lists(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """The columns as plain values, a missing number as None."""
    kinds = {column.name: column.kind for column in CODINGS.columns}
    return {n: [_plain(v, kinds[n]) for v in frame[n].astype(object).tolist()] for n in CODINGS.names}


def read_codings(path: str | Path) -> pd.DataFrame:
    """The codings in a file, with the columns of ``CODINGS`` in the order of the rows.

    A missing optional column is empty. InputError names file, row and column of a value that cannot be right.
    """
    suffix = Path(path).suffix.lower()
    if suffix == ".parquet":
        texts, numbers = _parquet(path)
    elif suffix in (".jsonl", ".ndjson"):
        texts, numbers = _json_lines(path)
    else:
        grid = read_grid(path)
        texts, numbers = {name: grid.column(name) for name in grid.names}, grid.numbers
    return retyped(_checked(texts, numbers, str(path)))


def _parquet(path: str | Path) -> tuple[dict[str, list[str]], list[int]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(io.BytesIO(read_bytes(path)))
    except (pa.ArrowException, OSError):
        raise InputError("the Parquet file is damaged", file=path, remedy="write it again") from None
    texts = {name: ["" if v is None else str(v) for v in table.column(name).to_pylist()] for name in table.column_names}
    return texts, list(range(1, table.num_rows + 1))


def _json_lines(path: str | Path) -> tuple[dict[str, list[str]], list[int]]:
    rows, numbers = [], []
    for number, line in enumerate(text_of(path).split("\n"), 1):
        if not line.strip():
            continue
        row = load(line, path, number)
        if not isinstance(row, dict):
            raise InputError("this line is no JSON object", file=path, line=number, remedy="write the file again")
        rows.append({str(name): "" if value is None else str(value) for name, value in row.items()})
        numbers.append(number)
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: [row.get(name, "") for row in rows] for name in names}, numbers


def _checked(texts: dict[str, list[str]], numbers: list[int], file: str) -> pd.DataFrame:
    """The columns of ``CODINGS`` as texts, each value possible."""
    import pandas as pd

    if missing := [name for name in _REQUIRED if name not in texts]:
        sheet = "unit" in texts and "text" in texts
        remedy = "read the sheet first: framing code read" if sheet else "name a file that framing code read wrote"
        raise InputError(f"these are no codes: the column '{missing[0]}' is missing", file=file, remedy=remedy)
    empty = [""] * len(numbers)
    columns = {name: texts.get(name, ["text"] * len(numbers) if name == "field" else empty) for name in CODINGS.names}
    frame = pd.DataFrame(columns, dtype="str")
    for name in _NUMBERS:
        frame[name] = frame[name].str.removesuffix(".0")
        _refuse(frame, ~frame[name].str.fullmatch(r"[0-9]{0,15}"), name, numbers, file, "write a whole number")
    for name, allowed in _ALLOWED.items():
        words = ", ".join(word or "nothing" for word in allowed)
        _refuse(frame, ~frame[name].isin(allowed), name, numbers, file, f"write {words}")
    for name in ("doc_id", "coder", "start", "end"):
        _refuse(frame, frame[name] == "", name, numbers, file, "fill it in")
    backwards = frame["start"].astype("int64") > frame["end"].astype("int64")
    _refuse(frame, backwards, "end", numbers, file, "end must not lie before start")
    return frame


def _refuse(frame: pd.DataFrame, wrong: Any, name: str, numbers: list[int], file: str, remedy: str) -> None:
    import numpy as np

    at = np.flatnonzero(np.asarray(wrong, bool))
    if len(at):
        value = frame[name].iloc[int(at[0])]
        more = f" ({len(at)} such values)" if len(at) > 1 else ""
        said = f"'{value}' cannot stand in column '{name}'{more}" if value else f"column '{name}' is empty{more}"
        raise InputError(said, file=file, line=numbers[int(at[0])], remedy=remedy)


def retyped(frame: pd.DataFrame) -> pd.DataFrame:
    """A table of codings with the declared types."""
    import pandas as pd

    out: dict[str, Any] = {}
    for column in CODINGS.columns:
        values: pd.Series[Any] = frame[column.name]
        if column.kind == "int":
            whole = pd.to_numeric(values, errors="coerce").astype("Int64")
            out[column.name] = whole if whole.isna().any() else whole.astype("int64")
        else:
            out[column.name] = values.astype("str" if column.kind == "text" else "category")
    return pd.DataFrame(out, columns=CODINGS.names)
