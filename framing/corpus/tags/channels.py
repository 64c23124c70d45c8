"""The table of channels (``agencies.yml``): who relays news, and the short forms that count in credits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from framing.corpus.pages.phrases import straight
from framing.corpus.tags.listed import KINDS, read_list
from framing.errors import InputError
from framing.resources import folder
from framing.yamlsafe import Lines


@dataclass(frozen=True, slots=True)
class Channel:
    """One entry of ``agencies.yml``; ``tags`` count only where a credit stands."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def is_agency(self) -> bool:
        """True if a piece can be built on its copy."""
        return self.kind == "agency"


class ChannelTable:
    """The channels by the names under which credits know them."""

    def __init__(self, channels: Mapping[str, Channel]) -> None:
        self.channels = channels
        self._by_name: dict[str, Channel] = {}
        safe: list[str] = []
        for channel in channels.values():
            for name in (channel.name, *channel.aliases, *channel.tags):
                self._by_name.setdefault(_bare(name), channel)
            safe += [self._in_text(name, channels) for name in (channel.name, *channel.aliases)]
        self.safe_names = _alternatives(safe)
        self.all_names = _alternatives([*safe, *(_bare(tag) for one in channels.values() for tag in one.tags)])
        self._starts = frozenset(name[:2] for name in self._by_name) | {"th", "Th"}

    @staticmethod
    def _in_text(name: str, channels: Mapping[str, Channel]) -> str:
        """A name as texts have it: one that ends other names keeps its article, as no Financial Times is The Times."""
        bare = _bare(name)
        ends_others = any(other.endswith(f" {bare}") and _bare(other) != bare for other in channels)
        return f"The {bare}" if name.startswith("The ") and ends_others else bare

    def credited(self, name: str) -> Channel | None:
        """The channel that ``name`` means where a credit stands.

        >>> load_channels().credited("the AP").name
        'Associated Press'
        """
        start = name[:2]
        # Most lines that are asked about begin like no name at all.
        if start not in self._starts and start.isascii() and start.isalnum():
            return None
        return self._credited(name)

    @lru_cache(maxsize=10_000)  # noqa: B019  (one table lives as long as its process)
    def _credited(self, name: str) -> Channel | None:
        return self._by_name.get(_bare(name))


def _bare(name: str) -> str:
    plain = " ".join(straight(name).split()).strip(" .,;:")
    for article in ("the ", "The "):
        plain = plain.removeprefix(article)
    return plain


def _alternatives(names: list[str]) -> str:
    """A pattern that matches any of the names, the longest first; spaces may be line breaks."""
    longest_first = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s").replace("'", "['’]") for name in longest_first)


@lru_cache(maxsize=8)
def load_channels(extra_file: str = "") -> ChannelTable:
    """The shipped channels, with those of ``extra_file`` added or put in the place of equal names."""
    channels = _read(folder("lexicons") / "agencies.yml", "agencies.yml")
    if extra_file:
        channels = {**channels, **_read(Path(extra_file), extra_file)}
    return ChannelTable(channels)


def _read(path: Path, shown: str) -> dict[str, Channel]:
    return read_list(path, shown, "agencies", "agency", _channel)


def _channel(entry: object, number: int, shown: str, lines: Lines) -> Channel:
    line = lines.of(("agencies", number))
    if not isinstance(entry, dict) or not str(entry.get("name", "")).strip() or entry.get("kind") not in KINDS:
        raise InputError(
            "an agency needs a name and a kind", file=shown, line=line, remedy=f"the kind is one of {', '.join(KINDS)}"
        )
    lists = {key: entry.get(key, []) for key in ("aliases", "tags")}
    if set(entry) - {"name", "kind", "aliases", "tags"} or not all(isinstance(names, list) for names in lists.values()):
        raise InputError(
            f"the agency '{entry['name']}' has a key that is not known",
            file=shown,
            line=line,
            remedy="use name, kind, aliases: [...], tags: [...]",
        )
    return Channel(entry["name"], entry["kind"], tuple(lists["aliases"]), tuple(lists["tags"]))
