"""Recipes: what must be the same for kept scores to be the same; what changed from one to the next; which are old."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from framing import __version__
from framing.errors import UsageError
from framing.records.codebook import Codebook
from framing.records.grammar import counted
from framing.records.tables import LEXICON
from framing.store.addresses import the_store
from framing.store.opening import open_at
from framing.study.bridge.coders import Named, rules_of

if TYPE_CHECKING:
    from framing.store.store import Store

#: What two recipes are recipes for, each up to its version.
_WHOSE = ("codebook", "coder", "table")


def recipe_of(codebook: Codebook, coder: Named = LEXICON) -> str:
    """What must be the same for an article's scores to be the same."""
    return f"framing:{__version__}|codebook:{codebook.recipe}|voice:{rules_of(codebook, coder)}"


def recipe_of_quotes(codebook: Codebook, coder: Named = LEXICON) -> str:
    """The same for attributions and credits: no codebook changes who says what."""
    return f"framing:{__version__}|table:quotes|voice:{rules_of(codebook, coder)}"


def superseded(store: Store) -> dict[str, int]:
    """The recipes that a newer one for the same codebook and coder took the place of, with the bytes they take."""
    sizes = store.kept_sizes()
    newest = {_whose(_parts(recipe)): recipe for recipe in sizes}
    return {recipe: size for recipe, size in sizes.items() if newest[_whose(_parts(recipe))] != recipe}


def kept_under(store: Store, name: str) -> dict[str, int]:
    """The recipes for one codebook, or for ``quotes``, with the bytes they take; UsageError if there are none."""
    sizes: dict[str, dict[str, int]] = {}
    for recipe, size in store.kept_sizes().items():
        sizes.setdefault(_name(recipe), {})[recipe] = size
    if name not in sizes:
        known = ", ".join(f"{name} ({sum(found.values()) / 1e6:,.1f} MB)" for name, found in sorted(sizes.items()))
        raise UsageError(
            f"there are no scores of '{name}'", file=store.shown, remedy=f"there are: {known}" if known else ""
        )
    return sizes[name]


def _name(recipe: str) -> str:
    """Its codebook; the table, where no codebook matters."""
    parts = _parts(recipe)
    return parts.get("codebook", parts.get("table", "")).partition("@")[0]


def what_is_to_do(paths: Sequence[Any], codebook: Codebook, coder: Named = LEXICON) -> str:
    """How much of a store is scored already, and why the rest is not; empty for anything but one store."""
    address = the_store(paths)
    if not address:
        return ""
    with closing(open_at(address)) as store:
        return _to_do(store, recipe_of(codebook, coder))


def _to_do(store: Store, recipe: str) -> str:
    total, scored = store.count(), dict(store.scored())
    known = scored.pop(recipe, 0)
    if known == total == 1:
        return f"{store.shown}: the one article has scores under this recipe; it is not scored again"
    if known == total:
        return f"{store.shown}: all {total:,} articles have scores under this recipe; none is scored again"
    if known:
        return f"{store.shown}: {known:,} of {total:,} articles have scores; {total - known:,} to score"
    for other, again in reversed(scored.items()):
        if again and (reasons := _changes(other, recipe)):
            return f"{store.shown}: {_again(total, again)} scored again, because {reasons}"
    return f"{store.shown}: {counted(total, 'article')} to score"


def _again(total: int, again: int) -> str:
    """How many of all articles have had scores under another recipe."""
    if again == total:
        return f"all {total:,} articles are" if total > 1 else "the one article is"
    return f"{total:,} articles to score; {again:,} of them"


def _changes(old: str, new: str) -> str:
    """What differs between two recipes for one codebook; empty if they are for two."""
    before, after = _parts(old), _parts(new)
    if _whose(before) != _whose(after):
        return ""
    names = {"framing": "framing", "codebook": "the codebook", "voice": "the voice rules", "coder": "the model"}
    changed = [
        f"{names[part]} changed ({before[part]} → {after[part]})"
        for part in names
        if before.get(part) != after.get(part)
    ]
    return " and ".join(changed)


def _parts(recipe: str) -> dict[str, str]:
    return dict(part.partition(":")[::2] for part in recipe.split("|"))


def _whose(parts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(parts.get(name, "").partition("@")[0] for name in _WHOSE)
