"""The coder ``lexicon-marks``: whether a match stands in somebody's words, by quotation marks alone, and not whose."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from framing.annotate.attribution.output import FRAGMENT, OWN, QUOTED
from framing.annotate.attribution.quotes import SCARE_WORDS
from framing.records.arrays import Ints
from framing.records.ascending import ranks, united, within
from framing.records.batch import Batch
from framing.records.codebook import Codebook
from framing.study.bridge.bridge import Bridge, Coded, rules_with

#: What tables call this coder; it is several times faster than the lexicon that hears who speaks.
MARKS = "lexicon-marks"
#: The version of its rule, for signatures.
VERSION = "marks-1"


class MarksBridge(Bridge):
    """Codes with the lexicon and hears nobody: what stands in quotation marks is quoted, by whom stays open."""

    rules = rules_with(MARKS, VERSION)

    def __init__(self, codebook: Codebook) -> None:
        super().__init__(codebook)
        self._labels = replace(self._labels, coder=MARKS)

    def _code(self, batch: Batch) -> Coded:
        hits = self._matcher.find(batch)
        found = self._findings(batch, hits, voices_by_marks(batch, hits.start))
        return Coded(batch, found, self._labels, np.full(len(hits), -1, np.int32), None)


def voices_by_marks(batch: Batch, tokens: Ints) -> Ints:
    """The voice of tokens (they ascend): own outside quotation marks, fragment in those round three words or fewer."""
    starts, ends = united(batch.quotations.start, batch.quotations.end)
    voices, rows = np.full(len(tokens), OWN), within(starts, ends, tokens)
    length = (ends - starts).take(ranks(starts, tokens.take(rows)) - 1)
    voices[rows] = np.where(length > SCARE_WORDS, QUOTED, FRAGMENT)
    return voices
