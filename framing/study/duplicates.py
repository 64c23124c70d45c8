"""Two articles with one id in different units: the same text is left out, another text is renamed; both are said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.records.issue import Issue
from framing.records.tables import ISSUES, TABLES
from framing.study.rows import issue_columns

if TYPE_CHECKING:
    import pyarrow as pa

Tables = dict[str, "pa.Table"]


class IdKeeper:
    """Sees the tables of all units in order and keeps ids unique across them."""

    def __init__(self) -> None:
        self._taken: dict[str, tuple[str, str]] = {}

    def settle(self, tables: Tables) -> Tables:
        """``tables`` with ids that no earlier unit had. Nearly always the tables as they came."""
        articles = tables["articles"]
        columns = [articles.column(name).to_pylist() for name in ("doc_id", "digest", "file")]
        names: dict[str, str | None] = {}
        issues: list[Issue] = []
        for doc_id, digest, file in zip(*columns, strict=True):
            name = doc_id
            if doc_id in self._taken:
                name, issue = self._settle(doc_id, digest, file)
                names[doc_id] = name
                issues.append(issue)
            if name is not None:
                self._taken[name] = (digest[:16], file)
        if not names:
            return tables
        said = ISSUES.from_columns(issue_columns(issues))
        out = {key: _renamed(table, key, names) for key, table in tables.items()}
        return out | {"issues": _joined([out["issues"], said])}

    def _settle(self, doc_id: str, digest: str, file: str) -> tuple[str | None, Issue]:
        name, number = doc_id, 1
        while name in self._taken:
            if self._taken[name][0] == digest[:16]:
                reason = f"the same id and text as in {self._taken[name][1]}"
                return None, Issue(doc_id, file, None, "skipped", "duplicate", reason, "keep one of the two")
            number += 1
            name = f"{doc_id}~{number}"
        reason = f"the id '{doc_id}' is taken by an article of {self._taken[doc_id][1]}; this one is called '{name}'"
        return name, Issue(name, file, None, "warning", "same-id", reason, "give it an id of its own")


def _renamed(table: pa.Table, key: str, names: dict[str, str | None]) -> pa.Table:
    """The table with rows of dropped articles gone and those of renamed ones under their new id."""
    import pyarrow as pa

    ids = table.column("doc_id").to_pylist()
    if key != "issues":
        keep = [names.get(i, i) is not None for i in ids]
        table = table.filter(pa.array(keep, pa.bool_()))
        ids = [i for i, kept in zip(ids, keep, strict=True) if kept]
    new: list[Any] = [names.get(i, i) or i for i in ids]
    return table.set_column(0, table.schema.field(0), pa.array(new, pa.string()))


def _joined(tables: list[pa.Table]) -> pa.Table:
    import pyarrow as pa

    return pa.concat_tables([table.unify_dictionaries() for table in tables], promote_options="default")


def join_tables(parts: list[Tables]) -> Tables:
    """The tables of several units as one of each kind, in order."""
    import pyarrow as pa

    out: Tables = {}
    for name in parts[0] if parts else TABLES:
        tables = [part[name] for part in parts]
        out[name] = pa.concat_tables(tables).unify_dictionaries().combine_chunks() if tables else TABLES[name].empty()
    return out
