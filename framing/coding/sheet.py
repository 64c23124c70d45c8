"""The blind coding sheet, and the key that only the person in charge sees."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from framing.arguments import check_number, check_whole
from framing.coding.grids import Grid
from framing.coding.sampling import draw, slice_of
from framing.errors import InputError, UsageError
from framing.records.codebook import Codebook

__all__ = ["KEY_COLUMNS", "CodingUnit", "Key", "KeyRow", "Sheet", "make_sheet", "read_key", "sheet_columns"]

#: Columns of a sheet before and after those of the frames.
BEFORE, AFTER = ("unit", "before", "text", "after"), ("done", "voice", "note")
KEY_COLUMNS = (
    "unit", "doc_id", "field", "start", "end", "sentence", "outlet", "stratum", "stratum_units", "drawn", "weight",
    "slice", "digest", "codebook", "frames",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CodingUnit:
    """A candidate: ``text`` is ``[start, end)`` of its field; ``before`` and ``after`` are its context."""

    unit: str
    doc_id: str
    field: str
    start: int
    end: int
    sentence: int | None
    text: str
    before: str = ""
    after: str = ""
    outlet: str = ""
    stratum: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Header and rows of the sheet and of its key."""

    names: list[str]
    rows: list[list[str]]
    key_rows: list[list[str]]


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What the key says of one unit."""

    doc_id: str
    field: str
    start: int
    end: int
    sentence: int | None
    outlet: str
    stratum: str
    stratum_units: int | None
    slice: str
    digest: str


@dataclass(frozen=True, slots=True)
class Key:
    """A key file: its units, the frames of its sheet, and the recipe of the codebook."""

    units: dict[str, KeyRow]
    frames: list[str]
    codebook: str


def sheet_columns(frames: Sequence[str], show_outlet: bool) -> list[str]:
    """The header of a sheet; a frame that is called like another column is a UsageError."""
    fixed = [*BEFORE, *(["outlet"] if show_outlet else []), *AFTER]
    if odd := [name for name in frames if name in {*BEFORE, *AFTER, "outlet"}]:
        raise UsageError(f"the frame '{odd[0]}' is called like a column of the sheet", remedy="rename the frame")
    return [*fixed[: -len(AFTER)], *frames, *AFTER]


def make_sheet(
    units: Sequence[CodingUnit],
    codebook: Codebook,
    *,
    sample: int,
    evaluation: float = 0.25,
    seed: int = 0,
    show_outlet: bool = False,
) -> Sheet:
    """Draw ``sample`` units and lay them out, in the order of their opaque ids.

    About ``evaluation`` (a share, 0 to 1) of all units are marked in the key as kept apart. ``weight`` is how many
    units of its stratum a drawn one stands for. UsageError if there is nothing to draw.
    """
    check_whole("sample", sample, 1)
    check_number("evaluation", evaluation, 0, 1)
    check_whole("seed", seed, 0)
    if not units:
        raise UsageError("there is nothing to code in these articles", remedy="name a folder with articles")
    frames = codebook.frame_names
    names = sheet_columns(frames, show_outlet)
    drawn = [units[i] for i in draw([u.unit for u in units], [u.stratum for u in units], sample, seed)]
    held, taken = Counter(u.stratum for u in units), Counter(u.stratum for u in drawn)
    rows, key_rows = [], []
    for u in drawn:
        shown = [u.unit, u.before, u.text, u.after, *([u.outlet] if show_outlet else [])]
        rows.append([*shown, *[""] * (len(frames) + len(AFTER))])
        weight = f"{held[u.stratum] / taken[u.stratum]:.6g}"
        place = [u.unit, u.doc_id, u.field, str(u.start), str(u.end), _number(u.sentence), u.outlet, u.stratum]
        drawn_from = [str(held[u.stratum]), str(taken[u.stratum]), weight, slice_of(u.unit, evaluation)]
        key_rows.append([*place, *drawn_from, digest(u.text), codebook.recipe, json.dumps(frames, ensure_ascii=False)])
    return Sheet(names, rows, key_rows)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def digest(text: str) -> str:
    """The first 12 digits of SHA-256, white space made even: enough to see that a text is another one."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", errors="replace")).hexdigest()[:12]


def read_key(grid: Grid) -> Key:
    """The key in a table; an InputError names the row that is no key."""
    if missing := [name for name in KEY_COLUMNS if name not in grid.names]:
        raise InputError(
            f"this is no key: it lacks the column '{missing[0]}'",
            file=grid.file,
            remedy="name the .key.csv of the sheet",
        )
    units: dict[str, KeyRow] = {}
    columns = {name: grid.column(name) for name in KEY_COLUMNS}
    for i, unit in enumerate(columns["unit"]):
        cells = {name: values[i] for name, values in columns.items()}
        if unit in units:
            reason = f"unit '{unit}' stands twice in the key"
            raise InputError(reason, file=grid.file, line=grid.numbers[i], remedy="restore the key file")
        try:
            units[unit] = _key_row(cells)
        except ValueError:
            raise InputError(
                f"row {grid.numbers[i]} of the key holds no whole numbers",
                file=grid.file,
                remedy="restore the key file",
            ) from None
    frames = _frames_of(columns["frames"][0], grid.file) if units else []
    return Key(units, frames, columns["codebook"][0] if units else "")


def _frames_of(cell: str, file: str) -> list[str]:
    """The names of the frames, which stand in each row of a key as a JSON list."""
    try:
        names = json.loads(cell)
    except (ValueError, RecursionError):
        names = None
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return names
    raise InputError("the key's column 'frames' is damaged", file=file, remedy="restore the key file")


def _whole(cell: str) -> int:
    """A number as a key holds it; ValueError for one that no text is long enough for."""
    if not re.fullmatch("[0-9]{1,15}", cell):
        raise ValueError(cell)
    return int(cell)


def _key_row(cells: dict[str, str]) -> KeyRow:
    return KeyRow(
        cells["doc_id"],
        cells["field"],
        _whole(cells["start"]),
        _whole(cells["end"]),
        _whole(cells["sentence"]) if cells["sentence"] else None,
        cells["outlet"],
        cells["stratum"],
        _whole(cells["stratum_units"]) if cells["stratum_units"] else None,
        cells["slice"],
        cells["digest"],
    )
