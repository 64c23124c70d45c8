"""Arrays of a batch as Arrow columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.records.arrays import Ints, Offsets
from framing.records.article import Article
from framing.records.columns import by_first_use, numbers, taken
from framing.records.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

Tables = dict[str, "pa.Table"]


def join_tables(parts: Iterable[Tables], names: Sequence[str] = tuple(TABLES)) -> Tables:
    """The tables of several units as one of each kind, in order; those of ``names`` that the units have."""
    import pyarrow as pa

    held = [{name: part[name] for name in names if name in part} for part in parts]
    if not held:
        return {name: TABLES[name].empty() for name in names}
    joined = {name: pa.concat_tables([part[name] for part in held]) for name in held[0]}
    return {name: table.unify_dictionaries().combine_chunks() for name, table in joined.items()}


def prepare_arrow() -> None:
    """Spare Arrow what it does at its start and with memory; for processes of our own, before anything else is done.

    It would import pandas with its first array, which takes as long as scoring 10 MB; ``to_pandas`` still does when it
    is first asked for. And it would give memory back at once that it needs again for the next batch.
    """
    import os
    import sys

    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    import pyarrow as pa

    if "pandas" in sys.modules:
        return
    sys.meta_path.insert(0, _NoPandas)
    try:
        pa.scalar(0)  # Arrow asks once, here, and remembers the answer until somebody wants a DataFrame
    finally:
        sys.meta_path.remove(_NoPandas)


class _NoPandas:
    """A finder of modules for which there is no pandas."""

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ImportError(name)


class Names:
    """The names behind codes, laid out once for any number of columns; names may repeat.

    >>> Names(["b", "a", "b"]).column(np.array([2, 1, 0])).to_pylist()
    ['b', 'a', 'b']
    """

    def __init__(self, names: Iterable[str]) -> None:
        places: dict[str, int] = {}
        self._place = np.array([places.setdefault(name, len(places)) for name in names], np.int32)
        self._distinct = list(places)

    def __len__(self) -> int:
        return len(self._place)

    @cached_property
    def _dictionary(self) -> pa.Array:
        import pyarrow as pa

        return pa.array(self._distinct, pa.string())

    def column(self, codes: Any) -> pa.Array:
        """A dictionary-encoded text column with the name of each code."""
        import pyarrow as pa

        if len(self._distinct) < len(self._place):
            codes = self._place.take(codes)
        # Not "safe", which would look at each code once more.
        codes = numbers(np.asarray(codes, np.int32))
        return pa.DictionaryArray.from_arrays(codes, self._dictionary, safe=False)


def category(codes: Any, names: Iterable[str]) -> pa.Array:
    """A dictionary-encoded text column: ``names[code]`` for each code; names may repeat."""
    return Names(names).column(codes)


def numbered(numbers: Ints, names: Sequence[str] | Mapping[int, str]) -> pa.Array:
    """A dictionary-encoded text column of the names with these numbers; only names that occur are in it."""
    used, codes = np.unique(numbers, return_inverse=True)
    return category(codes, [names[number] for number in used.tolist()])


def distinct(numbers: Ints) -> tuple[Ints, Ints]:
    """What of these small numbers (from 0) there is, ascending, and the place of each of them in that.

    As ``np.unique``, which sorts them all.

    >>> [side.tolist() for side in distinct(np.array([5, 2, 5]))]
    [[2, 5], [1, 0, 1]]
    """
    is_used = np.zeros(int(numbers.max(initial=-1)) + 1, np.bool_)
    is_used[numbers] = True
    return np.flatnonzero(is_used), (np.cumsum(is_used) - 1).take(numbers)


def named(rows: Ints, names: Sequence[str], length: int) -> pa.Array:
    """A dictionary-encoded text column of that length, empty but for the names of some rows."""
    codes = np.zeros(length, np.int32)
    codes[rows] = np.arange(1, len(rows) + 1)
    return by_first_use(category(codes, ["", *names]))


def texts_of(column: pa.Array) -> list[str]:
    """The texts of a dictionary-encoded column without nulls."""
    names = column.dictionary.to_pylist()
    return [names[code] for code in column.indices.to_numpy().tolist()]


def floats(codes: Ints, values: Sequence[float]) -> pa.Array:
    """A column of numbers: ``values[code]`` for each code."""
    return numbers(np.array(values, np.float64)[codes])


class Published:
    """The ids and outlets of a batch's articles, for the columns of all its tables."""

    def __init__(self, articles: Sequence[Article]) -> None:
        import pyarrow as pa

        self._ids = pa.array([a.doc_id for a in articles], pa.string())
        self._outlets = Names(a.outlet.value for a in articles)

    def columns(self, articles: Ints) -> dict[str, pa.Array]:
        """doc_id and outlet of articles, given by number."""
        return {"doc_id": taken(self._ids, articles), "outlet": self._outlets.column(articles)}


def no_text(rows: int) -> pa.Array:
    """A text column in which nothing is written."""
    import pyarrow as pa

    return pa.StringArray.from_buffers(rows, pa.py_buffer(np.zeros(rows + 1, np.int32)), pa.py_buffer(b""))


def cut(buffer: bytes, first: Offsets, last: Offsets) -> pa.Array:
    """The text between byte positions, for all of them at once.

    >>> cut(b"trade war", np.array([0, 0, 6]), np.array([5, 9, 9])).to_pylist()
    ['trade', 'trade war', 'war']
    """
    import pyarrow as pa

    # Arrow's own copying is the quickest: each second row of a column over the whole buffer is a span. The rows between
    # them are what is left out; where spans overlap they mean nothing, and nobody looks at them.
    borders = np.empty(2 * len(first) + 2, np.int32)
    borders[0], borders[-1] = 0, len(buffer)
    borders[1:-1:2], borders[2::2] = first, last
    rows = pa.StringArray.from_buffers(len(borders) - 1, pa.py_buffer(borders), pa.py_buffer(buffer))
    return taken(rows, np.arange(1, len(borders) - 1, 2))
