"""Articles as records that come back equal; see ``corpus.exports``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any

from framing.corpus.exports import record_of
from framing.corpus.kept import article_of, entries_of
from framing.corpus.options import ReadOptions
from framing.corpus.reading import settled_readings
from framing.corpus.units import Paths
from framing.errors import UsageError
from framing.records.grammar import counted
from framing.records.issue import Issue
from framing.store.addresses import is_store, the_store
from framing.store.interface import Code, Entry, Standing, Version
from framing.store.opening import open_at


def left_behind(paths: Sequence[str | os.PathLike[str]], *, history: bool = False) -> str:
    """What stores keep that an export, or one with ``history``, does not hold; empty if there is nothing."""
    said = []
    for path in filter(is_store, paths):
        with closing(open_at(path)) as store:
            versions, baselines = store.past(), len(store.baselines())
        if baselines:
            kept = counted(baselines, "baseline")
            said.append(f"{store.shown} keeps {kept} that did not go along; framing baseline export writes one")
        if versions and not history:
            earlier = counted(versions, "earlier version") + " of its articles"
            said.append(
                f"{store.shown} keeps {earlier} that did not go along; framing export articles --history writes them"
            )
    return "; ".join(said)


def histories(paths: Paths, options: ReadOptions) -> Iterator[tuple[list[dict[str, Any]], list[Issue]]]:
    """The articles of one store with all their versions, the oldest first; hand codes stand with the current one."""
    address = the_store(paths)
    if not address:
        raise UsageError("only a store keeps versions", remedy="name one store, such as framing.db")
    with closing(open_at(address)) as store:
        for numbers in list(store.plan(options.batch_bytes)):
            names = [version.entry.doc_id for version in store.fetch(numbers)]
            codes: dict[str, list[Code]] = {}
            for coded in store.codes(names):
                codes.setdefault(coded.code.doc_id, []).append(coded.code)
            versions = [version for name in names for version in _standing(store.history(name), codes.get(name, ()))]
            yield (
                [record_of(entry) for entry in versions],
                [issue for e in versions for issue in article_of(e, store.shown)[1]],
            )


def _standing(versions: Sequence[Version], codes: Sequence[Code]) -> Iterator[Entry]:
    for version in versions:
        current = version is versions[-1]
        stands = Standing(version.number, version.added, current)
        yield replace(version.entry, stands=stands, codes=tuple(codes) if current else ())


def records(paths: Paths, options: ReadOptions) -> Iterator[tuple[list[dict[str, Any]], list[Issue]]]:
    """The articles of ``paths`` with their hand codes as records, a unit at a time, with what there was to say."""
    for reading in settled_readings(paths, replace(options, codes=True)):
        entries = entries_of(reading.articles, reading.issues)
        entries = [replace(entry, codes=reading.codes.get(entry.doc_id, ())) for entry in entries]
        yield [record_of(entry) for entry in entries], reading.issues
