"""From articles to a blind coding sheet, and from a coded sheet to codings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from framing.arguments import check_whole
from framing.coding.gridfiles import check_ending, grid_bytes
from framing.coding.grids import read_grid
from framing.coding.reading import EMPTY, ReadSheet, read_sheet
from framing.coding.sampling import unit_id
from framing.coding.sheet import KEY_COLUMNS, CodingUnit, Sheet, make_sheet, read_key
from framing.engine.wholefile import whole_files
from framing.errors import UsageError
from framing.records.document import Document

if TYPE_CHECKING:
    from framing.study.score_tables import ScoreTables

UNITS = ("sentence", "paragraph", "article")
#: Columns of the articles table by which a sample may be stratified, beside the lexicon's hits.
STRATA = ("outlet", "genre", "lang", "date", "translated", "derived_from")
_DROP_DOWN = ("1", "0", "n")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A candidate unit's place; ``near`` are the ends of its context."""

    field: str
    start: int
    end: int
    sentence: int | None
    near: tuple[int, int]


def coding_sheet(
    scores: ScoreTables,
    *,
    unit: str = "sentence",
    sample: int = 200,
    stratify: Sequence[str] = ("outlet",),
    context: int = 1,
    evaluation: float = 0.25,
    seed: int = 0,
    show_outlet: bool = False,
) -> Sheet:
    """A blind sheet of units drawn from the articles of ``scores``, and its key.

    Strata are the ``stratify`` columns of the articles table times whether the lexicon hit the unit. ``context`` is
    how many units of the same field are shown before and after. Headlines and prose are units; captions, bylines and
    other blocks that are not scored are not. UsageError for an unknown unit or column.
    """
    if unit not in UNITS:
        raise UsageError(f"there is no unit '{unit}'", remedy=f"use {', '.join(UNITS)}")
    if odd := [name for name in stratify if name not in STRATA]:
        raise UsageError(f"a sample cannot be stratified by '{odd[0]}'", remedy=f"use {', '.join(STRATA)} or none")
    check_whole("context", context, 0)
    units = list(_candidates(scores, unit, stratify, context))
    return make_sheet(units, scores.codebook, sample=sample, evaluation=evaluation, seed=seed, show_outlet=show_outlet)


def evidence_sheet(scores: ScoreTables) -> Sheet:
    """A blind coding sheet of every sentence in which a match stands, and its key; no more is drawn than there are.

    It is read, compared and used for validation as any sheet of ``framing code``.
    """
    units = [unit for unit in _candidates(scores, "sentence", ("outlet",), 1) if unit.stratum.endswith("| hit")]
    if not units:
        raise UsageError("there is no match in these articles", remedy="name other articles or another codebook")
    return make_sheet(units, scores.codebook, sample=len(units), evaluation=0.0)


def write_sheet(sheet: Sheet, path: str | Path, *, for_excel: bool = False, overwrite: bool = False) -> Path:
    """Write the sheet and, beside it, its key (``NAME.key.csv``, whose path is returned).

    Both are written or neither, and no sheet is ever beside the key of another: its units may weigh more or less. A
    sheet that is there already is never overwritten unless ``overwrite`` says so: it may hold a day's codes.
    """
    check_ending(path)
    key = key_path(path)
    if not overwrite and (taken := [name for name in (Path(path), key) if name.exists()]):
        raise UsageError(f"'{taken[0]}' exists and may hold codes", remedy="choose another -o, or add --overwrite")
    frames = sheet.names[sheet.names.index("after") + 1 : sheet.names.index("done")]
    choices: dict[str, Sequence[str]] = {
        **dict.fromkeys([name for name in frames if name != "outlet"], _DROP_DOWN),
        "done": ("1",),
    }
    data = grid_bytes(path, sheet.names, sheet.rows, for_excel=for_excel, choices=choices)
    whole_files({key: grid_bytes(key, KEY_COLUMNS, sheet.key_rows), Path(path): data})
    return key


def key_path(path: str | Path) -> Path:
    """The key file that belongs to a sheet.

    >>> key_path("sheets/week-1.xlsx").name
    'week-1.key.csv'
    """
    return Path(path).with_name(Path(path).stem + ".key.csv")


def read_coded_sheet(
    path: str | Path, key: str | Path | None = None, *, coder: str = "", empty: str = "missing"
) -> ReadSheet:
    """The codings of a sheet; a ``key`` not given is looked for beside it, a ``coder`` not given is the file's stem."""
    if empty not in EMPTY:
        raise UsageError(f"'{empty}' is no reading of empty cells", remedy=f"use {' or '.join(EMPTY)}")
    place = Path(key) if key else key_path(path)
    if not key and not place.is_file():
        raise UsageError(f"the key {place.name} is not beside the sheet", remedy="name it with --key")
    return read_sheet(read_grid(path), read_key(read_grid(place)), coder or Path(path).stem, empty=empty)


def _candidates(scores: ScoreTables, unit: str, stratify: Sequence[str], context: int) -> Iterator[CodingUnit]:
    """Every unit that could be drawn, its stratum ending in ``hit`` or ``no hit``: whether the lexicon found it."""
    hits: dict[tuple[str, str], list[int]] = {}
    for doc_id, field, start in zip(*(scores.matches[n] for n in ("doc_id", "field", "start")), strict=True):
        hits.setdefault((doc_id, field), []).append(int(start))
    columns = [scores.articles["doc_id"], scores.articles["outlet"], *(scores.articles[name] for name in stratify)]
    for doc_id, outlet, *values in zip(*columns, strict=True):
        document = scores.documents[doc_id]
        named = [str(value) or "none" for value in values]
        places = {field: sorted(hits.get((doc_id, field), ())) for field in ("title", "text")}
        for piece in _pieces(document, unit, context):
            text = document.article.text_in(piece.field)
            starts = places[piece.field]
            hit = bisect_left(starts, piece.end) > bisect_left(starts, piece.start)
            yield CodingUnit(
                unit_id(doc_id, piece.field, piece.start, piece.end),
                doc_id,
                piece.field,
                piece.start,
                piece.end,
                piece.sentence,
                text[piece.start : piece.end],
                text[piece.near[0] : piece.start].strip(),
                text[piece.end : piece.near[1]].strip(),
                str(outlet),
                " | ".join([*named, "hit" if hit else "no hit"]),
            )


def _pieces(document: Document, unit: str, context: int) -> Iterator[_Piece]:
    for field in ("title", "text"):
        spans = _spans(document, unit, field)
        for i, (start, end, sentence) in enumerate(spans):
            first, last = spans[max(0, i - context)], spans[min(len(spans) - 1, i + context)]
            yield _Piece(field, start, end, sentence, (min(first[0], start), max(last[1], end)))


def _spans(document: Document, unit: str, field: str) -> list[tuple[int, int, int | None]]:
    sentences = [s for s in document.sentences if s.field == field and s.where != "none" and s.start < s.end]
    if unit == "sentence":
        return [(s.start, s.end, s.number) for s in sentences]
    if not sentences:
        return []
    if unit == "article" or field == "title":
        return [(sentences[0].start, sentences[-1].end, None)]
    groups: dict[int, list[tuple[int, int]]] = {}
    for s in sentences:
        groups.setdefault(s.paragraph, []).append((s.start, s.end))
    return [(spans[0][0], spans[-1][1], None) for spans in groups.values()]
