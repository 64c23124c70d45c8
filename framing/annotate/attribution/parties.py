"""Sides, kinds of speakers and channels: parties.yml and agencies.yml as one table of names.

Names are found in a batch word by word: a word that no name starts with costs nothing (its piece is looked at once per
vocabulary, see ``reading``), so reading a speaker's name means looking at one or two places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from framing.errors import InputError
from framing.yamlsafe import load_yaml

_TOKEN = re.compile(r"\w+(?:['’]\w+)*")

#: What a name tells: the side; that its bearer holds an office, or is a country or capital that stands for its
#: government; a channel. Any other category is a kind of speaker.
SIDE, OFFICE, PLACE, CHANNEL = "side", "office", "place", "channel"

Tokens = tuple[str, ...]


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """A word of a name for comparison: lower case (US, EU, UN and the like keep their capitals), no possessive.

    >>> [fold_word(word) for word in ("Treasury’s", "US", "us", "BEIJING")]
    ['treasury', 'US', 'us', 'beijing']
    """
    word = word.replace("’", "'").removesuffix("'s")
    return word if len(word) <= 3 and word.isupper() else word.casefold()


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name of ``length`` words tells."""

    category: str
    value: str
    length: int


@dataclass(slots=True)
class Parties:
    """All names; ``kinds`` are the kinds of speakers, the telling ones first; ``bodies`` the sides that are bodies."""

    kinds: list[str] = field(default_factory=list)
    bodies: frozenset[str] = frozenset()
    _names: dict[str, list[tuple[Tokens, Meaning]]] = field(default_factory=dict)

    def add(self, name: str, category: str, value: str) -> None:
        """Let ``name`` tell ``value``; the first value of a name in a category stays."""
        tokens = tuple(fold_word(word) for word in _TOKEN.findall(name))
        if not tokens:
            return
        names = self._names.setdefault(tokens[0], [])
        if all((known, meaning.category) != (tokens, category) for known, meaning in names):
            names.append((tokens, Meaning(category, value, len(tokens))))
            names.sort(key=_longest_first)

    def starts_name(self, word: str) -> bool:
        """Whether a listed name starts with this word."""
        return fold_word(word) in self._names

    def meanings(self, word: Callable[[int], str], at: int, end: int) -> tuple[Meaning, ...]:
        """What the names that start at ``at`` and end before ``end`` tell, of each category the longest."""
        found: dict[str, Meaning] = {}
        for tokens, meaning in self._names.get(fold_word(word(at)), ()):
            if meaning.category in found or at + meaning.length > end:
                continue
            if all(fold_word(word(at + step)) == token for step, token in enumerate(tokens)):
                found[meaning.category] = meaning
        return tuple(found.values())

    def kind(self, kinds: Iterable[str], side: str, office: bool, channel: bool) -> str:
        """government, business, expert, market, body, media or anonymous; empty if nothing tells."""
        ranked = sorted(kinds, key=self.kinds.index)
        if channel:
            return "media"
        if ranked and ranked[0] != "government":
            return ranked[0]
        if side in self.bodies:
            return "body"
        return "government" if ranked or office else ""


def _longest_first(entry: tuple[Tokens, Meaning]) -> int:
    return -len(entry[0])


def load_parties(text: str, agencies: str, *, file: str, agencies_file: str) -> Parties:
    """Read parties.yml and agencies.yml; a side without a name is an InputError with its line."""
    tree: Any
    tree, lines = load_yaml(text, file=file)
    parties = Parties(kinds=list(tree["kinds"]), bodies=frozenset(tree.get("bodies", ())))
    for position, side in enumerate(tree["parties"]):
        if not side.get("name"):
            raise InputError(
                "a party has no name",
                file=file,
                line=lines.of(("parties", position)),
                remedy="start it with '- name: ...'",
            )
        _add_side(parties, side)
    for kind, words in tree["kinds"].items():
        for word in words:
            parties.add(word, kind, kind)
    _add_channels(parties, agencies, agencies_file)
    return parties


def _add_side(parties: Parties, side: dict[str, Any]) -> None:
    for key in ("aliases", "institutions", "people"):
        for name in side.get(key, ()):
            parties.add(name, SIDE, side["name"])
            parties.add(name, PLACE if key == "aliases" else OFFICE, "yes")


def _add_channels(parties: Parties, text: str, file: str) -> None:
    tree: Any
    tree, _ = load_yaml(text, file=file)
    for agency in tree["agencies"]:
        for name in (agency["name"], *agency.get("aliases", ()), *agency.get("tags", ())):
            parties.add(name.removeprefix("The ").removeprefix("the "), CHANNEL, agency["name"])
