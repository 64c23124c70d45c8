"""Dictionaries of LIWC-22 (.dicx): a table with a column for each category and an X where a term belongs to it.

DicTerm,bullying,lasting
bully*,X,
unsustainable,X,X
"""

from __future__ import annotations

from framing.errors import CodebookError
from framing.lexicon.formats.draft import Draft, DraftFrame, brief
from framing.lexicon.formats.files import CodebookFile, CodebookFormat, Read
from framing.lexicon.formats.grid import rows_of

_BELONGS = {"x": True, "1": True, "": False, "0": False}


def read(file: CodebookFile) -> Read:
    """The dictionary as a codebook without definitions."""
    text = file.text()
    head = text.split("\n", 1)[0]
    delimiter = next((sign for sign in ",\t;" if sign in head), ",")
    rows = rows_of(text, delimiter, file.name)
    first = next(rows, None)
    if first is None or len(first[1]) < 2:
        raise CodebookError(
            "this is no dictionary of LIWC-22: its first row names no category",
            file=file.name,
            line=first[0] if first else None,
            remedy="begin with a row such as DicTerm,bullying,lasting",
        )
    draft = Draft(file, "dictionary of LIWC-22")
    frames = _categories(draft, *first)
    for line, cells in rows:
        _term(draft, frames, line, cells)
    return draft.read()


def _categories(draft: Draft, line: int, head: list[str]) -> list[DraftFrame | None]:
    """The frame of each column after the first; None where a column names none, which is kept as a problem."""
    frames: list[DraftFrame | None] = []
    while not head[-1]:  # a comma at the end of every row
        head.pop()
    for name in head[1:]:
        name = " ".join(name.split())
        if not name or name in draft.frames:
            reason = f"the category '{brief(name)}' stands twice" if name else "a column has no category's name"
            draft.problem(reason, "give each column a name of its own in the first row", line)
            frames.append(None)
        else:
            frames.append(draft.frame(name, line))
    return frames


def _term(draft: Draft, frames: list[DraftFrame | None], line: int, cells: list[str]) -> None:
    """One row: a term, and a mark under each of its categories."""
    term, marks = cells[0], cells[1:]
    if any(marks[len(frames) :]):
        draft.problem(f"'{brief(term)}' has more marks than there are categories", "keep one cell a category", line)
        return
    marks = marks[: len(frames)]
    if odd := [mark for mark in marks if mark.lower() not in _BELONGS]:
        reason = f"'{brief(term)}' has '{brief(odd[0])}' where an X or nothing is expected"
        draft.problem(reason, "write X: framing counts every term once and knows no weights", line)
        return
    chosen = [frame for frame, mark in zip(frames, marks, strict=False) if _BELONGS[mark.lower()]]
    if not chosen:
        draft.problem(f"'{brief(term)}' belongs to no category", "write X under one, or remove the row", line)
    elif entry := draft.entry(term, line):
        for frame in chosen:
            if frame:
                draft.add(frame, entry)


FORMAT = CodebookFormat("dictionary of LIWC-22", read)
