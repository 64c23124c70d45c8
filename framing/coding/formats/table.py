"""Our own table of codings, as .csv, .xlsx, .jsonl or .parquet: see ``framing.coding.tables``."""

from __future__ import annotations

from framing.coding.formats.parcels import CodingFormat

CSV = CodingFormat("csv", ".csv", table=True)
EXCEL = CodingFormat("xlsx", ".xlsx", table=True)
