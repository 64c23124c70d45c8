"""Label Studio: a JSON list of tasks, each a text with one annotation a coder.

Label Studio stores code points (label-studio-frontend pull request 308), but files of older releases count UTF-16
units. Every region repeats its words, so which of the two it is can be seen: a region whose words are at neither place
is refused.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from framing.coding.formats.jsonfiles import load, text_of
from framing.coding.formats.parcels import CodingFormat, Label, Parcel, check_span, details_of
from framing.coding.offsets import CODE_POINTS, UTF16, Offsets
from framing.engine.wholefile import whole_file
from framing.errors import InputError


def write(parcels: Sequence[Parcel], path: Path, offsets: str) -> None:
    """One task for each article and field; the names of the coders stand in the task's data, in order."""
    tasks = []
    for (doc_id, field), group in groupby(parcels, key=_task):
        work = list(group)
        packed = [{"coder": p.coder, "details": p.details} for p in work]
        data = {
            "text": work[0].text,
            "doc_id": doc_id,
            "field": field,
            "framing": json.dumps(packed, ensure_ascii=False),
        }
        tasks.append({"data": data, "annotations": [{"result": _regions(p, offsets)} for p in work]})
    with whole_file(path) as file:
        file.write((json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="surrogatepass"))


def _task(parcel: Parcel) -> tuple[str, str]:
    return parcel.doc_id, parcel.field


def _regions(parcel: Parcel, offsets: str) -> list[dict[str, Any]]:
    there = Offsets(parcel.text, offsets)
    return [
        {
            "id": f"r{i}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": there.out(label.start),
                "end": there.out(label.end),
                "text": parcel.text[label.start : label.end],
                "labels": [label.name],
            },
        }
        for i, label in enumerate(parcel.labels, 1)
    ]


def read(path: Path, offsets: str) -> list[Parcel]:
    """The annotations of an export in format JSON; cancelled ones are left out."""
    tree = load(text_of(path), path)
    if not isinstance(tree, list):
        raise InputError(
            "this is no list of tasks", file=path, remedy="export as JSON (not JSON-MIN) from Label Studio"
        )
    out: list[Parcel] = []
    for number, task in enumerate(tree, 1):
        data = task.get("data") if isinstance(task, dict) else None
        if not isinstance(data, dict) or not isinstance(data.get("text"), str):
            raise InputError(f"task {number} holds no text", file=path, remedy="export as JSON from Label Studio")
        out += _parcels(task, data, number, path, offsets)
    return out


def _parcels(task: dict[str, Any], data: dict[str, Any], number: int, path: Path, offsets: str) -> list[Parcel]:
    doc_id = str(data.get("doc_id") or task.get("id") or f"{path.stem}-{number}")
    packed = load(data["framing"], path) if isinstance(data.get("framing"), str) else []
    packed = packed if isinstance(packed, list) else []
    out = []
    # Made once for a text: each of its regions is looked up in it.
    counted = [Offsets(data["text"], unit) for unit in dict.fromkeys((offsets, CODE_POINTS, UTF16))]
    works = task.get("annotations")
    for i, work in enumerate(works if isinstance(works, list) else []):
        if not isinstance(work, dict) or work.get("was_cancelled"):
            continue
        known = packed[i] if i < len(packed) and isinstance(packed[i], dict) else {}
        coder = str(known.get("coder") or _by(work.get("completed_by")))
        parcel = Parcel(doc_id, str(data.get("field") or "text"), coder, data["text"])
        parcel.details = details_of(known.get("details"), path, None)
        for region in work.get("result") or []:
            parcel.labels += _labels(region, parcel, number, path, counted)
        out.append(parcel)
    return out


def _by(who: Any) -> str:
    if isinstance(who, dict):
        who = who.get("email") or who.get("id")
    return f"user-{who}" if isinstance(who, int) else str(who or "unknown")


def _labels(region: Any, parcel: Parcel, task: int, path: Path, counted: Sequence[Offsets]) -> list[Label]:
    """The labels of one region; regions that are no labels of a text (choices, relations) say nothing here."""
    value = region.get("value") if isinstance(region, dict) else None
    names = value.get("labels", value.get("hypertextlabels")) if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(names, list):
        return []
    start, end = value.get("start"), value.get("end")
    if type(start) is not int or type(end) is not int:
        raise InputError(f"a region of task {task} has no offsets", file=path, remedy="export as JSON")
    words = value.get("text")
    for there in counted:
        first, last = there.back(start), there.back(end)
        if first is None or last is None or (isinstance(words, str) and parcel.text[first:last] != words):
            continue
        check_span(first, last, parcel, path)
        return [Label(first, last, str(name)) for name in names]
    shown = words if isinstance(words, str) else f"{start}-{end}"
    raise InputError(
        f"a region of task {task} is not at its place: '{shown}'", file=path, remedy="export text and labels together"
    )


FORMAT = CodingFormat("label-studio", ".json", CODE_POINTS, write=write, read=read)
