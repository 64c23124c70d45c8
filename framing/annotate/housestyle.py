"""House style: the rules of ``lexicons/housestyle.yml``, which say when two writings are one word.

A view for comparing words, beside ``records.folding.fold`` (under which lexicons meet texts). Nothing is changed by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from framing.annotate.spelling import Spelling
from framing.errors import InputError
from framing.records.folding import fold
from framing.resources import folder
from framing.yamlsafe import Lines, read_yaml

_LISTS = ("ise_exceptions", "ise_endings", "our_exceptions", "one_l", "prefixes", "hyphen_matters", "address_ends")
_KEYS = {*_LISTS, "names", "phrases", "pairs", "function_words"}


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The rules. ``names`` maps published words to their term (capitals count), ``phrases`` folded words."""

    names: Mapping[tuple[str, ...], str]
    phrases: Mapping[tuple[str, ...], str]
    spelling: Spelling
    prefixes: frozenset[str]
    hyphen_matters: frozenset[str]
    address_ends: frozenset[str]
    function_words: frozenset[str]

    def term(self, word: str) -> str:
        """The term of one published word that is no name.

        >>> style = load_house_style()
        >>> style.term("China’s"), style.term("Labour"), style.term("otherwise"), style.term("US")
        ('china', 'labor', 'otherwise', 'us')
        """
        return self.spelling.fold(fold(word))


def load_house_style(path: str | Path | None = None) -> HouseStyle:
    """The shipped rules, or those of another file; what cannot be read is an InputError with its line."""
    return _load(Path(path) if path is not None else folder("lexicons") / "housestyle.yml")


@lru_cache(maxsize=8)
def _load(path: Path) -> HouseStyle:
    tree, lines = read_yaml(path, name=path.name)
    if not isinstance(tree, dict) or (odd := sorted(set(tree).symmetric_difference(_KEYS))):
        odd = odd if isinstance(tree, dict) else sorted(_KEYS)
        raise InputError(
            f"missing or unknown: {', '.join(odd)}",
            file=path.name,
            line=lines.of(tuple(odd[:1])),
            remedy=f"the file has the parts {', '.join(sorted(_KEYS))}",
        )
    lists = {name: _words(tree[name], name, path, lines) for name in _LISTS}
    return HouseStyle(
        names=_forms(tree["names"], "names", path, lines),
        phrases=_forms(tree["phrases"], "phrases", path, lines),
        spelling=Spelling.of(
            lists["ise_exceptions"], lists["ise_endings"], lists["our_exceptions"], dict(tree["pairs"]), lists["one_l"]
        ),
        prefixes=frozenset(lists["prefixes"]),
        hyphen_matters=frozenset(lists["hyphen_matters"]),
        address_ends=frozenset(lists["address_ends"]),
        function_words=frozenset(str(tree["function_words"]).split()),
    )


def _words(value: Any, name: str, path: Path, lines: Lines) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise InputError(
            f"'{name}' is not a list of words", file=path.name, line=lines.of((name,)), remedy=f"{name}: [one, two]"
        )
    return tuple(value)


def _forms(entries: Any, name: str, path: Path, lines: Lines) -> dict[tuple[str, ...], str]:
    """Words of each form to the term."""
    out: dict[tuple[str, ...], str] = {}
    for position, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        if not isinstance(entry, dict) or set(entry) != {"term", "forms"} or not isinstance(entry["forms"], list):
            raise InputError(
                f"entry {position + 1} of '{name}' has not exactly a term and its forms",
                file=path.name,
                line=lines.of((name, position)),
                remedy="write {term: U.S., forms: [US, United States]}",
            )
        out |= {tuple(form.split()): entry["term"] for form in entry["forms"]}
    return out


def spellings_of(names: Iterable[str]) -> set[tuple[str, ...]]:
    """Published words of names, as given and in capitals, without a leading "The"; "the" in lower case is kept.

    >>> sorted(spellings_of(["The Times"])), sorted(spellings_of(["the Post"]))
    ([('TIMES',), ('Times',)], [('THE', 'POST'), ('The', 'Post'), ('the', 'Post')])
    """
    out = set()
    for name in names:
        words = tuple(name.replace("-", " ").replace(".", " ").split())
        words = words[1:] if len(words) > 1 and words[0] in ("The", "THE") else words
        if words:
            first = words[0].title() if words[0] == "the" else words[0]
            out |= {words, (first, *words[1:]), tuple(word.upper() for word in words)}
    return out
