"""Sides, kinds of speakers and channels: parties.yml and agencies.yml as one table of names."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np

from framing.annotate.attribution import names
from framing.annotate.attribution.names import KIND, Told
from framing.annotate.attribution.nametree import NameTree
from framing.errors import InputError
from framing.records.arrays import Flags, Ints
from framing.records.ascending import among
from framing.yamlsafe import load_yaml

_TOKEN = re.compile(r"\w+(?:['’]\w+)*")

#: What a name tells: the side; that its bearer holds an office, is a country or capital that stands for its
#: government, or a person; a channel; the side if the article names that side otherwise too (a treasury); or a channel
#: behind an article (the Post). Any other category is a kind of speaker.
SIDE, OFFICE, PLACE, CHANNEL = "side", "office", "place", "channel"
PERSON, COMMON, PAPER = "person", "common", "paper"
_CODES = {
    SIDE: names.SIDE,
    OFFICE: names.OFFICE,
    PLACE: names.PLACE,
    CHANNEL: names.CHANNEL,
    PERSON: names.PERSON,
    COMMON: names.COMMON,
    PAPER: names.PAPER,
}

#: Offices that companies and clubs have too; without a side they do not make a speaker a government's.
_ANY_OFFICE = frozenset({"president", "secretary", "presidents", "leaders", "spokesperson", "spokesman", "spokeswoman"})
#: They tell a kind only where nothing else does: "many economists" are experts.
_LEAST_TELLING = frozenset({"some", "many", "others"})
#: A name of an agency among more words than these is not the speaker: "an analyst on the Reuters board of advisers".
_CHANNEL_WORDS = 5
#: "Beijing", "the US" speak for their governments; "a Beijing shopkeeper", "US stocks" do not.
_PLACE_WORDS = 3

Tokens = tuple[str, ...]


@lru_cache(maxsize=100_000)
def fold_word(word: str) -> str:
    """A word of a name for comparison: lower case (US, EU, UN and the like keep their capitals), no possessive.

    >>> [fold_word(word) for word in ("Treasury’s", "US", "us", "BEIJING")]
    ['treasury', 'US', 'us', 'beijing']
    """
    word = word.replace("’", "'").removesuffix("'s")
    return word if len(word) <= 3 and word.isupper() else word.casefold()


@dataclass(slots=True)
class Parties:
    """All names; ``kinds`` are the kinds of speakers, the telling ones first; ``bodies`` the sides that are bodies.

    ``values`` are the sides, kinds and channels by their numbers, from 1 on; those of the kinds come first.
    """

    kinds: list[str] = field(default_factory=list)
    bodies: frozenset[str] = frozenset()
    tree: NameTree = field(default_factory=NameTree)
    values: dict[str, int] = field(default_factory=dict)
    _known: set[tuple[Tokens, str]] = field(default_factory=set)
    _first_words: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for value in ("", *self.kinds, "government", "body", "media"):
            self.number(value)

    def number(self, value: str) -> int:
        """The number of a side, kind or channel; 0 for none."""
        return self.values.setdefault(value, len(self.values))

    def add(self, name: str, category: str, value: str) -> None:
        """Let ``name`` tell ``value``; the first value of a name in a category stays."""
        tokens = tuple(fold_word(word) for word in _TOKEN.findall(name))
        if not tokens or (tokens, category) in self._known:
            return
        self._known.add((tokens, category))
        self._first_words.add(tokens[0])
        code = _CODES[category] if category in _CODES else KIND + self.kinds.index(category)
        self.tree.add(
            tokens, (code, self.number(value), len(tokens) == 1 and tokens[0] in _ANY_OFFICE | _LEAST_TELLING)
        )

    @property
    def first_words(self) -> Set[str]:
        """The folded words that listed names start with."""
        return self._first_words

    def starts_name(self, word: str) -> bool:
        """Whether a listed name starts with this word."""
        return fold_word(word) in self._first_words

    def is_body(self, side: Ints) -> Flags:
        """Whether the sides are international bodies."""
        return among(side, np.array(sorted(self.values.get(name, -1) for name in self.bodies)))

    def kinds_of(self, told: Told, side: Ints, length: Ints) -> Ints:
        """The numbers of government, business, expert, market, body, media or anonymous; 0 where nothing tells.

        ``side`` and ``length`` (in words) are those of the names that told.
        """
        government, body, media = (self.values[kind] for kind in ("government", "body", "media"))
        anybody = (told.kinds == 1) & told.presiding & (told.kind == government) & (side == 0)
        kinds = np.where(anybody & (length > _PLACE_WORDS), 0, told.kinds)
        relays = (told.channel > 0) & (length <= _CHANNEL_WORDS) & (kinds == 0)
        office = told.office | (told.place & (length <= _PLACE_WORDS)) | (kinds > 0)
        kind = np.where(office, government, 0)
        kind = np.where(self.is_body(side), body, kind)
        kind = np.where((kinds > 0) & (told.kind != government), told.kind, kind)
        return np.where(relays, media, kind)


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
    topics = tree.get("topics", {})
    for country, word in product(topics.get("countries", ()), topics.get("words", ())):
        parties.add(f"{country} {word}", SIDE, "")
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
            if key == "people":
                parties.add(name, PERSON, side["name"])
    for name in side.get("citizens", ()):
        parties.add(name, SIDE, side["name"])
    for name in side.get("common", ()):
        parties.add(name, COMMON, side["name"])
        parties.add(name, OFFICE, "yes")


def _add_channels(parties: Parties, text: str, file: str) -> None:
    tree: Any
    tree, _ = load_yaml(text, file=file)
    for agency in tree["agencies"]:
        for name in (agency["name"], *agency.get("aliases", ()), *agency.get("tags", ())):
            word = name.removeprefix("The ").removeprefix("the ")
            parties.add(word, PAPER if word != name and " " not in word else CHANNEL, agency["name"])
