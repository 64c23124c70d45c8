"""Articles as records that come back equal; see ``corpus.kept``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from framing.corpus.kept import entries_of, record_of
from framing.corpus.options import ReadOptions
from framing.corpus.units import Paths, settled_readings
from framing.records.issue import Issue
from framing.store.opening import is_store, open_at


def left_behind(paths: Sequence[str | os.PathLike[str]]) -> str:
    """What stores keep of their articles that an export does not hold; empty if there is nothing."""
    said = []
    for path in filter(is_store, paths):
        with closing(open_at(path)) as store:
            versions = store.past()
        if versions:
            earlier = f"{versions:,} earlier version{'' if versions == 1 else 's'} of its articles"
            said.append(f"{store.shown} keeps {earlier} that did not go along; a copy of the store has them too")
    return "; ".join(said)


def records(paths: Paths, options: ReadOptions) -> Iterator[tuple[list[dict[str, Any]], list[Issue]]]:
    """The articles of ``paths`` with their hand codes as records, a unit at a time, with what there was to say."""
    for reading in settled_readings(paths, replace(options, codes=True)):
        entries = entries_of(reading.articles, reading.issues)
        entries = [replace(entry, codes=reading.codes.get(entry.doc_id, ())) for entry in entries]
        yield [record_of(entry) for entry in entries], reading.issues
