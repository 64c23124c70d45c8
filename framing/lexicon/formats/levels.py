"""Categories inside categories, as other programs nest them; one inside another is called ``economy.growth``."""

from __future__ import annotations

from dataclasses import dataclass

from framing.lexicon.formats.draft import Draft, DraftFrame, brief


@dataclass(slots=True)
class _Level:
    """A category that is open; ``empty`` until a term or a category stands in it.

    ``frame`` is made with its first term, and stays None if its name is another's.
    """

    path: tuple[str, ...]
    line: int | None
    definition: str
    empty: bool = True
    named: bool = False
    frame: DraftFrame | None = None


class Levels:
    """The open categories of a dictionary that is being read; terms go into the innermost.

    A category that holds nothing but others is no frame.
    """

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._open: list[_Level] = []
        #: What each name stands for, and since which line.
        self._names: dict[str, tuple[tuple[str, ...], int | None]] = {}

    def open(self, name: str, line: int | None, definition: str = "") -> None:
        """Begin a category inside the one that is open."""
        path: tuple[str, ...] = (" ".join(name.split()),)
        if not path[0]:
            self._draft.problem("a category has no name", "name it", line)
        if self._open:
            self._open[-1].empty = False
            path = (*self._open[-1].path, *path)
        self._open.append(_Level(path, line, definition.strip()))

    def close(self) -> None:
        """End the innermost category; that it holds nothing is said when the dictionary is whole."""
        level = self._open.pop()
        if level.empty:
            self._make_frame(level)

    def add(self, term: str, line: int | None) -> None:
        """Put a term into the innermost category; what is wrong with it, or with the category, is kept as a problem."""
        if not self._open:
            self._draft.problem(f"'{brief(term)}' belongs to no category", "put it under one", line)
            return
        level = self._open[-1]
        if not level.named:
            self._make_frame(level)
        entry = self._draft.entry(term, line)
        if level.frame and entry:
            self._draft.add(level.frame, entry)

    def _make_frame(self, level: _Level) -> None:
        level.empty, level.named = False, True
        name = ".".join(level.path)
        path, line = self._names.setdefault(name, (level.path, level.line))
        if path != level.path:
            reason = f"'{name}' is the name of {' > '.join(path)} and of {' > '.join(level.path)}"
            self._draft.problem(reason, "rename one of them", level.line)
        elif line != level.line:
            reason = f"the category '{name}' stands twice (line {line})"
            self._draft.problem(reason, "give each category a name of its own", level.line)
        else:
            level.frame = self._draft.frame(name, level.line)
            level.frame.definition = level.definition
