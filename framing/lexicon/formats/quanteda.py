"""Dictionaries of quanteda (.yml): categories with lists of terms, or with categories of their own.

    economy:
      growth: [boom*, recovery]
      jobs: [unemploy*, job loss*]

A category inside another is called as quanteda calls it, ``economy.growth``; ``__`` (or an empty key) holds the terms
that stand beside categories. Stars stand at the end of a word here: ``*flation`` and ``gr?y`` are refused by line.
"""

from __future__ import annotations

from framing.lexicon.formats.draft import Draft, brief
from framing.lexicon.formats.files import CodebookFile, Read
from framing.yamlsafe import QUOTED, Lines

#: What quanteda calls the terms of a category that has categories of its own.
_OWN = ("__", "")


def read_tree(file: CodebookFile, tree: dict[str, object], lines: Lines) -> Read:
    """The dictionary in a file's YAML as a codebook without definitions."""
    return _Tree(file, lines).read(tree)


class _Tree:
    def __init__(self, file: CodebookFile, lines: Lines) -> None:
        self._draft, self._lines = Draft(file, "dictionary of quanteda"), lines
        self._paths: dict[str, tuple[str, ...]] = {}

    def read(self, tree: dict[str, object]) -> Read:
        """Every level, in the file's order."""
        self._level(tree, ())
        return self._draft.read()

    def _level(self, tree: dict[str, object], path: tuple[str, ...]) -> None:
        for key, value in tree.items():
            here = (*path, key)
            if isinstance(value, dict):
                self._level(value, here)
            else:
                self._terms(value, here)

    def _terms(self, value: object, path: tuple[str, ...]) -> None:
        line = self._lines.of(path)
        names = path[:-1] if path[-1] in _OWN else path
        if not names:
            self._draft.problem(f"the terms under '{path[-1]}' belong to no category", "put them under one", line)
            return
        name = ".".join(names)
        if (other := self._paths.setdefault(name, names)) != names:
            reason = f"'{name}' is the name of {' > '.join(other)} and of {' > '.join(names)}"
            self._draft.problem(reason, "rename one of them", line)
            return
        frame = self._draft.frame(name, line)
        if comment := self._lines.comment(path):
            self._draft.problem(f"no term: '{brief(comment)}' is a comment in YAML", QUOTED, line)
        terms = value if isinstance(value, list) else [value] if value else []
        for number, term in enumerate(terms):
            at = self._lines.of((*path, number)) if isinstance(value, list) else line
            if comment := self._lines.comment((*path, number)):
                self._draft.problem(f"no term: '{brief(comment)}' is a comment in YAML", QUOTED, at)
            elif not isinstance(term, str) or not term.strip():
                self._draft.problem("a term is expected here", "list words and phrases, one an item", at)
            elif entry := self._draft.entry(term, at):
                self._draft.add(frame, entry)
