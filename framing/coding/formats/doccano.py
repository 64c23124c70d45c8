"""doccano: one JSON object a line, ``{"text": ..., "label": [[start, end, "frame"], ...]}``.

doccano counts in UTF-16 units, as its page is written in TypeScript (doccano issue 2290); a project with "count
grapheme clusters" is not supported. Further keys (doc_id, field, coder, framing) are kept by doccano as metadata.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from framing.coding.formats.jsonfiles import load, text_of
from framing.coding.formats.parcels import CodingFormat, Label, Parcel, check_span, details_of
from framing.coding.offsets import UTF16, Offsets
from framing.engine.wholefile import whole_file
from framing.errors import InputError


def write(parcels: Sequence[Parcel], path: Path, offsets: str) -> None:
    """One line for each article, field and coder."""
    with whole_file(path) as file:
        for parcel in parcels:
            there = Offsets(parcel.text, offsets)
            line = {
                "text": parcel.text,
                "label": [[there.out(x.start), there.out(x.end), x.name] for x in parcel.labels],
                "doc_id": parcel.doc_id,
                "field": parcel.field,
                "coder": parcel.coder,
                "framing": json.dumps(parcel.details, ensure_ascii=False),
            }
            file.write((json.dumps(line, ensure_ascii=False) + "\n").encode("utf-8", errors="surrogatepass"))


def read(path: Path, offsets: str) -> list[Parcel]:
    """The parcels of an export: with ``label``, or with ``entities`` (projects with relations)."""
    out = []
    for number, line in enumerate(text_of(path).split("\n"), 1):
        if not line.strip():
            continue
        item = load(line, path, number)
        if not isinstance(item, dict) or not isinstance(item.get("text", item.get("data")), str):
            raise InputError("this line holds no text", file=path, line=number, remedy="export as JSONL from doccano")
        out.append(_parcel(item, path, number, offsets))
    return out


def _parcel(item: dict[str, Any], path: Path, line: int, offsets: str) -> Parcel:
    text = str(item.get("text", item.get("data")))
    doc_id = str(item.get("doc_id") or item.get("id") or f"{path.stem}-{line}")
    parcel = Parcel(doc_id, str(item.get("field") or "text"), str(item.get("coder") or path.stem), text)
    parcel.details = details_of(item.get("framing"), path, line)
    there = Offsets(text, offsets)
    for start, end, name in _labels(item, path, line):
        first, last = there.back(start), there.back(end)
        if first is None or last is None:
            raise InputError(
                f"the label {start}-{end} splits a character or lies beyond the text",
                file=path,
                line=line,
                remedy="say how offsets are counted with --offsets",
            )
        check_span(first, last, parcel, path, line)
        parcel.labels.append(Label(first, last, name))
    return parcel


def _labels(item: dict[str, Any], path: Path, line: int) -> list[tuple[int, int, str]]:
    found = item.get("label", item.get("labels"))
    if found is None and isinstance(item.get("entities"), list):
        found = [
            [e.get("start_offset"), e.get("end_offset"), e.get("label")]
            for e in item["entities"]
            if isinstance(e, dict)
        ]
    out = []
    for label in found or []:
        if not (isinstance(label, list) and len(label) == 3 and type(label[0]) is type(label[1]) is int):
            said = "a label is not [start, end, name]"
            raise InputError(said, file=path, line=line, remedy="export a sequence labelling project")
        out.append((label[0], label[1], str(label[2])))
    return out


FORMAT = CodingFormat("doccano", ".jsonl", UTF16, write=write, read=read)
