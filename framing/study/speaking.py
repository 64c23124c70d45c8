"""Columns about who speaks: the attribution of each match, looked up once for each attribution that has any."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from framing.annotate.attribution.output import Records
from framing.records.attribution import Attribution
from framing.records.batch import Batch, Ints
from framing.records.tables import VOICES
from framing.study.arrow import category

if TYPE_CHECKING:
    import pyarrow as pa

OWN = VOICES.index("own")
#: The rule of a match that no rule and no quotation mark claims, and of one in marks that nobody is named for.
NO_RULE, MARKS_ONLY = "none", "marks"


class Speaking:
    """Speaker columns for matches in ``voice`` whose attributions are the rows ``owner`` of ``records`` (-1: none)."""

    def __init__(self, batch: Batch, records: Records, voice: Ints, owner: Ints) -> None:
        self._batch = batch
        self._voice = voice
        rows = np.where(voice == OWN, -1, owner)
        distinct, self._place = np.unique(rows, return_inverse=True)
        self._said: list[Attribution | None] = [records[row] if row >= 0 else None for row in distinct.tolist()]

    def _column(self, value: Callable[[Attribution], str]) -> pa.Array:
        return category(self._place, ["" if said is None else value(said) for said in self._said])

    def columns(self) -> dict[str, pa.Array]:
        """speaker, party, speaker_kind, channel and cue."""
        return {
            "speaker": self._column(lambda said: said.speaker),
            "party": self._column(lambda said: said.party),
            "speaker_kind": self._column(lambda said: said.kind),
            "channel": self._column(lambda said: said.channel),
            "cue": self._column(self._cue),
        }

    def _cue(self, said: Attribution) -> str:
        return "" if said.cue is None else words_of(self._batch, said.cue)

    def rules(self, precision_of: Callable[[str], float]) -> dict[str, pa.Array]:
        """rule and precision: a match without an attribution is decided by its marks, or by nothing."""
        names = [NO_RULE if said is None else said.rule for said in self._said] + [MARKS_ONLY]
        unnamed = np.array([said is None for said in self._said], np.bool_)[self._place] & (self._voice != OWN)
        codes = np.where(unnamed, len(names) - 1, self._place)
        return {"rule": category(codes, names), "precision": _floats(codes, [precision_of(name) for name in names])}


def words_of(batch: Batch, span: tuple[int, int]) -> str:
    """The words of a token span as published, line breaks as spaces."""
    if span[1] == span[0] + 1:
        return str(batch.pieces[batch.word_id[span[0]]])
    return " ".join(batch.slice(int(batch.word_start[span[0]]), int(batch.word_end[span[1] - 1])).split())


def _floats(codes: Ints, values: Sequence[float]) -> pa.Array:
    import pyarrow as pa

    return pa.array(np.array(values, np.float64)[codes])
