"""The table of outlets: canonical names, what else they are called, and how their pages give them away."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from framing.corpus.pages.phrases import Phrase, Phrases, phrase
from framing.corpus.tags.listed import KINDS, read_list
from framing.errors import InputError
from framing.resources import folder
from framing.yamlsafe import Lines

OWNERSHIP = ("state", "party", "public", "cooperative", "private")
_TEXTS = ("name", "country", "ownership", "kind", "language")
_LISTS = ("aliases", "domains", "banners", "bylines", "house")
#: Names of outlets that are plain words: without "The" a folder or line of that name need not be one.
_PLAIN_WORDS = frozenset(
    "time times reason nation week sun star mirror express post hill slate salon fortune dawn insider print paper age"
    " shine punch tempo blaze peninsula australian diplomat intercept".split()
)
#: What parts the steps of a way to a rubric.
_WAYS = frozenset("/>|»›")
#: No name of an outlet that stands alone is longer.
_NAME = 40
#: No host that the internet knows is longer.
_LONGEST_HOST = 253
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{1,40}[)\]]\s*$")


@dataclass(frozen=True, slots=True)
class Outlet:
    """One entry of ``outlets.yml``."""

    name: str
    country: str = ""
    ownership: str = ""
    kind: str = ""
    language: str = ""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    banners: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    house: tuple[str, ...] = ()


def name_key(name: str) -> str:
    """What two writings of one name share: letters and digits, no case, no accents, no leading "the".

    >>> name_key("The Global-Times"), name_key("global_times"), name_key("People’s Daily")
    ('globaltimes', 'globaltimes', 'peoplesdaily')
    """
    plain = unicodedata.normalize("NFKD", name).casefold().replace("_", " ").strip()
    plain = plain.removeprefix("the ")
    return "".join(c for c in plain if c.isalnum())


class OutletTable:
    """The outlets, by name, alias and domain, with the phrases of their pages."""

    def __init__(self, outlets: Mapping[str, Outlet]) -> None:
        self.outlets = outlets
        self._by_key: dict[str, Outlet] = {}
        self._by_domain: dict[str, Outlet] = {}
        for outlet in outlets.values():
            for name in (outlet.name, *outlet.aliases):
                self._by_key.setdefault(name_key(name), outlet)
            for domain in outlet.domains:
                self._by_domain.setdefault(domain.lower(), outlet)
        self.banners = Phrases(self._phrases("banners"))
        self.bylines = Phrases(self._phrases("bylines"))
        self.house = self._phrases("house")

    def named(self, name: str) -> Outlet | None:
        """The outlet that ``name`` or an alias of it names."""
        return self._by_key.get(name_key(name)) if name else None

    def alone(self, name: str) -> Outlet | None:
        """The outlet whose name a line is that holds nothing else."""
        return self.of_folder(name) if len(name) <= _NAME else None

    def meant(self, name: str) -> Outlet | None:
        """The outlet that a person meant who tagged an article with ``name``: also an address, also "FT (London)"."""
        address = _ADDRESS.fullmatch(name.strip())
        bare = _IN_BRACKETS.sub("", name).rstrip()
        return self.named(name) or (self.of_url(name.strip()) if address else None) or self.named(bare)

    def of_folder(self, name: str) -> Outlet | None:
        """The outlet a folder is named after; plain words such as "time" name none."""
        named = self.named(name)
        return None if named is None or _is_plain(name) else named

    def of_url(self, url: str) -> Outlet | None:
        """The outlet that a URL's host belongs to."""
        try:
            host = urlsplit(url if "://" in url else f"//{url}").hostname or ""
        except ValueError:
            return None
        parts = host.lower().split(".") if len(host) <= _LONGEST_HOST else []
        return next(
            (self._by_domain[d] for i in range(len(parts) - 1) if (d := ".".join(parts[i:])) in self._by_domain), None
        )

    def near(self, name: str) -> list[str]:
        """Canonical names that ``name`` may have meant, the nearest first."""
        key = name_key(name)[:80]
        # Comparing with every name takes milliseconds, and a corpus may have thousands of unknown outlets.
        alike = [known for known in self._by_key if known[:1] == key[:1] and abs(len(known) - len(key)) <= 3]
        keys = difflib.get_close_matches(key, alike, n=3, cutoff=0.8)
        return list(dict.fromkeys(self._by_key[key].name for key in keys))

    def _phrases(self, part: str) -> list[Phrase]:
        return [phrase(words, outlet.name) for outlet in self.outlets.values() for words in getattr(outlet, part)]


def _is_plain(name: str) -> bool:
    """Whether a name is a word that many pages and folders hold, such as "Print", or the way to a rubric.

    "The Print" is neither, nor is "NewsNation", which "News / Nation" would be without its sign.
    """
    return any(map(name.__contains__, _WAYS)) or (name_key(name) in _PLAIN_WORDS and not name.startswith("The "))


@lru_cache(maxsize=8)
def load_outlets(extra_file: str = "") -> OutletTable:
    """The shipped table, with the entries of ``extra_file`` added or put in the place of equal names."""
    outlets = _read(folder("lexicons") / "outlets.yml", "outlets.yml")
    added = _read(Path(extra_file), extra_file) if extra_file else {}
    # The user's entries come first, so that an alias they claim is theirs.
    return OutletTable({**added, **{name: outlet for name, outlet in outlets.items() if name not in added}})


def _read(path: Path, shown: str) -> dict[str, Outlet]:
    return read_list(path, shown, "outlets", "outlet", _outlet)


def _outlet(entry: object, number: int, shown: str, lines: Lines) -> Outlet:
    place = ("outlets", number)
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise InputError("an outlet has no name", file=shown, line=lines.of(place), remedy="write '- name: ...'")
    for key, value in entry.items():
        right = (key in _TEXTS and isinstance(value, str)) or (
            key in _LISTS
            and isinstance(value, list)
            and all(isinstance(part, str) and part.strip(" *^") for part in value)
        )
        if not right:
            raise InputError(
                f"the outlet '{entry['name']}' has a wrong '{key}'",
                file=shown,
                line=lines.of((*place, key)),
                remedy=f"texts: {', '.join(_TEXTS)}; lists of texts: {', '.join(_LISTS)}",
            )
    for key, allowed in (("ownership", OWNERSHIP), ("kind", KINDS)):
        if entry.get(key) and entry[key] not in allowed:
            raise InputError(
                f"'{entry[key]}' is no {key}",
                file=shown,
                line=lines.of((*place, key)),
                remedy=f"use one of {', '.join(allowed)}",
            )
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Outlet(**values)
