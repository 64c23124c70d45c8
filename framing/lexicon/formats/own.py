"""Our own format (YAML): everything that a codebook can say. A file without our keys is a dictionary of quanteda."""

from __future__ import annotations

import re
from typing import Any

from framing.errors import CodebookError
from framing.lexicon.formats.draft import brief, digest_of, label_of, never_matches, shielded
from framing.lexicon.formats.files import CodebookFile, CodebookFormat, Read
from framing.lexicon.formats.quanteda import read_tree
from framing.lexicon.patterns import parse_pattern
from framing.records.codebook import Codebook, Entry, Frame
from framing.yamlsafe import QUOTED, TAG, Lines, load_yaml

_CODEBOOK_KEYS = frozenset({"codebook", "version", "language", "title", "note", "frames"})
_FRAME_KEYS = frozenset({"label", "definition", "include", "exclude", "entries"})
_ENTRY_KEYS = frozenset({"pattern", "device", "negator", "exclude", "note"})
_NEGATORS, _TRUTHS = frozenset({"own"}), frozenset({"true", "false"})
DEVICES = frozenset({"metaphor", "catchphrase", "exemplar", "depiction"})
#: Keys that a codebook of ours has; a file with none of them is a dictionary of quanteda.
_OURS = ("codebook", "version", "frames")

Path_ = tuple[str | int, ...]


def read(file: CodebookFile) -> Read:
    """The codebook, or a CodebookError with file, line and fix for the first thing that is not as the format says."""
    tree, lines = load_yaml(file.text(), file=file.name, error=CodebookError)
    if isinstance(tree, dict) and tree and not any(key in tree for key in _OURS):
        return read_tree(file, tree, lines)
    return Read(_Reader(file.name, tree, lines).codebook())


class _Reader:
    """Reads one file; keeps its name and lines for messages."""

    def __init__(self, name: str, tree: object, lines: Lines) -> None:
        self.file, self.tree, self.lines = name, tree, lines

    def fail(self, reason: str, remedy: str, *path: str | int) -> CodebookError:
        if comment := self.lines.comment(path):
            reason, remedy = f"{reason}: '{brief(comment)}' is a comment in YAML", QUOTED
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
            language=self.optional(tree, "language"),
            frames=read,
            digest=digest_of(name, version, read),
            title=self.optional(tree, "title"),
            note=self.optional(tree, "note"),
            file=self.file,
        )

    def frame(self, name: str, tree: object) -> Frame:
        here: Path_ = ("frames", name)
        parts = self.mapping(tree, f"frame '{name}'", _FRAME_KEYS, *here)
        if not parts.get("definition"):
            remedy = "add one sentence a human coder could apply"
            raise self.fail(f"frame '{name}' has no definition", remedy, *here, "definition")
        entries = self.items(parts.get("entries"), "entries", *here, "entries")
        if not entries:
            raise self.fail(f"frame '{name}' has no entries", "list at least one under 'entries:'", *here, "entries")
        read = tuple(self.entry(entry, *here, "entries", i) for i, entry in enumerate(entries))
        self.refuse_idle(read)
        return Frame(
            name=name,
            label=self.optional(parts, "label", *here) or label_of(name),
            definition=self.plain(parts["definition"], *here, "definition"),
            include=self.rules(parts, "include", *here),
            exclude=self.rules(parts, "exclude", *here),
            entries=read,
        )

    def entry(self, tree: object, *here: str | int) -> Entry:
        line = self.lines.of(here)
        if isinstance(tree, str) and tree:  # a pattern and nothing else, as most are
            return Entry(" ".join(tree.split()), parse_pattern(tree, file=self.file, line=line), line=line)
        parts = {"pattern": tree} if isinstance(tree, str) else self.mapping(tree, "an entry", _ENTRY_KEYS, *here)
        if not parts.get("pattern"):
            named = ["pattern"] if "pattern" in parts and parts is tree else []
            raise self.fail("an entry has no pattern", "write a word, a stem* or a phrase", *here, *named)
        pattern = self.plain(parts["pattern"], *here)
        return Entry(
            pattern=" ".join(pattern.split()),
            slots=parse_pattern(pattern, file=self.file, line=line),
            device=self.one_of(parts.get("device", ""), "device", DEVICES, *here),
            own_negator=self.one_of(parts.get("negator", ""), "negator", _NEGATORS, *here) == "own",
            exclude=self.one_of(parts.get("exclude", ""), "exclude", _TRUTHS, *here) == "true",
            note=self.optional(parts, "note", *here),
            line=line,
        )

    def refuse_idle(self, entries: tuple[Entry, ...]) -> None:
        seen: dict[object, Entry] = {}
        for entry in entries:
            first = seen.setdefault(entry.slots, entry)
            if first is not entry:
                reason, remedy = never_matches(entry, first)
                raise CodebookError(reason, file=self.file, line=entry.line, remedy=remedy)
        for reason, remedy, line in shielded(entries):
            raise CodebookError(reason, file=self.file, line=line, remedy=remedy)

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

    def rules(self, tree: dict[str, Any], what: str, *here: str | int) -> tuple[str, ...]:
        rules = self.items(tree.get(what), what, *here)
        for i in range(len(rules)):
            if self.lines.comment((*here, what, i)):
                raise self.fail("a rule is empty", "", *here, what, i)
        return tuple(self.plain(rule, *here, what) for rule in rules)

    def optional(self, tree: dict[str, Any], key: str, *here: str | int) -> str:
        if TAG.match(self.lines.comment((*here, key))):
            raise self.fail(f"'{key}' is empty", "", *here, key)
        return str(tree.get(key, ""))

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


def write(codebook: Codebook) -> str:
    """The codebook's YAML, which reads back as the same codebook."""
    head = {
        "codebook": codebook.name,
        "version": codebook.version,
        "language": codebook.language,
        "title": codebook.title,
        "note": codebook.note,
    }
    lines = [f"{key}: {_scalar(value)}" for key, value in head.items() if value]
    lines.append("frames:")
    for frame in codebook.frames:
        lines += [f"  {_scalar(frame.name)}:", *_about(frame), "    entries:"]
        lines += [f"      - {_entry(entry)}" for entry in frame.entries]
    return "\n".join(lines) + "\n"


def _about(frame: Frame) -> list[str]:
    label = frame.label if frame.label != label_of(frame.name) else ""
    lines = [f"    label: {_scalar(label)}"] if label else []
    lines.append(f"    definition: {_scalar(frame.definition)}")
    for key, rules in (("include", frame.include), ("exclude", frame.exclude)):
        lines += [f"    {key}:"] * bool(rules) + [f"      - {_scalar(rule)}" for rule in rules]
    return lines


def _entry(entry: Entry) -> str:
    more = {
        "device": entry.device,
        "negator": "own" if entry.own_negator else "",
        "exclude": "true" if entry.exclude else "",
        "note": entry.note,
    }
    if not any(more.values()):
        return _scalar(entry.pattern)
    parts = {"pattern": entry.pattern, **more}
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in parts.items() if value) + "}"


#: Words of letters, figures and stars are a text without quotation marks in any place of ours.
_PLAIN = re.compile(r"[^\W_][\w*|.’'-]*(?: [\w*.’'-][\w*|.’'-]*)*")
#: What may not stand in a quoted text as it is.
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]')


def _scalar(text: str) -> str:
    """A text as one YAML scalar.

    >>> _scalar("trade bully*"), _scalar("threat* ..3 tariff*"), _scalar('he said: "no"')
    ('trade bully*', 'threat* ..3 tariff*', '"he said: \\\\"no\\\\""')
    """
    if _PLAIN.fullmatch(text):
        return text
    return '"' + _ESCAPED.sub(lambda sign: f"\\{sign[0]}" if sign[0] in '"\\' else f"\\u{ord(sign[0]):04x}", text) + '"'


FORMAT = CodebookFormat("codebook in YAML", read, write, comment="# ")
