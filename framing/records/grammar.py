"""Numbers and names as messages and reports say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def counted(number: float, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "article"), counted(2000, "match"), counted(2, "entry", "entries")
    ('1 article', '2,000 matches', '2 entries')
    """
    plural = plural or noun + ("es" if noun.endswith("ch") else "s")
    return f"{int(number):,} {noun if int(number) == 1 else plural}"


def some_of(names: Sequence[str], most: int) -> str:
    """The first names in a row, and how many more there are.

    >>> some_of(["a", "b", "c"], 2), some_of(["a"], 2), some_of([], 2)
    ('a, b and 1 more', 'a', '')
    """
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def ranked(numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    """Names with their numbers, the largest first and equal ones by name.

    >>> ranked({"a": 1, "c": 2, "b": 2})
    [('b', 2), ('c', 2), ('a', 1)]
    """
    return sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
