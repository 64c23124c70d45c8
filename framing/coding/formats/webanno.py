"""WebAnno TSV 3.3, which INCEpTION reads and writes too: a folder for each coder, a ``.tsv`` for each article.

Tokens stand one a line, the annotations over them in columns, ``value[id]`` where one covers several tokens, ``|``
between those of one token. Offsets count UTF-16 units, as Java does. Each line of the text is a sentence here; tokens
are cut wherever an annotation begins or ends, so that no offset is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from framing.coding.formats.filenames import fresh_folder, names_of, place_of, settle
from framing.coding.formats.jsonfiles import text_of
from framing.coding.formats.parcels import CodingFormat, Label, Parcel, check_span, details_of
from framing.coding.offsets import UTF16, Offsets
from framing.engine.wholefile import whole_file
from framing.errors import InputError
from framing.records.tables import VOICES

_FRAME, _UNIT = "webanno.custom.Frame", "webanno.custom.FramingUnit"
_HEADER = f"#FORMAT=WebAnno TSV 3.3\n#T_SP={_FRAME}|frame|voice\n#T_SP={_UNIT}|details\n\n"
_TOKEN = re.compile(r"\w+|[^\w\s]")
_RESERVED = re.compile(r"[\\\[\]|_;*]|->")
_VALUE = re.compile(r"(?:[^\\|]|\\.)+", re.DOTALL)
_ID = re.compile(r"\[(\d+)\]$")
#: Between two sentences there are blanks, and no more than these: a few bytes could ask for any number of them.
_LONGEST_GAP = 100_000
_TEXT_ESCAPES = {"\t": "t", "\n": "n", "\r": "r", "\f": "f", "\b": "b", "\\": "\\"}
_BACK = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}


@dataclass(slots=True)
class _Span:
    """One annotation that is being read, in the file's offsets."""

    start: int
    end: int
    line: int
    values: dict[str, str] = field(default_factory=dict)


def write(parcels: Sequence[Parcel], path: Path, offsets: str) -> None:
    """One ``.tsv`` for each article, field and coder, into a new folder."""
    fresh_folder(path)
    for parcel, name in zip(parcels, names_of(parcels, ".tsv"), strict=True):
        target = path / name
        target.parent.mkdir(exist_ok=True)
        with whole_file(target) as file:
            file.write((_HEADER + "".join(_sentences(parcel, offsets))).encode("utf-8", errors="surrogatepass"))


def _sentences(parcel: Parcel, offsets: str) -> Iterator[str]:
    text, there = parcel.text, Offsets(parcel.text, offsets)
    frames = [(x.start, x.end, i, x) for i, x in enumerate(parcel.labels, 1)]
    units = [(d["start"], d["end"], i, d) for i, d in enumerate(parcel.details, len(frames) + 1)]
    for start, end, _, _ in [*frames, *units]:
        if text[start].isspace() or text[end - 1].isspace():
            raise InputError(
                f"the span {start}-{end} of '{parcel.doc_id}' begins or ends with white space, which TSV cannot hold",
                remedy="export to another format",
            )
    cuts = sorted({x for start, end, _, _ in [*frames, *units] for x in (start, end)})
    number = position = 0
    for line in text.split("\n"):
        tokens = _tokens(line, position, cuts)
        if tokens:
            number += 1
            rows = [f"\n#Text={_escape_text(line)}\n"]
            for i, (a, b) in enumerate(tokens, 1):
                over = [(k, x) for start, end, k, x in frames if start <= a and b <= end]
                under = [(k, json.dumps(d, ensure_ascii=True)) for start, end, k, d in units if start <= a and b <= end]
                names = "|".join(f"{_escape(x.name)}[{k}]" for k, x in over) or "_"
                voices = "|".join(f"{_escape(x.voice) or '*'}[{k}]" for k, x in over) or "_"
                details = "|".join(f"{_escape(d)}[{k}]" for k, d in under) or "_"
                rows.append(
                    f"{number}-{i}\t{there.out(a)}-{there.out(b)}\t{text[a:b]}\t{names}\t{voices}\t{details}\t\n"
                )
            yield "".join(rows)
        position += len(line) + 1


def _tokens(line: str, position: int, cuts: Sequence[int]) -> list[tuple[int, int]]:
    """Tokens of a line, in code points of the text, cut at ``cuts``."""
    out: list[tuple[int, int]] = []
    for found in _TOKEN.finditer(line):
        a, b = position + found.start(), position + found.end()
        edges = [a, *(cut for cut in cuts if a < cut < b), b]
        out += pairwise(edges)
    return out


def _escape(value: str) -> str:
    value = _RESERVED.sub(_backslash, value)
    return value.replace("\t", "\\t").replace("\n", "\\n")


def _backslash(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _escape_text(line: str) -> str:
    return "".join(
        "\\" + _TEXT_ESCAPES[c] if c in _TEXT_ESCAPES else "\\" + c if ord(c) < 32 and not 8 <= ord(c) <= 13 else c
        for c in line
    )


def _plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: _BACK.get(found[1], found[1]), value, flags=re.DOTALL)


def read(path: Path, offsets: str) -> list[Parcel]:
    """The parcels of all ``.tsv`` files below a folder, or of one file."""
    root = path if path.is_dir() else path.parent
    files = sorted(path.rglob("*.tsv")) if path.is_dir() else [path]
    if not files:
        raise InputError("there is no .tsv file here", file=path, remedy="export from WebAnno as TSV 3")
    return [_Reader(file, root, offsets).parcel() for file in files]


class _Reader:
    def __init__(self, file: Path, root: Path, offsets: str) -> None:
        self.file, self.offsets = file, offsets
        self.place = place_of(file, root)
        self.columns: list[tuple[str, str]] = []
        self.spans: dict[tuple[str, str], _Span] = {}
        self.width = 2 if offsets == UTF16 else 4
        self.coding = "utf-16-le" if offsets == UTF16 else "utf-32-le"
        self.buffer = bytearray()

    def fail(self, reason: str, line: int) -> InputError:
        return InputError(reason, file=self.file, line=line, remedy="export it again as WebAnno TSV 3")

    def parcel(self) -> Parcel:
        lines = text_of(self.file).split("\n")
        if not lines[0].startswith("#FORMAT=WebAnno TSV 3"):
            raise self.fail("this is no WebAnno TSV 3", 1)
        pending: list[str] = []
        for number, line in enumerate(lines, 1):
            line = line.removesuffix("\r")
            if line.startswith("#T_SP="):
                layer, *names = line[6:].split("|")
                self.columns += [(layer, name) for name in names or [""]]
            elif line.startswith(("#T_RL=", "#T_CH=")):
                raise self.fail("relations and chains are not codes of frames", number)
            elif line.startswith("#Text="):
                pending.append(_plain(line[6:]))
            elif line and not line.startswith("#"):
                pending = self._row(line.split("\t"), pending, number)
        return self._finish()

    def _row(self, cells: list[str], pending: list[str], number: int) -> list[str]:
        place = re.fullmatch(r"(\d{1,12})-(\d{1,12})", cells[1]) if len(cells) > 2 else None
        if place is None or len(cells) < 3 + len(self.columns):
            raise self.fail("this line is no token with its columns", number)
        start, end = int(place[1]), int(place[2])
        if end > 1_000_000_000 or start > end:
            raise self.fail("its offsets cannot be right", number)
        if pending:
            text = "\n".join(pending)
            before = text[: max(text.find(cells[2]), 0)]
            self._put(text, start - len(before.encode(self.coding, "surrogatepass")) // self.width, number)
        elif self._at(start, end) != cells[2]:
            raise self.fail(f"the token '{cells[2]}' is not at {cells[1]}", number)
        for (layer, name), cell in zip(self.columns, cells[3:], strict=False):
            for i, (value, tag) in enumerate(_values(cell)):
                key = (layer, tag or f"{cells[0]}/{i}")
                span = self.spans.setdefault(key, _Span(start, end, number))
                span.start, span.end = min(span.start, start), max(span.end, end)
                span.values[name] = value
        return []

    def _put(self, text: str, at: int, number: int) -> None:
        """A sentence at its place; what lies between sentences counts as line breaks."""
        gap = at - len(self.buffer) // self.width
        if not 0 <= gap <= _LONGEST_GAP:
            raise self.fail("the sentences overlap or their offsets cannot be right", number)
        self.buffer += ("\n" * gap + text).encode(self.coding, "surrogatepass")

    def _at(self, start: int, end: int) -> str:
        return self.buffer[start * self.width : end * self.width].decode(self.coding, "replace")

    def _finish(self) -> Parcel:
        text = self.buffer.decode(self.coding, "surrogatepass")
        parcel = Parcel(*self.place, text)
        there = Offsets(text, self.offsets)
        for (layer, _), span in self.spans.items():
            start, end = there.back(span.start), there.back(span.end)
            if start is None or end is None:
                raise self.fail("an annotation splits a character", span.line)
            check_span(start, end, parcel, self.file, span.line)
            if layer.endswith("FramingUnit"):
                parcel.details += details_of("[" + span.values.get("details", "") + "]", self.file, span.line)
            elif name := self._name(span):
                voice = span.values.get("voice", "")
                parcel.labels.append(Label(start, end, name, voice if voice in VOICES else ""))
        return settle(parcel)

    @staticmethod
    def _name(span: _Span) -> str:
        """The feature called frame, else the first that says something."""
        return span.values.get("frame") or next((v for k, v in span.values.items() if v and k != "voice"), "")


def _values(cell: str) -> list[tuple[str, str]]:
    """Values of a cell with their ids; none for ``_``; ``*`` is an annotation without a value."""
    if cell in ("_", ""):
        return []
    out = []
    for part in _VALUE.findall(cell):
        tag = _ID.search(part)
        if value := part[: tag.start()] if tag else part:
            out.append(("" if value == "*" else _plain(value), tag[1] if tag else ""))
    return out


FORMAT = CodingFormat("webanno", "", UTF16, write=write, read=read)
