"""Attributions as columns: drafts from the rules, then those that stand after nesting is settled."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from framing.records.arrays import Flags, Ints

#: No such span.
NONE = -1

#: Every rule, in the order of their numbers. A rule's number never leaves a run; its name does.
RULES = (
    *("said-that", "said-quote", "said-whether", "said", "said-comma", "said-later-that", "said-later-quote", "told"),
    *("postposed", "inverted", "as-said", "infinitive", "object-infinitive", "object", "topic", "survey", "attitude"),
    *("participle", "coordinated", "relative", "to-say", "passive", "according-to", "per"),
    *("noun-that", "noun-was", "noun-to", "noun-of", "colon-headline", "says-headline", "label", "transcript"),
    *("hanging-cue", "quote-alone", "scare", "partial-quote"),
)
NUMBER = {name: number for number, name in enumerate(RULES)}


def one_of(*rules: str) -> Flags:
    """Whether a rule is one of these, by its number.

    >>> one_of("per", "said").take([NUMBER["said"], NUMBER["told"]]).tolist()
    [True, False]
    """
    return np.array([name in rules for name in RULES])


@dataclass(slots=True)
class Drafts:
    """Columns, one row an attribution; ``left`` and ``right`` are the content before and after the cue.

    ``own`` marks content that the outlet words, outside marks: "criticised *the levy*", "plans *to leave*".
    """

    rule: Ints
    own: Flags
    cue_start: Ints
    cue_end: Ints
    speaker_start: Ints
    speaker_end: Ints
    left_start: Ints
    left_end: Ints
    right_start: Ints
    right_end: Ints

    def __len__(self) -> int:
        return len(self.rule)

    def take(self, rows: Ints | Flags) -> Drafts:
        """The given rows, in that order."""
        some = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows
        return Drafts(*(getattr(self, column.name).take(some) for column in fields(self)))


Span = tuple[Ints, Ints]


def draft(
    rule: str,
    cue: Span,
    speaker: Span,
    left: Span | None = None,
    right: Span | None = None,
    own: Flags | None = None,
) -> Drafts:
    """Drafts of one rule with the given columns; spans that are not given are NONE, and the words the speaker's."""
    size = len(cue[0])
    none = np.full(size, NONE)
    sides = [side for span in (cue, speaker, left, right) for side in (span or (none, none))]
    return Drafts(np.full(size, NUMBER[rule]), np.zeros(size, np.bool_) if own is None else own, *sides)


def draft_some(
    rule: str, rows: Flags, cue: Span, speaker: Span, left: Span | None = None, right: Span | None = None
) -> Drafts:
    """Drafts of one rule for those ``rows`` of the given columns that are true."""
    at = np.flatnonzero(rows)
    left, right = (None if span is None else (span[0][at], span[1][at]) for span in (left, right))
    return draft(rule, (cue[0][at], cue[1][at]), (speaker[0][at], speaker[1][at]), left, right)


def merged_drafts(parts: list[Drafts]) -> Drafts:
    """All drafts by the place of their cue; of several with one cue the first given stands first."""
    columns = [np.concatenate([getattr(part, column.name) for part in parts]) for column in fields(Drafts)]
    together = Drafts(*columns)
    return together.take(np.argsort(together.cue_start, kind="stable"))


def within_spans(at: Ints, start: Ints, end: Ints) -> Flags:
    """Whether each word stands in one of the spans; those that are NONE or empty hold none."""
    some = np.flatnonzero((start >= 0) & (end > start))
    some = some[np.argsort(start[some], kind="stable")]
    before = np.searchsorted(start[some], at, side="right")
    return np.asarray(at < np.append(NONE, np.maximum.accumulate(end[some]))[before])


def covered_from_right(drafts: Drafts) -> Flags:
    """Rows whose cue stands in the words before a later cue: "Trump believes ..., Smith said"."""
    return within_spans(drafts.cue_start, drafts.left_start, drafts.left_end)


def covered_from_left(drafts: Drafts) -> Flags:
    """Rows whose cue stands in the words after an earlier cue that itself stands: "Smith said Trump believes ...";
    not somebody's words in what the outlet words: "announced plans, in what *Smith said was* a test"."""
    reached = drafts.cue_start < np.append(0, np.maximum.accumulate(drafts.right_end)[:-1])[: len(drafts)]
    reached[:-1] |= reached[1:]  # those whose words reach the next cue; the other rows have to do with no other
    rows = np.flatnonzero(reached)
    covered = np.zeros(len(drafts), np.bool_)
    reach = told = 0
    columns = (drafts.cue_start[rows].tolist(), drafts.right_end[rows].tolist(), drafts.own[rows].tolist())
    for row, cue, end, own in zip(rows.tolist(), *columns, strict=True):
        if cue < reach or (own and cue < told):
            covered[row] = True
        elif own:
            told = max(told, end)
        else:
            reach = max(reach, end)
    return covered
