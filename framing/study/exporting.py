"""Articles as records that come back equal; see ``corpus.kept``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from framing.corpus.ids import insert_at, renamed_issue, settle_ids
from framing.corpus.kept import entries_of, record_of
from framing.corpus.options import ReadOptions
from framing.corpus.units import Paths, plan, read_unit
from framing.records.issue import Issue


def records(paths: Paths, options: ReadOptions) -> Iterator[tuple[list[dict[str, Any]], list[Issue]]]:
    """The articles of ``paths`` as records, a unit at a time, with what there was to say."""
    taken: dict[str, tuple[str, str]] = {}
    for unit in plan(paths, options):
        reading = read_unit(unit, options)
        articles, issues, names = settle_ids(reading.articles, reading.renamed, taken)
        own = [renamed_issue(issue, names) for issue in reading.issues]
        said = [issue for issue in insert_at(own, reading.anchors, issues) if issue is not None]
        yield [record_of(entry) for entry in entries_of(articles, said)], said
