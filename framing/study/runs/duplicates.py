"""What must hold over all units of a run: one article an id, one line an unknown outlet. Units come in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from framing.corpus.ids import Named, Series, insert_at, place_of, renamed_issue
from framing.corpus.reading import Reading, is_new
from framing.records.ascending import places_in
from framing.records.columns import taken
from framing.records.issue import Issue
from framing.study.bridge.arrow import Tables
from framing.study.bridge.descriptive import issue_table

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Origins:
    """What the tables of a unit do not say.

    ``lines`` holds the line of each row of articles, ``anchors`` the number of the article that each row of issues is
    about (or that comes next), ``renamed`` the given ids of articles whose id another of the unit has.
    """

    lines: list[int | None] = field(default_factory=list)
    anchors: list[int] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)

    def fit(self, articles: int, issues: int) -> bool:
        """Whether they can be those of a unit of so many articles and issues."""
        numbers = [*self.anchors, *(line for line in self.lines if line is not None)]
        return (
            (len(self.lines), len(self.anchors)) == (articles, issues)
            and all(type(number) is int and 0 <= number < 2**63 for number in numbers)
            and all(isinstance(name, str) for name in self.renamed.values())
        )


def in_order(tables: Tables, reading: Reading) -> tuple[Tables, Origins]:
    """The tables of a unit with its issues in the order of the articles, and the unit's origins.

    Reading's issues come first in the table, those of annotation after them, each in order; both kinds are ordered by
    the article that they are about, so that they stand in one order however the input was cut.
    """
    issues = tables["issues"]
    numbers = {article.doc_id: number for number, article in enumerate(reading.articles)}
    said = len(reading.issues)
    further = [numbers[doc_id] for doc_id in issues.column("doc_id")[said:].to_pylist()]
    anchors = np.array([*reading.anchors, *further], np.int64)
    # What reading says about an article stands before what annotation says about it.
    order = np.lexsort((np.arange(len(anchors)), np.arange(len(anchors)) >= said, anchors))
    lines = [article.provenance.line for article in reading.articles]
    if len(tables["articles"]) < len(lines):  # a coder failed on some, which are in no table but this one
        here = set(tables["articles"].column("doc_id").to_pylist())
        coded = [article.doc_id in here for article in reading.articles]
        anchors = np.cumsum([0, *coded])[anchors]
        lines = [line for line, kept in zip(lines, coded, strict=True) if kept]
    origins = Origins(lines, anchors[order].tolist(), dict(reading.renamed))
    return tables | {"issues": taken(issues, order)}, origins


class IdKeeper:
    """Sees the tables of all units in order and keeps ids unique across them; some 40 bytes an article."""

    def __init__(self) -> None:
        self._given = _Given()
        self._series = Series()
        self._outlets: set[str] = set()

    def settle(self, tables: Tables, origins: Origins) -> Tables:
        """``tables`` with ids that no earlier unit had. Nearly always the tables as they came."""
        return tables | self.changes(tables, origins)

    def changes(self, tables: Mapping[str, pa.Table], origins: Origins) -> Tables:
        """Only those of the tables that change."""
        known = self._without_known_outlets(tables["issues"], origins)
        articles = tables["articles"]
        ids, digests, files = (articles.column(name).to_pylist() for name in ("doc_id", "digest", "file"))
        rows = list(zip(ids, digests, files, origins.lines, strict=True))
        if not origins.renamed and not self._given.any(ids):
            self._given.add(rows)
            return known
        names, issues = self._series.settle_all(rows, origins.renamed, self._given.find)
        self._given.add([(name, *row[1:]) for row, name in zip(rows, names, strict=True) if name is not None])
        changed = {row[0]: name for row, name in zip(rows, names, strict=True) if name != row[0]}
        out = {key: _renamed(table, changed) for key, table in tables.items() if key != "issues"}
        return out | {"issues": _renamed_issues((known or tables)["issues"], changed, origins.anchors, issues)}

    def _without_known_outlets(self, issues: pa.Table, origins: Origins) -> Tables:
        """The issues without outlets that were said to be unknown before, if that changes them."""
        codes = issues.column("code").to_pylist()
        reasons = issues.column("reason").to_pylist()
        keep = [
            is_new(Issue("", "", None, "", code, reason), self._outlets)
            for code, reason in zip(codes, reasons, strict=True)
        ]
        if all(keep):
            return {}
        origins.anchors[:] = [anchor for anchor, kept in zip(origins.anchors, keep, strict=True) if kept]
        return {"issues": taken(issues, np.flatnonzero(keep))}


class _Given:
    """Ids that were given out, by a hash of 64 bits: among a million, two are taken for one once in 30 million runs."""

    def __init__(self) -> None:
        self._hash = np.zeros(0, np.uint64)
        self._digest: npt.NDArray[np.void] = np.zeros(0, "V16")
        self._file = np.zeros(0, np.int32)
        self._line = np.zeros(0, np.int64)
        self._files: dict[str, int] = {}
        self._names: list[str] = []

    def any(self, names: Iterable[str]) -> bool:
        """Whether one of them was given out."""
        return bool((places_in(self._hash, _hashes(names)) >= 0).any())

    def find(self, name: str) -> tuple[str, str] | None:
        """The first half of the digest, and the place, of the article that has the name."""
        at = int(places_in(self._hash, _hashes([name]))[0])
        if at < 0:
            return None
        line = int(self._line[at])
        file = self._names[int(self._file[at])]
        return self._digest[at].tobytes().hex(), place_of(file, None if line < 0 else line)

    def add(self, rows: Sequence[Named]) -> None:
        """Articles that have their names now: name, digest, file, line."""
        hashed = _hashes(row[0] for row in rows)
        order = np.argsort(hashed)
        places = np.searchsorted(self._hash, hashed[order])
        for row in rows:
            if row[2] not in self._files:
                self._files[row[2]] = len(self._names)
                self._names.append(row[2])
        digests = np.frombuffer(bytes.fromhex("".join(row[1][:32] for row in rows)), "V16")
        file = np.array([self._files[row[2]] for row in rows], np.int32)
        line = np.array([-1 if row[3] is None else row[3] for row in rows], np.int64)
        self._hash = np.insert(self._hash, places, hashed[order])
        self._digest = np.insert(self._digest, places, digests[order])
        self._file = np.insert(self._file, places, file[order])
        self._line = np.insert(self._line, places, line[order])


def _hashes(names: Iterable[str]) -> npt.NDArray[np.uint64]:
    digests = b"".join(hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names)
    return np.frombuffer(digests, np.uint64)


def _renamed(table: pa.Table, names: dict[str, str | None]) -> pa.Table:
    """The table with rows of articles that were left out gone and those of renamed ones under their new id."""
    import pyarrow as pa

    ids = table.column("doc_id").to_pylist()
    keep = [names.get(i, i) is not None for i in ids]
    table = table.filter(pa.array(keep, pa.bool_()))
    new: list[Any] = [names.get(i, i) for i, kept in zip(ids, keep, strict=True) if kept]
    return table.set_column(0, table.schema.field(0), pa.array(new, pa.string()))


def _renamed_issues(
    table: pa.Table, names: dict[str, str | None], anchors: Sequence[int], new: Sequence[tuple[int, Issue]]
) -> pa.Table:
    """The same for issues, with those about ids in their places."""
    said = [Issue(*values) for values in zip(*table.to_pydict().values(), strict=True)]
    rows = [renamed_issue(issue, names) for issue in said]
    kept = [issue for issue in insert_at(rows, anchors, new) if issue is not None]
    return issue_table(kept)
