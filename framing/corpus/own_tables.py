"""Tables that framing wrote: they hold words of articles, and would be read as articles if nobody looked."""

from __future__ import annotations

from collections.abc import Iterable

from framing.errors import InputError

#: The columns that tell them.
_OURS = {
    "matches": frozenset({"doc_id", "where", "frame", "entry", "voice"}),
    "quotes": frozenset({"doc_id", "cue", "rule", "voice"}),
    "units to code": frozenset({"unit", "before", "after", "done"}),
    "units that were drawn": frozenset({"unit", "doc_id", "stratum", "digest"}),
    "codes": frozenset({"doc_id", "coder", "unit", "field", "start", "end", "frame", "value"}),
}


def own_table(names: Iterable[str]) -> str:
    """What the table with columns of these ``names`` holds, if framing wrote it; else an empty string.

    >>> own_table(["id", "text", "frame"]), own_table(["doc_id", "where", "text", "frame", "entry", "voice"])
    ('', 'matches')
    """
    columns = set(names)
    return next((name for name, telling in _OURS.items() if columns >= telling), "")


def refuse_own(names: Iterable[str], shown: str, line: int | None = None) -> None:
    """An InputError if columns of these ``names`` are those of a table that framing wrote."""
    if table := own_table(names):
        reason = f"this is framing's own table of {table}, not articles"
        raise InputError(reason, file=shown, line=line, remedy="name the articles themselves")
