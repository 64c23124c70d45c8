"""Relays: "X said ..., according to Xinhua" keeps the speaker X and notes the channel Xinhua.

An attribution to an agency or paper whose content holds another attribution adds nothing but its channel, so it steps
back; the attributions inside take over its channel. So does one to a paper that no list names ("the Valley Times"), to
local media, and to what is no channel: a record of what was said ("according to a transcript"), or somebody unnamed who
heard it ("Li said talks would go on, according to a person in the room").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from framing.annotate.attribution.drafts import NONE, Drafts, one_of
from framing.annotate.attribution.flags import W
from framing.annotate.attribution.names import CHANNEL, NEVER, Names
from framing.annotate.attribution.passage import Layout, next_of
from framing.annotate.attribution.phrases import among_words, papers
from framing.records.arrays import Flags, Ints

#: Rules that say a source beside the words, rather than inside a verb's frame.
_BESIDE = one_of("according-to", "per", "postposed", "inverted", "said-that", "said", "as-said")
_SPEECH = one_of(
    *("said-that", "said-quote", "said-whether", "said", "said-comma", "said-later-that", "said-later-quote", "told"),
    *("postposed", "inverted", "participle", "coordinated", "object-infinitive", "according-to"),
)
#: "Local media reported that the envoys met, *agreeing to meet again*": nobody speaks but the media.
_PASSING = one_of("participle", "coordinated")
_LONGEST_NAME, _LONGEST_TITLE = 6, 4
_LEAD_WORDS = 3
#: Whoever speaks within so many words of what a paper reports speaks for all of it.
_EARLY = 12
#: "A report on Monday by the state news agency Xinhua"
_LONGEST_REPORT, _LEAD_OF_REPORT = 10, 8
_MEDIA = frozenset("media newspaper newspapers broadcaster outlets".split())
_INFORMANTS = frozenset("person people persons source sources official officials".split())
_KNOWING = frozenset("familiar briefed in with who present close".split())
_RECORDS = frozenset(
    "translation translations transcript transcripts recording recordings readout readouts minutes footage".split()
)


@dataclass(slots=True)
class Relays:
    """``rows``: the drafts that step back; ``spans``: what they covered, with the numbers of their channels."""

    rows: Flags
    spans: list[tuple[int, int, int]]

    @classmethod
    def of(cls, layout: Layout, names: Names, drafts: Drafts) -> Relays:
        """Find the drafts that relay another draft."""
        rows = np.zeros(len(drafts), np.bool_)
        spans: list[tuple[int, int, int]] = []
        outer, lead = _outer(layout, names, drafts)
        start, end = drafts.speaker_start[outer], drafts.speaker_end[outer]
        channels = names.first(CHANNEL, start, np.minimum(end, start + lead), end)
        relaying = (channels > 0) & _filled(drafts, outer, _SPEECH)
        relaying |= (channels == 0) & _passes_on(layout, start, end) & _filled(drafts, outer, _SPEECH & ~_PASSING)
        rows[outer[relaying]] = True
        for row, channel in zip(outer[relaying].tolist(), channels[relaying].tolist(), strict=True):
            spans += [(first, last, channel) for first, last in _contents(drafts, row)]
        return cls(rows, spans)

    def without(self, drafts: Drafts) -> Drafts:
        """The other drafts, their words cut where a relay begins: "He noted that ..., said Xinhua"."""
        if not self.rows.any():
            return drafts
        opens = np.minimum(drafts.cue_start, drafts.speaker_start)[self.rows]
        relays = np.append(np.sort(opens), NEVER)
        kept = drafts.take(~self.rows)
        kept.right_end = np.minimum(kept.right_end, next_of(relays, kept.cue_end))
        kept.right_end = np.where(kept.right_start < 0, NONE, np.maximum(kept.right_end, kept.right_start))
        return kept

    def channels(self, drafts: Drafts, rows: int) -> Ints:
        """For so many ``rows`` the number of the channel of each draft whose cue stands in a span that steps back."""
        out = np.zeros(rows, np.int64)
        for first, last, channel in self.spans:
            low, high = np.searchsorted(drafts.cue_start, (first, last)).tolist()
            out[low:high] = channel
        return out


def _filled(drafts: Drafts, rows: Ints, speech: Flags) -> Flags:
    """Whether somebody speaks inside by one of these rules: "the ministry said", rather than "the sides agreed"; not
    late in what follows the cue: "Reuters said the port is shut, *which the ministry called unfair*"."""
    speaking = drafts.cue_start.compress(speech.take(drafts.rule))
    some = drafts.take(rows)
    middle = np.maximum((some.right_start + some.right_end + 1) // 2, some.right_start + _EARLY)
    middle = np.minimum(middle, some.right_end)
    inside = _cues_within(speaking, some.left_start, np.maximum(some.left_start, some.left_end))
    inside += _cues_within(speaking, some.right_start, np.maximum(some.right_start, middle))
    return np.asarray(inside > 0)


def _contents(drafts: Drafts, row: int) -> list[tuple[int, int]]:
    spans = (
        (int(drafts.left_start[row]), int(drafts.left_end[row])),
        (int(drafts.right_start[row]), int(drafts.right_end[row])),
    )
    return [(start, end) for start, end in spans if 0 <= start < end]


def _outer(layout: Layout, names: Names, drafts: Drafts) -> tuple[Ints, Ints]:
    """Rows of those rules, with a channel's name for a speaker, whose content holds the cue of another row; and within
    how many words of the speaker that name begins."""
    length = drafts.speaker_end - drafts.speaker_start
    rows = np.flatnonzero(_BESIDE.take(drafts.rule) & (drafts.speaker_start >= 0) & (length > 0))
    sides = ((drafts.left_start, drafts.left_end), (drafts.right_start, drafts.right_end))
    holds = sum(_cues_within(drafts.cue_start, start.take(rows), end.take(rows)) for start, end in sides)
    rows = rows.compress(np.asarray(holds) > 0)
    start, length = drafts.speaker_start.take(rows), length.take(rows)
    report = _reports(layout, start)
    lead = np.where(report, _LEAD_OF_REPORT, _LEAD_WORDS)
    named = names.begins(CHANNEL, start, start + lead) | _passes_on(layout, start, start + length)
    named &= length <= np.where(report, _LONGEST_REPORT, _LONGEST_NAME)
    return rows.compress(named), lead.compress(named)


def _passes_on(layout: Layout, start: Ints, end: Ints) -> Flags:
    """Whether each speaker is a paper by its title, media at large, a record, or somebody who heard it: "*the Valley
    Times*", "*people familiar with* the talks"."""
    title = end - start <= _LONGEST_TITLE  # but "officials quoted by state media"
    media = title | (layout.has(start, W.DOC) & (end - start <= _LONGEST_NAME))  # "reports from Chinese state media"
    found = papers(layout, end) | (media & among_words(layout, np.maximum(end - 1, 0), _MEDIA))
    for ahead in range(_LEAD_WORDS):
        at = start + ahead
        found |= (at < end) & among_words(layout, at, _RECORDS)
        found |= (at + 1 < end) & among_words(layout, at, _INFORMANTS) & among_words(layout, at + 1, _KNOWING)
    return found


def _reports(layout: Layout, start: Ints) -> Flags:
    """Whether each speaker is a report, a preposition or date behind it: "*a report by* Xinhua"; not "a source at"."""
    found = np.zeros(len(start), np.bool_)
    for ahead in range(_LEAD_WORDS):
        at = start + ahead
        written = layout.has(at, W.DOC | W.MEDIUM) & ~layout.has(at, W.SPEAKER)
        found |= written & layout.has(at + 1, W.PREP | W.TIME) & ~layout.has(at + 1, W.OF)
    return found


def _cues_within(cues: Ints, start: Ints, end: Ints) -> Ints:
    return np.where(start >= 0, np.searchsorted(cues, end) - np.searchsorted(cues, start), 0)
