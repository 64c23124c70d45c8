"""Columns about who speaks: the attribution of each match, looked up once for each attribution that has any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from framing.annotate.attribution.drafts import RULES
from framing.annotate.attribution.measured import precision_of
from framing.annotate.attribution.output import OWN, Said
from framing.records.arrays import Ids, Ints
from framing.records.batch import Batch
from framing.study.bridge.arrow import category, distinct, floats, no_text

if TYPE_CHECKING:
    import pyarrow as pa

#: The rule of a match that no rule and no quotation mark claims, and of one in marks that nobody is named for.
NO_RULE, MARKS_ONLY = "none", "marks"
_NO_TEXT, _NO_CATEGORY = ("speaker", "cue"), ("party", "speaker_kind", "channel", "actor", "target")


def speaker_columns(batch: Batch, said: Said, voice: Ints, owner: Ids) -> dict[str, pa.Array]:
    """speaker, party, speaker_kind, channel, cue, rule and precision of matches.

    They are in these voices, and their attributions are the rows ``owner`` of ``said`` (-1: none).
    """
    attribution, place = distinct(np.append(0, np.where(voice == OWN, 0, owner + 1)))
    # The attributions of matches; the place of each match among them, 0 for none.
    rows, place = attribution[1:] - 1, place[1:]
    one, names, drafts = said.speakers(rows), said.values, said.drafts
    texts = {
        "speaker": one.name,
        "party": [names[number] for number in one.party.tolist()],
        "speaker_kind": [names[number] for number in one.kind.tolist()],
        "channel": [names[number] for number in one.channel.tolist()],
        "cue": words_of(batch, drafts.cue_start[rows], drafts.cue_end[rows]),
    }
    columns = {name: category(place, ["", *values]) for name, values in texts.items()}
    return columns | _rules(np.append(-1, drafts.rule[rows])[place], voice)


def _rules(rule: Ints, voice: Ints) -> dict[str, pa.Array]:
    """rule and precision: a match without an attribution (-1) is decided by its marks, or by nothing."""
    names = [*RULES, NO_RULE, MARKS_ONLY]
    unnamed = np.where(voice == OWN, names.index(NO_RULE), names.index(MARKS_ONLY))
    used, codes = distinct(np.where(rule < 0, unnamed, rule))
    names = [names[code] for code in used.tolist()]
    return {"rule": category(codes, names), "precision": floats(codes, [precision_of(name) for name in names])}


def columns_by_marks(voice: Ints) -> dict[str, Any]:
    """The columns about speakers where nobody was heard: all unknown, only the rule says something."""
    in_marks = (voice != OWN).astype(np.int32)
    nowhere = np.zeros(len(voice), np.int32)
    rules = (NO_RULE, MARKS_ONLY)
    return {
        **dict.fromkeys(_NO_TEXT, no_text(len(voice))),
        **dict.fromkeys(_NO_CATEGORY, category(nowhere, ("",))),
        "rule": category(in_marks, rules),
        "precision": floats(in_marks, [precision_of(rule) for rule in rules]),
    }


def words_of(batch: Batch, start: Ints, end: Ints) -> list[str]:
    """The words of each token span as published, line breaks as spaces; empty for no span."""
    rows = np.flatnonzero((start >= 0) & (end > start))
    first, last = batch.word_start.take(start.take(rows)), batch.word_end.take(end.take(rows) - 1)
    words, buffer = [""] * len(start), batch.buffer
    for row, begin, stop in zip(rows.tolist(), first.tolist(), last.tolist(), strict=True):
        words[row] = " ".join(buffer[begin:stop].decode().split())
    return words
