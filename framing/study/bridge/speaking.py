"""Columns about who speaks: the attribution of each match, looked up once for each attribution that has any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.annotate.attribution.drafts import RULES
from framing.annotate.attribution.output import Said
from framing.records.batch import Batch, Ids, Ints
from framing.records.tables import VOICES
from framing.study.bridge.arrow import category, distinct, floats

if TYPE_CHECKING:
    import pyarrow as pa

OWN = VOICES.index("own")
#: The rule of a match that no rule and no quotation mark claims, and of one in marks that nobody is named for.
NO_RULE, MARKS_ONLY = "none", "marks"


class Speaking:
    """Speaker columns for matches in ``voice`` whose attributions are the rows ``owner`` of ``said`` (-1: none)."""

    def __init__(self, batch: Batch, said: Said, voice: Ints, owner: Ids) -> None:
        self._batch, self._said, self._voice = batch, said, voice
        attribution, place = distinct(np.append(0, np.where(voice == OWN, 0, owner + 1)))
        #: the attributions of matches; the place of each match among them, 0 for none
        self._rows, self._place = attribution[1:] - 1, place[1:]
        self._speakers = said.speakers(self._rows)

    def _column(self, values: Sequence[str]) -> pa.Array:
        return category(self._place, ["", *values])

    def columns(self) -> dict[str, pa.Array]:
        """speaker, party, speaker_kind, channel and cue."""
        one, names, drafts = self._speakers, self._said.values, self._said.drafts
        return {
            "speaker": self._column(one.name),
            "party": self._column(self._parties()),
            "speaker_kind": self._column([names[number] for number in one.kind.tolist()]),
            "channel": self._column([names[number] for number in one.channel.tolist()]),
            "cue": self._column(words_of(self._batch, drafts.cue_start[self._rows], drafts.cue_end[self._rows])),
        }

    def parties(self, matches: Ints) -> list[str]:
        """The party that speaks in each of these matches, empty for none."""
        named = ["", *self._parties()]
        return [named[place] for place in self._place.take(matches).tolist()]

    def _parties(self) -> list[str]:
        return [self._said.values[number] for number in self._speakers.party.tolist()]

    def rules(self, precision_of: Callable[[str], float]) -> dict[str, pa.Array]:
        """rule and precision: a match without an attribution is decided by its marks, or by nothing."""
        names = [*RULES, NO_RULE, MARKS_ONLY]
        unnamed = np.where(self._voice == OWN, names.index(NO_RULE), names.index(MARKS_ONLY))
        codes = np.where(self._place > 0, np.append(0, self._said.drafts.rule[self._rows])[self._place], unnamed)
        used, codes = distinct(codes)
        names = [names[code] for code in used.tolist()]
        return {"rule": category(codes, names), "precision": floats(codes, [precision_of(name) for name in names])}


def words_of(batch: Batch, start: Ints, end: Ints) -> list[str]:
    """The words of each token span as published, line breaks as spaces; empty for no span."""
    rows = np.flatnonzero((start >= 0) & (end > start))
    first, last = batch.word_start.take(start.take(rows)), batch.word_end.take(end.take(rows) - 1)
    words, buffer = [""] * len(start), batch.buffer
    for row, begin, stop in zip(rows.tolist(), first.tolist(), last.tolist(), strict=True):
        words[row] = " ".join(buffer[begin:stop].decode().split())
    return words
