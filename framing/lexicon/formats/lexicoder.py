"""Dictionaries of Lexicoder 3 (.lc3): a line with a plus begins a category, each line below it is a term.

    +negative#AA0000
    abandon*
    fed up

The colour behind a category's name is for Lexicoder's pages.
"""

from __future__ import annotations

import re

from framing.errors import CodebookError
from framing.lexicon.formats.draft import Draft
from framing.lexicon.formats.files import CodebookFile, CodebookFormat, Read
from framing.lexicon.formats.levels import Levels

_CATEGORY = re.compile(r"\+\s*(.*?)\s*(?:#[0-9A-Fa-f]{6})?")


def read(file: CodebookFile) -> Read:
    """The dictionary as a codebook without definitions."""
    lines = [line.strip() for line in file.text().split("\n")]
    if not any(_CATEGORY.fullmatch(line) for line in lines):
        raise CodebookError(
            "a dictionary of Lexicoder 3 has a line with a plus before each category, this file has none",
            file=file.name,
            remedy="write +name above the terms of each category",
        )
    draft = Draft(file, "dictionary of Lexicoder 3")
    levels, inside = Levels(draft), False
    for number, line in enumerate(lines, 1):
        if found := _CATEGORY.fullmatch(line):
            if inside:
                levels.close()
            levels.open(found[1], number)
            inside = True
        elif line:
            levels.add(line, number)
    levels.close()
    return draft.read()


FORMAT = CodebookFormat("dictionary of Lexicoder 3", read)
