"""What was typed in the place of a path: what a pattern stands for, and what is not there."""

from __future__ import annotations

import difflib
import glob
from collections.abc import Sequence
from pathlib import Path

from framing.errors import InputError
from framing.store.addresses import is_server

_PATTERN = frozenset("*?[")


def expanded(name: str) -> list[str]:
    """What a pattern stands for where the shell left it as it is; any other name itself."""
    if not _PATTERN.intersection(name) or Path(name).exists() or is_server(name):
        return [name]
    found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  (a pattern may be absolute)
    if not found:
        raise InputError(
            "no file matches this pattern", file=name, remedy="check it; it is looked up from where you are"
        )
    return found


def check_exists(path: Path, typed: str, among: Sequence[str] = ()) -> None:
    """An InputError with a remedy if there is nothing at ``path``, which was ``typed`` so, ``among`` others."""
    if path.exists():
        return
    if len(among) > 1 and Path(whole := " ".join(among)).exists():
        remedy = f'a name with spaces stands in quotation marks: "{whole}"'
        raise InputError("there is no such file or folder", file=typed, remedy=remedy)
    if path.is_symlink():
        raise InputError("this link leads nowhere", file=typed, remedy="name what it should lead to")
    if typed == "-":
        remedy = "framing add - --store framing.db takes what comes through a pipe"
        raise InputError("only framing add reads a pipe", file=typed, remedy=remedy)
    beside = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    near = difflib.get_close_matches(path.name, beside, 1)
    remedy = (
        f"did you mean {Path(typed).parent / near[0]}?"
        if near
        else "check the name; it is looked up from where you are"
    )
    raise InputError("there is no such file or folder", file=typed, remedy=remedy)
