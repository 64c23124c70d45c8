"""What one coder said of one unit, as one piece of JSON, and back again: equal codings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from framing.records.coding import ASSERTED, DEVELOPMENT, EVALUATION, NEGATED, Coding
from framing.records.tables import VOICES

__all__ = ["joined", "packed", "unpacked"]

#: What all codings of a unit share, beside its place and its coder.
_SHARED = ("unit", "sentence", "note", "outlet", "stratum", "stratum_units", "slice", "extra")
_TEXTS = ("unit", "note", "outlet", "stratum", "slice", "extra")
_SAID = ("frame", "value", "polarity", "voice")
_FIELDS = ("text", "title")


def packed(codings: Sequence[Coding]) -> str:
    """One coder's codings of one unit; their place and coder are kept beside it.

    >>> unpacked("a", "Ann", "text", 0, 9, packed([Coding("a", "Ann", 0, 9, frame="bullying", value=0)]))[0].frame
    'bullying'
    """
    ordered = sorted(codings, key=attrgetter("order"))
    shared = {name: getattr(ordered[0], name) for name in _SHARED}
    if any(coding.note != shared["note"] for coding in ordered):
        shared["note"] = ""
    body: dict[str, Any] = {name: value for name, value in shared.items() if value not in ("", None)}
    said = [
        [*(getattr(coding, name) for name in _SAID), *([coding.note] if coding.note != shared["note"] else [])]
        for coding in ordered
    ]
    return json.dumps(body | {"said": said}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def joined(doc_id: str, coder: str, field: str, start: int, end: int, old: str, new: str) -> str:
    """What was said of a unit, brought up to date by what is said now of some of its frames."""
    place = (doc_id, coder, field, start, end)
    now = unpacked(*place, new)
    frames = {coding.frame for coding in now}
    return packed([*now, *(coding for coding in unpacked(*place, old) if coding.frame not in frames)])


def unpacked(doc_id: str, coder: str, field: str, start: int, end: int, body: str) -> list[Coding]:
    """The codings; ValueError, TypeError or KeyError if this is not what ``packed`` wrote."""
    kept: dict[str, Any] = json.loads(body)
    said = kept.pop("said")
    codings = []
    for one in said:
        note = {"note": one[len(_SAID)]} if len(one) > len(_SAID) else {}
        own = dict(zip(_SAID, one[: len(_SAID)], strict=True)) | note
        codings.append(Coding(doc_id, coder, start, end, field=field, **{**kept, **own}))
    if not codings or not all(map(_sane, codings)) or packed(codings) != body:
        raise ValueError("no codings of our making")
    return codings


def _sane(coding: Coding) -> bool:
    """Nobody but us should have written it, but anybody could: what the rest of framing relies on holds."""
    numbers = [number for number in (coding.sentence, coding.stratum_units) if number is not None]
    return (
        all(type(number) is int and number >= 0 for number in (coding.start, coding.end, *numbers))
        and coding.start <= coding.end
        and coding.field in _FIELDS
        and all(isinstance(getattr(coding, name), str) for name in (*_TEXTS, "doc_id", "coder", "frame"))
        and bool(coding.coder)
        and (coding.value is None or (type(coding.value) is int and coding.value in (0, 1)))
        and coding.polarity in ("", ASSERTED, NEGATED)
        and coding.voice in ("", *VOICES)
        and coding.slice in ("", DEVELOPMENT, EVALUATION)
    )
