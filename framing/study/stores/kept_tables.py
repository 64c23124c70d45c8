"""Tables as one piece of bytes, as a store keeps them, and the rows of some articles out of it."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from framing.records.columns import in_one
from framing.study.output.packing import as_stream, from_stream

if TYPE_CHECKING:
    import pyarrow as pa

    from framing.study.bridge.arrow import Tables

__all__ = ["of_articles", "pack", "pick", "unpack"]


def pack(tables: Tables, names: Sequence[str]) -> bytes:
    """Tables as one piece: a line of JSON with the sizes, then each as Arrow IPC."""
    packed = [as_stream(tables[name], "zstd") for name in names]
    head = json.dumps({name: len(piece) for name, piece in zip(names, packed, strict=True)})
    return b"".join((head.encode(), b"\n", *packed))


def unpack(body: bytes) -> Tables:
    """The tables of one piece, by name."""
    head, _, rest = body.partition(b"\n")
    tables, place = {}, 0
    for name, size in json.loads(head).items():
        tables[name] = from_stream(rest[place : place + size])
        place += size
    return tables


def pick(body: bytes, doc_ids: Collection[str]) -> bytes:
    """The piece with the rows of these articles alone; no word of any other stays in it."""
    tables = {name: in_one(of_articles(table, doc_ids)) for name, table in unpack(body).items()}
    return pack(tables, list(tables))


def of_articles(table: pa.Table, doc_ids: Collection[str]) -> pa.Table:
    """The rows of these articles."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return table.filter(pc.is_in(table.column("doc_id"), value_set=pa.array(sorted(doc_ids), pa.string())))
