"""The columns of a Parquet file under our names, and its cells as text."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.corpus.drafts import FIELDS, plain_key
from framing.corpus.own_tables import refuse_own
from framing.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

#: What pandas adds for its index.
_INDEX = re.compile(r"__index_level_\d+__")
_MIDNIGHT = dt.time(0)
#: Stands for a cell whose bytes are no text.
BROKEN: Any = object()


@dataclass(frozen=True, slots=True)
class Columns:
    """``places`` holds the number of each column by our name; ``read`` their names in the file."""

    places: dict[str, int]
    read: tuple[str, ...]

    @property
    def extra(self) -> list[str]:
        """The columns beyond the fields that an article knows."""
        return [name for name in self.places if name not in FIELDS]


def columns_of(schema: pa.Schema, shown: str) -> Columns:
    """The columns to read; an InputError if they cannot be articles."""
    kept = [(number, name) for number, name in enumerate(schema.names) if not _INDEX.fullmatch(name)]
    places: dict[str, int] = {}
    for number, name in kept:
        ours = plain_key(name)
        if ours in places:
            raise InputError(f"the table gives '{ours}' twice", file=shown, remedy="rename or remove one of the two")
        places[ours] = number
    refuse_own(places, shown)
    if "text" not in places:
        listed = ", ".join(list(places)[:12]) or "none"
        raise InputError(
            f"the table has no column 'text'; its columns are: {listed}",
            file=shown,
            remedy="name the column with the articles' texts 'text'",
        )
    kind = schema.field(places["text"]).type
    if not _is_text(kind):
        raise InputError(f"the column 'text' holds {kind}, not text", file=shown, remedy="write the texts as strings")
    return Columns(places, tuple(name for _, name in kept))


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    kind = kind.value_type if types.is_dictionary(kind) else kind
    tests = (types.is_string, types.is_large_string, types.is_string_view, types.is_binary, types.is_large_binary)
    return any(test(kind) for test in (*tests, types.is_null))


def cells_of(column: pa.Array, *, words: bool) -> list[Any]:
    """Each cell as text, None where there is nothing, BROKEN where bytes should be text (``words``) and are not."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        values = column.to_pylist()
    except (ValueError, OverflowError):
        values = [_value(scalar) for scalar in column]
    return [value if value is None or type(value) is str else _text(value, words) for value in values]


def _value(scalar: Any) -> Any:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError):
        return BROKEN


def _text(value: Any, words: bool) -> Any:
    """A cell that is no text as the text that JSON lines would give."""
    if value is BROKEN:
        return BROKEN
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return BROKEN if words else value.hex()
    plain = _plain(value)
    return plain if plain is None or isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """Nested values as JSON has them; a missing number is null, days and times are text."""
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat()
    return value if isinstance(value, str | bool | int | float | None) else str(value)
