"""Whose words a stretch of text is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attribution:
    """Speaker, cue and content of somebody's words; all spans are ``[start, end)`` in tokens of a batch.

    ``voice`` is ``quoted``, ``fragment`` or ``reported``; ``rule`` is the id of the rule that decided.
    """

    voice: str
    content: tuple[tuple[int, int], ...]
    rule: str
    cue: tuple[int, int] | None = None
    speaker_span: tuple[int, int] | None = None
    speaker: str = ""
    party: str = ""
    kind: str = ""
    channel: str = ""
    ambiguous: bool = False
