"""What a cell of a coding sheet may say, and nothing else: a mark that is not listed here is named, never guessed."""

from __future__ import annotations

from dataclasses import dataclass

from framing.records.coding import ASSERTED, NEGATED, VOICE_NAMES

__all__ = ["DONE", "MARKS", "Mark", "MarkError", "read_done", "read_mark", "read_voice"]


@dataclass(frozen=True, slots=True)
class Mark:
    """``value`` 1 or 0; ``polarity`` asserted or negated where the value is 1."""

    value: int
    polarity: str = ""


_YES, _NO, _NEGATED = Mark(1, ASSERTED), Mark(0), Mark(1, NEGATED)
#: Marks of a frame's cell, in lower case. A spreadsheet may turn 1 into 1.0 or TRUE, hence those.
MARKS = {"1": _YES, "1.0": _YES, "x": _YES, "true": _YES, "0": _NO, "0.0": _NO, "false": _NO, "n": _NEGATED}
#: Marks of the column ``done``: every frame left empty in this row does not show.
DONE = frozenset({"1", "1.0", "x", "true"})
_NOT_DONE = frozenset({"", "0", "0.0", "false"})


class MarkError(ValueError):
    """A cell that cannot be read; the message says what is wrong, ``remedy`` what to write."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.remedy = remedy


def read_mark(cell: str) -> Mark | None:
    """The mark of a frame's cell; None for an empty one. Case and space round it do not count.

    >>> read_mark(" X "), read_mark("n").polarity, read_mark("")
    (Mark(value=1, polarity='asserted'), 'negated', None)
    """
    word = cell.strip().casefold()
    if not word:
        return None
    if word not in MARKS:
        raise MarkError(f"'{cell}' is no mark", "write 1 (shows), 0 (does not), n (shows, negated) or leave it empty")
    return MARKS[word]


def read_done(cell: str) -> bool:
    """Whether the row is marked as finished.

    >>> read_done("x"), read_done("")
    (True, False)
    """
    word = cell.strip().casefold()
    if word in DONE:
        return True
    if word in _NOT_DONE:
        return False
    raise MarkError(f"'{cell}' does not say whether the row is done", "write 1 when it is, or leave it empty")


def read_voice(cell: str, frames: frozenset[str]) -> dict[str, str]:
    """Voice by frame; one voice for all frames stands under the empty name.

    ``cell`` is one voice (own, quoted, fragment, reported; outlet and paraphrased mean own and reported), or voices
    by frame: ``bullying: quoted; escalation: own``.

    >>> read_voice("Quoted", frozenset())
    {'': 'quoted'}
    >>> read_voice("bullying: paraphrased; escalation: own;", frozenset({"bullying", "escalation"}))
    {'bullying': 'reported', 'escalation': 'own'}
    """
    if not cell.strip():
        return {}
    if ":" not in cell:
        return {"": _voice(cell)}
    out = {}
    for part in cell.split(";"):
        if not part.strip():
            continue
        name, _, voice = part.partition(":")
        if name.strip() not in frames:
            raise MarkError(f"'{name.strip()}' is no frame of this sheet", "write frame: voice; frame: voice")
        out[name.strip()] = _voice(voice)
    return out


def _voice(text: str) -> str:
    word = text.strip().casefold()
    if word not in VOICE_NAMES:
        raise MarkError(f"'{text.strip()}' is no voice", f"write {', '.join(VOICE_NAMES)}, or leave it empty")
    return VOICE_NAMES[word]
