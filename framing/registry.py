"""What can be added without touching the rest: plain tables of ``"module:attribute"`` in sight.

Nothing registers itself on import; an entry is imported when it is first asked for.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

#: File suffix (without ``.gz``) to the ``Importer`` that reads it.
IMPORTERS = {
    ".txt": "framing.corpus.importers.text:IMPORTER",
    ".md": "framing.corpus.importers.markdown:IMPORTER",
    ".markdown": "framing.corpus.importers.markdown:IMPORTER",
    ".csv": "framing.corpus.importers.delimited:IMPORTER",
    ".tsv": "framing.corpus.importers.delimited:IMPORTER",
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
}

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
