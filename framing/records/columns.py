"""Arrow's columns from arrays and from each other, without what Arrow would import for it.

``pa.array`` asks of every array whether it is masked, and imports numpy.ma for the question; ``take``, ``cast`` and
their like import pyarrow.compute, which makes a documented function of each of 300 names. That is 15 and 40 ms, as much
as scoring 4 MB takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd
    import pyarrow as pa


def numbers(values: npt.NDArray[Any]) -> pa.Array:
    """A column of the same numbers or truth values; numbers stay where they are.

    >>> numbers(np.array([3, 1])).to_pylist(), numbers(np.array([True, False])).to_pylist()
    ([3, 1], [True, False])
    """
    import pyarrow as pa

    kind = pa.from_numpy_dtype(values.dtype)
    data = np.packbits(values, bitorder="little") if values.dtype == np.bool_ else np.ascontiguousarray(values)
    return pa.Array.from_buffers(kind, len(values), [None, pa.py_buffer(data)], null_count=0)


def taken(values: Any, rows: npt.NDArray[np.integer[Any]] | pa.Array) -> Any:
    """The values (an array or a table) at these rows.

    >>> import pyarrow as pa
    >>> taken(pa.array(["a", "b"]), np.array([1, 1, 0])).to_pylist()
    ['b', 'b', 'a']
    """
    return _call("take", values, numbers(rows) if isinstance(rows, np.ndarray) else rows)


def with_text(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with columns of objects as text, which is all that they hold; without a row pandas cannot tell."""
    return frame.astype({name: "str" for name, kind in frame.dtypes.items() if kind == np.dtype(object)})


def by_first_use(values: pa.DictionaryArray) -> pa.DictionaryArray:
    """The same values with a dictionary that holds what is used, in the order of its first use.

    >>> import pyarrow as pa
    >>> by_first_use(pa.DictionaryArray.from_arrays([2, 0, 2], ["a", "b", "c"])).dictionary.to_pylist()
    ['c', 'a']
    """
    import pyarrow as pa

    used, width = _call("dictionary_encode", values.indices), values.type.index_type
    codes = used.indices if used.indices.type == width else used.indices.cast(width)
    return pa.DictionaryArray.from_arrays(codes, taken(values.dictionary, used.dictionary), safe=False)


def in_one(table: pa.Table) -> pa.Table:
    """The same rows in one chunk, with categories as ``by_first_use`` has them: the same bytes for the same rows."""
    import pyarrow as pa

    table = table.unify_dictionaries().combine_chunks()
    for number, column in enumerate(table.schema):
        if pa.types.is_dictionary(column.type):
            table = table.set_column(number, column, by_first_use(table.column(number).combine_chunks()))
    return table


def plain_schema(schema: pa.Schema) -> pa.Schema:
    """The schema with categories as plain text."""
    import pyarrow as pa

    types = {f.name: f.type.value_type if pa.types.is_dictionary(f.type) else f.type for f in schema}
    return pa.schema([pa.field(name, kind) for name, kind in types.items()])


def _call(name: str, *values: Any) -> Any:
    try:
        from pyarrow._compute import call_function
    except ImportError:  # its home in other versions of Arrow
        from pyarrow.compute import call_function
    return call_function(name, list(values))
