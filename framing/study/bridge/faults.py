"""What is wrong with what a coder from outside says: one sentence, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from framing import registry
from framing.records.coder import Match
from framing.records.document import Document

_FIELDS = ("text", "title")
_LONGEST = 120


def fault_of_signature(signature: object) -> str:
    """What is wrong with a signature; empty if nothing is.

    >>> fault_of_signature("deadlines@1.0"), fault_of_signature("a|b")
    ('', "the signature 'a|b' holds a sign that recipes need, or none that shows")
    """
    if not isinstance(signature, str):
        return f"the signature is no text but {type(signature).__name__}"
    if not signature or len(signature) > _LONGEST:
        return f"the signature has {len(signature)} characters, and needs 1 to {_LONGEST}"
    if not signature.isprintable() or "|" in signature or signature != signature.strip():
        return f"the signature {signature!r} holds a sign that recipes need, or none that shows"
    if signature in registry.CODERS:
        return f"the signature {signature!r} is that of framing's own coder"
    return ""


def fault_of_row(row: object, documents: Mapping[str, Document], frames: Collection[str]) -> str:
    """What is wrong with one row; empty if nothing is."""
    if not isinstance(row, Match):
        return f"a row is no Match but {type(row).__name__}"
    for name in ("doc_id", "frame", "field", "entry", "device"):
        if not isinstance(getattr(row, name), str):
            return f"{name} is no text but {type(getattr(row, name)).__name__}"
    for name in ("start", "end"):
        if type(getattr(row, name)) is not int:
            return f"{name} is no int but {type(getattr(row, name)).__name__}"
    if row.doc_id not in documents:
        return f"there is no article '{row.doc_id}' in the batch"
    if row.frame not in frames:
        return f"'{row.frame}' is none of its frames, which are {', '.join(frames)}"
    if row.field not in _FIELDS:
        return f"'{row.field}' is no field; use {' or '.join(_FIELDS)}"
    whole = documents[row.doc_id].article.text_in(row.field)
    if not 0 <= row.start < row.end <= len(whole):
        return f"[{row.start}, {row.end}) lies outside the {row.field}, which has {len(whole)} characters"
    if not any(character.isalnum() for character in whole[row.start : row.end]):
        return f"[{row.start}, {row.end}) of the {row.field} holds no word"
    return ""
