"""Codings to other tools and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from framing import registry
from framing.coding.formats.parcels import CodingFormat, check_span, pack, unpack
from framing.coding.reading import ReadSheet
from framing.coding.sheet import digest
from framing.coding.tables import codings_of, frame_of, read_codings, write_codings
from framing.errors import InputError, UsageError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["export_codings", "read_exchanged"]

Texts = Mapping[tuple[str, str], str]


def export_codings(
    codings: pd.DataFrame, path: str | Path, form: str, texts: Texts | None = None, *, offsets: str = ""
) -> None:
    """Write codings in a format of ``registry.CODING_FORMATS``; a file, or a new folder for brat and webanno.

    ``texts`` (by doc_id and field) are the articles that were coded: other tools show the text. ``offsets`` overrules
    what the tool counts in. What is written reads back equal.
    """
    chosen = _format(form)
    if chosen.table:
        write_codings(frame_of(codings_of(codings)), path)
        return
    assert chosen.write is not None
    if texts is None:
        raise UsageError(f"{form} shows the text, and codes hold none", remedy="name the articles with --corpus")
    chosen.write(pack(codings_of(codings), texts), Path(path), offsets or chosen.offsets)


def read_exchanged(
    path: str | Path, form: str, texts: Texts | None = None, *, offsets: str = "", coder: str = ""
) -> ReadSheet:
    """Read codings from another tool's file or folder, each with the digest of what it is about if the text is there.

    With ``texts`` each text is held against the article of its id: InputError where they differ. ``coder`` names the
    coder instead of the file. A damaged file is named with its line.
    """
    chosen = _format(form)
    if not Path(path).exists():
        raise InputError("there is no such file or folder", file=path, remedy="check its name")
    if chosen.table:
        found = codings_of(read_codings(path))
        return ReadSheet([replace(coding, coder=coder) for coding in found] if coder else found)
    assert chosen.read is not None
    parcels = chosen.read(Path(path), offsets or chosen.offsets)
    for parcel in parcels:
        parcel.coder = coder or parcel.coder
        for detail in parcel.details:
            check_span(detail["start"], detail["end"], parcel, path)
        if texts is not None and not _same(texts.get((parcel.doc_id, parcel.field)), parcel.text):
            raise InputError(
                f"the text of '{parcel.doc_id}' ({parcel.field}) is not that of the corpus",
                file=path,
                remedy="name the corpus that was coded, or leave out --corpus",
            )
    shown = {(parcel.doc_id, parcel.field): parcel.text for parcel in parcels}
    codings = unpack(parcels)
    spans = {coding.place: shown[coding.doc_id, coding.field][coding.start : coding.end] for coding in codings}
    return ReadSheet(codings, digests={place: digest(text) for place, text in spans.items()})


def _same(known: str | None, shown: str) -> bool:
    """Whether two texts are one, white space between words aside (WebAnno keeps none), and at the same offsets."""
    if known is None:
        return False
    shown = shown.ljust(len(known))
    return len(shown.rstrip()) <= len(known) and all(
        a == b or (a.isspace() and b.isspace()) for a, b in zip(known, shown, strict=False)
    )


def _format(name: str) -> CodingFormat:
    if name not in registry.CODING_FORMATS:
        raise UsageError(f"there is no format '{name}' of codes", remedy=f"use {', '.join(registry.CODING_FORMATS)}")
    found: CodingFormat = registry.load(registry.CODING_FORMATS[name])
    return found
