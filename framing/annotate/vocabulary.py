"""The distinct pieces met so far, each numbered and described once.

248,000 distinct words and gaps stand for 75 million, so a rule about a piece may be as slow and as clear as one
likes. A vocabulary only grows; when it passes its cap the annotator starts a new one (a batch keeps its own).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from framing.annotate.gaps import Mark, gap_flags, quotation_marks
from framing.annotate.keycache import Slots
from framing.annotate.words import word_flags
from framing.records.arrays import Ids, Ints
from framing.records.batch import Batch
from framing.records.folding import fold
from framing.records.letters import ALONE, WORD, kind_of


def is_word(piece: str) -> bool:
    """Whether a piece of the split is a word; the others, the empty one included, are gaps."""
    first = piece[:1]
    if first < "\x80":
        return first.isalnum() or first == "_"
    return kind_of(first) in (WORD, ALONE)


class Vocabulary:
    """``pieces[i]`` is piece ``i``; ``flags[i]`` its ``Word`` or ``Gap`` facts.

    ``folded[i]`` is the form under which a word is the same as others, empty for a gap: it takes a quarter of the time
    of all that is found out about a word, so it is made once for all who ask. It reaches as far as ``flags`` was asked.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.folded: list[str] = []
        self.slots = Slots()
        self._ids: dict[bytes, int] = {}
        self._flags = Growing()
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
        known = len(self.folded)
        if known < len(self.pieces):
            new = self.pieces[known:]
            # Nearly all are letters of ASCII: nothing to ask, and nothing but capitals to fold.
            folded = [
                piece.lower() if piece.isascii() and piece.isalpha() else fold(piece) if is_word(piece) else ""
                for piece in new
            ]
            pairs = zip(new, folded, strict=True)
            self._flags.add([word_flags(piece, word) if word else gap_flags(piece) for piece, word in pairs])
            self.folded += folded
        return self._flags.values()

    def marks(self, gap_id: int) -> tuple[Mark, ...]:
        """The quotation marks of a gap."""
        if gap_id not in self._marks:
            self._marks[gap_id] = quotation_marks(self.pieces[gap_id])
        return self._marks[gap_id]


class Growing:
    """Integers that only ever grow at the end, with room for those to come."""

    def __init__(self) -> None:
        self._values: Ints = np.zeros(1024, np.int64)
        self._known = 0

    def __len__(self) -> int:
        return self._known

    def add(self, new: list[int]) -> None:
        """Put them behind the others."""
        known, self._known = self._known, self._known + len(new)
        if self._known > len(self._values):
            self._values = np.concatenate([self._values, np.zeros(self._known, np.int64)])
        self._values[known : self._known] = new

    def values(self) -> Ints:
        """All of them."""
        return self._values[: self._known]


class Column:
    """One integer for each piece of a vocabulary, computed when first asked for; another vocabulary begins it anew."""

    def __init__(self, describe: Callable[[str], int]) -> None:
        self._describe = describe
        self._pieces: list[str] = []
        self._values = Growing()

    def of(self, batch: Batch) -> Ints:
        """The column for all pieces of the batch."""
        if batch.pieces is not self._pieces:
            self._pieces, self._values = batch.pieces, Growing()
        if new := self._pieces[len(self._values) :]:
            self._values.add(list(map(self._describe, new)))
        return self._values.values()
