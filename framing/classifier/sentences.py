"""What a classifier learns from and is measured on: coded sentences as columns."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from framing.records.arrays import Flags, Floats, Ints
from framing.records.folding import fold

#: Columns of ``counts`` for one frame: lexicon matches in the outlet's own voice, and in somebody else's.
VOICE_COLUMNS = ("own voice", "others")


@dataclass(slots=True)
class Sentences:
    """Sentences with what is known of each.

    ``counts`` is sentences x (frames x 2): the lexicon's matches per frame, own voice before others'. ``labels`` is
    sentences x frames, in the order of ``frames``. ``groups`` are the articles, which never straddle a fold.
    """

    frames: tuple[str, ...]
    texts: list[str]
    counts: Floats
    labels: Flags
    groups: list[str]
    outlets: list[str]

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, rows: Ints | Flags) -> Sentences:
        """The sentences at a mask or at positions."""
        places = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return Sentences(
            self.frames,
            [self.texts[i] for i in places.tolist()],
            self.counts[places],
            self.labels[places],
            [self.groups[i] for i in places.tolist()],
            [self.outlets[i] for i in places.tolist()],
        )


def text_key(text: str) -> str:
    """What two printings of one sentence have in common: the first digits of the SHA-256 of its words, folded.

    >>> text_key("“No deal,” China’s envoy said.") == text_key("NO DEAL, China's envoy  said")
    True
    """
    words = " ".join(fold(word) for word in re.findall(r"\w+(?:['’]\w+)*", text))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:12]


def numbered(names: Sequence[str]) -> Ints:
    """Each name's number in the order of names.

    >>> numbered(["b", "a", "b"]).tolist()
    [1, 0, 1]
    """
    numbers = {name: i for i, name in enumerate(sorted(set(names)))}
    return np.array([numbers[name] for name in names], np.int64)
