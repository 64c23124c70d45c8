"""Arrays of a batch as Arrow columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.records.article import Article
from framing.records.batch import Ints
from framing.records.characters import Offsets

if TYPE_CHECKING:
    import pyarrow as pa

Tables = dict[str, "pa.Table"]


def leave_pandas_out() -> None:
    """Keep Arrow from importing pandas with its first array; for processes of our own, before anything else is done.

    That import takes as long as scoring 10 MB. ``to_pandas`` still imports pandas when it is first asked for.
    """
    import sys

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


def category(codes: Any, names: Sequence[str]) -> pa.Array:
    """A dictionary-encoded text column: ``names[code]`` for each code; names may repeat."""
    import pyarrow as pa

    distinct = list(dict.fromkeys(names))
    if len(distinct) < len(names):
        places = {name: i for i, name in enumerate(distinct)}
        codes = np.array([places[name] for name in names], np.int32).take(codes)
    # Not "safe", which would look at each code once more.
    return pa.DictionaryArray.from_arrays(np.asarray(codes, np.int32), pa.array(distinct, pa.string()), safe=False)


def numbered(numbers: Ints, names: Sequence[str] | Mapping[int, str]) -> pa.Array:
    """A dictionary-encoded text column of the names with these numbers; only names that occur are in it."""
    used, codes = np.unique(numbers, return_inverse=True)
    return category(codes, [names[number] for number in used.tolist()])


def floats(codes: Ints, values: Sequence[float]) -> pa.Array:
    """A column of numbers: ``values[code]`` for each code."""
    import pyarrow as pa

    return pa.array(np.array(values, np.float64)[codes])


def article_ids(articles: Sequence[Article], numbers: Ints) -> pa.Array:
    """The doc_id of each numbered article."""
    import pyarrow as pa

    return pa.array([a.doc_id for a in articles], pa.string()).take(pa.array(numbers))


def article_outlets(articles: Sequence[Article], numbers: Ints) -> pa.Array:
    """The outlet of each numbered article."""
    codes: dict[str, int] = {}
    of_article = [codes.setdefault(a.outlet.value, len(codes)) for a in articles]
    return category(np.array(of_article, np.int32)[numbers], list(codes))


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
    return rows.take(pa.array(np.arange(1, len(borders) - 1, 2)))
