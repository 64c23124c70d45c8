"""Sides, kinds of speakers and channels: parties.yml and agencies.yml as look-ups over the words of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from framing.errors import InputError
from framing.yamlsafe import load_yaml

_TOKEN = re.compile(r"\w+(?:['’]\w+)*")
_SIDE_KEYS = ("aliases", "institutions", "people")

Tokens = tuple[str, ...]


def name_tokens(name: str) -> Tokens:
    """The words of a name for comparison: lower case (US, EU, UN and the like keep their capitals), no possessive.

    >>> name_tokens("the U.S. Treasury’s"), name_tokens("US officials")
    (('the', 'U', 'S', 'treasury'), ('US', 'officials'))
    """
    words = (word.replace("’", "'").removesuffix("'s") for word in _TOKEN.findall(name))
    return tuple(word if word.isupper() and len(word) <= 3 else word.casefold() for word in words)


@dataclass(slots=True)
class NameTable:
    """Names of one or more words, each with what it stands for."""

    _by_first: dict[str, list[tuple[Tokens, str]]] = field(default_factory=dict)

    def add(self, name: str, meaning: str) -> None:
        """Let ``name`` stand for ``meaning``; the first meaning of a name stays."""
        tokens = name_tokens(name)
        if not tokens:
            return
        names = self._by_first.setdefault(tokens[0], [])
        if all(known != tokens for known, _ in names):
            names.append((tokens, meaning))
            names.sort(key=_longest_first)

    def first(self, tokens: Tokens) -> str:
        """The meaning of the leftmost, and there the longest, name in ``tokens``; empty if there is none."""
        for place, token in enumerate(tokens):
            for name, meaning in self._by_first.get(token, ()):
                if tokens[place : place + len(name)] == name:
                    return meaning
        return ""


def _longest_first(entry: tuple[Tokens, str]) -> int:
    return -len(entry[0])


@dataclass(slots=True)
class Parties:
    """What the words of a speaker's name tell."""

    sides: NameTable = field(default_factory=NameTable)
    kinds: dict[str, NameTable] = field(default_factory=dict)
    official: NameTable = field(default_factory=NameTable)
    channels: NameTable = field(default_factory=NameTable)
    bodies: frozenset[str] = frozenset()

    def side(self, tokens: Tokens) -> str:
        """The party a name belongs to; empty if none is listed."""
        return self.sides.first(tokens)

    def kind(self, tokens: Tokens, side: str) -> str:
        """government, business, expert, market, body, media or anonymous; empty if nothing tells."""
        if self.channels.first(tokens) and len(tokens) <= 5:
            return "media"
        for kind, names in self.kinds.items():
            if names.first(tokens):
                return "body" if kind == "government" and side in self.bodies else kind
        if side in self.bodies:
            return "body"
        return "government" if self.official.first(tokens) else ""

    def channel(self, tokens: Tokens) -> str:
        """The agency or paper that is named; empty if none is."""
        return self.channels.first(tokens)


def load_parties(text: str, agencies: str, *, file: str, agencies_file: str) -> Parties:
    """Read parties.yml and agencies.yml; a side without a name is an InputError with its line."""
    tree, lines = load_yaml(text, file=file)
    parties = Parties(bodies=frozenset(tree.get("bodies", ())))
    for position, side in enumerate(tree["parties"]):
        name = side.get("name", "")
        if not name:
            raise InputError("a party has no name", file=file, line=lines.of(("parties", position)),
                             remedy="start it with '- name: ...'")
        for key in _SIDE_KEYS:
            _add_all(parties.sides, side.get(key, ()), name)
        for key in ("institutions", "people"):
            _add_all(parties.official, side.get(key, ()), "government")
        _add_all(parties.official, [alias for alias in side.get("aliases", ())], "government")
    for kind, words in tree["kinds"].items():
        _add_all(parties.kinds.setdefault(kind, NameTable()), words, kind)
    _add_channels(parties, agencies, agencies_file)
    return parties


def _add_all(table: NameTable, names: Iterable[str], meaning: str) -> None:
    for name in names:
        table.add(name, meaning)


def _add_channels(parties: Parties, text: str, file: str) -> None:
    tree, _ = load_yaml(text, file=file)
    for agency in tree["agencies"]:
        names = [agency["name"], *agency.get("aliases", ()), *agency.get("tags", ())]
        _add_all(parties.channels, names, agency["name"])
        _add_all(parties.channels, (name.removeprefix("The ").removeprefix("the ") for name in names), agency["name"])
