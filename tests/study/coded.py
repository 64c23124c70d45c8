"""Sentences coded by rule, for the tests of sheets, agreement and validation."""

from __future__ import annotations

from framing.coding.tables import frame_of
from framing.records.coding import Coding
from framing.study.coding.sheets import coding_sheet


def everything(scores, coder, says, **options):
    """All sentences, coded by ``says(text) -> frames``."""
    sheet = coding_sheet(scores, sample=999, **options)
    rows = []
    for shown, key in zip(sheet.rows, sheet.key_rows, strict=True):
        found = says(shown[2])
        for frame in ("bullying", "lasting"):
            value = int(frame in found)
            rows.append(
                Coding(key[1], coder, int(key[3]), int(key[4]), unit=key[0], field=key[2], sentence=int(key[5]),
                       frame=frame, value=value, polarity="asserted" if value else "", outlet=key[6], stratum=key[7],
                       stratum_units=int(key[8]), slice=key[11])
            )  # fmt: skip
    return frame_of(rows)


def by_words(text):
    words = text.lower()
    return {f for f, w in (("bullying", "bully"), ("bullying", "threat"), ("lasting", "sustainab")) if w in words}
