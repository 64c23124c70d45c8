"""Articles as records that come back equal; see ``corpus.kept``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from framing.corpus.kept import entries_of, record_of
from framing.corpus.options import ReadOptions
from framing.corpus.units import Paths, settled_readings
from framing.records.issue import Issue


def records(paths: Paths, options: ReadOptions) -> Iterator[tuple[list[dict[str, Any]], list[Issue]]]:
    """The articles of ``paths`` with their hand codes as records, a unit at a time, with what there was to say."""
    for reading in settled_readings(paths, replace(options, codes=True)):
        entries = entries_of(reading.articles, reading.issues)
        entries = [replace(entry, codes=reading.codes.get(entry.doc_id, ())) for entry in entries]
        yield [record_of(entry) for entry in entries], reading.issues
