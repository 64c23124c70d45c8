"""YAML as plain data: every scalar a text, nothing that can explode, and the line of everything.

PyYAML composes and constructs recursively, keeps the last of two equal keys without a word, and expands
aliases: 324 bytes can hold 387 million leaves. Here the tree is built from the parser's events, so a refusal
comes before any construction. Refused by name and line: aliases, anchors, merge keys, tags, duplicate keys,
keys that are not plain scalars, several documents, nesting over 20 levels, files over 64 MB.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from framing.errors import FramingError, InputError, system_says
from framing.filesafe import read_regular

DEEPEST = 20
LARGEST = 64_000_000

#: What to do where a comment stands in the place of a text; and what is hardly meant as one, where none need stand.
QUOTED = "put quotes round it, if it is a text"
TAG = re.compile(r"#\w")

_TOO_DEEP = f"nesting deeper than {DEEPEST} levels"
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BRACKET = "close the bracket, part items by commas, and quote a text that starts with # or holds ' #'"
_REMEDIES = (
    ("did not find expected node content", _BRACKET),
    ("did not find expected ',' or", _BRACKET),
    ("mapping values are not allowed", "put quotes round a value that contains a colon"),
    ("cannot start any token", "indent with spaces, not tabs, and quote a value that starts with @ ` % or *"),
    ("could not find expected ':'", "end the key with a colon and a space"),
    ("expected <block end>", "give the entries of one list or mapping the same indentation"),
    ("did not find expected '-' indicator", "give the entries of one list the same indentation"),
    ("did not find expected key", "give the keys of one mapping the same indentation, and close every quote"),
    ("control characters are not allowed", "remove the control characters from the file"),
    ("special characters are not allowed", "remove the control characters from the file"),
    ("unexpected end of stream", "close the quotation mark or bracket"),
)


@dataclass(slots=True)
class _Node:
    """The line of a value, or of its key in a mapping; ``parts`` are the nodes below it.

    ``comment`` stands where a value would that is empty.
    """

    line: int
    parts: dict[str | int, _Node] | None = None
    comment: str = ""


@dataclass(slots=True)
class Lines:
    """Where each part of a YAML tree stands in its file."""

    _root: _Node

    def of(self, path: tuple[str | int, ...] = ()) -> int | None:
        """The 1-based line of the part that ``path`` leads to (keys and list positions), or None.

        A part that does not exist has the line of the nearest part above it that does, so a message about a
        missing key can still say where.

        >>> _, lines = load_yaml("a: 1\\nb:\\n  - x\\n  - y\\n", file="demo.yml")
        >>> lines.of(("b",)), lines.of(("b", 1)), lines.of(("b", "missing"))
        (2, 4, 2)
        """
        return self._nearest(path)[0].line

    def comment(self, path: tuple[str | int, ...]) -> str:
        """The comment that stands where the value of ``path`` would: an empty one whose writer meant the ``#``.

        >>> _, lines = load_yaml("tags:\\n  - #MeToo\\n  - work # a word\\n", file="demo.yml")
        >>> lines.comment(("tags", 0)), lines.comment(("tags", 1))
        ('#MeToo', '')
        """
        node, whole = self._nearest(path)
        return node.comment if whole else ""

    def _nearest(self, path: tuple[str | int, ...]) -> tuple[_Node, bool]:
        """The node that ``path`` leads to, or the nearest above it; and whether it is the node itself."""
        node = self._root
        for step in path:
            below = node.parts.get(step) if node.parts else None
            if below is None:
                return node, False
            node = below
        return node, True


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being filled; ``key`` is the mapping key that waits for its value."""

    value: dict[str, object] | list[object]
    node: _Node
    key: str | None = None
    key_line: int = 0


def load_yaml(
    text: str, *, file: str, first_line: int = 1, error: type[FramingError] = InputError
) -> tuple[object, Lines]:
    """``text`` as dicts, lists and strings, with the line of every part; None for a text that holds nothing.

    ``first_line`` is the line of the file on which ``text`` begins (front matter begins on 2). Whatever is
    refused raises ``error`` with ``file``, line and remedy.

    >>> load_yaml("outlet: NA\\nid: 007\\ntags: [no, 1.0]", file="demo.yml")[0]
    {'outlet': 'NA', 'id': '007', 'tags': ['no', '1.0']}
    """
    # A BOM inside the text would stand in front of the first key.
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    builder = _Builder(text, file, first_line, error)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise builder.broken(str(problem.problem or problem.context), mark) from None
    except yaml.YAMLError as problem:
        raise builder.broken(str(problem).split("\n", 1)[0], None) from None
    except UnicodeEncodeError:
        raise error(
            "the YAML text holds half a character (a lone surrogate)",
            file=file,
            remedy="save the file as UTF-8",
        ) from None
    return builder.result, Lines(builder.root)


def read_yaml(path: Path, *, name: str | None = None) -> tuple[object, Lines]:
    """The YAML file at ``path`` (UTF-8); ``name`` is what messages call it."""
    file = name or str(path)
    raw = read_whole(path, file)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        raise InputError("the file is not UTF-8", file=file, line=line, remedy="save it as UTF-8") from None
    return load_yaml(text, file=file)


def read_whole(path: Path, file: str, error: type[FramingError] = InputError) -> bytes:
    """The bytes of a file that people wrote, called ``file`` in messages; ``error`` if they cannot be read."""
    try:
        raw = read_regular(path) if path.stat().st_size <= LARGEST else None
    except OSError as problem:
        reason = f"the file cannot be read ({system_says(problem)})"
        raise error(reason, file=file, remedy="check its name and rights") from None
    if raw is None:
        raise error(f"the file is larger than {LARGEST:,} bytes", file=file, remedy="split it into several files")
    return raw


class _Builder:
    """Turns the parser's events into a tree, refusing what is not plain data."""

    def __init__(self, text: str, file: str, first_line: int, error: type[FramingError]) -> None:
        self.result: object = None
        self.root = _Node(first_line)
        self._text, self._file, self._first, self._error = text, file, first_line, error
        self._split: list[str] = []
        self._open: list[_Open] = []
        self._documents = 0
        self._last: Any = None

    def broken(self, reason: str, mark: Any) -> FramingError:
        """The parser's complaint as one of our errors; newer parsers stop at deep nesting before we see it."""
        if "maximum nesting depth" in reason:
            return self._not_allowed(_TOO_DEEP, mark, "flatten it")
        reason = reason[:1].lower() + reason[1:]
        if "nesting depth" in reason:  # PyYAML from 6.0.4 on has a limit of its own
            reason = _TOO_DEEP
        remedy = next((r for words, r in _REMEDIES if words in reason), "mend the YAML at this line")
        if remedy is _BRACKET:  # the parser is where the next line begins, or the file ends
            mark = self._last or mark
        return self._error(f"the YAML cannot be read: {reason}", file=self._file, line=self._line(mark), remedy=remedy)

    def take(self, event: Any) -> None:
        """One event of the parser."""
        self._last = event.end_mark
        if isinstance(event, yaml.AliasEvent):
            raise self._refusal("an alias (*name)", event, "write the value out; quote a term that begins with *")
        if getattr(event, "anchor", None) is not None:
            raise self._refusal("an anchor (&name)", event, "write the value out; quote a term that begins with &")
        if getattr(event, "tag", None) is not None:
            raise self._refusal("a tag (!name)", event, "remove it; quote a term that begins with !")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._refusal("a second document (---)", event, "keep one document in a file")

    def _line(self, mark: Any) -> int | None:
        return None if mark is None else int(mark.line) + self._first

    def _refusal(self, what: str, event: Any, remedy: str) -> FramingError:
        return self._not_allowed(what, event.start_mark, remedy)

    def _not_allowed(self, what: str, mark: Any, remedy: str) -> FramingError:
        return self._error(f"{what} is not allowed here", file=self._file, line=self._line(mark), remedy=remedy)

    def _scalar(self, event: Any) -> None:
        holder = self._open[-1] if self._open else None
        if holder is None or isinstance(holder.value, list) or holder.key is not None:
            self._put(str(event.value), _Node(event.start_mark.line + self._first, comment=self._comment(event)))
            return
        key = str(event.value)
        if key == "<<" and not event.style:
            raise self._refusal("a merge key (<<)", event, "write the keys out")
        if key in holder.value:
            raise self._error(
                f"the key '{key}' stands twice in one mapping",
                file=self._file,
                line=self._line(event.start_mark),
                remedy="keep one of the two",
            )
        holder.key, holder.key_line = key, event.start_mark.line + self._first

    def _comment(self, event: Any) -> str:
        """What stands behind a value that is empty, if that is a comment."""
        if event.value or event.style:
            return ""
        self._split = self._split or self._text.splitlines()
        mark = event.end_mark
        rest = self._split[mark.line][mark.column :].strip() if mark.line < len(self._split) else ""
        return rest if rest.startswith("#") else ""

    def _start(self, event: Any) -> None:
        if len(self._open) >= DEEPEST:
            raise self._refusal(_TOO_DEEP, event, "flatten it")
        holder = self._open[-1] if self._open else None
        if holder is not None and isinstance(holder.value, dict) and holder.key is None:
            raise self._refusal("a list or mapping as a key", event, "use a plain word as the key")
        value: dict[str, object] | list[object] = {} if isinstance(event, yaml.MappingStartEvent) else []
        node = _Node(event.start_mark.line + self._first, {})
        self._put(value, node)
        self._open.append(_Open(value, node))

    def _put(self, value: object, node: _Node) -> None:
        if not self._open:
            self.result, self.root = value, node
            return
        holder = self._open[-1]
        parts = holder.node.parts
        assert parts is not None
        if isinstance(holder.value, list):
            parts[len(holder.value)] = node
            holder.value.append(value)
        elif holder.key is not None:
            node.line = holder.key_line
            parts[holder.key] = node
            holder.value[holder.key] = value
            holder.key = None
