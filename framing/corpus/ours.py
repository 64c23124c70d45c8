"""Tables that framing wrote: they hold words of articles, and would be read as articles if nobody looked."""

from __future__ import annotations

from collections.abc import Iterable

from framing.errors import InputError

#: What tells them; in Parquet they say it themselves.
_OURS = {
    "matches": frozenset({"doc_id", "where", "frame", "entry", "voice"}),
    "quotes": frozenset({"doc_id", "cue", "rule", "voice"}),
    "units to code": frozenset({"unit", "before", "after", "done"}),
}


def ours(names: Iterable[str]) -> str:
    """What the table with columns of these ``names`` holds, if framing wrote it; else an empty string.

    >>> ours(["id", "text", "frame"]), ours(["doc_id", "where", "text", "frame", "entry", "voice"])
    ('', 'matches')
    """
    columns = set(names)
    return next((name for name, telling in _OURS.items() if columns >= telling), "")


def refuse_ours(names: Iterable[str], shown: str) -> None:
    """An InputError if columns of these ``names`` are those of a table that framing wrote."""
    if table := ours(names):
        reason = f"this is framing's own table of {table}, not articles"
        raise InputError(reason, file=shown, line=1, remedy="name the articles themselves")
