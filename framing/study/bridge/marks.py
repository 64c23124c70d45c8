"""Voices by quotation marks alone: whether a match stands in somebody's words, and not whose they are."""

from __future__ import annotations

from typing import Any

import numpy as np

from framing.annotate.attribution.measured import precision_of
from framing.annotate.attribution.output import FRAGMENT, OWN, QUOTED
from framing.annotate.attribution.quotes import SCARE_WORDS
from framing.records.arrays import Ints
from framing.records.ascending import ranks, united, within
from framing.records.batch import Batch
from framing.study.bridge.arrow import category, floats, no_text
from framing.study.bridge.speaking import MARKS_ONLY, NO_RULE

#: The version of this rule, for signatures.
VERSION = "marks-1"
_NO_TEXT, _NO_CATEGORY = ("speaker", "cue"), ("party", "speaker_kind", "channel", "actor", "target")


def voices_by_marks(batch: Batch, tokens: Ints) -> Ints:
    """The voice of tokens (they ascend): own outside quotation marks, fragment in those round three words or fewer."""
    starts, ends = united(batch.quotations.start, batch.quotations.end)
    voices, rows = np.full(len(tokens), OWN), within(starts, ends, tokens)
    length = (ends - starts).take(ranks(starts, tokens.take(rows)) - 1)
    voices[rows] = np.where(length > SCARE_WORDS, QUOTED, FRAGMENT)
    return voices


def columns_by_marks(voice: Ints) -> dict[str, Any]:
    """The columns about speakers, who are all unknown: only the rule says something."""
    in_marks = (voice != OWN).astype(np.int32)
    nowhere = np.zeros(len(voice), np.int32)
    rules = (NO_RULE, MARKS_ONLY)
    return {
        **dict.fromkeys(_NO_TEXT, no_text(len(voice))),
        **dict.fromkeys(_NO_CATEGORY, category(nowhere, ("",))),
        "rule": category(in_marks, rules),
        "precision": floats(in_marks, [precision_of(rule) for rule in rules]),
    }
