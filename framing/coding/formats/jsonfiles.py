"""JSON from other tools, read strictly: a damaged part is named by its line, never skipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from framing.coding.grids import read_bytes
from framing.errors import InputError
from framing.jsonsafe import loads

__all__ = ["load", "text_of"]


def text_of(path: str | Path) -> str:
    """A UTF-8 file as text; an InputError with its line where it is not UTF-8."""
    data = read_bytes(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise InputError("the file is not UTF-8", file=path, line=line, remedy="export it again as UTF-8") from None


def load(text: str, path: str | Path, line: int | None = None) -> Any:
    """The value of a JSON text; NaN, duplicate keys and endless nesting are refused."""
    try:
        return loads(text)
    except json.JSONDecodeError as problem:
        at = problem.lineno if line is None else line
        reason = problem.msg[:1].lower() + problem.msg[1:]
        raise InputError(f"the JSON is damaged: {reason}", file=path, line=at, remedy="export the file again") from None
    except (RecursionError, ValueError) as problem:
        reason = "nested too deeply" if isinstance(problem, RecursionError) else str(problem)
        raise InputError(f"the JSON cannot be used: {reason}", file=path, line=line, remedy="export it again") from None
