"""Tables that a study yields as files for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.coding.gridfiles import csv_bytes
from framing.engine.wholefile import make_folder, whole_file
from framing.errors import UsageError
from framing.study.output.workbook import write_workbook
from framing.study.output.writers import FORMATS, writing

if TYPE_CHECKING:
    import pandas as pd

    from framing.study.score_tables import ScoreTables

#: Tables that an export holds, in their order.
EXPORTED = ("rates", "matches", "counts", "words", "articles", "quotes", "credits", "issues")
_ENDINGS = {".csv": "csv", ".json": "json", ".jsonl": "json", ".ndjson": "json", ".parquet": "parquet", ".xlsx": "xlsx"}


def tables_of(scores: ScoreTables, names: Sequence[str] = ()) -> dict[str, pd.DataFrame]:
    """The tables of ``names``, or all of ``EXPORTED``. UsageError for a name that is none of them."""
    if odd := [name for name in names if name not in EXPORTED]:
        raise UsageError(f"there is no table '{odd[0]}'", remedy=f"use {', '.join(EXPORTED)}")
    found: dict[str, pd.DataFrame] = {}
    for name in EXPORTED:
        if not names or name in names:
            found[name] = scores.by("outlet") if name == "rates" else getattr(scores, name)
    return found


def write_tables(
    tables: Mapping[str, pd.DataFrame], path: str | Path, form: str = "", *, for_excel: bool = False
) -> list[Path]:
    """Write tables: an .xlsx holds all of them, a file of another kind one, a folder one file a table.

    ``form`` (csv, json, parquet, xlsx) is told by the ending of ``path`` where it has one. ``for_excel`` makes a CSV
    that is safe to double-click: a byte order mark, and ``'`` before what a spreadsheet would take for a formula.
    """
    chosen = form or _ENDINGS.get(Path(path).suffix.lower(), "")
    if chosen not in (*FORMATS, "xlsx"):
        raise UsageError(
            f"'{path}' tells no format", remedy="end it in .csv, .xlsx, .jsonl or .parquet, or add --format"
        )
    if for_excel and chosen != "csv":
        raise UsageError("--for-excel is for CSV; a workbook holds text anyway", remedy="leave out --for-excel")
    if chosen == "xlsx":
        write_workbook(path, tables)
        return [Path(path)]
    if Path(path).suffix.lower() in _ENDINGS:
        if len(tables) != 1:
            raise UsageError(
                "one file of this kind holds one table", remedy="choose one with --table, or name a folder"
            )
        return [_write_one(table, Path(path), chosen, for_excel) for table in tables.values()]
    suffix = {"json": "jsonl"}.get(chosen, chosen)
    folder = make_folder(path)
    return [_write_one(table, folder / f"{name}.{suffix}", chosen, for_excel) for name, table in tables.items()]


def _write_one(table: pd.DataFrame, path: Path, form: str, for_excel: bool) -> Path:
    import pyarrow as pa

    if for_excel:
        rows = [[_as_text(value) for value in row] for row in table.itertuples(index=False, name=None)]
        data = csv_bytes([str(name) for name in table.columns], rows, for_excel=True)
        with whole_file(path) as file:
            file.write(data)
        return path
    arrow = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    with whole_file(path) as file, writing(file, arrow.schema, form) as writer:
        writer.write(arrow)
    return path


def _as_text(value: Any) -> str:
    import pandas as pd

    if pd.isna(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)
