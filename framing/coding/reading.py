"""A coded sheet comes back: every bad cell is named, nothing that the coder wrote is lost."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from operator import attrgetter

from framing.coding.gridfiles import unguarded
from framing.coding.grids import Grid
from framing.coding.marks import Mark, MarkError, read_done, read_mark, read_voice
from framing.coding.sheet import AFTER, BEFORE, Key, KeyRow, digest
from framing.errors import InputError
from framing.records.coding import Coding
from framing.records.grammar import counted
from framing.records.issue import Issue

__all__ = ["ReadSheet", "read_sheet"]

#: Article, field, start and end of a unit, as ``Coding.place``.
Place = tuple[str, str, int, int]
#: Values of ``empty``: what an empty cell means in a row that is begun but not marked as done.
EMPTY = ("missing", "zero")


@dataclass(slots=True)
class ReadSheet:
    """``codings`` in order; ``issues``: severity ``skipped`` for what cannot be read, ``warning`` and ``note`` else.

    ``codebook`` is the recipe under which the sheet was made, ``digests`` has that of each unit's text by its place.
    """

    codings: list[Coding] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    codebook: str = ""
    digests: dict[Place, str] = field(default_factory=dict)

    @property
    def bad(self) -> list[Issue]:
        """What could not be read."""
        return [issue for issue in self.issues if issue.severity == "skipped"]


def read_sheet(grid: Grid, key: Key, coder: str, *, empty: str = "missing") -> ReadSheet:
    """The codings of a sheet, by ``coder``.

    An empty frame cell is 0 in a row marked done, else missing (``empty="zero"``: 0 in any row with a mark). Columns
    that the sheet did not have are kept in ``extra``. InputError if the table is not this key's sheet.
    """
    _check_header(grid, key)
    reader = _Reader(grid, key, coder, empty)
    for note in grid.notes:
        reader.say(None, "note", "tolerated", note)
    for row in range(len(grid.rows)):
        reader.read_row(row)
    reader.summarise()
    digests = {(row.doc_id, row.field, row.start, row.end): row.digest for row in key.units.values()}
    return ReadSheet(sorted(reader.codings, key=attrgetter("order")), reader.issues, key.codebook, digests)


def _check_header(grid: Grid, key: Key) -> None:
    if "unit" not in grid.names:
        raise InputError("the sheet has no column 'unit'", file=grid.file, line=1, remedy="restore the header row")
    if missing := [name for name in key.frames if name not in grid.names]:
        raise InputError(
            f"the sheet has no column '{missing[0]}' ({len(missing)} of {len(key.frames)} frames are missing)",
            file=grid.file,
            line=1,
            remedy="give the frame its column again, or name the key that belongs to this sheet",
        )


class _Reader:
    def __init__(self, grid: Grid, key: Key, coder: str, empty: str) -> None:
        self.grid, self.key, self.coder, self.zero = grid, key, coder, empty == "zero"
        self.codings: list[Coding] = []
        self.issues: list[Issue] = []
        self._seen: dict[str, int] = {}
        self._begun: list[int] = []
        self._blank = self._changed = 0
        self._digests = frozenset(row.digest for row in key.units.values())
        self._frames = frozenset(key.frames)
        known = {*BEFORE, *AFTER, "outlet", *key.frames}
        self._further = [name for name in grid.names if name not in known]

    def say(self, row: int | None, severity: str, code: str, reason: str, remedy: str = "") -> None:
        number = None if row is None else self.grid.numbers[row]
        unit = "" if row is None else self._cell(row, "unit")
        self.issues.append(Issue(unit, self.grid.file, number, severity, code, reason, remedy))

    def read_row(self, row: int) -> None:
        unit = self._cell(row, "unit").strip()
        found = self.key.units.get(unit)
        if found is None:
            where = f"cell {self.grid.cell_name(row, 'unit')}"
            said = f"'{unit}' is no unit of the key" if unit else "the row has no unit id"
            self.say(row, "skipped", "unknown-unit", f"{where}: {said}", "restore the id, or delete the row")
            return
        if unit in self._seen:
            said = f"unit '{unit}' stands in row {self._seen[unit]} already"
            self.say(row, "skipped", "unit-twice", said, "delete one of the two rows")
            return
        self._seen[unit] = self.grid.numbers[row]
        if not self._moved(row, unit, found):
            self._take(row, unit, found)

    def _moved(self, row: int, unit: str, found: KeyRow) -> bool:
        """Whether the text beside the id is that of another unit, as after sorting a part of the columns."""
        shown = self._cell(row, "text")
        digests = {digest(shown), digest(unguarded(shown))}
        if not shown or found.digest in digests:
            return False
        if digests & self._digests:
            said = f"the text beside unit '{unit}' is that of another unit: were only some columns sorted?"
            self.say(row, "skipped", "text-moved", said, "undo the sorting, or sort all columns together")
            return True
        self._changed += 1
        return False

    def summarise(self) -> None:
        """What the person in charge should know about the sheet as a whole."""
        if absent := len(self.key.units) - len(self._seen):
            are = "is" if absent == 1 else "are"
            self.say(None, "warning", "missing-units", f"{counted(absent, 'unit')} of the key {are} not in the sheet")
        if self._changed:
            said = f"the text of {counted(self._changed, 'unit')} is not as written; the codes are taken all the same"
            self.say(None, "warning", "text-changed", said, "do not edit the text of a sheet")
        if self._blank:
            said = "has no mark at all and counts" if self._blank == 1 else "have no mark at all and count"
            self.say(None, "note", "not-coded", f"{counted(self._blank, 'unit')} {said} as not coded")
        if self._begun and not self.zero:
            rows = ", ".join(map(str, self._begun[:5])) + (" ..." if len(self._begun) > 5 else "")
            begun = "has marks but is not done: its" if len(self._begun) == 1 else "have marks but are not done: their"
            said = f"{counted(len(self._begun), 'row')} {begun} empty cells count as missing (row {rows})"
            self.say(None, "warning", "not-done", said, "write 1 under done, or read with --empty zero")

    def _cell(self, row: int, name: str) -> str:
        return self.grid.cell(row, name)

    def _take(self, row: int, unit: str, found: KeyRow) -> None:
        marks = self._marks(row)
        done = self._done(row)
        begun = any(mark is not None for mark in marks.values())
        if begun and not done and any(mark is None for mark in marks.values()):
            self._begun.append(self.grid.numbers[row])
        voices = self._voices(row)
        full = done or (begun and self.zero)
        said = {name: mark or Mark(0) for name, mark in marks.items() if mark is not None or full}
        note, extra = self._cell(row, "note"), self._extra(row)
        if voices and not any(mark.value for mark in said.values()):
            extra["voice"] = self._cell(row, "voice")
        written = json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else ""
        whole = replace(self._silent(unit, found), note=note, extra=written)
        if not said:
            self._blank += 1
            if note or extra:
                self.codings.append(whole)
        for name, mark in said.items():
            voice = voices.get(name, voices.get("", "")) if mark.value else ""
            self.codings.append(replace(whole, frame=name, value=mark.value, polarity=mark.polarity, voice=voice))

    def _silent(self, unit: str, found: KeyRow) -> Coding:
        """A coding of the unit that says nothing yet."""
        return Coding(
            found.doc_id,
            self.coder,
            found.start,
            found.end,
            unit=unit,
            field=found.field,
            sentence=found.sentence,
            outlet=found.outlet,
            stratum=found.stratum,
            stratum_units=found.stratum_units,
            slice=found.slice,
        )

    def _marks(self, row: int) -> dict[str, Mark | None]:
        """The mark of each frame, None where the cell is empty; a cell that cannot be read says nothing at all."""
        marks: dict[str, Mark | None] = {}
        for name in self.key.frames:
            try:
                marks[name] = read_mark(self._cell(row, name))
            except MarkError as problem:
                self._bad(row, name, problem)
        return marks

    def _done(self, row: int) -> bool:
        try:
            return read_done(self._cell(row, "done"))
        except MarkError as problem:
            self._bad(row, "done", problem)
            return False

    def _voices(self, row: int) -> dict[str, str]:
        try:
            return read_voice(self._cell(row, "voice"), self._frames)
        except MarkError as problem:
            self._bad(row, "voice", problem)
            return {}

    def _bad(self, row: int, name: str, problem: MarkError) -> None:
        place = f"cell {self.grid.cell_name(row, name)} (row {self.grid.numbers[row]}, column '{name}')"
        self.say(row, "skipped", "bad-cell", f"{place}: {problem}", problem.remedy)

    def _extra(self, row: int) -> dict[str, str]:
        cells = {name: self._cell(row, name) for name in self._further}
        return {name: cell for name, cell in cells.items() if cell}
