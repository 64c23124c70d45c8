"""What every format is made of: a text, and for each coder labels over spans with details beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from operator import attrgetter
from pathlib import Path
from typing import Any

from framing.errors import InputError
from framing.records.coding import ASSERTED, NEGATED, Coding

__all__ = ["CodingFormat", "Label", "Parcel", "check_span", "details_of", "label_name", "pack", "unpack"]

#: The end of a label that says the frame is negated.
_NEGATED = ":negated"
#: Fields of a coding that belong to its unit and have no place in other tools, with what they are when empty.
_UNIT_FIELDS: dict[str, Any] = {
    "unit": "", "sentence": None, "note": "", "outlet": "", "stratum": "", "stratum_units": None, "slice": "",
    "extra": "",
}  # fmt: skip

Texts = Mapping[tuple[str, str], str]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """A frame over ``[start, end)``, in code points; ``voice`` where the tool has a place for it."""

    start: int
    end: int
    name: str
    voice: str = ""


@dataclass(slots=True)
class Parcel:
    """One coder's work on one field: ``labels`` as a tool shows them, ``details`` for what it has no place for."""

    doc_id: str
    field: str
    coder: str
    text: str
    labels: list[Label] = made(default_factory=list)
    details: list[dict[str, Any]] = made(default_factory=list)


Write = Callable[[Sequence[Parcel], Path, str], None]
Read = Callable[[Path, str], list[Parcel]]


@dataclass(frozen=True, slots=True)
class CodingFormat:
    """``write(parcels, path, offsets)``, ``read(path, offsets)``; ``offsets`` names what the tool counts in by default.

    A format that is our own table has ``table`` set and no functions.
    """

    name: str
    suffix: str
    offsets: str = ""
    write: Write | None = None
    read: Read | None = None
    table: bool = False


def label_name(coding: Coding) -> str:
    """The label that a tool shows for a coding: its frame, with ``:negated`` where it is.

    >>> label_name(Coding("a", "Ann", 0, 1, frame="bullying", value=1, polarity="negated"))
    'bullying:negated'
    """
    return coding.frame + (_NEGATED if coding.negated else "")


def pack(codings: Iterable[Coding], texts: Texts) -> list[Parcel]:
    """The parcels of the codings, sorted by article, field and coder. InputError where a text is missing."""
    parcels: dict[tuple[str, str, str], Parcel] = {}
    units: dict[tuple[str, str, str], dict[tuple[int, int], list[Coding]]] = {}
    for coding in codings:
        key = (coding.doc_id, coding.field, coding.coder)
        if key not in parcels:
            parcels[key] = Parcel(*key, _text(texts, coding))
        check_span(coding.start, coding.end, parcels[key])
        units.setdefault(key, {}).setdefault((coding.start, coding.end), []).append(coding)
    for key, found in units.items():
        for (start, end), group in sorted(found.items()):
            parcels[key].labels += [Label(start, end, label_name(c), c.voice) for c in group if c.value]
            parcels[key].details.append(_detail(start, end, group))
    return [parcels[key] for key in sorted(parcels)]


def _text(texts: Texts, coding: Coding) -> str:
    text = texts.get((coding.doc_id, coding.field))
    if text is None:
        raise InputError(
            f"the codes are about '{coding.doc_id}' ({coding.field}), which is not in the corpus",
            remedy="name the corpus that was coded with --corpus",
        )
    return text


def check_span(start: int, end: int, parcel: Parcel, file: object = None, line: int | None = None) -> None:
    """InputError unless ``[start, end)`` is a span of the parcel's text."""
    if not 0 <= start < end <= len(parcel.text):
        raise InputError(
            f"the span {start}-{end} does not lie in the {len(parcel.text)} characters of '{parcel.doc_id}'",
            file=file,
            line=line,
            remedy="use the text that was coded",
        )


def _detail(start: int, end: int, group: Sequence[Coding]) -> dict[str, Any]:
    """What the labels of a unit do not say; ``each`` is what sets one frame apart from the unit."""
    first = group[0]
    shared = {name: getattr(first, name) for name in _UNIT_FIELDS}
    out: dict[str, Any] = {"start": start, "end": end}
    out |= {name: value for name, value in shared.items() if value != _UNIT_FIELDS[name]}
    if absent := [c.frame for c in group if c.value == 0]:
        out["absent"] = absent
    if open_ := [c.frame for c in group if c.value is None]:
        out["open"] = open_
    if len({c.frame for c in group}) < len(group):
        raise InputError(
            f"'{first.coder}' coded one frame twice in {first.doc_id} {start}-{end}", remedy="delete one of the two"
        )
    each = {c.frame: said for c in group if (said := _apart(c, shared))}
    return out | ({"each": each} if each else {})


def _apart(coding: Coding, shared: dict[str, Any]) -> dict[str, Any]:
    expected = {**shared, "voice": "", "polarity": _implied(coding)}
    return {name: getattr(coding, name) for name, value in expected.items() if getattr(coding, name) != value}


def _implied(coding: Coding) -> str:
    """The polarity that a label says."""
    return (NEGATED if coding.negated else ASSERTED) if coding.value else ""


def unpack(parcels: Iterable[Parcel]) -> list[Coding]:
    """The codings of the parcels, sorted. A label without details becomes a coding that says no more than it."""
    return sorted((coding for parcel in parcels for coding in _codings(parcel)), key=attrgetter("order"))


def _codings(parcel: Parcel) -> list[Coding]:
    labels: dict[tuple[int, int], dict[str, Label]] = {}
    for label in parcel.labels:
        labels.setdefault((label.start, label.end), {})[label.name.removesuffix(_NEGATED)] = label
    details = {(d["start"], d["end"]): d for d in parcel.details}
    out = []
    for place in sorted({*labels, *details}):
        out += _unit(parcel, place, labels.get(place, {}), details.get(place, {}))
    return out


def _unit(parcel: Parcel, place: Place, shown: Mapping[str, Label], detail: Mapping[str, Any]) -> list[Coding]:
    base: dict[str, Any] = {
        "doc_id": parcel.doc_id,
        "coder": parcel.coder,
        "field": parcel.field,
        "start": place[0],
        "end": place[1],
    }
    base |= {name: detail.get(name, nothing) for name, nothing in _UNIT_FIELDS.items()}
    each: dict[str, dict[str, Any]] = detail.get("each", {})
    rows: list[dict[str, Any]] = []
    for frame, label in shown.items():
        negated = label.name != frame
        row = {"value": 1, "polarity": NEGATED if negated else ASSERTED} | each.get(frame, {})
        if negated:
            row["polarity"] = NEGATED
        rows.append(row | {"frame": frame} | ({"voice": label.voice} if label.voice else {}))
    for value, name in ((0, "absent"), (None, "open")):
        rows += [{"value": value, **each.get(f, {}), "frame": f} for f in detail.get(name, []) if f not in shown]
    return [Coding(**(base | row)) for row in rows]


def details_of(tree: object, file: object, line: int | None) -> list[dict[str, Any]]:
    """Details as they stand in a file: an InputError where they are not what ``pack`` wrote."""
    if tree is None:
        return []
    tree = _parsed(tree) if isinstance(tree, str) else tree
    if not isinstance(tree, list) or not all(isinstance(item, dict) and _is_detail(item) for item in tree):
        raise InputError("the details beside the labels are damaged", file=file, line=line, remedy="export again")
    return [dict(item) for item in tree]


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _is_detail(item: dict[str, Any]) -> bool:
    whole = all(type(item.get(name)) is int for name in ("start", "end"))
    lists = all(_is_texts(item.get(name, [])) for name in ("absent", "open"))
    each = item.get("each", {})
    rows = isinstance(each, dict) and all(isinstance(row, dict) and _is_row(row) for row in each.values())
    return whole and lists and rows and _is_row({k: v for k, v in item.items() if k in _UNIT_FIELDS})


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(x, str) for x in value)


def _is_row(row: dict[str, Any]) -> bool:
    known = {**_UNIT_FIELDS, "voice": "", "polarity": ""}
    return all(
        name in known and (isinstance(value, str) if known[name] == "" else value is None or type(value) is int)
        for name, value in row.items()
    )
