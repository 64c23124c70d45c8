"""What a coding is: one coder's word on one frame in one unit.

A lexicon, a classifier and a person fill the same table, so that agreement between people, the evaluation of a model
and the validation of a lexicon are one function. A coding holds no text: it points at ``[start, end)`` of a field.
"""

from __future__ import annotations

from dataclasses import dataclass

from framing.records.tables import VOICES, Column, Table

#: Polarities of a frame that shows.
ASSERTED, NEGATED = "asserted", "negated"
#: Names that the coder's manual has for voices, beside those of ``records.tables.VOICES``.
VOICE_NAMES = {**{voice: voice for voice in VOICES}, "outlet": "own", "paraphrased": "reported"}
#: The columns that say where a unit stands.
PLACE = ("doc_id", "field", "start", "end")
#: The coder whose word is the people's common decision; it outweighs theirs wherever a gold code is needed.
ADJUDICATED = "adjudicated"
#: What tables of agreement call all outlets or coders together, and the row of label sets (alpha with MASI).
ALL, ALL_FRAMES = "all", "all frames (MASI)"
#: Slices of a sample: units to look at while a lexicon or a model is made, and units kept apart to measure it.
DEVELOPMENT, EVALUATION = "development", "evaluation"

CODINGS = Table(
    "codings",
    "one coder's word on one frame in one unit",
    (
        Column("doc_id", "text", "the article"),
        Column("coder", "category", "who coded it: a person's name, lexicon, or a model"),
        Column("unit", "text", "the unit's id in its sheet: opaque and stable; empty if it came from no sheet"),
        Column("field", "category", "what start and end count in: text or title"),
        Column("start", "int", "first code point of the unit in its field"),
        Column("end", "int", "one past its last code point"),
        Column("sentence", "int", "1-based number of the sentence in the article; a title is 0; missing if unknown"),
        Column("frame", "category", "the frame; empty where the coder left only a note"),
        Column("value", "int", "1 the frame shows, 0 it does not; missing where the coder did not say"),
        Column("polarity", "category", "asserted or negated where value is 1; else empty"),
        Column("voice", "category", "own, quoted, fragment or reported, as far as the coder said; else empty"),
        Column("note", "text", "the coder's remark on the unit"),
        Column("outlet", "category", "who published it; empty if the key was not at hand"),
        Column("stratum", "category", "what the unit was drawn from; empty if it was not drawn"),
        Column("stratum_units", "int", "how many units that stratum held; missing if it was not drawn"),
        Column("slice", "category", "development or evaluation; empty if it was not drawn"),
        Column("extra", "text", "further columns of the coder's sheet, as a JSON object; else empty"),
    ),
)


@dataclass(frozen=True, slots=True)
class Coding:
    """One row of ``CODINGS``; the meaning of each field is stated there.

    >>> Coding("a", "Ann", 0, 9, frame="bullying", value=1, polarity=ASSERTED).negated
    False
    """

    doc_id: str
    coder: str
    start: int
    end: int
    unit: str = ""
    field: str = "text"
    sentence: int | None = None
    frame: str = ""
    value: int | None = None
    polarity: str = ""
    voice: str = ""
    note: str = ""
    outlet: str = ""
    stratum: str = ""
    stratum_units: int | None = None
    slice: str = ""
    extra: str = ""

    @property
    def negated(self) -> bool:
        """Whether the frame shows, denied or rejected."""
        return self.polarity == NEGATED

    @property
    def place(self) -> tuple[str, str, int, int]:
        """What makes two coders' units the same: article, field and offsets."""
        return self.doc_id, self.field, self.start, self.end

    @property
    def order(self) -> tuple[str, str, int, int, str, str, str]:
        """The order of codings in every table and file."""
        return (*self.place, self.coder, self.unit, self.frame)
