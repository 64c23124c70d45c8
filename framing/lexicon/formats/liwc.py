"""LIWC dictionaries (.dic): a list of numbered categories between two lines of %, then terms with their numbers.

    %
    1   bullying
    2   lasting
    %
    bully*            1
    trade bullying    1
    unsustainable     1   2

As LIWC2001, 2007 and 2015 read them: a tab stands before each number, ``01`` is 1, and categories may be indented below
each other, which says nothing about terms: one counts for the categories whose numbers stand beside it. Conditions,
``like (02 134)125/464`` and ``kind <of>131/125``, are refused by line, as are emoticons.
"""

from __future__ import annotations

import re
from itertools import takewhile

from framing.errors import CodebookError
from framing.lexicon.formats.draft import Draft, DraftFrame, brief
from framing.lexicon.formats.files import CodebookFile, CodebookFormat, Read

_MARK = "%"
_CATEGORY = re.compile(r"(\d{1,9})\s+(\S.*)", re.ASCII)
#: LIWC2015 writes ``ppron (Personal Pronouns)``.
_NAMED = re.compile(r"(\S+)\s+\((.+)\)")
_NUMBERS = re.compile(r"\d{1,9}", re.ASCII)
_FIGURES = frozenset("0123456789")
_CONDITION = re.compile(r"[()<>/]")


def read(file: CodebookFile) -> Read:
    """The dictionary as a codebook without definitions."""
    lines = file.text().split("\n")
    first, second = _marks(lines, file.name)
    draft = Draft(file, "LIWC dictionary")
    frames = _categories(draft, lines[first + 1 : second], first + 2)
    for number, line in enumerate(lines[second + 1 :], second + 2):
        if line.strip() == _MARK:
            draft.problem("a third line of %", "keep two: they stand around the list of categories", number)
        elif line.strip():
            _term(draft, frames, line.strip(), number)
    return draft.read()


def _marks(lines: list[str], name: str) -> tuple[int, int]:
    """Where the two lines of % are; a CodebookError if the file does not begin with the first or lacks the second."""
    remedy = "write the categories between two lines of %, each with its number, and the terms below"
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        raise CodebookError("the file is empty", file=name, remedy=remedy)
    if lines[filled[0]].strip() != _MARK:
        reason = "a LIWC dictionary begins with a line of %, this file does not"
        raise CodebookError(reason, file=name, line=filled[0] + 1, remedy=remedy)
    second = next((number for number in filled[1:] if lines[number].strip() == _MARK), None)
    if second is None:
        reason = "the list of categories has no end: there is one line of % only"
        raise CodebookError(reason, file=name, line=filled[0] + 1, remedy=remedy)
    return filled[0], second


def _categories(draft: Draft, lines: list[str], first: int) -> dict[int, DraftFrame]:
    """The frames by their numbers."""
    frames: dict[int, DraftFrame] = {}
    for number, line in enumerate(lines, first):
        if not line.strip():
            continue
        found = _CATEGORY.fullmatch(line.strip())
        if not found:
            draft.problem("this is no category", "write a number, a tab and the category's name", number)
            continue
        key, written = int(found[1]), " ".join(found[2].split())
        if key in frames:
            reason = f"the number {key} stands for '{frames[key].name}' already (line {frames[key].line})"
            draft.problem(reason, "give each category a number of its own", number)
            continue
        named = _NAMED.fullmatch(written)
        name = named[1] if named else written
        if name in draft.frames:
            reason = f"the category '{name}' stands twice (line {draft.frames[name].line})"
            draft.problem(reason, "give each category a name of its own", number)
            continue
        frames[key] = draft.frame(name, number)
        frames[key].label = named[2] if named else ""
    return frames


def _term(draft: Draft, frames: dict[int, DraftFrame], line: str, number: int) -> None:
    """One line of the second part: a term, tabs, the numbers of its categories."""
    term, rest = _split(line)
    if not rest:
        draft.problem(
            f"'{brief(line)}' has no category", "write a tab and the numbers of its categories behind it", number
        )
        return
    if _CONDITION.search(line):
        reason = f"'{brief(line)}' holds a condition, or signs that are no part of a word"
        draft.problem(reason, "decide for all its uses: write the term and plain numbers, or remove the line", number)
        return
    if odd := [part for part in rest if not _NUMBERS.fullmatch(part)]:
        draft.problem(f"'{brief(odd[0])}' is no category's number", "write numbers, with a tab before each", number)
        return
    if unknown := [part for part in rest if int(part) not in frames]:
        reason = f"no category has the number {unknown[0]}"
        draft.problem(reason, "list it between the lines of %, or put a tab between the term and its numbers", number)
        return
    if entry := draft.entry(term, number):
        for key in dict.fromkeys(map(int, rest)):
            draft.add(frames[key], entry)


def _split(line: str) -> tuple[str, list[str]]:
    """The term and what stands behind it: after the first tab, or else the numbers at the line's end.

    >>> _split("trade war\\t01 2"), _split("trade war  1 2"), _split("trade war")
    (('trade war', ['01', '2']), ('trade war', ['1', '2']), ('trade war', []))
    """
    term, tab, rest = line.partition("\t")
    if tab:
        return term.strip(), rest.split()
    words = line.split()
    numbers = len(list(takewhile(_FIGURES.issuperset, reversed(words[1:]))))
    return " ".join(words[: len(words) - numbers]), words[len(words) - numbers :]


FORMAT = CodebookFormat("LIWC dictionary", read)
