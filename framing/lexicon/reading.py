"""A codebook file becomes a ``Codebook``, or an error with file, line and fix."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from framing import resources
from framing.engine.collecting import collector_resting
from framing.errors import CodebookError
from framing.lexicon.patterns import parse_pattern
from framing.records.codebook import Codebook, Entry, Frame
from framing.yamlsafe import Lines, read_yaml

#: How much of a file is looked at to tell whether it is a codebook.
_HEAD = 4_000

_CODEBOOK_KEYS = frozenset({"codebook", "version", "language", "title", "note", "frames"})
_FRAME_KEYS = frozenset({"label", "definition", "include", "exclude", "entries"})
_ENTRY_KEYS = frozenset({"pattern", "device", "negator", "exclude", "note"})
_NEGATORS, _TRUTHS = frozenset({"own"}), frozenset({"true", "false"})
_DEVICES = frozenset({"metaphor", "catchphrase", "exemplar", "depiction"})

Path_ = tuple[str | int, ...]


def shipped_codebooks() -> list[str]:
    """Names of the codebooks that come with framing, sorted."""
    return sorted(path.stem for path in resources.folder("lexicons").glob("*.yml") if _is_codebook(path))


def _is_codebook(path: Path) -> bool:
    """Whether a file's lines say that it is a codebook; the folder holds tables of other kinds too."""
    with path.open(encoding="utf-8") as file:
        return any(line.startswith("codebook:") for line in file.read(_HEAD).splitlines())


def load_codebook(name: str | Path) -> Codebook:
    """The shipped codebook of that name, or the one in a YAML file.

    Raises CodebookError with file, line and fix where anything is not as the format says.

    >>> load_codebook("us-china-trade").frames[0].name
    'bullying'
    """
    path = Path(name)
    # The parts of a codebook all stay: to look for garbage among them takes a quarter of the time.
    with collector_resting():
        return _load(path, str(name))


def _load(path: Path, name: str) -> Codebook:
    if path.suffix in (".yml", ".yaml"):
        return _Reader(path, name).codebook()
    shipped = resources.folder("lexicons") / f"{name}.yml"
    if name in shipped_codebooks():
        return _Reader(shipped, f"lexicons/{name}.yml").codebook()
    raise CodebookError(
        f"there is no codebook '{name}'",
        remedy=f"name a .yml file or one of {', '.join(shipped_codebooks())}",
    )


class _Reader:
    """Reads one file; keeps its name and lines for messages."""

    def __init__(self, path: Path, name: str) -> None:
        self.file = name
        self.lines: Lines
        self.tree, self.lines = read_yaml(path, name=name, error=CodebookError)

    def fail(self, reason: str, remedy: str, *path: str | int) -> CodebookError:
        return CodebookError(reason, file=self.file, line=self.lines.of(path), remedy=remedy)

    def codebook(self) -> Codebook:
        tree = self.mapping(self.tree, "the codebook", _CODEBOOK_KEYS)
        name, version = self.text(tree, "codebook"), self.text(tree, "version")
        frames = self.mapping(tree.get("frames"), "'frames'", None, "frames")
        if not frames:
            raise self.fail("the codebook has no frames", "add at least one frame under 'frames:'", "frames")
        read = tuple(self.frame(str(key), value) for key, value in frames.items())
        return Codebook(
            name=name,
            version=version,
            language=str(tree.get("language", "")),
            frames=read,
            digest=_digest(name, version, read),
            title=str(tree.get("title", "")),
            note=str(tree.get("note", "")),
            file=self.file,
        )

    def frame(self, name: str, tree: object) -> Frame:
        here: Path_ = ("frames", name)
        parts = self.mapping(tree, f"frame '{name}'", _FRAME_KEYS, *here)
        if not parts.get("definition"):
            raise self.fail(f"frame '{name}' has no definition", "add one sentence a human coder could apply", *here)
        entries = self.items(parts.get("entries"), "entries", *here, "entries")
        if not entries:
            raise self.fail(f"frame '{name}' has no entries", "list at least one under 'entries:'", *here)
        read = tuple(self.entry(entry, *here, "entries", i) for i, entry in enumerate(entries))
        self.refuse_repeats(read)
        return Frame(
            name=name,
            label=str(parts.get("label") or name.replace("_", " ").capitalize()),
            definition=self.plain(parts["definition"], *here, "definition"),
            include=tuple(self.plain(x, *here, "include") for x in self.items(parts.get("include"), "include", *here)),
            exclude=tuple(self.plain(x, *here, "exclude") for x in self.items(parts.get("exclude"), "exclude", *here)),
            entries=read,
        )

    def entry(self, tree: object, *here: str | int) -> Entry:
        line = self.lines.of(here)
        if isinstance(tree, str) and tree:  # a pattern and nothing else, as most are
            return Entry(" ".join(tree.split()), parse_pattern(tree, file=self.file, line=line), line=line)
        parts = {"pattern": tree} if isinstance(tree, str) else self.mapping(tree, "an entry", _ENTRY_KEYS, *here)
        if not parts.get("pattern"):
            raise self.fail("an entry has no pattern", "write a word, a stem* or a phrase", *here)
        pattern = self.plain(parts["pattern"], *here)
        return Entry(
            pattern=" ".join(pattern.split()),
            slots=parse_pattern(pattern, file=self.file, line=line),
            device=self.one_of(parts.get("device", ""), "device", _DEVICES, *here),
            own_negator=self.one_of(parts.get("negator", ""), "negator", _NEGATORS, *here) == "own",
            exclude=self.one_of(parts.get("exclude", ""), "exclude", _TRUTHS, *here) == "true",
            note=str(parts.get("note", "")),
            line=line,
        )

    def refuse_repeats(self, entries: tuple[Entry, ...]) -> None:
        seen: dict[object, Entry] = {}
        for entry in entries:
            first = seen.setdefault(entry.slots, entry)
            if first is not entry:
                raise CodebookError(
                    f"the pattern '{entry.pattern}' can never match: '{first.pattern}' means the same",
                    file=self.file,
                    line=entry.line,
                    remedy=f"remove it, or the one on line {first.line}",
                )

    def mapping(self, tree: object, what: str, keys: frozenset[str] | None, *here: str | int) -> dict[str, Any]:
        if not isinstance(tree, dict):
            raise self.fail(
                f"{what} is not a list of 'key: value' lines", "see docs/codebooks.md for the format", *here
            )
        for key in tree:
            if keys is not None and key not in keys:
                raise self.fail(f"{what} has an unknown key '{key}'", f"use {', '.join(sorted(keys))}", *here, key)
        return tree

    def items(self, tree: object, what: str, *here: str | int) -> list[Any]:
        if tree in (None, ""):
            return []
        if not isinstance(tree, list):
            raise self.fail(f"'{what}' is not a list", "start each item with '- '", *here)
        return tree

    def plain(self, value: object, *here: str | int) -> str:
        if not isinstance(value, str):
            raise self.fail("a text is expected here", "put quotes round it", *here)
        return value

    def text(self, tree: dict[str, Any], key: str) -> str:
        value = tree.get(key)
        if not isinstance(value, str) or not value:
            raise self.fail(f"the codebook has no '{key}'", f"add a line '{key}: ...'", key)
        return value

    def one_of(self, value: object, key: str, allowed: frozenset[str], *here: str | int) -> str:
        if value and value not in allowed:
            raise self.fail(f"'{value}' is no {key}", f"use {', '.join(sorted(allowed))}", *here)
        return str(value)


def _digest(name: str, version: str, frames: tuple[Frame, ...]) -> str:
    """SHA-256 of what the codebook means: names, definitions and entries, not their layout in the file."""
    meaning = [
        [f.name, f.definition, [[e.pattern, e.device, e.own_negator, e.exclude] for e in f.entries]] for f in frames
    ]
    text = json.dumps([name, version, meaning], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
