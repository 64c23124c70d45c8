"""What is read is never written over: an output that would take the place of an input is refused before any work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from framing.errors import UsageError

_TEXTS = frozenset({".txt", ".md", ".markdown", ".db", ".gz"})
#: What any text is read as an article from.
_PAGES = frozenset({".txt", ".md", ".markdown"})
_TABLES = frozenset({".csv", ".tsv", ".json", ".jsonl", ".ndjson", ".parquet"})
#: So much of a table's beginning holds the names of its columns.
_HEAD = 65_536
_KEY, _CELL = re.compile(r'"([^"\\]+)"\s*:'), re.compile(r'[^,;\t"\r]+')


def spare_inputs(paths: Iterable[str], output: str | None) -> None:
    """UsageError if writing ``output`` would replace one of ``paths``, or an article or the tags in such a folder.

    Nor may a page for reading lie among articles, where the next run would count its words as an article's. What
    framing wrote there before may be written again.
    """
    if not output or output == "-":
        return
    from framing.corpus.files.typed import expanded

    paths = [name for path in paths for name in expanded(path)]
    # A file is written where its name leads once "..", links and what is not there are resolved.
    real = Path(output).resolve()
    folders = [Path(path).resolve() for path in paths if Path(path).is_dir()]
    if not real.exists():
        if real.suffix.lower() in _PAGES and any(folder in real.parents for folder in folders):
            reason = f"{output}: there it would be read as an article"
            raise UsageError(reason, remedy="name a place outside of the folder that is read, or a .csv")
        return
    for path in paths:
        named = Path(path).resolve()
        if named == real:
            what = "the tables would lie among the articles that are read" if real.is_dir() else "this is what is read"
            raise UsageError(f"{output}: {what}", remedy="name another place for -o")
        if named.is_dir() and real.is_file() and named in real.parents and _is_input(real):
            raise UsageError(f"{output}: this is part of what is read", remedy="name another file for -o")


def _is_input(file: Path) -> bool:
    suffix = file.suffix.lower()
    return file.name.lower() == "metadata.csv" or suffix in _TEXTS or (suffix in _TABLES and _holds_articles(file))


def _holds_articles(file: Path) -> bool:
    """Whether a table has texts, and is none of ours."""
    from framing.corpus.own_tables import own_table

    names = _columns(file)
    return "text" in names and not own_table(names)


def _columns(file: Path) -> set[str]:
    """The names of a table's columns, small and capital letters alike."""
    if file.suffix.lower() == ".parquet":
        from pyarrow.parquet import read_schema

        try:
            return {name.lower() for name in read_schema(file).names}
        except (OSError, ValueError):
            return {"text"}  # whatever it is, it is not ours
    with file.open(encoding="utf-8-sig", errors="replace") as table:
        first = table.read(_HEAD).split("\n", 1)[0] if file.suffix.lower() != ".json" else table.read(_HEAD)
    found = re.findall(_KEY if "{" in first else _CELL, first)
    return {name.strip().lower() for name in found}
