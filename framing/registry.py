"""What can be added without touching the rest: plain tables of ``"module:attribute"`` in sight.

Nothing registers itself on import; an entry is imported when it is first asked for. Other packages name theirs in entry
points (``framing.coders``, ``framing.importers``, ``framing.formats``), which are looked at only for what no table here
has.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from framing.errors import UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Kind = TypeVar("Kind")

#: File suffix (without ``.gz``) to the ``Importer`` that reads it.
IMPORTERS = {
    ".txt": "framing.corpus.importers.text:IMPORTER",
    ".md": "framing.corpus.importers.markdown:IMPORTER",
    ".markdown": "framing.corpus.importers.markdown:IMPORTER",
    ".docx": "framing.corpus.importers.word:IMPORTER",
    ".csv": "framing.corpus.importers.delimited:IMPORTER",
    ".tsv": "framing.corpus.importers.delimited:IMPORTER",
    ".xlsx": "framing.corpus.importers.workbook:IMPORTER",
    ".jsonl": "framing.corpus.importers.jsonlines:IMPORTER",
    ".ndjson": "framing.corpus.importers.jsonlines:IMPORTER",
    ".json": "framing.corpus.importers.jsonlist:IMPORTER",
    ".db": "framing.corpus.importers.stored:IMPORTER",
    ".parquet": "framing.corpus.importers.parquet:IMPORTER",
}

#: File suffix to the ``CodebookFormat`` that reads it.
FORMATS = {
    ".yml": "framing.lexicon.formats.own:FORMAT",
    ".yaml": "framing.lexicon.formats.own:FORMAT",
    ".csv": "framing.lexicon.formats.table:FORMAT",
    ".tsv": "framing.lexicon.formats.table:TABBED",
    ".dic": "framing.lexicon.formats.liwc:FORMAT",
    ".dicx": "framing.lexicon.formats.liwc22:FORMAT",
    ".cat": "framing.lexicon.formats.wordstat:FORMAT",
    ".ykd": "framing.lexicon.formats.yoshikoder:FORMAT",
    ".lcd": "framing.lexicon.formats.yoshikoder:FORMAT",
    ".lc3": "framing.lexicon.formats.lexicoder:FORMAT",
}

#: Name of a coder to what makes its bridge, given a codebook. Models are found by their folders.
CODERS = {
    "lexicon": "framing.study.bridge.bridge:Bridge",
    "lexicon-marks": "framing.study.bridge.marks:MarksBridge",
}

#: What other packages may bring as well: the kind, as in the entry points ``framing.KIND``, and our table of it.
_OPEN = {"importers": IMPORTERS, "formats": FORMATS, "coders": CODERS}

#: Name of an engine to the function that runs one function over many inputs on it; see ``framing.engine``.
ENGINES = {
    "processes": "framing.engine.running:run_each",
    "dask": "framing.engine.on_dask:run_each",
    "spark": "framing.engine.on_spark:run_each",
}

#: Name of a format of codings to the ``CodingFormat`` that writes and reads it.
CODING_FORMATS = {
    "csv": "framing.coding.formats.table:CSV",
    "xlsx": "framing.coding.formats.table:EXCEL",
    "doccano": "framing.coding.formats.doccano:FORMAT",
    "label-studio": "framing.coding.formats.labelstudio:FORMAT",
    "brat": "framing.coding.formats.brat:FORMAT",
    "webanno": "framing.coding.formats.webanno:FORMAT",
}


@cache
def load(entry: str) -> Any:
    """The object that a ``"module:attribute"`` entry names.

    >>> load("framing.errors:FramingError").__name__
    'FramingError'
    """
    module, _, attribute = entry.partition(":")
    return getattr(import_module(module), attribute)


def known(kind: str, name: str) -> bool:
    """Whether our table of that kind has the name, or another package brings it.

    >>> known("importers", ".txt"), known("importers", ".pdf"), known("importers", "")
    (True, False, False)
    """
    return name in _OPEN[kind] or (bool(name) and name in outside(kind))


def names(kind: str) -> list[str]:
    """All that can be found of a kind: the names of our table, then those that other packages bring.

    >>> names("coders")[:2]
    ['lexicon', 'lexicon-marks']
    """
    return [*_OPEN[kind], *outside(kind)]


def find(kind: str, name: str, what: type[Kind]) -> Kind | None:
    """What our table of that kind has under a name, or another package brings; None if nobody does.

    A UsageError if a package brings something else than ``what``.
    """
    if name in _OPEN[kind]:
        found = load(_OPEN[kind][name])
    elif name and name in outside(kind):
        found = load_outside(outside(kind)[name])
    else:
        return None
    if not isinstance(found, what):
        reason = f"{name} of another package is no {what.__name__} but {type(found).__name__}"
        raise UsageError(reason, remedy=f"mend or uninstall what brings {name} for framing.{kind}")
    return found


def outside(kind: str) -> dict[str, EntryPoint]:
    """What other packages bring: the entry points of the group ``framing.KIND``, by their names.

    >>> outside("coders-of-nobody")
    {}
    """
    return _outside(kind, tuple(sys.path))


@cache
def _outside(kind: str, path: tuple[str, ...]) -> dict[str, EntryPoint]:
    """What can be imported from ``path``, which is where Python looks."""
    from importlib.metadata import entry_points  # takes as long as reading a hundred articles

    # The same package may be met twice, in a folder of its own and installed; the first is what Python imports.
    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=f"framing.{kind}"):
        other = found.setdefault(point.name, point)
        if other.value != point.value:
            reason = f"two packages bring {point.name} for framing.{kind}: {other.value} and {point.value}"
            raise UsageError(reason, remedy="uninstall one of them")
    return found


def load_outside(point: EntryPoint) -> Any:
    """What an entry point names; a UsageError if its package cannot be imported."""
    try:
        return point.load()
    except Exception as problem:  # a stranger's module may raise anything
        raise UsageError(
            f"{point.name} of another package cannot be loaded: {type(problem).__name__}: {problem}",
            remedy=f"mend or uninstall what brings {point.value}",
        ) from problem
