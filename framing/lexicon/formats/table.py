"""Our format for spreadsheets (.csv, .tsv): a row an entry, with everything that a codebook can say.

    frame,pattern,device,exclude,definition
    bullying,bully*,,,An actor is said to bully or coerce.
    bullying,threat* ..3 tariff*,catchphrase,,

``frame`` and ``pattern`` are needed, in any order of columns. What is said of a frame or of the codebook stands in one
of its rows; a row may have no pattern if it says such a thing. Commas, semicolons and tabs are told apart by the
first row, and what Excel puts before it (a byte order mark, ``sep=;``) is understood.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from framing.csvsafe import csv_text
from framing.errors import CodebookError
from framing.lexicon.formats.draft import Draft, DraftFrame, brief, label_of
from framing.lexicon.formats.files import CodebookFile, CodebookFormat, Read
from framing.lexicon.formats.grid import rows_of
from framing.lexicon.formats.own import DEVICES
from framing.records.codebook import NO_DEFINITION, Codebook, Entry, Frame

#: Columns by what they speak of. ``about`` is the codebook's note; ``rule_in`` and ``rule_out`` are rules for people.
_ENTRY = ("frame", "pattern", "device", "negator", "exclude", "note")
_FRAME = ("label", "definition", "rule_in", "rule_out")
_CODEBOOK = ("codebook", "version", "language", "title", "about")
COLUMNS = (*_ENTRY, *_FRAME, *_CODEBOOK)
_REMEDY = "begin with a row of column names: frame and pattern, and if you like device, negator, exclude, definition"
_YES, _NO = frozenset({"true", "yes", "x", "1"}), frozenset({"", "false", "no", "0"})
#: Excel's own first line in files for other countries' Excel.
_SEP = re.compile(r"sep=(.)\n", re.IGNORECASE)

Cells = dict[str, str]


def read(file: CodebookFile) -> Read:
    """The codebook that the rows make up."""
    text = file.text()
    skipped = 0
    if found := _SEP.match(text):
        text, skipped = text[found.end() :], 1
    draft = Draft(file, "table of entries", foreign=False)
    said: dict[str, tuple[str, int]] = {}
    for line, cells in _cells(draft, text, file.name, skipped):
        _say(draft, said, cells, line)
        _row(draft, cells, line)
    for name, value in said.items():
        setattr(draft, {"codebook": "name", "about": "note"}.get(name, name), value[0])
    return draft.read()


def _cells(draft: Draft, text: str, name: str, skipped: int) -> Iterator[tuple[int, Cells]]:
    """Each row below the names as its cells by column, with its line."""
    head, delimiter = _head(text, name, skipped)
    rows = rows_of(text, delimiter, name)
    next(rows)
    for line, cells in rows:
        line += skipped
        if any(cells[len(head) :]):
            reason = f"this row has {len(cells)} cells and the first one {len(head)}"
            draft.problem(reason, "put quotation marks round a cell that holds the separator", line)
        else:
            yield line, {key: cell for key, cell in zip_longest(head, cells, fillvalue="") if key}


def _head(text: str, name: str, skipped: int) -> tuple[list[str], str]:
    """The names of the columns, and the sign between them: the one that shows the columns that are needed."""
    for delimiter in ",;\t":
        try:
            line, cells = next(rows_of(text, delimiter, name), (0, []))
        except CodebookError:  # quotation marks that are closed before another separator
            continue
        names = [" ".join(cell.split()).lower() for cell in cells]
        if {"frame", "pattern"} <= set(names):
            place = line + skipped
            if odd := [cell for cell in names if cell and cell not in COLUMNS]:
                reason = f"there is no column '{brief(odd[0])}' in a codebook"
                raise CodebookError(reason, file=name, line=place, remedy=f"use {', '.join(COLUMNS)}")
            if twice := [cell for cell, times in Counter(names).items() if cell and times > 1]:
                raise CodebookError(
                    f"the column '{twice[0]}' stands twice", file=name, line=place, remedy="keep one of the two"
                )
            return names, delimiter
    raise CodebookError("the first row does not name the columns", file=name, line=1 + skipped, remedy=_REMEDY)


def _say(draft: Draft, said: dict[str, tuple[str, int]], cells: Cells, line: int) -> None:
    """What a row says of the codebook as a whole."""
    for name in _CODEBOOK:
        if value := cells.get(name, ""):
            first, where = said.setdefault(name, (value, line))
            if first != value:
                reason = f"'{name}' is '{brief(value)}' here and '{brief(first)}' on line {where}"
                draft.problem(reason, "say it once", line)


def _row(draft: Draft, cells: Cells, line: int) -> None:
    """One row: an entry, or what is said of a frame."""
    name, pattern = " ".join(cells.get("frame", "").split()), cells.get("pattern", "")
    about_entry = [key for key in _ENTRY[2:] if cells.get(key)]
    if not name:
        if pattern or about_entry or any(cells.get(key) for key in _FRAME):
            draft.problem("this row names no frame", "write the frame's name into every row", line)
        return
    frame = draft.frame(name, line)
    _describe(draft, frame, cells, line)
    if pattern:
        _entry(draft, frame, cells, line)
    elif about_entry or not any(cells.get(key) for key in (*_FRAME, *_CODEBOOK)):
        draft.problem("this row has no pattern", "write a word, a stem* or a phrase", line)


def _describe(draft: Draft, frame: DraftFrame, cells: Cells, line: int) -> None:
    for key in ("label", "definition"):
        if value := cells.get(key, ""):
            if getattr(frame, key) not in ("", value):
                reason = f"frame '{frame.name}' has another {key} in a row above"
                draft.problem(reason, "say it in one row of the frame", line)
            else:
                setattr(frame, key, value)
    for key, rules in (("rule_in", frame.include), ("rule_out", frame.exclude)):
        if value := cells.get(key, ""):
            rules.append(value)


def _entry(draft: Draft, frame: DraftFrame, cells: Cells, line: int) -> None:
    device, negator, exclude = (cells.get(key, "").lower() for key in ("device", "negator", "exclude"))
    if device and device not in DEVICES:
        draft.problem(f"'{brief(device)}' is no device", f"use {', '.join(sorted(DEVICES))}", line)
    elif negator not in ("", "own"):
        draft.problem(
            f"'{brief(negator)}' is no negator", "write own where the pattern holds its own not, or nothing", line
        )
    elif exclude not in _YES | _NO:
        draft.problem(f"'{brief(exclude)}' is no answer to exclude", "write true or nothing", line)
    elif entry := draft.entry(cells["pattern"], line):
        own, shields, note = negator == "own", exclude in _YES, cells.get("note", "")
        if device or own or shields or note:
            entry = replace(entry, device=device, own_negator=own, exclude=shields, note=note)
        draft.add(frame, entry)


def write(codebook: Codebook, delimiter: str = ",") -> str:
    """The codebook's rows; columns that would be empty are left out, but for those that people fill in first."""
    rows = list(_rows(codebook))
    used = {key for row in rows for key, value in row.items() if value} | {"frame", "pattern", "definition"}
    names = [name for name in COLUMNS if name in used]
    return csv_text([names, *([row.get(name, "") for name in names] for row in rows)], delimiter)


def _rows(codebook: Codebook) -> Iterator[Cells]:
    head = {
        "codebook": codebook.name,
        "version": codebook.version,
        "language": codebook.language,
        "title": codebook.title,
        "about": codebook.note,
    }
    for frame in codebook.frames:
        about = _about(frame)
        for entry, rule_in, rule_out in zip_longest(frame.entries, frame.include, frame.exclude):
            rules = {"rule_in": rule_in or "", "rule_out": rule_out or ""}
            yield {"frame": frame.name, **_of_entry(entry), **about, **rules, **head}
            about, head = {}, {}


def _about(frame: Frame) -> Cells:
    return {
        "label": frame.label if frame.label != label_of(frame.name) else "",
        "definition": frame.definition if frame.definition != NO_DEFINITION else "",
    }


def _of_entry(entry: Entry | None) -> Cells:
    if entry is None:
        return {}
    return {
        "pattern": entry.pattern,
        "device": entry.device,
        "negator": "own" if entry.own_negator else "",
        "exclude": "true" if entry.exclude else "",
        "note": entry.note,
    }


FORMAT = CodebookFormat("table of entries", read, write)
TABBED = CodebookFormat("table of entries", read, partial(write, delimiter="\t"))
