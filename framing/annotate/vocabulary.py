"""The distinct pieces met so far, each numbered and described once.

248,000 distinct words and gaps stand for 75 million, so a rule about a piece may be as slow and as clear as one
likes. A vocabulary only grows; when it passes its cap the annotator starts a new one (a batch keeps its own).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from framing.annotate.gaps import Mark, gap_flags, quotation_marks
from framing.annotate.keycache import Slots
from framing.annotate.letters import ALONE, WORD, kind_of
from framing.annotate.words import word_flags
from framing.records.batch import Ids, Ints


def is_word(piece: str) -> bool:
    """Whether a piece of the split is a word; the others, the empty one included, are gaps."""
    first = piece[:1]
    if first < "\x80":
        return first.isalnum() or first == "_"
    return kind_of(first) in (WORD, ALONE)


class Vocabulary:
    """``pieces[i]`` is piece ``i``; ``flags[i]`` its ``Word`` or ``Gap`` facts."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.slots = Slots()
        self._ids: dict[bytes, int] = {}
        self._flags = Column(lambda piece: word_flags(piece) if is_word(piece) else gap_flags(piece))
        self._marks: dict[int, tuple[Mark, ...]] = {}

    def __len__(self) -> int:
        return len(self.pieces)

    def number(self, pieces: list[bytes]) -> Ids:
        """The id of each piece, given in UTF-8; unknown ones are added."""
        ids = self._ids
        for piece in pieces:
            if piece not in ids:
                ids[piece] = len(ids)
                self.pieces.append(piece.decode())
        return np.fromiter(map(ids.__getitem__, pieces), np.int32, len(pieces))

    @property
    def flags(self) -> Ints:
        """Facts of every piece, by id."""
        return self._flags.upto(self.pieces)

    def marks(self, gap_id: int) -> tuple[Mark, ...]:
        """The quotation marks of a gap."""
        if gap_id not in self._marks:
            self._marks[gap_id] = quotation_marks(self.pieces[gap_id])
        return self._marks[gap_id]


class Column:
    """One integer for each piece, computed when first asked for."""

    def __init__(self, describe: Callable[[str], int]) -> None:
        self._describe = describe
        self._values: Ints = np.zeros(1024, np.int64)
        self._known = 0

    def upto(self, pieces: list[str]) -> Ints:
        """The column for all of ``pieces``, which only ever grow at the end."""
        if self._known < len(pieces):
            if len(pieces) > len(self._values):
                self._values = np.concatenate([self._values, np.zeros(len(pieces), np.int64)])
            describe = self._describe
            new = pieces[self._known :]
            self._values[self._known : len(pieces)] = [describe(piece) for piece in new]
            self._known = len(pieces)
        return self._values[: len(pieces)]
