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


def refuse_ours(names: Iterable[str], shown: str) -> None:
    """An InputError if columns of these ``names`` are those of a table that framing wrote.

    >>> refuse_ours(["id", "text", "voice"], "a.csv")
    """
    columns = set(names)
    if ours := next((name for name, telling in _OURS.items() if columns >= telling), ""):
        reason = f"this is framing's own table of {ours}, not articles"
        raise InputError(reason, file=shown, line=1, remedy="name the articles themselves")
