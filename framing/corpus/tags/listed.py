"""Files that hold one list of named entries, as ``outlets.yml`` and ``agencies.yml`` do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from framing.errors import InputError
from framing.yamlsafe import Lines, read_yaml

#: What publishes or relays news.
KINDS = ("agency", "newspaper", "broadcaster", "magazine", "website")


class Named(Protocol):
    """What has a name."""

    @property
    def name(self) -> str: ...


Entry = TypeVar("Entry", bound=Named)


def read_list(
    path: Path, shown: str, key: str, one: str, make: Callable[[object, int, str, Lines], Entry]
) -> dict[str, Entry]:
    """The entries of the list ``key`` by their names; ``make`` turns one of them, by its number, into what it is.

    ``shown`` is the file's name in messages, ``one`` what they call an entry. InputError where the file holds no such
    list, or a name twice.
    """
    tree, lines = read_yaml(path, name=shown)
    entries = tree.get(key) if isinstance(tree, dict) and len(tree) == 1 else None
    if not isinstance(entries, list):
        raise InputError(
            f"the file does not hold one list called '{key}'",
            file=shown,
            line=lines.of(()),
            remedy=f"begin it with a line '{key}:'",
        )
    found: dict[str, Entry] = {}
    for number, entry in enumerate(entries):
        made = make(entry, number, shown, lines)
        if made.name in found:
            raise InputError(
                f"the {one} '{made.name}' stands twice",
                file=shown,
                line=lines.of((key, number)),
                remedy="keep one of the two",
            )
        found[made.name] = made
    return found
