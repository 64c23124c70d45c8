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
from framing.lexicon.formats.levels import Levels
from framing.yamlsafe import QUOTED, Lines

#: What quanteda calls the terms of a category that has categories of its own.
_OWN = ("__", "")


def read_tree(file: CodebookFile, tree: dict[str, object], lines: Lines) -> Read:
    """The dictionary in a file's YAML as a codebook without definitions."""
    return _Tree(file, lines).read(tree)


class _Tree:
    def __init__(self, file: CodebookFile, lines: Lines) -> None:
        self._draft, self._lines = Draft(file, "dictionary of quanteda"), lines
        self._levels = Levels(self._draft)

    def read(self, tree: dict[str, object]) -> Read:
        """Every level, in the file's order."""
        self._inside(tree, ())
        return self._draft.read()

    def _inside(self, tree: dict[str, object], path: tuple[str, ...]) -> None:
        for key, value in tree.items():
            here = (*path, key)
            if key in _OWN and not isinstance(value, dict):
                self._own(value, here)
                continue
            self._levels.open(key, self._lines.of(here))
            if isinstance(value, dict):
                self._inside(value, here)
            else:
                self._terms(value, here)
            self._levels.close()

    def _own(self, value: object, path: tuple[str, ...]) -> None:
        """The terms that stand beside categories."""
        if len(path) > 1:
            self._terms(value, path)
        else:
            reason = f"the terms under '{path[0]}' belong to no category"
            self._draft.problem(reason, "put them under one", self._lines.of(path))

    def _terms(self, value: object, path: tuple[str, ...]) -> None:
        line = self._lines.of(path)
        if comment := self._lines.comment(path):
            self._draft.problem(f"no term: '{brief(comment)}' is a comment in YAML", QUOTED, line)
        terms = value if isinstance(value, list) else [value] if value else []
        for number, term in enumerate(terms):
            at = self._lines.of((*path, number)) if isinstance(value, list) else line
            if comment := self._lines.comment((*path, number)):
                self._draft.problem(f"no term: '{brief(comment)}' is a comment in YAML", QUOTED, at)
            elif not isinstance(term, str) or not term.strip():
                self._draft.problem("a term is expected here", "list words and phrases, one an item", at)
            else:
                self._levels.add(term, at)
