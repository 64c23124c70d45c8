"""brat standoff: a folder for each coder, with ``.txt``, ``.ann`` and ``annotation.conf``.

``T`` lines are frames (and the unit that was coded), ``A`` lines say Negated and Voice, ``#`` lines of type Framing
hold what brat has no place for. Offsets are code points, as brat's server is written in Python; its page counts UTF-16
units after a character beyond U+FFFF (brat issue 1115): read such files with ``--offsets utf-16``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from framing.coding.formats.filenames import fresh_folder, names_of, place_of, settle
from framing.coding.formats.jsonfiles import text_of
from framing.coding.formats.parcels import CodingFormat, Label, Parcel, check_span, details_of
from framing.coding.offsets import CODE_POINTS, Offsets
from framing.engine.wholefile import whole_file
from framing.errors import InputError
from framing.records.tables import VOICES

_UNIT = "coded-unit"
#: The type of the notes that hold what brat has no place for; those that people write are ``AnnotatorNotes``.
_DETAILS = "Framing"
_PLAIN = re.compile(r"[A-Za-z0-9_]")
_SPANS = re.compile(r"\d{1,12} \d{1,12}(?:;\d{1,12} \d{1,12})*")
_NEGATED = ":negated"


def write(parcels: Sequence[Parcel], path: Path, offsets: str) -> None:
    """One ``.txt`` and ``.ann`` for each article, field and coder, into a new folder."""
    fresh_folder(path)
    frames: dict[Path, set[str]] = {}
    for parcel, name in zip(parcels, names_of(parcels, ".ann"), strict=True):
        target = path / name
        target.parent.mkdir(exist_ok=True)
        lines = list(_lines(parcel, offsets))
        for suffix, text in ((".txt", parcel.text), (".ann", "".join(line + "\n" for line in lines))):
            with whole_file(target.with_name(target.name.removesuffix(".ann") + suffix)) as file:
                file.write(text.encode("utf-8", errors="surrogatepass"))
        frames.setdefault(target.parent, set()).update(_type(x.name.removesuffix(_NEGATED)) for x in parcel.labels)
    for folder, types in frames.items():
        with whole_file(folder / "annotation.conf") as file:
            file.write(_configuration(sorted(types)).encode("utf-8"))


def _configuration(types: Sequence[str]) -> str:
    listed = "\n".join([*types, _UNIT])
    voices = "|".join(VOICES)
    attributes = f"Negated\tArg:<ENTITY>\nVoice\tArg:<ENTITY>, Value:{voices}"
    return f"[entities]\n{listed}\n\n[relations]\n\n[events]\n\n[attributes]\n{attributes}\n"


def _lines(parcel: Parcel, offsets: str) -> Iterator[str]:
    there = Offsets(parcel.text, offsets)
    number, attribute = 0, 0
    for label in parcel.labels:
        number += 1
        frame = label.name.removesuffix(_NEGATED)
        yield _entity(number, _type(frame), label.start, label.end, parcel, there)
        if label.name != frame:
            attribute += 1
            yield f"A{attribute}\tNegated T{number}"
        if label.voice:
            attribute += 1
            yield f"A{attribute}\tVoice T{number} {label.voice}"
    for i, detail in enumerate(parcel.details, 1):
        number += 1
        yield _entity(number, _UNIT, detail["start"], detail["end"], parcel, there)
        yield f"#{i}\t{_DETAILS} T{number}\t{json.dumps(detail, ensure_ascii=True)}"


def _entity(number: int, kind: str, start: int, end: int, parcel: Parcel, there: Offsets) -> str:
    """A ``T`` line; a span over several lines becomes fragments, as brat allows no line break inside one."""
    text = parcel.text
    if text[start] == "\n" or text[end - 1] == "\n":
        raise InputError(
            f"the span {start}-{end} of '{parcel.doc_id}' begins or ends with a line break, which brat cannot hold",
            remedy="export to another format",
        )
    pieces = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text[start:end])]
    places = ";".join(f"{there.out(a)} {there.out(b)}" for a, b in pieces)
    return f"T{number}\t{kind} {places}\t" + " ".join(text[a:b] for a, b in pieces)


def _type(frame: str) -> str:
    """A frame's name in the letters that brat allows; others become ``-`` and four or more hexadecimal digits.

    >>> _type("fight_and_talk"), _type("effet économique")
    ('fight_and_talk', 'effet-20--e9-conomique')
    """
    return "".join(c if _PLAIN.match(c) else f"-{ord(c):x}-" for c in frame)


def _frame(kind: str) -> str:
    return re.sub(r"-([0-9a-f]{1,6})-", _letter, kind)


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code <= 0x10FFFF else found[0]


def read(path: Path, offsets: str) -> list[Parcel]:
    """The parcels of all ``.ann`` files below a folder; each needs its ``.txt``."""
    root = path if path.is_dir() else path.parent
    files = sorted(path.rglob("*.ann")) if path.is_dir() else [path]
    if not files:
        raise InputError("there is no .ann file here", file=path, remedy="name brat's data folder")
    return [_read_one(file, root, offsets) for file in files]


def _read_one(file: Path, root: Path, offsets: str) -> Parcel:
    doc_id, field, coder = place_of(file, root)
    text = file.with_name(file.name.removesuffix(".ann") + ".txt")
    if not text.is_file():
        raise InputError(f"its text {text.name} is missing", file=file, remedy="put the .txt beside the .ann")
    parcel = Parcel(doc_id, field, coder, text_of(text))
    there = Offsets(parcel.text, offsets)
    spans: dict[str, tuple[str, int, int]] = {}
    attributes: dict[str, dict[str, str]] = {}
    for number, line in enumerate(text_of(file).split("\n"), 1):
        parts = line.split("\t", 2)
        name, target, *value = [*"".join(parts[1:2]).split(" ", 2), "", ""]
        if line.startswith("T"):
            spans[parts[0]] = _span(line, parcel, there, file, number)
        elif line.startswith(("A", "M")):
            attributes.setdefault(target, {})[name] = value[0]
        elif line.startswith("#") and len(parts) == 3 and name == _DETAILS:
            parcel.details += details_of("[" + parts[2] + "]", file, number)
        elif line.startswith("#") and len(parts) == 3:
            attributes.setdefault(target, {})["note"] = parts[2]
    _label(parcel, spans, attributes)
    return settle(parcel)


def _span(line: str, parcel: Parcel, there: Offsets, file: Path, number: int) -> tuple[str, int, int]:
    parts = line.split("\t", 2)
    kind, _, places = parts[1].partition(" ") if len(parts) == 3 else ("", "", "")
    if not _SPANS.fullmatch(places):
        said = "this line is no text-bound annotation"
        raise InputError(said, file=file, line=number, remedy="write it as: T1, tab, Type start end, tab, text")
    ends = [[there.back(int(x)) for x in pair.split(" ")] for pair in places.split(";")]
    known = [(a, b) for a, b in ends if a is not None and b is not None]
    words = " ".join(parcel.text[a:b] for a, b in known)
    if len(known) < len(ends) or words != parts[2]:
        raise InputError(
            f"the words '{parts[2]}' are not at {places}",
            file=file,
            line=number,
            remedy="use the .txt that was annotated, or try --offsets utf-16",
        )
    start, end = min(a for a, _ in known), max(b for _, b in known)
    check_span(start, end, parcel, file, number)
    return kind, start, end


def _label(parcel: Parcel, spans: dict[str, tuple[str, int, int]], attributes: dict[str, dict[str, str]]) -> None:
    """Labels of the spans with their attributes; a note that a person wrote goes to its unit's details."""
    details = {(d["start"], d["end"]): d for d in parcel.details}
    for name, (kind, start, end) in spans.items():
        said = attributes.get(name, {})
        if "note" in said:
            if (start, end) not in details:
                details[start, end] = {"start": start, "end": end}
                parcel.details.append(details[start, end])
            details[start, end]["note"] = said["note"]
        if kind == _UNIT:
            continue
        voice = said.get("Voice", "")
        label = _frame(kind) + (_NEGATED if "Negated" in said else "")
        parcel.labels.append(Label(start, end, label, voice if voice in VOICES else ""))


FORMAT = CodingFormat("brat", "", CODE_POINTS, write=write, read=read)
